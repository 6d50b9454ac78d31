"""`sources`: every parameter with its range, basis and sources, and who cites which source."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from stackdesk.cli.sources_text import lines
from stackdesk.scenario import reference
from stackdesk.scenario.provenance import citations
from tests.cli.conftest import give

LEAD = "infrastructure.connection.lead_time"
FIELDS = {
    "address",
    "unit",
    "definition",
    "default",
    "low",
    "central",
    "high",
    "basis",
    "confidence",
    "sources",
}


def told(*words: str) -> dict[str, Any]:
    """Give the command and read what it tells as JSON."""
    said = give("sources", "--format", "json", *words)
    assert (said.code, said.err) == (0, "")
    loaded: dict[str, Any] = json.loads(said.out)
    return loaded


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """Ask for everything."""
    return told()


def test_json_has_every_parameter_of_the_newest_reference(data: dict[str, Any]) -> None:
    known = reference()

    assert data["reference"] == known.version
    assert [row["address"] for row in data["parameters"]] == list(known.catalogue.parameters)
    assert all(row.keys() >= FIELDS for row in data["parameters"])
    assert all(row["unit"] and row["definition"] for row in data["parameters"])


def test_json_counts_what_it_lists(data: dict[str, Any]) -> None:
    bases = [row["basis"] for row in data["parameters"]]

    assert data["summary"]["basis"] == {one: bases.count(one) for one in data["summary"]["basis"]}
    assert sum(data["summary"]["basis"].values()) == data["summary"]["parameters"] == len(bases)
    assert data["summary"]["sources"] == len(data["sources"])


def test_json_names_who_cites_each_source(data: dict[str, Any]) -> None:
    by_key = {row["key"]: row for row in data["sources"]}
    for row in data["parameters"]:
        for key in row["sources"]:
            assert row["address"] in by_key[key]["parameters"]
    for one in reference().observations:
        for source in one.sources:
            assert one.id in by_key[source.key]["observations"]


def test_json_has_regions_where_they_differ(data: dict[str, Any]) -> None:
    known = reference()
    (row,) = (one for one in data["parameters"] if one["address"] == LEAD)
    entry = known.entry(LEAD)

    assert row["regions"].keys() == set(known.catalogue.regions)
    for region in known.catalogue.regions:
        there = row["regions"][region]
        assert (there["low"], there["high"]) == entry.range(region)
        assert there["low"] <= there["central"] <= there["high"]


def test_a_scenario_is_told_of_its_own_reference(file: str) -> None:
    assert told(file)["reference"] == "2026.1"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--layer", "chips"), lambda row: row["layer"] == "chips"),
        (("--basis", "fitted"), lambda row: row["basis"] == "fitted"),
        (("--parameter", LEAD), lambda row: row["address"] == LEAD),
        (("--parameter", "energy.grid"), lambda row: row["address"].startswith("energy.grid.")),
        (
            ("--layer", "energy", "--basis", "measured"),
            lambda row: row["layer"] == "energy" and row["basis"] == "measured",
        ),
    ],
)
def test_what_is_not_asked_for_is_left_out(data: dict[str, Any], words: tuple[str, ...], wanted: Any) -> None:
    found = told(*words)

    assert found["parameters"] == [row for row in data["parameters"] if wanted(row)]
    named = {key for row in found["parameters"] for key in row["sources"]}
    assert {row["key"] for row in found["sources"]} == named


def test_csv_has_a_row_for_every_parameter_and_region(data: dict[str, Any]) -> None:
    said = give("sources", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))

    assert {row["address"] for row in rows} == {row["address"] for row in data["parameters"]}
    assert len(rows) == sum(1 + len(row["regions"]) for row in data["parameters"])
    row = next(row for row in rows if row["address"] == LEAD and row["region"] == "us")
    entry = reference().entry(LEAD)
    assert (float(row["low"]), float(row["high"])) == entry.range("us")
    assert all(source.url in row["sources"] for source in entry.sources)


def test_one_parameter_is_told_in_full() -> None:
    said = give("sources", "--parameter", LEAD)
    entry = reference().entry(LEAD)

    assert said.code == 0
    assert reference().catalogue.parameter(LEAD).definition in said.out
    assert f"{entry.basis}, confidence {entry.confidence}" in said.out
    for source in entry.sources:
        assert source.title in said.out
        assert f"    {source.url}\n" in said.out or not source.url


@pytest.mark.parametrize("wide", [60, 80, 140])
def test_text_keeps_within_the_terminal_but_for_links(monkeypatch: pytest.MonkeyPatch, wide: int) -> None:
    monkeypatch.setattr("stackdesk.cli.sources_text._width", lambda: wide)
    known = reference()
    everything = tuple(known.catalogue.parameters.values())
    cited = tuple(citations(known).values())

    for line in lines(known, everything, cited, in_full=False):
        assert len(line) <= max(wide, 80) or " " not in line.strip(), line


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--parameter", "energy.gird"),
            "stackdesk: --parameter energy.gird: no such parameter; did you mean energy.grid?\n",
        ),
        (("--layer", "enrgy"), "stackdesk: --layer enrgy: no such layer; did you mean energy?\n"),
        (
            ("--layer", "water"),
            "stackdesk: --layer water: no such layer; "
            "there are energy, chips, infrastructure, models, applications, capital\n",
        ),
    ],
)
def test_what_does_not_exist_is_wrong_usage(words: tuple[str, ...], message: str) -> None:
    said = give("sources", *words)

    assert (said.code, said.out, said.err) == (2, "", message)
