"""What is set up for one sitting and no file keeps: the ends of sliders set by hand, and what is pinned."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

MOST_PINS = 3
Place = tuple[str, str | None]


class Sitting(QObject):
    """Remembers until the program ends. Ends are kept by region: an amount of one is no measure for all."""

    ranged = Signal(str)
    pins_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends: dict[Place, tuple[float, float]] = {}
        self._pins: tuple[str, ...] = ()

    def ends(self, address: str, region: str | None) -> tuple[float, float] | None:
        """Give the ends that were set for a slider, if any, in the declared unit."""
        return self._ends.get((address, region))

    def set_ends(self, address: str, region: str | None, ends: tuple[float, float] | None) -> None:
        """Set the ends of a slider; None lets it find its own again."""
        self._ends.pop((address, region), None)
        if ends is not None:
            self._ends[address, region] = ends
        self.ranged.emit(address)

    @property
    def pins(self) -> tuple[str, ...]:
        """The parameters pinned to the chart, the first pinned first."""
        return self._pins

    def pin(self, address: str, pinned: bool = True) -> None:
        """Pin a parameter to the chart, or take it off; the oldest gives way to one too many."""
        others = tuple(one for one in self._pins if one != address)
        self._pins = (*others, address)[-MOST_PINS:] if pinned else others
        self.pins_changed.emit()

    def keep_only(self, known: frozenset[str]) -> None:
        """Forget parameters that another reference does not have."""
        self._ends = {place: ends for place, ends in self._ends.items() if place[0] in known}
        if any(one not in known for one in self._pins):
            self._pins = tuple(one for one in self._pins if one in known)
            self.pins_changed.emit()
