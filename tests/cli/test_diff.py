"""`diff`: inputs and outcomes that differ, as JSON and in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from stackdesk.engine import Result, run
from stackdesk.scenario import load
from tests.cli.conftest import give

LEAD = "infrastructure.connection.lead_time"
OTHER = """\
[chips.ease]
memory = 0.5

[infrastructure.pue_mean]
2028 = 1.2
2030 = 1.1
"""


@pytest.fixture
def other(written: Callable[[str], str]) -> str:
    """Write a scenario that differs by two values of its own."""
    return written(OTHER)


def compared(*words: str) -> dict[str, Any]:
    """Give the comparison as JSON."""
    said = give("diff", *words, "--format", "json")
    assert said.code == 0, said.err
    data: dict[str, Any] = json.loads(said.out)
    return data


def test_inputs_that_differ(file: str, other: str) -> None:
    rows = {row["address"]: row for row in compared(file, other, "--year", "2030")["inputs"]}
    assert rows.keys() == {LEAD, "chips.ease.memory", "infrastructure.pue_mean"}
    assert rows[LEAD]["a"] == 2.0
    assert rows["chips.ease.memory"] == {
        "address": "chips.ease.memory",
        "region": "World",
        "a": 1.0,
        "b": 0.5,
        "unit": "x",
    }
    assert rows["infrastructure.pue_mean"]["b"] == [[2028.0, 1.2], [2030.0, 1.1]]


def test_outcomes_with_parts_that_add_up(file: str, other: str, result: Result) -> None:
    data = compared(file, other, "--region", "us")
    keys = {row["address"] for row in data["inputs"]}
    end = run(load(other))
    assert {row["year"] for row in data["outcomes"]} == {2028.0, 2030.0, 2035.0}
    assert {row["region"] for row in data["outcomes"]} == {"World", "us"}
    layers = {row["series"].split(".")[0] for row in data["outcomes"]}
    assert layers == {room.key for room in result.catalogue.layers}
    for row in data["outcomes"]:
        place = (row["series"], row["year"], row["region"])
        assert [row["a"], row["b"]] == pytest.approx([result.at(*place), end.at(*place)])
        assert row["attribution"].keys() == keys
        assert sum(row["attribution"].values()) == pytest.approx(row["b"] - row["a"], rel=1e-9)


def test_what_to_compare_can_be_chosen(file: str, other: str) -> None:
    rows = compared(file, other, "--year", "2031.5", "--series", "chips.sold")["outcomes"]
    assert [(row["series"], row["region"], row["year"]) for row in rows] == [("chips.sold", "World", 2031.5)]


def test_references_that_differ_are_said(file: str, written: Callable[[str], str]) -> None:
    newer = written('[scenario]\ntitle = "Newer"\n')
    with open(newer, encoding="utf-8") as stream:
        text = stream.read().replace("2026.1", "2026.2")
    with open(newer, "w", encoding="utf-8") as stream:
        stream.write(text)
    data = compared(file, newer, "--year", "2030", "--series", "chips.sold")
    assert not data["same_reference"]
    assert data["inputs"][0]["address"] == "reference"
    assert (data["inputs"][0]["a"], data["inputs"][0]["b"]) == ("2026.1", "2026.2")
    said = give("diff", file, newer, "--year", "2030", "--series", "chips.sold")
    assert "different references, 2026.1 and 2026.2" in said.out


def test_in_words(file: str, other: str) -> None:
    said = give("diff", file, other, "--year", "2030")
    assert said.code == 0
    assert said.out.startswith("A: Grid queues halve\nB: other\nBoth stand on reference 2026.1.\n")
    assert f"({LEAD})" in said.out
    assert "path 2028: 1.2 ... 2030: 1.1" in said.out
    assert "OUTCOMES, B - A" in said.out
    assert "No input differs." in give("diff", file, file).out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--year", "2050"), "from 2023 to 2040"),
        (("--region", "chinna"), "did you mean china?"),
        (("--series", "chips.solde"), "did you mean chips.sold?"),
    ],
)
def test_wrong_usage_is_told(file: str, other: str, more: tuple[str, ...], words: str) -> None:
    said = give("diff", file, other, *more)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_a_file_that_cannot_be_used_is_told(file: str, written: Callable[[str], str]) -> None:
    wrong = written("[energy]\nlosses = 7\n")
    said = give("diff", file, wrong)
    assert (said.code, said.out) == (1, "")
    assert "energy.losses" in said.err
