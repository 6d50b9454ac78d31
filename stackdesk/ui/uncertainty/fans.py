"""Bands as charts and tiles read them: they ride along with their lines until newer ones are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from stackdesk.engine.bands import Bands
    from stackdesk.scenario import Scenario

Numbers = NDArray[np.float64]

FIVE, MIDDLE, NINETY_FIVE = 0, 2, 4
"""Rows of a fan: quantiles at 5, 25, 50, 75 and 95 %."""

_FARTHEST = 4.0
"""Bands follow a line no further than by this factor: beyond it only new samples tell."""


class Fans:
    """The newest bands; `count` samples, of the scenario on the desk or of one a moment before it."""

    def __init__(self, bands: Bands) -> None:
        self._bands = bands
        self.still = False
        """Whether bands stay while their lines move: what was changed varies as it did before."""

    @property
    def count(self) -> int:
        """How many samples they are made of."""
        return self._bands.count

    def fan(self, address: str, region: str, line: Any) -> Numbers | None:
        """Give the quantiles of a series, shape (5, quarters), moved along with its line as it is now.

        Where the line was above zero they move in proportion to it, else by the same distance.
        """
        column = (address, region)
        course, then = self._bands.quantiles.get(column), self._bands.runs.get(column)
        if course is None or then is None or len(then) != len(line):
            return None
        return course if self.still else _moved(course, then, np.asarray(line, dtype=float))

    def at(self, address: str, region: str, line: Any, year: float) -> Numbers | None:
        """Give the quantiles of a series at a date, shape (5,), moved along in the same way."""
        column, years = (address, region), self._bands.years
        course, then = self._bands.quantiles.get(column), self._bands.runs.get(column)
        if course is None or then is None or len(then) != len(line):
            return None
        row = min(max(int(np.searchsorted(years, year)), 1), len(years) - 1)
        both = slice(row - 1, row + 1)
        fan = course[:, both]
        if not self.still:
            fan = _moved(fan, then[both], np.asarray(line[both], dtype=float))
        part = (year - years[row - 1]) / (years[row] - years[row - 1])
        found: Numbers = fan[:, 0] + part * (fan[:, 1] - fan[:, 0])
        return found

    def share(self, layer: str, region: str, year: float) -> float | None:
        """Give the share of samples in which a layer binds in the quarter of a date."""
        courses = self._bands.binding.get(region)
        if courses is None or layer not in courses:
            return None
        years = self._bands.years
        row = int(np.clip(np.searchsorted(years, year + 1e-9) - 1, 0, len(years) - 1))
        return float(courses[layer][row])


def _moved(course: Numbers, then: Numbers, now: Numbers) -> Numbers:
    """Move quantiles along with their line."""
    if np.array_equal(now, then):
        return course
    positive = (then > 0.0) & (now > 0.0)
    ratio = np.clip(now / np.where(positive, then, 1.0), 1.0 / _FARTHEST, _FARTHEST)
    moved: Numbers = np.where(positive, course * np.where(positive, ratio, 1.0), course + now - then)
    return moved


def varies_as_before(before: Scenario, now: Scenario) -> bool:
    """Whether all that differs between two scenarios varies by a distribution of its own, value or not."""
    keys = before.values.keys() | now.values.keys()
    moved = {key for key in keys if before.values.get(key) != now.values.get(key)}
    same = before.regional == now.regional and before.uncertainty == now.uncertainty
    return bool(moved) and same and moved <= now.uncertainty.keys()
