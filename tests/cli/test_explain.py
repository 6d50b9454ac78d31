"""`explain`: what binds, the ceilings, relief in two families, what binds next."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stackdesk.cli.explain import as_data
from stackdesk.cli.explanation import lines
from stackdesk.engine import Next, Relief, ReliefRow, Result
from tests.cli.conftest import give

CEILINGS = {"energy", "connection", "shells", "chips", "need", "models"}


@pytest.fixture(scope="module")
def data(file: str) -> dict[str, Any]:
    """Explain 2030 in the United States as JSON."""
    said = give("explain", file, "--year", "2030", "--region", "us", "--format", "json")
    assert said.code == 0
    loaded: dict[str, Any] = json.loads(said.out)
    return loaded


@pytest.fixture
def relief(result: Result) -> Relief:
    """Give a relief as it might come out."""
    rows = (
        ReliefRow("energy", "energy ceiling", "energy", "ceiling", 0.25, None, 1.5),
        ReliefRow("chips", "chips ceiling", "chips", "ceiling", 0.5),
        ReliefRow("access", "export access", "chips", "limit", None, 0.02),
        ReliefRow("permits", "land and permits", "infrastructure", "limit", 0.0),
    )
    following = Next("chips", "memory", "memory", 12.5)
    return Relief(result.scenario, 2030.0, "us", "applications.tokens_delivered", rows, following)


def test_json_tells_what_binds(data: dict[str, Any], result: Result) -> None:
    assert (data["year"], data["region"]) == (2030.0, "us")
    assert data["binding"] == {
        "layer": result.at("binding.layer", 2030.0, "us"),
        "cause": result.at("binding.cause", 2030.0, "us"),
    }


def test_json_has_every_ceiling(data: dict[str, Any], result: Result) -> None:
    assert set(data["ceilings"]) >= CEILINGS
    for name in CEILINGS:
        expected = result.at(f"infrastructure.ceiling.{name}", 2030.0, "us")
        assert data["ceilings"][name] == pytest.approx(expected)


def test_json_has_relief_in_two_families_largest_first(data: dict[str, Any]) -> None:
    families = [row["family"] for row in data["relief"]]
    assert set(families) == {"ceiling", "limit"}
    assert families == sorted(families)
    for row in data["relief"]:
        assert {"constraint", "family", "until"} <= set(row)
        assert ("elasticity" in row) != ("per_step" in row)
    sizes = [abs(row["elasticity"]) for row in data["relief"] if row["family"] == "ceiling"]
    assert sizes == sorted(sizes, reverse=True)


def test_json_tells_what_binds_next_or_that_nothing_does(data: dict[str, Any]) -> None:
    assert data["next"] is None or {"layer", "cause"} <= set(data["next"])


def test_a_step_stands_in_for_the_elasticity_of_a_zero(relief: Relief, result: Result) -> None:
    rows = as_data(result, relief)["relief"]
    assert [row["constraint"] for row in rows] == ["chips", "energy", "access", "permits"]
    assert rows[2]["per_step"] == 0.02
    assert "elasticity" not in rows[2]
    assert rows[1]["until"] == 1.5


def test_in_words(relief: Relief, result: Result) -> None:
    text = lines(result, relief, "Queues")
    assert text[0] == "Queues: United States, 2030"
    layer, cause = result.at("binding.layer", 2030.0, "us"), result.at("binding.cause", 2030.0, "us")
    assert text[2].startswith(f"The binding constraint: {layer} ({result.cause_label(layer, cause)})")
    chips = next(line for line in text if "chips: chips ceiling" in line)
    energy = next(line for line in text if "energy: energy ceiling" in line)
    assert "+0.50" in chips
    assert "until eased x 1.50" in energy
    assert text.index(chips) < text.index(energy)
    assert any("export access" in line and "+2.0% a step" in line for line in text)
    assert not any("permits" in line for line in text), "what has no effect is not worth a line"
    assert text[-1] == (
        "Were its ceiling lifted from the present on, chips would stop it next (memory), at 12.5 GW."
    )


def test_the_command_in_words(file: str) -> None:
    said = give("explain", file, "--year", "2028.5")
    assert said.code == 0
    assert said.out.splitlines()[0] == "Grid queues halve: World, 2028.5"
    assert "Running load" in said.out
    assert "RELIEF" in said.out


def test_before_the_present_nothing_can_be_eased(file: str) -> None:
    said = give("explain", file, "--year", "2024", "--format", "json")
    data = json.loads(said.out)
    assert data["next"] is None
    assert all(row.get("elasticity", 0.0) == 0.0 for row in data["relief"])
    assert "not after the present" in give("explain", file, "--year", "2024").out


@pytest.mark.parametrize("year", ["2022.9", "2041", "nan", "inf", "soon", "-3"])
def test_a_year_outside_the_span_is_wrong_usage(file: str, year: str) -> None:
    said = give("explain", file, "--year", year)
    assert said.code == 2
    assert "from 2023 to 2040" in said.err
    assert said.out == ""


@pytest.mark.parametrize("region", ["US", "united states", "world", "World"])
def test_regions_go_by_key_or_name_in_any_case(file: str, region: str) -> None:
    said = give("explain", file, "--year", "2024", "--region", region, "--format", "json")
    assert json.loads(said.out)["region"] == ("World" if region.lower() == "world" else "us")


def test_an_unknown_region_is_wrong_usage(file: str) -> None:
    said = give("explain", file, "--year", "2030", "--region", "chinna")
    assert said.code == 2
    assert "did you mean china?" in said.err
    assert "europe" in give("explain", file, "--year", "2030", "--region", "moon").err


def test_the_ladder_and_when_to_order_by(file: str) -> None:
    said = give("explain", file, "--year", "2030", "--region", "us", "--ladder", "--format", "json")
    data = json.loads(said.out)
    first = data["ladder"]["rungs"][0]
    assert {name: first["binding"][name] for name in ("layer", "cause")} == data["binding"]
    for move in first["moves"]:
        assert (move["next"]["layer"], move["next"]["cause"]) != tuple(data["binding"].values())
    assert data["ladder"]["order_by"]
    words = give("explain", file, "--year", "2030", "--region", "us", "--ladder").out
    assert "LADDER" in words
    assert "ORDER BY, to have it in 2030 on average" in words
    assert "None: 2024 is not after" in give("explain", file, "--year", "2024", "--ladder").out
