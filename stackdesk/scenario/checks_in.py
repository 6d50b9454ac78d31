"""Reading files of reality checks: all problems at once, each on its line, as with scenario files."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from stackdesk.core.errors import Problem, ScenarioError
from stackdesk.core.layer import Layer
from stackdesk.scenario.catalogue import WORLD, Catalogue
from stackdesk.scenario.checks import ALL_BUT, BINDING, EACH, Change, Check, Entry, Expectation, Theme
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.findings import Findings, Keys
from stackdesk.scenario.library import SHIPPED, Library
from stackdesk.scenario.references import Reference
from stackdesk.scenario.toml_in import load
from stackdesk.scenario.toml_text import LARGEST_FILE, decoded, parse
from stackdesk.scenario.words import near, outside_text, suggestion

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "reality"
"""The checks that ship with StackDesk, a file a theme."""

_ITEM = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Asked:
    """A check as it is asked: with its theme, where it stands, and the scenario it starts from, if any."""

    check: Check
    theme: str
    file: str
    line: int
    base: Scenario | None = None


@cache
def shipped_checks() -> tuple[Asked, ...]:
    """Give the shipped checks, by file.

    Raises:
        ScenarioError: with every problem of every file.
    """
    return load_checks(sorted(FOLDER.glob("*.toml")))


def load_checks(paths: Iterable[str | os.PathLike[str]], library: Library = SHIPPED) -> tuple[Asked, ...]:
    """Read files of checks; an id may stand once only.

    Raises:
        ScenarioError: with every problem, each with file and line.
    """
    read: list[Asked] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read += _load(os.fspath(path), library)
        except ScenarioError as error:
            problems += error.problems
    known: dict[str, Asked] = {}
    for one in read:
        first = known.setdefault(one.check.id, one)
        if first is not one:
            place = f"{first.file}:{first.line}"
            problems.append(
                Problem(f"the id {one.check.id} stands at {place} too", "check", one.file, one.line)
            )
    if problems:
        raise ScenarioError(problems)
    return tuple(read)


def _load(file: str, library: Library) -> list[Asked]:
    """Read one file."""
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ScenarioError([Problem(f"cannot be read: {error.strerror}", file=file)]) from None
    raw, scan = parse(decoded(data, file), file)
    findings = Findings(file, lambda: scan.lines)
    theme = _theme(raw, findings)
    if theme is None:
        raise ScenarioError(findings.ordered())
    reader = _Addresses(library.newest(), findings)
    for index, check in enumerate(theme.check):
        reader.read(check, ("check", index))
    bases = [_base(check, ("check", index), findings, library) for index, check in enumerate(theme.check)]
    if findings.fatal:
        raise ScenarioError(findings.ordered())
    title = theme.title or Path(file).stem
    lines = [findings.line(("check", index)) for index in range(len(theme.check))]
    rows = zip(theme.check, lines, bases, strict=True)
    return [Asked(check, title, file, line, base) for check, line, base in rows]


def _theme(raw: Mapping[str, Any], findings: Findings) -> Theme | None:
    """Check the shape of a file; None and problems when it is wrong."""
    try:
        return Theme.model_validate(raw)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            keys = tuple(one["loc"])
            findings.wrong(keys, _words(one["type"], one["msg"], keys))
        return None


def _words(kind: str, message: str, keys: Keys) -> str:
    """Say in our words what pydantic found."""
    if kind == "extra_forbidden":
        return f"unknown key{suggestion(near(str(keys[-1]), _known_keys(keys)))}"
    if kind == "missing":
        return "is required"
    message = message.removeprefix("Value error, ").removeprefix("Input ")
    return message[:1].lower() + message[1:]


def _known_keys(keys: Keys) -> Collection[str]:
    """List the keys that the table around a key may have."""
    words = [key for key in keys[:-1] if isinstance(key, str)]
    table: type[Entry] = Theme if not words else Check if words == ["check"] else Expectation
    if words and words[-1] in ("change", "given"):
        table = Change
    return [field.alias or name for name, field in table.model_fields.items()]


def _base(check: Check, keys: Keys, findings: Findings, library: Library) -> Scenario | None:
    """Read the scenario that a check starts from; its file is named beside the file of checks."""
    if not check.base:
        return None
    try:
        return load(Path(findings.file).parent / check.base, library)
    except ScenarioError as error:
        findings.wrong((*keys, "base"), "; ".join(map(str, error.problems)))
        return None


def matching(catalogue: Catalogue, pattern: str) -> tuple[str, ...]:
    """Give the parameters that an address with stars stands for; a star is one word."""
    if "*" not in pattern:
        return (pattern,) if pattern in catalogue.parameters else ()
    depth = pattern.count(".")
    return tuple(
        address
        for address in catalogue.parameters
        if address.count(".") == depth and all(map(fnmatchcase, address.split("."), pattern.split(".")))
    )


class _Addresses:
    """Looks up every address, region and date of a check in a reference."""

    def __init__(self, reference: Reference, findings: Findings) -> None:
        self.reference = reference
        self.catalogue = reference.catalogue
        self.findings = findings

    def read(self, check: Check, keys: Keys) -> None:
        """Report what a check names and what is not there."""
        for name in ("given", "change"):
            for index, change in enumerate(getattr(check, name)):
                self._change(change, (*keys, name, index))
        for name in ("asked_if", "expect"):
            for index, expectation in enumerate(getattr(check, name)):
                self._expectation(expectation, (*keys, name, index))

    def _change(self, change: Change, keys: Keys) -> None:
        """Look at one change."""
        addresses = matching(self.catalogue, change.parameter)
        if not addresses:
            meant = suggestion(self.catalogue.meant(change.parameter))
            self.findings.wrong((*keys, "parameter"), f"no parameter {change.parameter}{meant}")
        if change.region not in (None, EACH):
            self._region(change.region, (*keys, "region"))
        self._date(change.start, (*keys, "from"))
        for address in addresses:
            parameter = self.catalogue.parameter(address)
            if change.region is not None and not parameter.quantity.regional:
                self.findings.wrong((*keys, "region"), f"{address} has one value for the World")
            elif change.set is not None:
                low, high = self.catalogue.limits(parameter, change.region)  # "each" has those of one region
                outside = outside_text(change.set, low, high, parameter.quantity.unit)
                if outside:
                    self.findings.wrong((*keys, "set"), outside)

    def _expectation(self, expectation: Expectation, keys: Keys) -> None:
        """Look at one expectation."""
        for name in ("series", "over"):
            address = getattr(expectation, name)
            if address and address not in self.catalogue.series:
                meant = suggestion(near(address, self.catalogue.series))
                self.findings.wrong((*keys, name), f"no series {address}{meant}")
        self._place(expectation, keys)
        if expectation.over_region:
            self._region(expectation.over_region, (*keys, "over_region"))
        if expectation.verb in BINDING[:2]:
            self._limit(expectation.value, (*keys, expectation.verb))
        for name, time in (("in", expectation.during), ("within", expectation.within)):
            for date in time or ():
                self._date(date, (*keys, name))
        self._date(expectation.unmoved_until, (*keys, "unmoved_until"))

    def _place(self, expectation: Expectation, keys: Keys) -> None:
        """Look at where an expectation is seen."""
        region = expectation.region.removeprefix(ALL_BUT)
        if region != EACH:
            self._region(region, (*keys, "region"))
        series = self.catalogue.series.get(expectation.series)
        if series is None:
            if expectation.verb == "binds_with_ceilings" and region == WORLD:
                self.findings.wrong(
                    (*keys, "region"), "the World's ceilings are sums; name a region, or each"
                )
        elif not series.regional and expectation.region != WORLD:
            self.findings.wrong((*keys, "region"), f"{series.address} has one value for the World")
        elif expectation.region != region and series.total != "sum":
            self.findings.wrong((*keys, "region"), f"{series.address} does not add up over regions")

    def _region(self, region: str, keys: Keys) -> None:
        """See that there is such a region."""
        if region != WORLD and region not in self.catalogue.regions:
            meant = suggestion(near(region, (*self.catalogue.regions, WORLD, EACH)))
            self.findings.wrong(keys, f"no region {region}{meant}")

    def _date(self, date: float | None, keys: Keys) -> None:
        """See that a date is in the span."""
        start, end = self.reference.start, self.reference.end
        if date is not None and not start <= date <= end:
            self.findings.wrong(keys, outside_text(date, start, end, ""))

    def _limit(self, word: str, keys: Keys) -> None:
        """See that a word names a layer, or a cause inside one."""
        known = tuple(limits(self.catalogue))
        if not any(fnmatchcase(one, word) for one in known):
            self.findings.wrong(keys, f"no layer or cause {word}{suggestion(near(word, known))}")


def limits(catalogue: Catalogue) -> Iterator[str]:
    """Give every word that can be said to bind: layers, then causes, lists spelled out."""
    layers = [layer for layer in catalogue.layers if layer.number > 0]
    yield from (layer.key for layer in layers)
    for layer in layers:
        yield from _causes(layer, catalogue)


def _causes(layer: Layer, catalogue: Catalogue) -> Iterator[str]:
    """Spell out the causes of a layer."""
    for cause, _ in layer.causes:
        braces = _ITEM.search(cause)
        if braces is None:
            yield cause
            continue
        for item in catalogue.lists.get(braces.group()[1:-1], ()):
            yield cause.replace(braces.group(), item.key)
