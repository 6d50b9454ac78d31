"""A table's columns are sorted, hidden, moved, remembered and copied; a refused value stays to be mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.ui.app import prepared_application
from stackdesk.ui.hand import Hand
from stackdesk.ui.settings import Settings
from stackdesk.ui.shares.strip import SharesStrip
from stackdesk.ui.subject import standing, subject
from stackdesk.ui.table import ParameterTable
from stackdesk.ui.table_model import SLIDER, VALUE
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.view import WORLD

LOSSES = "energy.losses"
UNIT, ALLOWED = 2, 7


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKDESK_SETTINGS", str(tmp_path / "settings.ini"))


def made(qtbot: QtBot, desk: Desk, key: str = "energy") -> ParameterTable:
    """Make a layer's table over a real desk, following it at once."""
    prepared_application()
    reference, catalogue = desk.scenario.reference, desk.scenario.catalogue
    layer = next(one for one in catalogue.layers if one.key == key)
    subjects = [subject(reference, one.address, WORLD) for one in catalogue.of_layer(key)]
    hand = Hand(desk)
    groups = dict.fromkeys(
        reference.shares[one.address] for one in subjects if one.address in reference.shares
    )
    strips = [SharesStrip(desk, hand, group) for group in groups]
    table = ParameterTable(
        layer,
        subjects,
        lambda one: standing(one, desk.scenario, desk.year, locked=one.address in desk.locked),
        hand,
        None,  # type: ignore[arg-type]  # a window of its own
        Settings(),
        strips,
    )
    qtbot.addWidget(table)
    table.dress(LIGHT)
    desk.on_change(lambda _: table.refresh())
    table.show()
    qtbot.waitExposed(table)
    table.activateWindow()
    return table


def column(table: ParameterTable, place: int) -> list[float]:
    """Give the values of the rows on show, in their order."""
    proxy = table.view.model()
    rows = [table._proxy.mapToSource(proxy.index(row, place)).row() for row in range(proxy.rowCount())]
    return [table.model.stand(table.model.subject(row)).value for row in rows]


def editor_of(table: ParameterTable) -> QLineEdit | None:
    """Give the open editor of a value."""
    found = [one for one in table.view.findChildren(QLineEdit) if one.isVisible()]
    return found[0] if found else None


def test_a_refused_value_stays_in_its_cell_with_the_words_until_it_is_mended(qtbot: QtBot) -> None:
    desk = Desk()
    table = made(qtbot, desk)
    table.go_to(LOSSES)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    editor = editor_of(table)
    assert editor is not None
    editor.setText("3 GW")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor_of(table) is editor
    assert "GW is power" in table._status.text()
    assert "refused" in editor.accessibleDescription()
    assert not desk.scenario.touched
    editor.setText("7 %")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor_of(table) is None
    assert desk.scenario.values[LOSSES] == pytest.approx(0.07)


def test_esc_leaves_a_refused_value_and_a_slider_but_not_the_table(qtbot: QtBot) -> None:
    table = made(qtbot, Desk())
    table.go_to(LOSSES)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    editor = editor_of(table)
    assert editor is not None
    editor.setText("3 GW")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert editor_of(table) is None
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    slider = table.sliders.track(table.view.currentIndex().row())
    assert slider is not None
    assert table.focusWidget() is slider
    QTest.keyClick(slider, Qt.Key.Key_Escape)
    assert table.focusWidget() is table.view
    assert table.isVisible()
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    QTest.keyClick(slider, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor_of(table) is not None, "Enter on a row's slider types"


def test_values_are_sorted_by_size_and_stay_put_while_they_change(qtbot: QtBot) -> None:
    desk = Desk()
    table = made(qtbot, desk)
    declared = column(table, VALUE)
    header = table.view.horizontalHeader()
    header.setSortIndicator(VALUE, Qt.SortOrder.AscendingOrder)
    assert column(table, VALUE) == sorted(declared)
    order = [table._proxy.mapToSource(table._proxy.index(row, 0)).row() for row in range(len(declared))]
    desk.set_value(LOSSES, 0.29)
    assert order == [
        table._proxy.mapToSource(table._proxy.index(row, 0)).row() for row in range(len(declared))
    ]
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert table._proxy.mapToSource(table._proxy.index(0, 0)).row() == 0


def test_columns_are_hidden_by_the_menu_and_remembered_for_every_table(qtbot: QtBot) -> None:
    desk = Desk()
    table = made(qtbot, desk)
    menu = table.columns.menu
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions() if one.isCheckable() and not one.isEnabled()] == [
        "Parameter",
        "Value",
    ]
    next(one for one in menu.actions() if one.data() == ALLOWED).trigger()
    table.view.setColumnWidth(UNIT, 222)
    table.view.horizontalHeader().setSortIndicator(VALUE, Qt.SortOrder.DescendingOrder)
    table.close()
    other = made(qtbot, desk, "chips")
    header = other.view.horizontalHeader()
    assert header.isSectionHidden(ALLOWED)
    assert other.view.columnWidth(UNIT) == 222
    assert column(other, VALUE) == sorted(column(other, VALUE), reverse=True)
    assert header.visualIndex(SLIDER) == VALUE
    other.columns.reset()
    assert not header.isSectionHidden(ALLOWED)
    assert header.visualIndex(SLIDER) == VALUE
    assert header.visualIndex(0) == 0


def test_rows_are_copied_as_they_stand_with_plain_numbers(qtbot: QtBot) -> None:
    desk = Desk()
    desk.set_value(LOSSES, 0.0625)
    table = made(qtbot, desk)
    table.view.setColumnHidden(ALLOWED, True)
    table.go_to(LOSSES)
    QTest.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    names = lines[0].split("\t")
    assert "Allowed" not in names
    assert "Slider" not in names
    first = dict(zip(names, lines[1].split("\t"), strict=True))
    assert (first["Value"], first["Unit"], first["Address"]) == ("6.25", "%", LOSSES)
    assert len(lines) == 3


def test_the_shares_of_a_layer_stand_above_its_table_and_follow_it(qtbot: QtBot) -> None:
    desk = Desk()
    table = made(qtbot, desk, "infrastructure")
    (strip,) = table.findChildren(SharesStrip)
    assert "Electricians 42 %" in strip.bar.accessibleName()
    desk.set_value("infrastructure.trades.electricians.share", 0.5)
    assert "Electricians 50 %" in strip.bar.accessibleName()
    assert not made(qtbot, desk).findChildren(SharesStrip)
