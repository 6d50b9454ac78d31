"""Calibration in the open: the fit of a reference to the published figures it is held to.

What is fitted, how far and why stands in the reference's `calibration.toml`; the figures in its
`observations.toml`. Rows of history count, each weighed by its published band; projections do not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from stackdesk.core.quantity import Parameter
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, rerun
from stackdesk.engine.validation import Row, compare
from stackdesk.scenario import Scenario
from stackdesk.scenario.fitting import Free
from stackdesk.scenario.references import Reference
from stackdesk.scenario.trajectory import Trajectory, value_at

Numbers = npt.NDArray[np.float64]

HELD = 0.35
SPREAD = 0.3
"""A factor away from one costs `HELD ln(factor) / SPREAD`, so that what nothing tells of stays put."""

LEAST = 0.05
"""Factors below this, and above its inverse, are not tried."""

FINEST, COARSEST = 0.12, 0.5
"""Least and greatest width, in logarithms, that an error is measured in: half of the published band."""


@dataclass(frozen=True)
class Moved:
    """One fitted group: its factors before and after a fit, by knot, and the ends it may not pass."""

    free: Free
    low: tuple[float, ...]
    high: tuple[float, ...]
    factors: tuple[float, ...]


class Fit:
    """Runs of a scenario with the fitted parameters at other values than the reference's.

    Factors are those on the values before any fit, so that a fit begins where the first one did.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.reference = scenario.reference
        self.free = self.reference.free
        self.runner = Runner("compiled")
        self.runner.prepared(scenario)
        self.base = self.runner.run(scenario)
        self.inputs = self.runner.prepared(scenario)
        self.untouched = self.inputs.parameters.copy()
        self.groups = [free.parameters(self.reference) for free in self.free]
        self.shipped = np.log(np.array([factor for free in self.free for factor in free.factors]))
        ends = [bounds(self.reference, free) for free in self.free]
        self.low = np.array([low for lows, _ in ends for low in lows])
        self.high = np.array([high for _, highs in ends for high in highs])

    def run(self, logarithms: Sequence[float] | Numbers) -> Result:
        """Run with the logarithm of a factor for every knot of every group."""
        self.inputs.parameters[:] = self.untouched
        moved = np.asarray(logarithms, dtype=float) - self.shipped
        years = np.array(self.inputs.years)
        place = 0
        for free, group in zip(self.free, self.groups, strict=True):
            times = np.exp(np.interp(years, free.knots, moved[place : place + len(free.knots)]))
            place += len(free.knots)
            for one in group:
                for region in self.inputs.regions if one.quantity.regional else (None,):
                    column = self.inputs.place(one, region)
                    column[:] = np.clip(column * times, one.low, one.high)
        again = rerun(self.runner, self.base, self.inputs, 0, len(self.inputs.years) - 1)
        return replace(again, _worlds={})

    def residuals(self, logarithms: Numbers) -> Numbers:
        """Give what the fit makes small: errors over the width of their band, and the holds."""
        rows = [row for row in compare(self.run(logarithms)) if row.observation.kind == "history"]
        return np.array([*(row.log_error / width(row) for row in rows), *(HELD * logarithms / SPREAD)])

    def best(self, tries: int | None = None) -> Numbers:
        """Look for the factors that come nearest, in so many tries at most; gives their logarithms.

        Errors beyond their band weigh less than by their square, so that one odd figure does not bend
        the rest (a soft L1 loss).
        """
        from scipy.optimize import least_squares  # late: slow to import

        start = np.clip(np.zeros(len(self.low)), self.low, self.high)
        found = least_squares(
            self.residuals,
            start,
            bounds=(self.low - 1e-9, self.high + 1e-9),
            diff_step=1e-3,
            loss="soft_l1",
            max_nfev=tries,
        )
        best: Numbers = found.x
        return best

    def moved(self, logarithms: Numbers) -> tuple[Moved, ...]:
        """Give the groups with their factors, for the report."""
        rows, place = [], 0
        for free in self.free:
            here = slice(place, place := place + len(free.knots))
            three = (tuple(np.exp(numbers[here]).tolist()) for numbers in (self.low, self.high, logarithms))
            rows.append(Moved(free, *three))
        return tuple(rows)


def width(row: Row) -> float:
    """Give what an error of a row is measured in: half of its band in logarithms, within limits."""
    half = 0.5 * math.log(row.observation.high / row.observation.low)
    return min(max(half, FINEST), COARSEST)


def bounds(known: Reference, free: Free) -> tuple[list[float], list[float]]:
    """Give between which logarithms of factors, a knot each, every value stays in its published range.

    The range frames the value at the present; earlier dates have the same room in proportion, within
    what is allowed at all.
    """
    shipped = Trajectory(tuple(zip(free.knots, free.factors, strict=True)))
    low, high = [LEAST] * len(free.knots), [1.0 / LEAST] * len(free.knots)
    for one in free.parameters(known):
        for region in known.catalogue.regions if one.quantity.regional else (None,):
            published = known.entry(one.address).range(region) or (one.low, one.high)
            value = known.value(one.address, region)
            now = value_at(value, known.present) / shipped.at(known.present)
            for place, year in enumerate(free.knots):
                then = value_at(value, year) / free.factors[place]
                if now > 0.0 and then > 0.0:
                    low[place] = max(low[place], published[0] / now, one.low / then)
                    high[place] = min(high[place], published[1] / now, one.high / then)
    lows = [math.log(min(number, 1.0)) for number in low]
    return lows, [math.log(max(number, 1.0)) for number in high]


def fitted(known: Reference) -> list[Parameter]:
    """List the parameters that the fit may move."""
    return [one for free in known.free for one in free.parameters(known)]
