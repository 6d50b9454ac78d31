"""The relief ladder: a move frees what binds, a smaller one does not, and the next rung stands on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackdesk.engine import Result, Runner
from stackdesk.engine.ladder import Ladder, Move, _Climb, ladder
from stackdesk.engine.order_by import latest, order_by
from stackdesk.engine.relief import OUTCOME
from stackdesk.scenario import Scenario

REGION = "us"
YEARS = (2031.0, 2030.0, 2029.0, 2033.0, 2028.0)


@pytest.fixture(scope="module")
def runner() -> Runner:
    """Give a runner for all of this file's runs."""
    return Runner("compiled")


@pytest.fixture(scope="module")
def found(scenario: Scenario, runner: Runner) -> Ladder:
    """Climb in a region, at a date at which something can be freed."""
    climbed = (ladder(scenario, year, REGION, runner=runner) for year in YEARS)
    return next(one for one in climbed if one is not None and len(one.rungs) > 1)


def binds(result: Result, year: float) -> tuple[str, str]:
    """Give what binds at a date."""
    return result.at("binding.layer", year, REGION), result.at("binding.cause", year, REGION)


def with_move(scenario: Scenario, move: Move, part: float = 1.0) -> Scenario:
    """Make a move, or a part of it on the way there, by an event."""
    *before, eased = move.scenario.events
    assert eased.multiply is not None
    multiply = 1.0 + (move.factor - 1.0) * part
    inverse = eased.multiply < 1.0
    eased = replace(eased, multiply=1.0 / multiply if inverse else multiply)
    return replace(scenario, events=(*before, eased))


def test_a_move_frees_what_binds_and_a_smaller_one_does_not(
    scenario: Scenario, found: Ladder, runner: Runner
) -> None:
    first, year = found.rungs[0], found.year
    assert binds(runner.run(scenario), year) == (first.bound.layer, first.bound.cause)
    assert first.moves
    for move in first.moves:
        there, short = (runner.run(with_move(scenario, move, part)) for part in (1.0, 0.95))
        assert (
            binds(there, year) == (move.then.layer, move.then.cause) != (first.bound.layer, first.bound.cause)
        )
        assert binds(short, year) == (first.bound.layer, first.bound.cause)
        assert there.at(OUTCOME, year, REGION) == pytest.approx(move.outcome, rel=1e-9)
        assert move.outcome >= first.outcome * 0.999
        assert move.then.start <= year <= move.then.end


def test_moves_are_the_smallest_limits_first(found: Ladder) -> None:
    for rung in found.rungs:
        order = [(move.family != "limit", move.factor) for move in rung.moves]
        assert order == sorted(order)
        assert rung.applied is (rung.moves[0] if rung.moves else None)


def test_a_rung_stands_on_the_move_below_and_never_goes_back(found: Ladder, runner: Runner) -> None:
    bounds = [(rung.bound.layer, rung.bound.cause) for rung in found.rungs]
    assert len(set(bounds)) == len(bounds)
    for below, above in zip(found.rungs, found.rungs[1:], strict=False):
        assert below.applied is not None
        result = runner.run(below.applied.scenario)
        assert binds(result, found.year) == (above.bound.layer, above.bound.cause)
        assert result.at("infrastructure.running_load", found.year, REGION) == pytest.approx(above.running)


def eased(scenario: Scenario, runner: Runner, name: str, factor: float) -> Move:
    """Make a move of a given size."""
    climb = _Climb(runner, scenario, 2031.0, REGION, (), ())
    (one,) = (each for each in climb.tried if each.constraint.name == name)
    one.least = factor
    return one.move()


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("shells_ceiling", "infrastructure.ceiling.shells"),
        ("energy", "infrastructure.ceiling.energy"),
        ("memory", "chips.memory_capacity"),
    ],
)
def test_a_factor_is_told_in_physical_units(
    scenario: Scenario, runner: Runner, name: str, series: str
) -> None:
    amount = eased(scenario, runner, name, 1.2).amount
    assert amount.number == pytest.approx(0.2 * runner.run(scenario).at(series, 2031.0, REGION))
    assert amount.unit == scenario.catalogue.series[series].unit


def test_lead_times_shrink_and_what_is_nothing_grows_by_steps(scenario: Scenario, runner: Runner) -> None:
    shorter = eased(scenario, runner, "connection_time", 1.25)
    assert shorter.after == pytest.approx(shorter.before / 1.25)
    assert (shorter.amount.number, shorter.amount.unit) == (shorter.after - shorter.before, "years")
    shut = scenario.with_value("infrastructure.permits.limit", 0.0)
    opened = eased(shut, runner, "permits", 1.2)
    assert [opened.before, opened.after] == pytest.approx([0.0, 2.0])


