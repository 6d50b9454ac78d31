"""The tour: beside what it speaks of, never in the way, ended by Esc, offered until it was seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui.settings import Settings
from stackdesk.ui.tour_card import Ring, TourCard, beside
from stackdesk.ui.tour_words import STEPS
from stackdesk.ui.window import MainWindow
from tests.ui.conftest import LEAD


def card(window: MainWindow) -> TourCard:
    """The card of the tour."""
    found = window.findChild(TourCard)
    assert found is not None
    return found


def begun(qtbot: QtBot, window: MainWindow) -> TourCard:
    """Begin the tour and wait for its card."""
    window.tour.begin()
    qtbot.waitUntil(lambda: card(window).isVisible())
    return card(window)


@pytest.mark.parametrize("size", [(1280, 720), (1600, 950)])
def test_each_step_stands_beside_what_it_is_about(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    shown = begun(qtbot, window)
    for place, step in enumerate(STEPS):
        assert window.tour.step == step.key
        qtbot.wait(60)
        target = window.tour.target(step.key)
        assert target.isVisible(), step.key
        around = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        ring = window.findChild(Ring)
        assert ring is not None
        assert ring.geometry().contains(around.intersected(window.rect()))
        assert window.rect().contains(shown.geometry()), step.key
        assert not shown.geometry().intersects(around), step.key
        assert shown.count.text() == f"{place + 1} of {len(STEPS)}"
        assert shown.words.height() >= shown.words.heightForWidth(shown.words.width())
        assert str(step.title) in shown.next.accessibleDescription()
        shown.next.click()
    assert not window.tour.running
    assert not shown.isVisible()


def test_enter_goes_on_and_back_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    shown = begun(qtbot, window)
    assert not shown.back.isEnabled()
    qtbot.waitUntil(shown.next.hasFocus)
    QTest.keyClick(shown.next, Qt.Key.Key_Return)
    assert window.tour.step == STEPS[1].key
    shown.back.click()
    assert window.tour.step == STEPS[0].key


def test_a_lever_is_dragged_while_the_tour_speaks_of_it(qtbot: QtBot, window: MainWindow) -> None:
    shown = begun(qtbot, window)
    shown.next.click()
    qtbot.wait(60)
    assert QApplication.activeModalWidget() is None
    lever = window.stack.lever(LEAD)
    assert lever is not None
    lever.slider.setFocus()
    QTest.keyClick(lever.slider, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.desk.unsaved)
    assert window.tour.step == STEPS[1].key
    assert shown.isVisible()


@pytest.mark.parametrize("where", ["card", "desk"])
def test_escape_ends_it_anywhere(qtbot: QtBot, window: MainWindow, where: str) -> None:
    shown = begun(qtbot, window)
    QTest.keyClick(shown.next if where == "card" else window.work, Qt.Key.Key_Escape)
    assert not window.tour.running
    assert not shown.isVisible()


def test_the_fit_is_put_away_again_and_the_year_stays(qtbot: QtBot, window: MainWindow) -> None:
    year = window.desk.year
    shown = begun(qtbot, window)
    while window.tour.step != "fit":
        shown.next.click()
    assert window.work.fit.isVisible()
    window.desk.year = 2025.0
    shown.end.click()
    assert not window.work.fit.isVisible()
    assert window.desk.year == year


def test_it_is_offered_on_the_start_page_until_it_was_seen(qtbot: QtBot, window: MainWindow) -> None:
    window.start.show()
    page = window.start.page
    assert page is not None
    assert page.rail.offer.isVisible()
    page.rail.tour.click()
    assert not window.start.shown
    assert window.tour.running
    window.tour.end()
    assert Settings().tour_seen
    window.start.show()
    assert not page.rail.offer.isVisible()
    assert page.rail.tour.isVisible()


def test_it_does_not_begin_by_itself(window: MainWindow) -> None:
    assert not window.tour.running
    assert window.findChild(TourCard) is None
    assert not Settings().tour_seen


def test_the_card_finds_room() -> None:
    room, size = QRect(0, 0, 1000, 700), QSize(300, 150)
    assert beside(QRect(0, 100, 300, 500), size, room).left() > 300
    assert beside(QRect(700, 100, 300, 500), size, room).right() < 700
    assert beside(QRect(400, 5, 200, 30), size, room).top() > 35
    assert beside(QRect(0, 550, 1000, 100), size, room).bottom() < 550
    assert room.contains(beside(room, size, room))
