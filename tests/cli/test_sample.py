"""`sample`: quantiles and shares, the same whatever the workers, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stackdesk.engine import Result
from stackdesk.scenario import Scenario, dumps, reference
from tests.cli.conftest import give

RUNNING = "infrastructure.running_load"
PRICE = "energy.price"


def sampled(file: str, *more: str) -> dict[str, Any]:
    """Give the answer as JSON."""
    said = give("sample", file, "--format", "json", *more)
    assert said.code == 0, said.err
    data: dict[str, Any] = json.loads(said.out)
    return data


def test_quantiles_ascend_and_history_is_the_run(file: str, result: Result) -> None:
    data = sampled(file, "-n", "40", "--series", RUNNING, "--series", PRICE)
    assert (data["n"], data["seed"]) == (40, 1)
    assert data["series"].keys() == {RUNNING, PRICE}
    assert data["years"] == result.years.tolist()
    assert data["series"][RUNNING].keys() == {"World", *result.regions}
    past = result.years < 2026.75
    for region, told in data["series"][RUNNING].items():
        rows = np.array([told[key] for key in ("q5", "q25", "q50", "q75", "q95")])
        assert (np.diff(rows, axis=0) >= 0.0).all()
        assert rows[0][past] == pytest.approx(result.get(RUNNING, region)[past])
        assert rows[4][past] == pytest.approx(rows[0][past])
        assert (rows[4] > rows[0])[~past][4:].all()


def test_shares_of_layers_add_up_to_one(file: str) -> None:
    binding = sampled(file, "-n", "16", "--series", RUNNING)["binding"]
    assert binding.keys() == {"energy", "chips", "infrastructure", "models", "applications"}
    assert np.sum(list(binding.values()), axis=0) == pytest.approx(1.0)


def test_the_numbers_are_the_same_whatever_the_workers_and_every_time(file: str) -> None:
    words = ("-n", "96", "--seed", "7", "--series", RUNNING)
    alone, again = sampled(file, *words), sampled(file, *words)
    shared = sampled(file, *words, "--workers", "2")
    assert alone == again
    assert alone == shared


def test_another_seed_gives_other_numbers(file: str) -> None:
    one = sampled(file, "-n", "16", "--series", RUNNING)
    other = sampled(file, "-n", "16", "--series", RUNNING, "--seed", "2")
    assert one["series"] != other["series"]


def test_without_series_all_are_told(file: str, result: Result) -> None:
    assert sampled(file, "-n", "2")["series"].keys() == set(result.catalogue.series)


def test_what_varies_is_told_with_its_source(written: Callable[[str], str]) -> None:
    path = written(
        '[uncertainty."chips.performance_growth"]\nlow = 1.3\nhigh = 1.6\nshape = "lognormal"\n'
        'quantiles = [0.05, 0.95]\n[uncertainty."energy.grid.price"]\nshape = "fixed"\n'
    )
    told = sampled(path, "-n", "2", "--series", RUNNING)["varied"]
    assert told["chips.performance_growth"]["source"] == "scenario"
    assert told["chips.performance_growth"]["q5"] == pytest.approx(1.3, rel=1e-3)
    assert told["energy.waiting_cost"]["source"] == "reference"
    assert "energy.grid.price" not in told


def test_judged_and_fitted_ranges_vary_when_every_range_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text(dumps(Scenario(reference())), encoding="utf-8")
    file = str(path)
    told = sampled(file, "-n", "2", "--series", RUNNING)["varied"]
    every = sampled(file, "-n", "2", "--series", RUNNING, "--every")["varied"]
    entry = reference().entry
    assert {entry(address).basis for address in told} == {"measured", "derived"}
    assert {entry(address).basis for address in every} == {"measured", "derived", "assumed", "fitted"}
    assert told.keys() < every.keys()


def test_people_are_told_in_words(file: str) -> None:
    said = give("sample", file, "-n", "40")
    assert said.code == 0
    assert "40 samples with seed 1" in said.out
    assert "RUNNING LOAD, GW" in said.out
    assert "WHAT BINDS, % of samples" in said.out
    assert "40 of 40 samples" not in said.out
    assert "32 of 40 samples" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-n", "0"), "whole number above 0"),
        (("--cluster", "tcp://a:1"), "not there yet"),
        (("--series", "energy.prise"), "did you mean energy.price?"),
        (("--seed", "-1"), "must be 0 or more"),
    ],
)
def test_wrong_usage_is_told(file: str, words: tuple[str, ...], told: str) -> None:
    said = give("sample", file, *words)
    assert said.code == 2
    assert told in said.err
