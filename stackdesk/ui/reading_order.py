"""Tab goes through each part of the window as it is read: row by row, from the left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QWidget

from stackdesk.ui.card import Card

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

SETTLED_MS = 120


class ReadingOrder(QObject):
    """Sorts the controls of the top bar and of every card, when they are placed and when pages change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLED_MS)
        self._later.timeout.connect(self.sort)
        window.work.installEventFilter(self)
        window.work.inspector.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sort once everything has found its place."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._later.start()
        return super().eventFilter(watched, event)

    def sort(self) -> None:
        """Sort each part by itself; the order of the parts stays."""
        for part in (self._window.top, *self._window.work.findChildren(Card)):
            if part.isVisible():
                for before, after in pairwise(as_read(part)):
                    QWidget.setTabOrder(before, after)


def as_read(part: QWidget) -> list[QWidget]:
    """Give what Tab can reach in a part, row by row and each row from the left; windows of its own aside."""
    here = [one for one in part.findChildren(QWidget) if one.window() is part.window()]
    reached = [
        one
        for one in here
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(part) and one.focusProxy() is None
    ]
    places = {one: QRect(one.mapTo(part, QPoint(0, 0)), one.size()) for one in reached}
    rows: list[list[QWidget]] = []
    for one in sorted(reached, key=lambda widget: (places[widget].top(), places[widget].left())):
        if rows and _beside(places[one], [places[other] for other in rows[-1]]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda widget: places[widget].left())]


def _beside(place: QRect, row: Sequence[QRect]) -> bool:
    """Whether a place stands in a row: its middle is within what began the row, and as tall or less."""
    first = row[0]
    return first.top() <= place.center().y() <= first.bottom()
