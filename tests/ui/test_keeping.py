"""Work survives a kill; two windows leave each other's alone; snapshots, replay, files that were open."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui import keeping
from stackdesk.ui.app import create
from stackdesk.ui.keeping import state_folder
from stackdesk.ui.window import MainWindow
from tests.ui.test_tabs import LEAD, PATIENCE, answer, written

CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from stackdesk.ui.app import create
application, window = create(sys.argv[1])
window.show()
window.desk.set_value("infrastructure.connection.lead_time", 3.25)
window.session.keeping.keep_now()
def look():
    if list(window.session.keeping.folder.glob("*.work")):
        print("kept", flush=True)
        timer.stop()
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
application.exec()
"""


@pytest.fixture
def made() -> Iterator[list[MainWindow]]:
    """Close the windows that a test makes, without questions."""
    windows: list[MainWindow] = []
    yield windows
    for window in windows:
        window.documents.ask_unsaved = lambda: "discard"  # type: ignore[method-assign]
        window.close()
        window.deleteLater()


def started(made: list[MainWindow], path: Path | None = None) -> MainWindow:
    """Start a window."""
    _, window = create(path)
    window.resize(1280, 720)
    window.show()
    made.append(window)
    return window


def other(path: Path) -> subprocess.Popen[str]:
    """Start another process that changes a file's scenario, and wait until its copy is written."""
    process = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "kept\n"
    return process


def test_work_comes_back_after_a_kill(made: list[MainWindow], tmp_path: Path) -> None:
    path = written(tmp_path, "plan", 2.0)
    before = path.read_bytes()
    process = other(path)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert path.read_bytes() == before

    window = started(made)
    question = window.documents.question
    assert "left unsaved" in question.asked
    assert "“plan”" in question.accessibleDescription()
    assert QApplication.activeModalWidget() is None
    answer(window, "recover")
    assert window.desk.path == path
    assert window.desk.unsaved
    assert window.desk.scenario.values[LEAD] == 3.25
    window.desk.undo()
    assert window.desk.scenario.values[LEAD] == 2.0
    window.desk.redo()
    assert window.documents.save()
    assert b"3.25" in path.read_bytes()
    window.session.keeping.stop()

    assert not list((state_folder() / "recovery").iterdir())


def test_a_window_that_lives_keeps_its_work_to_itself(made: list[MainWindow], tmp_path: Path) -> None:
    process = other(written(tmp_path, "plan", 2.0))
    try:
        window = started(made)
        assert not window.documents.question.asked
    finally:
        process.kill()
        process.wait()


