"""From a parameter's value to a slider's position and back, and by how much a key moves it. No widgets."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stackdesk.core.quantity import Parameter
from stackdesk.ui import format as fmt

_FINE = 10
_LOG_POSITIONS = 1000
_MOST_POSITIONS = 100_000


@dataclass(frozen=True)
class Measure:
    """The ruler of one parameter: limits, step and scale as declared.

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
        """Move a value by steps; a tenth of a step is the fine one."""
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
    short = {"thousand": "k", "million": "M", "billion": "B"}.get(word)
    if short is None:
        return Shape(1.0, fmt.sign(unit))
    base = fmt.sign(rest)
    return Shape(1.0, f"{short}{'' if base.startswith('$') else ' '}{base}")
