"""Reading the events: a date, a parameter, and one of add, multiply, set."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from stackdesk.core.quantity import Parameter
from stackdesk.scenario.dates import year_of
from stackdesk.scenario.document import Event
from stackdesk.scenario.findings import Keys, kind
from stackdesk.scenario.reader import Reader
from stackdesk.scenario.trajectory import FIRST_YEAR, LAST_YEAR
from stackdesk.scenario.words import near, suggestion

_ACTIONS = ("add", "multiply", "set")
_KEYS = ("date", "title", "parameter", "region", *_ACTIONS)


def read_events(reader: Reader, raw: object) -> Iterator[Event]:
    """Read the events."""
    if not isinstance(raw, list):
        reader.findings.wrong(("events",), "must be a list: write [[events]] over each")
        return
    for index, item in enumerate(raw):
        keys: Keys = ("events", index)
        event = _event(reader, dict(reader.findings.table(item, keys)), keys)
        if event is not None:
            yield event


def _event(reader: Reader, raw: dict[str, Any], keys: Keys) -> Event | None:
    """Read one event; what it does is one of add, multiply, set."""
    findings = reader.findings
    date = _date(reader, raw.pop("date", None), (*keys, "date"))
    title = findings.text(raw.pop("title", ""), (*keys, "title"))
    parameter = _event_parameter(reader, raw.pop("parameter", None), (*keys, "parameter"))
    region = _event_region(reader, raw.pop("region", None), (*keys, "region"), parameter)
    given = [action for action in _ACTIONS if action in raw]
    if len(given) != 1:
        findings.wrong(keys, f"needs one of {', '.join(_ACTIONS)}, has {' and '.join(given) or 'none'}")
    limits = reader.limits(parameter, region) if parameter is not None else None
    amounts = {
        action: findings.number(raw.pop(action), (*keys, action), limits if action == "set" else None)
        for action in given
    }
    reader.unknown_in(raw, keys, _KEYS)
    if date is None or parameter is None:
        return None
    return Event(date, parameter.address, title, region, **amounts, unknown=raw)


def _date(reader: Reader, raw: object, keys: Keys) -> float | None:
    """Read a date, or a decimal year; of a date with a time, the day counts."""
    if isinstance(raw, datetime.datetime):
        raw = raw.date()
    if isinstance(raw, datetime.date):
        return reader.findings.number(year_of(raw), keys, (FIRST_YEAR, LAST_YEAR, ""))
    if raw is None or isinstance(raw, str | datetime.time):
        reader.findings.wrong(keys, f"must be a date such as 2027-06-01, without quotes, not {kind(raw)}")
        return None
    return reader.findings.number(raw, keys, (FIRST_YEAR, LAST_YEAR, ""))


def _event_parameter(reader: Reader, raw: object, keys: Keys) -> Parameter | None:
    """Read which parameter an event acts on."""
    if isinstance(raw, str) and raw in reader.catalogue.parameters:
        return reader.catalogue.parameter(raw)
    if isinstance(raw, str):
        reader.findings.wrong(keys, f"no parameter {raw}{suggestion(reader.meant(raw))}")
    else:
        reader.findings.wrong(keys, f"must be a parameter's address in quotes, not {kind(raw)}")
    return None


def _event_region(reader: Reader, raw: object, keys: Keys, parameter: Parameter | None) -> str | None:
    """Read where an event acts."""
    if raw is None:
        return None
    region = reader.findings.text(raw, keys)
    if region and region not in reader.catalogue.regions:
        reader.findings.wrong(keys, f"no region {region}{suggestion(near(region, reader.catalogue.regions))}")
        return None
    if parameter is not None and not parameter.quantity.regional:
        reader.findings.wrong(keys, f"{parameter.address} has one value for the World")
    return region or None
