"""A run that starts at the first change gives what a run from the start gives, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from stackdesk.engine import Result, Runner
from stackdesk.engine.runner import rerun
from stackdesk.scenario import Scenario

LEAD = "infrastructure.connection.lead_time"


def same(one: Result, other: Result) -> bool:
    """Compare everything that two runs kept."""
    return one.flows.tobytes() == other.flows.tobytes() and one.states.tobytes() == other.states.tobytes()


@pytest.mark.parametrize("steps_per_year", [4, 8])
def test_edits_one_after_another_give_what_fresh_runs_give(scenario: Scenario, steps_per_year: int) -> None:
    follows = Runner("compiled", steps_per_year)
    for lead in (3.0, 3.05, 6.0, 3.0):
        edited = scenario.with_value(LEAD, lead)
        assert same(follows.run(edited), Runner("compiled", steps_per_year).run(edited))
    assert same(follows.run(scenario), Runner("compiled", steps_per_year).run(scenario))


def test_a_change_of_the_past_or_of_nothing(scenario: Scenario) -> None:
    follows = Runner("compiled")
    first = follows.run(scenario)
    again = follows.run(scenario)
    assert same(first, again)
    assert not np.shares_memory(first.flows, again.flows), "a result stays as it is"
    inputs = follows.prepared(scenario)
    inputs.parameters["infrastructure"][:] = (
        Runner("compiled").prepared(scenario.with_value(LEAD, 9.0)).parameters["infrastructure"]
    )
    edited = scenario.with_value(LEAD, 9.0)
    assert same(follows.run(edited), Runner("compiled").run(edited)), "numbers count, not what they are for"


@pytest.mark.parametrize("step", [2, 30, 136])
def test_a_rerun_with_nothing_changed_is_the_run(scenario: Scenario, step: int) -> None:
    runner = Runner("compiled")
    base = runner.run(scenario)
    once = rerun(runner, base, runner.prepared(scenario), step, 136)
    assert same(base, once)
    assert same(base, rerun(runner, base, runner.prepared(scenario), step, 136, once))
