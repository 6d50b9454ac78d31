"""Answers from another process are those of this one; a question can be cancelled."""

from __future__ import annotations

import pickle
import threading
from dataclasses import replace

import pytest

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.attribution import attribute
from stackdesk.engine.errands import ErrandCancelledError, Errands, pickled
from stackdesk.engine.solve import Target, solve
from stackdesk.scenario import Event, Scenario

LEVER = "infrastructure.connection.lead_time"
LOAD = "infrastructure.running_load"


@pytest.fixture(scope="module")
def errands() -> Errands:
    return Errands()


def test_a_scenario_travels_whole(scenario: Scenario) -> None:
    edited = replace(
        scenario.with_value(LEVER, 2.345678901234567).with_value(LEVER, 1.5, "us").with_reason(LEVER, "why"),
        events=(Event(2027.5, LEVER, "halved", multiply=0.5),),
        title="Queues “halve”",
    )
    came, again = pickle.loads(pickled((edited, edited)))
    assert came == edited
    assert came.reference is edited.reference
    assert again is came


def test_a_lever_is_solved_for_elsewhere_as_here(errands: Errands, scenario: Scenario) -> None:
    target = Target(LOAD, 2030.0, 90.0)
    found = errands.ask("solve", scenario, target, LEVER)
    assert found == solve(scenario, target, LEVER)
    assert found.moves


def test_a_gap_is_attributed_elsewhere_as_here(errands: Errands, scenario: Scenario) -> None:
    other = scenario.with_value(LEVER, 2.0).with_value("energy.losses", 0.1)
    asked = (scenario, other, (LOAD,), ("World",), (2030.0,))
    assert errands.ask("attribute", *asked) == attribute(*asked)


def test_what_is_refused_is_said(errands: Errands, scenario: Scenario) -> None:
    with pytest.raises(StackDeskError, match="no_such"):
        errands.ask("solve", scenario, Target("no_such.series", 2030.0, 1.0), LEVER)
    with pytest.raises(RuntimeError, match="KeyError"):
        errands.ask("no such errand")


def test_a_question_is_cancelled_and_the_next_one_answered(errands: Errands, scenario: Scenario) -> None:
    timer = threading.Timer(0.3, errands.cancel)
    timer.start()
    with pytest.raises(ErrandCancelledError):
        errands.ask("ladder", scenario, 2031.0, "World", 50)
    ladder, orders = errands.ask("ladder", scenario, 2031.0, "World", 1)
    assert ladder.rungs
    assert orders


def test_a_cancel_that_comes_late_harms_nothing(errands: Errands, scenario: Scenario) -> None:
    errands.ask("solve", scenario, Target(LOAD, 2030.0, 90.0), LEVER)
    errands.cancel()
    assert errands.ask("solve", scenario, Target(LOAD, 2030.0, 90.0), LEVER).moves


def test_a_process_that_has_ended_is_said_and_another_started(scenario: Scenario) -> None:
    own = Errands()
    target = Target(LOAD, 2030.0, 90.0)
    own.ask("solve", scenario, target, LEVER)
    assert own._process is not None
    own._process.kill()
    with pytest.raises((OSError, EOFError)):
        own.ask("solve", scenario, target, LEVER)
    assert own.ask("solve", scenario, target, LEVER).moves


def test_an_attribution_tells_how_far_it_is(errands: Errands, scenario: Scenario) -> None:
    other = scenario.with_value(LEVER, 2.0).with_value("energy.losses", 0.03)
    other = other.with_value("chips.ease.memory", 0.5).with_value("infrastructure.pue_mean", 1.1)
    other = other.with_value("chips.ease.packaging", 0.5)
    told: list[float] = []
    found = errands.ask("attribute", scenario, other, (LOAD,), ("World",), (2030.0,), told=told.append)
    assert len(found.inputs) == 5
    assert told == sorted(told)
    assert told[0] == 0.0
    assert 0.5 <= told[-1] <= 1.0


class Unreadable:
    """What can be written but not read again."""

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return int, ("no number",)


def test_a_question_that_cannot_be_read_there_ends_the_process_instead_of_waiting(scenario: Scenario) -> None:
    own = Errands()
    with pytest.raises((OSError, EOFError)):
        own.ask("solve", Unreadable())
    assert own.ask("solve", scenario, Target(LOAD, 2030.0, 90.0), LEVER).moves
