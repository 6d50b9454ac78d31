"""Measure speed on this machine: runs, relief, frames while a lever is dragged, start, memory."""

from __future__ import annotations

import argparse
from typing import Any

from stackdesk.cli.streams import say, write_raw
from stackdesk.cli.words import aligned, number

NAME = "bench"
HELP = "measure speed on this machine"

LINES = (
    ("run_ms", "A run, from where one value changed since the last", "ms", "4"),
    ("full_run_ms", "A run from the start", "ms", "4"),
    ("equations_per_run", "Equations a run", "", ""),
    ("run_eq_per_s", "Equations a second", "", ""),
    ("ensemble_eq_per_s", "Equations a second in an ensemble, one process", "", ""),
    ("relief_ms", "Relief of every constraint at 2030", "ms", "100"),
    ("frame_p50_ms", "From a mouse move to the last pixel, median", "ms", ""),
    ("frame_p95_ms", "From a mouse move to the last pixel, 95 of 100", "ms", "16.7"),
    ("frame_p99_ms", "From a mouse move to the last pixel, 99 of 100", "ms", ""),
    ("frame_run_ms", "The run inside that, median", "ms", ""),
    ("relief_lag_p95_ms", "Relief on screen after its move, 95 of 100", "ms", "100"),
    ("gap_ms", "Longest time away from the event loop meanwhile", "ms", "33"),
    ("start_s", "From the command to the first sight of the window", "s", "0.8"),
    ("live_s", "From the command to levers that answer at once", "s", "2"),
    ("rss_mib", "Memory of the window", "MiB", "300"),
)
"""Keys, what they are, units, and the budget each should stay within."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Measure and tell; what could not be measured is left out and said."""
    from stackdesk.cli.timing import engine_figures, window_figures

    figures = engine_figures(repeats=10 if options.quick else 100)
    shown, missing = window_figures(moves=30 if options.quick else 200)
    figures |= shown
    if options.format == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json(figures) + "\n")
    else:
        say(*_lines(figures), *([missing] if missing else []))
    return 0


def _lines(figures: dict[str, Any]) -> list[str]:
    """Write the figures as a table, with the budgets beside them."""
    rows = [["", "measured", "", "budget"]]
    rows += [
        [text, number(figures[key]), unit, budget] for key, text, unit, budget in LINES if key in figures
    ]
    return [
        *aligned(rows, left=(0, 2)),
        f"Engine: {figures['engine']}, one thread. Equations: {figures['equations_counted']}.",
        "Not measured by this version: the same equations in C.",
    ]
