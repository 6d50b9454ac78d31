"""What varies in an ensemble, and by how much: a scenario's own uncertainty, else published ranges.

What a scenario says of a parameter holds as it is written. Where it says nothing, an assumption varies by
the reference's range, read as the 10 % and 90 % quantiles around the scenario's own value, whose
relative width it keeps: half of all samples lie above the value. Only ranges that publications give count:
one that is judged says how far a lever may sensibly go rather than how likely that is, and a fitted value
is held by history. A policy is a choice. All of these vary only where the scenario gives them a
distribution, or where every range is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stackdesk.core.quantity import Parameter
from stackdesk.engine.distribution import Distribution
from stackdesk.scenario.document import FIXED, Scenario
from stackdesk.scenario.references import Entry, Range
from stackdesk.scenario.trajectory import value_at

READ_AS = (0.1, 0.9)
"""The quantiles that the ends of a reference's range are read as."""

WIDE = 3.0
"""Distances are measured in logarithms where the ends of a range are this factor apart, or more."""

UNPUBLISHED = ("assumed", "fitted")
"""What a reference's value rests on where its range is no publication's."""

LOGARITHMIC = ("loguniform", "lognormal")


@dataclass(frozen=True)
class Varied:
    """A parameter that varies: its distribution for the World, and the value that the run itself has."""

    address: str
    source: Literal["scenario", "reference"]
    distribution: Distribution
    centre: float
    proportional: bool
    """Whether a sample multiplies the parameter in every year and region, or else adds to it."""


def varied(scenario: Scenario, every: bool = False) -> tuple[Varied, ...]:
    """Give all that varies, in the catalogue's order; with `every`, judged and fitted assumptions too."""
    return tuple(_all(scenario, every))


def _all(scenario: Scenario, every: bool) -> Iterator[Varied]:
    for address in scenario.catalogue.parameters:
        one = variation(scenario, address, every)
        if one is not None:
            yield one


def variation(scenario: Scenario, address: str, every: bool = False) -> Varied | None:
    """Say how one parameter varies; None where it does not. With `every`, by a judged range too.

    Raises:
        AddressError: there is no such parameter.
    """
    parameter = scenario.catalogue.parameter(address)
    own = scenario.uncertainty.get(address)
    if parameter.quantity.hidden or (own is not None and own.shape == FIXED):
        return None
    limits = scenario.catalogue.limits(parameter, None)
    centre = scenario.at(address, scenario.present + parameter.quantity.ramp)
    proportional = centre > 0.0 and limits[0] >= 0.0
    if own is not None:
        log = own.shape in LOGARITHMIC
        made = Distribution(own.low, own.high, own.shape, own.quantiles, centre, limits, log)
        return Varied(address, "scenario", made, centre, proportional)
    around = judged(scenario, parameter, centre)
    if around is None or parameter.quantity.kind != "assumption":
        return None
    if not every and not published(scenario.reference.entry(address)):
        return None
    return Varied(address, "reference", _split(parameter, centre, around, limits), centre, proportional)


def published(entry: Entry) -> bool:
    """Tell whether an entry's range is a publication's; one without a basis is judged by its sources."""
    return entry.basis not in UNPUBLISHED and bool(entry.basis or entry.sources)


def judged(scenario: Scenario, parameter: Parameter, centre: float) -> Range | None:
    """Give the reference's range for the World around another value; None where there is none.

    Of what cannot be negative the range keeps its proportions to the value, else its distances.
    """
    around = scenario.reference.entry(parameter.address).range()
    if around is None:
        return None
    base = value_at(scenario.reference.value(parameter.address), scenario.present)
    low, high = min(around[0], base), max(around[1], base)
    if base > 0.0 and parameter.low >= 0.0:
        low, high = low * centre / base, high * centre / base
    else:
        low, high = low + centre - base, high + centre - base
    return (low, high) if high > low else None


def _split(parameter: Parameter, centre: float, around: Range, limits: Range) -> Distribution:
    """Make the distribution with the value as its median and the range as its outer quantiles."""
    low, high = around
    log = low > 0.0 and (parameter.quantity.scale == "log" or high >= WIDE * low)
    return Distribution(low, high, "split", READ_AS, centre, limits, log)
