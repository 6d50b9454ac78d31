"""Sources: the publications that numbers come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from stackdesk.scenario.findings import Findings, Keys

_NUMBERS = ("low", "central", "high")


@dataclass(frozen=True)
class Source:
    """A publication that a number comes from, with the figure it gives."""

    key: str
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    confidence: str = ""
    note: str = ""
    quantity: str = ""
    unit: str = ""
    region: str = ""
    year: str = ""
    low: float | None = None
    central: float | None = None
    high: float | None = None


def read_sources(raw: Mapping[str, Any], findings: Findings, keys: Keys = ()) -> dict[str, Source]:
    """Read a table of sources by their keys; what is wrong with it goes into the findings."""
    sources = {}
    names = {one.name for one in fields(Source)} - {"key"}
    for key, given in raw.items():
        row = findings.table(given, (*keys, key))
        for extra in row.keys() - names:
            findings.wrong((*keys, key, extra), "unknown key")
        texts = {name: str(row.get(name, "")) for name in names if name not in _NUMBERS}
        numbers = {name: findings.number(row[name], (*keys, key, name)) for name in _NUMBERS if name in row}
        sources[key] = Source(key=key, **texts, **numbers)  # type: ignore[arg-type]  # two tables of one type each
    return sources
