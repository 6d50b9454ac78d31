"""Presentation: larger type, heads and one chart; Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui import typeface
from stackdesk.ui.settings import Settings
from stackdesk.ui.window import MainWindow

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> Iterator[MainWindow]:
    """A window that presents, as large as a projector's picture."""
    window.presenting.turn()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1600, 950)
    qtbot.wait(50)
    yield window
    window.presenting.stop()


def pixels(widget: QWidget) -> float:
    """Measure a widget's type."""
    return widget.fontMetrics().height()


def fonts(window: MainWindow) -> dict[str, float]:
    """Measure the type of all named fields and labels on the desk."""
    fields = [*window.stack.findChildren(QLineEdit), *window.work.findChildren(QLabel)]
    return {f"{place} {field.objectName()}": pixels(field) for place, field in enumerate(fields)}


def test_heads_alone_stay_and_the_chart_takes_the_room(window: MainWindow, qtbot: QtBot) -> None:
    before, tall = pixels(window.work.ceilings.title), window.work.ceilings.height()
    window.presenting.turn()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1600, 950)
    qtbot.wait(50)
    assert pixels(window.work.ceilings.title) == pytest.approx(typeface.LARGE * before, abs=1.5)
    assert not any(panel.visible_levers() for panel in window.stack.panels)
    assert all(panel.head.isVisible() for panel in window.stack.panels)
    assert window.work.ceilings.height() > 1.4 * tall
    assert not window.work.relief.isVisible()
    assert not window.work.inspector.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1920, 1080)])
def test_nothing_scrolls_and_no_tile_is_cut(shown: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    shown.resize(*size)
    qtbot.wait(50)
    assert shown.stack.verticalScrollBar().maximum() == 0
    tiles = [tile for tile in shown.work.tiles.tiles if tile.isVisible()]
    assert len(tiles) >= 3
    assert all(tile.width() >= 140 for tile in tiles)


def test_escape_leads_back_and_leaves_no_trace(window: MainWindow, qtbot: QtBot) -> None:
    rooms = {panel.layer.key: panel.geometry() for panel in window.stack.panels}
    before, state = fonts(window), window.windowState()
    window.menus.presentation.trigger()
    qtbot.wait(30)
    assert window.isFullScreen()
    assert window.menus.presentation.isChecked()
    window.choose_theme("dark")
    QTest.keyClick(window.work, Qt.Key.Key_Escape)
    assert not window.presenting.on
    assert not window.menus.presentation.isChecked()
    assert window.windowState() == state
    window.resize(1600, 950)
    qtbot.wait(50)
    assert fonts(window) == pytest.approx(before, abs=1.0)  # compact and comfortable differ by half a pixel
    assert {panel.layer.key: panel.geometry() for panel in window.stack.panels} == rooms
    assert typeface.px(10.0) == 10.0


def test_it_is_not_remembered(shown: MainWindow) -> None:
    kept = Settings()._store.allKeys()
    assert not [key for key in kept if "present" in key]
    shown.close()
    assert typeface.px(10.0) == 10.0


def test_the_start_page_gives_way(window: MainWindow) -> None:
    window.start.show()
    window.presenting.turn()
    assert not window.start.shown
    window.presenting.stop()


def test_on_a_small_screen_menus_stay_whole_and_nothing_overlaps(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    qtbot.wait(50)
    window.presenting.turn()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1280, 800)
    qtbot.wait(50)
    top = window.top
    assert top.menus.width() >= top.menus.sizeHint().width()
    placed = [one for one in top.findChildren(QWidget, options=DIRECT) if one.isVisible()]
    placed.sort(key=lambda one: one.x())
    assert len(placed) >= 5
    for left, right in pairwise(placed):
        assert left.geometry().right() < right.geometry().left() + 1, (left, right)
    assert len([tile for tile in window.work.tiles.tiles if tile.isVisible()]) >= 5
    window.presenting.stop()
    qtbot.wait(50)
    assert top.undo.isVisible()
    assert typeface.px(1.0) == 1.0
