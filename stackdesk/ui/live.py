"""The live loop: however fast the mouse moves, at most one run and one update a frame, always the newest."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from stackdesk.ui.worker import Worker

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.engine import Relief, Result
    from stackdesk.scenario import Scenario

FRAME_MS = 16
STALE_MS = 100
RETRY_MS = 1500
Question = tuple[Any, float, str]
EaseAll = Callable[..., "Relief"]


class Live(QObject):
    """Listens to the desk, runs the model (inline once compiled, beside the window before), asks for frames.

    `frame` carries what has changed since the last one: "scenario", "result", "document", "view".
    """

    frame = Signal(object)
    engine_changed = Signal()
    relief_found = Signal(object)

    def __init__(self, desk: Desk, relief: EaseAll | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._relief = relief
        self._kinds: set[str] = set()
        self._last = 0.0
        self._fresh = time.perf_counter()
        self.compiled = False
        self.frame_ms = 0.0
        self._frame = _once(self, self._run_frame)
        self._settled = _once(self, self._measure)
        self._late = _once(self, self._tell_stale)
        self._retry = _once(self, self._ask_compiled)
        self._runs = Worker("runs", self)
        self._runs.answered.connect(self._take_result)
        self._running: Scenario | None = None
        self._reliefs = Worker("relief", self)
        self._reliefs.answered.connect(self._take_relief)
        self._question: Question | None = None
        self._asked: Question | None = None
        self._engine = Worker("engine", self)
        self._engine.answered.connect(self._take_compiled)
        desk.on_change(self.note)

    def stop(self) -> None:
        """End the threads."""
        self._asked = None
        for worker in (self._runs, self._reliefs, self._engine):
            worker.stop()

    # ---------------------------------------------------------------------------------------- frames

    def note(self, kind: str) -> None:
        """Hear that something changed: from the desk, or from the window about what it shows."""
        self._kinds.add(kind)
        self.request()

    def request(self) -> None:
        """Ask for a frame; asking again before it comes changes nothing."""
        if not self._frame.isActive():
            since = (time.perf_counter() - self._last) * 1000.0
            self._frame.start(max(0, round(FRAME_MS - since)))

    @property
    def stale(self) -> bool:
        """Whether what is on screen is more than a tenth of a second behind the levers."""
        return self._desk.stale and (time.perf_counter() - self._fresh) * 1000.0 > STALE_MS

    def _run_frame(self) -> None:
        """Compute the newest scenario and have everything drawn."""
        self._last = time.perf_counter()
        if self._desk.stale:
            self._run_model()
        else:
            self._fresh = self._last
        kinds, self._kinds = frozenset(self._kinds), set()
        self.frame.emit(kinds)
        if kinds & {"result", "view", "year"}:
            self.ask_relief()
        self._settled.start(0)

    def _measure(self) -> None:
        """Note how long the frame took, painting included: this runs when the event loop is idle again."""
        took = (time.perf_counter() - self._last) * 1000.0
        self.frame_ms = took if self.frame_ms == 0.0 else 0.7 * self.frame_ms + 0.3 * took

    # ------------------------------------------------------------------------------------------ runs

    def _run_model(self) -> None:
        if self.compiled:
            self._desk.compute()
            self._fresh = time.perf_counter()
            return
        if not self._late.isActive():
            self._late.start(STALE_MS + 5)
        if self._running is None:
            self._running = self._desk.scenario
            self._runs.start(self._run_beside)

    def _run_beside(self) -> None:
        """Run what was the newest scenario when the thread came to it (in the thread)."""
        scenario = self._desk.scenario
        try:
            self._runs.answer(self._desk.run(scenario))
        except Exception:
            self._runs.answer(None)
            raise

    def _take_result(self, result: Result | None) -> None:
        """Put a result from the thread on the desk; run again if it is already out of date."""
        self._running = None
        if result is not None:
            self._desk.take(result)
            self._fresh = time.perf_counter()
            if self._desk.stale:
                self.request()

    def _tell_stale(self) -> None:
        if self._desk.stale:
            self.request()

    # ---------------------------------------------------------------------------------------- engine

    def warm_up(self) -> None:
        """Load the compiled engine beside the window; called after the first paint."""
        self._ask_compiled()

    def _ask_compiled(self) -> None:
        self._engine.start(self._load_compiled)

    def _load_compiled(self) -> None:
        """Load the compiled kernel if there is one (in the thread)."""
        self._engine.answer(bool(self._desk.runner.compiled_ready()))

    def _take_compiled(self, ready: bool) -> None:
        if not ready:
            self._retry.start(RETRY_MS)
            return
        self.compiled = True
        self.engine_changed.emit()
        self._kinds.add("engine")
        self.request()
        self.ask_relief()

    # ---------------------------------------------------------------------------------------- relief

    def ask_relief(self) -> None:
        """Ask what easing each constraint would give; only the newest question is answered."""
        if self._relief is None or not self.compiled:
            return
        question = (self._desk.scenario, self._desk.year, self._desk.region)
        if question == self._asked:
            return
        self._asked = question
        if self._question is None:
            self._question = question
            self._reliefs.start(self._ease)

    def _ease(self) -> None:
        """Answer the newest question (in the thread)."""
        question = self._asked
        if question is None or self._relief is None:
            return
        scenario, year, region = question
        try:
            found = self._relief(scenario, year, region=region, cancelled=self._cancelled)
        except Exception:
            self._reliefs.answer((question, None))
            raise
        self._reliefs.answer((question, found))

    def _cancelled(self) -> bool:
        """Say whether the window is closing; a question that is merely out of date is still answered."""
        return self._asked is None

    def _take_relief(self, answer: tuple[Question, Relief | None]) -> None:
        """Show an answer, and go on to a newer question."""
        question, found = answer
        self._question = None
        if found is not None:
            self.relief_found.emit(found)
        if self._asked is not None and question != self._asked:
            self._question = self._asked
            self._reliefs.start(self._ease)


def _once(parent: QObject, slot: Callable[[], None]) -> QTimer:
    """Make a timer that calls a method once after each start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer
