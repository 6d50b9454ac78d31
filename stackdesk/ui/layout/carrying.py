"""A card carried by its header: a bar where it would stand, a frame where it would float."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRubberBand, QWidget

from stackdesk.ui.layout.arrangement import CARDS
from stackdesk.ui.layout.docks import Docks
from stackdesk.ui.layout.grip import Grip
from stackdesk.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from stackdesk.ui.workspace import Workspace

_BAR = 3
_LOOSE = 48
"""How far above or below the row a card comes loose."""
_HAND = QPoint(60, 14)


class Carrying(QObject):
    """Follows the grips of the movable cards."""

    menu_asked = Signal(str, QPoint)

    def __init__(self, work: Workspace, docks: Docks) -> None:
        super().__init__(work)
        self._work, self._docks = work, docks
        self._bar = _Bar(work)
        self._frame: QRubberBand | None = None
        for key in (*CARDS, "pins", "ceilings"):
            grip = Grip(key, work.cards[key])
            grip.dragged.connect(self._drag)
            grip.dropped.connect(self._drop)
            grip.left.connect(self._end)
            grip.menu_asked.connect(self.menu_asked)
            grip.doubled.connect(self._double)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._bar.dress(theme)

    def _double(self, key: str) -> None:
        """Give a card the whole room, or put it back; what floats comes home."""
        if key in self._work.arrangement.floating:
            self._docks.put_back(key)
        elif key in (*CARDS, "ceilings"):
            self._work.maximise("" if self._work.maximised == key else key)

    def _drag(self, key: str, here: QPoint) -> None:
        """Show what letting go here would do."""
        if key == "ceilings" or key in self._work.arrangement.floating:
            return
        loose = self._loose(key, here)
        if loose:
            self._bar.hide()
            if self._frame is None:
                self._frame = QRubberBand(QRubberBand.Shape.Rectangle)
            self._frame.setGeometry(QRect(here - _HAND, self._work.cards[key].size()))
            self._frame.show()
            return
        if self._frame is not None:
            self._frame.hide()
        self._show_bar(key, here)

    def _drop(self, key: str, here: QPoint) -> None:
        self._end()
        if key == "ceilings" or key in self._work.arrangement.floating:
            return
        if self._loose(key, here):
            self._docks.float_card(key, here - _HAND)
        elif key in CARDS:
            self._work.arrangement.move(key, self._place(key, here))
            self._work.arrange()
            self._work.changed.emit()

    def _end(self, key: str = "") -> None:
        self._bar.hide()
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None

    # ------------------------------------------------------------------------------------------ where

    def _row(self, key: str) -> QRect:
        """Give the row of the card, in global pixels."""
        card = self._work.cards[key]
        corner = self._work.mapToGlobal(QPoint(0, card.y()))
        return QRect(corner.x(), corner.y(), self._work.width(), card.height())

    def _loose(self, key: str, here: QPoint) -> bool:
        row = self._row(key).adjusted(-_LOOSE, -_LOOSE, _LOOSE, _LOOSE)
        return not row.contains(here)

    def _others(self, key: str) -> list[tuple[str, QRect]]:
        """List the other cards of the row that can be seen, with their rooms in the workspace."""
        docked = self._work.docked()
        shown = [one for one in docked if one != key and self._work.cards[one].isVisibleTo(self._work)]
        return [(one, self._work.cards[one].geometry()) for one in shown]

    def _place(self, key: str, here: QPoint) -> int:
        """Give the place in the order, counted without the card, where the mouse is."""
        across = self._work.mapFromGlobal(here).x()
        behind = [one for one, room in self._others(key) if room.center().x() > across]
        rest = [one for one in self._work.arrangement.order if one != key]
        return rest.index(behind[0]) if behind else len(rest)

    def _show_bar(self, key: str, here: QPoint) -> None:
        """Stand a bar in the gap where the card would go."""
        others = self._others(key)
        if key not in CARDS or not others:
            self._bar.hide()
            return
        across = self._work.mapFromGlobal(here).x()
        behind = [room for _, room in others if room.center().x() > across]
        gap = self._work.sizes.gap
        middle = behind[0].left() - gap // 2 if behind else others[-1][1].right() + gap // 2
        middle = max(_BAR, min(middle, self._work.width() - _BAR))
        self._bar.setGeometry(middle - _BAR // 2, others[0][1].top(), _BAR, others[0][1].height())
        self._bar.raise_()
        self._bar.show()


class _Bar(QWidget):
    """An upright line of ink."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.hide()

    def dress(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.ink)
