"""A seam dragged and a card floated with a real mouse on a real window; both are there after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE, told_on_screen

PROGRAM = """
from stackdesk.ui.layout.divider import Divider
application, window = create(sys.argv[1])
window.resize(1280, 800)
window.move(0, 0)
window.show()
until(lambda: window.desk.result is not None)
wait(500)
send("windowfocus", int(window.winId()))
told, work = {}, window.work
told["floating"] = sorted(window.panels.docks.windows)
told["stack"], told["ceilings"] = window.stack.width(), work.ceilings.height()

def pull(name, right, down):
    start = place_of(window.findChild(Divider, "divider." + name))
    send("mousemove", start.x(), start.y())
    send("mousedown", 1)
    send("mousemove", start.x() + right // 2, start.y() + down // 2)
    send("mousemove", start.x() + right, start.y() + down)
    send("mouseup", 1)
    wait(200)

if sys.argv[2] == "first":
    pull("stack", 60, 0)
    pull("upper", 0, 50)
    told["grown"] = [window.stack.width() - told["stack"], work.ceilings.height() - told["ceilings"]]
    start = work.relief.mapToGlobal(QPoint(60, 20))
    send("mousemove", start.x(), start.y())
    send("mousedown", 1)
    for step in (20, 120, 300):
        send("mousemove", start.x() + step, start.y() - step)
    send("mouseup", 1)
    until(lambda: "relief" in window.panels.docks.windows)
    floating = window.panels.docks.windows["relief"]
    until(floating.isVisible)
    wait(300)
    told["window"] = work.relief.window() is floating
    told["stack"], told["ceilings"] = window.stack.width(), work.ceilings.height()
window.documents.ask_unsaved = lambda: window.documents.DISCARD
window.close()
print(json.dumps(told))
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_a_real_mouse_drags_seams_and_floats_a_card(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n\n[scenario]\ntitle = "Plain"\n', encoding="utf-8")
    first = told_on_screen(PROGRAM, str(path), "first")
    assert first["floating"] == []
    assert first["grown"] == pytest.approx([60, 50], abs=2)
    assert first["window"]
    second = told_on_screen(PROGRAM, str(path), "second")
    assert second["floating"] == ["relief"]
    assert [second["stack"], second["ceilings"]] == pytest.approx([first["stack"], first["ceilings"]], abs=2)
