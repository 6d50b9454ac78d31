"""How long a drag frame takes the three charts, from new results to the last pixel; prints, asserts nothing.

Run it on a real screen, or `xvfb-run -s "-screen 0 1920x1200x24" python -m tests.benchmarks.bench_frame`.
Options: `--frames N`, `--dark`, `--profile`.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget

from stackdesk.ui import typeface
from stackdesk.ui.card import Card
from stackdesk.ui.charts import CeilingsChart, LayerChart, ReliefChart
from stackdesk.ui.theme import DARK, LIGHT, Theme
from tests.ui.charts.synthetic import BASELINE, RELIEF, Result, view

SIZE = (1600, 950)
PLACES = {
    "ceilings": (512, 56, 1076, 385),
    "relief": (512, 453, 300, 349),
    "layer": (824, 453, 380, 349),
}


class Charts:
    """The three charts in a window of the usual size, at their usual places."""

    def __init__(self, theme: Theme) -> None:
        self.window = QWidget()
        self.window.resize(*SIZE)
        self.ceilings, self.relief, self.layer = CeilingsChart(), ReliefChart(), LayerChart()
        for name, place in PLACES.items():
            chart = getattr(self, name)
            chart.set_theme(theme)
            card = Card(chart, self.window)
            card.dress(theme)
            card.setGeometry(*place)
        self.show(BASELINE, held=False)
        self.relief.show_relief(RELIEF, "")  # type: ignore[arg-type]  # made up, in the same shape
        self.window.show()

    def show(self, result: Result, *, held: bool) -> None:
        """Show one result in all three charts."""
        shown = view(result=result, held=held)
        self.ceilings.show_result(shown)
        self.relief.show_result(shown)
        self.layer.show_result(shown)


def results(count: int) -> list[Result]:
    """Make the results of a drag to and fro; the engine's time is not part of the frame."""
    made = [Result(float(lead)) for lead in 4.0 - 2.5 * np.sin(np.linspace(0.0, 12.0, count)) ** 2]
    for result in made:
        result.get("infrastructure.running_load")
        result.binding()
    return made


def frames(app: QApplication, charts: Charts, drag: Sequence[Result]) -> list[float]:
    """Time each frame in milliseconds, painting included."""
    taken = []
    for result in drag:
        start = time.perf_counter()
        charts.show(result, held=True)
        app.processEvents()
        taken.append(1000.0 * (time.perf_counter() - start))
    return taken


def report(name: str, taken: Sequence[float]) -> None:
    """Print the percentiles."""
    low, high, worst = np.percentile(taken, [50, 95, 99])
    print(f"{name}: p50 {low:.2f} ms, p95 {high:.2f} ms, p99 {worst:.2f} ms ({len(taken)} frames)")


def main() -> None:
    """Warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=400)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    app = QApplication([])
    app.setStyle("Fusion")
    typeface.load()
    charts = Charts(DARK if options.dark else LIGHT)
    frames(app, charts, results(30))
    drag = results(options.frames)
    profile = cProfile.Profile()
    if options.profile:
        profile.enable()
    taken = frames(app, charts, drag)
    profile.disable()
    report(f"three charts, {app.platformName()}, {SIZE[0]} x {SIZE[1]}", taken)
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