def test_money_is_told_where_a_unit_cost_has_a_source(scenario: Scenario, runner: Runner) -> None:
    halls = eased(scenario, runner, "shells_ceiling", 1.2)
    assert halls.cost is not None
    unit_cost = scenario.at("infrastructure.shells.cost", 2031.0, REGION)
    assert halls.cost.number == pytest.approx(halls.amount.number * unit_cost)
    plant = eased(scenario, runner, "build_limit:nuclear", 1.2)
    assert plant.cost is not None
    unit_cost = scenario.at("energy.sources.nuclear.capital_cost", 2031.0)
    assert plant.cost.number == pytest.approx(plant.amount.number * unit_cost / 1000.0)
    assert plant.cost.unit == "billion USD/yr"
    assert eased(scenario, runner, "connection", 1.2).cost is None


def test_what_is_locked_stays(found: Ladder, scenario: Scenario, runner: Runner) -> None:
    applied = found.rungs[0].applied
    assert applied is not None
    again = ladder(scenario, found.year, REGION, 1, locked={applied.address}, runner=runner)
    assert again is not None
    assert applied.address not in {move.address for move in again.rungs[0].moves}


def test_nothing_can_be_freed_in_the_past(scenario: Scenario) -> None:
    climbed = ladder(scenario, 2025.0)
    assert climbed is not None
    assert climbed.rungs == ()
    assert "2025 is not after the present" in climbed.reason


def test_a_ladder_can_be_cancelled(scenario: Scenario, runner: Runner) -> None:
    left = iter([False, False, True])
    assert ladder(scenario, 2030.0, runner=runner, cancelled=lambda: next(left)) is None


# ------------------------------------------------------------------------------------------- order by


def test_orders_are_read_backwards_through_the_lead_times(scenario: Scenario) -> None:
    rows = order_by(scenario, 2032.0, "us")
    assert [row.order for row in rows] == sorted(row.order for row in rows)
    addresses = {row.address for row in rows}
    assert addresses == {one for one in scenario.catalogue.parameters if one.endswith(".lead_time")}
    for row in rows:
        regional = scenario.catalogue.parameter(row.address).quantity.regional
        lead = scenario.at(row.address, row.order, "us" if regional else None)
        assert row.order + lead == pytest.approx(2032.0)
        assert row.lead == pytest.approx(lead)
        assert row.late == (row.order < scenario.present)


def test_the_queue_counts_as_it_runs(scenario: Scenario, baseline: Result) -> None:
    rows = order_by(scenario, 2032.0, "europe", baseline)
    (queue,) = [row for row in rows if row.label == "Connection with its queue"]
    assert queue.order + baseline.at("infrastructure.connection_wait", queue.order, "europe") == (
        pytest.approx(2032.0, abs=0.01)
    )


def test_the_last_date_in_time_when_lead_times_change() -> None:
    def falls(date: float) -> float:
        return 6.0 - 0.5 * (date - 2025.0)

    order = latest(falls, 2033.0, 2023.0)
    assert order + falls(order) == pytest.approx(2033.0)
    assert latest(lambda _: 20.0, 2033.0, 2023.0) == 2013.0
    assert latest(lambda _: 0.0, 2033.0, 2023.0) == 2033.0

    def drops(date: float) -> float:
        return 5.0 if date < 2030.0 else 1.0

    assert latest(drops, 2032.0, 2023.0) == 2031.0


def test_the_event_of_a_move_is_the_move(scenario: Scenario, found: Ladder, runner: Runner) -> None:
    for rung in found.rungs:
        for move in rung.moves:
            *before, _ = move.scenario.events
            made = replace(scenario, events=(*before, move.event))
            assert made.at(move.address, found.year, move.region) == pytest.approx(move.after)
            result = runner.run(made)
            assert result.at(OUTCOME, found.year, REGION) == pytest.approx(move.outcome, rel=1e-9)


def test_a_climb_tells_how_far_it_is(scenario: Scenario, found: Ladder, runner: Runner) -> None:
    told: list[float] = []
    ladder(scenario, found.year, REGION, rungs=2, runner=runner, progress=told.append)
    assert told == sorted(told)
    assert (told[0], len(set(told)) == len(told), told[-1] < 1.0) == (0.0, True, True)
