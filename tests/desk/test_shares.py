"""Shares of a whole on the desk: one gesture is one entry, whoever moves; locks hold by share."""

from __future__ import annotations

import pytest

from stackdesk.core.errors import LockedError, ValueRefusedError
from stackdesk.desk import Desk
from stackdesk.scenario import lock_key

SHARE = "infrastructure.trades.electricians.share"
HOST = "capital.hosting"


@pytest.fixture
def desk() -> Desk:
    """A desk that is never asked to run."""
    return Desk()


def total(desk: Desk, address: str) -> float:
    """Add up the shares that a parameter belongs to."""
    scenario = desk.scenario
    return sum(scenario.at(*_place(member)) for member in scenario.reference.shares[address].members)


def _place(member: tuple[str, str | None]) -> tuple[str, float, str | None]:
    return member[0], 2035.0, member[1]


def test_a_drag_of_a_share_moves_all_and_is_one_entry(desk: Desk) -> None:
    before = desk.scenario
    desk.begin(SHARE)
    for value in (0.5, 1.0, 0.6):  # the others are gone at 1 and come back with their proportions
        desk.preview(SHARE, value)
        assert total(desk, SHARE) == pytest.approx(0.84, abs=1e-5)
    desk.end()
    plumbers, pipefitters = (
        desk.scenario.at(f"infrastructure.trades.{key}.share", 2035.0) for key in ("plumbers", "pipefitters")
    )
    assert plumbers / pipefitters == pytest.approx(8 / 12, rel=1e-3)
    desk.undo()
    assert desk.scenario == before
    assert not desk.can_undo


def test_nudges_typed_values_and_resets_keep_the_sum_too(desk: Desk) -> None:
    desk.nudge(SHARE, 0.5)
    desk.set_value("infrastructure.trades.plumbers.share", 0.2)
    assert total(desk, SHARE) == pytest.approx(0.84, abs=1e-5)
    desk.reset("infrastructure.trades.plumbers.share")
    assert total(desk, SHARE) == pytest.approx(0.84, abs=1e-5)
    with pytest.raises(ValueRefusedError):
        desk.nudge(SHARE, 0.9)


def test_a_seam_moves_two_shares_alone(desk: Desk) -> None:
    members = desk.scenario.reference.shares[HOST].members
    kept = frozenset(lock_key(one) for one in members[2:])
    start = [desk.scenario.at(*_place(one)) for one in members]
    desk.begin(HOST, members[0][1])
    desk.preview(HOST, 0.6, kept)
    desk.end()
    now = [desk.scenario.at(*_place(one)) for one in members]
    assert now[2:] == start[2:]
    assert now[:2] == pytest.approx([0.6, start[1] + start[0] - 0.6])


def test_a_locked_region_keeps_its_share_and_cannot_be_taken_in_hand(desk: Desk) -> None:
    desk.lock(HOST, region="china")
    desk.region = "us"
    desk.nudge(HOST, 0.5)
    assert desk.scenario.at(HOST, 2035.0, "china") == 0.02
    desk.region = "china"
    for gesture in (desk.nudge, desk.set_value):
        with pytest.raises(LockedError, match="China"):
            gesture(HOST, 0.1)
    with pytest.raises(LockedError, match="China"):
        desk.begin(HOST)
    desk.lock(HOST, locked=False, region="china")
    desk.nudge(HOST, 0.1)
    assert desk.scenario.at(HOST, 2035.0, "china") == 0.1
