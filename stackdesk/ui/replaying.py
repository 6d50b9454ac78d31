"""The last change played again from before to after, for those who look on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stackdesk.desk.replay import between

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario
    from stackdesk.ui.window import MainWindow

LASTS_S = 1.2
PAUSE_S = 0.5  # the state before stands a moment, so that its numbers can be read
STEP_MS = 33


class Replaying(QObject):
    """Shows states between two, one a frame; history and file never hear of them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._states: tuple[Scenario, Scenario] | None = None
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Play what undo would take back."""
        self._states = self._desk.last_step if self._desk.dragging is None else None
        if self._states is None:
            self._window.say(self.tr("Nothing was changed yet: there is nothing to replay"))
            return
        what = self._desk.undo_text
        self._window.say(self.tr("Replay: {what}; Esc stops").format(what=what))
        self._began = time.monotonic()
        self._desk.play(self._states[0])
        self._timer.start()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Go back to what is."""
        if self._timer.isActive():
            self._timer.stop()
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            self._desk.play(None)

    def _step(self) -> None:
        """Show the next state; with reduced motion the one before stands, then the one after."""
        if self._states is None or not self._desk.playing:  # an edit has ended it
            self.stop()
            return
        share = (time.monotonic() - self._began - PAUSE_S) / LASTS_S
        if share >= 1.0:
            self.stop()
        elif share > 0.0 and not self._window.settings.reduced_motion:
            eased = share * share * (3.0 - 2.0 * share)
            self._desk.play(between(*self._states, eased))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop on Esc, whatever has the focus."""
        pressed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.stop()
            return True
        return super().eventFilter(watched, event)