def test_much_work_is_counted_rather_than_named(
    made: list[MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "NAMED", 1)
    for name in ("plan", "other"):
        process = other(written(tmp_path, name, 2.0))
        process.kill()
        process.wait()
    told = started(made).documents.question.accessibleDescription()
    assert "and 1 more" in told
    assert ("“plan”" in told) != ("“other”" in told)


def test_what_is_recovered_later_is_offered_again_and_what_is_discarded_is_not(
    made: list[MainWindow], tmp_path: Path
) -> None:
    process = other(written(tmp_path, "plan", 2.0))
    process.kill()
    process.wait()
    window = started(made)
    QTest.keyClick(window.documents.question.buttons[0], Qt.Key.Key_Escape)
    again = started(made)
    assert "left unsaved" in again.documents.question.asked
    answer(again, "discard")

    assert not started(made).documents.question.asked


def test_work_that_cannot_be_read_stays_kept(made: list[MainWindow], tmp_path: Path) -> None:
    process = other(written(tmp_path, "plan", 2.0))
    process.kill()
    process.wait()
    (kept,) = (state_folder() / "recovery").glob("*/*.work")
    newer = kept.with_name("901.work")
    newer.write_text(kept.read_text().replace("2026.2", "2099.1"))
    fragment = kept.with_name("902.work")
    fragment.write_text('{"key": 902, "colour": "red"}')
    window = started(made)
    answer(window, "recover")

    assert window.desk.scenario.values[LEAD] == 3.25
    assert not kept.exists()
    assert newer.exists()
    assert fragment.exists()


def test_copies_go_when_the_work_is_saved(made: list[MainWindow], tmp_path: Path, qtbot: QtBot) -> None:
    window = started(made, written(tmp_path, "plan", 2.0))
    keeping = window.session.keeping
    window.desk.set_value(LEAD, 3.0)
    keeping.keep_now()
    qtbot.waitUntil(lambda: len(list(keeping.folder.glob("*.work"))) == 1)
    window.documents.save()
    qtbot.waitUntil(lambda: not list(keeping.folder.glob("*.work")))


def test_a_save_leaves_a_snapshot_that_can_be_put_back(made: list[MainWindow], tmp_path: Path) -> None:
    window = started(made, written(tmp_path, "plan", 2.0))
    window.desk.set_value(LEAD, 3.0)
    window.documents.save()
    window.desk.set_value(LEAD, 4.0)
    box = window.session.show_snapshots()
    assert box.list.count() == 1
    box.name.setText("before the talk")
    QTest.mouseClick(box.keep, Qt.MouseButton.LeftButton)
    assert [box.list.item(row).text().split("  ·  ")[0] for row in range(2)] == ["before the talk", "saved"]
    box.list.setCurrentRow(1)
    QTest.mouseClick(box.restore, Qt.MouseButton.LeftButton)
    assert window.desk.scenario.values[LEAD] == 3.0
    window.desk.undo()

    assert window.desk.scenario.values[LEAD] == 4.0


def test_the_last_change_is_played_and_nothing_is_left_of_it(
    made: list[MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = started(made, written(tmp_path, "plan", 2.0))
    window.settings.reduced_motion = False
    window.desk.set_value(LEAD, 4.0)
    after, seen = window.desk.scenario, []
    window.desk.on_change(lambda kind: seen.append(window.desk.scenario.values[LEAD]))
    qtbot.waitUntil(window.menus.replay.isEnabled, timeout=PATIENCE)
    window.menus.replay.trigger()
    assert window.desk.scenario.values[LEAD] == 2.0
    qtbot.waitUntil(lambda: not window.desk.playing, timeout=PATIENCE)
    assert any(2.0 < float(value) < 4.0 for value in seen if isinstance(value, float))
    assert window.desk.scenario is after
    assert not window.desk.can_redo
    window.menus.replay.trigger()
    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert not window.desk.playing
    assert window.desk.scenario is after


def test_a_window_that_closes_while_it_replays_asks_nothing(made: list[MainWindow], tmp_path: Path) -> None:
    window = started(made, written(tmp_path, "plan", 2.0))
    window.desk.set_value(LEAD, 4.0)
    assert window.documents.save()
    window.session.replaying.begin()
    assert window.desk.scenario.values[LEAD] == 2.0
    window.close()
    assert not window.documents.question.asked
    assert not window.isVisible()


def test_with_reduced_motion_the_replay_jumps(made: list[MainWindow], tmp_path: Path, qtbot: QtBot) -> None:
    window = started(made, written(tmp_path, "plan", 2.0))
    window.settings.reduced_motion = True
    window.desk.set_value(LEAD, 4.0)
    seen: set[object] = set()
    window.desk.on_change(lambda kind: seen.add(window.desk.scenario.values[LEAD]))
    window.session.replaying.begin()
    qtbot.waitUntil(lambda: not window.desk.playing, timeout=PATIENCE)

    assert seen == {2.0, 4.0}


def test_the_files_that_were_open_can_be_opened_again(made: list[MainWindow], tmp_path: Path) -> None:
    paths = [written(tmp_path, name, 2.0) for name in ("one", "two", "three")]
    window = started(made)
    for path in paths:
        window.open_path(path)
    window.documents.turn_to(window.desk.sheets[1])
    window.close()
    paths[0].unlink()
    again = started(made)
    assert not again.session.at_start()  # it was not chosen
    again.session.choose(True)
    assert again.session.at_start()

    assert {one.path for one in again.desk.sheets} == set(paths[1:])
    assert again.desk.path == paths[1]


def test_a_file_that_changes_on_disk_is_asked_about(
    made: list[MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path, "plan", 2.0)
    window = started(made, path)
    written(tmp_path, "plan", 5.0)
    qtbot.waitUntil(lambda: bool(window.documents.question.asked), timeout=PATIENCE)
    answer(window, "reload")
    assert window.desk.scenario.values[LEAD] == 5.0
    draft = tmp_path / "draft"
    draft.write_text(path.read_text().replace("5.0", "6.0"))
    draft.replace(path)
    qtbot.waitUntil(lambda: bool(window.documents.question.asked), timeout=PATIENCE)
    answer(window, "cancel")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.session.watching.look()

    assert not window.documents.question.asked  # once is enough
