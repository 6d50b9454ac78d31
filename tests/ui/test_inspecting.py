"""The inspector's further pages: what they ask, when they keep quiet, what they lead to."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.engine.effects import Effect, Effects
from stackdesk.engine.uses import Uses
from stackdesk.scenario import Reference
from stackdesk.ui.app import prepared_application
from stackdesk.ui.errand import Errand
from stackdesk.ui.hand import Hand
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.inspector_effect import EffectPage
from stackdesk.ui.inspector_uses import KEY, KIND, UsesPage
from stackdesk.ui.subject import subject
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.tiles import OUTCOMES

LEAD = "infrastructure.connection.lead_time"
WAIT = "infrastructure.connection_wait"


class Answers:
    """Answers at once, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.share = 0.05

    def ask(self, name: str, *arguments: Any, told: object) -> object:
        """Answer."""
        self.asked.append((name, *arguments))
        if name == "uses":
            return Uses((("infrastructure", "connect", "Requests."),), (WAIT,))
        rows = tuple(Effect(one.address, 100.0, 100.0 * (1.0 + self.share)) for one in OUTCOMES)
        return Effects(arguments[1], 3.0, 3.3, True, rows)

    def cancel(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """Nothing is open."""


class Shown:
    """An inspector with both pages, on the connection lead time."""

    def __init__(self, qtbot: QtBot) -> None:
        prepared_application()
        self.desk, self.answers = Desk(), Answers()
        self.inspector = Inspector()
        qtbot.addWidget(self.inspector)
        self.inspector.path.set_up(self.desk, Hand(self.desk, self.inspector))
        self.errand = Errand(self.inspector, self.answers)
        self.uses = UsesPage(self.desk, self.errand, self.inspector)
        self.effect = EffectPage(self.desk, self.errand, self.inspector)
        self.inspector.add_page("uses", "Uses", "", self.uses)
        self.inspector.add_page("effect", "Effect", "", self.effect)
        self.inspector.dress(LIGHT)
        self.inspector.resize(400, 500)
        self.inspector.show()
        self.show(LEAD)

    @property
    def reference(self) -> Reference:
        """The reference on the desk."""
        return self.desk.scenario.reference

    def show(self, address: str) -> None:
        """Show a parameter."""
        entry = self.reference.entry(address)
        self.inspector.show_subject(subject(self.reference, address, "World"), entry, "")


@pytest.fixture
def shown(qtbot: QtBot) -> Any:
    """The inspector; its thread ends with the test."""
    made = Shown(qtbot)
    yield made
    made.errand.stop()


def test_nothing_is_asked_while_a_page_is_out_of_sight(qtbot: QtBot, shown: Shown) -> None:
    shown.show("energy.losses")
    qtbot.wait(20)
    assert shown.answers.asked == []


def test_uses_are_asked_once_and_lead_to_chart_and_page(qtbot: QtBot, shown: Shown) -> None:
    shown.inspector.show_page("uses")
    qtbot.waitUntil(lambda: shown.uses.list.count() == 4)
    shown.uses.refresh()
    assert [one[0] for one in shown.answers.asked] == ["uses"]
    led: list[tuple[str, str]] = []
    shown.uses.series_asked.connect(lambda key: led.append(("series", key)))
    shown.uses.equation_asked.connect(lambda key: led.append(("equation", key)))
    items = [shown.uses.list.item(row) for row in range(4)]
    for item in items:
        if item.data(KIND):
            shown.uses.list.setCurrentItem(item)
            QTest.keyClick(shown.uses.list, Qt.Key.Key_Return)
    assert led == [("equation", "infrastructure"), ("series", WAIT)]
    assert items[-1].data(KEY) == WAIT
    assert shown.reference.catalogue.series[WAIT].label in items[-1].text()


def test_effects_follow_the_scenario_but_wait_while_a_lever_is_held(qtbot: QtBot, shown: Shown) -> None:
    shown.inspector.show_page("effect")
    qtbot.waitUntil(lambda: "5" in shown.effect.rows[0].accessibleName())
    count = len(shown.answers.asked)
    shown.answers.share = -0.02
    shown.desk.begin(LEAD)
    shown.desk.preview(LEAD, 2.0)
    shown.effect.refresh()
    assert len(shown.answers.asked) == count
    shown.desk.end()
    shown.effect.refresh()
    qtbot.waitUntil(lambda: "▼ 2" in shown.effect.rows[0].accessibleName())
    assert shown.answers.asked[-1][1] == shown.desk.scenario
    line = shown.effect.findChild(QLabel, "effect.line")
    assert line is not None
    assert "+10 %" in line.text()


def test_another_page_may_ask_before_the_first_is_answered(qtbot: QtBot, shown: Shown) -> None:
    for key in ("effect", "uses", "effect"):
        shown.inspector.show_page(key)
    qtbot.waitUntil(lambda: "5" in shown.effect.rows[0].accessibleName())
    shown.inspector.show_page("uses")
    qtbot.waitUntil(lambda: shown.uses.list.count() == 4)


def test_a_page_that_says_nothing_is_not_offered_and_gives_way(shown: Shown) -> None:
    shown.inspector.show_page("effect")
    shown.inspector.offer_page("effect", offered=False)
    assert shown.inspector.page.current() == "about"
    button = shown.inspector.findChild(QWidget, "inspector.page.effect")
    assert button is not None
    assert button.isHidden()
