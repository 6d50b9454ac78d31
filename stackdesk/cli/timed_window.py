"""A window that drags one of its own levers and reports how long the frames took, for `stackdesk bench`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from stackdesk.ui.garbage import all_kept

with all_kept():  # as the program does
    from stackdesk.cli.timing import TURNED
    from stackdesk.engine.runner import compiled_allowed
    from stackdesk.ui.app import create
    from stackdesk.ui.stopwatch import Stopwatch, swing, wait
    from stackdesk.ui.window import MainWindow

Step = Callable[[], Any]
"""Lets the window do what is waiting to be done."""

SIZE = (1600, 950)
PAUSE_MS = 17  # a mouse that moves sixty times a second
SETTLE_MS = 2500  # relief has a process to start
WARM_UP = 40
PATIENCE = 60.0


def main(spawned: float, moves: int) -> dict[str, float]:
    """Show the window, wait for the engine, drag; give the figures by their keys."""
    with all_kept():
        application, window = create(computed=False)
        window.show()
    step = application.processEvents
    _until(step, window.isVisible)
    step()  # paints it
    figures = {"start_s": time.time() - spawned}
    _until(step, lambda: window.desk.result is not None)
    if compiled_allowed():
        _until(step, lambda: window.live.compiled and not window.desk.stale)
        figures["live_s"] = time.time() - spawned
        figures |= _dragged(window, moves)
    figures["rss_mib"] = _resident_mib()
    window.live.stop()
    return figures


def _dragged(window: MainWindow, moves: int) -> dict[str, float]:
    """Drag a lever to and fro by mouse events, relief and all; give the stopwatch's figures."""
    window.resize(*SIZE)
    lever = window.stack.lever(TURNED)
    assert lever is not None
    window.commands.go_to_layer(lever.layer)
    wait(SETTLE_MS)
    watch = Stopwatch(window, lever)
    swing(lever.slider, WARM_UP, PAUSE_MS)
    watch.start()
    swing(lever.slider, moves, PAUSE_MS)
    watch.stop()
    return watch.figures()


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
