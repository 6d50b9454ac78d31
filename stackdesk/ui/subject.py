"""A parameter as the window shows it: its ruler, its readable unit, its words, and how it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.core.quantity import Parameter
from stackdesk.ui import format as fmt
from stackdesk.ui.measure import Measure, Shape, measure, shape
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.scenario import Reference, Scenario, Value


@dataclass(frozen=True)
class Subject:
    """One parameter in one region (or the World), ready to be shown."""

    parameter: Parameter
    measure: Measure
    shape: Shape
    region: str | None
    published: tuple[float, float] | None
    basis: str = ""

    def reach(self, standing: Standing, ends: tuple[float, float] | None = None) -> Measure:
        """Give the part of the ruler that the slider shows, around what is published and what is set.

        With `ends` it goes from one to the other, and further only where the value stands beyond.
        """
        ruler = self.measure
        if ends is None:
            return ruler.around(self.published, (standing.reference, standing.value))
        low, high = min(ends[0], standing.value), max(ends[1], standing.value)
        return Measure(low, high, ruler.step, ruler.log)

    @property
    def address(self) -> str:
        """The parameter's address."""
        return self.parameter.address

    @property
    def label(self) -> str:
        """What it is called, translated."""
        return QCoreApplication.translate("declarations", self.parameter.quantity.label)

    @property
    def short(self) -> str:
        """What it is called where there is little room."""
        text = self.parameter.quantity.short
        return QCoreApplication.translate("declarations", text) if text else self.label

    @property
    def definition(self) -> str:
        """What it means."""
        return QCoreApplication.translate("declarations", self.parameter.definition)

    def number(self, value: float) -> str:
        """Write a value without its unit."""
        return fmt.number(value * self.shape.factor)

    def text(self, value: float) -> str:
        """Write a value with its unit."""
        return f"{self.number(value)} {self.shape.unit}".rstrip()

    def end(self, value: float) -> str:
        """Write one end of a range in full, without its unit."""
        return fmt.short(_tidy(value * self.shape.factor))

    def ends(self, low: float, high: float) -> str:
        """Write a range without its unit."""
        words = QCoreApplication.translate("subject", "{low} to {high}")
        return words.format(low=self.end(low), high=self.end(high))

    def span(self, low: float, high: float) -> str:
        """Write a range with its unit."""
        return f"{self.ends(low, high)} {self.shape.unit}".rstrip()


def _tidy(value: float) -> float:
    """Drop the dust of binary arithmetic before a limit is written in full."""
    return float(f"{value:.6g}")


@dataclass(frozen=True)
class Standing:
    """Where a parameter stands: its value, the reference's, and whether the scenario changes it."""

    value: float
    reference: float
    changed: bool
    locked: bool = False
    where: str = ""
    """The regions with values of their own, where the World's value does not tell of them."""
    by_event: bool = False
    """Whether an event, and nothing else, takes it away from the reference."""
    spread: tuple[float, float] | None = None
    """Low and high of the distribution that the scenario gives it for the World, if it gives one."""

    @property
    def change(self) -> fmt.Change | None:
        """How far it is from the reference."""
        return fmt.change(self.value, self.reference) if self.changed else None


def region_key(region: str) -> str | None:
    """Give the region as the scenario knows it: None stands for the World."""
    return None if region == WORLD else region


def subject(reference: Reference, address: str, region: str) -> Subject:
    """Describe one parameter for a region; one without regions is the same everywhere."""
    parameter = reference.catalogue.parameter(address)
    key = region_key(region) if parameter.quantity.regional else None
    low, high = reference.catalogue.limits(parameter, key)
    published = _published(reference, parameter, key)
    width = _size(reference.value(address, key)) if published is None else published[1] - published[0]
    ruler = measure(parameter, low, high).suited(width)
    return Subject(parameter, ruler, shape(parameter), key, published, reference.entry(address).basis)


def _size(value: Value) -> float:
    """Give how large a value is, of a path its largest one."""
    return abs(value) if isinstance(value, int | float) else max(abs(number) for _, number in value.points)


def _published(reference: Reference, parameter: Parameter, region: str | None) -> tuple[float, float] | None:
    """Give the published range; a region's amount needs one of its own, the World's is no measure for it."""
    entry = reference.entry(parameter.address)
    shared = parameter.quantity.regional and parameter.quantity.split == "extensive"
    if shared and region is not None:
        return entry.range_by_region.get(region)
    return entry.range(region)


def standing(subject: Subject, scenario: Scenario, year: float, *, locked: bool = False) -> Standing:
    """Say where a parameter stands in a year.

    A plain value is what the user set, even while it is still being phased in; a path counts in the
    cursor's year, or at the present when the cursor stands in history.
    """
    address, region = subject.address, subject.region
    own: Value | None = scenario.regional.get((region, address)) if region is not None else None
    if own is None and region is None:
        own = scenario.values.get(address)
    seen = max(year, scenario.present)
    value = float(own) if isinstance(own, int | float) else scenario.at(address, seen, region)
    default = scenario.reference.value(address, region)
    base = float(default) if isinstance(default, int | float) else default.at(seen)
    edited = scenario.changed(address, region)
    acted = any(one.parameter == address and one.region in (None, region) for one in scenario.events)
    where = _where(subject, scenario) if edited and region is None else ""
    varies = scenario.uncertainty.get(address) if region is None else None
    spread = None if varies is None or varies.low >= varies.high else (varies.low, varies.high)
    return Standing(value, base, edited or acted, locked, where, acted and not edited, spread)


def _where(subject: Subject, scenario: Scenario) -> str:
    """Name the regions that have a value of their own: US, or 3 regions."""
    own = [key for key, address in scenario.regional if address == subject.address]
    if len(own) != 1:
        several = QCoreApplication.translate("subject", "{count} regions")
        return several.format(count=len(own)) if own else ""
    items = scenario.reference.catalogue.lists.get("region", ())
    return next((item.short or item.label for item in items if item.key == own[0]), own[0])
