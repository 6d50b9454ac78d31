"""Events: flags on the chart under mouse and keys, the list, and what is refused."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stackdesk.scenario import Event, reference
from stackdesk.scenario.dates import date_of, year_of
from stackdesk.ui.app import create
from stackdesk.ui.charts.events_strip import EventStrip
from stackdesk.ui.events_list import EventList
from stackdesk.ui.events_words import change_text, date_text, event_subject, month_of, month_start
from stackdesk.ui.window import MainWindow

LEAD = "infrastructure.connection.lead_time"
SHARE = "models.open_weight_share"
QUEUE = Event(year_of(datetime.date(2028, 3, 1)), LEAD, "Queue reform", "us", multiply=0.6)
MODEL = Event(year_of(datetime.date(2031, 6, 1)), SHARE, "Open model", add=0.1)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PATIENCE = 100_000


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window on a scenario with two events."""
    _, made = create(None)
    made.desk.edit(replace(made.desk.scenario, events=(QUEUE, MODEL)), "events")
    made.resize(1600, 950)
    made.show()
    qtbot.waitUntil(lambda: len(made.work.ceilings.events.flags) == 2, timeout=PATIENCE)
    yield made
    made.documents.ask_unsaved = lambda: made.documents.DISCARD  # type: ignore[method-assign]
    made.close()
    made.deleteLater()


@pytest.fixture
def strip(window: MainWindow) -> EventStrip:
    """The flags on the ceilings chart."""
    return window.work.ceilings.events


@pytest.fixture
def opened(window: MainWindow) -> EventList:
    """The list, opened on the first event."""
    window.events.open_at(0)
    assert window.events.list is not None
    return window.events.list


def events(window: MainWindow) -> tuple[Event, ...]:
    """Give the events that the scenario holds."""
    return window.desk.scenario.events


def pole(strip: EventStrip, place: int) -> QPoint:
    """Give where a flag can be taken hold of."""
    return QPoint(round(strip.place_of(strip.flags[place])) + 3, 8)


