"""What depends on a parameter is read off the equations: nothing is missing, and what is told is so."""

from __future__ import annotations

import pytest

from stackdesk.engine import run
from stackdesk.engine.effects import effects
from stackdesk.engine.runner import Runner
from stackdesk.engine.uses import graph_of_walk, uses
from stackdesk.scenario import Scenario, reference

NEWEST = reference()
CATALOGUE = NEWEST.catalogue


def test_every_parameter_is_read_by_an_equation_and_reaches_a_series() -> None:
    for address in CATALOGUE.parameters:
        found = uses(CATALOGUE, address)
        assert found.series, address
        assert found.equations, address
        for _, name, line in found.equations:
            assert line, name


@pytest.mark.parametrize(
    ("address", "equation", "series"),
    [
        ("capital.hosting", "hosting_weight", "infrastructure.chips_asked"),
        (
            "infrastructure.trades.electricians.share",
            "people_needed",
            "infrastructure.trades.electricians.needed",
        ),
        ("energy.sources.gas.firm_share", "firm_of", "energy.firm_power.gas"),
        ("applications.sectors.legal.headcount", "report", "applications.headcount.legal"),
    ],
)
def test_the_equation_that_reads_it_and_the_series_that_it_reaches_are_named(
    address: str, equation: str, series: str
) -> None:
    found = uses(CATALOGUE, address)
    assert equation in [name for _, name, _ in found.equations]
    assert series in found.series


def test_a_series_that_nothing_leads_to_does_not_move() -> None:
    """The graph misses no way: what it does not reach stays the same in a run."""
    address = "applications.sectors.legal.headcount"
    graph = graph_of_walk()
    front, seen = [("p", *CATALOGUE.parameter(address).path)], set()
    while front:
        place = front.pop()
        front += [one for one in graph.made.get(place, ()) if one not in seen]
        seen |= graph.made.get(place, set())
    reached = {(kind, words[0], ".".join(words[1:])) for kind, *words in seen}
    before = run(Scenario(NEWEST))
    after = run(Scenario(NEWEST).with_value(address, NEWEST.value(address) * 1.5))  # type: ignore[operator]
    moved = {
        one
        for one in CATALOGUE.series
        if one not in ("binding.layer", "binding.cause") and (before[one] != after[one]).any()
    }
    assert moved
    for one in moved:
        kind, _, name = CATALOGUE.series[one].source.partition(".")
        assert ({"flows": "f", "state": "s"}[kind], CATALOGUE.series[one].layer, name) in reached, one


OUTCOMES = ("applications.tokens_delivered", "energy.emissions")


@pytest.mark.parametrize(
    ("address", "relative"),
    [
        ("energy.losses", True),
        ("infrastructure.trades.electricians.share", True),
        ("energy.ease.power", True),
    ],
)
def test_an_effect_is_the_gap_of_two_runs(address: str, relative: bool) -> None:
    scenario = Scenario(NEWEST)
    found = effects(scenario, address, None, 2031.0, OUTCOMES, Runner())
    assert found.relative is relative
    assert found.end == pytest.approx(found.start * 1.1)
    base = run(scenario).at(OUTCOMES[0], 2031.0)
    assert found.rows[0].before == base
    assert [row.series for row in found.rows] == list(OUTCOMES)
    assert found.elasticity(found.rows[0]) == pytest.approx(
        (found.rows[0].after / base - 1.0) / 0.1, rel=1e-6
    )


def test_at_the_limit_it_goes_down_and_from_zero_a_step() -> None:
    full = Scenario(NEWEST).with_value("infrastructure.network.allocation", 1.0)
    found = effects(full, "infrastructure.network.allocation", None, 2031.0, OUTCOMES, Runner())
    assert [found.start, found.end] == pytest.approx([1.0, 0.9])
    none = Scenario(NEWEST).with_value("energy.reserve", 0.0)
    found = effects(none, "energy.reserve", None, 2031.0, OUTCOMES, Runner())
    assert (found.start, found.relative) == (0.0, False)
    assert found.end == CATALOGUE.parameter("energy.reserve").quantity.step
    assert found.elasticity(found.rows[0]) != found.elasticity(found.rows[0])  # nan: no share of nothing


def test_a_path_is_moved_as_a_whole() -> None:
    address = "infrastructure.connection.lead_time"
    scenario = Scenario(NEWEST).with_value(address, {2028.0: 3.0, 2032.0: 2.0})
    found = effects(scenario, address, None, 2030.0, OUTCOMES, Runner())
    assert [found.start, found.end] == pytest.approx([2.5, 2.75])
