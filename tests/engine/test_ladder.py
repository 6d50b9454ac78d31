"""The relief ladder: a move frees what binds, a smaller one does not, and the next rung stands on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackdesk.engine import Result, Runner
from stackdesk.engine.ladder import Ladder, Move, ladder
from stackdesk.engine.order_by import latest, order_by
from stackdesk.engine.relief import OUTCOME
from stackdesk.scenario import Scenario

YEAR, REGION = 2031.0, "us"


@pytest.fixture(scope="module")
def runner() -> Runner:
    """Give a runner for all of this file's runs."""
    return Runner("compiled")


@pytest.fixture(scope="module")
def found(scenario: Scenario, runner: Runner) -> Ladder:
    """Climb three rungs in a region."""
    climbed = ladder(scenario, YEAR, REGION, runner=runner)
    assert climbed is not None
    return climbed


def binds(result: Result) -> tuple[str, str]:
    """Give what binds at the date."""
    return result.at("binding.layer", YEAR, REGION), result.at("binding.cause", YEAR, REGION)


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
    first = found.rungs[0]
    assert binds(runner.run(scenario)) == (first.bound.layer, first.bound.cause)
    assert first.moves
    for move in first.moves:
        there, short = (runner.run(with_move(scenario, move, part)) for part in (1.0, 0.95))
        assert binds(there) == (move.then.layer, move.then.cause) != (first.bound.layer, first.bound.cause)
        assert binds(short) == (first.bound.layer, first.bound.cause)
        assert there.at(OUTCOME, YEAR, REGION) == pytest.approx(move.outcome, rel=1e-9)
        assert move.outcome >= first.outcome * 0.999
        assert move.then.start <= YEAR <= move.then.end


def test_moves_are_the_smallest_limits_first(found: Ladder) -> None:
    for rung in found.rungs:
        order = [(move.family != "limit", move.factor) for move in rung.moves]
        assert order == sorted(order)
        assert rung.applied is (rung.moves[0] if rung.moves else None)


def test_a_rung_stands_on_the_move_below_and_never_goes_back(found: Ladder, runner: Runner) -> None:
    bounds = [(rung.bound.layer, rung.bound.cause) for rung in found.rungs]
    assert len(found.rungs) > 1
    assert len(set(bounds)) == len(bounds)
    for below, above in zip(found.rungs, found.rungs[1:], strict=False):
        assert below.applied is not None
        result = runner.run(below.applied.scenario)
        assert binds(result) == (above.bound.layer, above.bound.cause)
        assert result.at("infrastructure.running_load", YEAR, REGION) == pytest.approx(above.running)


def test_amounts_are_physical_and_money_has_a_source(found: Ladder, scenario: Scenario) -> None:
    moves = {move.constraint: move for move in found.rungs[0].moves}
    for move in moves.values():
        assert move.amount.unit not in ("x", "")
        if move.family == "limit" and move.unit != "x":
            assert move.amount.number == pytest.approx(move.after - move.before)
    halls = moves["shells_ceiling"]
    height = Runner("compiled").run(scenario).at("infrastructure.ceiling.shells", YEAR, REGION)
    assert halls.amount.number == pytest.approx((halls.factor - 1.0) * height)
    assert halls.amount.unit == "GW"
    assert halls.cost is not None
    unit_cost = scenario.at("infrastructure.shells.cost", YEAR, REGION)
    assert halls.cost.number == pytest.approx(halls.amount.number * unit_cost)
    assert moves["connection"].cost is None


def test_what_is_locked_stays(found: Ladder, scenario: Scenario, runner: Runner) -> None:
    applied = found.rungs[0].applied
    assert applied is not None
    again = ladder(scenario, YEAR, REGION, 1, locked={applied.address}, runner=runner)
    assert again is not None
    assert applied.address not in {move.address for move in again.rungs[0].moves}


def test_nothing_can_be_freed_in_the_past(scenario: Scenario) -> None:
    climbed = ladder(scenario, 2025.0)
    assert climbed is not None
    assert climbed.rungs == ()
    assert "2025 is not after the present" in climbed.reason


def test_a_ladder_can_be_cancelled(scenario: Scenario, runner: Runner) -> None:
    left = iter([False, False, True])
    assert ladder(scenario, YEAR, runner=runner, cancelled=lambda: next(left)) is None


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
