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
from stackdesk.scenario.paths import PublishedPath, published_paths
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.marks import Place
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.words import declared
from stackdesk.ui.view import WORLD, View

_SHORT_FROM = 15
_FLAT = 0.05
_TINY = 1e-12


@dataclass(frozen=True)
class Strand:
    """One band or line: its layer, what it is called, its course, and the course in the comparison."""

    key: str
    layer: str
    label: str
    values: Numbers
    reference: Numbers | None


@dataclass(frozen=True)
class PathLine:
    """A published path beside the lines: what it is called, its course, and until when it was measured."""

    label: str
    values: Numbers
    until: float
    published: PublishedPath


@dataclass(frozen=True)
class Strands:
    """A layer chart's numbers at one moment, in `unit`."""

    years: Numbers
    strands: tuple[Strand, ...]
    stacked: bool
    unit: str
    year: float
    differs: bool
    lines: tuple[Strand, ...] = ()
    """Lines over the bands, in the same unit."""
    guides: tuple[float, ...] = ()
    path: PathLine | None = None
    ratio: bool = False

    @cached_property
    def everything(self) -> tuple[Strand, ...]:
        """Bands or lines, and the lines over the bands."""
        return (*self.strands, *self.lines)

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
        kept = [
            replace(
                one,
                values=one.values[:steps],
                reference=None if one.reference is None else one.reference[:steps],
            )
            for one in self.everything
        ]
        bands, count = tuple(kept[: len(self.strands)]), len(self.strands)
        path = None if self.path is None else replace(self.path, values=self.path.values[:steps])
        return replace(self, years=self.years[:steps], strands=bands, lines=tuple(kept[count:]), path=path)

    def shared(self) -> Strands:
        """Give bands as shares of their sum, in per cent."""
        total, other = self.edges[-1], self.reference_total()

        def share(values: Numbers, whole: Numbers) -> Numbers:
            return np.asarray(100.0 * values / np.where(np.abs(whole) > _TINY, whole, np.nan))

        bands = tuple(
            replace(
                one,
                values=np.nan_to_num(share(one.values, total)),
                reference=None if one.reference is None or other is None else share(one.reference, other),
            )
            for one in self.strands
        )
        return replace(self, strands=bands, lines=(), guides=(), unit="%")

    def heights(self, year: float) -> list[float]:
        """Give where each strand is at a year: the middle of a band, or the line itself."""
        over = [self.at(line, year) for line in self.lines]
        if not self.stacked:
            return [self.at(strand, year) for strand in self.strands]
        edges = [float(np.interp(year, self.years, edge)) for edge in self.edges]
        return [(low + high) / 2.0 for low, high in pairwise(edges)] + over

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
        lines += [line.values for line in self.lines]
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

    def strand(key: str, address: str, region: str, label: str) -> Strand:
        now = course(view.result, chart, address, region) * chosen.factor
        before = None if other is None else course(other, chart, address, region) * chosen.factor
        return Strand(key, _layer_of(view, address), label, now, before)

    strands = tuple(strand(*one) for one in found)
    lines = tuple(
        strand(one, one, view.region, declared(view.series[one].label))
        for one in chart.lines
        if chart.stacked and one in view.series
    )
    differs = any(s.reference is not None and _apart(s.values, s.reference) for s in strands)
    years = np.asarray(view.result.years, dtype=float)
    guides = tuple(level * chosen.factor for level in chart.guides)
    path = path_line(view, chart.path, chosen.factor)
    more = (lines, guides, path, bool(chart.over))
    return Strands(years, strands, chart.stacked, chosen.unit, view.year, differs, *more)


def course(result: Any, chart: Chart, address: str, region: str) -> Numbers:
    """Give what a chart shows of a series: itself, over another one, or added up over the years."""
    values = np.asarray(result.get(address, region), dtype=float)
    if chart.over:
        whole = np.asarray(result.get(over_address(chart, address), region), dtype=float)
        values = np.where(np.abs(whole) > _TINY, values / np.where(np.abs(whole) > _TINY, whole, 1.0), 0.0)
    if chart.summed:
        steps = np.diff(np.asarray(result.years, dtype=float)) * (values[1:] + values[:-1]) / 2.0
        values = np.concatenate([[0.0], np.cumsum(steps)])
    return values


def over_address(chart: Chart, address: str) -> str:
    """Give the series that one of a chart's is divided by: the one with the same item."""
    for pattern in chart.series:
        match = re.fullmatch(re.escape(pattern).replace(r"\{item\}", r"([^.]+)"), address)
        if match:
            return chart.over.replace("{item}", match.group(1)) if match.groups() else chart.over
    return chart.over


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


def path_line(view: View, key: str, factor: float) -> PathLine | None:
    """Give a published path in the chart's unit, where the reference has the figure that it starts from."""
    known = published_paths().get(key)
    if known is None:
        return None
    values = np.asarray(known.at(view.result.years, view.observations)) * factor
    label = f"{known.label}, {fmt.sign('x/yr')[:1]}{fmt.number(known.growth, 2)}/yr"
    return PathLine(label, values, known.until, known) if np.isfinite(values).any() else None


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
    if chart.over:
        return fmt.Scale(1.0, declared(chart.unit))
    unit = view.series[pairs[0][0]].unit if pairs else chart.unit
    word, _, noun = chart.unit.partition(" ")
    if unit == f"{word}/{noun.partition('/')[2]}":  # the chart names what the series count
        unit = chart.unit
    if unit == "1" and (chart.unit == "1" or chart.unit.startswith("share")):
        return fmt.Scale(100.0, "%")
    if unit == "1":
        return fmt.Scale(1.0, declared(chart.unit))
    steps = None if until is None else int(np.searchsorted(view.result.years, until + 1e-6))
    courses = (course(view.result, chart, address, region)[:steps] for address, region in pairs)
    largest = max((float(np.nanmax(np.abs(values))) for values in courses), default=1.0)
    if chart.summed:
        unit = unit.removesuffix("/yr")
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
