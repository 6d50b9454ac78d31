"""The list of what varies: ticks are undo steps, bars are of the year in view, hidden it asks nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.engine.banding import Drivers
from stackdesk.scenario import Uncertainty
from stackdesk.ui.app import prepared_application
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.uncertainty.drivers_model import DRIVES, PARAMETER, SOURCE, read_rows
from stackdesk.ui.uncertainty.drivers_window import DriversWindow

GROWTH = "chips.performance_growth"
LEAD = "infrastructure.connection.lead_time"
LOSSES = "energy.waiting_cost"
TOKENS = "applications.tokens_delivered"
YEARS = np.array([2026.0, 2030.0, 2035.0])


class Answers:
    """Says that one parameter drives everything in 2030, and another in 2035."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.go = threading.Event()
        self.go.set()

    def ask(self, name: str, *arguments: Any, told: Callable[[Any], None]) -> Drivers:
        """Tell how far it is, then answer."""
        self.asked.append((name, *arguments))
        told(0.5)
        self.go.wait(5.0)
        strengths = np.array([[0.0, 0.0], [-0.9, 0.02], [0.3, 0.8]])
        return Drivers(arguments[2], 1024, YEARS, (LOSSES, GROWTH), strengths)

    def cancel(self) -> None:
        """Nothing is given up."""

    def close(self) -> None:
        """End."""
        self.go.set()


class Live(QObject):
    """Frames on demand."""

    frame = Signal(object)
    compiled = True


@pytest.fixture
def answers() -> Answers:
    """What is answered."""
    return Answers()


@pytest.fixture
def listed(qtbot: QtBot, answers: Answers) -> Iterator[DriversWindow]:
    """The list beside a window that has no more than a desk and frames."""
    prepared_application()
    beside: Any = QWidget()
    qtbot.addWidget(beside)
    beside.desk, beside.live = Desk(), Live(beside)
    beside.desk.year = 2030.0
    beside.reference = SimpleNamespace(catalogue=beside.desk.scenario.catalogue)
    made = DriversWindow(beside, answers)
    made.dress(LIGHT)
    yield made
    made.close()


def shown(listed: DriversWindow, row: int, column: int) -> str:
    """Give what a cell says."""
    return str(listed.sifted.index(row, column).data())


def test_hidden_it_asks_nothing(listed: DriversWindow, answers: Answers, qtbot: QtBot) -> None:
    listed._window.live.frame.emit(frozenset({"scenario"}))
    qtbot.wait(30)
    assert answers.asked == []


def test_what_drives_most_stands_first_and_follows_the_year(
    listed: DriversWindow, answers: Answers, qtbot: QtBot
) -> None:
    listed.show()
    qtbot.waitUntil(lambda: shown(listed, 0, DRIVES) == "\N{MINUS SIGN}0.90", timeout=3000)
    assert shown(listed, 0, PARAMETER) == "Cost of waiting for power"
    assert shown(listed, 1, DRIVES) == ""
    listed._window.desk.year = 2035.0
    listed.refresh()
    assert [shown(listed, row, DRIVES) for row in (0, 1)] == ["+0.80", "+0.30"]
    assert len(answers.asked) == 1
    assert answers.asked[0][3] == (TOKENS, "World")


def test_progress_is_told_and_another_outcome_is_asked_about(
    listed: DriversWindow, answers: Answers, qtbot: QtBot
) -> None:
    answers.go.clear()
    listed.show()
    qtbot.waitUntil(lambda: "50 %" in listed._when.text(), timeout=3000)
    answers.go.set()
    qtbot.waitUntil(lambda: "computing" not in listed._when.text(), timeout=3000)
    listed.outcome.setCurrentIndex(1)
    listed.outcome.activated.emit(1)
    qtbot.waitUntil(lambda: len(answers.asked) == 2, timeout=3000)
    assert answers.asked[1][3][0] == listed.outcome.currentData() != TOKENS


def test_a_tick_holds_a_parameter_fixed_and_undo_lets_it_vary(listed: DriversWindow, qtbot: QtBot) -> None:
    listed.show()
    desk = listed._window.desk
    row = next(i for i, one in enumerate(listed.model.rows) if one.subject.address == GROWTH)
    count = sum(one.varies for one in listed.model.rows)
    listed.model.setData(
        listed.model.index(row, PARAMETER), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert desk.scenario.uncertainty == {GROWTH: Uncertainty()}
    listed.refresh()
    assert listed.told.text().startswith(f"{count - 1} parameters vary")
    at = next(i for i, one in enumerate(listed.model.rows) if one.subject.address == GROWTH)
    assert str(listed.model.index(at, SOURCE).data()) == "this scenario"
    listed.model.setData(
        listed.model.index(at, PARAMETER), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )
    assert desk.scenario.uncertainty == {}
    desk.undo()
    desk.undo()
    assert not desk.can_undo


def test_policies_are_listed_once_they_have_a_distribution() -> None:
    scenario = Desk().scenario
    assert LEAD not in {row.subject.address for row in read_rows(scenario, {})}
    told = scenario.with_uncertainty(LEAD, Uncertainty(2.0, 4.0, "uniform", (0.0, 1.0)))
    row = next(row for row in read_rows(told, {}) if row.subject.address == LEAD)
    assert (row.source, row.varies) == ("this scenario", True)


def test_a_judged_range_is_ticked_to_vary(listed: DriversWindow) -> None:
    listed.show()
    desk, judged = listed._window.desk, "energy.losses"
    row = next(i for i, one in enumerate(listed.model.rows) if one.subject.address == judged)
    assert not listed.model.rows[row].varies
    assert shown(listed, row, SOURCE) == "judged"
    tick = listed.model.index(row, PARAMETER)
    listed.model.setData(tick, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    entry = desk.scenario.reference.entry(judged)
    own = desk.scenario.uncertainty[judged]
    assert (own.low, own.high) == pytest.approx((entry.low, entry.high))
    assert own.quantiles == (0.1, 0.9)
    desk.undo()
    assert judged not in desk.scenario.uncertainty


def test_enter_opens_a_parameter(listed: DriversWindow, qtbot: QtBot) -> None:
    listed.show()
    listed.search.setText("Cost of waiting")
    with qtbot.waitSignal(listed.chosen) as heard:
        listed.table.activated.emit(listed.sifted.index(0, PARAMETER))
    assert heard.args == [LOSSES]


def test_controls_have_names(listed: DriversWindow) -> None:
    for part in (listed.outcome, listed.search, listed.table):
        assert part.accessibleName()


def test_after_a_failure_the_next_question_is_asked(
    qtbot: QtBot, listed: DriversWindow, answers: Answers
) -> None:
    listed.show()
    qtbot.waitUntil(lambda: len(answers.asked) == 1)
    listed._fail("This could not be computed.")
    assert listed.foot.text() == "This could not be computed."
    listed.refresh()
    assert len(answers.asked) == 1
    listed._window.desk.set_value(GROWTH, 1.5)
    listed.refresh()
    qtbot.waitUntil(lambda: len(answers.asked) == 2)
    assert listed.foot.text() != "This could not be computed."
