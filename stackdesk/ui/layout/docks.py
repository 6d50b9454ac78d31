"""Which cards float in windows of their own: taken out, put back, hidden, shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal

from stackdesk.ui.layout.arrangement import CARDS, MOVABLE
from stackdesk.ui.layout.floating import FloatWindow, on_screen, screens
from stackdesk.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from stackdesk.ui.workspace import Workspace

_FIRST = QSize(420, 340)
_SHIFT = QPoint(40, 40)


class Docks(QObject):
    """Moves cards between the workspace and their windows; the arrangement says which stand where."""

    changed = Signal()

    def __init__(self, work: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._theme: Theme = LIGHT
        self._moving = False
        self._resting = False
        self.windows: dict[str, FloatWindow] = {}

    def title(self, key: str) -> str:
        """Name a card."""
        return {
            "relief": self.tr("Relief"),
            "layer": self.tr("Layer chart"),
            "inspector": self.tr("Inspector"),
            "pins": self.tr("Pinned parameters"),
            "tiles": self.tr("Outcomes"),
        }[key]

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for window in self.windows.values():
            window.dress(theme)

    # --------------------------------------------------------------------------------- float, put back

    def float_card(self, key: str, at: QPoint | None = None) -> None:
        """Give a card a window of its own: at a place, else where it floated last, else where it stands."""
        if key not in MOVABLE or key in self.windows:
            return
        arrangement = self._work.arrangement
        arrangement.hidden.discard(key)
        room = self._first_room(key)
        if at is not None:
            room.moveTopLeft(at)
        self._open(key, room)
        self.keep_places()
        self.changed.emit()

    def put_back(self, key: str) -> None:
        """Put a card back into the workspace."""
        self._close(key)
        self._work.arrange()
        self.changed.emit()

    def hide_card(self, key: str, hidden: bool) -> None:
        """Hide a card wherever it is, or show it again where it was."""
        arrangement = self._work.arrangement
        if hidden:
            arrangement.hidden.add(key)
            if self._work.maximised == key:
                self._work.maximise("")
        else:
            arrangement.hidden.discard(key)
        self._work.arrange()
        self.changed.emit()

    def place_all(self) -> None:
        """Let the windows be as the arrangement says: those of a start, or none after a reset."""
        wanted = self._work.arrangement.floating
        for key in [key for key in self.windows if key not in wanted]:
            self._close(key)
        for key, sides in list(wanted.items()):
            if key not in self.windows:
                self._open(key, QRect(*sides))
        self._work.arrange()

    def follow(self) -> None:
        """Show the windows that have something to show, and keep the rest out of the way."""
        for key, window in self.windows.items():
            nothing = key == "pins" and not self._work.pins.pins
            gone = self._resting or nothing or key in self._work.arrangement.hidden
            if window.isVisible() == gone:
                window.setVisible(not gone)
            if key == "pins":
                self._work.pins.place()

    def rest(self, resting: bool) -> None:
        """Put all windows out of sight for a while: a page or presentation has the screen."""
        if resting != self._resting:
            self._resting = resting
            self.follow()

    def keep_places(self) -> None:
        """Remember where the windows stand."""
        arrangement = self._work.arrangement
        for key, window in self.windows.items():
            place = window.geometry()
            sides = (place.x(), place.y(), place.width(), place.height())
            arrangement.floating[key] = arrangement.places[key] = sides

    def stop(self) -> None:
        """Close the windows; they are remembered."""
        self.keep_places()
        for window in self.windows.values():
            window.hide()

    # ----------------------------------------------------------------------------------------- windows

    def _first_room(self, key: str) -> QRect:
        kept = self._work.arrangement.places.get(key)
        if kept is not None:
            return QRect(*kept)
        card = self._work.cards[key]
        size = card.size().expandedTo(_FIRST) if key in CARDS else QSize(max(card.width(), 640), 140)
        return QRect(card.mapToGlobal(QPoint(0, 0)) + _SHIFT, size)

    def _open(self, key: str, room: QRect) -> None:
        work = self._work
        card = work.cards[key]
        window = FloatWindow(key, self.title(key), card, work.window())
        window.dress(self._theme)
        room = on_screen(room, screens())
        window.setGeometry(room)
        window.closed.connect(self.put_back)
        window.moved.connect(self._moved)
        self.windows[key] = window
        work.arrangement.floating[key] = (room.x(), room.y(), room.width(), room.height())
        work.pins.alone = "pins" in self.windows
        card.show()
        work.arrange()
        self.follow()

    def _close(self, key: str) -> None:
        window = self.windows.pop(key, None)
        if window is None:
            return
        self._work.arrangement.floating.pop(key, None)
        window.card.setParent(self._work)
        self._work.pins.alone = "pins" in self.windows
        window.hide()
        window.deleteLater()

    def _moved(self, key: str) -> None:
        """Remember a place; nothing is written before the main window closes or something else changes."""
        if key in self.windows and self.windows[key].isVisible():
            self.keep_places()
            if key == "pins":
                self._work.pins.place()
                self._work.arranged.emit()
