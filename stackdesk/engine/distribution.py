"""Distributions of one number: two quantiles, a shape, and hard limits that cut it off."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

from stackdesk.scenario.document import Shape

Array = npt.NDArray[np.float64]
Form = Literal[Shape, "split"]

NORMAL = NormalDist()
_SCORES = np.frompyfunc(NORMAL.inv_cdf, 1, 1)
_INSIDE = 1e-15
_ROUNDS = 400


@dataclass(frozen=True)
class Distribution:
    """A number is at most `low` with the probability `quantiles[0]` and at most `high` with `quantiles[1]`.

    The shapes are those of a scenario's uncertainty, and "split": a normal distribution in two pieces, whose
    median is `middle`, each half as wide as its own quantile says. `middle` is also the mode of a
    triangle, where it lies between low and high; the other shapes have no use for it. `log` measures
    distances in logarithms. `limits` cut the distribution off: what lies beyond never occurs, and the
    rest is as likely as before in proportion; of a split one each half for itself, so that the median stays.
    """

    low: float
    high: float
    shape: Form
    quantiles: tuple[float, float]
    middle: float
    limits: tuple[float, float]
    log: bool = False

    def values(self, shares: Array) -> Array:
        """Give the numbers below which some shares (0 to 1) of all cases lie; of the same shape."""
        inside = np.interp(shares, *self._cut)
        numbers = self._off(self._curve.quantile(np.clip(inside, _INSIDE, 1.0 - _INSIDE)))
        return np.clip(numbers, *self.limits)

    def value(self, share: float) -> float:
        """Give the number below which a share of all cases lies."""
        return float(self.values(np.array([share]))[0])

    @cached_property
    def _cut(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Shares of the cut distribution and those of the uncut one that they stand for."""
        below, above = (self._share(limit) for limit in self.limits)
        if self.shape == "split":
            return (0.0, 0.5, 1.0), (min(below, 0.5), 0.5, max(above, 0.5))
        return (0.0, 1.0), ((below, above) if above - below > _INSIDE else (0.0, 1.0))

    def _share(self, number: float) -> float:
        """Give the share of the uncut distribution below a number."""
        if self.log and number <= 0.0:
            return 0.0
        return self._curve.share(self._on(number))

    def _on(self, number: float) -> float:
        return math.log(number) if self.log else number

    def _off(self, places: Array) -> Array:
        return np.exp(places) if self.log else places

    @cached_property
    def _curve(self) -> _Curve:
        """The uncut distribution, on the scale on which distances are measured."""
        low, high, (first, second) = self._on(self.low), self._on(self.high), self.quantiles
        if self.shape in ("uniform", "loguniform"):
            wide = (high - low) / (second - first)
            return _Even(low - first * wide, low + (1.0 - first) * wide)
        if self.shape == "triangular":
            between = self.low <= self.middle <= self.high
            return _triangle(
                low, high, self._on(self.middle) if between else (low + high) / 2.0, self.quantiles
            )
        below, above = NORMAL.inv_cdf(first), NORMAL.inv_cdf(second)
        if self.shape == "split":
            middle = self._on(self.middle)
            return _Bell(middle, (middle - low) / -below, (high - middle) / above)
        wide = (high - low) / (above - below)
        return _Bell(low - below * wide, wide, wide)


class _Curve:
    """A distribution without limits: its quantiles, and the share below a number."""

    def quantile(self, shares: Array) -> Array:
        """Give the numbers below which shares lie."""
        raise NotImplementedError

    def share(self, number: float) -> float:
        """Give the share below a number."""
        raise NotImplementedError


@dataclass(frozen=True)
class _Even(_Curve):
    """All numbers between two ends are equally likely."""

    first: float
    last: float

    def quantile(self, shares: Array) -> Array:
        return self.first + shares * (self.last - self.first)

    def share(self, number: float) -> float:
        return min(max((number - self.first) / (self.last - self.first), 0.0), 1.0)


@dataclass(frozen=True)
class _Bell(_Curve):
    """A normal distribution around its median, with a width of its own on either side."""

    middle: float
    below: float
    above: float

    def quantile(self, shares: Array) -> Array:
        scores: Array = np.asarray(_SCORES(shares), dtype=np.float64)
        return self.middle + scores * np.where(scores < 0.0, self.below, self.above)

    def share(self, number: float) -> float:
        away = number - self.middle
        wide = self.below if away < 0.0 else self.above
        if wide <= 0.0:
            return 0.5 if away == 0.0 else float(away > 0.0)
        return NORMAL.cdf(away / wide)


@dataclass(frozen=True)
class _Triangle(_Curve):
    """Rises in a straight line from the first end to the mode and falls to the last."""

    first: float
    mode: float
    last: float

    def quantile(self, shares: Array) -> Array:
        wide, turn = self.last - self.first, self._turn
        rising = self.first + np.sqrt(shares * wide * (self.mode - self.first))
        falling = self.last - np.sqrt((1.0 - shares) * wide * (self.last - self.mode))
        return np.where(shares < turn, rising, falling)

    def share(self, number: float) -> float:
        wide = self.last - self.first
        if number <= self.first or number >= self.last:
            return float(number >= self.last)
        if number < self.mode:
            return (number - self.first) ** 2 / (wide * (self.mode - self.first))
        return 1.0 - (self.last - number) ** 2 / (wide * (self.last - self.mode))

    @property
    def _turn(self) -> float:
        return (self.mode - self.first) / (self.last - self.first)


def _triangle(low: float, high: float, mode: float, quantiles: tuple[float, float]) -> _Triangle:
    """Find the ends of a triangle from its mode and two quantiles, one end after the other until both stand.

    With A and B the distances of the ends from the mode: `(A - (mode - low))**2 = q (A + B) A` at the
    lower quantile q, and in the same way with 1 - q at the upper one.
    """
    first, last = quantiles[0], 1.0 - quantiles[1]
    below, above = mode - low, high - mode
    left, right = below, above
    for _ in range(_ROUNDS):
        before = left, right
        left, right = _end(below, right, first), _end(above, left, last)
        if math.isclose(left, before[0], rel_tol=1e-13) and math.isclose(right, before[1], rel_tol=1e-13):
            break
    return _Triangle(mode - left, mode, mode + right)


def _end(inner: float, other: float, tail: float) -> float:
    """Solve `(x - inner)**2 = tail (x + other) x` for the greater x."""
    half = inner + tail * other / 2.0
    return (half + math.sqrt(max(half * half - (1.0 - tail) * inner * inner, 0.0))) / (1.0 - tail)
