"""When the gap is attributed, what is kept, and what a change or Cancel does to it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from stackdesk.scenario import Scenario
from stackdesk.ui.compare.attributing import Attributing
from stackdesk.ui.compare.held import HEADLINE, RUNNING, Comparing
from tests.ui.compare.conftest import Compares, Here


def answered(qtbot: QtBot, attributing: Attributing) -> None:
    """Wait for the answer."""
    qtbot.waitUntil(lambda: attributing.current is not None, timeout=60000)


def test_the_parts_come_and_add_up_to_a_less_b(
    qtbot: QtBot, attributing: Attributing, pair: Comparing
) -> None:
    attributing.follow(pair, HEADLINE)
    assert attributing.busy
    answered(qtbot, attributing)
    parts = attributing.current
    assert parts is not None
    a, b = pair.pair(HEADLINE)
    assert (parts.a, parts.b) == pytest.approx((a, b))
    assert sum(parts.parts.values()) == pytest.approx(a - b)
    assert not attributing.busy


def test_an_answer_is_kept_while_nothing_changes(
    qtbot: QtBot, attributing: Attributing, here: Here, compares: Compares, trades: Scenario
) -> None:
    bare = Scenario(trades.reference)
    attributing.follow(compares(trades, bare), HEADLINE)
    answered(qtbot, attributing)
    for _ in range(3):
        attributing.follow(compares(trades, bare), HEADLINE)
        assert not attributing.busy
    attributing.follow(compares(trades, bare), RUNNING)
    answered(qtbot, attributing)
    attributing.follow(compares(trades, bare), HEADLINE)
    assert attributing.current is not None
    assert len(here.asked) == 2


def test_nothing_is_asked_while_a_lever_is_held(
    qtbot: QtBot, attributing: Attributing, here: Here, compares: Compares, trades: Scenario
) -> None:
    bare = Scenario(trades.reference)
    attributing.follow(compares(trades, bare), HEADLINE)
    answered(qtbot, attributing)
    before = attributing.current
    moved = trades.with_value("infrastructure.connection.lead_time", 2.0)
    attributing.follow(compares(moved, bare, held=True), HEADLINE)
    qtbot.wait(400)
    assert len(here.asked) == 1
    assert attributing.current is None
    assert attributing.newest is before  # shown as out of date
    attributing.follow(compares(moved, bare), HEADLINE)
    answered(qtbot, attributing)
    assert len(here.asked) == 2


def test_cancel_gives_up_until_something_changes_or_it_is_wanted_again(
    qtbot: QtBot, attributing: Attributing, here: Here, compares: Compares, trades: Scenario
) -> None:
    found = compares(trades, Scenario(trades.reference))
    attributing.follow(found, HEADLINE)
    attributing.cancel()
    assert attributing.cancelled
    attributing.follow(found, HEADLINE)
    qtbot.wait(400)
    assert here.asked == []
    attributing.again()
    answered(qtbot, attributing)


def test_another_reference_is_attributed_with_the_switch(
    qtbot: QtBot, attributing: Attributing, compares: Compares, trades: Scenario, older: Scenario
) -> None:
    attributing.follow(compares(trades, older), HEADLINE)
    answered(qtbot, attributing)
    parts = attributing.current
    assert parts is not None
    assert "reference" in parts.parts
