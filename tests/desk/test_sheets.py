"""Several scenarios on the desk: which is in front, what it is held against, what is kept of the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from stackdesk.core.errors import ScenarioError
from stackdesk.desk import Desk
from stackdesk.engine import Result
from stackdesk.scenario import Library, load
from tests.desk.conftest import FakeResult, FakeRunner

LOSSES = "energy.losses"
PRICE = "energy.price"


def written(folder: Path, name: str, losses: float) -> Path:
    """Write a scenario that sets one parameter."""
    path = folder / f"{name}.toml"
    path.write_text(f'schema = 1\nreference = "2026.1"\n[energy]\nlosses = {losses}\n')
    return path


def ran(runner: FakeRunner) -> list[Any]:
    """Tell what was run since this was asked last."""
    values = [dict(scenario.values) for scenario in runner.ran]
    runner.ran.clear()
    return values


def test_what_is_opened_takes_the_place_of_an_untouched_scenario_only(desk: Desk, tmp_path: Path) -> None:
    one, two = written(tmp_path, "one", 0.1), written(tmp_path, "two", 0.2)
    desk.open(one)
    assert [sheet.path for sheet in desk.sheets] == [one]
    desk.open(two)
    desk.new()
    desk.set_value(LOSSES, 0.3)
    desk.undo()  # what can be done again is not untouched
    desk.open(written(tmp_path, "three", 0.25))

    assert [sheet.path and sheet.path.stem for sheet in desk.sheets] == ["one", "two", None, "three"]
    assert desk.path == tmp_path / "three.toml"


def test_a_file_that_is_open_is_turned_to_and_keeps_its_changes(desk: Desk, tmp_path: Path) -> None:
    one = written(tmp_path, "one", 0.1)
    desk.open(one)
    first = desk.sheet
    desk.set_value(LOSSES, 0.2)
    desk.open(written(tmp_path, "two", 0.2))
    (tmp_path / "link.toml").symlink_to(one)
    desk.open(tmp_path / "link.toml")

    assert desk.sheet is first
    assert desk.scenario.values[LOSSES] == 0.2
    assert len(desk.sheets) == 2


def test_each_sheet_has_its_own_history_locks_and_result(
    desk: Desk, tmp_path: Path, runner: FakeRunner
) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    first = desk.sheet
    desk.set_value(LOSSES, 0.15)
    desk.lock(PRICE)
    desk.compute()
    desk.open(written(tmp_path, "two", 0.2))
    assert (desk.can_undo, desk.locked, desk.unsaved, desk.result) == (False, frozenset(), False, None)
    desk.compute()
    assert ran(runner) == [{LOSSES: 0.15}, {}, {LOSSES: 0.2}]
    desk.turn_to(first)

    assert (desk.undo_text, sorted(desk.locked), desk.unsaved) == ("Losses", [PRICE], True)
    assert not desk.compute()
    assert desk.result is not None
    assert desk.result.scenario is first.scenario


def test_turning_lets_go_of_what_is_in_hand(desk: Desk) -> None:
    first = desk.sheet
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.duplicate(first)
    assert desk.dragging is None
    desk.preview(LOSSES, 0.25)

    assert first.scenario.values[LOSSES] == 0.2
    assert first.history.can_undo
    assert not desk.can_undo


def test_a_file_that_cannot_be_opened_opens_no_sheet(desk: Desk, tmp_path: Path) -> None:
    desk.set_value(LOSSES, 0.1)
    (tmp_path / "bad.toml").write_text("schema = 1\n")
    with pytest.raises(ScenarioError):
        desk.open(tmp_path / "bad.toml")

    assert len(desk.sheets) == 1


def test_closing_brings_the_neighbour_to_the_front_and_the_last_leaves_a_new_scenario(
    desk: Desk, tmp_path: Path
) -> None:
    for place, name in enumerate(("one", "two", "three")):
        desk.open(written(tmp_path, name, 0.1 + 0.01 * place))
    one, two, three = desk.sheets
    desk.turn_to(two)
    desk.close()
    assert desk.sheet is three
    desk.close()
    assert desk.sheet is one
    desk.close(one)

    assert len(desk.sheets) == 1
    assert desk.sheet.untouched
    assert desk.sheet.key not in {one.key, two.key, three.key}


def test_closing_a_sheet_behind_leaves_the_one_in_front(desk: Desk, tmp_path: Path) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    desk.open(written(tmp_path, "two", 0.2))
    desk.against = one
    desk.close(one)

    assert desk.path == tmp_path / "two.toml"
    assert desk.against is None


def test_what_it_is_held_against_is_run_when_it_changed_and_only_then(
    desk: Desk, tmp_path: Path, runner: FakeRunner
) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    desk.open(written(tmp_path, "two", 0.2))
    two = desk.sheet
    desk.compute()
    ran(runner)
    assert desk.against_result is desk.reference_result
    desk.against = one
    assert desk.against_result is None
    desk.compute()
    assert ran(runner) == [{LOSSES: 0.1}]
    assert desk.against_result is one.result
    desk.set_value(LOSSES, 0.21)
    desk.compute()
    assert ran(runner) == [{LOSSES: 0.21}]
    desk.turn_to(one)
    desk.set_value(LOSSES, 0.12)
    desk.turn_to(two)
    desk.compute()

    assert ran(runner) == [{LOSSES: 0.12}]
    assert desk.against_result == FakeResult(one.scenario)


def test_nothing_is_held_against_itself_or_what_is_closed(desk: Desk, tmp_path: Path) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    held = []
    desk.against = one
    held.append(desk.against)
    desk.open(written(tmp_path, "two", 0.2))
    desk.close(one)
    desk.against = one
    held.append(desk.against)

    assert held == [None, None]


def test_a_run_of_the_sheet_that_was_in_front_is_not_shown_on_the_one_that_is(
    desk: Desk, tmp_path: Path
) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.11)
    under_way = desk.scenario
    desk.preview(LOSSES, 0.12)
    desk.open(written(tmp_path, "two", 0.2))
    late = cast(Result, FakeResult(under_way))
    desk.take(late)

    assert desk.result is None
    assert one.result is late
    assert one.stale


def test_a_child_is_held_against_its_parent_and_remembers_it(
    desk: Desk, tmp_path: Path, library: Library
) -> None:
    (tmp_path / "plans").mkdir()
    desk.open(written(tmp_path, "one", 0.1))
    one = desk.sheet
    child = desk.duplicate()
    assert desk.sheet is child
    assert desk.against is one
    assert (child.path, child.unsaved, child.untouched) == (None, False, False)
    assert child.parent == tmp_path / "one.toml"
    desk.set_value(LOSSES, 0.15)
    assert one.scenario.values[LOSSES] == 0.1
    desk.save(tmp_path / "plans" / "child.toml")
    assert load(tmp_path / "plans" / "child.toml", library).parent == "../one.toml"
    desk.save(tmp_path / "sibling.toml")
    assert load(tmp_path / "sibling.toml", library).parent == "one.toml"
    assert not desk.unsaved
    desk.close(one)
    desk.close()
    desk.open(tmp_path / "plans" / "child.toml")

    assert desk.sheet.parent == tmp_path / "one.toml"
    assert not desk.unsaved


def test_a_parent_in_no_file_becomes_one_when_it_is_saved(
    desk: Desk, tmp_path: Path, library: Library
) -> None:
    desk.set_value(LOSSES, 0.1)
    origin = desk.sheet
    child = desk.duplicate()
    assert child.parent is None
    assert child.unsaved  # what is not saved there is not saved here either
    desk.save(tmp_path / "origin.toml", origin)
    desk.save(tmp_path / "child.toml")

    assert load(tmp_path / "child.toml", library).parent == "origin.toml"
    assert (tmp_path / "origin.toml").exists()


def test_a_parent_that_is_gone_is_a_warning_and_one_that_is_no_text_an_error(
    desk: Desk, tmp_path: Path
) -> None:
    head = 'schema = 1\nreference = "2026.1"\n[scenario]\n'
    (tmp_path / "orphan.toml").write_text(head + 'parent = "nobody.toml"\n')
    (tmp_path / "odd.toml").write_text(head + "parent = 3\n")
    desk.open(tmp_path / "orphan.toml")
    assert [(one.line, one.path, one.warning) for one in desk.warnings] == [(4, "scenario.parent", True)]
    with pytest.raises(ScenarioError, match=r"odd.toml:4: scenario.parent: must be a text"):
        desk.open(tmp_path / "odd.toml")
    desk.set_value(LOSSES, 0.1)
    desk.save()

    assert 'parent = "nobody.toml"' in (tmp_path / "orphan.toml").read_text()


def test_a_file_changed_by_somebody_else_is_noticed_and_read_again(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "one", 0.1)
    desk.open(path)
    changed = [desk.sheet.changed_outside]
    desk.set_value(LOSSES, 0.2)
    desk.save()
    changed.append(desk.sheet.changed_outside)
    written(tmp_path, "one", 0.15)
    changed.append(desk.sheet.changed_outside)
    desk.reload()
    changed.append(desk.sheet.changed_outside)
    path.unlink()  # saving writes it again and loses nothing
    changed.append(desk.sheet.changed_outside)

    assert changed == [False, False, True, False, False]
    assert desk.scenario.values[LOSSES] == 0.15
    assert not desk.can_undo


def test_work_that_is_brought_back_is_one_undo_step_from_the_file(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "one", 0.1)
    desk.open(path)
    saved, read = desk.scenario, desk.sheet.stamp
    desk.set_value(LOSSES, 0.2)
    work = desk.scenario
    desk.close()
    sheet = desk.bring_back(work, saved, path, read)
    assert (desk.sheet, desk.unsaved, desk.path) == (sheet, True, path)
    assert not sheet.changed_outside
    desk.undo()

    assert desk.scenario.values[LOSSES] == 0.1
    assert not desk.unsaved


def test_what_is_played_leaves_history_and_file_alone(desk: Desk) -> None:
    desk.set_value(LOSSES, 0.1)
    desk.set_value(PRICE, 50)
    after = desk.scenario
    before = desk.last_step[0] if desk.last_step else after
    shown, playing = [], []
    for state in (before, None, before):
        desk.play(state)
        shown.append(dict(desk.scenario.values))
        playing.append(desk.playing)
    desk.set_value(LOSSES, 0.2)  # an edit is one of the current state
    playing.append(desk.playing)

    assert shown == [{LOSSES: 0.1}, {LOSSES: 0.1, PRICE: 50.0}, {LOSSES: 0.1}]
    assert playing == [True, False, True, False]
    assert desk.scenario.values == {LOSSES: 0.2, PRICE: 50.0}
    desk.undo()
    assert desk.scenario == after


def test_tabs_can_be_moved(desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        desk.open(written(tmp_path, name, 0.1))
    desk.move(desk.sheets[2], 0)

    assert [sheet.path and sheet.path.stem for sheet in desk.sheets] == ["three", "one", "two"]


def test_a_new_scenario_that_gives_way_is_held_against_no_more(
    desk: Desk, runner: FakeRunner, tmp_path: Path
) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    first = desk.sheet
    desk.new()
    empty = desk.sheet
    child = desk.duplicate(empty)
    desk.turn_to(first)
    desk.against = empty
    desk.turn_to(empty)
    desk.open(written(tmp_path, "two", 0.2))
    desk.turn_to(first)
    desk.compute()

    assert empty not in desk.sheets
    assert [first.against, child.child_of, desk.wanted] == [None, None, None]
