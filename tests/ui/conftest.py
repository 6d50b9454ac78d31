"""A window on the make-believe model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.desk import recovery, snapshots
from stackdesk.ui.app import prepared_application
from stackdesk.ui.lever import Lever
from stackdesk.ui.settings import Settings
from stackdesk.ui.window import MainWindow
from tests.ui import fakes

LEAD = "infrastructure.connection.lead_time"


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Delete the windows that a test leaves: each further style is given to all widgets that are there."""
    before = windows()
    yield
    QCoreApplication.processEvents()  # what was put off until the next turn still finds its window
    for left in windows() - before:
        left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows() -> set[MainWindow]:
    """Give the main windows that are there."""
    if QApplication.instance() is None:
        return set()
    return {one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)}


@pytest.fixture
def desk() -> fakes.Desk:
    """A desk."""
    return fakes.Desk()


@pytest.fixture
def window(qtbot: QtBot, desk: fakes.Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window around the desk, shown, live, and closed without questions."""
    for keeper in (recovery, snapshots):  # a make-believe scenario is no file's
        monkeypatch.setattr(keeper, "dumps", repr)
    prepared_application()
    made = MainWindow(desk, fakes.Runner(), Settings(), fakes.relief)  # type: ignore[arg-type]  # stands in
    made.documents.ask_unsaved = lambda: made.documents.DISCARD  # type: ignore[method-assign]
    made.resize(1600, 950)
    made.show()
    qtbot.waitUntil(lambda: made.live.compiled, timeout=5000)
    made.commands.go_to_layer("infrastructure")
    qtbot.wait(50)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def lever(window: MainWindow) -> Lever:
    """The lever of the connection lead time."""
    found = window.stack.lever(LEAD)
    assert found is not None
    return found
