"""What is opened later has names, roles and values too: comparison, start, board, targets, ladder, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui.app import create
from stackdesk.ui.question import Answer
from stackdesk.ui.window import MainWindow
from tests.ui.on_screen import ROOT
from tests.ui.test_accessibility import SILENT, VALUED, chain, everything, follows, panel_of, told, usable

PATIENCE = 100_000
LEAD = "infrastructure.connection.lead_time"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window on two stories, one held against the other."""
    _, made = create(ROOT / "scenarios" / "packaging-constrained.toml")
    made.resize(1600, 950)
    made.show()
    qtbot.waitUntil(lambda: made.live.compiled and made.desk.result is not None, timeout=PATIENCE)
    made.open_path(ROOT / "scenarios" / "memory-constrained.toml")
    made.desk.against = made.desk.sheets[0]
    qtbot.wait(50)
    yield made
    for other in QApplication.topLevelWidgets():
        if other is not made:
            other.close()
    made.documents.ask_unsaved = lambda: made.documents.DISCARD  # type: ignore[method-assign]
    made.close()
    made.deleteLater()


def compare(window: MainWindow) -> None:
    """Open the comparison."""
    window.comparing.action.trigger()


def begin(window: MainWindow) -> None:
    """Open the start page."""
    window.start.show()


def board(window: MainWindow) -> None:
    """Open the board of charts."""
    window.board.action.trigger()


def windows(window: MainWindow) -> None:
    """Open target, ladder, snapshots and what varies."""
    window.solving.open_target()
    window.climbing.open()
    window.session.show_snapshots()
    window.banding.vary(LEAD)


def asked(window: MainWindow) -> None:
    """Ask something inside the window."""
    answers = (Answer("save", "&Save"), Answer("cancel", "Cancel"))
    window.documents.question.ask("Save the changes?", "Otherwise they are lost.", answers, lambda _: None)


def inspected(window: MainWindow) -> None:
    """Open the pages of the inspector one after another, on a share."""
    window.commands.show_inspector()
    window.chosen.show("infrastructure.network.allocation")
    for key in ("path", "uses", "effect"):
        window.work.inspector.show_page(key)


PAGES = (compare, begin, board, windows, asked, inspected)


@pytest.fixture(params=PAGES, ids=lambda page: page.__name__)
def opened(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with one page more."""
    page: Callable[[MainWindow], None] = request.param
    page(window)
    if page is windows:
        qtbot.waitUntil(lambda: window.climbing.ladder is not None, timeout=PATIENCE)
    qtbot.wait(400)
    return window


def shown() -> Iterator[QWidget]:
    """Give what can be used and seen."""
    yield from (one for one in everything() if one.isVisible() and usable(one))


def test_every_control_tells_name_role_and_value(opened: MainWindow) -> None:
    wrong = []
    for one in shown():
        face = QAccessible.queryAccessibleInterface(one)
        if not face.text(QAccessible.Text.Name):
            wrong.append(f"no name: {told(one)}")
        framed = isinstance(one, QScrollArea | QSplitter)
        if face.role() in SILENT and not framed and not face.text(QAccessible.Text.Description):
            wrong.append(f"no role: {told(one)}")
        if face.role() in VALUED and face.valueInterface() is None:
            wrong.append(f"no value: {told(one)}")
        if isinstance(one, QComboBox) and one.count() and not face.text(QAccessible.Text.Value):
            wrong.append(f"no value: {told(one)}")
    assert not wrong, "\n".join(wrong)


def test_tab_goes_in_reading_order_within_each_part(opened: MainWindow) -> None:
    opened.inspecting.order.sort()
    wrong = []
    for top in QApplication.topLevelWidgets():
        if not type(top).__module__.startswith("stackdesk.") or not top.isVisible():
            continue
        parts: dict[QWidget, list[QWidget]] = {}
        for one in chain(top):
            parts.setdefault(panel_of(one), []).append(one)
        pairs = [pair for controls in parts.values() for pair in pairwise(controls)]
        wrong += [f"{told(b)} after {told(a)}" for a, b in pairs if not follows(a, b, top)]
    assert not wrong, "\n".join(wrong)
