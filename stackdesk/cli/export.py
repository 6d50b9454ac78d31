"""Every series of a result as CSV or JSON, for other programs: C locale, full precision."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from typing import Any

from stackdesk.engine import Result
from stackdesk.engine.result import TEXTS
from stackdesk.scenario.catalogue import WORLD

HEAD = ("scenario", "region", "series", "unit", "year", "value")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the start of a formula."""


def json_text(result: Result, name: str) -> str:
    """Write a result as one JSON object."""
    data = {
        "scenario": name,
        "reference": result.scenario.reference.version,
        "model_version": result.model_version,
        "engine": result.engine,
        "years": result.years.tolist(),
        "regions": list(result.regions),
        "series": {
            address: {
                "unit": unit_of(result, address),
                "values": {region: values_of(result, address, region) for region in places(result, address)},
            }
            for address in result.addresses
        },
    }
    return as_json(data) + "\n"


def csv_text(result: Result, name: str) -> str:
    """Write a result as CSV, one value a row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(_rows(result, name))
    return stream.getvalue()


def _rows(result: Result, name: str) -> Iterator[tuple[str, ...]]:
    """Give a row for every series, region and year."""
    years = [repr(year) for year in result.years.tolist()]
    for address in result.addresses:
        unit = unit_of(result, address)
        for region in places(result, address):
            head = tuple(cell(text) for text in (name, region, address, unit))
            for year, value in zip(years, values_of(result, address, region), strict=True):
                yield (*head, year, cell(value))


def cell(value: str | float | None) -> str:
    """Write one cell; a text that a spreadsheet would run as a formula gets a leading quote."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else repr(value)


def places(result: Result, address: str) -> tuple[str, ...]:
    """Give the World and the regions that a series has."""
    regional = address in TEXTS or result.catalogue.series[address].regional
    return (WORLD, *result.regions) if regional else (WORLD,)


def unit_of(result: Result, address: str) -> str:
    """Give a series' unit; the series in words have "text"."""
    return "text" if address in TEXTS else result.catalogue.series[address].unit


def values_of(result: Result, address: str, region: str) -> list[Any]:
    """Give a series' values by year; None where there is no number."""
    values = result.get(address, region).tolist()
    return [value if isinstance(value, str) or math.isfinite(value) else None for value in values]


def as_json(data: object) -> str:
    """Write JSON that every reader takes: no NaN, plain characters as they are."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False)
