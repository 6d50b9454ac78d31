"""Every control of the card and of both windows says what it is, and other sheets end a pull."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QProgressBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui.solve.pulling import Phase, Pulling
from stackdesk.ui.window import MainWindow
from tests.ui.solve.conftest import PATIENCE, Here, mouse, on_curve

CONTROLS = (QAbstractButton, QTableView, QComboBox, QLineEdit, QProgressBar)
LIMIT = "infrastructure.connection.build_limit"


def nameless(part: QWidget) -> list[str]:
    """List the controls without words, but for parts of others."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in part.findChildren(QWidget)
        if isinstance(one, CONTROLS)
        and not one.objectName().startswith("qt_")
        and not (isinstance(one, QAbstractButton) and one.text())
        and not one.accessibleName()
        and not isinstance(one.parentWidget(), QTableView)  # the corner of a table
    ]


def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, here: Here) -> None:
    window.solving.open_target()
    window.climbing.errand._asks = here
    window.desk.year = 2031.0
    window.climbing.open()
    qtbot.waitUntil(lambda: window.climbing.ladder is not None, timeout=PATIENCE)
    assert window.solving.target is not None
    assert window.climbing.window is not None
    for part in (window.solving.card, window.solving.target, window.climbing.window):
        assert nameless(part) == []
    window.solving.target.gives.open()
    assert nameless(window.solving.target.gives.popup) == []
    buttons = [button for card in window.climbing.window.cards for button in card.buttons]
    assert len({button.accessibleName() for button in buttons}) == len(buttons)


@pytest.mark.parametrize("keep", [True, False])
def test_another_scenario_ends_a_pull(qtbot: QtBot, window: MainWindow, pulling: Pulling, keep: bool) -> None:
    pulling.levers.remember(LIMIT)
    point = on_curve(window)
    hand = mouse(window.solving.holds[0])
    hand.press(point)
    hand.release(point)
    assert pulling.grip is not None
    if keep:
        pulling.wish(0.9 * pulling.grip.value)
        qtbot.waitUntil(lambda: pulling.phase is Phase.KEPT, timeout=PATIENCE)
    window.desk.set_value("energy.losses", 0.1)
    assert not window.solving.card.isVisible()
    assert pulling.move is None
    assert "energy.losses" in window.desk.scenario.values
