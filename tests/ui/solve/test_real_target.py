"""Solving for a target, and a move of the ladder, with real keys on a real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE, told_on_screen
from tests.ui.solve.conftest import FILE, LOAD

PROGRAM = """
application, window = create(sys.argv[1])
window.resize(1280, 800)
window.move(0, 0)
window.show()
series, told = sys.argv[2], {}
until(lambda: window.live.compiled and window.desk.result is not None)
wait(500)

def front(widget):
    send("windowfocus", int(widget.winId()))
    widget.activateWindow()
    wait(300)

def load(year):
    until(lambda: not window.desk.stale)
    return float(window.desk.result.at(series, year))

front(window)
window.work.setFocus()
send("key", "ctrl+g")
until(lambda: window.solving.target is not None and window.solving.target.isVisible())
dialog = window.solving.target
front(dialog)
dialog.value.setFocus()
dialog.value.selectAll()
send("type", "--delay", 20, "85 GW")
send("key", "shift+Tab")
send("key", "ctrl+a")
send("type", "--delay", 20, "2031")
for _ in range(12):
    if dialog.focusWidget() is dialog.gives:
        break
    send("key", "Tab")
send("key", "Return")
until(lambda: dialog.gives.popup.isVisible())
send("type", "--delay", 20, "connections built")
until(lambda: dialog.gives.popup.line.text() == "connections built")
send("key", "Return")
told["lever"] = dialog.lever
dialog.value.setFocus()
dialog.value.selectAll()
send("type", "--delay", 20, "85 GW")
send("key", "Return")
until(lambda: not dialog.errand.busy and dialog.model.moves)
send("key", "alt+a")
until(lambda: window.desk.can_undo)
told["target"] = load(2031.0)
told["step"] = window.desk.undo_text
send("key", "Escape")
until(lambda: not dialog.isVisible())
front(window)
window.work.setFocus()
send("key", "ctrl+z")
until(lambda: not window.desk.can_undo)

window.desk.year = 2031.0
send("key", "ctrl+shift+g")
climbing = window.climbing
until(lambda: climbing.window is not None and climbing.ladder is not None and not climbing.asking)
front(climbing.window)
move, button = climbing.ladder.rungs[0].moves[0], climbing.window.cards[0].buttons[0]
button.setFocus()
send("key", "space")
until(lambda: window.desk.can_undo)
told["eased"] = window.desk.scenario.at(move.address, 2031.0) / move.after
load(2031.0)
told["freed"] = str(window.desk.result.at("binding.cause", 2031.0)) == move.then.cause
print(json.dumps(told))
window.solving.stop()
window.climbing.stop()
window.live.stop()
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_a_target_and_a_move_of_the_ladder_by_keyboard(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text(FILE, encoding="utf-8")
    told = told_on_screen(PROGRAM, str(path), LOAD)
    assert told["lever"] == "infrastructure.connection.build_limit"
    assert told["target"] == pytest.approx(85.0, rel=0.01)
    assert told["step"].startswith("Running load 85")
    assert told["eased"] == pytest.approx(1.0)
    assert told["freed"]
