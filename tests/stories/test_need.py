"""Stories of demand: open models, agents, reliability, efficiency, rent."""

from __future__ import annotations

import pytest

from stackdesk.engine import Runner
from stackdesk.scenario import Scenario
from tests.stories.told import ELECTRICITY, LOAD, RENT, TOKENS, VALUE, Story

BELOW = (
    "chips.in_operation",
    "infrastructure.shell_capacity",
    "infrastructure.connected",
    "energy.firm_power",
    ELECTRICITY,
)
"""One series of each layer below models, from chips down to the power plant."""


@pytest.mark.parametrize("series", BELOW)
def test_an_open_reasoning_model_pulls_every_layer(stories: dict[str, Story], series: str) -> None:
    assert stories["open-reasoning-model"].mean_change(series, 2028.0, 2039.0) > 0.003


def test_an_open_reasoning_model_moves_price_first(stories: dict[str, Story]) -> None:
    opened = stories["open-reasoning-model"]
    assert opened.mean_change(TOKENS, 2028.0, 2039.0) > 0.02
    assert opened.change(RENT, 2028.0) > 0.1
    assert abs(opened.change(LOAD, 2028.0)) < 0.02
    assert opened.change("applications.adoption.legal", 2030.0) > 0.05


def test_a_squeeze_raises_rent_and_not_the_cost_of_owning(stories: dict[str, Story]) -> None:
    squeeze = stories["gpu-rent-squeeze"]
    assert squeeze.mean_change(RENT, 2028.0, 2031.0) > 0.2
    assert squeeze.change("infrastructure.owning_cost", 2029.0) == pytest.approx(0.0, abs=0.03)
    assert squeeze.mean_change(LOAD, 2027.0, 2031.0) == pytest.approx(0.0, abs=0.03)
    assert squeeze.change("models.training_compute", 2028.0) < -0.04
    assert squeeze.change("applications.adoption.consumer", 2031.0) < -0.06


def test_agents_outbid_consumers_as_long_as_supply_is_short(stories: dict[str, Story]) -> None:
    agents = stories["agents-take-off"]
    assert agents.change("applications.spend", 2030.0) > 0.2
    assert agents.change(RENT, 2030.0) > 0.15
    assert agents.change(VALUE, 2030.0) > 0.2
    assert 0.0 < agents.change(TOKENS, 2030.0) < 0.15
    assert agents.change("applications.adoption.consumer", 2031.0) < -0.02
    assert agents.change("models.training_compute", 2028.0) < -0.03
    assert 0.0 < agents.change(LOAD, 2031.0) < 0.05


def test_reliability_is_worth_money_before_it_is_worth_watts(stories: dict[str, Story]) -> None:
    crossed, undone = stories["reliability-threshold"], stories["reliability-undone"]
    assert crossed.change("applications.adoption.healthcare", 2030.0) > 0.15
    assert crossed.change("applications.adoption.legal", 2030.0) > 0.07
    assert crossed.change(VALUE, 2031.0) > 0.05
    assert undone.change("applications.adoption.healthcare", 2030.0) < -0.15
    assert undone.change("applications.adoption.legal", 2030.0) < -0.1
    assert undone.change(VALUE, 2031.0) < -0.03
    for one in (crossed, undone):
        assert one.mean_change(ELECTRICITY, 2028.0, 2034.0) == pytest.approx(0.0, abs=0.02)


def test_efficiency_is_relief_with_a_lag(
    runner: Runner, scenarios: dict[str, Scenario], stories: dict[str, Story]
) -> None:
    efficient = stories["efficiency-breakthrough"]
    assert efficient.change(TOKENS, 2031.0) > 1.0
    assert efficient.change("models.token_price", 2031.0) < -0.5
    assert efficient.change(ELECTRICITY, 2029.0) == pytest.approx(0.0, abs=0.05)
    assert efficient.change(ELECTRICITY, 2031.0) < -0.05
    assert efficient.change(ELECTRICITY, 2035.0) < -0.2
    elastic = [
        runner.run(scenarios[name].with_value("applications.elasticity", 1.5))
        for name in ("efficiency-breakthrough", "baseline")
    ]
    assert Story(*elastic).change(ELECTRICITY, 2035.0) < -0.1
