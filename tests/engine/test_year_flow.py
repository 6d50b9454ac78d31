"""One year's flow: every stage is the whole that the series give, and nothing gets lost without a name."""

from __future__ import annotations

import numpy as np
import pytest

from stackdesk.engine import Result
from stackdesk.engine.year_flow import METER, YearFlow, _by_sector, _Reading, year_flow

PLACES = [(2024.0, "World"), (2030.25, "World"), (2040.0, "us")]


@pytest.mark.parametrize(("year", "region"), PLACES)
def test_stages_are_what_the_series_give(baseline: Result, year: float, region: str) -> None:
    flow = year_flow(baseline, year, region)
    totals = {stage.key: stage.total for stage in flow.stages}
    for stage, address in (
        ("computing", "energy.electricity_use"),
        ("use", "chips.in_operation"),
        ("tokens", "applications.tokens_delivered"),
        ("value", "applications.value"),
    ):
        assert totals[stage] == pytest.approx(float(baseline.at(address, year, region))), stage
    assert flow.node("computing", "it").amount == pytest.approx(
        float(baseline.at("energy.it_electricity", year, region))
    )
    assert flow.node("value", "paid").amount == pytest.approx(
        float(baseline.at("applications.spend", year, region)), rel=0.02
    )


@pytest.mark.parametrize(("year", "region"), PLACES)
def test_what_enters_a_part_leaves_it_or_ends_there(baseline: Result, year: float, region: str) -> None:
    flow = year_flow(baseline, year, region)
    for place, stage in enumerate(flow.stages):
        for node in stage.nodes:
            entering = [
                link.right for link in flow.links if (link.stage, link.target) == (place - 1, node.key)
            ]
            leaving = [link.left for link in flow.links if (link.stage, link.source) == (place, node.key)]
            if place:
                assert sum(entering) == pytest.approx(node.amount, rel=1e-9, abs=1e-9 * stage.total), node.key
            if leaving and not node.lost:
                assert sum(leaving) == pytest.approx(node.amount, rel=1e-9, abs=1e-9 * stage.total), node.key
            assert node.amount >= 0.0


def test_losses_lead_nowhere_and_have_names(baseline: Result) -> None:
    flow = year_flow(baseline, 2030.0)
    lost = {(place, node.key) for place, stage in enumerate(flow.stages) for node in stage.nodes if node.lost}
    assert {key for _, key in lost} == {"grid_losses", "cooling", "reserve"}
    assert not lost & {(link.stage, link.source) for link in flow.links}
    assert flow.node(METER, "grid_losses").amount > 0.0


def test_sectors_add_up_to_the_regions_total_before_they_are_scaled(baseline: Result) -> None:
    year = 2026.75  # no region lets capacity cheaply then, which would scale all its sectors alike
    read = _Reading(baseline, year, ("us",))
    tokens, worth = _by_sector(read)
    users = sum(
        float(baseline.at(f"applications.potential.{one}", year, "us"))
        * float(baseline.at(f"applications.adoption.{one}", year, "us"))
        * float(read.record("applications", "grown")[0, place])
        * baseline.scenario.at(f"applications.sectors.{one}.intensity", year)
        * baseline.scenario.at(f"applications.sectors.{one}.cloud_share", year)
        for place, one in enumerate(read.sectors)
    )
    assert tokens.sum() == pytest.approx(float(baseline.at("applications.tokens_delivered", year, "us")))
    assert worth.min() >= 0.0
    income = baseline.scenario.at("applications.income", year, "us")
    spent = income ** baseline.scenario.at("applications.income_elasticity", year)
    wanted = float(baseline.at("applications.tokens_needed", year, "us"))
    assert users * spent * 1e12 == pytest.approx(wanted, rel=1e-3), "as the equations add them up"


def test_a_date_between_two_quarters_lies_between_them(baseline: Result) -> None:
    def served(flow: YearFlow) -> float:
        return flow.node("use", "inference").amount

    ends = [served(year_flow(baseline, year)) for year in (2030.0, 2030.25)]
    middle = served(year_flow(baseline, 2030.125))
    assert min(ends) <= middle <= max(ends)
    assert middle == pytest.approx(float(np.mean(ends)), rel=0.01)
