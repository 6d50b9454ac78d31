"""The header of a card as a handle: drag it along the row or out of it, or ask for a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from stackdesk.ui.card import Card
from stackdesk.ui.typeface import px

_HEADER = 44


class Grip(QObject):
    """Watches one card; presses on controls of the header never come here."""

    dragged = Signal(str, QPoint)
    """The card is dragged: where the mouse is, in global pixels."""
    dropped = Signal(str, QPoint)
    left = Signal(str)
    """The drag was given up."""
    menu_asked = Signal(str, QPoint)
    doubled = Signal(str)

    def __init__(self, key: str, card: Card) -> None:
        super().__init__(card)
        self._key = key
        self._card = card
        self._from: QPoint | None = None
        self._dragging = False
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse from a press on the header."""
        if isinstance(event, QContextMenuEvent) and event.pos().y() < px(_HEADER):
            self.menu_asked.emit(self._key, event.globalPos())
            return True
        if isinstance(event, QKeyEvent) and self._dragging and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._end()
                self.left.emit(self._key)
            return True
        if isinstance(event, QMouseEvent) and watched is self._card:
            return self._mouse(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, here = event.type(), event.globalPosition().toPoint()
        if kind == QEvent.Type.MouseButtonDblClick and event.position().y() < px(_HEADER):
            self._end()
            self.doubled.emit(self._key)
            return True
        if kind == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton
            self._from = here if left and event.position().y() < px(_HEADER) else None
            return self._from is not None
        if self._from is None:
            return False
        if kind == QEvent.Type.MouseMove:
            far = (here - self._from).manhattanLength() >= QApplication.startDragDistance()
            if far and not self._dragging:
                self._dragging = True
                self._card.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._card.grabKeyboard()
            if self._dragging:
                self.dragged.emit(self._key, here)
        elif kind == QEvent.Type.MouseButtonRelease:
            dragging = self._dragging
            self._end()
            if dragging:
                self.dropped.emit(self._key, here)
        return True

    def _end(self) -> None:
        if self._dragging:
            self._card.releaseKeyboard()
            self._card.unsetCursor()
        self._from, self._dragging = None, False
