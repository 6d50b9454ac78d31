"""Copying one input across: what the receiver then runs with is what the giver has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario import Event, Scenario, reference
from stackdesk.scenario.carrying import carried, may_carry
from stackdesk.scenario.comparison import PRESENT, REFERENCE, Difference, compare
from stackdesk.scenario.shares import with_share

LEAD = "infrastructure.connection.lead_time"
LIMIT = "infrastructure.connection.build_limit"
PUE = "infrastructure.pue_mean"
LOSSES = "energy.losses"


@pytest.fixture(scope="module")
def bare() -> Scenario:
    """Give the newest reference as it stands."""
    return Scenario(reference())


@pytest.fixture
def edited(bare: Scenario) -> Scenario:
    """Give a scenario with a value, a path, a region's value and an event, two of them with reasons."""
    made = bare.with_value(LOSSES, 0.08).with_value(PUE, {2028.0: 1.2, 2030.0: 1.1})
    made = made.with_value(LEAD, 2.0, "us").with_reason(LOSSES, "old wires").with_reason(LEAD, "a rule")
    return replace(made, events=(Event(2027.5, "models.open_weight_share", "Open model", add=0.1),))


def test_every_input_copied_makes_the_two_alike(bare: Scenario, edited: Scenario) -> None:
    rows = compare(bare, edited)
    assert len(rows) == 4
    receiver = bare
    for left, row in enumerate(rows):
        assert len(compare(receiver, edited)) == len(rows) - left
        receiver = carried(edited, receiver, row)
    assert compare(receiver, edited) == ()
    assert receiver.reasons == edited.reasons


def test_copying_from_what_follows_the_reference_lets_the_receiver_follow_it(
    bare: Scenario, edited: Scenario
) -> None:
    receiver = edited
    for row in compare(edited, bare):
        receiver = carried(bare, receiver, row)
    assert [len(one) for one in (receiver.values, receiver.regional, receiver.reasons)] == [0, 0, 0]
    assert receiver.events == ()


def test_one_place_is_copied_and_others_stay(bare: Scenario) -> None:
    giver = bare.with_value(LEAD, 2.0, "us").with_value(LEAD, 3.0, "china")
    receiver = bare.with_value(LEAD, 5.0)
    row = next(one for one in compare(receiver, giver) if one.region == "us")
    copied = carried(giver, receiver, row)
    assert copied.values[LEAD] == 5.0
    assert dict(copied.regional) == {("us", LEAD): 2.0}
    back = carried(giver, copied, Difference(LEAD, None, 5.0, bare.reference.value(LEAD)))
    assert LEAD not in back.values
    assert back.regional["us", LEAD] == 2.0


def test_a_place_that_follows_the_world_is_copied_as_what_holds_there(bare: Scenario) -> None:
    giver, receiver = bare.with_value(LEAD, 2.0), bare.with_value(LEAD, 1.0, "us")
    copied = carried(giver, receiver, Difference(LEAD, "us", None, None))
    for year in (bare.present, 2030.0, 2035.0):
        assert copied.at(LEAD, year, "us") == pytest.approx(giver.at(LEAD, year, "us"))
    assert not copied.edits_history


def test_between_references_the_value_itself_is_copied(bare: Scenario) -> None:
    older = Scenario(reference("2026.1"))
    giver, receiver = older, bare.with_value(LOSSES, 0.09)
    copied = carried(giver, receiver, Difference(LOSSES, None, None, None))
    assert copied.at(LOSSES, 2030.0) == pytest.approx(older.at(LOSSES, 2030.0))


@pytest.mark.parametrize("address", [REFERENCE, PRESENT])
def test_what_belongs_to_a_scenario_is_not_copied(bare: Scenario, edited: Scenario, address: str) -> None:
    row = Difference(address, None, "2026.1", "2026.2")
    assert not may_carry(row, edited)
    with pytest.raises(ValueRefusedError, match="not copied"):
        carried(bare, edited, row)


def test_what_the_receiver_does_not_know_cannot_be_copied(edited: Scenario) -> None:
    assert may_carry(Difference(LEAD, "us", 1.0, 2.0), edited)
    assert not may_carry(Difference(LEAD, "atlantis", 1.0, 2.0), edited)
    assert not may_carry(Difference("energy.magic", None, 1.0, 2.0), edited)


def test_a_share_that_is_copied_keeps_the_sum(bare: Scenario) -> None:
    address, group = next(
        (address, group)
        for address, group in bare.reference.shares.items()
        if not group.whole.relative and group.members[0][1] is None
    )
    value = 0.5 * bare.at(address, bare.present)
    giver = with_share(bare, address, value)
    row = next(one for one in compare(bare, giver) if one.address == address)
    copied = carried(giver, bare, row)
    assert copied.at(address, 2035.0) == pytest.approx(value)
    before, after = (
        sum(one.at(key, 2035.0, region) for key, region in group.members) for one in (bare, copied)
    )
    assert after == pytest.approx(before, abs=1e-4)
    back = carried(bare, giver, Difference(address, None, value, None))
    assert back.at(address, 2035.0) == pytest.approx(bare.at(address, 2035.0))
