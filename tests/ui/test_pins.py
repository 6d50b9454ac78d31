"""A pinned parameter's path stands below the ceilings, on the same years, and follows the drag."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui.lever import Lever
from stackdesk.ui.pins import Pin
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.conftest import LEAD


def pinned(window: MainWindow, address: str = LEAD) -> Pin:
    """Pin a parameter and give its row."""
    window.hand.pin(address, True)
    QApplication.processEvents()
    return next(pin for pin in window.work.pins.pins if pin.address == address)


def test_pinning_by_the_menu_shows_the_path_and_takes_it_off_again(window: MainWindow, lever: Lever) -> None:
    tall = window.work.ceilings.height()
    menu = lever.menu()
    next(action for action in menu.actions() if action.text() == "Pinned to the chart").trigger()
    menu.deleteLater()
    QApplication.processEvents()
    pin = pinned(window)
    assert pin.isVisible()
    assert window.work.ceilings.height() < tall
    menu = lever.menu()
    entry = next(action for action in menu.actions() if action.text() == "Pinned to the chart")
    assert entry.isChecked()
    entry.trigger()
    menu.deleteLater()
    QApplication.processEvents()
    assert window.work.pins.pins == []
    assert window.work.ceilings.height() == tall


def test_the_path_follows_the_value_and_the_cursor(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, lever: Lever
) -> None:
    pin = pinned(window)
    assert "4.00 yr in 2030" in pin.sentence()
    lever.box.setValue(2.5)
    qtbot.waitUntil(lambda: "2.50 yr in 2030" in pin.sentence())
    window.commands.go_to_year(2035.0)
    qtbot.waitUntil(lambda: "2.50 yr in 2035" in pin.accessibleDescription())
    assert "2035\t2.5\t4" in pin.numbers()


def test_years_stand_below_the_years_of_the_ceilings(qtbot: QtBot, window: MainWindow) -> None:
    pin = pinned(window)
    for size in ((1280, 800), (1600, 950)):
        window.resize(*size)
        qtbot.wait(60)
        left, right = window.work.plot_left_right()
        assert pin._plane is not None
        corner = pin.mapToGlobal(pin.rect().topLeft()).x()
        assert abs(corner + pin._plane.left - left) <= 1
        assert abs(corner + pin._plane.right - right) <= 1


def test_keys_inspect_and_take_off(window: MainWindow) -> None:
    pinned(window, "chips.life")
    pin = pinned(window)
    window.hand.choose("energy.losses")
    pin.setFocus()
    QTest.keyClick(pin, Qt.Key.Key_Return)
    assert window.chosen.address == LEAD
    QTest.keyClick(pin, Qt.Key.Key_Delete)
    assert [one.address for one in window.work.pins.pins] == ["chips.life"]
    assert pin.accessibleName() == "Pinned: Connection lead time"


def test_the_oldest_of_too_many_gives_way(window: MainWindow) -> None:
    for address in ("chips.life", "energy.losses", LEAD, "energy.gas_price"):
        pinned(window, address)
    assert [one.address for one in window.work.pins.pins] == ["energy.losses", LEAD, "energy.gas_price"]


@pytest.mark.parametrize(
    ("key", "shift", "by"),
    [
        (Qt.Key.Key_Right, False, 1.0),
        (Qt.Key.Key_Down, True, -0.1),
        (Qt.Key.Key_PageUp, False, 10.0),
        (Qt.Key.Key_Home, False, -math.inf),
        (Qt.Key.Key_End, False, math.inf),
    ],
)
def test_a_pin_answers_a_levers_keys(window: MainWindow, key: Qt.Key, *, shift: bool, by: float) -> None:
    pin = pinned(window)
    before = window.desk.scenario
    QTest.keyClick(pin, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
    ruler = window.subject(LEAD).measure
    assert window.desk.scenario.values[LEAD] == pytest.approx(ruler.stepped(4.0, by))
    window.desk.undo()
    window.desk.lock(LEAD)
    QTest.keyClick(pin, key)
    assert window.desk.scenario == before
