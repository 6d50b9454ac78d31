"""What can be searched for, what it says of each, and where a choice leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import declared
from stackdesk.ui.search import Entry, Search, Told, entry

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

RECENT = 6
IDLE_MS = 2000
"""How long after the start the list is made, so that the first opening need not."""


class Searching(QObject):
    """Opens the search over a window and goes where it was chosen to go."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._entries: dict[tuple[str, str], Entry] = {}
        self._built: object = None
        self._recent: list[Entry] = []
        self.box = Search(window)
        self.box.chosen.connect(self.go)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._build)
        self._idle.start(IDLE_MS)

    def open(self) -> None:
        """Open the search; what was gone to lately, what is changed and the levers come first."""
        if self.box.isVisible():
            self.box.field.selectAll()
            return
        self._build()
        self.box.open_with(list(self._entries.values()), self._first(), self.tell)

    def _build(self) -> None:
        """List parameters and series, once a reference."""
        reference = self._window.reference
        if self._built is reference:
            return
        self._built = reference
        parameters = [
            entry("parameter", one.address, one.label, one.parameter.layer) for one in self._window.subjects()
        ]
        series = [
            entry("series", one.address, declared(one.label), one.layer)
            for one in reference.catalogue.series.values()
            if one.unit != "text"
        ]
        charts = [
            entry("chart", f"{room.key}/{chart.key}", declared(chart.title), room.key)
            for room in reference.catalogue.layers
            for chart in room.charts
        ]
        self._entries = {(one.kind, one.address): one for one in (*parameters, *series, *charts)}
        self._recent = []

    def _first(self) -> list[Entry]:
        """List what stands there while nothing is typed, each once."""
        changed = [address for address, _ in self._window.desk.scenario.changes()]
        levers = [one.address for one in self._window.stack.levers()]
        known = [self._entries.get(("parameter", address)) for address in (*changed, *levers)]
        return list(dict.fromkeys([*self._recent, *(one for one in known if one is not None)]))

    def tell(self, one: Entry) -> Told:
        """Give an entry's value now, and what it is."""
        window = self._window
        if one.kind == "chart":
            return Told("", self.tr("chart"))
        if one.kind == "series":
            value = fmt.NOTHING
            if window.desk.result is not None:
                number = window.desk.result.at(one.address, window.desk.year, window.desk.region)
                unit = window.reference.catalogue.series[one.address].unit
                value = (
                    str(fmt.shown(float(number), unit)) if isinstance(number, int | float) else fmt.NOTHING
                )
            return Told(value, self.tr("outcome in {year}").format(year=fmt.year(window.desk.year)))
        subject = window.subject(one.address)
        standing = window.chosen.stand(subject)
        kind = declared(subject.parameter.quantity.kind)
        words = [kind, self.tr("changed") if standing.changed else "", self.tr("locked") * standing.locked]
        return Told(subject.text(standing.value), ", ".join(word for word in words if word), standing.changed)

    def go(self, kind: str, address: str) -> None:
        """Go to what was chosen."""
        one = self._entries[kind, address]
        self._recent = [one, *(other for other in self._recent if other != one)][:RECENT]
        if kind == "series":
            self.show_series(address)
        elif kind == "chart":
            self.show_chart(address)
        else:
            self.show_parameter(address)

    def show_series(self, address: str) -> None:
        """Show a series on the layer chart."""
        window = self._window
        window.work.show_tab("layer")
        window.show_now()
        window.work.layer.show_series(address)
        window.work.layer.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chart(self, name: str) -> None:
        """Show a chart by its layer and key in the place of the layer chart."""
        window = self._window
        window.work.show_tab("layer")
        window.show_now()
        layer, _, key = name.partition("/")
        window.work.layer.choose(layer, key)
        window.work.layer.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_parameter(self, address: str) -> None:
        """Put the keyboard on a parameter's lever, or on its row in the layer's table, and inspect it."""
        window = self._window
        window.hand.inspect(address)
        lever = window.stack.lever(address)
        if lever is not None:
            window.commands.go_to_layer(lever.layer)
            lever.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        layer = next(
            one.key for one in window.layers if any(s.address == address for s in window.listed(one))
        )
        window.commands.show_table(layer)
        window.commands.table(layer).go_to(address)
