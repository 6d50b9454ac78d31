"""What bands cost: samples a second, the time until bands follow a move, and drag frames with and without.

Prints, asserts nothing. On a real screen, or `xvfb-run -s "-screen 0 1920x1200x24" python -m
tests.benchmarks.bench_bands`. Options: `--moves N`, `--rounds N`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from stackdesk.engine import Runner
from stackdesk.engine.banding import STAGES
from stackdesk.engine.ensemble import Ensemble, every_column
from stackdesk.scenario import Scenario, reference

LEVER = "infrastructure.connection.lead_time"
SERIES = ("infrastructure.running_load", "applications.tokens_delivered", "energy.price")
PAUSE_MS = 17


def samples_a_second(count: int = 256) -> None:
    """Run samples in this process, with few series kept and with all of them."""
    ensemble = Ensemble(Scenario(reference()), 1, Runner("compiled"))
    few, every = every_column(ensemble.base, SERIES), every_column(ensemble.base)
    for name, wanted in ((f"{len(few)} columns", few), (f"all {len(every)} columns", every)):
        ensemble.draw(0, 32, wanted)
        began = time.perf_counter()
        for first in range(0, count, 32):
            ensemble.draw(first, 32, wanted)
        took = time.perf_counter() - began
        print(f"one process, {name}: {count / took:.0f} samples a second, {took / count * 1e3:.2f} ms each")


def window_figures(moves: int, rounds: int) -> None:
    """Drag the same lever with bands off and on in turn."""
    from stackdesk.ui.app import create
    from stackdesk.ui.stopwatch import Stopwatch, swing, wait

    _, window = create()
    window.resize(1600, 950)
    window.show()
    while not window.live.compiled:
        wait(50)
    window.commands.go_to_layer("infrastructure")
    lever = window.stack.lever(LEVER)
    assert lever is not None
    found: dict[bool, list[dict[str, float]]] = {False: [], True: []}
    for _ in range(rounds):
        for on in (False, True):
            window.banding.action.setChecked(on)
            wait(2500)
            swing(lever.slider, 20, PAUSE_MS)
            watch = Stopwatch(window, lever)
            watch.start()
            swing(lever.slider, moves, PAUSE_MS)
            watch.stop()
            found[on].append(watch.figures())
    for on, figures in found.items():
        words = ", ".join(f"{key} {statistics.median(one[key] for one in figures):.1f}" for key in figures[0])
        print(f"drag with bands {'on' if on else 'off'}: {words}")
    _follow(window)
    window.close()


def _follow(window: object) -> None:
    """Time from a change until the first bands of it are there, and until the last."""
    from stackdesk.ui.stopwatch import wait
    from stackdesk.ui.window import MainWindow

    assert isinstance(window, MainWindow)
    window.banding.action.setChecked(True)
    wait(4000)
    firsts, lasts = [], []
    for step in range(6):
        before = window.banding.shown
        began = time.perf_counter()
        window.desk.nudge(LEVER, 2.0 + 0.1 * step)
        while window.banding.shown is before:
            wait(1)
        firsts.append((time.perf_counter() - began) * 1e3)
        while window.banding.shown is None or window.banding.shown.count < STAGES[-1]:
            wait(5)
        lasts.append((time.perf_counter() - began) * 1e3)
    print(f"first bands ({STAGES[0]} samples) after a change: median {np.median(firsts):.0f} ms")
    print(f"last bands ({STAGES[-1]} samples) after a change: median {np.median(lasts):.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["STACKDESK_SETTINGS"] = str(Path(home) / "settings.ini")
        samples_a_second()
        window_figures(options.moves, options.rounds)


if __name__ == "__main__":
    main()
