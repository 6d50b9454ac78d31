"""The steps of a waterfall from B to A: numbers, no pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QCoreApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.scale import Range
from stackdesk.ui.charts.verdict import decimals

_SMALL = 1e-9
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_AIR = 0.06
_LARGE, _TINY = 1e5, 1e-4


@dataclass(frozen=True)
class Step:
    """One change: from where to where it carries the outcome, in the unit on show."""

    key: str
    label: str
    layer: str
    start: float
    end: float

    @property
    def part(self) -> float:
        """What the change contributes."""
        return self.end - self.start


@dataclass(frozen=True)
class Fall:
    """The whole waterfall: where it begins (B), every step, where it ends (A)."""

    start: float
    end: float
    steps: tuple[Step, ...]

    @property
    def gap(self) -> float:
        """A less B."""
        return self.end - self.start

    def extent(self) -> tuple[float, float]:
        """Give the lowest and highest value on the way."""
        values = [self.start, self.end, *(one.end for one in self.steps)]
        return min(values), max(values)


def fall(start: float, end: float, parts: Mapping[str, float], names: Mapping[str, tuple[str, str]]) -> Fall:
    """Order the parts, gains from the largest down, then losses to the largest; join them end to end.

    Args:
        start: The outcome in B.
        end: The outcome in A.
        parts: What each input contributes, by its key.
        names: What each input is called, and its layer.
    """
    order = sorted(parts.items(), key=lambda one: (one[1] < 0.0, -one[1]))
    edges = list(accumulate((part for _, part in order), initial=start))
    steps = [
        Step(key, *names.get(key, (key, "")), edges[place], edges[place + 1])
        for place, (key, _) in enumerate(order)
    ]
    return Fall(start, end, tuple(steps))


def fitted(whole: Fall, rows: int) -> Fall:
    """Join the smallest steps in one row where there is room for only so many."""
    if len(whole.steps) <= rows or rows < 2:
        return whole
    by_size = sorted(whole.steps, key=lambda one: -abs(one.part))
    kept = {one.key for one in by_size[: rows - 1]}
    parts = {one.key: one.part for one in whole.steps if one.key in kept}
    names = {one.key: (one.label, one.layer) for one in whole.steps}
    count = len(whole.steps) - len(kept)
    rest = sum(one.part for one in whole.steps if one.key not in kept)
    joined = fall(whole.start, whole.end, parts, names)
    last = joined.steps[-1].end if joined.steps else whole.start
    words = QCoreApplication.translate("compare", "{count} others").format(count=count)
    return Fall(whole.start, whole.end, (*joined.steps, Step(OTHERS, words, "", last, last + rest)))


OTHERS = "others"


def written(part: float, whole: Fall) -> str:
    """Write a part with its sign, all parts with as many decimals as the largest needs for three figures."""
    largest = max((abs(one.part) for one in whole.steps), default=abs(part))
    if largest >= _LARGE or 0.0 < largest < _TINY:
        return f"+{fmt.number(part)}" if part > 0.0 else fmt.number(part)
    return fmt.signed(part, decimals((largest,)))


def axis(low: float, high: float, most: int = 5) -> Range:
    """Give a range in nice steps around the values; it need not start at zero, since its ends are points."""
    span = high - low
    if span < _SMALL * max(abs(high), abs(low), 1e-30):
        span = 0.02 * max(abs(high), abs(low), 1e-12)
        low, high = low - span, high + span
        span = high - low
    low, high = low - _AIR * span, high + _AIR * span
    power = 10.0 ** _floor_log(span / most)
    step = next(one for one in (nice * power for nice in _NICE) if span / one <= most)
    first = -(-low // step)
    ticks: Sequence[float] = [
        place * step for place in range(int(first), int(high // step) + 1) if low <= place * step <= high
    ]
    return Range(low, high, tuple(ticks))


def _floor_log(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])
