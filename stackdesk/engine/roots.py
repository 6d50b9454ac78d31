"""Where a function of one number reaches a target: a scan, then Brent's method in each bracket.

The function need not be monotone, so every bracket of the scan gives a solution of its own; a pair of
solutions closer together than the scan's points is looked for where the scan comes nearest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Response = Callable[[float], float]
Point = tuple[float, float]
"""A value and what the function gives there."""

NEAR = 1e-6
"""How near to the target, as a share of it, a solution is."""

_ENOUGH = 1e-8
_GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
_NARROWINGS = 12


@dataclass(frozen=True)
class Search:
    """What a search found: the solutions, the leaps across the target, and every point looked at.

    All are in ascending order of the value. A leap is a pair of points next to each other between
    which the function jumps from one side of the target to the other.
    """

    target: float
    solutions: tuple[Point, ...]
    leaps: tuple[tuple[Point, Point], ...]
    points: tuple[Point, ...]

    @property
    def nearest(self) -> Point | None:
        """The point that comes nearest to the target; None where the function has no numbers."""
        return min(self.points, key=lambda point: abs(point[1] - self.target), default=None)


def search(response: Response, values: Sequence[float], target: float) -> Search:
    """Find where a function reaches a target between the least and the greatest of some values.

    Args:
        response: The function; where it gives no finite number it is left out.
        values: Where to look first, in any order.
        target: What to reach, in the function's unit.
    """
    asked = _Asked(response, target)
    for value in sorted({float(value) for value in values}):
        asked(value)
    if not asked.crossings() and not asked.met():
        _look_closer(asked)
    leaps = []
    for low, high in asked.crossings():
        leap = _narrow(asked, low, high)
        if leap is not None:
            leaps.append(leap)
    return Search(target, tuple(_distinct(asked)), tuple(leaps), tuple(asked.points()))


class _Asked:
    """A function that remembers what it gave."""

    def __init__(self, response: Response, target: float) -> None:
        self._response, self.target = response, target
        self._scale = abs(target) or 1.0
        self._given: dict[float, float] = {}

    def __call__(self, value: float) -> float:
        """Give by how much the target is passed; exactly nothing where it is near enough to stop."""
        if value not in self._given:
            self._given[value] = float(self._response(value))
        gap = self._given[value] - self.target
        return 0.0 if abs(gap) <= _ENOUGH * self._scale else gap

    def points(self) -> list[Point]:
        """Give the points asked so far that have numbers, in ascending order."""
        return sorted(point for point in self._given.items() if math.isfinite(point[1]))

    def met(self) -> list[Point]:
        """Give the points that meet the target."""
        return [point for point in self.points() if abs(point[1] - self.target) <= NEAR * self._scale]

    def crossings(self) -> list[tuple[float, float]]:
        """Give the neighbouring values on opposite sides of the target."""
        points = self.points()
        return [(low, high) for (low, _), (high, _) in pairwise(points) if self(low) * self(high) < 0.0]


def _narrow(asked: _Asked, low: float, high: float) -> tuple[Point, Point] | None:
    """Narrow a bracket down to a solution, by Brent's method (Brent 1973), or to a leap, which is given."""
    from scipy.optimize import brentq  # late: slow to import

    value = brentq(asked, low, high, xtol=1e-13 * max(abs(low), abs(high)), rtol=1e-14, maxiter=100)
    points = [point for point in asked.points() if low <= point[0] <= high]
    if asked(value) == 0.0 or any(point in points for point in asked.met()):
        return None
    pairs = pairwise(points)
    return min((pair for pair in pairs if asked(pair[0][0]) * asked(pair[1][0]) < 0.0), key=_width)


def _width(pair: tuple[Point, Point]) -> float:
    return pair[1][0] - pair[0][0]


def _look_closer(asked: _Asked) -> None:
    """Ask around the nearest point by golden section, until the target is passed or nothing is gained."""
    points = asked.points()
    if not points:
        return
    at = min(range(len(points)), key=lambda index: abs(points[index][1] - asked.target))
    low, high = points[max(at - 1, 0)][0], points[min(at + 1, len(points) - 1)][0]
    side = math.copysign(1.0, asked(points[at][0]))
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    for _ in range(_NARROWINGS):
        if side * asked(left) <= 0.0 or side * asked(right) <= 0.0:
            return
        if abs(asked(left)) < abs(asked(right)):
            high, right = right, left
            left = high - _GOLDEN * (high - low)
        else:
            low, left = left, right
            right = low + _GOLDEN * (high - low)


def _distinct(asked: _Asked) -> list[Point]:
    """Give the nearest of every run of neighbouring points that meet the target, such as Brent's last."""
    met = set(asked.met())
    runs: list[list[Point]] = []
    before = False
    for point in asked.points():
        if point in met:
            runs = runs if before else [*runs, []]
            runs[-1].append(point)
        before = point in met
    return [min(run, key=lambda point: abs(point[1] - asked.target)) for run in runs]
