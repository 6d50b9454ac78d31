"""Reality checks in the window: asked when the scenario rests, told by the badge, listed, shown, tried."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.engine.outcomes import Finding, Outcome, Verdict
from stackdesk.scenario.checks import Check
from stackdesk.ui.app import prepared_application
from stackdesk.ui.lever import Lever
from stackdesk.ui.reality_list import RealityList
from stackdesk.ui.settings import Settings
from stackdesk.ui.theme import DARK, LIGHT
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.conftest import LEAD

LOAD = "infrastructure.running_load"
HURRY = 20


def made(name: str, verdict: Verdict, region: str = "us", series: str = LOAD) -> Outcome:
    """Make one answer."""
    change = {"parameter": LEAD, "multiply": 0.5, "from": 2027}
    expect = {"series": LOAD, "in": 2032, "moves": "up"}
    parts = {"id": name, "title": f"Title of {name}", "why": f"Why of {name}.", "source": "A book"}
    check = Check.model_validate({**parts, "change": [change], "expect": [expect]})
    if verdict == "not asked":
        return Outcome(check, "Theme", verdict, reason="only asked where it rains")
    finding = Finding(verdict == "holds", f"expected of {name}", f"found of {name}", series, region, 2032.0)
    return Outcome(check, "Theme", verdict, (finding,))


class Judge:
    """Answers as it is told, some at a time, and keeps what it was asked."""

    def __init__(self) -> None:
        self.outcomes = [made(f"check-{place}", "holds") for place in range(17)]
        self.outcomes += [made("odd", "not asked"), made("wrong", "fails", "china")]
        self.asked: list[tuple[Any, int]] = []
        self.free = threading.Event()
        self.free.set()
        self.broken = False

    def __call__(self, scenario: Any, first: int, count: int) -> tuple[tuple[Outcome, ...], int]:
        """Answer some."""
        self.asked.append((scenario, first))
        assert self.free.wait(5.0)
        if self.broken:
            raise OSError("no process")
        return tuple(self.outcomes[first : first + count]), len(self.outcomes)


@pytest.fixture
def judge() -> Judge:
    """A judge."""
    return Judge()


@pytest.fixture
def window(qtbot: QtBot, desk: fakes.Desk, judge: Judge) -> Iterator[MainWindow]:
    """A window whose scenario rests after a moment."""
    prepared_application()
    built = MainWindow(desk, fakes.Runner(), Settings(), fakes.relief, judge)  # type: ignore[arg-type]  # stand-ins
    built.documents.ask_unsaved = lambda: built.documents.DISCARD  # type: ignore[method-assign]
    built.reality.judging.settle_within(HURRY)
    built.resize(1600, 950)
    built.show()
    qtbot.waitUntil(lambda: built.live.compiled, timeout=5000)
    built.commands.go_to_layer("infrastructure")
    yield built
    judge.free.set()
    built.close()
    built.deleteLater()


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for the answers."""
    qtbot.waitUntil(lambda: not window.reality.judging.pending, timeout=5000)


def opened(qtbot: QtBot, window: MainWindow) -> RealityList:
    """Open the list with the answers in it."""
    settled(qtbot, window)
    window.status.reality.click()
    assert window.reality.list is not None
    return window.reality.list


def row(shown: RealityList, name: str) -> None:
    """Choose a check."""
    place = shown.model.row_of(name)
    assert place is not None
    shown.view.selectRow(place)


def test_all_are_asked_once_and_a_few_at_a_time(qtbot: QtBot, window: MainWindow, judge: Judge) -> None:
    settled(qtbot, window)
    firsts = [first for _, first in judge.asked]

    assert firsts == sorted(set(firsts))
    assert len(firsts) > 1
    assert {id(scenario) for scenario, _ in judge.asked} == {id(window.desk.scenario)}
    qtbot.wait(5 * HURRY)
    assert len(judge.asked) == len(firsts)


