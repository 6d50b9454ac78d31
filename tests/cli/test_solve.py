"""`solve`: the value of a lever that reaches a target, as JSON and in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stackdesk.engine import Result, run
from stackdesk.scenario import load
from tests.cli.conftest import give

TOKENS = "applications.tokens_delivered"
LEAD = "infrastructure.connection.lead_time"
SERVING = "models.serving_efficiency"
KEYS = {"lever", "value", "reached", "target", "reason"}


def solved(file: str, target: str, lever: str, *more: str) -> dict[str, Any]:
    """Give the answer as JSON."""
    said = give("solve", file, "--target", target, "--lever", lever, "--format", "json", *more)
    assert said.code == 0, said.err
    data: dict[str, Any] = json.loads(said.out)
    return data


def test_the_value_reaches_the_target(file: str, result: Result) -> None:
    wanted = result.at(TOKENS, 2030.0) * 1.2
    data = solved(file, f"{TOKENS}@2030={wanted!r}", SERVING)
    assert data.keys() >= KEYS
    assert (data["lever"], data["target"], data["reason"]) == (SERVING, wanted, None)
    assert data["reached"] == pytest.approx(wanted, rel=1e-6)
    again = run(load(file).with_value(SERVING, data["value"]))
    assert again.at(TOKENS, 2030.0) == pytest.approx(wanted, rel=1e-6)


def test_a_change_in_per_cent_is_of_what_the_series_is(file: str, result: Result) -> None:
    data = solved(file, f"{TOKENS}@2030.5=-5%", LEAD, "--region", "us")
    assert data["target"] == pytest.approx(result.at(TOKENS, 2030.5, "us") * 0.95)
    assert (data["region"], data["lever_region"]) == ("us", "us")
    again = run(load(file).with_value(LEAD, data["value"], "us"))
    assert again.at(TOKENS, 2030.5, "us") == pytest.approx(data["target"], rel=1e-6)
    assert solved(file, f"{TOKENS}@2030.5=-5%", LEAD, "--lever-region", "us")["region"] == "World"


@pytest.mark.parametrize(("typed", "wanted"), [("120 GW", 120.0), ("110000 MW", 110.0), ("1.1e2", 110.0)])
def test_a_target_has_any_unit_of_its_kind(file: str, typed: str, wanted: float) -> None:
    assert solved(file, f"infrastructure.running_load@2031={typed}", SERVING)["target"] == wanted


def test_any_lever_gives_the_three_smallest_moves(file: str) -> None:
    data = solved(file, f"{TOKENS}@2029=-8%", "any", "--lock", SERVING)
    rows = data["proposals"]
    assert len(rows) == 3
    assert SERVING not in {row["lever"] for row in rows}
    assert [abs(row["share"]) for row in rows] == sorted(abs(row["share"]) for row in rows)
    assert (data["lever"], data["value"]) == (rows[0]["lever"], rows[0]["value"])
    for row in rows:
        assert row["reached"] == pytest.approx(data["target"], rel=1e-6)


def test_out_of_reach_is_an_answer_with_its_reason(file: str, result: Result) -> None:
    data = solved(file, f"{TOKENS}@2030=+5000%", LEAD)
    assert "binds" in data["reason"]
    assert result.at(TOKENS, 2030.0) <= data["reached"] < data["target"]
    assert data["solutions"] == []
    past = solved(file, f"{TOKENS}@2024=1e15", "any")
    assert "not after the present" in past["reason"]
    assert past["value"] is None


def test_in_words(file: str) -> None:
    said = give("solve", file, "--target", f"{TOKENS}@2030=+10%", "--lever", SERVING)
    assert said.code == 0
    assert said.out.splitlines()[0] == "Grid queues halve: tokens delivered, World, 2030"
    assert "(+10.0%)" in said.out
    assert f"({SERVING}) from the present on reaches it" in said.out
    assert (
        "Each of these alone" in give("solve", file, "--target", f"{TOKENS}@2029=-8%", "--lever", "any").out
    )
    assert "Not reached" in give("solve", file, "--target", f"{TOKENS}@2024=1", "--lever", SERVING).out


@pytest.mark.parametrize(
    ("target", "lever", "words"),
    [
        (f"{TOKENS}=5", SERVING, "must be ADDRESS@YEAR=VALUE"),
        (f"{TOKENS}@2050=5", SERVING, "from 2023 to 2040"),
        (f"{TOKENS}@2030=lots", SERVING, "tokens/yr"),
        (f"{TOKENS}@2030=nan", SERVING, "must be a number"),
        (f"{TOKENS}@2030=10%", SERVING, "+10%"),
        (f"{TOKENS}@2030=+lots%", SERVING, "is not a number"),
        ("infrastructure.running_load@2030=5 TWh", SERVING, "TWh is energy, this is power (GW)"),
        ("applications.tokens_deliverd@2030=5", SERVING, f"did you mean {TOKENS}?"),
        ("binding.layer@2030=5", SERVING, "no such series of numbers"),
        (f"{TOKENS}@2030=5", "models.serving_eficiency", f"did you mean {SERVING}?"),
    ],
)
def test_wrong_usage_is_told(file: str, target: str, lever: str, words: str) -> None:
    said = give("solve", file, "--target", target, "--lever", lever)
    assert (said.code, said.out) == (2, "")
    assert words in said.err
