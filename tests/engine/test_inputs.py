"""Inputs follow edits: only what changed is sampled again, and the numbers are those of a fresh start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stackdesk.core.quantity import Parameter
from stackdesk.engine.inputs import Inputs
from stackdesk.scenario import Event, Scenario, Trajectory

EXTENSIVE = "infrastructure.connection.build_limit"
INTENSIVE = "infrastructure.connection.lead_time"


def edits(scenario: Scenario) -> list[Scenario]:
    """Give edits one after another, of every kind, and back to the start."""
    first = scenario.with_value("energy.losses", 0.1)
    second = first.with_value(EXTENSIVE, 40.0)
    third = second.with_value(EXTENSIVE, 5.0, region="us").with_value(INTENSIVE, 2.0, region="europe")
    path = Trajectory(((2024.0, 1.2), (2030.0, 1.4)))
    fourth = third.with_value("chips.performance_growth", path).without("energy.losses")
    event = Event(2028.5, "models.open_weight_share", "A model is given away", add=0.1)
    fifth = replace(fourth, events=(event,))
    return [first, second, third, fourth, fifth, replace(fifth, present=2029.0), scenario]


def test_following_gives_what_a_fresh_start_gives(scenario: Scenario) -> None:
    held = Inputs(scenario)
    for edited in edits(scenario):
        held.follow(edited)
        assert held.parameters.tobytes() == Inputs(edited).parameters.tobytes()
        assert held.scenario is edited


def test_only_what_changed_is_sampled_again(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Inputs(scenario)
    sampled: list[tuple[str, str | None]] = []

    def note(self: Inputs, parameter: Parameter, region: str | None, scenario: Scenario) -> None:
        sampled.append((parameter.address, region))

    monkeypatch.setattr(Inputs, "_fill", note)
    one = scenario.with_value("energy.losses", 0.1)
    held.follow(one)
    assert sampled == [("energy.losses", None)]
    held.follow(one.with_value(EXTENSIVE, 5.0, region="us"))
    assert sampled[1:] == [(EXTENSIVE, "us")]
    held.follow(one)
    assert sampled[2:] == [(EXTENSIVE, "us")]
    held.follow(one.with_value(EXTENSIVE, 40.0))
    assert sampled[3:] == [(EXTENSIVE, region) for region in sorted(held.regions)]


def test_a_title_samples_nothing(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Inputs(scenario)
    monkeypatch.delattr(Inputs, "_fill")
    held.follow(scenario.with_title("Another"))
    assert held.scenario.title == "Another"


@pytest.mark.parametrize("steps", [4, 8, 24])
def test_the_clock_tells_history_from_scenario(scenario: Scenario, steps: int) -> None:
    inputs = Inputs(scenario, steps)
    clock = inputs.parameters["clock"]
    assert len(inputs.years) == 17 * steps + 1
    assert clock["year"][-1] == 2040.0
    assert clock["after"].tolist() == [float(year >= 2026.75) for year in inputs.years]
    assert clock["since"][0] == pytest.approx(2023.0 - 2026.75)


def test_every_parameter_is_where_the_engine_reads_it(scenario: Scenario) -> None:
    """Filling places one by one leaves no number out and touches none twice."""
    inputs = Inputs(scenario)
    inputs.parameters[:] = np.zeros(1, inputs.parameters.dtype)
    for parameter in inputs.catalogue.parameters.values():
        for region in inputs.regions if parameter.quantity.regional else (None,):
            column = inputs.place(parameter, region)
            column += 1.0
    flat = inputs.parameters.view(np.float64).reshape(len(inputs.years), -1)
    assert (flat[:, :-3] == 1.0).all()  # the clock stands last
    assert (flat[:, -3:] == 0.0).all()


def test_links_share_a_sector_among_its_families(scenario: Scenario) -> None:
    weights = Inputs(scenario).links["sector_family"][0]
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))


def test_steps_that_do_not_meet_the_quarters_are_refused(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="steps per year"):
        Inputs(scenario, 10)
