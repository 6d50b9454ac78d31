"""Inputs that differ between two scenarios, and the scenarios between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackdesk.scenario import Event, Scenario, Trajectory, reference
from stackdesk.scenario.comparison import Difference, compare, mixed

LEAD = "infrastructure.connection.lead_time"
LIMIT = "infrastructure.connection.build_limit"
PUE = "infrastructure.pue_mean"
LOSSES = "energy.losses"


@pytest.fixture(scope="module")
def bare() -> Scenario:
    """Give the newest reference as it stands."""
    return Scenario(reference())


@pytest.fixture(scope="module")
def older() -> Scenario:
    """Give the first reference as it stands."""
    return Scenario(reference("2026.1"))


def test_a_value_differs_from_what_the_reference_has(bare: Scenario) -> None:
    edited = bare.with_value(LOSSES, 0.08)
    default = bare.reference.value(LOSSES)
    assert compare(bare, edited) == (Difference(LOSSES, None, default, 0.08),)
    assert compare(edited, bare) == (Difference(LOSSES, None, 0.08, default),)
    assert compare(edited, edited.with_title("Another").with_reason(LOSSES, "why")) == ()


def test_regions_and_paths_are_told_apart(bare: Scenario) -> None:
    path = {2028.0: 1.2, 2030.0: 1.1}
    edited = bare.with_value(LEAD, 2.0, "us").with_value(PUE, path)
    rows = {(row.address, row.region): (row.a, row.b) for row in compare(bare, edited)}
    assert rows.keys() == {(LEAD, "us"), (PUE, None)}
    assert rows[LEAD, "us"] == (bare.reference.value(LEAD, "us"), 2.0)
    assert rows[PUE, None][1] == Trajectory(tuple(path.items()))


def test_parameters_are_told_in_the_catalogues_order(bare: Scenario) -> None:
    edited = bare.with_value(PUE, 1.2).with_value(LOSSES, 0.08).with_value(LEAD, 2.0)
    order = list(bare.catalogue.parameters)
    found = [row.address for row in compare(bare, edited)]
    assert found == sorted(found, key=order.index)
    assert len(found) == 3


def test_events_are_inputs(bare: Scenario) -> None:
    event = Event(2027.5, "models.open_weight_share", "Open model", add=0.1)
    later = replace(event, date=2028.5)
    one, other = (replace(bare, events=(each,)) for each in (event, later))
    (row,) = compare(one, other)
    assert (row.a, row.b) == ("add 0.1 from 2027.5", "add 0.1 from 2028.5")
    assert "Open model (models.open_weight_share)" in row.address
    (gone,) = compare(one, bare)
    assert gone == Difference(row.address, None, "add 0.1 from 2027.5", None)
    assert mixed(one, other, {row.address}).events == (later,)
    assert mixed(one, bare, {row.address}).events == ()
    assert mixed(one, bare, ()).events == (event,)


def test_the_switch_of_references_is_an_input(bare: Scenario, older: Scenario) -> None:
    (row,) = compare(older, bare)
    assert row == Difference("reference", None, "2026.1", str(bare.reference))
    edited = older.with_value(LOSSES, 0.08)
    assert {one.address for one in compare(edited, bare)} == {"reference", LOSSES}
    switched = mixed(edited, bare, {"reference"})
    assert switched.reference is bare.reference
    assert switched.values == {LOSSES: 0.08}
    assert mixed(edited, bare, {LOSSES}) == older


def test_the_same_value_on_both_references_is_no_difference(bare: Scenario, older: Scenario) -> None:
    sides = older.with_value(LEAD, 2.0), bare.with_value(LEAD, 2.0)
    assert [row.address for row in compare(*sides)] == ["reference"]
    assert mixed(*sides, ()).values == mixed(*sides, {"reference"}).values == {LEAD: 2.0}


def test_what_comes_to_the_same_is_no_difference(bare: Scenario) -> None:
    world = bare.with_value(LOSSES, 0.08)
    again = bare.with_value(LOSSES, {2026.75: 0.08, 2030.0: 0.08})
    assert [row.address for row in compare(world, again)] == []


def test_the_present_is_an_input_of_its_own(bare: Scenario) -> None:
    later = replace(bare, present=2027.5)
    assert compare(bare, later) == (Difference("present", None, bare.present, 2027.5),)
    assert mixed(bare, later, {"present"}).present == 2027.5
    assert mixed(bare, later, ()).present == bare.present


def test_the_ends_are_the_two_scenarios(bare: Scenario, older: Scenario) -> None:
    a = older.with_value(LEAD, 2.0, "us").with_value(LIMIT, 40.0)
    b = bare.with_value(LIMIT, 50.0).with_value(PUE, {2028.0: 1.2})
    keys = {row.address for row in compare(a, b)}
    assert keys == {"reference", LEAD, LIMIT, PUE}
    assert mixed(a, b, ()) == a
    assert mixed(a, b, keys) == b
    middle = mixed(a, b, {LIMIT})
    assert (middle.values, dict(middle.regional)) == ({LIMIT: 50.0}, {("us", LEAD): 2.0})
