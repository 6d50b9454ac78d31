"""The relief ladder in the window: the numbers of the command line, applied as one step, asked again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stackdesk.engine.ladder import Ladder
from stackdesk.ui import format as fmt
from stackdesk.ui.ladder import Climbing
from stackdesk.ui.ladder.climbing import SETTLED_MS
from stackdesk.ui.ladder.ladder_window import LadderWindow
from stackdesk.ui.ladder.rung_card import RungCard
from stackdesk.ui.ladder.words import month
from stackdesk.ui.window import MainWindow
from tests.cli.conftest import give
from tests.ui.solve.conftest import FILE, PATIENCE, Here

YEAR = 2031.0


@pytest.fixture
def climbing(qtbot: QtBot, window: MainWindow, here: Here) -> Iterator[Climbing]:
    """The ladder of 2031, opened from the relief chart."""
    window.climbing.errand._asks = here
    window.desk.year = YEAR
    window.work.relief.ladder_button.click()
    answered(qtbot, window.climbing)
    yield window.climbing
    window.climbing.stop()


def answered(qtbot: QtBot, climbing: Climbing) -> None:
    """Wait for the ladder."""
    qtbot.waitUntil(lambda: not climbing.asking and climbing.ladder is not None, timeout=PATIENCE)


def ladder(climbing: Climbing) -> Ladder:
    """Give the ladder on show."""
    assert climbing.ladder is not None
    return climbing.ladder


def opened(climbing: Climbing) -> LadderWindow:
    """Give its window."""
    assert climbing.window is not None
    return climbing.window


def words(card: RungCard) -> str:
    """Give all that a rung says."""
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def test_it_says_what_the_command_line_says(climbing: Climbing, tmp_path: Path) -> None:
    file = tmp_path / "same.toml"
    file.write_text(FILE, encoding="utf-8")
    said = give("explain", str(file), "--year", f"{YEAR:g}", "--ladder", "--format", "json")
    told = json.loads(said.out)["ladder"]
    shown, cards = ladder(climbing), opened(climbing).cards
    assert len(told["rungs"]) == len(shown.rungs) == len(cards)
    for data, rung, card in zip(told["rungs"], shown.rungs, cards, strict=True):
        assert data["running_load"] == pytest.approx(rung.running)
        assert [one["constraint"] for one in data["moves"]] == [one.constraint for one in rung.moves]
        for one, move in zip(data["moves"], rung.moves, strict=True):
            assert one["amount"]["number"] == pytest.approx(move.amount.number)
            assert one["outcome"] == pytest.approx(move.outcome)
            assert fmt.number(one["amount"]["number"]) in words(card)
            assert ("$" in words(card)) >= (one["cost"] is not None)
    dates = opened(climbing).orders.dates
    assert [row["order_by"] for row in told["order_by"]] == pytest.approx([row.order for row in dates.rows])
    for place, row in enumerate(told["order_by"]):
        text = dates.index(place, 2).data()
        assert month(row["order_by"]) in text
        assert ("too late" in text) == row["late"]


def test_a_move_is_one_step_and_does_what_was_said(
    qtbot: QtBot, window: MainWindow, climbing: Climbing
) -> None:
    before = window.desk.scenario
    move = ladder(climbing).rungs[0].moves[1]
    opened(climbing).cards[0].buttons[1].click()
    window.desk.compute()
    assert window.desk.result is not None
    result = window.desk.result
    assert result.at("applications.tokens_delivered", YEAR) == pytest.approx(move.outcome, rel=1e-9)
    assert result.at("binding.cause", YEAR) == move.then.cause
    assert window.desk.scenario.at(move.address, YEAR) == pytest.approx(move.after)
    window.desk.undo()
    assert (window.desk.scenario, window.desk.can_undo) == (before, False)


def test_a_move_of_a_higher_rung_brings_those_below(window: MainWindow, climbing: Climbing) -> None:
    move = ladder(climbing).rungs[1].moves[0]
    opened(climbing).cards[1].buttons[0].click()
    assert len(window.desk.scenario.events) == 2
    window.desk.compute()
    assert window.desk.result is not None
    assert window.desk.result.at("binding.cause", YEAR) == move.then.cause


def test_another_scenario_outdates_it_and_it_is_asked_again(
    qtbot: QtBot, window: MainWindow, climbing: Climbing, here: Here
) -> None:
    first = ladder(climbing)
    assert window.desk.scenario == first.scenario
    assert all(button.isEnabled() for card in opened(climbing).cards for button in card.buttons)
    window.desk.set_value("energy.losses", 0.1)
    assert climbing.stale is True
    assert not any(button.isEnabled() for card in opened(climbing).cards for button in card.buttons)
    assert "Out of date" in opened(climbing).told.text()
    qtbot.waitUntil(lambda: climbing.ladder is not first, timeout=SETTLED_MS + PATIENCE)
    assert ladder(climbing).scenario == window.desk.scenario
    assert here.asked.count("ladder") == 2


def test_locked_levers_are_no_moves(qtbot: QtBot, window: MainWindow, climbing: Climbing) -> None:
    address = ladder(climbing).rungs[0].moves[0].address
    window.desk.lock(address)
    climbing.ask()
    answered(qtbot, climbing)
    assert address not in {move.address for rung in ladder(climbing).rungs for move in rung.moves}


def test_before_the_present_it_says_why_there_is_none(
    qtbot: QtBot, window: MainWindow, climbing: Climbing
) -> None:
    window.desk.year = 2025.0
    climbing.ask()
    answered(qtbot, climbing)
    assert opened(climbing).cards == []
    assert "present" in opened(climbing).told.text()
    climbing.cancel()
    assert not climbing.asking
