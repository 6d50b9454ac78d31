"""Bands in the window: turned on, they come, are refined, follow a drag, and are remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stackdesk.engine.bands import Bands
from stackdesk.scenario import Scenario, Uncertainty, reference
from stackdesk.ui.charts.verdict import Verdict, sureness
from stackdesk.ui.settings import Settings
from stackdesk.ui.tiles_spread import Spread
from stackdesk.ui.uncertainty import Banding
from stackdesk.ui.uncertainty.fans import Fans, varies_as_before
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.uncertainty.answers import Answers, bands_of

LEAD = "infrastructure.connection.lead_time"
RUNNING = "infrastructure.running_load"


def run(scenario: Any) -> Any:
    """Run the make-believe model."""
    return fakes.Result(scenario)


@pytest.fixture
def banded(window: MainWindow) -> Callable[[Answers], Banding]:
    """Give a way to have the window's bands answered by something else."""

    def answered_by(answers: Answers) -> Banding:
        window.banding.ask_of(answers)
        return window.banding

    return answered_by


def shown(window: MainWindow) -> Any:
    """Give the fan on the ceilings chart, as it was handed to its painter."""
    scene = window.work.ceilings.painter_item._scene
    return None if scene is None else scene.fan


def test_they_are_off_until_they_are_wanted(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    answers = Answers(run)
    banding = banded(answers)
    window.desk.nudge(LEAD, 3.0)
    qtbot.wait(80)
    assert (answers.asked, shown(window), banding.words) == ([], None, "")


def test_a_key_brings_them_and_they_are_refined(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    answers = Answers(run, patient=True)
    banding = banded(answers)
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: banding.words == "32 samples", timeout=3000)
    answers.go.set()
    qtbot.waitUntil(lambda: banding.words == "512 samples", timeout=3000)
    qtbot.wait(50)
    assert window.desk.result is not None
    line = np.asarray(window.desk.result.get(RUNNING, "World"))
    assert shown(window)[4][-1] == pytest.approx(1.5 * line[-1])
    assert shown(window)[4][0] == pytest.approx(line[0])
    window.work.ceilings.fill_table()
    heads = [column.head for column in window.work.ceilings.numbers._columns]
    assert "delivered, 5 % of samples below" in heads
    assert Settings().bands
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(window) is None, timeout=3000)
    assert not Settings().bands


def test_while_a_lever_moves_the_newest_is_asked_and_nothing_waits_in_line(
    window: MainWindow, banded: Any, qtbot: QtBot
) -> None:
    answers = Answers(run, patient=True)
    banding = banded(answers)
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: banding.shown is not None, timeout=3000)
    window.desk.begin(LEAD)
    for step in range(12):
        window.desk.preview(LEAD, 3.9 - 0.1 * step)
        qtbot.wait(20)
    last = window.desk.scenario
    qtbot.waitUntil(lambda: answers.asked[-1][1] == last, timeout=3000)
    assert len(answers.asked) <= 14
    assert answers.cancelled >= 1
    window.desk.cancel()


def test_between_answers_they_ride_along_with_the_line(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    answers = Answers(run)
    banding = banded(answers)
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: banding.words == "512 samples", timeout=3000)
    fans, view = banding.shown, window.view()
    assert fans is not None
    assert view is not None
    moved = run(window.desk.scenario.with_value(LEAD, 2.0))
    now = np.asarray(moved.get(RUNNING, "World"))
    fan = fans.fan(RUNNING, "World", now)
    assert fan is not None
    assert fan[4][-1] / now[-1] == pytest.approx(1.5)
    assert fan[0][-1] / now[-1] == pytest.approx(0.5)
    for year in (2031.0, 2031.1, 2040.0):
        expected = [np.interp(year, moved.years, row) for row in fan]
        assert fans.at(RUNNING, "World", now, year) == pytest.approx(expected)


def test_what_varies_by_its_own_distribution_takes_no_bands_along() -> None:
    held = Uncertainty(2.0, 5.0, "uniform", (0.0, 1.0))
    before = Scenario(reference()).with_uncertainty(LEAD, held)
    assert not varies_as_before(before, before)
    assert varies_as_before(before, before.with_value(LEAD, 2.5))
    assert not varies_as_before(before, before.with_value("chips.life", 4.0))
    assert not varies_as_before(before, before.with_value(LEAD, 2.5).with_uncertainty(LEAD, None))
    years = np.array([2030.0, 2031.0])
    column = ("energy.rest", "World")
    fans = Fans(Bands(32, 1, years, {column: np.ones((5, 2))}, {column: np.ones(2)}, {}))
    fans.still = True
    for fan in (fans.fan(*column, np.full(2, 2.0)), fans.at(*column, np.full(2, 2.0), 2030.5)):
        assert fan is not None
        assert (fan == 1.0).all()


