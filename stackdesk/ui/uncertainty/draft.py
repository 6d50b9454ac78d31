"""How a parameter varies, as the inspector edits it: what holds now, and what an edit makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stackdesk.engine.distribution import Distribution
from stackdesk.engine.varied import READ_AS, judged, variation
from stackdesk.scenario.document import FIXED, Shape, Uncertainty

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario

FOLLOWS = "reference"
"""Stands in the place of a shape for what varies, or does not, as the reference has it."""

UNBOUNDED = ("normal", "lognormal")
POSITIVE = ("loguniform", "lognormal")
_AROUND = 0.2


@dataclass(frozen=True)
class Draft:
    """What is on show: the shape (or `FOLLOWS`), low and high with their quantiles, the distribution.

    `distribution` is None where nothing varies; low and high are then what it would begin with.
    """

    shape: str
    low: float
    high: float
    quantiles: tuple[float, float]
    centre: float
    distribution: Distribution | None
    proportional: bool = True

    @property
    def outside(self) -> bool:
        """Whether the value that the run has lies outside low and high."""
        return self.distribution is not None and not self.low <= self.centre <= self.high

    def as_own(self) -> Uncertainty:
        """Give what the scenario would say of it."""
        shape: Shape = "triangular" if self.shape in (FOLLOWS, FIXED) else self.shape  # type: ignore[assignment]
        return Uncertainty(self.low, self.high, shape, self.quantiles)


def read_draft(scenario: Scenario, address: str) -> Draft:
    """Read how a parameter varies, or what it would begin with if it did."""
    own, one = scenario.uncertainty.get(address), variation(scenario, address)
    parameter = scenario.catalogue.parameter(address)
    centre = scenario.at(address, scenario.present + parameter.quantity.ramp)
    distribution = None if one is None else one.distribution
    if own is not None and own.shape != FIXED:
        return Draft(own.shape, own.low, own.high, own.quantiles, centre, distribution)
    low, high = judged(scenario, parameter, centre) or _guessed(centre, parameter.quantity.step)
    limits = scenario.catalogue.limits(parameter, None)
    low, high = max(low, limits[0]), min(high, limits[1])
    return Draft(FOLLOWS if own is None else FIXED, low, high, READ_AS, centre, distribution)


def _guessed(centre: float, step: float) -> tuple[float, float]:
    """Begin with a fifth on either side where nothing is published."""
    size = abs(centre) * _AROUND or step * 10.0
    return centre - size, centre + size


def shaped(draft: Draft, shape: Shape) -> Uncertainty:
    """Take another shape: one without ends needs quantiles inside 0 and 1."""
    first, second = draft.quantiles
    if shape in UNBOUNDED:
        first, second = first or 0.05, 0.95 if second == 1.0 else second
    return replace(draft.as_own(), shape=shape, quantiles=(first, second))


def centred(draft: Draft) -> Uncertainty:
    """Move low and high along, so that the value of the run lies where the middle was."""
    own = draft.as_own()
    middle = (own.low + own.high) / 2.0
    if draft.centre > 0.0 and own.low >= 0.0:
        middle = (own.low * own.high) ** 0.5 or middle
        ratio = draft.centre / middle
        return replace(own, low=own.low * ratio, high=own.high * ratio)
    return replace(own, low=own.low + draft.centre - middle, high=own.high + draft.centre - middle)


def wrong(own: Uncertainty) -> bool:
    """Whether low is not below high, or a logarithm is asked of what is not above zero."""
    return own.low >= own.high or (own.shape in POSITIVE and own.low <= 0.0)
