"""Measurements: the engine in this process, the window in one of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from stackdesk.engine import Runner, relief
from stackdesk.engine.ensemble import Ensemble, every_column
from stackdesk.engine.inputs import Inputs
from stackdesk.engine.runner import compiled_allowed, load_compiled, rerun
from stackdesk.scenario import Scenario, reference

TURNED = "infrastructure.connection.lead_time"
YEAR = 2030.0
SAMPLED = ("infrastructure.running_load", "applications.tokens_delivered", "energy.price")
TOGETHER = 32
COUNTED = (
    "each stock, flow and rate of each region once a step; the second pass of Heun's method is not counted"
)
PATIENCE = 120.0


def engine_figures(repeats: int) -> dict[str, Any]:
    """Measure runs and relief; the equations are compiled first where that is allowed."""
    scenario = Scenario(reference())
    inputs = Inputs(scenario)
    if compiled_allowed():
        load_compiled(inputs)
    runner = Runner()
    edits = edited(scenario)
    compiled = runner.engine == "compiled"
    count = repeats if compiled else 2
    run_ms = median_ms(lambda: runner.run(next(edits)), count)
    base, last = runner.run(scenario), len(inputs.years) - 1
    full_ms = median_ms(lambda: rerun(runner, base, inputs, 0, last), count)
    equations = equations_per_run(inputs)
    figures = {
        "engine": runner.engine,
        "equations_per_run": equations,
        "equations_counted": COUNTED,
        "run_ms": run_ms,
        "full_run_ms": full_ms,
        "run_eq_per_s": equations / full_ms * 1e3,
    }
    if compiled:
        figures["relief_ms"] = median_ms(lambda: relief(next(edits), YEAR), max(3, count // 10))
        figures["ensemble_eq_per_s"] = ensemble_equations(scenario, runner, max(3, count // 20))
    return figures


def ensemble_equations(scenario: Scenario, runner: Runner, repeats: int) -> float:
    """Count the equations a second of an ensemble in one process: samples run from the present on."""
    ensemble = Ensemble(scenario, 1, runner)
    wanted = every_column(ensemble.base, SAMPLED)
    took = median_ms(lambda: ensemble.draw(0, TOGETHER, wanted), repeats)
    rows = len(ensemble.base.years)
    equations = equations_per_run(runner.prepared(scenario)) * (rows - ensemble.row) / rows
    return equations * TOGETHER / took * 1e3


def edited(scenario: Scenario) -> Iterator[Scenario]:
    """Give scenarios that differ in one value, as a drag does."""
    value = scenario.at(TURNED, YEAR)
    return cycle([scenario.with_value(TURNED, value * (1.0 + 0.01 * step)) for step in range(1, 20)])


def median_ms(work: Callable[[], object], repeats: int) -> float:
    """Time some work; the median over the repeats, after one that is not counted."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.median(times)


def equations_per_run(inputs: Inputs) -> int:
    """Count the numbers that a run computes, see `COUNTED`."""
    numbers = sum(kind.itemsize // 8 for kind in inputs.kinds.values())
    return numbers * len(inputs.years)


def window_figures(moves: int) -> tuple[dict[str, Any], str]:
    """Measure a window of its own; none and the reason where there can be no window."""
    with tempfile.TemporaryDirectory() as folder:
        settings = str(Path(folder) / "settings.ini")
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "STACKDESK_SETTINGS": settings}
        command = [sys.executable, "-m", "stackdesk.cli.timed_window", str(time.time()), str(moves)]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", env=environment, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return {}, "The window was not measured: it did not come up in time."
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        return {}, f"The window was not measured: {reason}"
    return json.loads(done.stdout), ""
