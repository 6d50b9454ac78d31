"""Axis ranges in nice numbers that do not fidget: they change late, and never while a lever is held."""

from __future__ import annotations

import math
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_FEWEST, _MOST = 3, 5
_SPARE = 0.55
_DECADES = 7.0
_MOST_MARKS = 5


@dataclass(frozen=True)
class Range:
    """A range of values and where its grid lines lie."""

    low: float
    high: float
    ticks: tuple[float, ...]


def nice_range(low: float, high: float) -> Range:
    """Give the tightest range with three to five equal steps of 1, 2, 2.5 or 5 that starts at 0 if it can."""
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9 or not math.isfinite(high - low):
        return Range(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0))
    power = 10.0 ** math.floor(math.log10((high - low) / _MOST))
    found: list[tuple[float, int, int, float]] = []
    for step in (size * power for size in _STEPS):
        below, above = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if _FEWEST <= above - below <= _MOST:
            found.append(((above - below) * step, abs(above - below - 4), below, step))
    total, _, below, step = min(found) if found else (10.0 * power, 0, math.floor(low / power), 10.0 * power)
    count = round(total / step)
    ticks = tuple((below + place) * step for place in range(count + 1))
    return Range(ticks[0], ticks[-1], ticks)


def nice_log_range(low: float, high: float) -> Range:
    """Give a logarithmic range between 1, 2 or 5 times powers of ten, seven decades at most."""
    high = high if high > 0.0 and math.isfinite(high) else 1.0
    top = _log_step(high, up=True)
    floor = top / 10.0**_DECADES
    bottom = max(_log_step(max(low, floor), up=False), floor)
    bottom = bottom if bottom < top / 5.0 else _log_step(top / 10.0, up=False)
    decades = math.log10(top / bottom)
    sizes = (1.0, 2.0, 5.0) if decades <= 1.7 else (1.0,)
    first, last = math.floor(math.log10(bottom)) - 1, math.ceil(math.log10(top)) + 1
    stride = math.ceil(decades / _MOST_MARKS - 1e-9)
    powers = (power for power in range(first, last) if (power - round(math.log10(top))) % stride == 0)
    marks = (size * 10.0**power for power in powers for size in sizes)
    return Range(bottom, top, tuple(m for m in marks if bottom * 0.999 <= m <= top * 1.001))


def _log_step(value: float, *, up: bool) -> float:
    """Give the nearest 1, 2 or 5 times a power of ten at or beyond a value."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    marks = [size * power for size in (1.0, 2.0, 5.0, 10.0)]
    if up:
        return next(m for m in marks if m >= value * (1.0 - 1e-9))
    return next(m for m in reversed(marks) if m <= value * (1.0 + 1e-9))


class Scale:
    """The value axis of one chart: remembers its range and moves it only when numbers leave it for good."""

    def __init__(self) -> None:
        self.log = False
        self._range: Range | None = None

    @property
    def range(self) -> Range:
        """The range in use."""
        return self._range or nice_range(0.0, 1.0)

    def forget(self) -> None:
        """Fit afresh next time: another unit, chart or kind of scale."""
        self._range = None

    def fit(self, low: float, high: float, *, held: bool = False) -> bool:
        """Take in the numbers on show; say whether the range moved. A held axis keeps still."""
        if self._range is not None and (held or self._still_fits(low, high)):
            return False
        before = self._range
        self._range = nice_log_range(low, high) if self.log else nice_range(low, high)
        return self._range != before

    def _still_fits(self, low: float, high: float) -> bool:
        """Say whether the range holds the numbers without too much air."""
        if self._range is None:
            return False
        now = self._range
        if self.log:
            return now.high / 4.0 <= high <= now.high and low <= now.low * 20.0
        inside = now.low <= min(low, 0.0) and high <= now.high
        return inside and max(high, 0.0) - min(low, 0.0) > _SPARE * (now.high - now.low)
