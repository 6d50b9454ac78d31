"""Search finds every parameter and series by a few letters and goes there by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui.lever import Lever
from stackdesk.ui.search import Search, entry, found
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.conftest import LEAD

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTRIES = [
    entry("parameter", "infrastructure.connection.lead_time", "Connection lead time", "infrastructure"),
    entry("parameter", "infrastructure.connection.build_limit", "Connections built", "infrastructure"),
    entry("parameter", "energy.on_site_lead", "On-site gas lead time", "energy"),
    entry("parameter", "chips.life", "Service life", "chips"),
    entry("series", "infrastructure.connection_wait", "Wait for a connection", "infrastructure"),
]


def labels(text: str) -> list[str]:
    """Give the labels that are found, best first."""
    return [one.label for one in found(ENTRIES, text)]


def test_words_are_found_in_any_order_and_in_the_address() -> None:
    assert labels("time conn") == ["Connection lead time"]
    assert labels("chips") == ["Service life"]
    assert labels("build_limit") == ["Connections built"]


def test_the_beginning_of_a_label_comes_before_the_middle() -> None:
    assert labels("connection") == ["Connections built", "Connection lead time", "Wait for a connection"]


def test_first_letters_and_left_out_letters_are_understood() -> None:
    assert labels("clt")[0] == "Connection lead time"
    assert labels("cnnctn")[0].startswith("Connection")
    assert labels("SERVICE") == ["Service life"]


def test_nonsense_finds_nothing() -> None:
    assert labels("zzzz") == []
    assert labels("connection zzzz") == []


@pytest.fixture
def box(qtbot: QtBot, window: MainWindow) -> Search:
    """The search, opened by its key."""
    window.activateWindow()
    window.work.setFocus()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.commands.searching.box.isVisible()
    qtbot.waitUntil(lambda: window.focusWidget() is window.commands.searching.box.field)
    return window.commands.searching.box


def names(box: Search) -> list[str]:
    """Give the addresses that are listed."""
    return [box.hits.entry(row).address for row in range(box.hits.rowCount())]


def test_both_keys_and_the_button_open_it(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    for key in (Qt.Key.Key_F, Qt.Key.Key_K):
        QTest.keyClick(window, key, CONTROL)
        assert window.commands.searching.box.isVisible()
        QTest.keyClick(window.commands.searching.box.field, Qt.Key.Key_Escape)
        assert not window.commands.searching.box.isVisible()
    QTest.mouseClick(window.top.search, Qt.MouseButton.LeftButton)
    assert window.commands.searching.box.isVisible()


def test_typing_filters_and_enter_goes_to_the_lever(qtbot: QtBot, window: MainWindow, box: Search) -> None:
    QTest.keyClicks(box.field, "connec lead")
    assert names(box)[0] == LEAD
    assert "Connection lead time" in box.field.accessibleDescription()
    assert "policy" in box.field.accessibleDescription()
    window.stack.focus_layer("energy")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.isVisible()
    lever = window.stack.lever(LEAD)
    assert lever is not None
    assert window.focusWidget() is lever.slider
    assert window.stack.opened == "infrastructure"
    assert window.chosen.address == LEAD
    assert window.work.in_front in ("inspector", "layer")


def test_a_parameter_without_a_lever_is_shown_in_its_table(window: MainWindow, box: Search) -> None:
    address = "capital.budget_growth"
    QTest.keyClicks(box.field, "budget")
    assert names(box) == [address]
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    table = window.commands.table("applications")
    assert table.isVisible()
    row = table.view.model().index(table.view.currentIndex().row(), 9)
    assert row.data() == address
    assert window.chosen.address == address


def test_a_series_is_shown_on_the_layer_chart(window: MainWindow, box: Search) -> None:
    QTest.keyClicks(box.field, "token price")
    assert names(box)[0] == "models.token_price"
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert window.work.layer.chooser.text() == "Price of tokens"


def test_arrows_choose_and_esc_gives_the_focus_back(window: MainWindow, lever: Lever) -> None:
    window.activateWindow()
    lever.slider.setFocus()
    window.commands.searching.open()
    box = window.commands.searching.box
    QTest.keyClicks(box.field, "connection")
    assert box.list.currentIndex().row() == 0
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    assert box.list.currentIndex().row() == 1
    QTest.keyClick(box.field, Qt.Key.Key_Up)
    QTest.keyClick(box.field, Qt.Key.Key_Up)
    assert box.list.currentIndex().row() == len(names(box)) - 1
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert window.focusWidget() is lever.slider


def test_what_is_changed_comes_first_and_says_so(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    desk.set_value("chips.life", 6.0)
    qtbot.wait(40)
    window.commands.searching.open()
    box = window.commands.searching.box
    assert names(box)[0] == "chips.life"
    told = window.commands.searching.tell(box.hits.entry(0))
    assert (told.value, told.changed) == ("6.00 yr", True)
    assert "changed" in told.kind
    QTest.keyClicks(box.field, "zzzz")
    assert names(box) == []
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible()


def test_it_closes_when_the_focus_goes_elsewhere(window: MainWindow, box: Search, lever: Lever) -> None:
    lever.slider.setFocus()
    QApplication.processEvents()
    assert not box.isVisible()
