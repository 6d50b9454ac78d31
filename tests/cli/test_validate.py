"""`validate`: rows as the contract has them, a table grouped by layer and kind, misses in words."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from stackdesk.cli.validate import error_text, lines
from stackdesk.engine import Result, Row, compare, summary
from tests.cli.conftest import give

KEYS = {"id", "kind", "series", "region", "year", "model", "observed", "low", "high", "log_error", "why"}


@pytest.fixture(scope="module")
def data(file: str) -> list[dict[str, Any]]:
    """Validate a scenario as JSON."""
    said = give("validate", file, "--format", "json")
    assert (said.code, said.err) == (0, "")
    loaded: list[dict[str, Any]] = json.loads(said.out)
    return loaded


@pytest.fixture(scope="module")
def rows(result: Result) -> tuple[Row, ...]:
    """Give the comparison by the engine itself."""
    return compare(result)


def test_json_has_a_row_for_every_figure(data: list[dict[str, Any]], rows: tuple[Row, ...]) -> None:
    assert [one["id"] for one in data] == [row.observation.id for row in rows]
    for one, row in zip(data, rows, strict=True):
        assert set(one) >= KEYS
        assert one["kind"] in ("history", "projection", "context")
        assert one["model"] == pytest.approx(row.model)
        assert one["log_error"] == pytest.approx(math.log(one["model"] / one["observed"]))
        assert one["low"] <= one["observed"] <= one["high"]
        assert one["sources"]


def off(row: Row, factor: float, kind: str = "history", why: str = "") -> Row:
    """Give a row whose run is off by a factor."""
    seen = replace(row.observation, kind=kind, why=why)
    return Row(seen, seen.value * factor, math.log(factor), seen.low <= seen.value * factor <= seen.high)


def test_misses_are_marked_in_words_and_explained(result: Result, rows: tuple[Row, ...]) -> None:
    a, b, c, d, e = [row for row in rows if row.observation.kind == "history"][:5]
    known = [off(a, 1.0), off(b, 0.6, why="A lag."), off(c, 3.0), off(d, 9.0, kind="context"), off(e, 1.01)]
    text = lines(known, result.scenario, "Name")
    marked = [line for line in text if "MISS" in line]
    assert len(marked) == 2
    assert "-40%  MISS" in marked[0]
    assert "x 3  MISS, beyond a factor of 2" in marked[1]
    assert "Why: A lag." in text[text.index(marked[0]) + 1]
    assert "no reason" in text[text.index(marked[1]) + 1]
    assert sum("outside" in line for line in text) == 1


def test_small_shares_keep_their_figures(result: Result, rows: tuple[Row, ...]) -> None:
    one = next(row for row in rows if row.observation.series == "models.inference_share")
    small = replace(one.observation, value=0.0042, low=0.003, high=0.005)
    text = "\n".join(lines([Row(small, 0.00401, -0.05, True)], result.scenario, "Name"))
    assert "0.420%  0.300% to 0.500%" in text
    assert "0.401%" in text


def test_rows_stand_below_their_layer_and_kind(result: Result, rows: tuple[Row, ...]) -> None:
    text = lines(rows, result.scenario, "Name")
    label = {layer.label.upper(): layer.key for layer in result.catalogue.layers}
    heads = [line.partition(":")[0] for line in text if line.partition(":")[0] in label]
    assert [label[head] for head in dict.fromkeys(heads)] == [
        layer.key
        for layer in result.catalogue.layers
        if any(row.observation.series.startswith(f"{layer.key}.") for row in rows)
    ]
    assert sum(line.startswith("  ") and not line.startswith("   ") for line in text) == len(rows)


def test_the_summary_counts_history(result: Result, rows: tuple[Row, ...]) -> None:
    told = summary(rows)
    text = "\n".join(lines(rows, result.scenario, "Name"))
    assert f"{told.hits} of {told.figures}" in text
    assert told.median is not None
    assert f"{math.expm1(told.median):.1%} (|ln| {told.median:.3f})" in text


def test_without_figures_it_says_so(result: Result) -> None:
    assert "no published figures" in lines([], result.scenario, "Name")[-1]


def test_without_history_there_is_nothing_to_sum_up(result: Result, rows: tuple[Row, ...]) -> None:
    others = [row for row in rows if row.observation.kind != "history"]
    assert "nothing to sum up" in lines(others, result.scenario, "Name")[-1]


@pytest.mark.parametrize(
    ("factor", "text"),
    [(1.0, "+0%"), (1.12, "+12%"), (0.4, "-60%"), (2.5, "+150%"), (12.0, "x 12")],
)
def test_an_error_is_told_in_per_cent_or_as_a_factor(factor: float, text: str) -> None:
    assert error_text(math.log(factor)) == text


def test_a_scenario_that_misses_by_far_still_exits_with_zero(written: Callable[[str], str]) -> None:
    path = written("[chips.chains.global]\nprice = { 2023 = 90.0, 2024 = 90.0 }\n")
    said = give("validate", path)
    assert said.code == 0, said.err
    assert "MISS" in said.out


def test_an_invalid_scenario_exits_with_one(written: Callable[[str], str]) -> None:
    said = give("validate", written("[energy]\nlosses = 7\n"))
    assert said.code == 1
    assert "losses" in said.err
    assert said.out == ""
