"""Validation: how far a run is from the published figures of its reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from stackdesk.engine.result import Result
from stackdesk.engine.runner import run
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.observations import Observation

NEAR = 0.25
"""A miss of a published band by a run that is no farther than this from the figure is none."""

FAR = math.log(2.0)
"""Beyond this, a factor of two, a miss needs its reason in words."""

_TINY = 1e-12


class Row(NamedTuple):
    """How far a run is from a published figure: `ln(model / observed)`, and whether inside its range."""

    observation: Observation
    model: float
    log_error: float
    inside: bool

    @property
    def hit(self) -> bool:
        """Whether the run is inside the published band or within a quarter of the figure."""
        return self.inside or abs(math.expm1(self.log_error)) <= NEAR

    @property
    def far(self) -> bool:
        """Whether the run is off by more than a factor of two."""
        return abs(self.log_error) > FAR


class Summary(NamedTuple):
    """How well a run reproduces history; `median` is of |ln(model / observed)|, None without figures."""

    figures: int
    hits: int
    median: float | None
    worst: Row | None
    far: tuple[Row, ...]

    @property
    def unexplained(self) -> tuple[Row, ...]:
        """What is beyond a factor of two without a word on why."""
        return tuple(row for row in self.far if not row.observation.why)


def validate(given: Scenario | Result) -> tuple[Row, ...]:
    """Compare a scenario, which is run first, or a run with the published figures of its reference."""
    return compare(given if isinstance(given, Result) else run(given))


def compare(result: Result) -> tuple[Row, ...]:
    """Compare a run with the published figures of its reference, in the order they are written."""
    return tuple(_row(result, one) for one in result.scenario.reference.observations)


def summary(rows: Sequence[Row]) -> Summary:
    """Sum up the rows of history; projections and context are left out."""
    held = [row for row in rows if row.observation.kind == "history"]
    return Summary(
        figures=len(held),
        hits=sum(row.hit for row in held),
        median=median(abs(row.log_error) for row in held) if held else None,
        worst=max(held, key=lambda row: abs(row.log_error), default=None),
        far=tuple(row for row in held if row.far),
    )


def _row(result: Result, observed: Observation) -> Row:
    model = modelled(result, observed)
    error = math.log(max(model, _TINY) / observed.value)
    return Row(observed, model, error, observed.low <= model <= observed.high)


def modelled(result: Result, observed: Observation) -> float:
    """Give what a run has for a figure: at its date, or the mean between two."""
    if isinstance(observed.when, float):
        return float(result.at(observed.series, observed.when, observed.region))
    start, end = observed.when
    inner = result.years[(result.years > start) & (result.years < end)]
    years = np.array([start, *inner, end])
    values = np.interp(years, result.years, result.get(observed.series, observed.region))
    return float(np.trapezoid(values, years) / (end - start))
