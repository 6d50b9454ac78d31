"""Comparison in the window: on and off, who takes part, what copying, typing and dragging do to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stackdesk.core.errors import LockedError
from stackdesk.desk import Desk
from stackdesk.engine import Runner
from stackdesk.scenario import reference
from stackdesk.scenario.comparison import compare
from stackdesk.ui.app import prepared_application
from stackdesk.ui.compare.held import Comparing
from stackdesk.ui.compare.inputs import InputRow
from stackdesk.ui.compare.page import ComparePage
from stackdesk.ui.settings import Settings
from stackdesk.ui.window import MainWindow
from tests.ui.compare.conftest import FOLDER

TRADES, PACKAGING = (FOLDER / f"{name}-constrained.toml" for name in ("trades", "packaging"))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on two shipped scenarios, the first in front, on the real model."""
    prepared_application()
    runner = Runner()
    desk = Desk(runner)
    desk.year = 2030.0
    made = MainWindow(desk, runner, Settings())
    made.documents.ask_unsaved = lambda: made.documents.DISCARD  # type: ignore[method-assign]
    made.open_path(PACKAGING)
    made.open_path(TRADES)
    made.resize(1600, 950)
    made.show()
    qtbot.waitUntil(lambda: made.live.compiled and desk.result is not None, timeout=60000)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ComparePage:
    """The page, with the other scenario as B."""
    window.desk.against = window.desk.sheets[0]
    window.comparing.action.trigger()
    qtbot.waitUntil(lambda: frame(window) is not None, timeout=60000)
    assert window.comparing.page is not None
    return window.comparing.page


def frame(window: MainWindow) -> Comparing | None:
    """Give what the page shows."""
    return window.comparing._comparing


def names(window: MainWindow) -> list[str]:
    """Name who takes part."""
    found = frame(window)
    return [one.name for one in found.held] if found is not None else []


def row_of(page: ComparePage, address: str = "") -> InputRow:
    """Give an input's row; the first if left out."""
    rows = page.inputs.table.inputs.rows
    return next(row for row in rows if address in ("", row.address))


def test_it_takes_the_place_of_stack_and_charts_and_gives_it_back(
    window: MainWindow, page: ComparePage
) -> None:
    assert page.isVisible()
    assert not window.stack.isVisible()
    assert not window.work.ceilings.isVisible()
    assert window.comparing.action.isChecked()
    page.closed.emit()
    assert not page.isVisible()
    assert window.stack.isVisible()
    assert window.work.ceilings.isVisible()
    assert not window.comparing.action.isChecked()


def test_going_to_a_lever_leaves_the_page(window: MainWindow, page: ComparePage) -> None:
    window.commands.go_to_layer("energy")
    assert not page.isVisible()
    window.comparing.action.trigger()
    assert page.isVisible()
    window.commands.turn_fit()
    assert not page.isVisible()
    assert window.work.fit.isVisible()


def test_the_board_and_the_page_give_way_to_each_other(window: MainWindow, page: ComparePage) -> None:
    window.board.action.trigger()
    assert not page.isVisible()
    assert window.stack.isVisible()
    window.comparing.action.trigger()
    assert page.isVisible()
    assert not window.board.shown
    page.closed.emit()
    assert window.work.ceilings.isVisible()


