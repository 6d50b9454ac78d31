"""The desk: drags, nudges, undo, files and results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from stackdesk.core.errors import AddressError, LockedError, SaveError, ScenarioError, ValueRefusedError
from stackdesk.desk import Desk
from stackdesk.engine import Result
from stackdesk.scenario import Library, Scenario, load
from tests.desk.conftest import Clock, FakeResult, FakeRunner

LOSSES = "energy.losses"
PRICE = "energy.price"


def told(desk: Desk) -> list[str]:
    """Listen from now on."""
    kinds: list[str] = []
    desk.on_change(kinds.append)
    return kinds


def test_a_drag_is_one_entry_however_many_moves_it_has(desk: Desk) -> None:
    desk.begin(LOSSES)
    for value in (0.07, 0.08, 0.09):
        desk.preview(LOSSES, value)
        assert desk.scenario.values[LOSSES] == value
        assert not desk.can_undo
    desk.end()

    assert desk.undo_text == "Losses"
    desk.undo()
    assert desk.scenario.values == {}
    assert not desk.can_undo
    desk.redo()
    assert desk.scenario.values[LOSSES] == 0.09


def test_a_drag_that_comes_back_makes_no_entry(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.1)
    desk.preview(LOSSES, 0.06)
    desk.end()

    assert not desk.can_undo
    assert not desk.unsaved


def test_esc_puts_back_what_was_before_the_drag(desk: Desk) -> None:
    desk.set_value(LOSSES, 0.1)
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.cancel()

    assert desk.scenario.values[LOSSES] == 0.1
    assert desk.dragging is None


def test_moves_and_the_release_that_follow_esc_are_ignored(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.cancel()
    desk.preview(LOSSES, 0.25)
    desk.end()

    assert desk.scenario.values == {}
    assert not desk.can_undo


def test_a_refused_move_leaves_the_last_good_one(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    with pytest.raises(ValueRefusedError):
        desk.preview(LOSSES, 0.4)
    desk.end()

    assert desk.scenario.values[LOSSES] == 0.2


def test_another_drag_ends_the_one_before(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.begin(PRICE)
    desk.preview(LOSSES, 0.25)  # not in hand any more
    desk.preview(PRICE, 50)
    desk.end()

    assert desk.undo_text == "Price"
    assert dict(desk.scenario.values) == {LOSSES: 0.2, PRICE: 50.0}
    desk.undo()
    assert dict(desk.scenario.values) == {LOSSES: 0.2}


def test_what_is_in_hand_must_exist(desk: Desk) -> None:
    with pytest.raises(AddressError, match="did you mean"):
        desk.begin("energy.loses")

    assert desk.dragging is None


def test_undo_in_the_middle_of_a_drag_takes_back_the_drag_only(desk: Desk) -> None:
    desk.set_value(PRICE, 50)
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.redo()
    assert desk.dragging == LOSSES
    desk.undo()

    assert dict(desk.scenario.values) == {PRICE: 50.0}
    assert desk.dragging is None


def test_nudges_share_an_entry_within_half_a_second(desk: Desk, clock: Clock) -> None:
    for value in (0.07, 0.08, 0.09):
        desk.nudge(LOSSES, value)
        clock.now += 0.4
    clock.now += 0.2
    desk.nudge(LOSSES, 0.1)

    desk.undo()
    assert desk.scenario.values[LOSSES] == 0.09
    desk.undo()
    assert desk.scenario.values == {}


def test_a_nudge_in_the_middle_of_a_drag_ends_the_drag(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.nudge(PRICE, 50)
    assert desk.dragging is None
    desk.undo()

    assert dict(desk.scenario.values) == {LOSSES: 0.2}


def test_nudges_of_another_region_do_not_share_an_entry(desk: Desk) -> None:
    desk.region = "us"
    desk.nudge(PRICE, 50)
    desk.region = "china"
    desk.nudge(PRICE, 50)

    desk.undo()
    assert dict(desk.scenario.regional) == {("us", PRICE): 50.0}


def test_edits_are_for_the_region_in_view(desk: Desk) -> None:
    desk.region = "us"
    desk.begin(PRICE)
    desk.region = "china"  # a drag stays with the region it began in
    desk.preview(PRICE, 50)
    desk.end()
    desk.set_value(PRICE, 45)
    desk.set_value(PRICE, 70, region="europe")
    desk.set_value(PRICE, 30, region="World")
    desk.set_value(LOSSES, 0.1)  # has no regions

    prices = [(PRICE, region) for region in (None, "us", "china", "europe")]
    assert desk.scenario.changes() == [(LOSSES, None), *prices]
    assert desk.scenario.values[PRICE] == 30.0


def test_the_history_names_the_region(desk: Desk) -> None:
    desk.region = "us"
    desk.set_value(PRICE, 50)

    assert desk.undo_text == "Price, United States"


def test_a_world_edit_keeps_the_regions_proportions(desk: Desk) -> None:
    desk.begin("energy.headroom")
    desk.preview("energy.headroom", 120)
    desk.end()

    assert [desk.scenario.at("energy.headroom", 2030, key) for key in ("us", "china", "europe")] == [
        40,
        60,
        20,
    ]


def test_reset_takes_the_region_in_view_back_or_everything(desk: Desk) -> None:
    desk.set_value(PRICE, 50)
    desk.set_value(PRICE, 70, "us")
    desk.region = "us"
    desk.reset(PRICE)
    assert desk.scenario.changes() == [(PRICE, None)]
    desk.region = "World"
    desk.reset(PRICE)

    assert desk.scenario.changes() == []
    desk.undo()
    assert desk.scenario.changes() == [(PRICE, None)]


def test_a_reason_is_an_entry_too(desk: Desk) -> None:
    desk.set_value(LOSSES, 0.1)
    desk.set_reason(LOSSES, "New lines")
    assert desk.scenario.reasons == {LOSSES: "New lines"}
    desk.undo()

    assert desk.scenario.reasons == {}
    assert desk.scenario.values[LOSSES] == 0.1


def test_an_edit_in_the_middle_of_a_drag_ends_the_drag(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.2)
    desk.set_value(PRICE, 50)

    assert dict(desk.scenario.values) == {LOSSES: 0.2, PRICE: 50.0}
    desk.undo()
    assert dict(desk.scenario.values) == {LOSSES: 0.2}


def test_the_view_is_kept_within_what_there_is(desk: Desk) -> None:
    assert (desk.region, desk.year) == ("World", 2026.75)
    desk.year = 2050
    assert desk.year == 2040
    with pytest.raises(AddressError):
        desk.region = "mars"

    assert desk.region == "World"


def test_listeners_are_told_what_changed(desk: Desk, tmp_path: Path) -> None:
    kinds = told(desk)
    desk.begin(LOSSES)
    assert kinds == []
    desk.preview(LOSSES, 0.2)
    assert kinds == ["scenario", "document"]
    kinds.clear()
    desk.compute()
    assert set(kinds) == {"result"}
    kinds.clear()
    desk.save(tmp_path / "a.toml")
    assert kinds == ["scenario", "document", "document"]  # the drag ends, the file is written
    kinds.clear()
    desk.year = 2030
    assert kinds == ["view"]


def test_only_what_changed_is_run_and_the_reference_once(desk: Desk, runner: FakeRunner) -> None:
    assert desk.stale
    assert desk.compute()
    assert desk.reference_result is desk.result
    assert not desk.compute()
    desk.set_value(LOSSES, 0.1)
    assert desk.stale
    assert desk.compute()
    desk.undo()
    desk.redo()
    assert not desk.compute()

    assert [dict(scenario.values) for scenario in runner.ran] == [{}, {LOSSES: 0.1}]
    assert desk.reference_result is not None
    assert desk.reference_result.scenario.values == {}


def test_a_changed_scenario_is_run_before_the_reference_it_is_compared_with(
    desk: Desk, runner: FakeRunner
) -> None:
    desk.set_value(LOSSES, 0.1)
    desk.compute()

    assert [dict(scenario.values) for scenario in runner.ran] == [{LOSSES: 0.1}, {}]
    assert desk.result is not None
    assert desk.result.scenario is desk.scenario
    assert desk.wanted is None


def test_results_from_elsewhere_are_taken(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.1)
    older = FakeResult(desk.scenario)
    desk.preview(LOSSES, 0.2)

    desk.take(cast(Result, older))

    assert desk.result is cast(Result, older)
    assert desk.stale
    assert desk.wanted is desk.scenario


def test_a_result_of_another_reference_comes_too_late(desk: Desk, library: Library) -> None:
    other = Library(library.folder, library.layers).newest()

    desk.take(cast(Result, FakeResult(Scenario(other))))

    assert desk.result is None


def test_what_differs_from_the_file_is_unsaved(desk: Desk, tmp_path: Path) -> None:
    unsaved = [desk.unsaved]
    desk.set_value(LOSSES, 0.1)
    unsaved.append(desk.unsaved)
    desk.save(tmp_path / "a.toml")
    unsaved.append(desk.unsaved)
    desk.undo()
    unsaved.append(desk.unsaved)
    desk.set_value(LOSSES, 0.1)
    unsaved.append(desk.unsaved)

    assert unsaved == [False, True, False, True, False]


def test_saving_and_opening_again(desk: Desk, library: Library, tmp_path: Path) -> None:
    desk.set_value(LOSSES, 0.1)
    desk.compute()
    desk.save(tmp_path / "a.toml")
    assert desk.path == tmp_path / "a.toml"
    assert load(tmp_path / "a.toml", library).model_version == "7.0"
    desk.close()
    assert desk.scenario.values == {}
    desk.open(tmp_path / "a.toml")

    assert desk.scenario.values[LOSSES] == 0.1
    assert not desk.unsaved
    assert not desk.can_undo
    assert desk.stale


def test_saving_in_the_middle_of_nudges_parts_them(desk: Desk, tmp_path: Path) -> None:
    desk.nudge(LOSSES, 0.1)
    desk.save(tmp_path / "a.toml")
    desk.nudge(LOSSES, 0.2)
    desk.undo()

    assert desk.scenario.values[LOSSES] == 0.1
    assert not desk.unsaved


def test_without_a_file_saving_asks_for_one(desk: Desk) -> None:
    with pytest.raises(SaveError, match="no file yet"):
        desk.save()


def test_a_save_that_fails_changes_nothing_on_the_desk(desk: Desk, tmp_path: Path) -> None:
    desk.set_value(LOSSES, 0.1)
    with pytest.raises(SaveError):
        desk.save(tmp_path)

    assert desk.path is None
    assert desk.unsaved
    assert desk.can_undo


def test_a_file_that_cannot_be_opened_leaves_what_was_open(desk: Desk, tmp_path: Path) -> None:
    desk.set_value(LOSSES, 0.1)
    (tmp_path / "bad.toml").write_text("schema = 1\n")
    with pytest.raises(ScenarioError):
        desk.open(tmp_path / "bad.toml")

    assert desk.scenario.values[LOSSES] == 0.1
    assert desk.can_undo
    assert desk.path is None


def test_warnings_of_the_open_file_are_at_hand(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text('schema = 1\nreference = "2026.1"\ncolour = "red"\n')
    desk.open(tmp_path / "odd.toml")
    assert [warning.path for warning in desk.warnings] == ["colour"]
    desk.new()

    assert desk.warnings == ()
    assert desk.path is None


def test_a_locked_parameter_is_moved_by_nothing(desk: Desk) -> None:
    desk.set_value(LOSSES, 0.1)
    desk.lock(LOSSES)
    edits: list[Callable[[], None]] = [
        lambda: desk.begin(LOSSES),
        lambda: desk.nudge(LOSSES, 0.2),
        lambda: desk.set_value(LOSSES, 0.2),
        lambda: desk.reset(LOSSES),
        lambda: desk.edit(desk.scenario.with_value(LOSSES, 0.2), "Solved"),
        desk.undo,
    ]
    for edit in edits:
        with pytest.raises(LockedError, match="Losses"):
            edit()
    assert desk.scenario.values[LOSSES] == 0.1
    desk.set_reason(LOSSES, "Measured.")
    desk.set_value(PRICE, 77.0)
    assert desk.scenario.values[PRICE] == 77.0
    desk.undo()
    desk.undo()
    with pytest.raises(LockedError, match="Losses: locked"):
        desk.undo()
    assert desk.scenario.values[LOSSES] == 0.1
    desk.lock(LOSSES, False)
    desk.undo()
    assert LOSSES not in desk.scenario.values
    desk.lock(LOSSES)
    with pytest.raises(LockedError, match="Losses: locked"):
        desk.redo()
    assert desk.can_redo


def test_a_lock_goes_by_hand_or_with_the_document(desk: Desk) -> None:
    desk.lock(LOSSES)
    assert desk.locked == {LOSSES}
    desk.lock(LOSSES, False)
    desk.set_value(LOSSES, 0.1)
    desk.lock(LOSSES)
    desk.new()
    assert not desk.locked
    with pytest.raises(AddressError):
        desk.lock("energy.nothing")


def test_locking_what_is_in_hand_lets_go_of_it(desk: Desk) -> None:
    desk.begin(LOSSES)
    desk.preview(LOSSES, 0.1)
    desk.lock(LOSSES)
    desk.preview(LOSSES, 0.2)
    assert desk.dragging is None
    assert desk.scenario.values[LOSSES] == 0.1
