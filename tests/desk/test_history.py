"""The history, on plain words instead of scenarios."""

from __future__ import annotations

import pytest

from stackdesk.desk import History
from tests.desk.conftest import Clock


@pytest.fixture
def history(clock: Clock) -> History[str]:
    return History("start", clock)


def states(history: History[str]) -> list[str]:
    """Undo everything and give the states on the way."""
    found = [history.current]
    while history.can_undo:
        found.append(history.undo())
    return found


def test_a_new_history_has_nothing_to_undo(history: History[str]) -> None:
    assert not history.can_undo
    assert not history.can_redo
    assert (history.undo_text, history.redo_text) == ("", "")
    assert history.undo() == "start"
    assert history.redo() == "start"


def test_undo_and_redo_walk_back_and_forth(history: History[str]) -> None:
    history.push("a", "first")
    history.push("b", "second")

    assert history.undo_text == "second"
    assert history.undo() == "a"
    assert (history.undo_text, history.redo_text) == ("first", "second")
    assert history.undo() == "start"
    assert [history.redo(), history.redo()] == ["a", "b"]
    assert not history.can_redo


def test_what_changes_nothing_makes_no_entry(history: History[str]) -> None:
    history.push("start", "nothing")

    assert not history.can_undo


def test_an_edit_after_undo_forgets_what_was_undone(history: History[str]) -> None:
    history.push("a", "")
    history.push("b", "")
    history.undo()
    history.push("c", "")

    assert not history.can_redo
    assert states(history) == ["c", "a", "start"]


def test_what_changes_nothing_keeps_what_was_undone(history: History[str]) -> None:
    history.push("a", "")
    history.undo()
    history.push("start", "")
    history.nudge("start", "", "x")
    history.nudge("start", "", "x")

    assert history.redo() == "a"


def test_nudges_of_one_thing_within_half_a_second_share_an_entry(history: History[str], clock: Clock) -> None:
    for state in ("a", "b", "c"):
        history.nudge(state, "steps", "x")
        clock.now += 0.5

    assert states(history) == ["c", "start"]


def test_a_pause_begins_another_entry(history: History[str], clock: Clock) -> None:
    history.nudge("a", "", "x")
    clock.now += 0.51
    history.nudge("b", "", "x")

    assert states(history) == ["b", "a", "start"]


def test_another_thing_begins_another_entry(history: History[str]) -> None:
    history.nudge("a", "", "x")
    history.nudge("b", "", "y")
    history.nudge("c", "", "x")

    assert states(history) == ["c", "b", "a", "start"]


def test_nudges_that_come_back_leave_no_entry_and_spare_the_one_before(history: History[str]) -> None:
    history.push("a", "")
    for state in ("b", "a", "b", "a"):
        history.nudge(state, "", "x")

    assert states(history) == ["a", "start"]


def test_an_entry_in_between_ends_the_sharing(history: History[str]) -> None:
    history.nudge("a", "", "x")
    history.push("b", "")
    history.nudge("c", "", "x")

    assert states(history) == ["c", "b", "a", "start"]


def test_undo_in_between_ends_the_sharing(history: History[str]) -> None:
    history.push("a", "")
    history.push("b", "")
    history.nudge("c", "", "x")
    history.undo()
    history.nudge("d", "", "x")

    assert states(history) == ["d", "b", "a", "start"]


def test_the_sharing_can_be_ended(history: History[str]) -> None:
    history.nudge("a", "", "x")
    history.close()
    history.nudge("b", "", "x")

    assert states(history) == ["b", "a", "start"]
