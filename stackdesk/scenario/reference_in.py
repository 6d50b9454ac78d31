"""Reading a reference's folder: everything that is wrong with it is told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from stackdesk.core.errors import Problem, ReferenceDataError
from stackdesk.core.layer import Layer
from stackdesk.core.quantity import Parameter
from stackdesk.core.series import Item
from stackdesk.scenario.catalogue import Catalogue
from stackdesk.scenario.findings import Findings, Keys, Limits
from stackdesk.scenario.references import Entry, Range, Reference, version_order
from stackdesk.scenario.sources import Source, read_sources
from stackdesk.scenario.toml_text import scanned
from stackdesk.scenario.trajectory import Value
from stackdesk.scenario.words import suggestion

ACCOUNTED_SINCE = "2026.2"
"""The first version in which every entry must say how its number was come by."""

_ENTRY_KEYS = {field.name for field in fields(Entry)}
_BASES = ("measured", "derived", "assumed", "fitted")
_SOURCED = ("measured", "derived")
EARLIER = "Declared after this reference was released; the value leaves its equations as they were."
_CONFIDENCES = ("high", "medium", "low", "memory", "derived")


def read_reference(folder: Path, layers: Sequence[Layer]) -> Reference:
    """Read one version's folder.

    Raises:
        ReferenceDataError: with every problem, one a line.
    """
    problems: list[Problem] = []
    head, findings = _file(folder / "lists.toml", problems)
    lists = {name: _items(raw, name, findings) for name, raw in head.items() if isinstance(raw, list)}
    links = _links(head.get("links", {}), lists, findings)
    dates = [findings.number(head.get(key), (key,)) for key in ("present", "start", "end")]
    problems += findings.problems
    if problems:
        raise _error(problems)
    catalogue = Catalogue(layers, lists)
    sources = _sources(folder, problems)
    version = str(head.get("version", folder.name))
    accounted = version_order(version) >= version_order(ACCOUNTED_SINCE)
    entries: dict[str, Entry] = {}
    for layer in layers:
        raw, findings = _file(folder / f"{layer.key}.toml", problems)
        entries |= _Layer(catalogue, sources, findings, accounted=accounted).entries(raw, layer.key)
        problems += findings.problems
    if problems:
        raise _error(problems)
    present, start, end = (date or 0.0 for date in dates)
    return Reference(version, present, start, end, catalogue, entries, sources, links, folder)


def _error(problems: Sequence[Problem]) -> ReferenceDataError:
    """Make one error of all problems."""
    return ReferenceDataError("\n".join(str(problem) for problem in problems))


def _file(path: Path, problems: list[Problem]) -> tuple[Mapping[str, Any], Findings]:
    """Read a TOML file; empty with a problem when that fails."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), Findings(str(path), lambda: scanned(text).lines)
    except OSError as error:
        problems.append(Problem(f"cannot be read: {error.strerror}", file=str(path)))
    except ValueError as error:
        problems.append(Problem(f"is not valid TOML: {error}", file=str(path)))
    return {}, Findings(str(path), dict)


def _items(raw: Sequence[Any], name: str, findings: Findings) -> tuple[Item, ...]:
    """Read one list: its items in order, their keys unlike."""
    items: list[Item] = []
    for index, given in enumerate(raw):
        keys: Keys = (name, index)
        row = findings.table(given, keys)
        for key in row.keys() - {"key", "label", "short"}:
            findings.wrong((*keys, key), "unknown key; an item has key, label, short")
        texts = [findings.text(row.get(key, ""), (*keys, key)) for key in ("key", "label", "short")]
        if not texts[0] or not texts[1]:
            findings.wrong(keys, "an item needs a key and a label")
        if texts[0] in [item.key for item in items]:
            findings.wrong((*keys, "key"), f"{texts[0]} stands twice")
        items.append(Item(*texts))
    return tuple(items)


