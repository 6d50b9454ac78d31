"""Reality checks of the scenario on the desk, asked beside the window once it has settled.

They are asked a few at a time, in turn with questions about relief, and not while a lever is in hand.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.engine.outcomes import Outcome
    from stackdesk.scenario import Scenario
    from stackdesk.ui.live import Live

SETTLED_MS = 2500
A_FEW = 8  # some 30 ms: relief waits no longer than that
AskSome = Callable[["Scenario", int, int], "tuple[tuple[Outcome, ...], int]"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Judgement:
    """A scenario's answers to all checks."""

    scenario: Scenario
    outcomes: tuple[Outcome, ...]


class Judging(QObject):
    """Waits until the scenario has settled, then asks every check; `changed` tells of news to show.

    `judgement` is of the newest scenario that was asked, `pending` says that another is on the desk, and
    `failed` that the checks could not be asked.
    """

    changed = Signal()
    _crossing = Signal(object)

    def __init__(self, desk: Desk, live: Live, ask: AskSome | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._live = live
        self._ask = ask
        self._round = 0
        self._about: Scenario | None = None
        self._found: tuple[Outcome, ...] = ()
        self.judgement: Judgement | None = None
        self.pending = True
        self.failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self._begin)
        self._crossing.connect(self._take, Qt.ConnectionType.QueuedConnection)
        live.engine_changed.connect(self._timer.start)
        desk.on_change(self._note)

    @property
    def able(self) -> bool:
        """Whether there is anything that asks; uncompiled, a hundred checks would take minutes."""
        return self._ask is not None and (self._live.compiled or self._live.warming)

    def settle_within(self, milliseconds: int) -> None:
        """Set how long the scenario must rest before it is asked about."""
        self._timer.setInterval(milliseconds)

    def stop(self) -> None:
        """Ask nothing more."""
        self._ask = None
        self._round += 1
        self._timer.stop()

    def _note(self, kind: str) -> None:
        """Hear of a change; another scenario outdates the answers and whatever is being asked."""
        if kind != "scenario" or self._ask is None:
            return
        self._round += 1
        self._about = None
        self._timer.start()
        if not self.pending:
            self.pending = True
            self.changed.emit()

    def _begin(self) -> None:
        """Ask about what is on the desk, once nothing is in hand and the compiled engine is there."""
        scenario = self._desk.scenario
        if self._ask is None or not self._live.compiled:
            return
        if self._desk.dragging is not None:
            self._timer.start()
        elif self.judgement is not None and self.judgement.scenario == scenario:
            self._show(self.judgement)
        elif self._about is None:
            self._about, self._found = scenario, ()
            self._next()

    def _next(self) -> None:
        """Ask the next few."""
        if self._ask is not None and self._about is not None:
            job = partial(self._work, self._ask, self._round, self._about, len(self._found))
            self._live.beside.start(job)

    def _work(self, ask: AskSome, asked_in: int, scenario: Scenario, first: int) -> None:
        """Ask a few (in the thread)."""
        if asked_in != self._round:
            return
        try:
            answer = ask(scenario, first, A_FEW)
        except Exception:
            _log.exception("reality checks could not be asked")
            answer = None
        self._crossing.emit((asked_in, answer))

    def _take(self, answer: tuple[int, tuple[tuple[Outcome, ...], int] | None]) -> None:
        """Take a few answers; show them when they are all there."""
        asked_in, some = answer
        if asked_in != self._round or self._about is None:
            return
        if some is None:
            self.failed = True
            self.changed.emit()
            return
        self._found += some[0]
        if len(self._found) < some[1] and some[0]:
            self._next()
        else:
            self._show(Judgement(self._about, self._found))

    def _show(self, judgement: Judgement) -> None:
        """Have the answers shown."""
        self.judgement, self.pending, self.failed = judgement, False, False
        self.changed.emit()
