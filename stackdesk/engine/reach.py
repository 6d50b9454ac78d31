"""How far a lever may be moved: its hard limits, its published range, and where it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stackdesk.scenario.document import Scenario

_ACROSS = 13
"""Values looked at across the published range, its ends included."""

_FIRST_STEP = 0.25
"""First step beyond the published range, as a share of it; each further one doubles."""


@dataclass(frozen=True)
class Reach:
    """What a parameter can be set to from the present on, in its own unit.

    `measure` is the range that moves are measured by: the published one, or, where nothing is published,
    half to double of where the parameter stands. On a `log` scale equal shares are equal factors.
    """

    now: float
    low: float
    high: float
    measure: tuple[float, float]
    published: bool
    log: bool

    @classmethod
    def of(cls, scenario: Scenario, address: str, region: str | None = None) -> Reach:
        """Give a parameter's reach in a region, None for the World.

        Raises:
            AddressError: no such parameter or region.
        """
        catalogue = scenario.catalogue
        parameter = catalogue.parameter(address)
        low, high = catalogue.limits(parameter, region)
        own = scenario.values.get(address) if region is None else scenario.regional.get((region, address))
        taken = scenario.present + parameter.quantity.ramp
        now = own if isinstance(own, float) else scenario.at(address, taken, region)
        range_ = scenario.reference.entry(address).range(region)
        published = range_ is not None and range_[1] > range_[0]
        log = parameter.quantity.scale == "log"
        if range_ is None or not published:
            range_, log = ((now / 2.0, now * 2.0), now > 0.0) if now else ((low, high), False)
        measure = min(range_), max(range_)
        return cls(now, low, high, measure, published, log and measure[0] > 0.0 and now > 0.0)

    def share(self, value: float) -> float:
        """Give how far a value is from where the parameter stands, in shares of the measure."""
        low, high = self.measure
        if self.log and value > 0.0:
            return math.log(value / self.now) / math.log(high / low)
        return (value - self.now) / (high - low)

    def moved(self, share: float) -> float:
        """Give the value that is a share of the measure away, kept within the hard limits."""
        low, high = self.measure
        value = self.now * (high / low) ** share if self.log else self.now + share * (high - low)
        return min(max(value, self.low), self.high)

    def outside(self, value: float) -> bool:
        """Tell whether a value is outside the published range; never where nothing is published."""
        return self.published and not self.measure[0] <= value <= self.measure[1]

    def scan(self, *, published_only: bool = False) -> list[float]:
        """Give values to look at: dense where published, then in steps that double out to the hard limits."""
        ends = [self.share(min(max(end, self.low), self.high)) for end in self.measure]
        width = ends[1] - ends[0]
        shares = [ends[0] + width * step / (_ACROSS - 1) for step in range(_ACROSS)]
        values = [self.now, *(self.moved(share) for share in shares)]
        if published_only and self.published:
            return values
        for end, sign, limit in ((ends[0], -1.0, self.low), (ends[1], 1.0, self.high)):
            step = _FIRST_STEP
            while (value := self.moved(end + sign * step)) != limit and step < 1e4:
                values.append(value)
                step *= 2.0
            values.append(limit)
        return values
