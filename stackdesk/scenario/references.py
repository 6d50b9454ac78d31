"""References: the immutable, versioned sets of defaults that scenarios stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from stackdesk.scenario.catalogue import Catalogue
from stackdesk.scenario.fitting import Free, read_free
from stackdesk.scenario.observations import Observation, read_observations
from stackdesk.scenario.shares import Group, share_groups
from stackdesk.scenario.sources import Source
from stackdesk.scenario.trajectory import Trajectory, Value, points_of, value_at

Range = tuple[float, float]


@dataclass(frozen=True)
class Entry:
    """What a reference says of one parameter: value, published range, sources, and how it was come by."""

    value: Value | None
    by_region: Mapping[str, Value] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    range_by_region: Mapping[str, Range] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    basis: str = ""
    confidence: str = ""
    note: str = ""

    def range(self, region: str | None = None) -> Range | None:
        """Give the published range, a region's own where it has one; None where nothing is published."""
        if region is not None and region in self.range_by_region:
            return self.range_by_region[region]
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, eq=False)
class Reference:
    """One version's numbers. Two references are equal when they are the same object."""

    version: str
    present: float
    start: float
    end: float
    catalogue: Catalogue
    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    links: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    folder: Path | None = None

    def __str__(self) -> str:
        """Give the version, as it stands in scenario files."""
        return self.version

    def entry(self, address: str) -> Entry:
        """Give what is known about a parameter's default.

        Raises:
            AddressError: there is no such parameter.
        """
        return self.entries[self.catalogue.parameter(address).address]

    def value(self, address: str, region: str | None = None) -> Value:
        """Give the default over all time: a region's, or the World's (the sum or mean of the regions).

        Raises:
            AddressError: there is no such parameter or region.
        """
        try:
            return self._values[address, region]
        except KeyError:
            self.catalogue.parameter(address)
            return self._values[address, self.catalogue.region(region)]

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """The published figures that runs are held against, read when first asked for; none without a file.

        Raises:
            ReferenceDataError: the file is wrong; lists all that is.
        """
        return read_observations(self.folder, self) if self.folder else ()

    @cached_property
    def free(self) -> tuple[Free, ...]:
        """What a fit may move, read when first asked for; empty for a reference that does not say.

        Raises:
            ReferenceDataError: the file is wrong.
        """
        return read_free(self.folder, self) if self.folder else ()

    @cached_property
    def shares(self) -> Mapping[str, Group]:
        """The groups of parameters that are shares of one whole, by address."""
        return share_groups(self)

    @cached_property
    def _values(self) -> dict[tuple[str, str | None], Value]:
        """Every default by address and region; None is the World."""
        values: dict[tuple[str, str | None], Value] = {}
        regions = self.catalogue.regions
        for address, parameter in self.catalogue.parameters.items():
            entry = self.entries[address]
            own = [_own(entry, region) for region in regions]
            values |= {(address, region): value for region, value in zip(regions, own, strict=True)}
            if parameter.quantity.regional:
                values[address, None] = _together(own, summed=parameter.quantity.split == "extensive")
            else:
                values[address, None] = _own(entry, None)
        return values


def version_order(version: str) -> list[tuple[int, str]]:
    """Make a version sortable, so that 2026.10 comes after 2026.9."""
    return [(int(part) if part.isdigit() else 0, part) for part in version.split(".")]


def _own(entry: Entry, region: str | None) -> Value:
    """Give a region's default, else the one for all; loading has made sure that there is one."""
    value = entry.by_region.get(region, entry.value) if region else entry.value
    assert value is not None
    return value


def _together(own: Sequence[Value], *, summed: bool) -> Value:
    """Add up the regions' values, or take their mean; a path where any of them is one."""
    share = 1.0 if summed else 1.0 / len(own)
    years = sorted({year for value in own for year, _ in points_of(value)})
    if not years:
        if not summed and len(set(own)) == 1:
            return own[0]  # the mean of equal numbers, without a rounding error
        return sum(value_at(value, 0.0) for value in own) * share
    return Trajectory(tuple((year, sum(value_at(value, year) for value in own) * share) for year in years))