def test_the_badge_says_it_in_words_glyph_and_colour(qtbot: QtBot, window: MainWindow, judge: Judge) -> None:
    badge = window.status.reality
    assert badge.text().startswith("…")
    settled(qtbot, window)

    assert badge.isVisible()
    assert badge.text() == "! Reality checks 17/18"
    assert badge.accessibleName().startswith("17 of 18 reality checks hold, 1 do not apply")
    for theme in (LIGHT, DARK):
        window.choose_theme(theme.name)
        assert theme.error.name() in badge.styleSheet()

    judge.outcomes.pop()
    window.desk.set_value(LEAD, 2.0)
    assert badge.text() == "… Reality checks 17/18"
    settled(qtbot, window)
    assert badge.text() == "✓ Reality checks 17/17"
    assert DARK.error.name() not in badge.styleSheet()


@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1920, 1080)])
def test_the_badge_and_the_engine_stand_side_by_side_uncut(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    settled(qtbot, window)
    window.resize(*size)
    window.live.frame_ms = 123.0
    qtbot.wait(80)
    window.live.request()
    qtbot.wait(40)
    badge, engine, slider = window.status.reality, window.status.engine, window.status.year

    assert badge.geometry().left() > engine.geometry().right() - 1
    assert engine.geometry().left() > slider.geometry().right() - 1
    assert badge.geometry().right() < window.status.width()
    assert badge.width() >= badge.sizeHint().width()
    assert engine.fontMetrics().horizontalAdvance(engine.text()) <= engine.width()
    assert "123" in engine.toolTip()


def test_nothing_is_asked_while_a_lever_is_in_hand(qtbot: QtBot, window: MainWindow, judge: Judge) -> None:
    settled(qtbot, window)
    lever = window.stack.lever(LEAD)
    assert isinstance(lever, Lever)
    before = len(judge.asked)
    start = QPoint(round(lever.slider.handle_x()), lever.slider.height() // 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(lever.slider, left, none, start)
    for step in range(1, 6):
        QTest.mouseMove(lever.slider, start + QPoint(6 * step, 0))
        qtbot.wait(2 * HURRY)

    assert window.desk.dragging == LEAD
    assert len(judge.asked) == before
    assert window.status.reality.text().startswith("…")
    QTest.mouseRelease(lever.slider, left, none, start + QPoint(30, 0))
    settled(qtbot, window)
    assert len(judge.asked) > before
    assert all(scenario is window.desk.scenario for scenario, _ in judge.asked[before:])


def test_what_is_outdated_while_it_is_asked_is_dropped(
    qtbot: QtBot, window: MainWindow, judge: Judge
) -> None:
    settled(qtbot, window)
    judge.free.clear()
    window.desk.set_value(LEAD, 3.0)
    first = window.desk.scenario
    qtbot.waitUntil(lambda: judge.asked[-1][0] is first)
    window.desk.set_value(LEAD, 2.0)
    judge.free.set()
    settled(qtbot, window)

    assert window.reality.judging.judgement is not None
    assert window.reality.judging.judgement.scenario is window.desk.scenario
    assert [place for scenario, place in judge.asked if scenario is first] == [0]


def test_what_was_asked_last_is_not_asked_again(qtbot: QtBot, window: MainWindow, judge: Judge) -> None:
    settled(qtbot, window)
    before = len(judge.asked)
    judge.free.clear()
    window.desk.set_value(LEAD, 3.0)
    window.desk.undo()
    settled(qtbot, window)

    assert len(judge.asked) == before


def test_checks_that_cannot_be_asked_are_said(qtbot: QtBot, window: MainWindow, judge: Judge) -> None:
    settled(qtbot, window)
    judge.broken = True
    window.desk.set_value(LEAD, 3.0)
    qtbot.waitUntil(lambda: window.reality.judging.failed, timeout=5000)
    window.status.reality.click()

    assert "could not be asked" in window.status.reality.accessibleName()
    assert window.reality.list is not None
    assert "could not be asked" in window.reality.list.heading.text()


def test_the_list_has_what_fails_first_and_says_everything(qtbot: QtBot, window: MainWindow) -> None:
    shown = opened(qtbot, window)
    verdicts = [shown.model.data(shown.model.index(place, 0)) for place in range(shown.model.rowCount())]

    assert not shown.isModal()
    assert shown.heading.text().endswith("17 of 18 hold, 1 do not apply here")
    assert verdicts == ["! fails", "– not asked", *["✓ holds"] * 17]
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.check.id == "wrong"
    told = " ".join(label.text() for label in shown.details.findChildren(QLabel))
    for words in ("Title of wrong", "expected of wrong", "found of wrong", "Why of wrong.", "A book"):
        assert words in told
    assert "times 0.5 from 2027" in told
    row(shown, "odd")
    assert "only asked where it rains" in shown.details.text()
    assert not shown.show_button.isEnabled()


def test_show_turns_the_window_to_series_region_and_year(qtbot: QtBot, window: MainWindow) -> None:
    shown = opened(qtbot, window)
    row(shown, "wrong")
    shown.show_button.click()
    qtbot.wait(60)

    assert (window.desk.region, window.desk.year) == ("china", 2032.0)
    title = window.work.layer.chooser.text()
    row(shown, "check-3")
    QTest.keyClick(shown.view, Qt.Key.Key_Return)
    qtbot.wait(60)
    assert (window.desk.region, window.desk.year) == ("us", 2032.0)
    assert "load" in title.lower()


def test_what_binds_is_shown_without_a_series(qtbot: QtBot, window: MainWindow, judge: Judge) -> None:
    judge.outcomes = [made("bound", "fails", "europe", series="")]
    window.desk.set_value(LEAD, 3.0)
    shown = opened(qtbot, window)
    shown.show_button.click()

    assert (window.desk.region, window.desk.year) == ("europe", 2032.0)


def test_the_list_is_searched_and_keeps_the_check_in_view(
    qtbot: QtBot, window: MainWindow, judge: Judge
) -> None:
    shown = opened(qtbot, window)
    QTest.keyClicks(shown.search, "check-11")
    assert shown.view.model().rowCount() == 1
    shown.search.clear()
    row(shown, "check-5")
    judge.outcomes.reverse()
    window.desk.set_value(LEAD, 3.0)
    settled(qtbot, window)
    chosen = shown.chosen()

    assert chosen is not None
    assert chosen.check.id == "check-5"


def test_the_list_works_by_keyboard_and_every_control_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    shown = opened(qtbot, window)
    for widget in shown.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and not widget.objectName().startswith("qt_"):
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            assert named or widget.focusPolicy() == Qt.FocusPolicy.NoFocus, widget
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.check.id == "odd"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_menu_opens_the_list(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    entry = next(one for one in window.menus.analyse.actions() if one.text() == "&Reality Checks…")
    entry.trigger()

    assert window.reality.list is not None
    assert window.reality.list.isVisible()


def test_without_a_judge_there_is_no_badge(qtbot: QtBot, desk: fakes.Desk) -> None:
    built = MainWindow(desk, fakes.Runner(), Settings(), fakes.relief)  # type: ignore[arg-type]  # stand-ins
    built.documents.ask_unsaved = lambda: built.documents.DISCARD  # type: ignore[method-assign]
    built.show()
    qtbot.waitUntil(lambda: built.live.compiled, timeout=5000)

    assert not built.status.reality.isVisible()
    built.close()
    built.deleteLater()


def test_the_badge_is_away_where_the_plain_engine_runs(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(qtbot, window)
    live = type(window.live)
    monkeypatch.setattr(live, "compiled", property(lambda _: False))
    monkeypatch.setattr(live, "warming", property(lambda _: False))
    window.live.request()

    qtbot.waitUntil(lambda: not window.status.reality.isVisible(), timeout=2000)
