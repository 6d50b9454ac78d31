"""Values over time: a plain number, or points joined by straight lines and flat outside them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from stackdesk.core.errors import ValueRefusedError

Point = tuple[float, float]
FIRST_YEAR, LAST_YEAR = 1900.0, 2200.0
"""The years that a scenario may speak of."""


@dataclass(frozen=True)
class Trajectory:
    """Points (year, value) in ascending years, linear between them, flat before and after.

    A year may stand twice: the value jumps there, and what holds in that year is the second one.

    Raises:
        ValueRefusedError: no point, years that do not ascend, a number that is not finite.
    """

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        points = tuple((float(year), float(value)) for year, value in self.points)
        if not points:
            raise ValueRefusedError("a trajectory needs at least one point")
        if not all(math.isfinite(number) for point in points for number in point):
            raise ValueRefusedError("a trajectory is made of finite numbers")
        years = [year for year, _ in points]
        thrice = any(first == third for first, third in zip(years, years[2:], strict=False))
        if years != sorted(years) or thrice:
            raise ValueRefusedError("the years of a trajectory ascend")
        object.__setattr__(self, "points", points)

    @property
    def jumps(self) -> bool:
        """Whether some year stands twice."""
        return len({year for year, _ in self.points}) < len(self.points)

    def at(self, year: float) -> float:
        """Give the value that holds in a year (after the jump, where it jumps)."""
        return _between(self.points, bisect_right(self.points, (year, math.inf)), year)

    def before(self, year: float) -> float:
        """Give the value just before a year."""
        following = bisect_left(self.points, (year, -math.inf))
        if following < len(self.points) and self.points[following][0] == year:
            return self.points[following][1]
        return _between(self.points, following, year)

    def sampled(self, years: Sequence[float]) -> list[float]:
        """Give the values in ascending years, in one sweep."""
        done = bisect_left(years, self.points[0][0])
        values = [self.points[0][1]] * done
        for (start, low), (end, high) in pairwise(self.points):
            upto = bisect_left(years, end, done)
            values += [_along(start, low, end, high, year) for year in years[done:upto]]
            done = upto
        values += [self.points[-1][1]] * (len(years) - done)
        return values


Value = float | Trajectory
"""What a parameter can be: one number, or a path over the years."""


def _between(points: Sequence[Point], following: int, year: float) -> float:
    """Interpolate between the point at index `following` and the one before it."""
    if following == 0:
        return points[0][1]
    start, low = points[following - 1]
    if following == len(points):
        return low
    end, high = points[following]
    return _along(start, low, end, high, year)


def _along(start: float, low: float, end: float, high: float, year: float) -> float:
    """Give the value on the line from one point to another."""
    return low + (high - low) * (year - start) / (end - start)


def as_value(given: Any) -> Value:
    """Take a number, a trajectory or a mapping of years to numbers.

    Raises:
        ValueRefusedError: anything else, or a number that is not finite.
    """
    if isinstance(given, Trajectory):
        return given
    if isinstance(given, Mapping):
        return Trajectory(tuple(sorted((as_number(year), as_number(value)) for year, value in given.items())))
    return as_number(given)


def as_number(given: Any) -> float:
    """Take a finite number of any numeric type; truth values and text are none.

    Raises:
        ValueRefusedError: it is no finite number.
    """
    if isinstance(given, bool | str | bytes):
        raise ValueRefusedError(f"{given!r} is not a number")
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        raise ValueRefusedError(f"{given!r} is not a number") from None
    if not math.isfinite(number):
        raise ValueRefusedError(f"{number} is not a finite number")
    return number


def value_at(value: Value, year: float) -> float:
    """Give what holds in a year."""
    return value.at(year) if isinstance(value, Trajectory) else value


def value_before(value: Value, year: float) -> float:
    """Give what holds just before a year."""
    return value.before(year) if isinstance(value, Trajectory) else value


def points_of(value: Value) -> tuple[Point, ...]:
    """Give the points of a trajectory; a plain number has none."""
    return value.points if isinstance(value, Trajectory) else ()


def numbers_of(value: Value) -> tuple[float, ...]:
    """Give every number a value takes at its points."""
    return tuple(number for _, number in value.points) if isinstance(value, Trajectory) else (value,)


def clipped(value: Value, low: float, high: float) -> Value:
    """Keep a value within limits."""
    if isinstance(value, Trajectory):
        return Trajectory(tuple((year, min(max(number, low), high)) for year, number in value.points))
    return min(max(value, low), high)
