"""Observations: the published figures that a run of a reference is held against."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.core.errors import ReferenceDataError
from stackdesk.scenario.findings import Findings, Keys
from stackdesk.scenario.sources import Source, read_sources
from stackdesk.scenario.toml_text import scanned

if TYPE_CHECKING:
    from stackdesk.scenario.references import Reference

FILE = "observations.toml"
COUNTED = ("history", "projection")
KINDS = (*COUNTED, "context")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_LATE = 0.95
_TEXTS = ("id", "kind", "series", "region", "note")
_NOTES = ("why", "basis", "definition")
_NUMBERS = ("published", "low", "high")
_KEYS = {*_TEXTS, *_NOTES, *_NUMBERS, "when", "scale", "dollars", "sources"}


@dataclass(frozen=True)
class Observation:
    """A published figure in the unit of a series, real dollars of 2025 where it is money."""

    id: str
    kind: str
    series: str
    region: str
    when: float | tuple[float, float]
    value: float
    low: float
    high: float
    sources: tuple[Source, ...]
    note: str
    why: str = ""
    """Why the model misses it, where it does."""
    basis: str = ""
    """What was counted or measured by whoever published it."""
    definition: str = ""
    """How the definition of the published figure was brought to that of the series."""

    @property
    def counted(self) -> bool:
        """Whether it belongs to the first calibration; context is only shown."""
        return self.kind in COUNTED

    @property
    def year(self) -> float:
        """The date, or the middle of the time it is a mean over."""
        return self.when if isinstance(self.when, float) else sum(self.when) / 2.0

    @property
    def dated(self) -> str:
        """The date in words: end of 2024, June 2026; or 2025, Feb 2024 to Jan 2025 for a mean."""
        if isinstance(self.when, float):
            return _date_text(self.when)
        start, end = self.when
        if end - start == 1.0 and start == int(start):
            return str(int(start))
        return f"{_month_text(start)} to {_month_text(end - 1.0 / 12.0)}"


def _date_text(year: float) -> str:
    """Write a date as a publication would."""
    whole, part = int(year), year - int(year)
    if part > _LATE:
        return f"end of {whole}"
    words = {0.0: "start of", 0.5: "mid"}
    return f"{words[part]} {whole}" if part in words else _month_text(year)


def _month_text(year: float) -> str:
    """Write the month that a date lies in."""
    whole, month = divmod(int(year * 12.0 + 0.05), 12)  # a date may be rounded down into the month before
    return f"{_MONTHS[month]} {whole}"


def read_observations(folder: Path, reference: Reference) -> tuple[Observation, ...]:
    """Read the published figures in a reference's folder, in the order they are written; none without a file.

    Raises:
        ReferenceDataError: with every problem, one a line.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise ReferenceDataError(f"{path}: cannot be read: {error}") from error
    findings = Findings(str(path), lambda: scanned(text).lines)
    read = _Rows(raw, reference, findings).read()
    if findings.problems:
        raise ReferenceDataError("\n".join(str(problem) for problem in findings.ordered()))
    return read


class _Rows:
    """The reader of one file."""

    def __init__(self, raw: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
        self.raw = raw
        self.reference = reference
        self.findings = findings
        dollars = findings.table(raw.get("dollars", {}), ("dollars",))
        read = {year: findings.number(worth, ("dollars", year)) for year, worth in dollars.items()}
        self.dollars = {year: worth or 1.0 for year, worth in read.items()}
        own = findings.table(raw.get("sources", {}), ("sources",))
        self.sources = {**reference.sources, **read_sources(own, findings, ("sources",))}

    def read(self) -> tuple[Observation, ...]:
        """Read all rows; what is wrong with them goes into the findings."""
        rows = self.raw.get("observation", [])
        read = [self._row(row, ("observation", index)) for index, row in enumerate(rows)]
        names = [one.id for one in read]
        for index, name in enumerate(names):
            if name in names[:index]:
                self.findings.wrong(("observation", index, "id"), f"{name} stands twice")
        return tuple(read)

    def _row(self, given: object, keys: Keys) -> Observation:
        """Read one figure and bring it to the unit of its series."""
        row = self.findings.table(given, keys)
        for extra in row.keys() - _KEYS:
            self.findings.wrong((*keys, extra), f"unknown key; a row has {', '.join(sorted(_KEYS))}")
        texts = {name: self.findings.text(row.get(name), (*keys, name)) for name in _TEXTS}
        notes = {name: self.findings.text(row.get(name, ""), (*keys, name)) for name in _NOTES}
        factor = self._factor(row, keys)
        value, low, high = (factor * self._number(row.get(name), (*keys, name)) for name in _NUMBERS)
        if not 0.0 < low <= value <= high:
            self.findings.wrong((*keys, "published"), "must be above zero and within low to high")
        self._check_words(texts, keys)
        when, sources = self._when(row.get("when"), (*keys, "when")), self._sources(row, keys)
        return Observation(**texts, **notes, when=when, value=value, low=low, high=high, sources=sources)

    def _check_words(self, texts: Mapping[str, str], keys: Keys) -> None:
        """Enter a kind, a series or a region that does not exist."""
        catalogue = self.reference.catalogue
        known = {"kind": KINDS, "series": catalogue.series, "region": ("World", *catalogue.regions)}
        for name, words in known.items():
            if texts[name] not in words:
                self.findings.wrong((*keys, name), f"{texts[name]}: no such {name}")

    def _factor(self, row: Mapping[str, Any], keys: Keys) -> float:
        """Give what brings a published number to the unit of its series, in dollars of 2025."""
        scale = self._number(row.get("scale", 1.0), (*keys, "scale"))
        year = str(row.get("dollars", ""))
        if year and year not in self.dollars:
            self.findings.wrong((*keys, "dollars"), f"{year} is not in the table of dollars")
        return scale * self.dollars.get(year, 1.0)

    def _when(self, raw: object, keys: Keys) -> float | tuple[float, float]:
        """Read a date, or the two between which a figure is the mean."""
        if not isinstance(raw, list):
            return self._number(raw, keys)
        dates = [self._number(one, keys) for one in raw]
        if len(dates) != 2 or not dates[0] < dates[1]:
            self.findings.wrong(keys, "must be a date or [from, to]")
            return 0.0
        return dates[0], dates[1]

    def _sources(self, row: Mapping[str, Any], keys: Keys) -> tuple[Source, ...]:
        """Look up the sources a row names; it names at least one."""
        named = row.get("sources") or []
        unknown = [key for key in named if key not in self.sources]
        if unknown or not named:
            words = ", ".join(map(str, unknown)) or "none"
            self.findings.wrong((*keys, "sources"), f"no such source: {words}")
        return tuple(self.sources[key] for key in named if key in self.sources)

    def _number(self, raw: object, keys: Keys) -> float:
        """Read a number; one that is none is entered and read as 1."""
        number = self.findings.number(raw, keys)
        return 1.0 if number is None else number
