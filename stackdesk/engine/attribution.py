"""The gap between two scenarios, outcome by outcome, and what each changed input has to do with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stackdesk.core.errors import AddressError, ValueRefusedError
from stackdesk.engine.probe import Probe
from stackdesk.engine.result import TEXTS, Result
from stackdesk.engine.runner import Runner
from stackdesk.engine.shapley import EXACT, RUNS, Array, shapley
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.comparison import Difference, compare, mixed
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.references import Reference

YEARS = (2028.0, 2030.0, 2035.0)

Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Place:
    """A series at a date (decimal year) in a region."""

    series: str
    region: str
    year: float


@dataclass(frozen=True)
class Gap:
    """An outcome of both scenarios, and each changed input's part of b - a, in the series' unit."""

    place: Place
    a: float
    b: float
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Comparison:
    """The inputs that differ and the gaps; `sampled` where there were too many for every combination."""

    a: Scenario
    b: Scenario
    inputs: tuple[Difference, ...]
    gaps: tuple[Gap, ...]
    sampled: bool


class CancelledError(Exception):
    """The attribution was given up on the way."""


def headlines(scenario: Scenario) -> tuple[str, ...]:
    """Give the headline series of each layer and of capital."""
    return tuple(room.headline for room in scenario.catalogue.layers)


def attribute(
    a: Scenario,
    b: Scenario,
    series: Sequence[str] = (),
    regions: Sequence[str] = (WORLD,),
    years: Sequence[float] = YEARS,
    *,
    exact: int = EXACT,
    runs: int = RUNS,
    cancelled: Cancelled = lambda: False,
) -> Comparison | None:
    """Compare two scenarios and attribute every gap; None when cancelled on the way.

    Args:
        a: Where the gap starts.
        b: Where it ends.
        series: What to look at; the headlines if left out.
        regions: Where; of a series without regions, the World alone is told.
        years: When.
        exact: Most changed inputs for which every combination is run; above, orders are sampled.
        runs: About how many runs a sample takes.
        cancelled: Asked before every run.

    Raises:
        AddressError: a series or region that one of the scenarios does not have.
        ValueRefusedError: a series in words.
    """
    inputs = compare(a, b)
    keys = list(dict.fromkeys(row.address for row in inputs))
    places = _places(a, b, series or headlines(a), regions, years)
    between = Between(a, b, keys, places, cancelled)
    try:
        gaps = _gaps(between, exact, runs)
    except CancelledError:
        return None
    return Comparison(a, b, inputs, gaps, sampled=len(keys) > exact)


def _gaps(between: Between, exact: int, runs: int) -> tuple[Gap, ...]:
    """Attribute the gap at every place."""
    parts = shapley(between.worth, between.keys, exact=exact, runs=runs)
    low, high = between.worth(frozenset()), between.worth(between.keys)
    order = between.order
    return tuple(
        Gap(place, float(low[i]), float(high[i]), {key: float(parts[key][i]) for key in order})
        for i, place in enumerate(between.places)
    )


def _places(
    a: Scenario, b: Scenario, series: Sequence[str], regions: Sequence[str], years: Sequence[float]
) -> list[Place]:
    """Spell out where to look."""
    for scenario in (a, b):
        for address in series:
            if address in TEXTS:
                raise ValueRefusedError(f"{address}: a gap is between numbers")
            if address not in scenario.catalogue.series:
                raise AddressError(f"{address}: no such series")
        for region in regions:
            scenario.catalogue.region(region)
    known = a.catalogue.series
    return [
        Place(address, region, float(year))
        for address in dict.fromkeys(series)
        for region in dict.fromkeys(regions if known[address].regional else [WORLD])
        for year in dict.fromkeys(years)
    ]


class Between:
    """Runs of the scenarios between two, each once: a probe for each reference."""

    def __init__(
        self,
        a: Scenario,
        b: Scenario,
        keys: Collection[str],
        places: Sequence[Place],
        cancelled: Cancelled = lambda: False,
    ) -> None:
        self.a, self.b, self.places, self.cancelled = a, b, places, cancelled
        self.order, self.keys = tuple(keys), frozenset(keys)
        self._until = max((place.year for place in places), default=-math.inf)
        self._probes: dict[Reference, Probe] = {}

    def worth(self, taken: Collection[str]) -> Array:
        """Give the outcomes with some inputs of b in place of a's, shape (places,).

        Raises:
            CancelledError: asked to stop.
        """
        if self.cancelled():
            raise CancelledError
        result = self._run(self._scenario(frozenset(taken)))
        return np.array([result.at(one.series, one.year, one.region) for one in self.places])

    def _scenario(self, taken: frozenset[str]) -> Scenario:
        """Give a scenario between: at the ends the two as they are."""
        if not taken:
            return self.a
        return self.b if taken == self.keys else mixed(self.a, self.b, taken)

    def _run(self, scenario: Scenario) -> Result:
        reference = scenario.reference
        if reference not in self._probes:
            self._probes[reference] = Probe(scenario, self._until, Runner())
        return self._probes[reference].run(scenario)
