"""Asks for the relief ladder at the cursor, knows when it is out of date, and puts a move on the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.ladder import Ladder, Move
from stackdesk.engine.order_by import OrderBy
from stackdesk.scenario import Scenario
from stackdesk.ui.errand import Errand
from stackdesk.ui.ladder.words import amount_words, label_words

if TYPE_CHECKING:
    from stackdesk.ui.ladder.ladder_window import LadderWindow
    from stackdesk.ui.theme import Theme
    from stackdesk.ui.window import MainWindow

RUNGS = 3
SETTLED_MS = 1200

Place = tuple[Scenario, float, str, frozenset[str]]
"""What a ladder is about: scenario, year, region, and what is locked."""


class Climbing(QObject):
    """Joins the question, its answer and the window that shows it.

    `changed` tells of news to show. While the window is open, a ladder that is out of date is asked for
    again once scenario, year and region have rested.
    """

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self.errand = Errand(self)
        self.window: LadderWindow | None = None
        self.ladder: Ladder | None = None
        self.orders: tuple[OrderBy, ...] = ()
        self.failure = ""
        self.progress = 0.0
        self._asked: Place | None = None
        self._about: Place | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLED_MS)
        self._rest.timeout.connect(self._ask_again)
        self.errand.answered.connect(self._take)
        self.errand.told.connect(self._tell)
        self.errand.failed.connect(self._fail)
        self._desk.on_change(self._note)
        window.work.relief.ladder_asked.connect(self.open)

    # ------------------------------------------------------------------------------------- what is known

    @property
    def _here(self) -> Place:
        return self._desk.scenario, self._desk.year, self._desk.region, self._desk.locked

    @property
    def stale(self) -> bool:
        """Whether the ladder on show is about something else than the desk now."""
        return self._about is not None and self._about != self._here

    @property
    def asking(self) -> bool:
        """Whether a ladder is being looked for."""
        return self.errand.busy

    # -------------------------------------------------------------------------------------------- window

    def open(self) -> None:
        """Open the window, and ask about what is in view."""
        if self.window is None:
            from stackdesk.ui.ladder.ladder_window import LadderWindow  # late: the main window starts without

            self.window = LadderWindow(self, self._window)
            self.window.dress(self._window.theme)
        if self._about != self._here:
            self.ask()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.changed.emit()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        if self.window is not None:
            self.window.dress(theme)

    def stop(self) -> None:
        """End the other process: the window closes."""
        self._rest.stop()
        self.errand.stop()

    # ---------------------------------------------------------------------------------------- the question

    def ask(self) -> None:
        """Ask about what the desk shows now."""
        self._rest.stop()
        if not self._window.live.compiled:
            self._fail(self.tr("The ladder needs the compiled equations; they are still being made ready."))
            return
        self._asked, self.failure, self.progress = self._here, "", 0.0
        scenario, year, region, locked = self._asked
        self.errand.ask("ladder", scenario, year, region, RUNGS, tuple(sorted(locked)))
        self.changed.emit()

    def cancel(self) -> None:
        """Give up what is being looked for; the ladder before stays."""
        self._rest.stop()
        self.errand.cancel()
        self.changed.emit()

    def _take(self, answer: Any) -> None:
        if answer is None:
            return
        self.ladder, self.orders = answer
        self._about = self._asked
        self.changed.emit()
        if self.stale:
            self._rest.start()

    def _tell(self, share: Any) -> None:
        self.progress = float(share)
        self.changed.emit()

    def _fail(self, words: str) -> None:
        self.failure = words
        self.changed.emit()

    def _note(self, kind: str) -> None:
        """Hear of a change; ask again once it has rested."""
        if self.window is None or not self.window.isVisible() or kind not in ("scenario", "view"):
            return
        if self.stale:
            self._rest.start()
        self.changed.emit()

    def _ask_again(self) -> None:
        """Ask again unless something is still in hand."""
        if self._desk.dragging is not None:
            self._rest.start()
        elif self.window is not None and self.window.isVisible() and self.stale:
            self.ask()

    # ----------------------------------------------------------------------------------------- the moves

    def apply(self, move: Move) -> None:
        """Put a move on the desk as one step, with the moves of the rungs that it stands on."""
        if self.stale or self._about is None:
            return
        before = len(self._about[0].events)
        made = (*move.scenario.events[before:-1], move.event)
        text = self.tr("{label} {amount}, to relieve {year}").format(
            label=label_words(move.label), amount=amount_words(move.amount), year=f"{self._about[1]:g}"
        )
        scenario = self._desk.scenario
        try:
            self._desk.edit(replace(scenario, events=(*scenario.events, *made)), text)
        except StackDeskError as error:
            self._fail(str(error))
            return
        self._window.say(text)
