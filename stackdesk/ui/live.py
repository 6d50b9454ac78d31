"""The live loop: however fast the mouse moves, at most one run and one update a frame, always the newest."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from stackdesk.desk.recompute import Recompute
from stackdesk.ui.compiler import Compiler
from stackdesk.ui.worker import Worker

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.engine import Relief, Result
    from stackdesk.scenario import Scenario

FRAME_MS = 16
STALE_MS = 100
FIRST_PAINT_MS = 40
ASIDE_S = 0.001
RELIEF_MS = 80  # between two questions: half of the time the other core is the window's too
Question = tuple[Any, float, str]
EaseAll = Callable[..., "Relief | None"]


class Runs(Protocol):
    """What runs scenarios: the engine's runner."""

    def run(self, scenario: Scenario) -> Result:
        """Run one."""

    def prepared(self, scenario: Scenario) -> object:
        """Get the scenario's numbers ready."""

    def compiled_ready(self) -> bool:
        """Load the compiled kernel if it is there; say whether it is."""


class Engine(Enum):
    """Which engine runs, as far as is known."""

    UNKNOWN = "unknown"
    LOADING = "loading"
    PLAIN = "plain"
    COMPILED = "compiled"


class Live(QObject):
    """Listens to the desk, runs the model (inline once compiled, beside the window before), asks for frames.

    `frame` carries what has changed since the last one: "scenario", "result", "document", "view".
    """

    frame = Signal(object)
    engine_changed = Signal()
    relief_found = Signal(object)

    def __init__(
        self, desk: Desk, runner: Runs, relief: EaseAll | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._relief = relief
        self._kinds: set[str] = set()
        self._last = 0.0
        self._in_frame = False
        self._idle = threading.Event()
        self._idle.set()
        self._fresh = time.perf_counter()
        self.frame_ms = 0.0
        self._frame = _once(self, self._run_frame)
        self._settled = _once(self, self._measure)
        self._late = _once(self, self._tell_stale)
        self._retry = _once(self, self.warm_up)
        self._engine = Engine.UNKNOWN
        self._compiler = Compiler(self)
        self._compiler.done.connect(self.warm_up)
        self._stopped = False
        self._runs = Worker("runs", self)
        self._runs.answered.connect(self._take_answer)
        self._plain: Recompute[Scenario, Result] = Recompute(runner.run, self._runs.start, self._runs.answer)
        self._eases = Worker("relief", self)
        self._eases.answered.connect(self.relief_found)
        self._asked: Question | None = None
        self._asked_at = 0.0
        self._asking = _once(self, self._ask_newest)
        self._easing: Recompute[Question, Relief] = Recompute(
            self._ease, self._eases.start, self._eases.answer
        )
        desk.on_change(self.note)

    def stop(self) -> None:
        """End the threads."""
        self._stopped = True
        for timer in (self._frame, self._late, self._retry, self._asking):
            timer.stop()
        self._plain.stop()
        self._easing.stop()
        self._runs.stop()
        self._eases.stop()
        self._compiler.stop()

    # ---------------------------------------------------------------------------------------- frames

    def note(self, kind: str) -> None:
        """Hear that something changed: from the desk, or from the window about what it shows."""
        self._kinds.add(kind)
        if not self._in_frame:  # what the frame itself brings about is drawn in it
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
        self._in_frame = True
        self._idle.clear()
        wanted = self._desk.wanted
        if wanted is not None:
            self._run_model(wanted)
        elif self._engine is Engine.UNKNOWN:  # the first result was there before the window
            self._retry.start(FIRST_PAINT_MS)
        self._in_frame = False
        if not self._desk.stale:
            self._fresh = self._last
        kinds, self._kinds = frozenset(self._kinds), set()
        self.frame.emit(kinds)
        if kinds & {"result", "view", "engine"}:
            self.ask_relief()
        self._settled.start(0)

    def _measure(self) -> None:
        """Note how long the frame took, painting included: this runs when the event loop is idle again."""
        self._idle.set()
        took = (time.perf_counter() - self._last) * 1000.0
        self.frame_ms = took if self.frame_ms == 0.0 else 0.7 * self.frame_ms + 0.3 * took

    # ------------------------------------------------------------------------------------------ runs

    def _run_model(self, wanted: Scenario) -> None:
        """Run inline when that fits into a frame, else beside the window."""
        if self.compiled:
            self._desk.compute()
            return
        if not self._late.isActive():
            self._late.start(STALE_MS + 5)
        if self._engine is Engine.UNKNOWN:
            self._retry.start(FIRST_PAINT_MS)
        elif self._engine is Engine.PLAIN:
            self._plain.request(wanted)

    def _take_result(self, result: Result) -> None:
        """Put a result from the thread on the desk; run again if it is already out of date."""
        self._desk.take(result)
        self.request()

    def _tell_stale(self) -> None:
        if self._desk.stale:
            self.request()

    # ---------------------------------------------------------------------------------------- engine

    def warm_up(self) -> None:
        """Load the compiled engine beside the window; called after the first paint.

        It uses the thread of the plain runs, so that the two never share a runner at the same time. Where
        there is nothing to load, another process compiles it meanwhile.
        """
        if self._engine is not Engine.LOADING:
            self._engine = Engine.LOADING
            self._runs.start(self._load_compiled)

    def _load_compiled(self) -> None:
        """Load the compiled kernel if there is one (in the thread)."""
        ready = False
        try:
            self._runner.prepared(self._desk.scenario)
            ready = bool(self._runner.compiled_ready())
        finally:
            self._runs.answer(ready)

    def _take_answer(self, answer: Result | bool) -> None:
        """Sort what comes from the thread: a result, or whether the compiled engine is there."""
        if not isinstance(answer, bool):
            self._take_result(answer)
            return
        self._engine = Engine.COMPILED if answer else Engine.PLAIN
        if answer:
            self._kinds.add("engine")
            self.engine_changed.emit()
        elif not self._compiler.tried:
            self._compiler.start()
        self.request()

    @property
    def warming(self) -> bool:
        """Whether the compiled engine is still to come."""
        return not self.compiled and (self._engine is not Engine.PLAIN or self._compiler.running)

    @property
    def known(self) -> bool:
        """Whether it is settled which engine runs for now: nothing is being loaded."""
        return self._engine in (Engine.PLAIN, Engine.COMPILED)

    @property
    def compiled(self) -> bool:
        """Whether the compiled engine runs."""
        return self._engine is Engine.COMPILED

    @property
    def beside(self) -> Worker:
        """The thread that asks the other process, one question after another."""
        return self._eases

    # ---------------------------------------------------------------------------------------- relief

    def ask_relief(self) -> None:
        """Ask what easing each constraint would give: now, or a little later where one was just asked."""
        if self._relief is None or not self.compiled or self._asking.isActive():
            return
        since = (time.perf_counter() - self._asked_at) * 1e3
        if since < RELIEF_MS:
            self._asking.start(round(RELIEF_MS - since))
        else:
            self._ask_newest()

    def _ask_newest(self) -> None:
        """Ask about what is shown now, unless that was asked before."""
        question = (self._desk.scenario, self._desk.year, self._desk.region)
        if question != self._asked:
            self._asked, self._asked_at = question, time.perf_counter()
            self._easing.request(question)

    def _ease(self, question: Question) -> Relief | None:
        """Answer a question (in the thread). One that is merely out of date is still answered."""
        assert self._relief is not None
        scenario, year, region = question
        return self._relief(scenario, year, region=region, cancelled=self._stopping)

    def _stopping(self) -> bool:
        """Say whether the window closes (in the thread); step aside a moment while a frame is being drawn."""
        self._idle.wait(ASIDE_S)
        return self._stopped


def _once(parent: QObject, slot: Callable[[], None]) -> QTimer:
    """Make a timer that calls a method once after each start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer
