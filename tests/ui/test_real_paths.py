"""Paths and events in a real X window with a real mouse and real keys."""

from __future__ import annotations

import pytest

from tests.ui.on_screen import THERE, told_on_screen

LEAD = "infrastructure.connection.lead_time"

PROGRAM = """
from dataclasses import replace
from PySide6.QtCore import QPointF
from stackdesk.scenario import Event, Trajectory

def drag(start, end, drop=True):
    send("mousemove", start.x(), start.y())
    send("mousedown", 1)
    for step in range(1, 9):
        send("mousemove", *(round(a + (b - a) * step / 8) for a, b in
            ((start.x(), end.x()), (start.y(), end.y()))))
    if drop:
        send("mouseup", 1)
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
send("key", "Escape")
send("mouseup", 1)
told["cancelled"] = own()
spot = place(2037.0, 1.5)
send("mousemove", spot.x(), spot.y())
send("click", "--repeat", 2, "--delay", 60, 1)
wait(200)
told["added"] = own()
send("key", "Delete")
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


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_a_real_mouse_drags_points_and_flags() -> None:
    told = told_on_screen(PROGRAM, LEAD)
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
