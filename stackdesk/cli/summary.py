"""The summary of a run for people: what stops it and when, the World by year, the regions side by side."""

from __future__ import annotations

import math
import textwrap

from stackdesk.cli.check import changes_text
from stackdesk.cli.streams import shown
from stackdesk.cli.words import aligned, date, number, quantity, shown_unit
from stackdesk.engine import Result, Stretch
from stackdesk.scenario.catalogue import WORLD

WIDTH = 110
ROWS = (
    ("Demand and delivery", "applications.tokens_needed", "applications.tokens_delivered"),
    ("", "models.token_price", "applications.spend", "applications.value", "models.largest_run"),
    ("Running load and the ceiling each alone would allow", "infrastructure.running_load"),
    ("", "infrastructure.ceiling.need", "infrastructure.ceiling.chips", "infrastructure.ceiling.shells"),
    ("", "infrastructure.ceiling.connection", "infrastructure.ceiling.energy"),
    ("Power", "infrastructure.facility_load", "energy.firm_power", "energy.electricity_use"),
    ("", "energy.datacentre_electricity", "energy.price", "energy.emissions"),
    ("Sites", "infrastructure.connection_wait", "infrastructure.connection_queue", "infrastructure.jobs"),
    ("", "infrastructure.water_use"),
    ("Chips", "chips.in_operation", "chips.idle", "chips.shipments", "chips.packaging_capacity"),
    ("Money", "capital.capex", "capital.cumulative", "capital.funded", "infrastructure.rental_price"),
    ("", "infrastructure.owning_cost"),
)
"""The World's rows: a heading (or none) and series."""

COLUMNS = (
    ("running", "infrastructure.running_load"),
    ("need", "infrastructure.ceiling.need"),
    ("chips", "infrastructure.ceiling.chips"),
    ("halls", "infrastructure.ceiling.shells"),
    ("connected", "infrastructure.ceiling.connection"),
    ("power", "infrastructure.ceiling.energy"),
    ("wait", "infrastructure.connection_wait"),
    ("power price", "energy.price"),
    ("electricity", "energy.electricity_use"),
)
"""The regions' columns."""


def lines(result: Result, name: str) -> list[str]:
    """Write the whole summary."""
    scenario = result.scenario
    return [
        shown(name),
        f"Conditional projection: what follows if its assumptions hold; {changes_text(scenario)}.",
        f"Model {result.model_version}, {result.engine} engine. Values are those at the start of a year; "
        f"what is before {date(scenario.present)} is history.",
        "",
        *_binding(result),
        "",
        *_world(result),
        "",
        *_regions(result),
    ]


def milestones(result: Result) -> list[float]:
    """Choose the years to show: every other one until 2030, then every fifth."""
    start, end = math.floor(result.years[0]), math.floor(result.years[-1])
    return [float(year) for year in range(start + 1, end + 1) if year % (2 if year < 2030 else 5) == 0]


def _binding(result: Result) -> list[str]:
    """Say what stops each region, and when."""
    lines = ["WHAT STOPS IT, AND WHEN (layer: the limit inside it)"]
    width = max(len(result.catalogue.region_label(region)) for region in (WORLD, *result.regions))
    for region in (WORLD, *result.regions):
        label = result.catalogue.region_label(region)
        stretches = "; ".join(_stretch_text(one) for one in result.binding(region))
        lines += textwrap.wrap(
            stretches, WIDTH, initial_indent=f"{label:{width}}  ", subsequent_indent=" " * (width + 2)
        )
    return lines


def _stretch_text(stretch: Stretch) -> str:
    """Say what binds until when."""
    return f"{stretch.layer}: {stretch.label} to {date(stretch.end)}"


def _world(result: Result) -> list[str]:
    """Write the World's table."""
    years = milestones(result)
    rows = [["WORLD", *map(date, years), ""]]
    for heading, *addresses in ROWS:
        rows += [[heading, *("" for _ in years), ""]] if heading else []
        rows += [_row(result, address, years) for address in addresses]
    return aligned(rows, left=(0, len(years) + 1))


def _row(result: Result, address: str, years: list[float]) -> list[str]:
    """Write one series of the World."""
    series = result.catalogue.series[address]
    values = [quantity(result.at(address, year), series.unit) for year in years]
    return [f"  {series.label}", *values, shown_unit(series.unit)]


def _regions(result: Result) -> list[str]:
    """Write the regions' tables for a few years after the present."""
    ahead = [year for year in milestones(result) if year > result.scenario.present][:3]
    lines = [
        "REGIONS (GW of IT: running, and what need, chips, halls, connections and power alone would allow;",
        "wait for a connection in years, power price in USD/MWh, electricity for AI in TWh/yr)",
    ]
    for year in ahead:
        rows = [[date(year), *(head for head, _ in COLUMNS), "stopped by"]]
        for region in (*result.regions, WORLD):
            values = [number(result.at(address, year, region)) for _, address in COLUMNS]
            rows.append([result.catalogue.region_label(region), *values, _stopped_by(result, year, region)])
        lines += aligned(rows, left=(0, len(COLUMNS) + 1))
        lines.append("")
    return lines[:-1]


def _stopped_by(result: Result, year: float, region: str) -> str:
    """Say what binds at a date."""
    layer, cause = result.at("binding.layer", year, region), result.at("binding.cause", year, region)
    return f"{layer}: {result.cause_label(layer, cause)}"
