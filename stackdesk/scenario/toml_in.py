"""Reading scenario files: all problems at once, each on its line; unknown keys are warned about and kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stackdesk.core.errors import Problem, ReferenceDataError, ScenarioError
from stackdesk.scenario.document import SCHEMA, Scenario
from stackdesk.scenario.events_in import read_events
from stackdesk.scenario.findings import Findings, Keys, kind
from stackdesk.scenario.library import SHIPPED, Library
from stackdesk.scenario.reader import Reader
from stackdesk.scenario.references import Reference
from stackdesk.scenario.shares import Group, sums_off
from stackdesk.scenario.toml_text import LARGEST_FILE, decoded, parse
from stackdesk.scenario.uncertainty_in import read_uncertainty
from stackdesk.scenario.words import near

_HEAD = ("schema", "reference", "present", "model_version", "scenario")
_SECTIONS = ("regions", "reasons", "uncertainty", "events")
_TITLES = ("title", "author", "description", "parent")


def load(path: str | os.PathLike[str], library: Library = SHIPPED) -> Scenario:
    """Read a scenario file.

    Raises:
        ScenarioError: with every problem, each with file and line.
    """
    return load_with_warnings(path, library)[0]


def load_with_warnings(
    path: str | os.PathLike[str], library: Library = SHIPPED
) -> tuple[Scenario, tuple[Problem, ...]]:
    """Read a scenario file and what is odd in it but does no harm.

    Raises:
        ScenarioError: with every problem, each with file and line.
    """
    file = os.fspath(path)
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ScenarioError([Problem(f"cannot be read: {error.strerror}", file=file)]) from None
    except ValueError:
        raise ScenarioError([Problem("is not the name of a file", file=repr(file))]) from None
    text = decoded(data, file)
    scenario, warnings = loads_with_warnings(text, file, library)
    return scenario, (*warnings, *_missing_parent(scenario.parent, file, text))


def _missing_parent(parent: str, file: str, text: str) -> tuple[Problem, ...]:
    """Warn of a parent that is not where the file says; the scenario stands without it."""
    try:
        there = not parent or (Path(file).parent / parent).is_file()
    except (OSError, ValueError):
        there = False
    if there:
        return ()
    words = f"there is no file {parent}; the scenario is opened without its parent"
    keys = ("scenario", "parent")
    findings = Findings(file, lambda: parse(text, file)[1].lines)
    findings.wrong(keys, words, warning=True)
    return findings.ordered()


def loads(text: str, file: str = "<text>", library: Library = SHIPPED) -> Scenario:
    """Read a scenario from a text; `file` is what problems call it.

    Raises:
        ScenarioError: with every problem, each with its line.
    """
    return loads_with_warnings(text, file, library)[0]


def loads_with_warnings(
    text: str, file: str = "<text>", library: Library = SHIPPED
) -> tuple[Scenario, tuple[Problem, ...]]:
    """Read a scenario from a text, and what is odd in it but does no harm.

    Raises:
        ScenarioError: with every problem, each with its line.
    """
    raw, scan = parse(text, file)
    findings = Findings(file, lambda: scan.lines)
    _check_schema(raw, findings)
    _check_finite(raw, (), findings)
    fields = _fields(Reader(findings, _reference(raw, findings, library)), raw)
    if findings.fatal:
        raise ScenarioError(findings.ordered())
    scenario = Scenario(**fields, commented=text if scan.comments else "")
    _check_shares(scenario, findings)
    return scenario, findings.ordered()


def _check_shares(scenario: Scenario, findings: Findings) -> None:
    """Warn of shares that a file sets and that do not sum to what they are shares of."""
    for group in dict.fromkeys(scenario.reference.shares.values()):
        set_here = [one for one in group.members if one[0] in scenario.touched]
        off = sums_off(scenario, group) if set_here else []
        if off:
            year, total = off[0]
            should = "more than 1" if group.whole.rest else f"not to {group.total:g}"
            words = f"{group.whole.label.lower()}: the shares sum to {total:.4g} in {year:g}, {should}"
            keys = _share_keys(scenario, group)
            findings.wrong(keys, f"{words}; the model takes them as they are", warning=True)


def _share_keys(scenario: Scenario, group: Group) -> Keys:
    """Give the keys under which a file sets the first of some shares."""
    for address, region in group.members:
        words = tuple(address.split("."))
        if region is not None and (region, address) in scenario.regional:
            return ("regions", region, *words)
        if address in scenario.values:
            return words
    return ("events",)


def _check_schema(raw: Mapping[str, Any], findings: Findings) -> None:
    """See that the file has the layout known here; of a newer one nothing else can be said."""
    schema = raw.get("schema")
    if "schema" not in raw:
        findings.wrong(("schema",), f"is required; write schema = {SCHEMA} in the first line")
    elif type(schema) is not int or schema < 1:
        findings.wrong(("schema",), f"must be {SCHEMA}, not {kind(schema)}")
    elif schema > SCHEMA:
        findings.wrong(
            ("schema",),
            f"the file has layout {schema}, made by a newer StackDesk; this one reads up to {SCHEMA}. "
            "Update StackDesk to open it",
        )
        raise ScenarioError(findings.problems)


def _check_finite(raw: object, keys: Keys, findings: Findings) -> None:
    """Refuse inf and nan where no reader looks: they could not be compared or written to other formats."""
    if isinstance(raw, dict):
        for key, item in raw.items():
            _check_finite(item, (*keys, key), findings)
    elif isinstance(raw, list):
        for index, item in enumerate(raw):
            _check_finite(item, (*keys, index), findings)
    elif isinstance(raw, float) and raw - raw != 0:
        findings.wrong(keys, f"must be a finite number, not {raw}")


def _reference(raw: Mapping[str, Any], findings: Findings, library: Library) -> Reference:
    """Find the reference; where it is not named rightly, the newest serves to check the rest."""
    version = raw.get("reference")
    if version in library.versions():
        return library.open(str(version))
    if "reference" not in raw:
        findings.wrong(("reference",), f'is required; write reference = "{library.newest()}"')
    elif isinstance(version, str):
        try:
            library.open(version)
        except ReferenceDataError as error:
            findings.wrong(("reference",), str(error))
    else:
        findings.wrong(("reference",), f'must be a version such as "{library.newest()}", not {kind(version)}')
    return library.newest()


def _fields(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Read everything that makes a scenario."""
    table = reader.findings.table
    layers = {key: item for key, item in raw.items() if key not in _HEAD + _SECTIONS}
    reasons = reader.by_address(table(raw.get("reasons", {}), ("reasons",)), ("reasons",))
    return {
        **_head(reader, raw),
        "reference": reader.reference,
        "values": dict(reader.values(layers, (), "", None)),
        "regional": reader.regional(table(raw.get("regions", {}), ("regions",))),
        "reasons": {one.address: reader.findings.text(item, keys) for one, keys, item in reasons},
        "uncertainty": read_uncertainty(reader, table(raw.get("uncertainty", {}), ("uncertainty",))),
        "events": tuple(read_events(reader, raw.get("events", []))),
        "unknown": reader.unknown,
    }


def _head(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Read titles, the present and the model version; the present may also stand with the titles."""
    table = dict(reader.findings.table(raw.get("scenario", {}), ("scenario",)))
    head: dict[str, Any] = {}
    for keys, place in ((("present",), raw), (("scenario", "present"), table)):
        if "present" in place:
            limits = (reader.reference.start, reader.reference.end, "")
            head["present"] = reader.findings.number(place["present"], keys, limits)
    table.pop("present", None)
    for key in _TITLES:
        if key in table:
            head[key] = reader.findings.text(table.pop(key), ("scenario", key))
    for key, item in table.items():
        reader.keep(("scenario", key), item, near(key, _TITLES))
    if "model_version" in raw:
        head["model_version"] = reader.findings.text(raw["model_version"], ("model_version",))
    return head
