"""Paths and events in a real X window with a real mouse and real keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LEAD = "infrastructure.connection.lead_time"
ROOT = Path(__file__).resolve().parents[2]

CHILD = """
import json, subprocess, sys
from dataclasses import replace
from PySide6.QtCore import QEventLoop, QPointF, QTimer
from stackdesk.scenario import Event, Trajectory
from stackdesk.ui.app import create

def wait(milliseconds):
    loop = QEventLoop(); QTimer.singleShot(milliseconds, loop.quit); loop.exec()

def until(reached):
    for _ in range(1000):
        if reached():
            return
        wait(100)
    raise TimeoutError

def real(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)
    wait(40)

def drag(start, end, drop=True):
    real("mousemove", start.x(), start.y())
    real("mousedown", 1)
    for step in range(1, 9):
        real("mousemove", *(round(a + (b - a) * step / 8) for a, b in
            ((start.x(), end.x()), (start.y(), end.y()))))
    if drop:
        real("mouseup", 1)
        until(lambda: desk.dragging is None)

LEAD = sys.argv[1]
application, window = create(None)
desk, work = window.desk, window.work
window.resize(1280, 800)
window.move(0, 0)
window.show()
until(lambda: desk.result is not None and window.live.compiled)
window.hand.inspect(LEAD)
work.inspector.show_page("path")
points = ((2028.0, 3.5), (2030.0, 2.5), (2034.0, 1.5))
window.hand.put(LEAD, Trajectory(points))
wait(400)
plot = work.inspector.path.plot

def place(year, value):
    plane = plot.plane()
    return plot.mapToGlobal(QPointF(plane.x(year), plane.y(value)).toPoint())

def own():
    value = desk.scenario.values.get(LEAD)
    return [list(point) for point in value.points] if isinstance(value, Trajectory) else value

told = {"platform": application.platformName()}
drag(place(2030.0, 2.5), place(2031.5, 3.5))
told["moved"] = own()
desk.undo()
wait(100)
told["undone"] = own()
drag(place(2030.0, 2.5), place(2031.5, 3.5), drop=False)
told["held"] = desk.dragging
real("key", "Escape")
real("mouseup", 1)
told["cancelled"] = own()
spot = place(2037.0, 1.5)
real("mousemove", spot.x(), spot.y())
real("click", "--repeat", 2, "--delay", 60, 1)
wait(200)
told["added"] = own()
real("key", "Delete")
told["removed"] = own()
strip = work.ceilings.events
desk.edit(replace(desk.scenario, events=(Event(2029.0, LEAD, "Reform", multiply=0.8),)), "event")
until(strip.isVisible)
wait(200)
flag = strip.mapToGlobal(QPointF(strip.place_of(strip.flags[0]) + 4, 6).toPoint())
target = strip.mapToGlobal(QPointF(work.ceilings.plot.plane().x(2031.0) + 4, 6).toPoint())
drag(flag, target)
told["event"] = desk.scenario.events[0].date
desk.undo()
told["event undone"] = desk.scenario.events[0].date
print(json.dumps(told))
window.live.stop()
"""


@pytest.mark.skipif(not shutil.which("Xvfb") or not shutil.which("xdotool"), reason="needs Xvfb and xdotool")
def test_a_real_mouse_drags_points_and_flags(tmp_path: Path) -> None:
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as screen:
        assert screen.stdout is not None
        try:
            number = screen.stdout.readline().strip()
            environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            environment["PYTHONPATH"] = str(ROOT)
            environment["STACKDESK_SETTINGS"] = str(tmp_path / "settings.ini")
            done = subprocess.run(
                [sys.executable, "-c", CHILD, LEAD],
                env=environment,
                capture_output=True,
                text=True,
                timeout=150,
                check=False,
            )
        finally:
            screen.terminate()
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    points = [[2028.0, 3.5], [2030.0, 2.5], [2034.0, 1.5]]
    assert told["platform"] == "xcb"
    assert [year for year, _ in told["moved"]] == [2028.0, 2031.5, 2034.0]
    assert told["moved"][1][1] == pytest.approx(3.5, abs=0.15)
    assert told["held"] == LEAD
    assert told["undone"] == told["cancelled"] == told["removed"] == points
    assert told["added"][:3] == points
    assert told["added"][3][0] == 2037.0
    assert told["event"] == pytest.approx(2031.0, abs=0.1)
    assert told["event undone"] == 2029.0
