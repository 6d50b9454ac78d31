"""Bands: quantiles of an ensemble over the years, and how often each layer binds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stackdesk.engine.drawing import LARGEST_BLOCK
from stackdesk.engine.ensemble import Array, Column, Counts, Draws, Ensemble, Numbers
from stackdesk.layers import LAYERS
from stackdesk.scenario.catalogue import WORLD

QUANTILES = {"q5": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}

BATCH = LARGEST_BLOCK
"""So many samples are sorted together; of more, the quantiles are the mean of those of every batch."""


@dataclass(frozen=True, eq=False)
class Bands:
    """What an ensemble of `count` samples gives.

    `quantiles` holds for each column an array of shape (5, quarters), in the order of `QUANTILES`, and
    `runs` what the run itself gives;
    `binding` for the World and each region the share of samples in which each layer binds, shape
    (quarters,). Before the present there is nothing but the run itself.
    """

    count: int
    seed: int
    years: Array
    quantiles: Mapping[Column, Array]
    runs: Mapping[Column, Array]
    binding: Mapping[str, Mapping[str, Array]]


class Tally:
    """Takes in samples in their order; gives bands at any time."""

    def __init__(self, ensemble: Ensemble, wanted: Sequence[Column], most: int) -> None:
        self._ensemble, self.wanted, self.most = ensemble, tuple(wanted), most
        quarters = len(ensemble.base.years) - ensemble.row
        self._batch: Numbers = np.empty((len(self.wanted), quarters, min(most, BATCH)), np.float32)
        self._held = 0
        self._whole = np.zeros((len(QUANTILES), len(self.wanted), quarters))
        self._sorted = 0
        self._binds: Counts = np.zeros((1 + len(ensemble.base.regions), len(LAYERS), quarters), np.int64)

    @property
    def count(self) -> int:
        """How many samples were taken in."""
        return self._sorted + self._held

    def add(self, draws: Draws) -> None:
        """Take in the next samples; none may lie in two batches."""
        size = draws.numbers.shape[2]
        if self._held == BATCH:
            self._whole += BATCH * _quantiles(self._batch)
            self._sorted, self._held = self._sorted + BATCH, 0
        self._batch[:, :, self._held : self._held + size] = draws.numbers
        self._held += size
        self._binds += draws.binds

    def samples(self, column: Column) -> Numbers:
        """Give the samples of a column that are held, shape (quarters, samples)."""
        numbers: Numbers = self._batch[self.wanted.index(column), :, : self._held]
        return numbers

    def bands(self) -> Bands:
        """Give what has come together."""
        base, row = self._ensemble.base, self._ensemble.row
        total = self._whole.copy()
        if self._held:
            total += self._held * _quantiles(self._batch[:, :, : self._held].copy())
        total /= self.count
        runs = {column: base.get(*column).astype(np.float64) for column in self.wanted}
        quantiles = {column: np.tile(run, (len(QUANTILES), 1)) for column, run in runs.items()}
        for place, course in enumerate(quantiles.values()):
            course[:, row + 1 :] = total[:, place, 1:]
        return Bands(self.count, self._ensemble.seed, base.years, quantiles, runs, self._binding())

    def _binding(self) -> dict[str, dict[str, Array]]:
        """Give how often each layer binds: in history it does or does not."""
        base, row = self._ensemble.base, self._ensemble.row
        found: dict[str, dict[str, Array]] = {}
        for place, region in enumerate((WORLD, *base.regions)):
            bound = base.get("binding.layer", region)
            found[region] = {layer.key: (bound == layer.key).astype(np.float64) for layer in LAYERS}
            for number, layer in enumerate(LAYERS):
                found[region][layer.key][row:] = self._binds[place, number] / self.count
        return found


def _quantiles(numbers: Numbers) -> Array:
    """Give the quantiles along the samples, which are sorted in place; shape (5, columns, quarters)."""
    numbers.sort(axis=-1)
    last = numbers.shape[-1] - 1
    found = np.empty((len(QUANTILES), *numbers.shape[:-1]))
    for place, share in enumerate(QUANTILES.values()):
        below = int(share * last)
        above, part = min(below + 1, last), share * last - below
        found[place] = numbers[..., below] * (1.0 - part) + numbers[..., above] * part
    return found


def steadied(rough: Bands, before: Bands, settled: Bands) -> Bands:
    """Make bands of few samples as even as those of many were for a scenario close by.

    `before` and `settled` are of that one, with as many samples as `rough` and with many. What few
    samples miss there they miss here as well, in proportion (or, where a number is not above zero, in
    distance), since the random numbers are the same.
    """
    quantiles = dict(rough.quantiles)
    for column, course in rough.quantiles.items():
        few, many = before.quantiles.get(column), settled.quantiles.get(column)
        if few is None or many is None or few.shape != course.shape:
            continue
        positive = (few > 0.0) & (many > 0.0) & (course > 0.0)
        ratio = np.where(positive, many / np.where(positive, few, 1.0), 1.0)
        quantiles[column] = np.sort(np.where(positive, course * ratio, course + many - few), axis=0)
    return replace(rough, quantiles=quantiles)
