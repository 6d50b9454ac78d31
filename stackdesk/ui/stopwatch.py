"""Times what the hand sees while it drags a lever; benchmarks use it, the window does not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from stackdesk.ui.lever import Lever
    from stackdesk.ui.slider import LeverSlider
    from stackdesk.ui.window import MainWindow

TICK_MS = 4
"""How often the event loop is looked at."""

PATIENCE_MS = 60_000
_CLOCK = 1 << 32
_OLDEST_MS = 1000.0


class Stopwatch(QObject):
    """Follows a lever's mouse moves until the frame that shows them is on screen."""

    def __init__(self, window: MainWindow, lever: Lever) -> None:
        super().__init__(window)
        self._window = window
        self._newest: float | None = None
        self._shown: float | None = None
        self._questions: list[tuple[object, float]] = []
        self._answered: float | None = None
        self._last_tick = 0.0
        self.frames: list[float] = []
        self.runs: list[float] = []
        self.lags: list[float] = []
        self.gaps: list[float] = []
        self._drawn = _timer(self, self._note_drawn, once=True)
        self._ticks = _timer(self, self._tick)
        lever.slider.installEventFilter(self)
        window.live.frame.connect(self._frame)
        window.live.relief_found.connect(self._answer)

    def start(self) -> None:
        """Begin to look at the event loop; forget what was timed before."""
        for times in (self.frames, self.runs, self.lags, self.gaps):
            times.clear()
        self._last_tick = time.perf_counter()
        self._ticks.start(TICK_MS)

    def stop(self) -> None:
        """End looking at the event loop."""
        self._ticks.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the mouse was moved: by the screen's clock where it tells."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            age = (time.monotonic() * 1e3 - event.timestamp()) % _CLOCK
            self._newest = time.perf_counter() - (age / 1e3 if age < _OLDEST_MS else 0.0)
        return False

    def _frame(self, kinds: Any) -> None:
        """A frame has been handed out; it is painted before the event loop comes to its timers."""
        result = self._window.desk.result
        if self._newest is None or result is None:
            return
        self._shown, self._newest = self._newest, None
        self._questions.append((self._window.desk.scenario, self._shown))
        self.runs.append(result.seconds * 1e3)
        self._drawn.start(0)

    def _answer(self, relief: Any) -> None:
        """Relief has come: to which move does it belong?"""
        moved = [moved for scenario, moved in self._questions if scenario is relief.scenario]
        if moved:
            self._answered = moved[-1]
            self._questions = [one for one in self._questions if one[1] > moved[-1]]
            self._drawn.start(0)

    def _note_drawn(self) -> None:
        """All is painted: ask the screen for a pixel, which it gives once it has drawn everything."""
        self._window.screen().grabWindow(0, 0, 0, 1, 1)
        now = time.perf_counter()
        if self._shown is not None:
            self.frames.append((now - self._shown) * 1e3)
        if self._answered is not None:
            self.lags.append((now - self._answered) * 1e3)
        self._shown = self._answered = None

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last_tick) * 1e3)
        self._last_tick = now

    def figures(self) -> dict[str, float]:
        """Give the times in milliseconds by their names, as `stackdesk bench` tells them."""
        found: dict[str, float] = {}
        for name, times in (("frame", self.frames), ("relief_lag", self.lags)):
            if times:
                low, high, worst = (float(v) for v in np.percentile(times, (50, 95, 99)))
                found |= {f"{name}_p50_ms": low, f"{name}_p95_ms": high, f"{name}_p99_ms": worst}
        if self.frames:
            found["frame_run_ms"] = float(np.median(self.runs))
        if self.gaps:
            found["gap_ms"] = max(self.gaps)
        return found


def swing(slider: LeverSlider, moves: int, pause_ms: int) -> None:
    """Drag a slider's handle to and fro by mouse events, and let go by Esc's way."""
    _send(slider, QEvent.Type.MouseButtonPress, slider.handle_x())
    for place in path(slider, moves):
        wait(pause_ms)
        _send(slider, QEvent.Type.MouseMove, place)
    slider.held = False
    slider.cancelled.emit()


def path(slider: LeverSlider, moves: int) -> list[float]:
    """Give places along a slider's groove, from the handle to its left, its right and back again."""
    low, high = slider.x_of(0.08), slider.x_of(0.92)
    start = (slider.handle_x() - low) / (high - low)
    return [low + (high - low) * abs((start + move / 60.0) % 2.0 - 1.0) for move in range(moves)]


def _send(slider: LeverSlider, kind: QEvent.Type, x: float) -> None:
    point = QPointF(x, slider.height() / 2.0)
    button = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, point, QPointF(slider.mapToGlobal(point)), button, button, none)
    QApplication.sendEvent(slider, event)


def wait(milliseconds: int) -> None:
    """Let the window live for a while, its threads too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _timer(parent: QObject, slot: Any, *, once: bool = False) -> QTimer:
    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(once)
    timer.timeout.connect(slot)
    return timer


def corner(slider: LeverSlider, x: float) -> QPoint:
    """Give a place on a slider's groove as a place on the screen."""
    return slider.mapToGlobal(QPoint(round(x), slider.height() // 2))
