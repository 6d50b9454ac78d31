"""Stories of supply: power, packaging, memory, people, permits, plant on site."""

from __future__ import annotations

import pytest

from stackdesk.engine import Runner
from stackdesk.scenario import Scenario
from tests.stories.told import LOAD, RENT, TOKENS, Story, share_bound

CONSTRAINED = ("power-constrained", "packaging-constrained", "memory-constrained", "trades-constrained")


def test_without_power_energy_holds_the_united_states(stories: dict[str, Story]) -> None:
    power = stories["power-constrained"]
    assert power.share_bound("energy") > 0.5
    assert power.share_bound("energy") > share_bound(power.base, "energy") + 0.3
    assert power.change(LOAD, 2031.0, "us") < -0.1
    assert power.change("energy.firm_power", 2031.0, "us") < -0.25


def test_without_packaging_chips_hold_the_united_states(stories: dict[str, Story]) -> None:
    packaging = stories["packaging-constrained"]
    assert packaging.share_bound("chips", "packaging") > 0.8
    assert packaging.change("chips.in_operation", 2031.0) < -0.3
    assert packaging.change(RENT, 2031.0) > 0.5
    emptier = packaging.change(LOAD, 2031.0) - packaging.change("infrastructure.shell_capacity", 2031.0)
    assert emptier < -0.1


def test_electricians_and_wires_do_nothing_without_packaging(
    runner: Runner, scenarios: dict[str, Scenario], stories: dict[str, Story]
) -> None:
    eased = scenarios["packaging-constrained"]
    eased = eased.with_value("infrastructure.trades.electricians.reach", 0.12)
    eased = eased.with_value("infrastructure.connection.lead_time", 2.0)
    gain = Story(runner.run(eased), stories["packaging-constrained"].run).change(TOKENS, 2031.0)
    assert gain == pytest.approx(0.0, abs=0.03)


def test_short_memory_binds_sooner_and_halls_stand_empty(stories: dict[str, Story]) -> None:
    memory = stories["memory-constrained"]
    assert memory.share_bound("chips", "memory", "World") > 0.4
    assert memory.share_bound("chips", "memory", "World") > share_bound(
        memory.base, "chips", "memory", "World"
    )
    assert memory.change("chips.in_operation", 2033.0) < -0.1
    assert memory.change(RENT, 2033.0) > 0.15
    emptier = memory.change(LOAD, 2033.0) - memory.change("infrastructure.shell_capacity", 2033.0)
    assert emptier < -0.05


def test_without_trades_work_waits_for_electricians(stories: dict[str, Story]) -> None:
    trades = stories["trades-constrained"]
    assert trades.share_bound("infrastructure", "trade:electricians") > 0.5
    assert share_bound(trades.base, "infrastructure", "trade:electricians") < 0.2
    assert trades.change("infrastructure.wage.electricians", 2029.0, "us") > 0.25
    assert trades.change(LOAD, 2031.0, "us") < -0.3
    assert trades.change("capital.capex", 2030.0) < -0.1


@pytest.mark.parametrize("name", CONSTRAINED)
def test_others_cannot_replace_what_one_limit_takes(stories: dict[str, Story], name: str) -> None:
    """Hence less runs in the World and rent is higher."""
    assert stories[name].change(LOAD, 2031.0) < -0.02
    assert stories[name].change(RENT, 2031.0) > 0.02


def test_a_moratorium_moves_a_part_of_the_load_to_others(stories: dict[str, Story]) -> None:
    permits = stories["permits-moratorium"]
    assert permits.share_bound("infrastructure", "permits") > 0.15
    assert permits.change(LOAD, 2031.0, "us") < -0.3
    for region in ("europe", "gulf", "india"):
        assert permits.change(LOAD, 2031.0, region) > 0.03, region
    lost = permits.base.at(LOAD, 2031.0, "us") - permits.run.at(LOAD, 2031.0, "us")
    net = permits.base.at(LOAD, 2031.0) - permits.run.at(LOAD, 2031.0)
    assert 0.1 < 1.0 - net / lost < 0.7
    assert permits.change(RENT, 2031.0) > 0.1
    assert permits.change(LOAD, 2034.0, "us") < -0.2
    assert permits.change(LOAD, 2034.0, "us") + 0.2 < permits.change(LOAD, 2038.0, "us")


def test_plant_on_site_makes_up_for_a_part_of_a_slow_grid(
    runner: Runner, scenarios: dict[str, Scenario], stories: dict[str, Story]
) -> None:
    rush = stories["on-site-power-rush"]
    address = "infrastructure.connection.lead_time"
    slow = scenarios["on-site-power-rush"].regional["us", address]
    queue = scenarios["baseline"].with_value(address, slow, region="us")
    alone = Story(runner.run(queue), rush.base)
    assert alone.change(LOAD, 2030.0, "us") < 1.3 * rush.change(LOAD, 2030.0, "us") < 0.0
    assert rush.change("energy.firm_power.onsite_gas", 2030.0, "us") > 0.3
    assert rush.change("infrastructure.connected", 2030.0, "us") < -0.1
    dirtier = rush.change("energy.emissions", 2030.0, "us") - rush.change(LOAD, 2030.0, "us")
    assert dirtier > 0.05
