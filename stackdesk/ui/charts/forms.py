"""How a chart can be drawn: as lines, stacked, as shares of the whole, or as one small plot a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from stackdesk.core.layer import Chart, Layer
from stackdesk.ui.charts.panes_view import Part
from stackdesk.ui.charts.strands import over_address
from stackdesk.ui.charts.words import declared
from stackdesk.ui.view import WORLD, View

LINES, STACK, SHARES, MULTIPLES, PANES, FLOW = "lines", "stack", "shares", "multiples", "panes", "flow"
REGIONS, ALONE = "regions:", "series:"


@dataclass(frozen=True)
class Choice:
    """A chart that was chosen: whose layer, by which key, and the chart itself."""

    layer: str
    key: str
    chart: Chart

    @property
    def name(self) -> str:
        """The name that its manner is remembered by."""
        return f"{self.layer}/{self.key}"

    def placed(self, view: View) -> View:
        """Give the frame as the chart sees it: regions are compared whichever is in view."""
        return replace(view, region=WORLD) if self.key.startswith(REGIONS) else view


def rooms(view: View) -> tuple[Layer, ...]:
    """List what declares charts: the layers, and what is none."""
    return (*view.layers, *view.others)


def choice(view: View, layer: str, key: str) -> Choice | None:
    """Find a chart by layer and key: a declared one, a series alone, or its regions compared."""
    for prefix in (REGIONS, ALONE):
        series = view.series.get(key.removeprefix(prefix)) if key.startswith(prefix) else None
        if series is not None:
            regions = prefix == REGIONS
            stacked = regions and series.total == "sum"
            chart = Chart(series.label, series.unit, (series.address,), stacked=stacked, by_region=regions)
            return Choice(layer, key, chart)
    room = next((one for one in rooms(view) if one.key == layer), None)
    if room is None or not room.charts:
        return None
    found = next((one for one in room.charts if one.key == key), room.charts[0])
    return Choice(layer, found.key, found)


def own_form(chart: Chart) -> str:
    """Give the form a chart is declared in."""
    if chart.panes:
        return PANES
    if chart.form == FLOW:
        return FLOW
    return STACK if chart.stacked else LINES


def forms(view: View, chart: Chart) -> tuple[str, ...]:
    """List the forms a chart can take; empty where there is only one."""
    if chart.panes or chart.form == FLOW or count(view, chart) < 2:
        return ()
    first = view.series.get(chart.series[0])
    adds = chart.by_region and first is not None and first.total == "sum" and not chart.over
    return (STACK, SHARES, LINES, MULTIPLES) if chart.stacked or adds else (LINES, MULTIPLES)


def count(view: View, chart: Chart) -> int:
    """Give how many lines or bands a chart has."""
    if chart.by_region and view.region == WORLD:
        return len(view.result.regions)
    return len(addresses(view, chart))


def addresses(view: View, chart: Chart) -> list[tuple[str, str]]:
    """List a chart's series, and the item of those over a list."""
    found = []
    for address in chart.series:
        pattern = re.compile(re.escape(address).replace(r"\{item\}", r"([^.]+)"))
        for known in view.series:
            match = pattern.fullmatch(known)
            if match:
                found.append((known, match.group(1) if match.groups() else ""))
    return found


def shaped(chart: Chart, form: str) -> Chart:
    """Give a chart in a form that one plot can show."""
    if form == LINES and chart.stacked:
        return replace(chart, stacked=False)
    return replace(chart, stacked=True) if form in (STACK, SHARES) else chart


def parts(view: View, chart: Chart) -> tuple[Part, ...]:
    """Divide a chart into small plots: its own parts, or one for each region or series."""
    if chart.panes:
        return tuple(Part(one, declared(one.title)) for one in chart.panes)
    if chart.by_region and view.region == WORLD:
        single = replace(chart, stacked=False, by_region=False)
        return tuple(Part(single, view.region_label(region), region) for region in view.result.regions)
    items = {item.key: declared(item.label) for entries in view.lists.values() for item in entries}
    found = []
    for address, item in addresses(view, chart):
        series = view.series[address]
        shown = (address, over_address(chart, address)) if chart.over else (address,)
        unit = series.unit if chart.over else chart.unit
        alone = Chart(
            series.label, unit, shown, summed=chart.summed, guides=chart.guides if not chart.over else ()
        )
        found.append(Part(alone, items.get(item) or declared(series.label)))
    return tuple(found)
