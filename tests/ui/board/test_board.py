"""The board: chosen, arranged, enlarged and remembered; what is hidden computes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui.board.page import FEWEST, FIRST, LEAST, MOST, BoardPage
from stackdesk.ui.charts.memory import Memory
from stackdesk.ui.charts.panes_view import grid
from stackdesk.ui.settings import Settings
from stackdesk.ui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> Iterator[BoardPage]:
    """The board of a window, turned on by its entry in the View menu."""
    window.board.action.trigger()
    qtbot.wait(30)
    made = window.board.page
    assert made is not None
    yield made
    window.board.leave()


def shown(page: BoardPage) -> list[tuple[str, str]]:
    """List layer and chart of the cards in order."""
    return [(chart.place.layer, chart.place.chart) for chart in page.charts]


def test_it_starts_with_six_charts_in_the_place_of_the_others(window: MainWindow, page: BoardPage) -> None:
    assert shown(page) == [(one.layer, one.chart) for one in FIRST]
    assert page.isVisible()
    assert not window.work.ceilings.isVisible()
    assert not page.add.isEnabled(), "six are the most"
    cards = [page._cards[chart].geometry() for chart in page.charts]
    assert all(page.rect().contains(card) for card in cards)
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[:i])


def test_charts_are_taken_off_and_added_between_two_and_six(page: BoardPage) -> None:
    while page.charts[-1].remove.isEnabled():
        page.charts[-1].remove.click()
    assert len(page.charts) == FEWEST
    while page.add.isEnabled():
        page.add.click()
    assert len(page.charts) == MOST
    assert sorted(shown(page)) == sorted((one.layer, one.chart) for one in FIRST)


def test_a_title_dragged_onto_another_card_changes_places(page: BoardPage) -> None:
    before = shown(page)
    title, target = page.charts[0].chooser, page.charts[3]
    end = title.mapFromGlobal(target.mapToGlobal(target.rect().center()))
    QTest.mousePress(title, LEFT, NONE, QPoint(20, 10))
    QTest.mouseMove(title, end)
    QTest.mouseRelease(title, LEFT, NONE, end)
    before[0], before[3] = before[3], before[0]
    assert shown(page) == before
    assert QApplication.activePopupWidget() is None, "a drag is no click"


def test_keys_move_and_enlarge_the_card_in_focus(window: MainWindow, page: BoardPage, qtbot: QtBot) -> None:
    first, second = page.charts[:2]
    first.chooser.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first.chooser)
    QTest.keyClick(first.chooser, Qt.Key.Key_Right, BOTH)
    assert page.charts[:2] == [second, first]
    QTest.keyClick(first.chooser, Qt.Key.Key_Up, BOTH)
    assert page.largest is not None
    assert not second.isVisible()
    QTest.keyClick(first.chooser, Qt.Key.Key_Escape)
    assert first.larger.isChecked() is False
    assert second.isVisible()
    QTest.keyClick(first.chooser, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert window.work.ceilings.isVisible()


def test_what_is_on_the_board_is_remembered(window: MainWindow, page: BoardPage) -> None:
    page.charts[0].set_region("us")
    page.charts[1].choose("infrastructure", "running_load_by_region")
    page.charts[-1].remove.click()
    again = BoardPage(Memory(Settings().charts))
    assert [chart.place for chart in again.charts] == [chart.place for chart in page.charts]
    assert again.charts[0].place.region == "us"
    again.deleteLater()
    window.board.forget.trigger()
    assert shown(page) == [(one.layer, one.chart) for one in FIRST]


def test_cards_out_of_sight_compute_nothing(window: MainWindow, page: BoardPage) -> None:
    page.enlarge(page.charts[0])
    view = window.view()
    assert view is not None
    hidden = page.charts[1].view
    page.show_result(view)
    assert page.charts[0].view is view
    assert page.charts[1].view is hidden
    window.board.leave()
    window.desk.year = 2033.0
    window.show_now()
    kept = page.charts[0].view
    assert kept is not None
    assert kept.year != 2033.0
    assert window.work.ceilings._view is not None
    assert window.work.ceilings._view.year == 2033.0


def test_choices_of_charts_outlast_the_window(window: MainWindow) -> None:
    window.work.ceilings.scale_choice.choose("log")
    window.work.ceilings.scale_choice.chosen.emit("log")
    window.work.layer.set_manner("log", value=True)
    memory = Memory(Settings().charts)
    assert memory.get("ceilings", "scale") == "log"
    assert memory.get("/".join(window.work.layer.shown), "log") is True


def test_a_spoilt_memory_counts_as_none() -> None:
    for text in ("", "{", "[]", '{"charts": {"ceilings": 3}, "board": 7, "chosen": null}'):
        memory = Memory(text)
        assert memory.get("ceilings", "unit") is None
        assert memory.chosen("energy") == ""
        assert memory.board == []


def test_escape_puts_back_a_card_that_has_the_whole_room(window: MainWindow) -> None:
    for key in ("ceilings", "layer", "relief"):
        window.work.maximise(key)
        window.work.setFocus()
        QTest.keyClick(window.work, Qt.Key.Key_Escape)
        assert window.work.maximised == ""
        assert window.work.ceilings.isVisible()


def test_low_windows_scroll_rather_than_squeeze_cards(
    window: MainWindow, page: BoardPage, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: page.scroller.width() == page.width())
    cards = [page._cards[chart] for chart in page.charts]
    assert all(card.height() >= LEAST for card in cards)
    assert max(card.geometry().bottom() for card in cards) > page.scroller.height()
    third = page.charts[4]
    page.scroller.ensureWidgetVisible(third)
    place = third.chooser.mapTo(page.scroller.viewport(), third.chooser.rect().center())
    assert page.scroller.viewport().rect().contains(place)
    window.resize(1600, 1300)
    qtbot.waitUntil(lambda: page.sheet.height() == page.scroller.height())


def test_charts_of_two_units_stand_below_each_other_where_labels_take_room() -> None:
    assert grid(2, 420.0, 230.0)[0] == 2
    assert grid(2, 420.0, 230.0, aside=120.0)[0] == 1
    assert grid(2, 1000.0, 230.0, aside=120.0)[0] == 2
