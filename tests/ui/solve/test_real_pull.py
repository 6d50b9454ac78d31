"""Pulling what is delivered with a real mouse on a real window, and putting it back with real keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE, told_on_screen
from tests.ui.solve.conftest import FILE, LOAD

GROWTH = "chips.performance_growth"

PROGRAM = """
from PySide6.QtCore import QPointF
application, window = create(sys.argv[1])
window.resize(1280, 800)
window.move(0, 0)
window.show()
series, lever, year, told = sys.argv[2], sys.argv[3], 2034.0, {}
until(lambda: window.live.compiled and window.desk.result is not None)
wait(500)
send("windowfocus", int(window.winId()))
window.activateWindow()
wait(200)
chart, pulling = window.work.ceilings, window.solving.pulling
surface = chart.plot.viewport()

def delivered():
    return float(window.desk.result.at(series, year))

def point(value):
    plane = chart.plot.plane()
    return surface.mapToGlobal(QPointF(plane.x(year), plane.y(value)).toPoint())

was = delivered()
start, end = point(was), point(1.2 * was)
send("mousemove", start.x(), start.y() + 40)
told["away"] = surface.cursor().shape().name
send("mousemove", start.x(), start.y())
until(lambda: surface.cursor().shape().name == "SizeVerCursor")
until(lambda: not pulling.errand.busy)
send("mousedown", 1)
until(lambda: pulling.grip is not None)
told["held"] = [pulling.phase.name, window.solving.card.isVisible()]
for share in (0.25, 0.5, 0.75, 1.0):
    send("mousemove", start.x(), round(start.y() + (end.y() - start.y()) * share))
for _ in range(40):
    if pulling.lever == lever:
        break
    send("key", "Down")
told["lever"] = pulling.lever
until(lambda: not pulling.errand.busy and window.desk.dragging == lever)
told["undoable"] = window.desk.can_undo
send("mouseup", 1)
until(lambda: pulling.phase.name == "KEPT")
until(lambda: not window.desk.stale)
told["target"] = pulling.target / was
told["reached"] = delivered() / pulling.target
told["step"] = window.desk.undo_text
send("key", "ctrl+z")
until(lambda: not window.desk.can_undo)
until(lambda: not window.desk.stale)
told["back"] = delivered() / was
told["values"] = dict(window.desk.scenario.values)
print(json.dumps(told))
window.solving.stop()
window.live.stop()
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_what_is_delivered_is_pulled_with_a_real_mouse(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text(FILE, encoding="utf-8")
    told = told_on_screen(PROGRAM, str(path), LOAD, GROWTH)
    assert told["away"] == "ArrowCursor"
    assert told["held"] == ["HELD", True]
    assert (told["lever"], told["undoable"]) == (GROWTH, False)
    assert told["target"] == pytest.approx(1.2, abs=0.03)  # a pixel is some per cent here
    assert told["reached"] == pytest.approx(1.0, abs=0.01)
    assert told["step"].startswith("Running load ")
    assert told["step"].endswith(" in 2034 by performance growth")
    assert (told["back"], told["values"]) == (1.0, {})
