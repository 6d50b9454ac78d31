"""A window that drags one of its own levers and reports how long the frames took, for `stackdesk bench`."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from stackdesk.cli.timing import TURNED
from stackdesk.engine.runner import compiled_allowed
from stackdesk.ui.app import create
from stackdesk.ui.window import MainWindow

Step = Callable[[], Any]
"""Lets the window do what is waiting to be done."""

BETWEEN_MOVES = 0.02
PATIENCE = 60.0


def main(spawned: float, moves: int) -> dict[str, float]:
    """Show the window, wait for the engine, drag; give the figures by their keys."""
    application, window = create(computed=False)
    step = application.processEvents
    window.show()
    _until(step, window.isVisible)
    step()  # paints it
    figures = {"start_s": time.time() - spawned}
    _until(step, lambda: window.desk.result is not None)
    if compiled_allowed():
        _until(step, lambda: window.live.compiled and not window.desk.stale)
        figures["live_s"] = time.time() - spawned
        frames = sorted(_dragged(step, window, moves))
        figures["frame_p50_ms"] = statistics.median(frames)
        figures["frame_p95_ms"] = frames[int(0.95 * (len(frames) - 1))]
    figures["rss_mib"] = _resident_mib()
    window.live.stop()
    return figures


def _dragged(step: Step, window: MainWindow, moves: int) -> list[float]:
    """Drag a lever up and down its range; give ms from each move until everything is drawn."""
    drawn: list[bool] = []
    window.live.frame.connect(lambda kinds: drawn.append(True))
    low, high = 1.0, 6.0
    window.desk.begin(TURNED)
    times = []
    for move in range(moves):
        began = time.perf_counter()
        part = abs((move / 20.0) % 2.0 - 1.0)
        window.desk.preview(TURNED, low + (high - low) * part)
        drawn.clear()
        _until(step, lambda: bool(drawn))
        step()
        times.append((time.perf_counter() - began) * 1e3)
        _idle(step, BETWEEN_MOVES)
    window.desk.cancel()
    return times[5:]


def _idle(step: Step, seconds: float) -> None:
    """Let the window live for a while, as it does between two moves of the mouse."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        step()


def _until(step: Step, reached: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError("the window did not answer")
        step()


def _resident_mib() -> float:
    """Give the memory that this process holds now; where the system does not say, the most it held."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    return pages * 4096 / 2**20


if __name__ == "__main__":
    print(json.dumps(main(float(sys.argv[1]), int(sys.argv[2]))))
