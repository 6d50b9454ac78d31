"""Bands and what drives them, asked for beside a window: a first answer from few samples, then more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stackdesk.engine.bands import Bands, Tally, steadied
from stackdesk.engine.drawing import shares
from stackdesk.engine.ensemble import Array, Column, Ensemble, Numbers
from stackdesk.engine.errands import Work
from stackdesk.engine.runner import Runner
from stackdesk.scenario.document import Scenario

STAGES = (32, 128, 512)
"""After so many samples there is an answer."""

PIECE = 8
"""Samples between two looks at whether the question is still wanted: some 40 ms."""

EARLY = 256
"""After so many samples what drives a spread is told for the first time."""

CHANCE = 3.0
"""Rank correlations up to this over the square root of the samples come about by chance."""


@dataclass(frozen=True, eq=False)
class Drivers:
    """What drives the spread of an outcome: rank correlations, shape (quarters, parameters).

    Those of history are zero; the others lie between -1 and 1, and those up to `chance` say nothing.
    """

    column: Column
    count: int
    years: Array
    addresses: tuple[str, ...]
    correlations: Array

    @property
    def chance(self) -> float:
        """The level that is passed by chance, too."""
        return CHANCE / float(np.sqrt(self.count))

    def at(self, year: float, most: int) -> tuple[tuple[str, float], ...]:
        """Give the parameters that matter most in a year, with their correlations, the strongest first."""
        row = self.correlations[int(np.abs(self.years - year).argmin())]
        order = np.argsort(-np.abs(row))[:most]
        found = ((self.addresses[place], float(row[place])) for place in order)
        return tuple(one for one in found if abs(one[1]) > self.chance)


class Growing:
    """An ensemble that grows as long as the same is asked of it, and what the one before it came to."""

    def __init__(self) -> None:
        self.ensemble: Ensemble | None = None
        self.tally: Tally | None = None
        self._asked: tuple[Scenario, int, tuple[Column, ...]] | None = None
        self._stages: dict[int, Bands] = {}
        self._settled: dict[int, Bands] = {}

    def turn_to(
        self, work: Work, scenario: Scenario, seed: int, wanted: tuple[Column, ...], most: int
    ) -> Tally:
        """Go on with what is held, or begin anew."""
        held = self.tally
        if held is not None and self._asked == (scenario, seed, wanted) and held.most >= most:
            return held
        if self._asked is not None and self._asked[1:] == (seed, wanted) and STAGES[-1] in self._stages:
            self._settled = self._stages
        elif self._asked is None or self._asked[1:] != (seed, wanted):
            self._settled = {}
        self._stages = {}
        if self.ensemble is None or self.ensemble.runner is not work.runner:
            self.ensemble = Ensemble(scenario, seed, work.runner)
        else:
            self.ensemble.seed = seed
            self.ensemble.turn_to(scenario)
        self._asked = scenario, seed, wanted
        self.tally = Tally(self.ensemble, wanted, most)
        return self.tally

    def grow(self, work: Work, count: int) -> bool:
        """Run samples until there are so many; tell whether it came so far."""
        assert self.ensemble is not None
        assert self.tally is not None
        while self.tally.count < count:
            if work.cancelled():
                return False
            size = min(PIECE, count - self.tally.count)
            self.tally.add(self.ensemble.draw(self.tally.count, size, self.tally.wanted))
        return True

    def stage(self, count: int) -> Bands:
        """Give the bands of a stage just reached, steadied by the last ensemble that was finished."""
        assert self.tally is not None
        bands = self._stages[count] = self.tally.bands()
        before, settled = self._settled.get(count), self._settled.get(STAGES[-1])
        if count == STAGES[-1] or before is None or settled is None:
            return bands
        return steadied(bands, before, settled)


_growing = Growing()


def banded(work: Work, scenario: Scenario, seed: int, wanted: Sequence[Column]) -> Bands | None:
    """Give bands after each stage: all but the last are told on the way."""
    work.step_aside()
    tally = _growing.turn_to(work, scenario, seed, tuple(wanted), STAGES[-1])
    for count in STAGES[:-1]:
        if tally.count <= count:
            if not _growing.grow(work, count):
                return None
            work.tell(_growing.stage(count))
    return _growing.stage(STAGES[-1]) if _growing.grow(work, STAGES[-1]) else None


def driven(
    work: Work, scenario: Scenario, seed: int, column: Column, count: int = STAGES[-1]
) -> Drivers | None:
    """Say what drives the spread of one column, from so many samples; tells the share that is done.

    After some of them a first answer is told, too.

    Its runner is its own: bands that are half grown keep theirs as they left it.
    """
    work.step_aside()
    growing, work = Growing(), Work(Runner(work.runner.wanted), work.cancelled, work.tell)
    tally = growing.turn_to(work, scenario, seed, (column,), count)
    assert growing.ensemble is not None
    while tally.count < count:
        if not growing.grow(work, min(tally.count + 4 * PIECE, count)):
            return None
        work.tell(tally.count / count)
        if tally.count == EARLY < count:
            work.tell(drivers(growing.ensemble, tally.samples(column), column))
    return drivers(growing.ensemble, tally.samples(column), column)


def drivers(ensemble: Ensemble, samples: Numbers, column: Column) -> Drivers:
    """Correlate the ranks of an outcome's samples, shape (quarters, samples), with the parameters'."""
    addresses = tuple(one.address for one in ensemble.varied)
    drawn = shares(addresses, ensemble.seed, 0, samples.shape[1])
    found = _standard(_ranks(samples)) @ _standard(_ranks(drawn.T)).T / samples.shape[1]
    past = np.zeros((ensemble.row, len(addresses)))
    return Drivers(column, samples.shape[1], ensemble.base.years, addresses, np.vstack([past, found]))


def _ranks(numbers: Numbers | Array) -> Array:
    """Give the place of every sample in the order of its row; equal ones keep the order they came in."""
    places = np.empty(numbers.shape)
    np.put_along_axis(
        places,
        numbers.argsort(axis=1, kind="stable"),
        np.arange(numbers.shape[1], dtype=float)[None, :],
        axis=1,
    )
    places[np.ptp(numbers, axis=1) == 0.0] = 0.0
    return places


def _standard(places: Array) -> Array:
    """Take away the mean and divide by the spread; a row without any becomes zero."""
    away = places - places.mean(axis=1, keepdims=True)
    spread = away.std(axis=1, keepdims=True)
    standard: Array = away / np.where(spread > 0.0, spread, 1.0)
    return standard
