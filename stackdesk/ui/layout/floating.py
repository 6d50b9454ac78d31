"""A card in a window of its own, and where on the screens such a window may stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stackdesk.ui.card import Card
from stackdesk.ui.theme import LIGHT, Theme

_HANDLE = QRect(0, 0, 80, 24)
"""As much of a window's upper left must be on a screen that the mouse can take hold of it."""
LEAST = (240, 160)
AIR = 8


def on_screen(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Give a place that can be reached: the wanted one, else as near on the first screen; never too large."""
    if not screens:
        return wanted
    grip = _HANDLE.translated(wanted.topLeft())
    home = next((screen for screen in screens if screen.contains(grip)), None)
    screen = home or screens[0]
    size = wanted.size().boundedTo(screen.size())
    if home is not None and size == wanted.size():
        return wanted
    left = max(screen.left(), min(wanted.left(), screen.right() + 1 - size.width()))
    top = max(screen.top(), min(wanted.top(), screen.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


def screens() -> list[QRect]:
    """List the room of all screens, the first one first."""
    first = QGuiApplication.primaryScreen()
    ordered = sorted(QGuiApplication.screens(), key=lambda screen: screen is not first)
    return [screen.availableGeometry() for screen in ordered]


class FloatWindow(QWidget):
    """Holds a card above the main window; closing it asks to put the card back. The menus' keys hold."""

    closed = Signal(str)
    moved = Signal(str)

    def __init__(self, key: str, title: str, card: Card, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._theme: Theme = LIGHT
        self.key = key
        self.card = card
        self.setObjectName(f"float.{key}")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setMinimumSize(*LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(AIR, AIR, AIR, AIR)
        column.addWidget(card)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell that the window has moved."""
        super().moveEvent(event)
        self.moved.emit(self.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the window has another size."""
        super().resizeEvent(event)
        self.moved.emit(self.key)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask to put the card back; the window itself is closed by whoever does."""
        event.ignore()
        self.closed.emit(self.key)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the ground in step with the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.window)
