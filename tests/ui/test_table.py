"""A table's row is a lever too: slider, value and unit, keys, locks, and a filter for what was changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from stackdesk.ui.table import ParameterTable
from stackdesk.ui.table_model import SLIDER, VALUE
from stackdesk.ui.track import Track
from stackdesk.ui.window import MainWindow
from tests.ui import fakes

LITERACY = "applications.literacy"
TASKS = "applications.tokens_per_task"
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def table(qtbot: QtBot, window: MainWindow) -> ParameterTable:
    """The table of applications, shown."""
    window.commands.show_table("applications")
    made = window.commands.table("applications")
    qtbot.waitUntil(made.isVisible)
    made.activateWindow()
    return made


def status(table: ParameterTable) -> str:
    """Give the line below the table."""
    label = table.findChild(QLabel, "applications.table.status")
    assert isinstance(label, QLabel)
    return label.text()


def track(table: ParameterTable, address: str) -> Track:
    """Go to a row and give its live slider."""
    table.go_to(address)
    QApplication.processEvents()
    found = table.sliders.track(table.view.currentIndex().row())
    assert found is not None
    assert found.address == address
    return found


def addresses(table: ParameterTable) -> list[str]:
    """Give the addresses of the rows on show."""
    proxy = table.view.model()
    return [str(proxy.index(row, 9).data()) for row in range(proxy.rowCount())]


def test_a_row_has_a_slider_that_is_dragged_as_one_step(
    qtbot: QtBot, desk: fakes.Desk, table: ParameterTable
) -> None:
    slider = track(table, LITERACY)
    start = QPoint(round(slider.handle_x()), slider.height() // 2)
    QTest.mousePress(slider, LEFT, NONE, start)
    QTest.mouseMove(slider, start + QPoint(15, 0))
    assert desk.dragging == LITERACY
    qtbot.wait(60)
    QTest.mouseRelease(slider, LEFT, NONE, start + QPoint(15, 0))
    assert desk.scenario.values[LITERACY] > 0.4
    desk.undo()
    assert not desk.can_undo
    qtbot.waitUntil(lambda: track(table, LITERACY).value() == slider.reach.position(0.4))


def test_the_slider_under_the_mouse_is_live_too(table: ParameterTable) -> None:
    track(table, LITERACY)
    row = addresses(table).index(TASKS)
    table.view.entered.emit(table.view.model().index(row, SLIDER))
    under = table.sliders.track(row)
    assert under is not None
    assert under.address == TASKS
    table.view.entered.emit(table.view.model().index(row + 1, SLIDER))
    assert table.sliders.track(row) is None


def test_a_rows_keys_are_a_levers_keys(desk: fakes.Desk, table: ParameterTable) -> None:
    slider = track(table, LITERACY)
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    assert table.focusWidget() is slider
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert desk.scenario.values[LITERACY] == pytest.approx(0.41)
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert LITERACY not in desk.scenario.values
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    editor = next(one for one in table.view.findChildren(QLineEdit) if one.isVisible())
    editor.selectAll()
    QTest.keyClicks(editor, "0.5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert desk.scenario.values[LITERACY] == pytest.approx(0.005)


def test_a_unit_of_another_kind_is_explained_below(desk: fakes.Desk, table: ParameterTable) -> None:
    proxy = table.view.model()
    row = addresses(table).index(LITERACY)
    assert not proxy.setData(proxy.index(row, VALUE), "3 GW")
    assert "GW is power, this is a number (%)" in status(table)
    assert proxy.setData(proxy.index(row, VALUE), "550 ‰")
    assert desk.scenario.values[LITERACY] == pytest.approx(0.55)


def test_a_locked_row_does_not_move_and_says_so(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, table: ParameterTable
) -> None:
    slider = track(table, LITERACY)
    QTest.keyClick(table.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.locked == {LITERACY}
    qtbot.waitUntil(lambda: slider.locked)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert "locked" in status(table)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert LITERACY not in desk.scenario.values
    proxy = table.view.model()
    index = proxy.index(table.view.currentIndex().row(), 0)
    assert "locked" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert not proxy.flags(index.siblingAtColumn(VALUE)) & Qt.ItemFlag.ItemIsEditable


def test_changed_only_shows_what_the_scenario_changes(
    qtbot: QtBot, desk: fakes.Desk, table: ParameterTable
) -> None:
    desk.set_value(LITERACY, 0.5)
    table.changed_only.setChecked(True)
    assert addresses(table) == [LITERACY]
    assert "1 of" in status(table)
    desk.set_value(TASKS, 0.5)
    qtbot.waitUntil(lambda: set(addresses(table)) == {LITERACY, TASKS})
    table.search.setText("literacy")
    assert addresses(table) == [LITERACY]
    table.search.clear()
    table.changed_only.setChecked(False)
    assert len(addresses(table)) == table.model.rowCount()


def test_going_to_a_row_takes_the_filters_away(table: ParameterTable) -> None:
    table.search.setText("zzzz")
    table.changed_only.setChecked(True)
    assert addresses(table) == []
    table.go_to(TASKS)
    assert addresses(table)[table.view.currentIndex().row()] == TASKS


def test_the_menu_of_a_row_is_the_levers(table: ParameterTable) -> None:
    table.go_to(LITERACY)
    subject = next(
        table.model.subject(row)
        for row in range(table.model.rowCount())
        if table.model.subject(row).address == LITERACY
    )
    words = [action.text().partition("\t")[0] for action in table.menu(subject).actions()]
    assert {"Locked", "Pinned to the chart", "Set the slider's range…", "Show source"} <= set(words)
