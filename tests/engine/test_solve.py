"""Dragging the result: what is solved is reached, what cannot be is said, and the smallest move is that."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import pytest

from stackdesk.core.errors import AddressError, ValueRefusedError
from stackdesk.engine import Result, Runner
from stackdesk.engine.probe import Probe
from stackdesk.engine.reach import Reach
from stackdesk.engine.solve import Move, Runs, Target, all_levers, propose, solve
from stackdesk.scenario import Scenario

TOKENS = "applications.tokens_delivered"
LEAD = "infrastructure.connection.lead_time"
LOSSES, SERVING, LIFE = "energy.losses", "models.serving_efficiency", "chips.life"


class FakeResult:
    """Gives one number for every series."""

    def __init__(self, number: float) -> None:
        self.number = number

    def at(self, address: str, year: float, region: str | None = None) -> Any:
        """Give the number, or what binds."""
        return {"binding.layer": "chips", "binding.cause": "memory"}.get(address, self.number)

    def cause_label(self, layer: str, cause: str) -> str:
        """Say a cause in words."""
        return cause


class FakeRuns:
    """Answers with a function of the scenario and counts the runs."""

    def __init__(self, scenario: Scenario, response: Callable[[Scenario], float]) -> None:
        self.response, self.asked = response, 0
        self.base = self.run(scenario)

    def run(self, scenario: Scenario) -> Result:
        """Run one."""
        self.asked += 1
        return cast(Result, FakeResult(self.response(scenario)))


def fake(scenario: Scenario, **weights: float) -> Runs:
    """Give runs that answer 100 plus weights times the moves of some levers, in shares of their range."""
    addresses = {"losses": LOSSES, "serving": SERVING, "life": LIFE}

    def response(changed: Scenario) -> float:
        return 100.0 + sum(
            weight * Reach.of(scenario, addresses[name]).share(changed.at(addresses[name], 2030.0))
            for name, weight in weights.items()
        )

    return FakeRuns(scenario, response)


def target(value: float, year: float = 2030.0) -> Target:
    """Give a target for tokens in the World."""
    return Target(TOKENS, year, value)


# ------------------------------------------------------------------------------------- the real model


@pytest.fixture(scope="module")
def probe(scenario: Scenario) -> Probe:
    """Give runs to 2030 of the compiled engine."""
    return Probe(scenario, 2030.0, Runner("compiled"))


@pytest.mark.parametrize(
    ("lever", "region", "factor"),
    [(SERVING, None, 1.3), (LEAD, None, 0.9), (LEAD, "us", 0.97), ("capital.external", None, 0.9)],
)
def test_a_full_run_with_the_value_reaches_the_target(
    scenario: Scenario, probe: Probe, lever: str, region: str | None, factor: float
) -> None:
    wanted = target(probe.base.at(TOKENS, 2030.0) * factor)
    solution = solve(scenario, wanted, lever, region, probe=probe)
    assert solution.reason == ""
    assert solution.best.region == region
    run = Runner("compiled").run(scenario.with_value(lever, solution.best.value, region))
    assert run.at(TOKENS, 2030.0) == pytest.approx(wanted.value, rel=1e-6)
    assert run.at(TOKENS, 2030.0) == pytest.approx(solution.best.reached, rel=1e-12)


def test_the_smallest_of_several_moves_comes_first_and_all_are_solutions(
    scenario: Scenario, probe: Probe
) -> None:
    proposals = propose(scenario, target(probe.base.at(TOKENS, 2030.0) * 0.9), probe=probe)
    assert proposals is not None
    assert len({move.lever for move in proposals.moves}) == 3
    shares = [abs(move.share) for move in proposals.moves]
    assert shares == sorted(shares)
    for move in proposals.moves:
        run = Runner("compiled").run(scenario.with_value(move.lever, move.value))
        assert run.at(TOKENS, 2030.0) == pytest.approx(proposals.target.value, rel=1e-6)
        alone = solve(scenario, proposals.target, move.lever, probe=probe)
        assert alone.best.value == pytest.approx(move.value, rel=1e-4)


def test_out_of_reach_says_how_far_one_gets_and_what_binds_there(scenario: Scenario, probe: Probe) -> None:
    before = probe.base.at(TOKENS, 2030.0)
    solution = solve(scenario, target(before * 50.0), LEAD, probe=probe)
    assert solution.moves == ()
    run = Runner("compiled").run(scenario.with_value(LEAD, solution.nearest.value))
    assert run.at(TOKENS, 2030.0) == pytest.approx(solution.nearest.reached)
    assert run.at(TOKENS, 2030.0) >= before
    assert str(run.at("binding.layer", 2030.0)) in solution.reason
    assert f"{solution.nearest.reached:.4g} tokens/yr" in solution.reason


def test_a_probe_gives_what_a_full_run_gives(scenario: Scenario, probe: Probe) -> None:
    edited = scenario.with_value(LEAD, {2024.0: 3.0, 2029.0: 5.0})  # history, too
    for changed in (edited, scenario.with_value(LEAD, 2.0), scenario):
        full, near = Runner("compiled").run(changed), probe.run(changed)
        rows = full.years <= 2030.0
        assert (near.flows[rows].tobytes(), near.scenario) == (full.flows[rows].tobytes(), changed)


# --------------------------------------------------------------------------------------- fake runs


def test_a_response_that_turns_has_two_solutions_the_nearer_first(scenario: Scenario) -> None:
    turns = FakeRuns(scenario, lambda changed: -((changed.at(LEAD, 2030.0) - 2.0) ** 2))
    solution = solve(scenario, target(-1.0), LEAD, probe=turns)
    values = [move.value for move in solution.moves]
    now = scenario.at(LEAD, 2028.0)
    assert sorted(values) == pytest.approx([1.0, 3.0], rel=1e-6)
    assert abs(now - values[0]) < abs(now - values[1])


def test_the_published_range_can_be_kept_to(scenario: Scenario) -> None:
    low, high = Reach.of(scenario, LEAD).measure
    probe = FakeRuns(scenario, lambda changed: changed.at(LEAD, 2030.0))
    outside = target(high * 1.5)
    assert solve(scenario, outside, LEAD, probe=probe).best.outside
    kept = solve(scenario, outside, LEAD, within="published", probe=probe)
    assert kept.moves == ()
    assert kept.nearest.value == pytest.approx(high)
    assert "the most that was tried" in kept.reason
    assert not solve(scenario, target((low + high) / 2), LEAD, probe=probe).best.outside


def test_a_lever_without_effect_is_told(scenario: Scenario) -> None:
    solution = solve(scenario, target(110.0), LEAD, probe=fake(scenario))
    assert (solution.moves, solution.nearest.reached) == ((), 100.0)
    assert f"{LEAD} does not move {TOKENS} by 2030: it stays at 100 tokens/yr" in solution.reason


def test_a_leap_past_the_target_is_told(scenario: Scenario) -> None:
    leaps = FakeRuns(scenario, lambda changed: 1.0 + (changed.at(LEAD, 2030.0) > 4.0))
    solution = solve(scenario, target(1.5), LEAD, probe=leaps)
    assert solution.moves == ()
    assert "leaps past the target" in solution.reason
    assert "4 years" in solution.reason


def test_the_past_and_locked_levers_do_not_give(scenario: Scenario) -> None:
    probe = fake(scenario, losses=-10.0)
    past = solve(scenario, target(101.0, 2025.0), LOSSES, probe=probe)
    assert (past.moves, past.nearest.value) == ((), scenario.at(LOSSES, 2030.0))
    assert "2025 is not after the present" in past.reason
    locked = solve(scenario, target(101.0), LOSSES, locked={LOSSES}, probe=probe)
    assert (locked.moves, locked.reason) == ((), f"{LOSSES} is locked")


def proposed(scenario: Scenario, value: float, *locked: str, **weights: float) -> tuple[Move, ...]:
    """Give the proposals for a target of fake runs."""
    levers = (LIFE, LOSSES, SERVING)
    found = propose(scenario, target(value), levers, locked=locked, probe=fake(scenario, **weights))
    assert found is not None
    return found.moves


def test_proposals_are_the_smallest_moves_in_shares(scenario: Scenario) -> None:
    moves = proposed(scenario, 101.0, losses=-20.0, serving=40.0, life=8.0)
    assert [move.lever for move in moves] == [SERVING, LOSSES, LIFE]
    assert [move.share for move in moves] == pytest.approx([1 / 40, -1 / 20, 1 / 8])
    assert [move.reached for move in moves] == pytest.approx([101.0] * 3)


def test_locked_levers_stay_and_others_take_their_place(scenario: Scenario) -> None:
    moves = proposed(scenario, 101.0, SERVING, losses=-20.0, serving=40.0)
    assert [move.lever for move in moves] == [LOSSES]
    nobody = propose(scenario, target(101.0), (LIFE,), locked={LIFE}, probe=fake(scenario, life=1.0))
    assert nobody is not None
    assert (nobody.moves, nobody.reason) == ((), "every lever is locked")


def test_when_no_lever_reaches_it_the_nearest_is_named(scenario: Scenario) -> None:
    found = propose(scenario, target(1e6), (LOSSES, LIFE), probe=fake(scenario, losses=1.0, life=3.0))
    assert found is not None
    assert found.moves == ()
    assert found.nearest is not None
    assert found.nearest.lever == LIFE
    assert LIFE in found.reason


def test_proposals_can_be_cancelled(scenario: Scenario) -> None:
    left = iter([False, False, True])
    assert propose(scenario, target(1.0), probe=fake(scenario), cancelled=lambda: next(left)) is None


def test_every_layer_offers_its_levers(scenario: Scenario) -> None:
    offered = all_levers(scenario)
    assert {lever.split(".")[0] for lever in offered} == {room.key for room in scenario.catalogue.layers}


@pytest.mark.parametrize(
    ("wanted", "lever", "error"),
    [
        (Target("binding.layer", 2030.0, 1.0), LEAD, ValueRefusedError),
        (Target(TOKENS, 2030.0, math.nan), LEAD, ValueRefusedError),
        (Target("energy.nothing", 2030.0, 1.0), LEAD, AddressError),
        (Target(TOKENS, 2030.0, 1.0, "moon"), LEAD, AddressError),
        (target(1.0), "energy.nothing", AddressError),
    ],
)
def test_what_does_not_exist_is_refused(
    scenario: Scenario, probe: Probe, wanted: Target, lever: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        solve(scenario, wanted, lever, probe=probe)


def test_reach_goes_by_the_published_range_of_a_region_and_to_the_limits(scenario: Scenario) -> None:
    reach = Reach.of(scenario, LEAD, "us")
    assert reach.measure == scenario.reference.entry(LEAD).range("us")
    values = reach.scan()
    assert (min(values), max(values)) == scenario.catalogue.limits(scenario.catalogue.parameter(LEAD), "us")
    assert reach.now in values
    assert [reach.moved(reach.share(value)) for value in values] == pytest.approx(values)
    easing = Reach.of(scenario, "chips.ease.memory")
    assert not easing.published
    assert easing.share(2.0) == pytest.approx(0.5)
    assert easing.moved(-0.5) == pytest.approx(0.5)


def test_locked_shares_of_the_same_whole_stay(scenario: Scenario) -> None:
    group = scenario.reference.shares["infrastructure.trades.electricians.share"]
    (lever, _), (held, _), *_ = group.members
    seen: list[Scenario] = []

    def response(changed: Scenario) -> float:
        seen.append(changed)
        return 100.0 * changed.at(lever, 2030.0)

    now, stays = scenario.at(lever, 2030.0), scenario.at(held, 2030.0)
    found = solve(scenario, target(90.0 * now), lever, locked={held}, probe=FakeRuns(scenario, response))
    assert found.moves
    assert len({one.at(lever, 2030.0) for one in seen}) > 1
    assert [one.at(held, 2030.0) for one in seen] == pytest.approx([stays] * len(seen))
