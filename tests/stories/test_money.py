"""Stories of money: what it buys, and what is stranded without it."""

from __future__ import annotations

from stackdesk.engine import Runner
from stackdesk.scenario import Scenario
from tests.stories.told import LOAD, RENT, TOKENS, Story, share_bound


def test_trillions_build_where_wires_and_suppliers_follow(stories: dict[str, Story]) -> None:
    trillion = stories["trillion-dollar-build-out"]
    assert trillion.change("capital.capex", 2031.0) > 0.1
    assert trillion.change(TOKENS, 2031.0) > 0.05
    assert trillion.change(TOKENS, 2033.0) > 0.1
    assert trillion.change("infrastructure.jobs", 2031.0) > 0.05
    assert trillion.change("capital.capex", 2035.0) < 0.0


def test_money_alone_hardly_buys_a_token(
    runner: Runner, scenarios: dict[str, Scenario], stories: dict[str, Story]
) -> None:
    trillion, baseline = stories["trillion-dollar-build-out"], scenarios["baseline"]
    for address in ("capital.external", "capital.external_growth"):
        baseline = baseline.with_value(address, scenarios["trillion-dollar-build-out"].values[address])
    money = Story(runner.run(baseline), trillion.base)
    assert abs(money.mean_change(TOKENS, 2027.0, 2033.0)) < 0.03
    assert money.change(TOKENS, 2031.0) < 0.4 * trillion.change(TOKENS, 2031.0)


def test_a_drought_strands_halls_and_wires_rather_than_chips(stories: dict[str, Story]) -> None:
    drought = stories["capital-drought"]
    assert drought.share_bound("chips", "capital", "World") > 0.8
    assert share_bound(drought.base, "chips", "capital", "World") == 0.0
    assert drought.run.at(LOAD, 2031.0) < 0.7 * drought.run.at("infrastructure.shell_capacity", 2031.0)
    assert drought.base.at(LOAD, 2031.0) > 0.75 * drought.base.at("infrastructure.shell_capacity", 2031.0)
    assert drought.run.at("chips.idle", 2031.0) < 0.02 * drought.run.at("chips.in_operation", 2031.0)
    assert drought.change("infrastructure.jobs", 2031.0) < -0.5


def test_in_a_drought_rent_falls_first_and_rises_later(stories: dict[str, Story]) -> None:
    drought = stories["capital-drought"]
    assert drought.change(RENT, 2028.0) < -0.25
    assert drought.change(RENT, 2033.0) > 0.25
    for year in (2028.0, 2031.0, 2034.0):
        assert drought.run.at(RENT, year) > drought.run.at("infrastructure.owning_cost", year)
