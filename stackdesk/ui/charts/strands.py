"""What a layer's chart shows: strands by region or by series, stacked or as lines. Numbers, no pixels."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from stackdesk.core.layer import Chart
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.marks import Place
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.words import declared
from stackdesk.ui.view import WORLD, View

_SHORT_FROM = 15
_FLAT = 0.05


@dataclass(frozen=True)
class Strand:
    """One band or line: its layer, what it is called, its course, and the course in the comparison."""

    key: str
    layer: str
    label: str
    values: Numbers
    reference: Numbers | None


@dataclass(frozen=True)
class Strands:
    """A layer chart's numbers at one moment, in `unit`."""

    years: Numbers
    strands: tuple[Strand, ...]
    stacked: bool
    unit: str
    year: float
    differs: bool

    @cached_property
    def edges(self) -> Numbers:
        """The edges of stacked bands from the foot up, shape (strands + 1, steps)."""
        bands = np.zeros((len(self.strands) + 1, self.years.size))
        for rank, strand in enumerate(self.strands):
            bands[rank + 1] = strand.values
        return np.asarray(np.cumsum(np.nan_to_num(bands, copy=False), axis=0))

    def until(self, year: float) -> Strands:
        """Give the same strands up to a year."""
        steps = int(np.searchsorted(self.years, year + 1e-6))
        kept = tuple(
            replace(
                one,
                values=one.values[:steps],
                reference=None if one.reference is None else one.reference[:steps],
            )
            for one in self.strands
        )
        return replace(self, years=self.years[:steps], strands=kept)

    def heights(self, year: float) -> list[float]:
        """Give where each strand is at a year: the middle of a band, or the line itself."""
        if not self.stacked:
            return [self.at(strand, year) for strand in self.strands]
        edges = [float(np.interp(year, self.years, edge)) for edge in self.edges]
        return [(low + high) / 2.0 for low, high in pairwise(edges)]

    def reference_total(self) -> Numbers | None:
        """Give the sum of the comparison's strands."""
        lines = [strand.reference for strand in self.strands if strand.reference is not None]
        return np.asarray(np.sum(lines, axis=0)) if self.differs and lines else None

    def at(self, strand: Strand, year: float | None = None) -> float:
        """Give a strand's value at a year, by default the cursor's."""
        return float(np.interp(self.year if year is None else year, self.years, strand.values))

    def reference_at(self, strand: Strand, year: float) -> float | None:
        """Give what the comparison has there."""
        if strand.reference is None or not self.differs:
            return None
        return float(np.interp(year, self.years, strand.reference))

    @cached_property
    def spans_decades(self) -> bool:
        """Whether half way all lines lie so low that equal steps would show only one end of them."""
        if self.stacked or not self.strands:
            return False
        low, high = self.extent()
        middle = max(float(strand.values[self.years.size // 2]) for strand in self.strands)
        return low > 0.0 and middle < _FLAT * high

    def extent(self) -> tuple[float, float]:
        """Give the lowest and highest value on show."""
        lines = [self.edges[-1]] if self.stacked else [strand.values for strand in self.strands]
        total = self.reference_total()
        if self.stacked and total is not None:
            lines.append(total)
        if not self.stacked and self.differs:
            lines += [strand.reference for strand in self.strands if strand.reference is not None]
        finite = [line[np.isfinite(line)] for line in lines]
        low = min((float(line.min()) for line in finite if line.size), default=0.0)
        return low, max((float(line.max()) for line in finite if line.size), default=1.0)


def read_strands(view: View, chart: Chart, scale: fmt.Scale | None = None) -> Strands:
    """Read a chart off the result; `scale` keeps the unit it had, so that it does not flip during a drag."""
    found = _by_region(view, chart) if chart.by_region and view.region == WORLD else _by_series(view, chart)
    chosen = scale or display_scale(view, chart)
    reference = view.reference_result
    other = None if reference is None or reference is view.result else reference

    def course(result: Any, address: str, region: str) -> Numbers:
        return np.asarray(result.get(address, region), dtype=float) * chosen.factor

    strands = tuple(
        Strand(
            key,
            _layer_of(view, address),
            label,
            course(view.result, address, region),
            None if other is None else course(other, address, region),
        )
        for key, address, region, label in found
    )
    differs = any(s.reference is not None and _apart(s.values, s.reference) for s in strands)
    years = np.asarray(view.result.years, dtype=float)
    return Strands(years, strands, chart.stacked, chosen.unit, view.year, differs)


def sources(view: View, chart: Chart) -> dict[str, tuple[str, str]]:
    """Give the series and the region that each strand of lines is read from, by the strand's key."""
    found = _by_region(view, chart) if chart.by_region and view.region == WORLD else _by_series(view, chart)
    return {} if chart.stacked else {key: (address, region) for key, address, region, _ in found}


def read_fan(view: View, chart: Chart, strands: Strands, factor: float, key: str) -> Numbers | None:
    """Give the bands of one of the lines on show, in the chart's unit; shape (5, steps)."""
    found = sources(view, chart).get(key)
    if view.bands is None or found is None:
        return None
    fan = view.bands.fan(*found, view.result.get(*found))
    return None if fan is None else fan[:, : strands.years.size] * factor


def places(view: View, chart: Chart) -> tuple[Place, ...]:
    """List the lines that published figures can lie on.

    Of stacked bands these are the lowest, whose upper edge is its value, and the total of all regions.
    """
    if chart.stacked and chart.by_region and view.region == WORLD:
        address = chart.series[0]
        summed = view.series[address].total == "sum"
        return (Place(address, _layer_of(view, address), address, WORLD),) if summed else ()
    found = _by_region(view, chart) if chart.by_region and view.region == WORLD else _by_series(view, chart)
    held = found[:1] if chart.stacked else found
    return tuple(Place(key, _layer_of(view, address), address, region) for key, address, region, _ in held)


def display_scale(view: View, chart: Chart, until: float | None = None) -> fmt.Scale:
    """Choose the unit for the whole chart by its largest number, up to a year; shares read as per cent."""
    pairs = [(address, region) for _, address, region, _ in _by_series(view, chart)]
    unit = view.series[pairs[0][0]].unit if pairs else chart.unit
    word, _, noun = chart.unit.partition(" ")
    if unit == f"{word}/{noun.partition('/')[2]}":  # the chart names what the series count
        unit = chart.unit
    if unit == "1" and (chart.unit == "1" or chart.unit.startswith("share")):
        return fmt.Scale(100.0, "%")
    if unit == "1":
        return fmt.Scale(1.0, declared(chart.unit))
    steps = None if until is None else int(np.searchsorted(view.result.years, until + 1e-6))
    largest = max((float(np.nanmax(np.abs(view.result.get(a, r)[:steps]))) for a, r in pairs), default=1.0)
    chosen = fmt.common_scale(unit, [largest])
    if chosen.power and largest * chosen.factor >= 1e6:
        power = 3 * math.floor(math.log10(largest * chosen.factor) / 3.0)
        raised = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return fmt.Scale(chosen.factor / 10.0**power, f"10{raised} {chosen.unit}")
    return fmt.Scale(chosen.factor, chosen.unit)


def _by_region(view: View, chart: Chart) -> list[tuple[str, str, str, str]]:
    """List (key, address, region, label): one strand a region."""
    names = {item.key: item for item in view.lists.get("region", ())}
    found = []
    for key in view.result.regions:
        item = names.get(key)
        label = key if item is None else _fitting(item.label, item.short)
        found.append((key, chart.series[0], key, label))
    return found


def _fitting(label: str, short: str) -> str:
    """Use the short name where the long one would eat the plot."""
    return declared(short if short and len(label) >= _SHORT_FROM else label)


def _by_series(view: View, chart: Chart) -> list[tuple[str, str, str, str]]:
    """List (key, address, region, label): one strand a series, those over a list one an item."""
    found = []
    for address in chart.series:
        if "{item}" not in address:
            if address in view.series:
                label = view.region_label() if chart.by_region else view.series[address].label
                found.append((address, address, view.region, declared(label)))
            continue
        pattern = re.compile(re.escape(address).replace(r"\{item\}", r"([^.]+)"))
        for known in view.series:
            match = pattern.fullmatch(known)
            if match:
                found.append((known, known, view.region, _item_name(view, match.group(1))))
    return found


def _item_name(view: View, key: str) -> str:
    """Give what an entry of a list is called at the end of its line."""
    items = (item for entries in view.lists.values() for item in entries if item.key == key)
    item = next(items, None)
    return key.replace("_", " ").capitalize() if item is None else _fitting(item.label, item.short)


def _layer_of(view: View, address: str) -> str:
    """Give whose colour a series takes: the layer it is about, such as capital.capex.energy, else its own."""
    keys = {layer.key for layer in view.layers}
    last = address.rsplit(".", 1)[-1]
    return last if last in keys and address.startswith("capital.") else address.split(".", 1)[0]


def _apart(values: Numbers, others: Numbers) -> bool:
    size = max(float(np.nanmax(np.abs(others))), 1e-12)
    return bool(np.nanmax(np.abs(values - others)) > 1e-6 * size)
