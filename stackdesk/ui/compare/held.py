"""Scenarios held side by side at one moment: letters, names and runs. Frozen data, no widgets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.view import View

if TYPE_CHECKING:
    from stackdesk.core.series import Series
    from stackdesk.engine import Result
    from stackdesk.scenario import Scenario

HEADLINE = "applications.tokens_delivered"
RUNNING = "infrastructure.running_load"
_NOTHING = 1e-6


def letter(place: int) -> str:
    """Give the letter of a place: A, B, ... Z, then A2."""
    turn, rest = divmod(place, 26)
    return chr(ord("A") + rest) + (str(turn + 1) if turn else "")


@dataclass(frozen=True, eq=False)
class Held:
    """One scenario with its letter and its run.

    `key` is that of its sheet, None for the bare reference, which nobody can change. `shown` says that
    it is drawn.
    """

    letter: str
    name: str
    note: str
    scenario: Scenario
    result: Result
    key: int | None = None
    unsaved: bool = False
    shown: bool = True
    locked: frozenset[str] = frozenset()

    @property
    def place(self) -> int:
        """Its place among those held, which chooses its line's style."""
        return ord(self.letter[0]) - ord("A") + 26 * (int(self.letter[1:] or 1) - 1)

    def has(self, address: str, region: str) -> bool:
        """Say whether its reference has a series and a region."""
        known = region == "World" or region in self.result.regions
        return known and address in self.scenario.reference.catalogue.series

    def course(self, address: str, region: str, years: Numbers) -> Numbers | None:
        """Give a series over some years, shape (years,); None where its reference has none."""
        if not self.has(address, region):
            return None
        values = np.asarray(self.result.get(address, region), dtype=float)
        own = np.asarray(self.result.years, dtype=float)
        if own.shape == years.shape and bool((own == years).all()):
            return values
        return np.asarray(np.interp(years, own, values, left=math.nan, right=math.nan))

    def at(self, address: str, year: float, region: str) -> float:
        """Give a series at a date; nan where its reference has none."""
        return float(self.result.at(address, year, region)) if self.has(address, region) else math.nan

    def binds(self, year: float, region: str) -> tuple[str, str]:
        """Give the layer and the cause that bind at a date; empty where it has no such region."""
        if region != "World" and region not in self.result.regions:
            return "", ""
        words = (str(self.result.at(f"binding.{what}", year, region)) for what in ("layer", "cause"))
        layer, cause = words
        return layer, cause


@dataclass(frozen=True, eq=False)
class Comparing:
    """One frame of the page: A in front, B it is held against, others after them; `view` is A's."""

    view: View
    held: tuple[Held, ...]

    @property
    def a(self) -> Held:
        """The scenario in front."""
        return self.held[0]

    @property
    def b(self) -> Held:
        """The scenario it is held against."""
        return self.held[1]

    @cached_property
    def shown(self) -> tuple[Held, ...]:
        """Those that are drawn; A always is."""
        return tuple(one for place, one in enumerate(self.held) if place == 0 or one.shown)

    @property
    def years(self) -> Numbers:
        """A's years."""
        return np.asarray(self.view.result.years, dtype=float)

    @property
    def same_reference(self) -> bool:
        """Say whether A and B stand on one reference."""
        return self.a.scenario.reference is self.b.scenario.reference

    def series(self, address: str) -> Series | None:
        """Give a series' declaration, from whichever reference has it."""
        for one in (self.a, self.b):
            found = one.scenario.reference.catalogue.series.get(address)
            if found is not None:
                return found
        return None

    @cached_property
    def common(self) -> tuple[Series, ...]:
        """The series of numbers that both A and B have, in the catalogue's order."""
        others = self.b.scenario.reference.catalogue.series
        mine = self.a.scenario.reference.catalogue.series
        return tuple(one for address, one in mine.items() if address in others)

    @cached_property
    def lonely(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The series that only A has, and those that only B has: they cannot be compared."""
        mine, others = (one.scenario.reference.catalogue.series for one in (self.a, self.b))
        return tuple(a for a in mine if a not in others), tuple(a for a in others if a not in mine)

    def pair(self, address: str, region: str | None = None) -> tuple[float, float]:
        """Give a series of A and of B at the cursor."""
        where = self.view.region if region is None else region
        a, b = (one.at(address, self.view.year, where) for one in (self.a, self.b))
        return a, b


def signed(value: float, digits: int = 3) -> str:
    """Write a difference with its sign: +23.4, −2.9, 0."""
    text = fmt.number(value, digits)
    return f"+{text}" if value > 0.0 and text != fmt.NOTHING else text


def moved(value: float, base: float) -> str:
    """Say how far a value is from another; what was as good as nothing before is told as that."""
    if math.isfinite(value) and abs(base) < _NOTHING * abs(value):
        template = QCoreApplication.translate("compare", "{arrow} from 0")
        return template.format(arrow=fmt.UP if value > 0.0 else fmt.DOWN)
    return str(fmt.change(value, base) or "")
