"""A lever answers mouse and keys as the design says, and the desk sees one entry for one gesture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stackdesk.ui import errorline
from stackdesk.ui.lever import Lever
from stackdesk.ui.range_box import RangeBox
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.conftest import LEAD

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def handle(lever: Lever) -> QPoint:
    """Give where the handle is."""
    return QPoint(round(lever.slider.handle_x()), lever.slider.height() // 2)


def headline(window: MainWindow) -> str:
    """Give the headline of infrastructure."""
    label = window.findChild(QLabel, "infrastructure.headline")
    assert isinstance(label, QLabel)
    return label.text()


def drag(lever: Lever, by: int, steps: int = 8, *, release: bool = True) -> None:
    """Drag the handle with the mouse."""
    start = handle(lever)
    QTest.mousePress(lever.slider, LEFT, NONE, start)
    for step in range(1, steps + 1):
        QTest.mouseMove(lever.slider, start + QPoint(by * step // steps, 0))
        QApplication.processEvents()
    if release:
        QTest.mouseRelease(lever.slider, LEFT, NONE, start + QPoint(by, 0))


def test_a_drag_is_one_undo_step_and_changes_the_result(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    before = headline(window)
    drag(lever, -25)
    assert desk.scenario.values[LEAD] < 4.0
    qtbot.waitUntil(lambda: not desk.stale)
    qtbot.wait(50)
    assert headline(window) != before
    assert desk.can_undo
    window.commands.undo()
    assert not window.desk.can_undo
    assert LEAD not in desk.scenario.values
    qtbot.waitUntil(lambda: lever.box.value() == 4.0)


def test_values_follow_while_the_mouse_is_down(qtbot: QtBot, desk: fakes.Desk, lever: Lever) -> None:
    drag(lever, -20, release=False)
    qtbot.waitUntil(lambda: desk.computed > 0)
    assert desk.dragging == LEAD
    assert not desk.can_undo
    QTest.mouseRelease(lever.slider, LEFT, NONE, handle(lever))


def test_a_press_without_a_move_changes_nothing(desk: fakes.Desk, lever: Lever) -> None:
    QTest.mousePress(lever.slider, LEFT, NONE, handle(lever))
    QTest.mouseRelease(lever.slider, LEFT, NONE, handle(lever))
    assert not desk.can_undo
    assert desk.scenario == fakes.Scenario()


def test_escape_cancels_the_drag_and_later_moves_do_nothing(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    drag(lever, -25, release=False)
    qtbot.wait(40)
    assert "Esc" in window.status.hint.text()
    QTest.keyClick(lever.slider, Qt.Key.Key_Escape)
    assert desk.scenario == fakes.Scenario()
    QTest.mouseMove(lever.slider, handle(lever) + QPoint(20, 0))
    QTest.mouseRelease(lever.slider, LEFT, NONE, handle(lever) + QPoint(20, 0))
    assert desk.scenario == fakes.Scenario()
    assert not desk.can_undo


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Right, NONE, 4.05),
        (Qt.Key.Key_Left, NONE, 3.95),
        (Qt.Key.Key_Up, NONE, 4.05),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 4.005),
        (Qt.Key.Key_PageUp, NONE, 4.5),
        (Qt.Key.Key_PageDown, NONE, 3.5),
        (Qt.Key.Key_Home, NONE, 0.25),
        (Qt.Key.Key_End, NONE, 8.0),
    ],
)
def test_keys_move_by_steps(
    desk: fakes.Desk, lever: Lever, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float
) -> None:
    lever.slider.setFocus()
    QTest.keyClick(lever.slider, key, modifier)
    assert desk.scenario.values[LEAD] == pytest.approx(value)


def test_keys_in_quick_succession_are_one_entry(qtbot: QtBot, desk: fakes.Desk, lever: Lever) -> None:
    lever.slider.setFocus()
    for _ in range(5):
        QTest.keyClick(lever.slider, Qt.Key.Key_Right)
        qtbot.wait(20)
    assert desk.scenario.values[LEAD] == pytest.approx(4.25)
    desk.undo()
    assert not desk.can_undo


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_resets(desk: fakes.Desk, lever: Lever, key: Qt.Key) -> None:
    desk.set_value(LEAD, 2.0)
    QTest.keyClick(lever.slider, key)
    assert LEAD not in desk.scenario.values


def test_double_click_resets(qtbot: QtBot, desk: fakes.Desk, lever: Lever) -> None:
    desk.set_value(LEAD, 2.0)
    qtbot.wait(50)
    QTest.mouseDClick(lever.slider, LEFT, NONE, handle(lever))
    assert LEAD not in desk.scenario.values


def turn(lever: Lever, notches: int) -> None:
    """Turn the wheel over the slider."""
    where = QPointF(handle(lever))
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(lever.slider, event)


def test_the_wheel_counts_only_with_focus(desk: fakes.Desk, window: MainWindow, lever: Lever) -> None:
    window.work.setFocus()
    turn(lever, 1)
    assert LEAD not in desk.scenario.values
    lever.slider.setFocus()
    turn(lever, 1)
    assert desk.scenario.values[LEAD] == pytest.approx(4.05)


def test_enter_types_a_value(qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever) -> None:
    window.activateWindow()
    lever.slider.setFocus()
    QTest.keyClick(lever.slider, Qt.Key.Key_Return)
    assert lever.box.lineEdit().selectedText() == "4.00"
    QTest.keyClicks(lever.box, "2.5 yr")
    QTest.keyClick(lever.box, Qt.Key.Key_Return)
    assert desk.scenario.values[LEAD] == 2.5
    assert desk.can_undo


def test_a_value_out_of_bounds_is_refused_in_words(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    lever.box.setFocus()
    lever.box.selectAll()
    QTest.keyClicks(lever.box, "99")
    QTest.keyClick(lever.box, Qt.Key.Key_Return)
    assert desk.scenario == fakes.Scenario()
    assert window.error_line.isVisible()
    assert "0.25 to 8 yr" in window.error_line.text()
    QTest.keyClick(lever.box, Qt.Key.Key_Escape)
    assert not window.error_line.isVisible()
    assert lever.box.value() == 4.0


def test_a_refusal_goes_once_it_was_read_and_the_box_is_left(
    qtbot: QtBot, window: MainWindow, lever: Lever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errorline, "PATIENCE_MS", 30)
    lever.box.setFocus()
    lever.box.selectAll()
    QTest.keyClicks(lever.box, "99")
    lever.slider.setFocus()
    assert window.error_line.isVisible()
    qtbot.waitUntil(lambda: not window.error_line.isVisible() and not lever.problem, timeout=2000)


def test_setting_the_box_or_the_native_slider_edits_too(desk: fakes.Desk, lever: Lever) -> None:
    lever.box.setValue(3.0)
    assert desk.scenario.values[LEAD] == 3.0
    lever.slider.setValue(lever.slider.maximum())
    assert desk.scenario.values[LEAD] == 8.0


def test_the_menu_offers_reset_and_source(qtbot: QtBot, desk: fakes.Desk, lever: Lever) -> None:
    desk.set_value(LEAD, 2.0)
    qtbot.wait(50)
    menu = lever.menu()
    words = [action.text() for action in menu.actions()]
    assert [word.partition("\t")[0] for word in words if word] == [
        "Reset to reference",
        "Type a value",
        "Locked",
        "Pinned to the chart",
        "Set the slider's range…",
        "Show source",
        "Vary this…",
    ]
    menu.actions()[0].trigger()
    assert LEAD not in desk.scenario.values
    menu.deleteLater()


def test_the_status_bar_says_what_was_changed_last(qtbot: QtBot, window: MainWindow, lever: Lever) -> None:
    lever.box.setValue(2.6)
    assert "Connection lead time 4.00 → 2.60 yr" in window.status.change.text()
    QTest.keyClick(lever.slider, Qt.Key.Key_Delete)
    assert "as in the reference" in window.status.change.text()


@pytest.mark.parametrize(
    ("text", "value"), [("30 months", 2.5), ("0.2 decades", 2.0), ("130 weeks", 130 * 7 / 365.25)]
)
def test_any_unit_of_time_is_taken_at_the_box(
    qtbot: QtBot, desk: fakes.Desk, lever: Lever, text: str, value: float
) -> None:
    lever.box.setFocus()
    lever.box.selectAll()
    QTest.keyClicks(lever.box, text)
    QTest.keyClick(lever.box, Qt.Key.Key_Return)
    assert desk.scenario.values[LEAD] == pytest.approx(value)


def test_a_unit_of_another_kind_is_explained_at_the_box(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    lever.box.setFocus()
    lever.box.selectAll()
    QTest.keyClicks(lever.box, "2 GW")
    QTest.keyClick(lever.box, Qt.Key.Key_Return)
    assert desk.scenario == fakes.Scenario()
    assert "GW is power, this is time (yr)" in window.error_line.text()
    assert lever.box.lineEdit().text() == "2 GW"


def test_the_box_grows_with_what_is_typed(window: MainWindow, lever: Lever) -> None:
    wide = lever.box.width()
    lever.box.setFocus()
    lever.box.selectAll()
    QTest.keyClicks(lever.box, "30.5 months")
    needed = lever.box.fontMetrics().horizontalAdvance("30.5 months")
    assert wide < needed < lever.box.width()
    assert lever.rect().contains(lever.box.geometry())
    QTest.keyClick(lever.box, Qt.Key.Key_Return)
    assert lever.box.width() == wide


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Up, NONE, 4.05),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, 3.995),
        (Qt.Key.Key_PageDown, NONE, 3.5),
    ],
)
def test_the_boxs_keys_step_as_the_sliders(
    desk: fakes.Desk, lever: Lever, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float
) -> None:
    lever.box.setFocus()
    QTest.keyClick(lever.box, key, modifier)
    assert desk.scenario.values[LEAD] == pytest.approx(value)


# ------------------------------------------------------------------------------------------------ locks

MOVES = [
    *(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Delete, Qt.Key.Key_Return),
]


@pytest.fixture
def locked(qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever) -> Lever:
    """The lever at 2 years, locked by its key."""
    desk.set_value(LEAD, 2.0)
    window.activateWindow()
    window.hand.choose(LEAD)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: lever.slider.locked, timeout=2000)
    return lever


def test_a_locked_lever_is_not_dragged(desk: fakes.Desk, window: MainWindow, locked: Lever) -> None:
    drag(locked, -25)
    assert desk.scenario.values[LEAD] == 2.0
    assert desk.dragging is None
    assert "locked" in window.error_line.text()
    assert window.error_line.isVisible()


@pytest.mark.parametrize("key", MOVES)
def test_a_locked_lever_answers_no_key(desk: fakes.Desk, locked: Lever, key: Qt.Key) -> None:
    locked.slider.setFocus()
    QTest.keyClick(locked.slider, key)
    assert desk.scenario.values[LEAD] == 2.0
    assert not locked.box.hasFocus()


def test_nothing_else_moves_a_locked_lever_either(desk: fakes.Desk, locked: Lever) -> None:
    locked.slider.setFocus()
    turn(locked, 1)
    QTest.mouseDClick(locked.slider, LEFT, NONE, handle(locked))
    locked.box.setValue(3.0)
    locked.slider.setValue(locked.slider.maximum())
    assert desk.scenario.values[LEAD] == 2.0
    assert locked.box.value() == 2.0
    assert locked.slider.value() == locked.slider.reach.position(2.0)


def test_a_lock_is_told_in_words_and_goes_again(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, locked: Lever
) -> None:
    assert locked.slider.accessibleName().endswith("locked")
    assert locked.box.isReadOnly()
    assert window.menus.lock.isChecked()
    menu = locked.menu()
    states = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert states["Locked"].isChecked()
    assert not states["Reset to reference"].isEnabled()
    states["Locked"].trigger()
    menu.deleteLater()
    qtbot.waitUntil(lambda: not locked.slider.locked, timeout=2000)
    assert "locked" not in locked.slider.accessibleName()
    QTest.keyClick(locked.slider, Qt.Key.Key_Delete)
    assert LEAD not in desk.scenario.values


# ------------------------------------------------------------------------------------------- set range


def range_box(window: MainWindow) -> RangeBox:
    """Open the small window that asks for a range."""
    window.hand.ask_range(LEAD)
    box = window.findChild(RangeBox)
    assert isinstance(box, RangeBox)
    return box


def test_the_ends_of_a_slider_can_be_set(desk: fakes.Desk, window: MainWindow, lever: Lever) -> None:
    box = range_box(window)
    box.low.setText("24 months")
    box.high.setText("6")
    box.take()
    lever.slider.setFocus()
    QTest.keyClick(lever.slider, Qt.Key.Key_End)
    assert desk.scenario.values[LEAD] == 6.0
    QTest.keyClick(lever.slider, Qt.Key.Key_Home)
    assert desk.scenario.values[LEAD] == 2.0
    assert (lever.slider.reach.low, lever.slider.reach.high) == (2.0, 6.0)
    lever.box.setValue(8.0)
    window.show_now()
    QApplication.processEvents()
    range_box(window).forget()
    assert window.hand.sitting.ends(LEAD, None) is None


def test_a_slider_reaches_a_value_beyond_its_ends(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    window.hand.sitting.set_ends(LEAD, None, (2.0, 6.0))
    assert lever.slider.reach.high == 6.0
    lever.box.setValue(8.0)
    qtbot.waitUntil(lambda: lever.slider.reach.high == 8.0)
    desk.reset(LEAD)
    qtbot.waitUntil(lambda: lever.slider.reach.high == 6.0)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("2 GW", "6", "GW is power"),
        ("2", "99", "allowed 0.25 to 8 yr"),
        ("6", "2", "the upper end must lie above"),
    ],
)
def test_a_wrong_range_is_explained(window: MainWindow, low: str, high: str, words: str) -> None:
    box = range_box(window)
    box.low.setText(low)
    box.high.setText(high)
    box.take()
    assert words in box.problem.text()
    assert window.hand.sitting.ends(LEAD, None) is None
    box.close()
