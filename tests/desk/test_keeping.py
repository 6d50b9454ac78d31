"""Work that is kept, snapshots, and what is played between two states."""

from __future__ import annotations

from pathlib import Path

import pytest

from stackdesk.core.errors import LockedError
from stackdesk.desk import Desk, recovery
from stackdesk.desk.replay import between
from stackdesk.desk.snapshots import MOST_AUTOMATIC, Snapshots
from stackdesk.scenario import Library, Trajectory
from tests.desk.test_sheets import LOSSES, PRICE, written


def test_kept_work_comes_back_beside_its_file(desk: Desk, tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "kept"
    path = written(tmp_path, "one", 0.1)
    desk.open(path)
    desk.set_value(LOSSES, 0.2)
    recovery.keep(folder, recovery.work_of(desk.sheet, "one", 5.0))
    desk.set_value(LOSSES, 0.21)
    recovery.keep(folder, recovery.work_of(desk.sheet, "one", 6.0))
    desk.duplicate(title="Variant")
    desk.set_value(LOSSES, 0.15)
    recovery.keep(folder, recovery.work_of(desk.sheet, "Variant", 4.0))
    works = recovery.found(folder)
    assert [(work.name, work.when) for work in works] == [("Variant", 4.0), ("one", 6.0)]
    assert path.read_text().endswith("losses = 0.1\n")

    anew = Desk(library=library)
    (variant, _), (one, _) = recovery.bring_back(anew, works, library)
    assert anew.sheets == (variant, one)
    assert [dict(sheet.scenario.values) for sheet in anew.sheets] == [{LOSSES: 0.15}, {LOSSES: 0.21}]
    assert [sheet.path for sheet in anew.sheets] == [None, path]
    assert [sheet.unsaved for sheet in anew.sheets] == [True, True]
    assert variant.parent == path
    anew.undo()

    assert dict(one.scenario.values) == {LOSSES: 0.1}


def test_what_is_kept_can_be_dropped_and_fragments_do_no_harm(desk: Desk, tmp_path: Path) -> None:
    desk.set_value(LOSSES, 0.2)
    recovery.keep(tmp_path, recovery.work_of(desk.sheet, "one", 5.0))
    (tmp_path / "7.work").write_text('{"key": 7, "na')
    (tmp_path / "8.work").write_text('{"key": 8}')
    assert len(recovery.found(tmp_path)) == 1
    recovery.drop(tmp_path, desk.sheet.key)

    assert recovery.found(tmp_path) == ()
    assert (tmp_path / "7.work").exists()


def test_work_whose_file_was_changed_meanwhile_says_so(desk: Desk, tmp_path: Path, library: Library) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    desk.set_value(LOSSES, 0.2)
    work = recovery.work_of(desk.sheet, "one", 5.0)
    written(tmp_path, "one", 0.12)
    anew = Desk(library=library)
    ((sheet, _),) = recovery.bring_back(anew, [work], library)

    assert sheet.changed_outside


def test_a_snapshot_is_put_back_as_one_step(desk: Desk, tmp_path: Path, library: Library) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    snapshots = Snapshots(tmp_path / "state", library)
    made = snapshots.take(desk.sheet, 1.0, "first")
    desk.set_value(LOSSES, 0.2)
    desk.set_value(PRICE, 50)
    snapshots.restore(desk, made, "Snapshot: first")
    assert dict(desk.scenario.values) == {LOSSES: 0.1}
    assert desk.undo_text == "Snapshot: first"
    desk.undo()
    assert dict(desk.scenario.values) == {LOSSES: 0.2, PRICE: 50.0}
    desk.lock(PRICE)
    with pytest.raises(LockedError, match="Price"):
        snapshots.restore(desk, made, "Snapshot: first")


def test_snapshots_of_saves_are_bounded_and_named_ones_stay(
    desk: Desk, tmp_path: Path, library: Library
) -> None:
    desk.open(written(tmp_path, "one", 0.1))
    snapshots = Snapshots(tmp_path / "state", library)
    snapshots.take(desk.sheet, 0.0, "kept")
    for turn in range(MOST_AUTOMATIC + 5):
        desk.set_value(LOSSES, 0.1 + 0.001 * (turn + 1))
        snapshots.take(desk.sheet, 1.0 + turn)
        snapshots.take(desk.sheet, 1.5 + turn)  # nothing was changed in between
    listed = Snapshots(tmp_path / "state", library).of(desk.sheet)

    assert [one.when for one in listed if not one.name] == [
        float(when) for when in range(MOST_AUTOMATIC + 5, 5, -1)
    ]
    assert [one.name for one in listed if one.name] == ["kept"]


def test_snapshots_of_a_new_scenario_go_with_it_to_its_file(
    desk: Desk, tmp_path: Path, library: Library
) -> None:
    snapshots = Snapshots(tmp_path / "state", library)
    desk.set_value(LOSSES, 0.2)
    snapshots.take(desk.sheet, 1.0, "early")
    assert not (tmp_path / "state").exists()
    desk.save(tmp_path / "one.toml")
    snapshots.take(desk.sheet, 2.0)
    anew = Snapshots(tmp_path / "state", library)
    assert [one.name for one in anew.of(desk.sheet)] == ["early"]  # the save changed nothing since
    desk.set_value(LOSSES, 0.25)
    snapshots.take(desk.sheet, 3.0)
    anew.remove(desk.sheet, anew.of(desk.sheet)[1])

    assert [one.name for one in anew.of(desk.sheet)] == [""]


def test_between_two_states_numbers_and_paths_are_on_their_way(desk: Desk) -> None:
    before = desk.scenario.with_value(LOSSES, 0.1).with_value(PRICE, {2027: 40.0, 2030: 60.0})
    after = before.with_value(LOSSES, 0.2).with_value(PRICE, {2027: 50.0, 2030: 60.0})
    half = between(before, after, 0.5)
    price = half.values[PRICE]

    assert half.values[LOSSES] == pytest.approx(0.15)
    assert isinstance(price, Trajectory)
    assert dict(price.points) == {2027.0: 45.0, 2030.0: 60.0}
    assert between(before, after, 0.0) is before
    assert between(before, after, 1.0) is after


def test_what_only_one_state_sets_comes_from_the_reference(desk: Desk) -> None:
    before = desk.scenario
    after = before.with_value(LOSSES, 0.16).with_value(PRICE, 50.0, "us")
    half = between(before, after, 0.5)
    price = before.reference.value(PRICE, "us")

    assert half.values[LOSSES] == pytest.approx((0.06 + 0.16) / 2.0)
    assert isinstance(price, float)
    assert half.regional["us", PRICE] == pytest.approx((price + 50.0) / 2.0)