def _links(
    raw: object, lists: Mapping[str, Sequence[Item]], findings: Findings
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read links between lists: for each item of one list, items of another."""
    links: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, table in findings.table(raw, ("links",)).items():
        one, _, other = name.partition("_")
        known = [{item.key for item in lists.get(part, ())} for part in (one, other)]
        links[name] = {}
        for key, linked in findings.table(table, ("links", name)).items():
            named = linked if isinstance(linked, list) else [linked]
            for wrong in sorted({key} - known[0] | {str(word) for word in named} - known[1]):
                findings.wrong(("links", name, key), f"{wrong} is in no list")
            if not named or len(set(map(str, named))) < len(named):
                findings.wrong(("links", name, key), "names at least one, and none twice")
            links[name][key] = tuple(str(word) for word in named)
    return links


def _sources(folder: Path, problems: list[Problem]) -> dict[str, Source]:
    """Read the list of sources."""
    raw, findings = _file(folder / "sources.toml", problems)
    sources = read_sources(raw, findings)
    problems += findings.problems
    return sources


class _Layer:
    """The reader of one layer's file."""

    def __init__(
        self, catalogue: Catalogue, sources: Mapping[str, Source], findings: Findings, *, accounted: bool
    ) -> None:
        self.catalogue = catalogue
        self.sources = sources
        self.findings = findings
        self.accounted = accounted

    def entries(self, raw: Mapping[str, Any], layer: str) -> dict[str, Entry]:
        """Read all entries and tell which parameters have none."""
        entries = self._walk(raw, (), layer)
        for parameter in self.catalogue.of_layer(layer):
            before = parameter.quantity.before
            if parameter.address in entries:
                continue
            if before is not None:
                entries[parameter.address] = Entry(before, basis="assumed", confidence="low", note=EARLIER)
            else:
                self.findings.problems.append(Problem("is missing", parameter.address, self.findings.file))
        return entries

    def _walk(self, raw: Mapping[str, Any], keys: Keys, address: str) -> dict[str, Entry]:
        """Read the entries below a table."""
        found: dict[str, Entry] = {}
        for key, item in raw.items():
            inner, below = (*keys, key), f"{address}.{key}"
            if below in self.catalogue.parameters:
                found[below] = self._entry(self.findings.table(item, inner), inner, below)
            elif below in self.catalogue.tables:
                found |= self._walk(self.findings.table(item, inner), inner, below)
            else:
                meant = suggestion(self.catalogue.meant(below))
                self.findings.wrong(inner, f"no such parameter{meant}")
        return found

    def _entry(self, raw: Mapping[str, Any], keys: Keys, address: str) -> Entry:
        """Read one parameter's entry."""
        parameter = self.catalogue.parameter(address)
        limits = (parameter.low, parameter.high, parameter.quantity.unit)
        for key in raw.keys() - _ENTRY_KEYS:
            self.findings.wrong((*keys, key), f"unknown key; an entry has {', '.join(sorted(_ENTRY_KEYS))}")
        by_region = self._by_region(raw, (*keys, "by_region"), parameter, limits)
        value = self.findings.value(raw["value"], (*keys, "value"), limits) if "value" in raw else None
        missing = [region for region in self.catalogue.regions if region not in by_region]
        if "value" not in raw and missing:
            self.findings.wrong(keys, f"no value for {', '.join(missing) if by_region else 'this parameter'}")
        low, high = self._range([raw.get("low"), raw.get("high")], keys) or (None, None)
        if self.accounted:
            self._account(raw, keys)
        return Entry(
            value=value,
            by_region=by_region,
            low=low,
            high=high,
            range_by_region=self._ranges(raw, (*keys, "range_by_region")),
            sources=self._named_sources(raw, keys),
            basis=self._word(raw, keys, "basis", _BASES),
            confidence=self._word(raw, keys, "confidence", _CONFIDENCES),
            note=self.findings.text(raw.get("note", ""), (*keys, "note")),
        )

    def _account(self, raw: Mapping[str, Any], keys: Keys) -> None:
        """Refuse an entry that does not say how its number was come by, or has nothing to show for it."""
        basis = raw.get("basis")
        for name, words in (("basis", _BASES), ("confidence", _CONFIDENCES)):
            if name not in raw:
                self.findings.wrong(keys, f"needs a {name}: {', '.join(words)}")
        if basis in _SOURCED and not raw.get("sources"):
            self.findings.wrong((*keys, "basis"), f"{basis} needs a source; without one it is assumed")
        if basis == "fitted" and not ("low" in raw or raw.get("range_by_region")):
            self.findings.wrong((*keys, "basis"), "fitted needs the published range it was fitted within")

    def _by_region(
        self, raw: Mapping[str, Any], keys: Keys, parameter: Parameter, limits: Limits
    ) -> dict[str, Value]:
        """Read the values of single regions."""
        rows = self._regions(raw, keys)
        if rows and not parameter.quantity.regional:
            self.findings.wrong(keys, "is not declared as regional")
        read = {key: self.findings.value(item, (*keys, key), limits) for key, item in rows.items()}
        return {key: value for key, value in read.items() if value is not None}

    def _ranges(self, raw: Mapping[str, Any], keys: Keys) -> dict[str, Range]:
        """Read the published ranges of single regions."""
        rows = self._regions(raw, keys)
        pairs = {key: self._range(pair, (*keys, key)) for key, pair in rows.items()}
        return {key: pair for key, pair in pairs.items() if pair is not None}

    def _regions(self, raw: Mapping[str, Any], keys: Keys) -> Mapping[str, Any]:
        """Give an entry's table by region, the last of the keys; regions that do not exist are told."""
        rows = self.findings.table(raw.get(str(keys[-1]), {}), keys)
        for key in rows.keys() - set(self.catalogue.regions):
            self.findings.wrong((*keys, key), "no such region")
        return {key: row for key, row in rows.items() if key in self.catalogue.regions}

    def _range(self, pair: object, keys: Keys) -> Range | None:
        """Read a published range [low, high]; two Nones stand for none."""
        if pair == [None, None]:
            return None
        if not isinstance(pair, list) or len(pair) != 2:
            self.findings.wrong(keys, "a range is [low, high]")
            return None
        if None in pair:
            self.findings.wrong(keys, "needs both low and high, or neither")
            return None
        low, high = (self.findings.number(one, keys) for one in pair)
        if low is None or high is None:
            return None
        if low > high:
            self.findings.wrong(keys, f"low {low:g} is above high {high:g}")
        return low, high

    def _named_sources(self, raw: Mapping[str, Any], keys: Keys) -> tuple[Source, ...]:
        """Look up the sources an entry names."""
        named = raw.get("sources", [])
        if not isinstance(named, list):
            self.findings.wrong((*keys, "sources"), 'must be a list such as ["E186"]')
            return ()
        for key in named:
            if key not in self.sources:
                self.findings.wrong((*keys, "sources"), f"{key} is not in sources.toml")
        return tuple(self.sources[key] for key in named if key in self.sources)

    def _word(self, raw: Mapping[str, Any], keys: Keys, name: str, words: Sequence[str]) -> str:
        """Read a word out of a closed set; it may be left out."""
        if name in raw and raw[name] not in words:
            self.findings.wrong((*keys, name), f"must be one of {', '.join(words)}")
            return ""
        return str(raw.get(name, ""))
