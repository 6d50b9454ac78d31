"""How long a drag takes from the mouse to the last pixel, by a real mouse in a real window; prints only.

    python -m tests.benchmarks.bench_drag [--seconds N] [--rate N] [--dark] [--no-relief] [--profile]

Without a screen it starts one of its own (Xvfb); it needs xdotool. A move is timed by the screen's clock
from when it was made; a frame is on screen when the screen has answered after its last paint.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from stackdesk.ui.app import create
from stackdesk.ui.stopwatch import Stopwatch, corner, path, wait
from stackdesk.ui.window import MainWindow

SIZE = (1600, 950)
LEVER = "infrastructure.connection.lead_time"
LINES = (
    ("frame", "mouse move to last pixel"),
    ("relief_lag", "relief on screen after its move"),
)


def main() -> None:
    """Open the window, drag, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--rate", type=float, default=60.0, help="mouse moves a second")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--no-relief", action="store_true")
    parser.add_argument("--profile", action="store_true", help="of the window's thread; slows it down")
    options = parser.parse_args()
    if not os.environ.get("DISPLAY"):
        screen = f"-screen 0 {SIZE[0]}x{SIZE[1]}x24"
        command = [sys.executable, "-m", "tests.benchmarks.bench_drag", *sys.argv[1:]]
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", screen, *command])
    with tempfile.TemporaryDirectory() as home:
        os.environ["STACKDESK_SETTINGS"] = str(Path(home) / "settings.ini")
        measure(options)


def measure(options: argparse.Namespace) -> None:
    """Drag in a window and print the times."""
    application, window = opened(dark=options.dark, relief=not options.no_relief)
    lever = window.stack.lever(LEVER)
    assert lever is not None
    watch = Stopwatch(window, lever)
    profile = cProfile.Profile()
    drag(window, watch, 60, options.rate)  # warms everything up
    watch.start()
    if options.profile:
        profile.enable()
    drag(window, watch, round(options.seconds * options.rate), options.rate)
    profile.disable()
    watch.stop()
    report(watch, application.platformName())
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    window.live.stop()


def opened(*, dark: bool, relief: bool) -> tuple[QApplication, MainWindow]:
    """Give the window with a compiled engine, a result and the lever in sight."""
    application, window = create(computed=False)
    window.choose_theme("dark" if dark else "light")
    if not relief:
        window.live.ask_relief = lambda: None  # type: ignore[method-assign]
    window.resize(*SIZE)
    window.move(0, 0)
    window.show()
    for _ in range(1200):
        if window.live.compiled and window.desk.reference_result is not None:
            break
        wait(100)
    window.commands.go_to_layer("infrastructure")
    wait(1500)
    return application, window


def drag(window: MainWindow, watch: Stopwatch, moves: int, rate: float) -> None:
    """Drag the lever to and fro with the real mouse, and take it back."""
    lever = window.stack.lever(LEVER)
    assert lever is not None
    places = [corner(lever.slider, x) for x in path(lever.slider, moves)]
    first = corner(lever.slider, lever.slider.handle_x())
    words = ["mousemove", str(first.x()), str(first.y()), "mousedown", "1"]
    for place in places:
        words += ["sleep", f"{1.0 / rate:.4f}", "mousemove", str(place.x()), str(place.y())]
    hand = subprocess.Popen(["xdotool", *words, "sleep", "0.1", "key", "Escape", "mouseup", "1"])
    while hand.poll() is None:
        wait(20)
    wait(300)


def report(watch: Stopwatch, platform: str) -> None:
    """Print the percentiles."""
    found = watch.figures()
    print(f"{platform}, {SIZE[0]} x {SIZE[1]}, {len(watch.frames)} frames, {len(watch.lags)} reliefs")
    for key, words in LINES:
        if f"{key}_p50_ms" in found:
            low, high, worst = (found[f"{key}_{share}_ms"] for share in ("p50", "p95", "p99"))
            print(f"{words}: p50 {low:.1f}, p95 {high:.1f}, p99 {worst:.1f} ms")
    print(f"the run inside the frame: median {found['frame_run_ms']:.1f} ms")
    print(f"worst event-loop gap: {found['gap_ms']:.1f} ms")


if __name__ == "__main__":
    main()
