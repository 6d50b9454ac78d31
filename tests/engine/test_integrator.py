"""How time is stepped: half the step changes little, delays come near the exact ones, runs restart."""

from __future__ import annotations

import math

import numpy as np
import pytest

from stackdesk.core.dynamics import approached, lagged, through
from stackdesk.engine import Result, Runner
from stackdesk.engine.runner import rerun
from stackdesk.scenario import Scenario
from tests.engine.box import Box, Change

HEADLINES = ("chips.sold", "chips.in_operation", "applications.tokens_delivered", "capital.cumulative")


@pytest.fixture(scope="module")
def finer(scenario: Scenario) -> Result:
    """Run with half the default step."""
    return Runner("compiled", steps_per_year=16).run(scenario)


@pytest.mark.parametrize("address", HEADLINES)
@pytest.mark.parametrize("year", [2026.0, 2030.0, 2040.0])
def test_half_the_step_changes_little(baseline: Result, finer: Result, address: str, year: float) -> None:
    assert baseline.at(address, year) == pytest.approx(finer.at(address, year), rel=0.02)


@pytest.mark.parametrize("address", HEADLINES)
def test_the_error_falls_with_the_step(scenario: Scenario, finer: Result, address: str) -> None:
    """By at least two when the step halves; Heun's method would give four where nothing switches."""
    coarse, middle = (Runner("compiled", steps).run(scenario).world(address) for steps in (4, 8))
    error = [float(np.abs(one[4:] / finer.world(address)[4:] - 1.0).mean()) for one in (coarse, middle)]
    assert error[0] > 2.0 * error[1]


def erlang(age: float, lead_time: float) -> float:
    """Share of what entered a third-order delay that has left it at an age."""
    x = 3.0 * age / lead_time
    return 1.0 - math.exp(-x) * (1.0 + x + x * x / 2.0)


@pytest.mark.parametrize("lead_time", [0.3, 1.0, 3.0, 8.0])
@pytest.mark.parametrize("steps", [4, 8, 24])
def test_a_delay_comes_near_the_exact_one(lead_time: float, steps: int) -> None:
    """What is inside enters at once; one eighth of a year is off by a few hundredths at most."""
    pipe, out, worst = [1.0, 0.0, 0.0], 0.0, 0.0
    for step in range(10 * steps):
        after = [0.0, 0.0, 0.0]
        out += through(pipe, after, 0.0, lead_time, 1.0 / steps, 1.0) / steps
        pipe = after
        worst = max(worst, abs(out - erlang((step + 1) / steps, lead_time)))
    assert worst < 0.75 / steps / lead_time


@pytest.mark.parametrize("tau", [0.05, 0.5, 7.0])
def test_lags_are_exact_whatever_the_step(tau: float) -> None:
    stock, level = 4.0, 4.0
    for _ in range(24):
        stock, level = lagged(stock, 3.0, tau, 1.0 / 12), approached(level, 1.0, tau, 1.0 / 12)
    kept = math.exp(-2.0 / tau)
    assert stock == pytest.approx(4.0 * kept + 3.0 * tau * (1.0 - kept), rel=1e-12)
    assert level == pytest.approx(1.0 + 3.0 * kept, rel=1e-12)


@pytest.mark.parametrize("year", [2026.5, 2033.0])
def test_a_run_restarts_from_a_state_it_kept(box: Box, year: float) -> None:
    """Exactly, with inputs changed from the present on; the step into the present already meets them."""
    step = round((year - 2023.0) / box.inputs.h)
    full = box.run(Change("infrastructure.connection.lead_time", 2.0))
    before = box.base if year < 2026.75 else full
    again = rerun(box.runner, before, box.inputs, step, len(box.inputs.years) - 1)
    assert np.array_equal(again.states, full.states)
    assert np.array_equal(again.flows, full.flows)


def test_a_run_may_end_early(box: Box) -> None:
    """What lies beyond stays the base's."""
    full = box.run(Change("capital.external", 300.0))
    some = rerun(box.runner, box.base, box.inputs, 28, 80)
    rows = np.arange(len(full.years))
    assert np.array_equal(some.states[rows <= 40], full.states[rows <= 40])
    assert np.array_equal(some.states[rows > 40], box.base.states[rows > 40])
