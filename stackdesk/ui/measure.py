"""From a parameter's value to a slider's position and back, and by how much a key moves it. No widgets."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from stackdesk.core.quantity import Parameter
from stackdesk.ui import format as fmt

_FINE = 10
_LOG_POSITIONS = 1000
_MOST_POSITIONS = 100_000
_FAR = 3.0
_FEWEST, _STEPS = 4, 20
_MARGIN = 1.0


@dataclass(frozen=True)
class Measure:
    """The ruler of one parameter, or the part of it that a slider shows: limits, step and scale.

    A linear slider has ten positions a step and lands on whole steps; a logarithmic one has a thousand
    positions between its limits and lands on three significant figures.
    """

    low: float
    high: float
    step: float
    log: bool

    @property
    def positions(self) -> int:
        """How many positions the slider has above zero."""
        if self.log:
            return _LOG_POSITIONS
        return int(min(max(round((self.high - self.low) / self.step * _FINE), _FINE), _MOST_POSITIONS))

    @property
    def floor(self) -> float:
        """The smallest value a logarithm can start from; below it is only zero."""
        return self.low if self.low > 0.0 else min(self.step, self.high / 1e6)

    def suited(self, width: float) -> Measure:
        """Give the ruler with a finer step where the declared one is too coarse for a range this wide.

        A step is declared for a whole list; a region or an item may be a thousand times smaller.
        """
        if self.log or width <= 0.0 or self.step <= width / _FEWEST:
            return self
        size = 10.0 ** math.floor(math.log10(width / _STEPS))
        step = next(size * part for part in (5.0, 2.0, 1.0) if size * part <= width / _STEPS * 1.001)
        return replace(self, step=float(f"{step:.1g}"))

    def around(self, published: tuple[float, float] | None, values: tuple[float, ...]) -> Measure:
        """Give the part of the ruler worth showing: what is published, and as much again on either side.

        A slider from one far limit to the other would be too coarse for the hand. It always reaches as
        far as the values that stand on it, so a value typed beyond widens it.
        """
        ends = [self._even(value) for value in (published or self._guessed(values[0]))]
        low, high = self._even(self.low), self._even(self.high)
        width = max(ends[1] - ends[0], 1e-12)
        if high - low <= _FAR * width:
            return self
        marks = [self._even(value) for value in values]
        below = min([ends[0] - _MARGIN * width, *(mark - 0.1 * width for mark in marks)])
        above = max([ends[1] + _MARGIN * width, *(mark + 0.1 * width for mark in marks)])
        return Measure(self._uneven(max(below, low)), self._uneven(min(above, high)), self.step, self.log)

    def _guessed(self, value: float) -> tuple[float, float]:
        """Stand in for a published range where there is none: half to twice the reference."""
        size = abs(value) or self.step * 20.0
        return value - size / 2.0, value + size

    def _even(self, value: float) -> float:
        """Put a value on the scale on which equal distances are equal."""
        return math.log(max(value, self.floor)) if self.log else value

    def _uneven(self, place: float) -> float:
        """Take a value off that scale, and land on a step."""
        if self.log:
            return self.bounded(float(f"{math.exp(place):.2g}")) if place > math.log(self.floor) else self.low
        return self.settled(place)

    def share(self, value: float) -> float:
        """Give how far along the groove a value stands, 0 to 1."""
        if self.high <= self.low:
            return 0.0
        if self.log:
            inside = max(min(value, self.high), self.floor)
            return math.log(inside / self.floor) / math.log(self.high / self.floor)
        return max(0.0, min(1.0, (value - self.low) / (self.high - self.low)))

    def position(self, value: float) -> int:
        """Give the slider's position for a value."""
        return round(self.share(value) * self.positions)

    def value(self, position: int) -> float:
        """Give the value at a slider's position."""
        if position <= 0:
            return self.low
        if position >= self.positions:
            return self.high
        share = position / self.positions
        if self.log:
            return self.settled(self.floor * (self.high / self.floor) ** share)
        return self.settled(self.low + share * (self.high - self.low))

    def settled(self, value: float) -> float:
        """Land on a whole step (or three significant figures), inside the limits."""
        if self.log:
            return self.bounded(float(f"{value:.3g}"))
        return self.bounded(self._clean(self.low + round((value - self.low) / self.step) * self.step))

    def stepped(self, value: float, steps: float) -> float:
        """Move a value by steps; a tenth of a step is the fine one, infinitely many lead to a limit."""
        if math.isinf(steps):
            return self.high if steps > 0.0 else self.low
        if self.log:
            ratio = (self.high / self.floor) ** (steps / 100.0)
            moved = float(f"{max(value, self.floor) * ratio:.3g}")
            if moved == value:  # a fine step must not drown in the rounding
                moved = float(f"{max(value, self.floor) * ratio:.5g}")
            return self.bounded(moved)
        return self.bounded(self._clean(value + steps * self.step))

    def bounded(self, value: float) -> float:
        """Keep a value inside the hard limits."""
        return max(self.low, min(self.high, value))

    def _clean(self, value: float) -> float:
        """Drop the dust of binary arithmetic: no finer than a hundredth of a step."""
        decimals = max(0, 2 - math.floor(math.log10(self.step)))
        return round(value, decimals)


def measure(parameter: Parameter, low: float, high: float) -> Measure:
    """Give the ruler of a parameter between the limits that hold for a region or the World."""
    quantity = parameter.quantity
    return Measure(low, high, quantity.step, quantity.scale == "log")


@dataclass(frozen=True)
class Shape:
    """How a parameter's value reads: a factor and a unit; shares and rates of growth read as per cent."""

    factor: float
    unit: str


def shape(parameter: Parameter) -> Shape:
    """Choose how a parameter's value reads on screen; what is stored keeps the declared unit."""
    unit = parameter.quantity.unit
    if unit == "1":
        return Shape(100.0, "%") if parameter.high <= 1.0 else Shape(1.0, "")
    if unit == "1/yr":
        return Shape(100.0, "%/yr")
    word, _, rest = unit.partition(" ")
    short = {"thousand": "k", "million": "M", "billion": "B", "k": "k", "M": "M", "bn": "B"}.get(word)
    if unit == "million":
        return Shape(1.0, "M")
    if short is None or not rest:
        return Shape(1.0, fmt.sign(unit))
    base = fmt.sign(rest)
    return Shape(1.0, fmt.sign(f"{short}{'' if base.startswith('$') else ' '}{base}"))
