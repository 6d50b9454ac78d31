"""Bands as charts and tiles read them: they ride along with their lines until newer ones are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from stackdesk.engine.bands import Bands

Numbers = NDArray[np.float64]

FIVE, MIDDLE, NINETY_FIVE = 0, 2, 4
"""Rows of a fan: quantiles at 5, 25, 50, 75 and 95 %."""

_FARTHEST = 4.0
"""Bands follow a line no further than by this factor: beyond it only new samples tell."""


class Fans:
    """The newest bands; `count` samples, of the scenario on the desk or of one a moment before it."""

    def __init__(self, bands: Bands) -> None:
        self._bands = bands

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
        now = np.asarray(line, dtype=float)
        if np.array_equal(now, then):
            return course
        positive = (then > 0.0) & (now > 0.0)
        ratio = np.clip(now / np.where(positive, then, 1.0), 1.0 / _FARTHEST, _FARTHEST)
        moved: Numbers = np.where(positive, course * np.where(positive, ratio, 1.0), course + now - then)
        return moved

    def share(self, layer: str, region: str, year: float) -> float | None:
        """Give the share of samples in which a layer binds in the quarter of a date."""
        courses = self._bands.binding.get(region)
        if courses is None or layer not in courses:
            return None
        years = self._bands.years
        row = int(np.clip(np.searchsorted(years, year + 1e-9) - 1, 0, len(years) - 1))
        return float(courses[layer][row])

    def at(self, fan: Numbers, year: float) -> Numbers:
        """Read a fan at a date; shape (5,)."""
        return np.array([np.interp(year, self._bands.years, row) for row in fan])