def test_what_is_hidden_computes_nothing(
    window: MainWindow, page: ComparePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(window.stack, "show_result", lambda view: shown.append("stack"))
    monkeypatch.setattr(window.work, "show_result", lambda view: shown.append("charts"))
    monkeypatch.setattr(page, "show_comparing", lambda comparing: shown.append("page"))
    window.show_now()
    assert shown == ["page"]
    window.comparing.leave()
    shown.clear()
    window.show_now()
    assert shown == ["stack", "charts"]


def test_letters_follow_the_desk(qtbot: QtBot, window: MainWindow, page: ComparePage) -> None:
    assert names(window) == ["Trades-constrained", "Packaging-constrained"]
    window.comparing._obey("front", "B")
    qtbot.waitUntil(lambda: names(window) == ["Packaging-constrained", "Trades-constrained"])
    window.comparing._obey("reference", "B")
    version = reference().version
    both = ["Packaging-constrained", f"Baseline {version}", "Trades-constrained"]
    qtbot.waitUntil(lambda: names(window) == both)
    found = frame(window)
    assert found is not None
    assert found.b.key is None
    window.comparing._obey("against", "C")
    qtbot.waitUntil(lambda: names(window) == ["Packaging-constrained", "Trades-constrained"])


def test_another_is_held_open_as_b_or_as_a_further_letter(
    qtbot: QtBot, window: MainWindow, page: ComparePage
) -> None:
    front = window.desk.sheet
    window.comparing._open(FOLDER / "radiology.toml")
    qtbot.waitUntil(lambda: len(names(window)) == 3, timeout=60000)
    assert window.desk.sheet is front
    assert names(window)[1] == "Packaging-constrained"
    window.comparing._obey("eye", "C")
    qtbot.waitUntil(lambda: not frame(window).held[2].shown)  # type: ignore[union-attr]
    assert [one.letter for one in frame(window).shown] == ["A", "B"]  # type: ignore[union-attr]
    window.desk.against = None
    window.comparing._open(FOLDER / "physical-ai.toml")
    assert window.desk.sheet is front
    assert window.desk.against is window.desk.sheets[-1]


def test_a_value_copied_to_a_is_one_step_that_undo_takes_back(
    qtbot: QtBot, window: MainWindow, page: ComparePage
) -> None:
    desk = window.desk
    before, row = desk.scenario, row_of(page)
    count = len(compare(desk.scenario, desk.sheets[0].scenario))
    page.inputs.table.copied.emit(row, "A")
    assert len(compare(desk.scenario, desk.sheets[0].scenario)) == count - 1
    assert row.label in desk.undo_text
    qtbot.waitUntil(lambda: len(page.inputs.table.inputs.rows) == count - 1)
    window.commands.undo()
    assert desk.scenario == before
    assert not desk.can_undo


def test_a_value_copied_to_b_is_a_step_of_b(window: MainWindow, page: ComparePage) -> None:
    desk, row = window.desk, row_of(page)
    before = desk.sheets[0].scenario
    page.inputs.table.copied.emit(row, "B")
    assert not desk.can_undo
    assert desk.sheets[0].scenario != before
    desk.turn_to(desk.sheets[0])
    desk.undo()
    assert desk.scenario == before


def test_locks_of_the_receiver_hold(window: MainWindow, page: ComparePage) -> None:
    desk, row = window.desk, row_of(page)
    desk.lock(row.address)
    before = desk.scenario
    page.inputs.table.copied.emit(row, "A")
    assert desk.scenario is before
    with pytest.raises(LockedError):
        desk.set_value(row.address, row.other)


def test_a_value_is_typed_or_dragged_in_the_place_of_the_row(
    qtbot: QtBot, window: MainWindow, page: ComparePage
) -> None:
    desk = window.desk
    region = next((row for row in page.inputs.table.inputs.rows if row.row.region), None)
    assert region is not None
    table, place = page.inputs.table, (str(region.row.region), region.address)
    before = desk.scenario.regional[place]
    table.taken.emit(region)
    table.moved.emit(region, 3.0)
    held = desk.scenario.regional[place]
    assert held != before
    assert desk.dragging == region.address
    qtbot.waitUntil(lambda: row_of(page, region.address).number == held)
    table.let_go.emit(region)
    assert desk.scenario.regional[place] == held
    desk.undo()
    assert desk.scenario.regional[place] == before
    table.inputs.entered.emit(region, 1.1 * region.number)
    assert desk.scenario.regional[place] == pytest.approx(1.1 * region.number)
    table.taken.emit(region)
    table.moved.emit(region, 3.0)
    table.given_up.emit(region)
    assert desk.scenario.regional[place] == pytest.approx(1.1 * region.number)


def test_two_references_are_compared(
    qtbot: QtBot, window: MainWindow, page: ComparePage, tmp_path: Path
) -> None:
    path = tmp_path / "old.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n\n[scenario]\ntitle = "Old"\n', encoding="utf-8")
    window.comparing._open(path)
    window.desk.against = window.desk.sheets[-1]
    qtbot.waitUntil(lambda: names(window)[1:2] == ["Old"], timeout=60000)
    assert page.inputs.note.isVisible()
    assert page.inputs.table.inputs.rows[-1].differs
    qtbot.waitUntil(lambda: page.attributing.current is not None, timeout=60000)
    assert "reference" in page.attributing.current.parts  # type: ignore[union-attr]


def test_a_scenario_behind_is_run_when_the_page_first_shows_it(
    qtbot: QtBot, window: MainWindow, page: ComparePage
) -> None:
    window.desk.open(FOLDER / "radiology.toml")
    behind = window.desk.sheet
    window.desk.turn_to(window.desk.sheets[1])
    assert window.desk.sheets.index(behind) == 2
    qtbot.waitUntil(lambda: len(names(window)) == 3, timeout=60000)
    assert not behind.stale
    window.comparing.leave()
    assert window.desk.besides == ()