def test_bands_of_another_sheet_are_not_shown(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    banding = banded(Answers(run))
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: banding.words == "512 samples", timeout=3000)
    banding._of += 1
    assert banding.shown is None
    assert banding.words == "0 samples"


def test_a_line_around_zero_takes_its_bands_along_by_distance() -> None:
    years = np.array([2030.0, 2031.0])
    column = ("energy.rest", "World")
    made = bands_of(run(fakes.Scenario()), ((RUNNING, "World"),), 32)
    fans = Fans(type(made)(32, 1, years, {column: np.array([[-1.0, -1.0]] * 5)}, {column: np.zeros(2)}, {}))
    fan = fans.fan(*column, np.array([2.0, 3.0]))
    assert fan is not None
    assert fan[0].tolist() == [1.0, 2.0]
    assert fans.fan("energy.other", "World", np.zeros(2)) is None


def test_another_region_is_asked_about(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    answers = Answers(run)
    banding = banded(answers)
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: banding.words == "512 samples", timeout=3000)
    window.commands.choose_region("china")
    qtbot.waitUntil(lambda: (RUNNING, "china") in answers.asked[-1][3], timeout=3000)
    qtbot.waitUntil(lambda: shown(window) is not None, timeout=3000)


def test_the_verdict_and_the_tiles_say_how_sure_it_is(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    banding = banded(Answers(run))
    window.commands.go_to_year(2031.0)
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: "So it is in" in window.work.ceilings.verdict_line.accessibleName(), timeout=3000)
    assert window.desk.result is not None
    layer = window.desk.result.at("binding.layer", 2031.0, "World")
    share = "70 %" if layer == "infrastructure" else "20 %"
    assert f"So it is in {share} of samples" in window.work.ceilings.verdict_line.accessibleName()
    tile = next(tile for tile in window.work.tiles.tiles if tile.view is not None)
    assert "in 90 % of samples" in tile.accessibleName()
    window.commands.go_to_year(2024.0)
    qtbot.waitUntil(lambda: "in 90 % of samples" not in tile.accessibleName(), timeout=3000)


def test_a_run_outside_the_bands_is_told(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    banding = banded(Answers(run))
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: banding.shown is not None, timeout=3000)
    window.commands.go_to_year(2031.0)
    view = window.view()
    assert view is not None
    said = Verdict("infrastructure", "Infrastructure binds.", ("Next.",))
    assert sureness(said, view, 5.0, (1.0, 4.0)).rest[0].endswith("95 % deliver less.")
    assert sureness(said, view, 0.5, (1.0, 4.0)).rest[0].endswith("95 % deliver more.")
    assert sureness(said, view, 2.0, (1.0, 4.0)).rest == ("So it is in 70 % of samples.", "Next.")


def test_the_strip_of_a_tile_holds_the_value_wherever_it_lies() -> None:
    even = Spread(1.0, 2.0, 3.0, 4.0, 6.0)
    assert even.share(6.0) > even.share(4.0) > even.share(1.0) >= 0.0
    assert even.share(3.5) == pytest.approx(0.5)
    wide = Spread(1.0, 10.0, 20.0, 100.0, 5.0)
    assert wide.share(10.0) == pytest.approx(0.5)


def test_what_fails_is_said_and_asked_no_more(window: MainWindow, banded: Any, qtbot: QtBot) -> None:
    answers = Answers(run)
    answers.ask = lambda *_, **__: (_ for _ in ()).throw(EOFError())  # type: ignore[method-assign]
    banding = banded(answers)
    banding.action.setChecked(True)
    qtbot.waitUntil(lambda: banding.words == "no bands", timeout=3000)
    window.desk.nudge(LEAD, 3.0)
    qtbot.wait(60)
    assert banding.words == "no bands"
    assert shown(window) is None


def test_lines_on_the_board_have_bands_of_their_own_region(
    window: MainWindow, banded: Any, qtbot: QtBot
) -> None:
    banding = banded(Answers(run))
    banding.action.setChecked(True)
    window.board.action.setChecked(True)
    assert window.board.page is not None
    chart = window.board.page.charts[0]
    chart.choose("energy", "series:energy.price")
    chart.set_region("us")
    try:
        qtbot.waitUntil(lambda: chart.pane.fan() is not None, timeout=3000)
        assert ("energy.price", "us") in banding.wanted()
    finally:
        window.board.leave()
    assert ("energy.price", "us") not in banding.wanted()
