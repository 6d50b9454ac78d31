"""Tells assistive technology what tiles and sparklines show: one sentence each, once nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from stackdesk.ui.charts.spoken import series_sentence

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

PAUSE_MS = 400


class Speaking(QObject):
    """Waits until frames stop, then describes what is painted on tiles and panels."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.describe)
        window.live.frame.connect(self._wait)

    def _wait(self, _: object) -> None:
        """Begin to wait again: a drag goes on."""
        self._pause.start()

    def describe(self) -> None:
        """Give every tile and every panel's headline its sentence."""
        view = self._window.view()
        if view is None or view.held:
            return
        for tile in self._window.work.tiles.tiles:
            if tile.outcome.address in view.series:
                tile.setAccessibleDescription(series_sentence(view, tile.outcome.address))
        for panel in self._window.stack.panels:
            headline = panel.head.headline
            headline.setAccessibleDescription(series_sentence(view, panel.layer.headline))
