"""Bands beside a window: stage by stage, given up when nobody wants them, and what drives them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from stackdesk.engine import Runner
from stackdesk.engine.banding import STAGES, Growing, banded, driven
from stackdesk.engine.bands import Bands
from stackdesk.engine.ensemble import Column
from stackdesk.engine.errands import Errands, Work
from stackdesk.engine.varied import varied
from stackdesk.scenario import Scenario, Uncertainty

RUNNING: Column = ("infrastructure.running_load", "World")
SOLD: Column = ("chips.shipments", "World")
FIRST, LAST = STAGES[0], STAGES[-1]


class Asked:
    """Stands in for the other process: keeps what is told, and gives up when it is said to."""

    def __init__(self, patience: int = 10**6) -> None:
        self.told: list[Any] = []
        self.looks = 0
        self.work = Work(Runner("compiled"), self._cancelled, self.told.append)
        self._patience = patience

    def _cancelled(self) -> bool:
        self.looks += 1
        return self.looks > self._patience


def test_bands_come_after_few_samples_and_are_refined(scenario: Scenario) -> None:
    asked = Asked()
    last = banded(asked.work, scenario, 1, [RUNNING])
    assert last is not None
    assert [one.count for one in asked.told] == list(STAGES[:-1])
    assert last.count == LAST
    again = Asked()
    same = banded(again.work, scenario, 1, [RUNNING])
    assert same is not None
    assert np.array_equal(same.quantiles[RUNNING], last.quantiles[RUNNING])


def test_a_question_that_nobody_wants_is_given_up_soon(scenario: Scenario) -> None:
    asked = Asked(patience=3)
    assert banded(asked.work, scenario.with_value("chips.life", 4.0), 1, [RUNNING]) is None
    assert asked.looks == 4
    assert asked.told == []


def test_the_next_scenario_begins_with_bands_as_even_as_the_last_ended(scenario: Scenario) -> None:
    growing, work = Growing(), Asked().work

    def stage(one: Scenario, count: int) -> Bands:
        growing.turn_to(work, one, 1, (RUNNING,), LAST)
        assert growing.grow(work, count)
        return growing.stage(count)

    stage(scenario, FIRST)
    stage(scenario, LAST)
    moved = scenario.with_value("chips.life", 5.2)
    steady = stage(moved, FIRST).quantiles[RUNNING]
    settled = stage(moved, LAST).quantiles[RUNNING]
    fresh = Growing()
    fresh.turn_to(Asked().work, moved, 1, (RUNNING,), LAST)
    fresh.grow(work, FIRST)
    rough = fresh.stage(FIRST).quantiles[RUNNING]
    assert np.abs(steady - settled).mean() < np.abs(rough - settled).mean() / 2.0


def test_the_only_parameter_that_varies_drives_everything(scenario: Scenario) -> None:
    fixed: dict[str, Uncertainty] = {one.address: Uncertainty() for one in varied(scenario)}
    growth = Uncertainty(1.2, 1.6, "uniform", (0.0, 1.0))
    lone = replace(scenario, uncertainty={**fixed, "chips.efficiency_growth": growth})
    asked = Asked()
    found = driven(asked.work, lone, 1, SOLD, 64)
    assert found is not None
    assert asked.told[-1] == 1.0
    assert found.addresses == ("chips.efficiency_growth",)
    assert abs(found.at(2034.0, 5)[0][1]) > 0.9
    assert found.at(2025.0, 5) == ()


def test_bands_that_are_half_grown_are_not_disturbed(scenario: Scenario) -> None:
    whole = banded(Asked().work, scenario, 3, [RUNNING])
    asked = Asked(patience=10)
    assert banded(asked.work, scenario, 4, [RUNNING]) is None
    driven(asked.work, scenario.with_value("chips.life", 4.0), 4, RUNNING, 32)
    asked.looks = -1000
    grown = banded(asked.work, scenario, 4, [RUNNING])
    fresh = banded(Asked().work, scenario, 4, [RUNNING])
    assert whole is not None
    assert grown is not None
    assert fresh is not None
    assert np.array_equal(grown.quantiles[RUNNING], fresh.quantiles[RUNNING])
    assert not np.array_equal(grown.quantiles[RUNNING], whole.quantiles[RUNNING])


def test_what_matters_stands_out_from_chance(scenario: Scenario) -> None:
    found = driven(Asked().work, scenario, 1, RUNNING, 256)
    assert found is not None
    strongest = found.at(2030.0, 8)
    sizes = [abs(one[1]) for one in strongest]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > found.chance
    assert (np.abs(found.correlations) <= 1.0 + 1e-9).all()


def test_another_process_answers_the_same(scenario: Scenario) -> None:
    errands = Errands()
    told: list[Bands] = []
    try:
        answer: Bands = errands.ask("bands", scenario, 1, (RUNNING,), told=told.append)
    finally:
        errands.close()
    here = banded(Asked().work, scenario, 1, [RUNNING])
    assert here is not None
    assert [one.count for one in told] == list(STAGES[:-1])
    assert answer.quantiles[RUNNING] == pytest.approx(here.quantiles[RUNNING])
