"""Which levers can give: the smallest change, those used lately, then all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.core.layer import Constraint
from stackdesk.ui.charts.words import declared
from stackdesk.ui.search import Entry, Told, entry

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

SMALLEST = ""
"""What stands for no lever in particular: the three smallest changes are looked for."""

RECENT = 4


class Levers:
    """Lists what can give in a window, and remembers what gave last."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._recent: list[str] = []

    @property
    def last(self) -> str:
        """What gave last; at first, what relieves most where the cursor is, else the smallest change."""
        known = self._window.reference.catalogue.parameters
        return next((one for one in self._recent if one in known or not one), self._relieving())

    def remember(self, address: str) -> None:
        """Put a lever on top of the list."""
        self._recent = [address, *(one for one in self._recent if one != address)][:RECENT]

    def _relieving(self) -> str:
        """Give the parameter whose easing by one per cent brings most at the cursor."""
        relief = self._window.work.relief.relief
        rows = [] if relief is None else [one for one in relief.rows if one.family == "limit"]
        if not rows:
            return SMALLEST
        best = max(rows, key=lambda one: one.elasticity or 0.0)
        constraints: Sequence[Constraint] = [
            one for layer in self._window.reference.catalogue.layers for one in layer.constraints
        ]
        eased = next((one.eases for one in constraints if one.name == best.constraint), SMALLEST)
        return eased if eased in {one.address for one in self._window.subjects()} else SMALLEST

    def entry(self, address: str) -> Entry:
        """Give one choice as it is listed."""
        if not address:
            words = QCoreApplication.translate("solve", "The smallest change (propose three)")
            return entry("parameter", SMALLEST, words, "")
        subject = self._window.subject(address)
        return entry("parameter", address, subject.label, subject.parameter.layer)

    def offered(self) -> list[str]:
        """List what comes first: the smallest change, what gave lately, then the layers' levers."""
        known = {one.address for one in self._window.subjects()}
        levers = [one for layer in self._window.reference.catalogue.layers for one in layer.levers]
        listed = [SMALLEST, *self._recent, self.last, *levers]
        return [one for one in dict.fromkeys(listed) if one in known or not one]

    def offer(self) -> tuple[Sequence[Entry], Sequence[Entry], Callable[[Entry], Told]]:
        """Give every parameter, what comes first, and what each row says."""
        listed = [self.entry(SMALLEST), *(self.entry(one.address) for one in self._window.subjects())]
        return listed, [self.entry(address) for address in self.offered()], self.tell

    def tell(self, one: Entry) -> Told:
        """Say where a lever stands."""
        if not one.address:
            return Told("", QCoreApplication.translate("solve", "over all levers that are not locked"))
        return self._window.commands.searching.tell(one)


def no_costs() -> str:
    """Say why the cheapest change is not offered."""
    return QCoreApplication.translate(
        "solve",
        "The cheapest change is not offered: no lever declares what a unit of it costs, with a source.",
    )


def series_entries(window: MainWindow) -> list[Entry]:
    """List every series of numbers."""
    return [
        entry("series", one.address, declared(one.label), one.layer)
        for one in window.reference.catalogue.series.values()
        if one.unit != "text"
    ]
