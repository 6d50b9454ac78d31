"""A seam dragged with a real mouse on a real window: two shares move, the sum stays, one undo step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE, told_on_screen

SHARE = "infrastructure.trades.electricians.share"

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
window.hand.inspect(address)
window.work.inspector.show_page("shares")
wait(300)
page = window.inspecting.shares
members = window.reference.shares[address].members
now = lambda: [window.desk.scenario.at(one, 2035.0, region) for one, region in members]
start, before = now(), window.desk.scenario

seam = page.bar.seams[0]
place = place_of(seam)
send("mousemove", place.x(), place.y())
send("mousedown", 1)
send("mousemove", place.x() + 10, place.y())
send("mousemove", place.x() + 22, place.y())
told["held"] = window.desk.dragging
send("mouseup", 1)
until(lambda: window.desk.dragging is None)
moved = now()
told["seam"] = [moved[0] > start[0], abs(sum(moved) - sum(start)) < 1e-6, moved[2:] == start[2:]]
send("key", "ctrl+z")
until(lambda: window.desk.scenario == before)
told["undone"] = window.desk.can_undo

lever = page.levers[0]
handle = place_of(lever.slider, lever.slider.handle_x())
send("mousemove", handle.x(), handle.y())
send("mousedown", 1)
send("mousemove", handle.x() + 12, handle.y())
send("mousemove", handle.x() + 25, handle.y())
send("mouseup", 1)
until(lambda: window.desk.dragging is None)
moved = now()
told["lever"] = [moved[0] > start[0], abs(sum(moved) - sum(start)) < 1e-5, moved[2] < start[2]]
until(lambda: not window.desk.stale)
print(json.dumps(told), flush=True)
window.documents.ask_unsaved = lambda: window.documents.DISCARD
window.close()
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_shares_are_dragged_with_a_real_mouse(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text('schema = 1\nreference = "2026.2"\n\n[scenario]\ntitle = "Plain"\n', encoding="utf-8")
    told = told_on_screen(PROGRAM, str(path), SHARE)
    assert told == {"held": SHARE, "seam": [True] * 3, "undone": False, "lever": [True] * 3}
