"""What is painted is also said: tiles and headlines have one sentence each, with numbers from the result."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui import format as fmt
from stackdesk.ui.window import MainWindow
from tests.ui import fakes


def test_every_tile_headline_and_chart_has_a_sentence(
    window: MainWindow, desk: fakes.Desk, qtbot: QtBot
) -> None:
    desk.year = 2031.0
    work, result = window.work, desk.result
    assert result is not None
    known = [tile for tile in work.tiles.tiles if tile.outcome.address in fakes.SERIES]
    spoken: list[QWidget] = [*known, *(panel.head.headline for panel in window.stack.panels)]
    spoken += [work.ceilings, work.layer, work.relief]
    qtbot.waitUntil(lambda: all(one.accessibleDescription() for one in spoken), timeout=5000)
    assert all(one.accessibleDescription().rstrip().endswith(".") for one in spoken)
    load = next(
        panel for panel in window.stack.panels if panel.layer.headline == "infrastructure.running_load"
    )
    number = fmt.number(float(result.at("infrastructure.running_load", 2031.0, "World")))
    qtbot.waitUntil(
        lambda: f"{number} GW in 2031" in load.head.headline.accessibleDescription(), timeout=5000
    )
    assert f"{number} GW in 2031" in work.ceilings.accessibleDescription()


def test_nothing_is_said_while_a_lever_is_held(window: MainWindow, desk: fakes.Desk, qtbot: QtBot) -> None:
    tile = window.work.tiles.tiles[0]
    qtbot.waitUntil(lambda: bool(tile.accessibleDescription()), timeout=5000)
    said = tile.accessibleDescription()
    desk.begin("infrastructure.connection.lead_time")
    desk.year = 2035.0
    window.board.speaking.describe()
    assert tile.accessibleDescription() == said
    desk.cancel()
    window.board.speaking.describe()
    assert tile.accessibleDescription() != said
