"""A layer's panel: head and levers, made from the layer's declaration by the same code for all five."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from stackdesk.core.layer import Layer
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.hand import Hand
from stackdesk.ui.head import LEFT, Head
from stackdesk.ui.lever import Lever
from stackdesk.ui.reading import Reading, history, read
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import lettering
from stackdesk.ui.view import View

GAUGE = 7


class LayerPanel(QWidget):
    """Shows as many of its levers as it is given rows."""

    opened = Signal(str)
    more_asked = Signal(str)
    help_asked = Signal(str)
    changed_asked = Signal()

    def __init__(
        self,
        layer: Layer,
        subjects: Sequence[Subject],
        more: Sequence[Subject],
        total: int,
        hand: Hand,
        parent: QWidget | None = None,
    ) -> None:
        """Make a panel with a lever for each of `subjects`; `more` are shown too where there is much room."""
        super().__init__(parent)
        self.layer = layer
        self._total = total
        self._theme: Theme = LIGHT
        self._sizes: Density = COMFORTABLE
        self._reading: Reading | None = None
        self._history_of: tuple[object, ...] = ()
        self._rows = 0
        self._row = COMFORTABLE.row
        self._caused = False
        self.setObjectName(f"{layer.key}.panel")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below needs painting with it
        self.head = Head(layer, self)
        self._hand = hand
        self._own = [Lever(subject, hand, self) for subject in subjects]
        self._more = tuple(more)
        self._guests: dict[str, Lever] = {}
        self.levers = self._own
        self._filtered = False
        self.setAccessibleName(self.tr("{layer} panel").format(layer=layer.label))
        self.head.clicked.connect(self._ask_open)
        self.head.more_asked.connect(self._ask_more)
        self.head.help_asked.connect(self._ask_help)
        self.head.changed_asked.connect(self.changed_asked)

    def _ask_open(self) -> None:
        self.opened.emit(self.layer.key)

    def _ask_help(self) -> None:
        self.help_asked.emit(self.layer.key)

    def _ask_more(self) -> None:
        self.more_asked.emit(self.layer.key)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._sizes = theme, sizes
        self.head.dress(theme, sizes)
        for lever in (*self._own, *self._guests.values()):
            lever.dress(theme, sizes)
        self.update()

    def show_only(self, subjects: Sequence[Subject] | None) -> None:
        """Show these parameters in the place of the levers, or the levers again."""
        known = {lever.address: lever for lever in self._own}
        wanted = [one.subject for one in self._own] if subjects is None else list(subjects)
        self.levers = [known.get(one.address) or self._guest(one) for one in wanted]
        self._filtered = subjects is not None
        self.head.show_filter(self._filtered)
        self.update()
        self._dismiss()
        for lever in self._own:
            if lever not in self.levers:
                lever.hide()

    def _dismiss(self) -> None:
        """Delete the rows of parameters that are shown no longer."""
        for address, guest in list(self._guests.items()):
            if guest not in self.levers:
                guest.hide()
                guest.deleteLater()
                del self._guests[address]

    def _guest(self, subject: Subject) -> Lever:
        """Make a row for a parameter that is no lever here, or give the one there is."""
        if subject.address not in self._guests:
            guest = self._guests[subject.address] = Lever(subject, self._hand, self)
            guest.dress(self._theme, self._sizes)
        return self._guests[subject.address]

    # ---------------------------------------------------------------------------------------- layout

    def set_rows(self, rows: int, row: int, *, opened: bool, caused: bool) -> None:
        """Show so many levers, each `row` high, and a line for the cause or none."""
        self._rows, self._row, self._caused = rows, row, caused
        if not self._filtered:
            self._invite(rows - len(self._own))
        self.head.show_state(opened=opened, caused=caused)
        self.head.show_more(self._total - rows, self._total)
        for place, lever in enumerate(self.levers):
            lever.setVisible(place < rows)
        self._place()

    def most(self, shown: int) -> int:
        """Give how many rows the panel can fill where a panel shows at most so many beyond its levers."""
        if self._filtered:
            return len(self.levers)
        return max(len(self._own), min(len(self._own) + len(self._more), shown))

    def _invite(self, count: int) -> None:
        """Show so many parameters below the levers: the first of the layer that are none."""
        wanted = self._more[: max(count, 0)]
        if len(self._own) + len(wanted) == len(self.levers):
            return
        self.levers = [*self._own, *(self._guest(one) for one in wanted)]
        self._dismiss()

    def wanted_height(self) -> int:
        """Give the height of the head and the rows shown."""
        return self._head_height() + self._rows * self._row

    def _head_height(self) -> int:
        return self._sizes.head + (self._sizes.cause if self._caused else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place head and rows."""
        self._place()

    def _place(self) -> None:
        top = self._head_height()
        air = (self.height() - top) // 2 if self._sizes.reduced else 0
        self.head.setGeometry(0, air, self.width(), top)
        for lever in self.levers[: self._rows]:
            lever.setGeometry(GAUGE, top, self.width() - GAUGE, self._row)
            top += self._row

    def visible_levers(self) -> list[Lever]:
        """Give the levers on show."""
        return self.levers[: self._rows]

    # ----------------------------------------------------------------------------------------- values

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Show where levers stand."""
        binds = self._reading is not None and self._reading.binds
        for lever in self.levers:
            if lever.address in standings:
                lever.show_standing(standings[lever.address], binding=binds)

    def show_result(self, view: View) -> None:
        """Show the layer at the cursor."""
        if (view.observations, view.region) != self._history_of:
            self._history_of = (view.observations, view.region)
            self.head.show_history(history(view, self.layer.headline))
        reading, before = read(view, self.layer), self._reading
        self._reading = reading
        self.head.show_reading(reading, view.year, stale=view.stale)
        if before is None or before.binds != reading.binds:
            self.update()
        elif before.used != reading.used:
            self.update(0, 0, GAUGE, self.height())  # the levers beside it need no new paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint and gauge."""
        painter = QPainter(self)
        reading, key = self._reading, self.layer.key
        binds = reading is not None and reading.binds
        painter.fillRect(self.rect(), self._theme.panel(key, binding=binds))
        painter.fillRect(QRectF(0, 0, GAUGE, self.height()), self._theme.gauge_track(key))
        used = reading.used if reading is not None and math.isfinite(reading.used) else 0.0
        tall = self.height() * max(0.0, min(1.0, used))
        painter.fillRect(QRectF(0, self.height() - tall, GAUGE, tall), self._theme.layer(key).mark)
        if self._filtered and not self._rows:
            painter.setFont(lettering(12))
            painter.setPen(self._theme.ink2)
            top = self._head_height()
            room = QRect(LEFT, top, self.width() - 2 * LEFT, max(self.height() - top, 0))
            words = self.tr("As in the reference") if not self.levers else ""
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
