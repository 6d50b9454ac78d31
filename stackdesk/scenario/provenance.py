"""Where numbers come from, by parameter and by source, in plain words that commands and pages share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from stackdesk.core.quantity import Parameter
from stackdesk.scenario.references import Entry, Reference
from stackdesk.scenario.sources import Source
from stackdesk.scenario.trajectory import Trajectory, Value
from stackdesk.scenario.words import year_text

BASES = ("measured", "derived", "fitted", "assumed")
MEANINGS = {
    "measured": "read off a publication, for the same thing",
    "derived": "worked out from publications; the note says how",
    "fitted": "moved within its published range until a run agrees with history",
    "assumed": "a judgement; sources, where there are any, only bear on it",
}
OWN = "StackDesk reference"
"""The publisher of what is no publication: arithmetic and judgements of the reference's own."""

_DATE = re.compile(r"\d{4}(\.\d+)?")


class Place(NamedTuple):
    """A parameter's default in one region (None: the World, or everywhere), with its published range."""

    region: str | None
    value: Value
    low: float | None
    high: float | None


def places(reference: Reference, parameter: Parameter) -> tuple[Place, ...]:
    """Give the World's default and every region's; one alone where regions do not differ.

    The common range of an amount that regions share out is the World's; that of anything else holds in
    every region that has none of its own.
    """
    entry = reference.entry(parameter.address)
    world = Place(None, reference.value(parameter.address), entry.low, entry.high)
    if not parameter.quantity.regional:
        return (world,)
    shared = parameter.quantity.split == "extensive"
    rows = []
    for region in reference.catalogue.regions:
        own = entry.range_by_region.get(region) if shared else entry.range(region)
        rows.append(Place(region, reference.value(parameter.address, region), *(own or (None, None))))
    alike = len({row[1:] for row in rows}) == 1 and not shared
    return (rows[0]._replace(region=None),) if alike else (world, *rows)


def counts(entries: Iterable[Entry]) -> dict[str, int]:
    """Count the entries by basis, all bases named and in order."""
    found = Counter(entry.basis for entry in entries)
    return {basis: found[basis] for basis in BASES} | ({"": found[""]} if found[""] else {})


class Citations(NamedTuple):
    """Who cites a source: parameters by address, observations by id."""

    source: Source
    parameters: tuple[str, ...]
    observations: tuple[str, ...]


def citations(reference: Reference) -> dict[str, Citations]:
    """Give every source of a reference by key, those that only its observations have behind the others.

    Raises:
        ReferenceDataError: the observations' file is wrong.
    """
    seen = [source for one in reference.observations for source in one.sources]
    known = {**reference.sources, **{source.key: source for source in seen}}
    parameters = _citing((address, entry.sources) for address, entry in reference.entries.items())
    observations = _citing((one.id, one.sources) for one in reference.observations)
    return {
        key: Citations(source, parameters.get(key, ()), observations.get(key, ()))
        for key, source in known.items()
    }


def _citing(pairs: Iterable[tuple[str, tuple[Source, ...]]]) -> dict[str, tuple[str, ...]]:
    """Turn sources by name into names by source."""
    found: dict[str, list[str]] = {}
    for name, sources in pairs:
        for source in dict.fromkeys(sources):
            found.setdefault(source.key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def published(source: Source) -> bool:
    """Say whether a source is a publication, not a judgement of the reference's own or general knowledge."""
    return bool(source.url) or source.publisher not in ("", OWN)


def number_text(number: float, digits: int = 6) -> str:
    """Write a number to so many figures, whole parts in full: 1,600,000, 0.0415, 2.5e14."""
    if number == 0 or not math.isfinite(number):
        return "0" if number == 0 else "-"
    power = math.floor(math.log10(abs(number)))
    if power >= 9 or power < -4:
        mantissa, _, exponent = f"{number:.{digits - 1}e}".partition("e")
        return f"{float(mantissa):g}e{int(exponent)}"
    text = f"{number:,.{max(digits - 1 - power, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_text(value: Value, digits: int = 6) -> str:
    """Write a default: a number, or the points of a path such as 2.5 (2023), 4 (2026)."""
    if not isinstance(value, Trajectory):
        return number_text(value, digits)
    return ", ".join(f"{number_text(number, digits)} ({year_text(year)})" for year, number in value.points)


def range_text(low: float | None, high: float | None) -> str:
    """Write a range; empty where nothing is published."""
    return "" if low is None or high is None else f"{number_text(low)} to {number_text(high)}"


def range_name(entry: Entry) -> str:
    """Say what an entry's range is: without a source it is a judgement, as the default is."""
    return "Published range" if entry.sources else "Judged range"


def unit_text(unit: str) -> str:
    """Write a unit behind a number; a pure number has none."""
    return "" if unit == "1" else unit


def figure_text(source: Source) -> str:
    """Write the figure that a source gives, in its own unit, with its range in brackets."""
    around = range_text(source.low, source.high)
    if source.central is None:
        number = around or " to ".join(
            number_text(one) for one in (source.low, source.high) if one is not None
        )
    else:
        number = number_text(source.central) + (f" ({around})" if around else "")
    return f"{number} {unit_text(source.unit)}".strip()


def when_text(year: str) -> str:
    """Write what a figure's year means: 2025 all of it, 2023.99 its end, other decimals a date in it."""
    if not _DATE.fullmatch(year) or "." not in year:
        return year
    whole, part = year.split(".")
    share = float(f"0.{part}")
    if share >= 0.97:
        return f"end of {whole}"
    words = ("start of", "early", "mid", "late")
    return f"{words[(share >= 0.04) + (share >= 0.375) + (share >= 0.625)]} {whole}"


def origin_text(source: Source) -> str:
    """Write who published a source and when: IEA, 2025-04."""
    return ", ".join(part for part in (source.publisher, source.date) if part)
