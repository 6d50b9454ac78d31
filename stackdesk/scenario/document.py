"""The scenario: a reference plus what the user changed, with reasons. Frozen; every edit makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, get_args

from stackdesk.core.errors import AddressError, ValueRefusedError
from stackdesk.core.quantity import Parameter
from stackdesk.scenario.catalogue import Catalogue
from stackdesk.scenario.references import Reference
from stackdesk.scenario.sampling import effective
from stackdesk.scenario.trajectory import (
    FIRST_YEAR,
    LAST_YEAR,
    Value,
    as_value,
    numbers_of,
    points_of,
    value_at,
)
from stackdesk.scenario.words import outside_text

SCHEMA = 1
"""The version of the file's layout that this StackDesk reads and writes."""

Shape = Literal["uniform", "loguniform", "triangular", "normal", "lognormal", "fixed"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
FIXED: Literal["fixed"] = "fixed"
"""The shape of what does not vary, although its reference has a range for it; it has no other numbers."""


@dataclass(frozen=True)
class Event:
    """Something that happens on a date and from then on adds to, multiplies or sets a parameter."""

    date: float
    parameter: str
    title: str = ""
    region: str | None = None
    add: float | None = None
    multiply: float | None = None
    set: float | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Uncertainty:
    """How uncertain a parameter is: two quantiles of a distribution of a given shape, or fixed."""

    low: float = 0.0
    high: float = 0.0
    shape: Shape = FIXED
    quantiles: tuple[float, float] = (0.0, 1.0)
    unknown: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Scenario:
    """A document: what differs from its reference, why, and what was not understood but is kept.

    `values` hold for the World: of a regional parameter they are the regions' sum (extensive) or mean
    (intensive), and the regions keep the proportions they have in the reference. `regional` values win
    over them. A `present` of 0 stands for the reference's. `parent` is the file of the scenario that this
    one was made from, as seen from its own file's folder. `commented` is the text that the scenario
    was read from, if that had comments; it takes no part in comparisons.
    """

    reference: Reference
    title: str = ""
    author: str = ""
    description: str = ""
    parent: str = ""
    present: float = 0.0
    values: Mapping[str, Value] = field(default_factory=dict)
    regional: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    uncertainty: Mapping[str, Uncertainty] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)
    model_version: str = ""
    schema: int = SCHEMA
    commented: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        keep = self._differing()
        for name in ("values", "regional", "reasons", "uncertainty", "unknown"):
            held = keep.get(name, getattr(self, name))
            object.__setattr__(self, name, MappingProxyType(dict(held)))
        if not self.present:
            object.__setattr__(self, "present", self.reference.present)

    def _differing(self) -> dict[str, dict[Any, Value]]:
        """Drop what equals the reference: a value dragged back is no change."""
        default = self.reference.value
        values = {key: value for key, value in self.values.items() if value != default(key)}
        regional = {
            (region, key): value
            for (region, key), value in self.regional.items()
            if key in values or value != default(key, region)
        }
        return {"values": values, "regional": regional}

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of its reference."""
        return self.reference.catalogue

    def with_value(self, address: str, value: Any, region: str | None = None) -> Scenario:
        """Set a parameter: a number (from the present on), a Trajectory, or a mapping of years to numbers.

        Raises:
            AddressError: no such parameter or region, or a region of what has none.
            ValueRefusedError: no number, or outside the hard limits.
        """
        parameter, region = self._place(address, region)
        taken = as_value(value)
        self._refuse(parameter, region, taken)
        if region is None:
            return replace(self, values={**self.values, address: taken})
        return replace(self, regional={**self.regional, (region, address): taken})

    def without(self, address: str, region: str | None = None) -> Scenario:
        """Take a parameter back to the reference: everywhere, or in one region only.

        Raises:
            AddressError: no such parameter or region.
        """
        _, region = self._place(address, region)
        regional = {
            (where, key): value
            for (where, key), value in self.regional.items()
            if key != address or (region is not None and where != region)
        }
        values = dict(self.values)
        if region is None:
            values.pop(address, None)
        bare = replace(self, values=values, regional=regional)
        return bare if bare.changed(address) else bare.with_reason(address, "")

    def with_reason(self, address: str, text: str) -> Scenario:
        """Say why a parameter was changed; an empty text takes the reason away.

        Raises:
            AddressError: no such parameter.
        """
        reasons = {**self.reasons, self.catalogue.parameter(address).address: text}
        return replace(self, reasons={key: reason for key, reason in reasons.items() if reason})

    def with_uncertainty(self, address: str, one: Uncertainty | None) -> Scenario:
        """Say how uncertain a parameter is; None leaves that to the reference.

        Raises:
            AddressError: no such parameter.
            ValueRefusedError: its ends are outside the hard limits.
        """
        parameter = self.catalogue.parameter(address)
        kept = {key: other for key, other in self.uncertainty.items() if key != address}
        if one is None:
            return replace(self, uncertainty=kept)
        if one.shape != FIXED:
            self._refuse(parameter, None, one.low)
            self._refuse(parameter, None, one.high)
        return replace(self, uncertainty={**kept, address: one})

    def with_title(self, title: str) -> Scenario:
        """Give it another title."""
        return replace(self, title=title)

    def changed(self, address: str, region: str | None = None) -> bool:
        """Whether a parameter's value differs from the reference's, anywhere or in one region."""
        if address in self.values:
            return True
        return any(key == address and region in (None, where) for where, key in self.regional)

    def changes(self) -> list[tuple[str, str | None]]:
        """List what was changed as (address, region), None for the World, in the catalogue's order."""
        regions = self.catalogue.regions
        places: list[tuple[str, str | None]] = []
        for address in self.catalogue.parameters:
            if address in self.touched:
                places += [(address, None)] if address in self.values else []
                places += [(address, region) for region in regions if (region, address) in self.regional]
        return places

    @cached_property
    def touched(self) -> frozenset[str]:
        """The parameters that a value or an event of this scenario acts on."""
        regional = (address for _, address in self.regional)
        return frozenset([*self.values, *regional, *(event.parameter for event in self.events)])

    @property
    def edits_history(self) -> bool:
        """Whether a trajectory or an event changes what was before the present."""
        values = [*self.values.values(), *self.regional.values()]
        dates = [year for value in values for year, _ in points_of(value)]
        return any(date < self.present for date in [*dates, *(event.date for event in self.events)])

    def effective(self, address: str, region: str | None = None) -> Value:
        """Give what holds over all time, after the present rule, regions and events.

        Raises:
            AddressError: no such parameter or region.
        """
        return effective(self, address, region)

    def at(self, address: str, year: float, region: str | None = None) -> float:
        """Give what holds in a year.

        Raises:
            AddressError: no such parameter or region.
        """
        return value_at(effective(self, address, region), year)

    def _place(self, address: str, region: str | None) -> tuple[Parameter, str | None]:
        """Look up a parameter and a region, and see that they go together."""
        parameter, region = self.catalogue.parameter(address), self.catalogue.region(region)
        if region is not None and not parameter.quantity.regional:
            raise AddressError(f"{address}: has one value for the World, none for {region}")
        return parameter, region

    def _refuse(self, parameter: Parameter, region: str | None, value: Value) -> None:
        """Raise when a value breaks the limits of its parameter."""
        low, high = self.catalogue.limits(parameter, region)
        for number in numbers_of(value):
            outside = outside_text(number, low, high, parameter.quantity.unit)
            if outside:
                raise ValueRefusedError(f"{parameter.address}: {outside}")
        points = points_of(value)
        if any(not FIRST_YEAR <= year <= LAST_YEAR for year, _ in points):
            raise ValueRefusedError(f"{parameter.address}: years go from {FIRST_YEAR:g} to {LAST_YEAR:g}")
        if len({year for year, _ in points}) < len(points):
            raise ValueRefusedError(f"{parameter.address}: a year stands twice")
