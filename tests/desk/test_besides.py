"""Sheets that are looked at beside the one in front: they are run when they changed, and can be edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from stackdesk.core.errors import LockedError
from stackdesk.desk import Desk
from tests.desk.conftest import FakeRunner
from tests.desk.test_sheets import LOSSES, PRICE, ran, written


def test_what_is_looked_at_besides_is_run_when_it_changed(
    desk: Desk, runner: FakeRunner, tmp_path: Path
) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    desk.compute()
    desk.open(written(tmp_path, "two", 0.2))
    desk.compute()
    ran(runner)
    desk.edit(one.scenario.with_value(LOSSES, 0.15), "Losses", one)
    assert not desk.compute()
    desk.besides = (one,)
    assert desk.compute()
    assert ran(runner) == [{LOSSES: 0.15}]
    assert one.result is not None
    assert not one.stale
    desk.close(one)
    assert desk.wanted is None


def test_an_edit_of_another_sheet_is_one_step_there_and_none_in_front(desk: Desk, tmp_path: Path) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    desk.open(written(tmp_path, "two", 0.2))
    desk.edit(one.scenario.with_value(LOSSES, 0.15), "Losses", one)
    assert desk.scenario.values[LOSSES] == 0.2
    assert not desk.can_undo
    assert one.unsaved
    desk.turn_to(one)
    assert desk.undo_text == "Losses"
    desk.undo()
    assert desk.scenario.values[LOSSES] == 0.1


def test_locks_of_the_other_sheet_hold(desk: Desk, tmp_path: Path) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    desk.lock(LOSSES)
    desk.open(written(tmp_path, "two", 0.2))
    with pytest.raises(LockedError, match="unlock it first"):
        desk.edit(one.scenario.with_value(LOSSES, 0.15), "Losses", one)
    desk.edit(one.scenario.with_value(PRICE, 60.0), "Price", one)
    assert one.scenario.values[LOSSES] == 0.1
    desk.edit(desk.scenario.with_value(LOSSES, 0.25), "Losses")  # locked there, not here
