"""Search, typing with a unit, lock and menu, with real keys and a real mouse on a real window."""

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
until(lambda: window.desk.result is not None)
wait(300)
send("windowfocus", int(window.winId()))
window.activateWindow()
window.work.setFocus()
wait(200)
search = window.commands.searching.box

send("key", "ctrl+k")
until(search.isVisible)
send("type", "--delay", 20, "conn lead")
until(lambda: search.field.text() == "conn lead")
send("key", "Return")
lever = window.stack.lever(address)
until(lambda: window.focusWidget() is lever.slider)
told["opened"] = window.stack.opened

send("key", "Return")
send("type", "--delay", 20, "30 months")
send("key", "Return")
until(lambda: address in window.desk.scenario.values)
told["typed"] = window.desk.scenario.values[address]

send("key", "Return")
send("type", "--delay", 20, "2 GW")
send("key", "Return")
until(window.error_line.isVisible)
told["explained"] = window.error_line.text()
send("key", "Escape")

send("key", "Right")
until(lambda: window.desk.scenario.values[address] != told["typed"])
send("key", "Delete")
until(lambda: address not in window.desk.scenario.values)
send("key", "ctrl+l")
until(lambda: lever.slider.locked)
handle = place_of(lever.slider, lever.slider.handle_x())
send("mousemove", handle.x(), handle.y())
send("mousedown", 1)
send("mousemove", handle.x() + 25, handle.y())
send("mouseup", 1)
send("key", "Right")
told["locked"] = [address in window.desk.scenario.values, window.desk.dragging]

send("click", 3)
until(lambda: application.activePopupWidget() is not None)
told["menu"] = application.activePopupWidget().actions()[0].text().partition("\\t")[0]
send("key", "Escape")
until(lambda: application.activePopupWidget() is None)
print(json.dumps(told))
window.live.stop()
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_levers_answer_real_keys_and_a_real_mouse(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n\n[scenario]\ntitle = "Plain"\n', encoding="utf-8")
    told = told_on_screen(PROGRAM, str(path), LEAD)
    assert "GW is power, this is time (yr)" in told.pop("explained")
    assert told == {
        "opened": "infrastructure",
        "typed": 2.5,
        "locked": [False, None],
        "menu": "Reset to reference",
    }
