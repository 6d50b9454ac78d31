"""Relief: what easing a constraint by a hundredth does, against runs made by hand."""

from __future__ import annotations

import importlib
import math

import pytest

from stackdesk.core.layer import Constraint
from stackdesk.engine import Measure, Result, Runner
from stackdesk.engine.records import ROOMS
from stackdesk.scenario import Scenario

YEAR = 2031.0
TOKENS = "applications.tokens_delivered"
ALL = {one.name: (room, one) for room in ROOMS for one in room.constraints}


@pytest.fixture(scope="module")
def measure(scenario: Scenario) -> Measure:
    """Measure the World in 2031, by a runner that runs nothing else."""
    return Measure(Runner("compiled"), scenario, YEAR)


def elasticity(before: Result, after: Result, region: str = "World") -> float:
    """Work out by hand what a hundredth did."""
    return math.log(after.at(TOKENS, YEAR, region) / before.at(TOKENS, YEAR, region)) / math.log(1.01)


@pytest.mark.parametrize("name", ["chips", "memory", "access", "connection", "allocation", "skills", "need"])
def test_relief_is_what_a_pair_of_runs_gives(measure: Measure, scenario: Scenario, name: str) -> None:
    """Nearly: stepping into the present a full run already meets the new value half a step before it."""
    room, constraint = ALL[name]
    eased = scenario.with_value(constraint.eases, scenario.at(constraint.eases, 2027.0) * 1.01)
    own = Runner("compiled")
    by_hand = elasticity(own.run(scenario), own.run(eased))
    assert measure.row(room, constraint).elasticity == pytest.approx(by_hand, rel=0.03)


def test_a_lead_time_is_eased_by_shortening_it(scenario: Scenario) -> None:
    """In one region, where halls bind; a run by hand ramps over half a year, hence the wide margin."""
    address = "infrastructure.shells.lead_time"
    eased = scenario.with_value(address, scenario.at(address, 2027.0, "us") / 1.01, region="us")
    own = Runner("compiled")
    by_hand = elasticity(own.run(scenario), own.run(eased), "us")
    row = Measure(Runner("compiled"), scenario, YEAR, "us").row(*ALL["shells"])
    assert row.elasticity == pytest.approx(by_hand, rel=0.3)
    assert by_hand > 0.0


def test_the_families_stand_apart(measure: Measure) -> None:
    found = measure.all(lambda: False)
    assert found is not None
    ceilings, limits = found.family("ceiling"), found.family("limit")
    assert {row.constraint for row in ceilings} | {row.constraint for row in limits} == ALL.keys()
    assert {row.constraint for row in ceilings} & {row.constraint for row in limits} == set()
    assert {row.constraint for row in ceilings} == {
        name for name, (_, one) in ALL.items() if one.family == "ceiling"
    }
    for rows in (ceilings, limits):
        sizes = [abs(row.elasticity or row.per_step or 0.0) for row in rows]
        assert sizes == sorted(sizes, reverse=True)


def test_a_constraint_of_nothing_is_eased_by_its_step(scenario: Scenario) -> None:
    address = "infrastructure.permits.limit"
    shut = scenario.with_value(address, 0.0)
    constraint = Constraint("permits", "land and permits", "limit", address, step=2.0)
    room = ALL["permits"][0]
    row = Measure(Runner("compiled"), shut, YEAR, "us").row(room, constraint)
    own = Runner("compiled")
    closed, opened = own.run(shut), own.run(shut.with_value(address, 2.0, region="us"))
    by_hand = opened.at(TOKENS, YEAR, "us") / closed.at(TOKENS, YEAR, "us") - 1.0
    assert row.elasticity is None
    assert row.per_step == pytest.approx(by_hand, rel=0.05)
    assert by_hand > 0.01


def test_cancelled_on_the_way_gives_nothing(measure: Measure) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert measure.all(cancelled) is None
    assert len(asked) == 4


def test_the_inputs_are_as_before_afterwards(measure: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    before = measure.inputs.parameters.tobytes()
    measure.row(*ALL["connection"])
    measure.next()
    assert measure.inputs.parameters.tobytes() == before

    def fail(*_: object) -> None:
        raise MemoryError

    module = importlib.import_module("stackdesk.engine.relief")  # the package's attribute is the function
    monkeypatch.setattr(module, "rerun", fail)
    with pytest.raises(MemoryError):
        measure.row(*ALL["connection"])
    assert measure.inputs.parameters.tobytes() == before


def test_what_lies_before_the_present_stays(measure: Measure) -> None:
    eased = measure._run([ALL["memory"][1]], 2.0)
    history = measure.base.years <= 2026.75
    assert (eased.world("chips.sold")[history] == measure.base.world("chips.sold")[history]).all()
    assert eased.at("chips.sold", YEAR) > measure.base.at("chips.sold", YEAR) * 1.01


def test_until_is_where_another_layer_binds(scenario: Scenario) -> None:
    found = 0
    for year in (2031.0, 2034.0):
        measure = Measure(Runner("compiled"), scenario, year, "us")
        bound = measure.base.at("binding.layer", year, "us")
        for name in ("shells_ceiling", "equipment", "access", "memory"):
            room, constraint = ALL[name]
            until = measure.row(room, constraint, until=True).until
            if until is not None:
                found += 1
                there, before = (measure._run([constraint], until * part) for part in (1.0, 0.975))
                assert there.at("binding.layer", year, "us") != bound
                assert before.at("binding.layer", year, "us") == bound
    assert found > 0


def test_what_binds_next_binds_with_the_ceilings_lifted(scenario: Scenario) -> None:
    measure = Measure(Runner("compiled"), scenario, YEAR, "us")
    layer = measure.base.at("binding.layer", YEAR, "us")
    found = measure.next()
    assert found is not None
    assert (found.layer, found.cause) != (layer, measure.base.at("binding.cause", YEAR, "us"))
    assert found.label
    assert found.gw > 0.0
