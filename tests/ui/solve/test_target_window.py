"""Solving for a typed target: by keyboard, in any unit, applied as one step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stackdesk.engine.probe import Probe
from stackdesk.engine.solve import Target, propose
from stackdesk.ui.solve.levers import SMALLEST
from stackdesk.ui.solve.target_window import TargetWindow
from stackdesk.ui.window import MainWindow
from tests.ui.solve.conftest import LOAD, PATIENCE, Here

LIMIT = "infrastructure.connection.build_limit"


@pytest.fixture
def dialog(window: MainWindow, here: Here) -> Iterator[TargetWindow]:
    """The window for targets, opened from its menu entry."""
    entry = next(one for one in window.menus.analyse.actions() if one.shortcut().toString() == "Ctrl+G")
    entry.trigger()
    assert window.solving.target is not None
    window.solving.target.errand._asks = here
    yield window.solving.target
    window.solving.target.errand.stop()


def typed(dialog: TargetWindow, year: str, value: str, lever: str = LIMIT) -> None:
    """Fill in the fields."""
    dialog.choose_lever(lever)
    dialog.year.setText(year)
    dialog._retake()
    dialog.value.setText(value)


def solved(qtbot: QtBot, dialog: TargetWindow) -> None:
    """Press Enter in the field and wait for the answer."""
    QTest.keyClick(dialog.value, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.errand.busy, timeout=PATIENCE)


def at(window: MainWindow, year: float) -> float:
    """Give the running load on the desk."""
    window.desk.compute()
    assert window.desk.result is not None
    return float(window.desk.result.at(LOAD, year))


def test_it_opens_on_what_the_window_looks_at(window: MainWindow, dialog: TargetWindow) -> None:
    assert (dialog.isVisible(), dialog.isModal()) == (True, False)
    assert float(dialog.year.text()) == window.desk.year
    assert dialog.now.text() == f"now {at(window, window.desk.year):.1f} GW"


@pytest.mark.parametrize(("text", "wanted"), [("150 GW", 150.0), ("150000 MW", 150.0), ("150", 150.0)])
def test_a_target_in_any_unit_is_applied_as_one_step(
    qtbot: QtBot, window: MainWindow, dialog: TargetWindow, text: str, wanted: float
) -> None:
    typed(dialog, "2034", text)
    solved(qtbot, dialog)
    assert len(dialog.model.moves) == 1
    dialog.apply()
    assert at(window, 2034.0) == pytest.approx(wanted, rel=1e-3)
    assert window.desk.undo_text == "Running load 150 GW in 2034 by connections built"
    window.desk.undo()
    assert not window.desk.can_undo


def test_a_change_in_per_cent_and_the_three_smallest(
    qtbot: QtBot, window: MainWindow, dialog: TargetWindow
) -> None:
    before = at(window, 2034.0)
    typed(dialog, "2034", "-10 %", SMALLEST)
    solved(qtbot, dialog)
    scenario = window.desk.scenario
    same = propose(scenario, Target(LOAD, 2034.0, 0.9 * before), probe=Probe(scenario, 2034.0))
    assert same is not None
    assert [move.lever for move in dialog.model.moves] == [move.lever for move in same.moves]
    dialog.view.selectRow(1)
    dialog.apply()
    assert set(window.desk.scenario.values) == {same.moves[1].lever}
    assert at(window, 2034.0) == pytest.approx(0.9 * before, rel=1e-3)


def test_what_is_wrong_is_said_and_nothing_asked(
    window: MainWindow, dialog: TargetWindow, here: Here
) -> None:
    for year, value, words in (
        ("2034", "5 TWh", "energy"),
        ("1990", "5", "from 2023"),
        ("2034", "x", "number"),
    ):
        typed(dialog, year, value)
        dialog.value.setText(value)
        dialog.solve()
        assert words in dialog.told.text()
    assert here.asked == []


def test_out_of_reach_has_its_reason_and_the_nearest(
    qtbot: QtBot, window: MainWindow, dialog: TargetWindow
) -> None:
    typed(dialog, "2034", "2 TW")
    solved(qtbot, dialog)
    assert "Out of reach" in dialog.told.text()
    assert not dialog.model.reached
    assert dialog.model.index(0, 6).data().endswith("nearest")


def test_published_only_looks_no_further(qtbot: QtBot, window: MainWindow, dialog: TargetWindow) -> None:
    typed(dialog, "2034", "-20 %")
    solved(qtbot, dialog)
    assert dialog.model.moves[0].outside
    dialog.within.choose("published")
    solved(qtbot, dialog)
    assert not dialog.model.reached
    assert all(not move.outside for move in dialog.model.moves)


def test_an_answer_to_another_scenario_is_not_applied(
    qtbot: QtBot, window: MainWindow, dialog: TargetWindow
) -> None:
    typed(dialog, "2034", "150 GW")
    solved(qtbot, dialog)
    assert dialog.apply_button.isEnabled()
    window.desk.set_value("energy.losses", 0.1)
    assert not dialog.apply_button.isEnabled()
    assert "changed" in dialog.told.text()
    dialog.apply()
    assert set(window.desk.scenario.values) == {"energy.losses"}


def test_the_step_is_named_by_what_was_solved_for(
    qtbot: QtBot, window: MainWindow, dialog: TargetWindow
) -> None:
    typed(dialog, "2034", "150 GW")
    solved(qtbot, dialog)
    dialog.choose_series("chips.in_operation")
    dialog.year.setText("2031")
    dialog._retake()
    dialog.apply()
    assert window.desk.undo_text == "Running load 150 GW in 2034 by connections built"
