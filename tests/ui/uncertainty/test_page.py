"""The inspector's page of uncertainty: read off the scenario, edited in steps that undo takes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.scenario import Uncertainty
from stackdesk.ui.app import prepared_application
from stackdesk.ui.lever_menu import lever_menu
from stackdesk.ui.subject import standing, subject
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.uncertainty.draft import FOLLOWS, centred, read_draft
from stackdesk.ui.uncertainty.page import UncertaintyPage
from stackdesk.ui.window import MainWindow

GROWTH = "chips.performance_growth"
LEAD = "infrastructure.connection.lead_time"
LOSSES = "energy.losses"


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[UncertaintyPage]:
    """A page over a desk without an engine, on a parameter that varies as the reference has it."""
    prepared_application()
    desk = Desk()
    made = UncertaintyPage(desk)
    qtbot.addWidget(made)
    made.dress(LIGHT)
    made.resize(340, 280)
    made.show()
    turn(made, GROWTH)
    yield made
    made.hide()


def turn(page: UncertaintyPage, address: str) -> None:
    """Turn to a parameter."""
    page.show_subject(subject(page._desk.scenario.reference, address, "World"))


def own(page: UncertaintyPage, address: str = GROWTH) -> Uncertainty | None:
    """Give what the scenario says."""
    return page._desk.scenario.uncertainty.get(address)


def choose(page: UncertaintyPage, key: str) -> None:
    """Choose a shape."""
    place = page.shape.findData(key)
    assert place >= 0, key
    page.shape.setCurrentIndex(place)
    page.shape.activated.emit(place)


def test_the_references_range_is_shown_and_nothing_is_written(page: UncertaintyPage) -> None:
    entry = page._desk.scenario.reference.entry(GROWTH)
    assert page.shape.currentData() == FOLLOWS
    assert (page.low.value(), page.high.value()) == pytest.approx((entry.low, entry.high))
    assert "from the reference's range" in page.line.text()
    assert own(page) is None


def test_a_policy_says_why_it_does_not_vary(page: UncertaintyPage) -> None:
    turn(page, LEAD)
    assert "A choice does not vary" in page.line.text()


def test_turning_to_another_parameter_edits_nothing(page: UncertaintyPage) -> None:
    page.low.setFocus()
    for address in (LOSSES, LEAD, GROWTH, "applications.saturation"):
        turn(page, address)
    assert page._desk.scenario.uncertainty == {}
    assert not page._desk.can_undo


def test_typing_gives_it_a_distribution_of_its_own_as_one_step(page: UncertaintyPage, qtbot: QtBot) -> None:
    page.low.setFocus()
    page.low.selectAll()
    QTest.keyClicks(page.low, "1.2")
    QTest.keyClick(page.low, Qt.Key.Key_Return)
    kept = own(page)
    assert kept is not None
    assert (kept.low, kept.quantiles) == (1.2, (0.1, 0.9))
    page._desk.undo()
    page.refresh()
    assert own(page) is None
    assert page.shape.currentData() == FOLLOWS


def test_a_unit_is_taken_with_the_number(page: UncertaintyPage) -> None:
    turn(page, LEAD)
    page.low.setFocus()
    page.low.selectAll()
    QTest.keyClicks(page.low, "18 months")
    QTest.keyClick(page.low, Qt.Key.Key_Return)
    kept = own(page, LEAD)
    assert kept is not None
    assert kept.low == pytest.approx(1.5)


def test_low_above_high_is_refused_in_words(page: UncertaintyPage) -> None:
    page.low.setFocus()
    page.low.selectAll()
    QTest.keyClicks(page.low, "1.5")
    QTest.keyClick(page.low, Qt.Key.Key_Return)
    assert own(page) is None
    assert page.line.text().startswith("! low must lie below high")


def test_shapes_quantiles_fixed_and_back(page: UncertaintyPage) -> None:
    choose(page, "uniform")
    ends = next(i for i in range(page.quantiles.count()) if tuple(page.quantiles.itemData(i)) == (0.0, 1.0))
    page.quantiles.activated.emit(ends)
    page.refresh()
    assert own(page) == Uncertainty(1.26, 1.35, "uniform", (0.0, 1.0))
    choose(page, "normal")
    page.refresh()
    kept = own(page)
    assert kept is not None
    assert kept.quantiles == (0.05, 0.95)
    choose(page, "fixed")
    page.refresh()
    assert own(page) == Uncertainty()
    assert "holds it fixed" in page.line.text()
    assert not page.low.isEnabled()
    choose(page, FOLLOWS)
    assert own(page) is None


def test_a_handle_is_dragged_and_let_go_as_one_step(page: UncertaintyPage) -> None:
    plot = page.plot
    y = plot.height() - 20
    start = QPoint(round(plot.x_of(page.high.value())), y)
    end = QPoint(round(plot.x_of(1.32)), y)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    for step in (1, 2, 3):
        QTest.mouseMove(plot, start + (end - start) * step / 3)
    assert own(page) is None
    assert page.high.value() == pytest.approx(1.32, abs=0.01)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)
    kept = own(page)
    assert kept is not None
    assert kept.high == pytest.approx(1.32, abs=0.01)
    page._desk.undo()
    assert own(page) is None
    assert not page._desk.can_undo


def test_esc_puts_a_handle_back(page: UncertaintyPage) -> None:
    plot, before = page.plot, page.high.value()
    y = plot.height() - 20
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.x_of(before)), y))
    QTest.mouseMove(plot, QPoint(round(plot.x_of(1.31)), y))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.x_of(1.31)), y))
    assert own(page) is None
    assert page.high.value() == pytest.approx(before)


def test_a_value_outside_is_told_and_can_be_centred_on(page: UncertaintyPage) -> None:
    choose(page, "triangular")
    page._desk.set_value(GROWTH, 1.6)
    page.refresh()
    assert "lies outside" in page.line.text()
    assert page.centre.isVisible()
    page.centre.click()
    page.refresh()
    kept = own(page)
    assert kept is not None
    assert kept.low < 1.6 < kept.high
    assert kept.high / kept.low == pytest.approx(1.35 / 1.26)
    assert not page.centre.isVisible()


def test_a_draft_around_zero_is_centred_by_distance() -> None:
    scenario = Desk().scenario.with_uncertainty(
        "energy.rest_growth", Uncertainty(-0.1, 0.02, "uniform", (0.0, 1.0))
    )
    made = centred(read_draft(scenario, "energy.rest_growth"))
    assert made.high - made.low == pytest.approx(0.12)
    assert (made.high + made.low) / 2.0 == pytest.approx(0.04)


def test_the_levers_menu_asks_to_vary_it(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.hand.vary_asked.disconnect()
    window.hand.vary_asked.connect(asked.append)
    lever = window.stack.lever(LEAD)
    assert lever is not None
    menu: QMenu = lever_menu(window, lever.subject, None, window.hand, lambda: None)
    entry = next(action for action in menu.actions() if action.text().startswith("Vary this"))
    assert entry.isEnabled()
    entry.trigger()
    assert asked == [LEAD]


def test_a_lever_with_a_distribution_of_its_own_is_marked() -> None:
    scenario = Desk().scenario
    shown = subject(scenario.reference, GROWTH, "World")
    assert standing(shown, scenario, 2030.0).spread is None
    varied = scenario.with_uncertainty(GROWTH, Uncertainty(1.2, 1.4, "uniform", (0.0, 1.0)))
    assert standing(shown, varied, 2030.0).spread == (1.2, 1.4)
    assert standing(shown, scenario.with_uncertainty(GROWTH, Uncertainty()), 2030.0).spread is None
