"""Bands with real keys and a real mouse: turned on, they follow a drag; low is dragged in the inspector."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE, told_on_screen

LEAD = "infrastructure.connection.lead_time"

PROGRAM = """
application, window = create(sys.argv[1])
window.resize(1280, 800)
window.move(0, 0)
window.show()
address, told = sys.argv[2], {}
until(lambda: window.live.compiled and window.desk.result is not None)
wait(300)
send("windowfocus", int(window.winId()))
window.activateWindow()
window.work.setFocus()
window.commands.go_to_layer("infrastructure")
wait(300)

send("key", "ctrl+u")
until(lambda: window.banding.shown is not None and window.banding.shown.count == 512)
told["words"] = window.banding.words
first = window.banding._fans
lever = window.stack.lever(address)
slider = lever.slider
start, end = place_of(slider, slider.handle_x()), place_of(slider, slider.x_of(0.75))
send("mousemove", start.x(), start.y(), "mousedown", 1)
for step in range(1, 9):
    send("mousemove", start.x() + (end.x() - start.x()) * step // 8, start.y())
until(lambda: window.banding._fans is not first)
told["held"] = window.desk.dragging
told["following"] = window.banding.shown.count
send("mouseup", 1)
until(lambda: window.banding.shown.count == 512)
told["settled"] = window.desk.scenario.values[address]

window.hand.vary(address)
until(lambda: address in window.desk.scenario.uncertainty)
wait(400)
plot = window.banding.page.plot
low = window.desk.scenario.uncertainty[address].low
def at(x):
    return plot.mapToGlobal(QPoint(round(x), plot.height() - 20))
send("mousemove", at(plot.x_of(low)).x(), at(0).y(), "mousedown", 1)
for step in range(1, 7):
    send("mousemove", at(plot.x_of(low) + 6 * step).x(), at(0).y())
told["pulled"] = window.banding.page.low.value() > low
told["waits"] = window.desk.scenario.uncertainty[address].low == low
send("mouseup", 1)
until(lambda: window.desk.scenario.uncertainty[address].low > low)
send("key", "ctrl+z")
until(lambda: window.desk.scenario.uncertainty[address].low == low)
told["undone"] = True
window.documents.ask_unsaved = lambda *_: window.documents.DISCARD
window.close()
print(json.dumps(told))
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_bands_follow_a_real_drag_and_a_handle_is_pulled(tmp_path: Path) -> None:
    file = tmp_path / "scenario.toml"
    file.write_text('schema = 1\nreference = "2026.2"\n', encoding="utf-8")

    told = told_on_screen(PROGRAM, str(file), LEAD)

    assert told["words"] == "512 samples"
    assert told["held"] == LEAD
    assert told["following"] in (32, 128)
    assert told["settled"] > 3.5
    assert (told["pulled"], told["waits"], told["undone"]) == (True, True, True)
