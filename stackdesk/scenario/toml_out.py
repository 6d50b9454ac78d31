"""Writing scenarios as TOML: only what differs from the reference, in the catalogue's order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import tomli_w

from stackdesk.scenario.dates import date_of
from stackdesk.scenario.document import FIXED, Event, Scenario, Uncertainty
from stackdesk.scenario.trajectory import Trajectory, Value
from stackdesk.scenario.words import year_text


def dumps(scenario: Scenario) -> str:
    """Write a scenario as the text of a file; one that was read from a file with comments keeps them."""
    table = as_table(scenario)
    if not scenario.commented:
        return plain(table)
    from stackdesk.scenario.comments import patched  # late: few scenarios have comments

    return patched(scenario.commented, table, plain(table))


def as_table(scenario: Scenario) -> dict[str, Any]:
    """Give the scenario as nested tables, what was not understood among them."""
    table: dict[str, Any] = {"schema": scenario.schema, "reference": scenario.reference.version}
    if scenario.present != scenario.reference.present:
        table["present"] = scenario.present
    if scenario.model_version:
        table["model_version"] = scenario.model_version
    titles = {name: getattr(scenario, name) for name in ("title", "author", "description", "parent")}
    if any(titles.values()):
        table["scenario"] = {key: text for key, text in titles.items() if text}
    for address, region in scenario.changes():
        value = scenario.values[address] if region is None else scenario.regional[region, address]
        place = () if region is None else ("regions", region)
        _put(table, (*place, *address.split(".")), _raw(value))
    sections: dict[str, Any] = {
        "reasons": dict(scenario.reasons),
        "uncertainty": {address: _distribution(one) for address, one in scenario.uncertainty.items()},
        "events": [_event(event) for event in scenario.events],
    }
    table |= {name: section for name, section in sections.items() if section}
    return _merged(table, scenario.unknown)


def plain(table: Mapping[str, Any]) -> str:
    """Write tables as TOML, events as [[events]] and long texts over several lines where that is exact."""
    rest = {key: item for key, item in table.items() if key != "events"}
    text = tomli_w.dumps(rest, multiline_strings=True)
    for event in table.get("events", []):
        text += "\n[[events]]\n" + tomli_w.dumps(event, multiline_strings=True)
    try:
        exact = tomllib.loads(text) == table
    except tomllib.TOMLDecodeError:
        exact = False
    return text if exact else tomli_w.dumps(table)


def _put(table: dict[str, Any], keys: tuple[str, ...], item: object) -> None:
    """Put an item into nested tables."""
    for key in keys[:-1]:
        table = table.setdefault(key, {})
    table[keys[-1]] = item


def _raw(value: Value) -> float | dict[str, float]:
    """Give a value as TOML has it: a number, or a table of years."""
    if isinstance(value, Trajectory):
        return {year_text(year): number for year, number in value.points}
    return value


def _distribution(one: Uncertainty) -> dict[str, Any]:
    """Give a distribution as a table; what is fixed has no numbers."""
    if one.shape == FIXED:
        return {"shape": FIXED, **one.unknown}
    known = {"low": one.low, "high": one.high, "shape": one.shape, "quantiles": list(one.quantiles)}
    return {**known, **one.unknown}


def _event(event: Event) -> dict[str, Any]:
    """Give an event as a table; on a whole day it has a date."""
    known = {
        "date": date_of(event.date) or event.date,
        "title": event.title or None,
        "parameter": event.parameter,
        "region": event.region,
        "add": event.add,
        "multiply": event.multiply,
        "set": event.set,
    }
    return {**{key: item for key, item in known.items() if item is not None}, **event.unknown}


def _merged(table: Mapping[str, Any], unknown: Mapping[str, Any]) -> dict[str, Any]:
    """Add what was not understood to what was."""
    both = dict(table)
    for key, item in unknown.items():
        mine = both.get(key)
        both[key] = _merged(mine, item) if isinstance(mine, dict) and isinstance(item, Mapping) else item
    return both
