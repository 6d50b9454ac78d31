"""The real window, with questions answered in this process."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.engine import Runner
from stackdesk.engine.errands import ERRANDS, Work
from stackdesk.ui.app import create
from stackdesk.ui.solve.holds import Hold
from stackdesk.ui.solve.pulling import Pulling
from stackdesk.ui.window import MainWindow

PATIENCE = 100_000
YEAR = 2034.0
LOAD = "infrastructure.running_load"
FILE = 'schema = 1\nreference = "2026.2"\n\n[scenario]\ntitle = "Plain"\n'


class Here:
    """Answers as the other process does, in the thread that asks."""

    def __init__(self) -> None:
        self.runner = Runner()
        self.asked: list[str] = []

    def ask(self, name: str, *arguments: Any, told: Callable[[Any], None]) -> Any:
        self.asked.append(name)
        place, _, function = ERRANDS[name].partition(":")
        work = Work(self.runner, lambda: False, told)
        return getattr(importlib.import_module(place), function)(work, *arguments)

    def cancel(self) -> None:
        """Nothing is given up."""

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a file, compiled and shown."""
    path = tmp_path / "plain.toml"
    path.write_text(FILE, encoding="utf-8")
    _, made = create(path)
    made.resize(1600, 950)
    made.show()
    qtbot.waitUntil(lambda: made.live.compiled, timeout=PATIENCE)
    qtbot.wait(50)
    yield made
    made.documents.ask_unsaved = lambda: made.documents.DISCARD  # type: ignore[method-assign]
    made.close()
    made.deleteLater()


@pytest.fixture
def here() -> Here:
    """What answers."""
    return Here()


@pytest.fixture
def pulling(window: MainWindow, here: Here) -> Pulling:
    """The window's pulls."""
    window.solving.pulling.errand._asks = here
    return window.solving.pulling


class Mouse:
    """A mouse over one surface."""

    def __init__(self, surface: QWidget) -> None:
        self._surface = surface

    def press(self, point: QPointF) -> None:
        self._send(QEvent.Type.MouseButtonPress, point, Qt.MouseButton.LeftButton)

    def move(self, point: QPointF) -> None:
        self._send(QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton)

    def release(self, point: QPointF) -> None:
        self._send(QEvent.Type.MouseButtonRelease, point, Qt.MouseButton.LeftButton)

    def _send(self, kind: QEvent.Type, point: QPointF, button: Qt.MouseButton) -> None:
        held = (
            Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        )
        place = QPointF(self._surface.mapToGlobal(point))
        event = QMouseEvent(kind, point, place, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self._surface, event)


def on_curve(window: MainWindow, key: str = "delivered", year: float = YEAR) -> QPointF:
    """Give a point of a curve of the ceilings chart."""
    plane, ceilings = window.work.ceilings.plot.plane(), window.work.ceilings.ceilings
    assert ceilings is not None
    return QPointF(plane.x(year), plane.y(ceilings.at(key, year)))


def mouse(hold: Hold) -> Mouse:
    """Give a mouse over a hold's surface."""
    return Mouse(hold.surface)
