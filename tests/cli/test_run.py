"""`run`: the summary, CSV and JSON, and where they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stackdesk.cli.export import cell
from stackdesk.cli.summary import COLUMNS, ROWS, milestones
from stackdesk.engine import Result
from tests.cli.conftest import give


@pytest.fixture(scope="module")
def data(file: str) -> dict[str, Any]:
    """Run as JSON."""
    said = give("run", file, "--format", "json")
    assert (said.code, said.err) == (0, "")
    loaded: dict[str, Any] = json.loads(said.out)
    return loaded


@pytest.fixture(scope="module")
def rows(file: str) -> list[dict[str, str]]:
    """Run as CSV."""
    said = give("run", file, "--format", "csv")
    assert (said.code, said.err) == (0, "")
    return list(csv.DictReader(io.StringIO(said.out)))


@pytest.fixture(scope="module")
def summary(file: str) -> str:
    """Run for people."""
    said = give("run", file)
    assert (said.code, said.err) == (0, "")
    return said.out


# ------------------------------------------------------------------------------------------------- JSON


def test_json_tells_what_was_run(data: dict[str, Any], result: Result) -> None:
    assert set(data) == {
        "scenario",
        "reference",
        "model_version",
        "engine",
        "years",
        "regions",
        "series",
    }
    assert data["scenario"] == "Grid queues halve"
    assert data["reference"] == "2026.1"
    assert data["model_version"] == result.model_version
    assert data["engine"] in ("compiled", "plain")
    assert data["years"] == result.years.tolist()
    assert data["regions"] == list(result.regions)


def test_json_has_every_series_with_its_unit(data: dict[str, Any], result: Result) -> None:
    assert set(data["series"]) == {*result.catalogue.series, "binding.layer", "binding.cause"}
    for address, series in result.catalogue.series.items():
        assert data["series"][address]["unit"] == series.unit
    assert data["series"]["binding.layer"]["unit"] == "text"


def test_json_has_the_world_and_the_regions_that_a_series_has(data: dict[str, Any], result: Result) -> None:
    everywhere = ["World", *result.regions]
    assert list(data["series"]["chips.sold"]["values"]) == everywhere
    assert list(data["series"]["binding.cause"]["values"]) == everywhere
    assert list(data["series"]["models.largest_run"]["values"]) == ["World"]


def test_json_numbers_are_those_of_the_engine(data: dict[str, Any], result: Result) -> None:
    for address, one in data["series"].items():
        for region, values in one["values"].items():
            expected = result.get(address, region)
            if address.startswith("binding."):
                assert values == expected.tolist()
            else:
                np.testing.assert_array_equal(np.array(values, float), expected)


# -------------------------------------------------------------------------------------------------- CSV


def test_csv_has_a_row_for_every_value(rows: list[dict[str, str]], data: dict[str, Any]) -> None:
    assert list(rows[0]) == ["scenario", "region", "series", "unit", "year", "value"]
    counted = sum(len(one["values"]) for one in data["series"].values()) * len(data["years"])
    assert len(rows) == counted


def test_csv_says_the_same_as_json(rows: list[dict[str, str]], data: dict[str, Any]) -> None:
    places = {year: index for index, year in enumerate(data["years"])}
    for row in rows[:: len(rows) // 500]:
        value = data["series"][row["series"]]["values"][row["region"]][places[float(row["year"])]]
        assert row["scenario"] == "Grid queues halve"
        assert row["value"] == (value if isinstance(value, str) else repr(value))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_gets_a_quote(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"


def test_numbers_are_never_quoted() -> None:
    assert cell(-1.5) == "-1.5"
    assert cell(1e-7) == "1e-07"
    assert cell(None) == ""


def test_a_title_that_looks_like_a_formula_is_quoted(written: Callable[[str], str]) -> None:
    name = written('[scenario]\ntitle = "=HYPERLINK(1)"\n')
    rows = csv.DictReader(io.StringIO(give("run", name, "--format", "csv").out))
    assert next(rows)["scenario"] == "'=HYPERLINK(1)"


# ---------------------------------------------------------------------------------------------- summary


def test_the_summary_names_the_scenario_and_what_kind_of_thing_it_is(summary: str) -> None:
    first, second, *_ = summary.splitlines()
    assert first == "Grid queues halve"
    assert second.startswith("Conditional projection")
    assert "1 value differs from reference 2026.1" in second


def test_the_summary_says_what_binds_in_every_region(summary: str, result: Result) -> None:
    for region in ("World", *result.regions):
        label = result.catalogue.region_label(region)
        line = next(line for line in summary.splitlines() if line.startswith(label))
        first = result.binding(region)[0]
        assert f"{first.layer}: {first.label}" in line


def test_the_summary_shows_its_series_with_units(summary: str, result: Result) -> None:
    lines = summary.splitlines()
    for address in ("energy.firm_power", "capital.capex", "chips.in_operation"):
        label = result.catalogue.series[address].label
        assert any(line.startswith(f"  {label}  ") for line in lines), label
    running = next(line for line in lines if line.startswith("  Running load"))
    assert running.endswith("GW")
    assert "tokens/day" in summary
    assert "tokens/yr" not in summary


def test_the_summary_is_aligned(summary: str) -> None:
    lines = summary.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("WORLD"))
    edge = lines[start].index("2024") + 4
    for line in lines[start + 1 : start + 8]:
        assert line[edge - 1 : edge].strip() == line[edge - 1 : edge] or not line[edge:].strip()
    assert max(map(len, lines)) <= 140


def test_every_series_of_the_summary_exists(result: Result) -> None:
    named = [address for _, *addresses in ROWS for address in addresses] + [key for _, key in COLUMNS]
    assert set(named) <= set(result.catalogue.series)


def test_the_years_shown_lie_in_the_span(result: Result) -> None:
    assert milestones(result) == [2024.0, 2026.0, 2028.0, 2030.0, 2035.0, 2040.0]


def test_a_title_cannot_steer_the_terminal(written: Callable[[str], str]) -> None:
    said = give("run", written('[scenario]\ntitle = "a\\u001b[31mb\\nc"\n'))
    assert said.out.splitlines()[0] == r"a\x1b[31mb\nc"


# ---------------------------------------------------------------------------------------- where it goes


@pytest.mark.parametrize(("name", "start"), [("a.csv", "scenario,"), ("a.JSON", "{"), ("a.txt", "Grid")])
def test_the_ending_says_the_format(file: str, tmp_path: Path, name: str, start: str) -> None:
    place = tmp_path / name
    said = give("run", file, "-o", str(place))
    assert (said.code, said.err) == (0, "")
    assert place.read_text(encoding="utf-8").startswith(start)
    assert str(place) in said.out.splitlines()[-1]


def test_the_format_asked_for_wins_over_the_ending(file: str, tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    assert give("run", file, "--format", "json", "--output", str(place)).code == 0
    assert json.loads(place.read_text(encoding="utf-8"))["reference"] == "2026.1"


def test_an_ending_that_says_nothing_is_wrong_usage(file: str, tmp_path: Path) -> None:
    said = give("run", file, "-o", str(tmp_path / "a.dat"))
    assert said.code == 2
    assert "--format" in said.err
    assert not list(tmp_path.iterdir())


def test_a_folder_and_a_scenario_are_not_replaced(file: str, tmp_path: Path) -> None:
    before = Path(file).read_bytes()
    assert give("run", file, "-o", str(tmp_path), "--format", "csv").code == 2
    assert give("run", file, "-o", file, "--format", "csv").code == 2
    other = tmp_path / "other.toml"
    assert give("run", file, "-o", str(other), "--format", "csv").code == 2
    assert Path(file).read_bytes() == before
    assert not other.exists()


def test_a_place_that_cannot_be_written_is_said(file: str, tmp_path: Path) -> None:
    place = tmp_path / "missing" / "a.csv"
    said = give("run", file, "-o", str(place))
    assert said.code == 1
    assert said.err.startswith(f"{place}: ")


def test_without_a_title_the_file_gives_the_name(written: Callable[[str], str]) -> None:
    assert give("run", written("")).out.startswith("other\n")