def drag(strip: EventStrip, place: int, pixels: int, *, drop: bool = True) -> None:
    """Drag a flag to the side."""
    start = pole(strip, place)
    QTest.mousePress(strip, LEFT, NONE, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(strip, start + QPoint(round(pixels * share), 0))
    if drop:
        QTest.mouseRelease(strip, LEFT, NONE, start + QPoint(pixels, 0))


# ---------------------------------------------------------------------------------------- without window


def test_every_month_of_the_span_begins_on_its_first_day() -> None:
    for month in range(2023 * 12, 2040 * 12 + 1):
        start = month_start(month)
        day = date_of(start)
        assert day is not None
        assert (day.year * 12 + day.month - 1, day.day) == (month, 1)
        assert month_of(start) == month


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (QUEUE, "× 0.600"),
        (MODEL, "+ 10.0 %"),
        (replace(MODEL, add=-0.05), "\N{MINUS SIGN} 5.00 %"),
        (replace(QUEUE, multiply=None, set=2.0), "= 2.00 yr"),
    ],
)
def test_a_change_is_told_in_the_unit_on_screen(event: Event, text: str) -> None:
    told = change_text(event, event_subject(reference(), event))
    assert told.replace("\N{THIN SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == text


def test_a_date_is_told_by_its_month_where_it_is_the_first() -> None:
    assert date_text(QUEUE) == "Mar 2028"
    assert date_text(replace(QUEUE, date=year_of(datetime.date(2028, 3, 15)))) == "15 Mar 2028"


# ------------------------------------------------------------------------------------------------- flags


def test_no_flags_take_no_room(qtbot: QtBot, window: MainWindow, strip: EventStrip) -> None:
    assert strip.isVisible()
    window.desk.undo()
    qtbot.waitUntil(lambda: not strip.isVisible(), timeout=PATIENCE)


def test_a_flag_says_title_and_change(strip: EventStrip) -> None:
    sentence = strip.flags[0].sentence
    for part in ("Queue reform", "Mar 2028", "0.600", "Connection lead time", "United States"):
        assert part in sentence
    assert sentence in strip.accessibleDescription()


def test_a_flag_is_dragged_over_months_as_one_undo_step(window: MainWindow, strip: EventStrip) -> None:
    drag(strip, 0, 60)
    moved = events(window)[0]
    assert moved.date > QUEUE.date + 0.2
    assert month_start(month_of(moved.date)) == moved.date
    assert replace(moved, date=QUEUE.date) == QUEUE
    window.desk.undo()
    assert events(window) == (QUEUE, MODEL)


def test_a_drag_is_live_and_escape_takes_it_back(qtbot: QtBot, window: MainWindow, strip: EventStrip) -> None:
    drag(strip, 1, -150, drop=False)
    assert window.desk.dragging == SHARE
    qtbot.waitUntil(lambda: not window.desk.stale, timeout=PATIENCE)
    assert window.desk.result is not None
    assert window.desk.result.scenario.events[1].date < MODEL.date
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    QTest.mouseRelease(strip, LEFT, NONE, pole(strip, 1))
    assert events(window) == (QUEUE, MODEL)
    assert not window.desk.dragging
    window.desk.undo()
    assert not window.desk.can_undo


def test_keys_go_over_flags_and_move_them(qtbot: QtBot, window: MainWindow, strip: EventStrip) -> None:
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert "Queue reform" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert date_of(events(window)[0].date) == datetime.date(2028, 4, 1)
    QTest.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert date_of(events(window)[0].date) == datetime.date(2027, 4, 1)
    QTest.keyClick(strip, Qt.Key.Key_Tab)
    assert "Open model" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    assert [one.title for one in events(window)] == ["Queue reform"]


def test_a_locked_parameter_keeps_its_events(window: MainWindow, strip: EventStrip) -> None:
    window.desk.lock(LEAD)
    drag(strip, 0, 60)
    assert events(window) == (QUEUE, MODEL)


# ---------------------------------------------------------------------------------------------- the list


def test_the_list_tells_every_event(opened: EventList) -> None:
    model = opened.model
    cells = [[model.index(row, column).data() for column in range(5)] for row in range(2)]
    assert [row[1] for row in cells] == ["Queue reform", "Open model"]
    assert [row[0] for row in cells] == ["Mar 2028", "Jun 2031"]
    assert [row[4] for row in cells] == ["United States", "World"]


def test_every_field_is_an_edit_and_an_undo_step(window: MainWindow, opened: EventList) -> None:
    opened.date.setDate(QDate(2029, 2, 15))
    opened.title.setText("Reform")
    opened.title.editingFinished.emit()
    opened.amount.setText("0.5")
    opened.amount.editingFinished.emit()
    changed = events(window)[0]
    assert date_of(changed.date) == datetime.date(2029, 2, 15)
    assert (changed.title, changed.multiply, changed.region) == ("Reform", 0.5, "us")
    for _ in range(3):
        window.desk.undo()
    assert events(window) == (QUEUE, MODEL)


def test_an_event_is_set_with_a_unit_and_refused_out_of_bounds(window: MainWindow, opened: EventList) -> None:
    opened.action.setCurrentIndex(opened.action.findData("set"))
    opened.action.activated.emit(opened.action.currentIndex())
    opened.amount.setText("18 months")
    opened.amount.editingFinished.emit()
    assert events(window)[0].set == pytest.approx(1.5)
    assert events(window)[0].multiply is None
    for wrong in ("99", "3 GW", "soon"):
        opened.amount.setText(wrong)
        opened.amount.editingFinished.emit()
        assert events(window)[0].set == pytest.approx(1.5)
        assert opened.told.text().startswith("! ")


def test_a_parameter_is_found_by_what_is_typed(window: MainWindow, opened: EventList) -> None:
    completer = opened.parameter.completer()
    assert completer is not None
    completer.setCompletionPrefix("open-weight")
    found = [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())]
    assert any(SHARE in text for text in found)
    opened.parameter.setEditText(SHARE)
    opened._typed_parameter()
    assert (events(window)[0].parameter, events(window)[0].multiply) == (SHARE, 0.6)
    opened.parameter.setEditText("nothing of the kind")
    opened._typed_parameter()
    assert events(window)[0].parameter == SHARE
    assert opened.told.text().startswith("! no parameter")


def test_an_event_is_added_deleted_and_saved(window: MainWindow, opened: EventList, tmp_path: Path) -> None:
    before = events(window)
    opened.new.click()
    added = events(window)[2]
    assert added.parameter == window.chosen.address
    assert added.multiply == 1.0
    assert opened.row == 2
    opened.delete.click()
    assert events(window) == before
    window.desk.save(tmp_path / "events.toml")
    window.desk.open(tmp_path / "events.toml")
    assert [(one.title, one.parameter, date_of(one.date)) for one in events(window)] == [
        (one.title, one.parameter, date_of(one.date)) for one in before
    ]


def test_the_list_follows_undo_while_it_is_open(qtbot: QtBot, window: MainWindow, opened: EventList) -> None:
    window.desk.undo()
    qtbot.waitUntil(lambda: opened.model.rowCount() == 0, timeout=PATIENCE)
    assert not opened.title.isEnabled()
    window.desk.redo()
    qtbot.waitUntil(lambda: opened.model.rowCount() == 2, timeout=PATIENCE)


def test_every_field_has_a_name(opened: EventList) -> None:
    for field in (opened.view, opened.date, opened.title, opened.parameter, opened.region, opened.action):
        assert isinstance(field, QWidget)
        assert field.accessibleName(), field.objectName()
    assert opened.amount.accessibleName()
