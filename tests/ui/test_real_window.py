"""The window on the real desk, engine and reference; and once in a real X window with a real mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui.app import create
from stackdesk.ui.window import MainWindow
from tests.ui.on_screen import THERE, told_on_screen

LEAD = "infrastructure.connection.lead_time"
PATIENCE = 100_000


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario that changes nothing."""
    path = tmp_path / "plain.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n\n[scenario]\ntitle = "Plain"\n', encoding="utf-8")
    return path


@pytest.fixture
def real(qtbot: QtBot, scenario: Path) -> Iterator[MainWindow]:
    """The window as the command opens it, once it has a result."""
    _, window = create(scenario)
    window.show()
    qtbot.waitUntil(lambda: window.desk.result is not None, timeout=PATIENCE)
    qtbot.wait(100)
    yield window
    window.documents.ask_unsaved = lambda: window.documents.DISCARD  # type: ignore[method-assign]
    window.close()
    window.deleteLater()


def test_every_layer_stands_in_the_window(qtbot: QtBot, real: MainWindow) -> None:
    assert QApplication.activeModalWidget() is None
    assert real.windowTitle().startswith("Plain[*]")
    for layer in real.layers:
        assert real.findChild(QWidget, f"{layer.key}.panel") is not None
        assert layer.levers, layer.key
        for address in layer.levers:
            assert real.findChild(QWidget, f"{address}.slider") is not None
            assert real.findChild(QWidget, f"{address}.value") is not None
    for size in ((1280, 720), (1920, 1080)):
        real.resize(*size)
        qtbot.wait(50)
        assert real.stack.verticalScrollBar().maximum() == 0


def test_every_lever_shows_the_reference_and_its_ends_can_be_set(real: MainWindow) -> None:
    for lever in real.stack.levers():
        value = real.chosen.stand(lever.subject).value
        assert lever.box.value() == pytest.approx(value, abs=1e-9), lever.address
        for position in (0, lever.slider.maximum()):
            lever.slider.setValue(position)
        assert real.desk.scenario.changed(lever.address)
        real.desk.reset(lever.address)
        assert not real.desk.scenario.changed(lever.address)


def test_a_drag_moves_the_result_and_is_one_step(qtbot: QtBot, real: MainWindow) -> None:
    real.commands.go_to_layer("infrastructure")
    lever = real.stack.lever(LEAD)
    assert lever is not None
    assert real.desk.result is not None
    before = real.desk.result.at("infrastructure.ceiling.connection", 2032.0)
    start = QPoint(round(lever.slider.handle_x()), lever.slider.height() // 2)
    QTest.mousePress(lever.slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(lever.slider, start + QPoint(8 * step, 0))
    end = start + QPoint(40, 0)
    QTest.mouseRelease(lever.slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert real.desk.scenario.changes() == [(LEAD, None)]
    qtbot.waitUntil(lambda: not real.desk.stale, timeout=PATIENCE)
    assert real.desk.result.at("infrastructure.ceiling.connection", 2032.0) < before
    assert real.desk.can_undo
    real.desk.undo()
    assert not real.desk.scenario.changes()


def test_a_wrong_file_is_told_with_its_lines(qtbot: QtBot, real: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(
        'schema = 1\nreference = "2026.1"\n\n[infrastructure.connection]\nlead_time = 99.0\n',
        encoding="utf-8",
    )
    before = real.desk.scenario
    assert not real.open_path(wrong)
    assert real.desk.scenario is before
    assert f"{wrong}:5" in real.work.notice.text()
    assert LEAD in real.work.notice.text()


PROGRAM = """
application, window = create(sys.argv[1])
window.resize(1280, 720)
window.move(0, 0)
window.show()
until(lambda: window.desk.result is not None)
window.commands.go_to_layer("infrastructure")
wait(300)
lever = window.stack.lever(sys.argv[2])
place = place_of(lever.slider, lever.slider.handle_x())
send("mousemove", place.x(), place.y())
send("mousedown", 1)
for step in range(1, 11):
    send("mousemove", place.x() + 3 * step, place.y())
held = window.desk.dragging
send("mouseup", 1)
until(lambda: window.desk.dragging is None)
once = len(window.desk.scenario.changes()), window.desk.can_undo
window.desk.undo()
twice = len(window.desk.scenario.changes()), window.desk.can_undo
print(json.dumps({"held": held, "once": once, "twice": twice, "platform": application.platformName(),
    "scrolls": window.stack.verticalScrollBar().maximum(), "size": [window.width(), window.height()]}))
window.live.stop()
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_a_real_mouse_drags_a_lever_in_a_real_window(scenario: Path) -> None:
    told = told_on_screen(PROGRAM, str(scenario), LEAD, size="1280x720")
    assert told == {
        "held": LEAD,
        "once": [1, True],
        "twice": [0, False],
        "platform": "xcb",
        "scrolls": 0,
        "size": [1280, 720],
    }
