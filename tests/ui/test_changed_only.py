"""Panels can show only what the scenario changes, levers or not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from stackdesk.ui.lever import Lever
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.conftest import LEAD

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(window: MainWindow) -> set[str]:
    """Give the addresses of the rows on show."""
    return {lever.address for panel in window.stack.panels for lever in panel.levers if lever.isVisible()}


def turn(window: MainWindow) -> None:
    """Press the key."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_L, BOTH)


def test_only_changed_rows_are_shown_and_all_come_back(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow
) -> None:
    before = shown(window)
    desk.set_value(LEAD, 2.0)
    desk.set_value("capital.budget_growth", 0.3)  # no lever of any panel
    turn(window)
    qtbot.waitUntil(lambda: shown(window) == {LEAD, "capital.budget_growth"})
    guest = window.findChild(QSlider, "capital.budget_growth.slider")
    assert isinstance(guest, QSlider)
    QTest.keyClick(guest, Qt.Key.Key_Right)
    assert desk.scenario.values["capital.budget_growth"] > 0.3
    head = next(panel.head for panel in window.stack.panels if panel.layer.key == "infrastructure")
    assert "hidden" in head.more.text()
    assert window.menus.changed_only.isChecked()
    turn(window)
    qtbot.waitUntil(lambda: shown(window) == before)
    assert "more" in head.more.text()


def test_rows_follow_the_scenario(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    turn(window)
    qtbot.waitUntil(lambda: not shown(window) - {LEAD})
    desk.set_value("chips.life", 6.0)
    qtbot.waitUntil(lambda: "chips.life" in shown(window))
    desk.undo()
    qtbot.waitUntil(lambda: "chips.life" not in shown(window))


def test_a_row_stays_while_it_has_the_keyboard(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    desk.set_value(LEAD, 2.0)
    lever.slider.setFocus()
    turn(window)
    qtbot.waitUntil(lambda: shown(window) == {LEAD})
    QTest.keyClick(lever.slider, Qt.Key.Key_Delete)
    qtbot.wait(60)
    assert LEAD not in desk.scenario.values
    assert lever.isVisible()
    assert window.focusWidget() is lever.slider


def test_the_heads_menu_offers_it(window: MainWindow) -> None:
    head = window.stack.panels[0].head
    menu = head.menu()
    entry = next(action for action in menu.actions() if action.text().startswith("Changed parameters only"))
    assert not entry.isChecked()
    entry.trigger()
    menu.deleteLater()
    assert window.commands.changed_only.on
