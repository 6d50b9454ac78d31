"""The stories on their page: picture, description and changes, from the scenario files that ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stackdesk.scenario import Scenario, Trajectory, Value, load_with_warnings

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scenarios"
PICTURES = "../../resources/screenshots/stories"


def story(name: str) -> str:
    """Tell a story: its picture, its description, and what differs from the reference and why."""
    scenario = _scenario(name)
    picture = f'<picture>\n  <img alt="{_alt(scenario)}" src="{PICTURES}/{name}.png">\n</picture>'
    parts = [picture, scenario.description, f"Open `scenarios/{name}.toml`."]
    changes = scenario.changes()
    if changes:
        rows = ["| what | where | reference | story | why |", "| --- | --- | ---: | ---: | --- |"]
        rows += [_row(scenario, address, region) for address, region in changes]
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


@cache
def _scenario(name: str) -> Scenario:
    return load_with_warnings(FOLDER / f"{name}.toml")[0]


def _alt(scenario: Scenario) -> str:
    return f"{scenario.title}: the ceilings and what binds above, one series below, beside the baseline"


def _row(scenario: Scenario, address: str, region: str | None) -> str:
    """Write one change; a reason stands beside the first region it is given for."""
    catalogue = scenario.catalogue
    quantity = catalogue.parameter(address).quantity
    unit = "" if quantity.unit == "1" else f" {quantity.unit}"
    where = "World" if region is None else catalogue.region_label(region)
    before = Scenario(scenario.reference).at(address, scenario.present, region)
    value = scenario.values[address] if region is None else scenario.regional[region, address]
    first = next(one for one in scenario.changes() if one[0] == address)
    reason = scenario.reasons.get(address, "") if first == (address, region) else "as above"
    return f"| {quantity.label} | {where} | {before:.4g}{unit} | {_text(value)}{unit} | {reason} |"


def _text(value: Value) -> str:
    """Write a number, or the points of a path."""
    if isinstance(value, Trajectory):
        return ", ".join(f"{number:g} in {year:g}" for year, number in value.points)
    return f"{value:g}"
