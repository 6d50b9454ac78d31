"""The comparison with a real mouse and real keys: open, compare, copy a value across, undo, drag, leave."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ui.compare.conftest import FOLDER
from tests.ui.on_screen import THERE, told_on_screen

PROGRAM = """
from stackdesk.ui.compare.inputs_model import A, TO_A
application, window = create(sys.argv[1])
window.resize(1280, 800)
window.move(0, 0)
window.show()
told, desk = {}, window.desk
until(lambda: window.live.compiled and desk.result is not None)
wait(300)
send("windowfocus", int(window.winId()))
window.activateWindow()
window.work.setFocus()
wait(200)

window.open_path(__import__("pathlib").Path(sys.argv[2]))
until(lambda: len(desk.sheets) == 2)
desk.against = desk.sheets[0]
wait(300)
send("key", "ctrl+d")
until(lambda: window.comparing.shown and window.comparing._comparing is not None)
page = window.comparing.page
table = page.inputs.table
until(lambda: len(table.inputs.rows) > 1)
told["front"] = [one.name for one in window.comparing._comparing.held]
until(lambda: page.attributing.current is not None)
parts = page.attributing.current
told["adds up"] = abs(sum(parts.parts.values()) - (parts.a - parts.b)) < 1e-6 * abs(parts.a)

def cell(rank, column):
    return table.viewport().mapToGlobal(table.visualRect(table.inputs.index(rank, column)).center())

def at(point):
    send("mousemove", point.x(), point.y())

before, count = desk.scenario, len(table.inputs.rows)
at(cell(0, TO_A))
send("click", 1)
until(lambda: len(table.inputs.rows) == count - 1)
told["steps after copying"] = desk.can_undo
send("key", "ctrl+z")
until(lambda: len(table.inputs.rows) == count)
told["undone"] = [desk.scenario == before, desk.can_undo]

until(lambda: page.attributing.current is not None)
wait(200)
rank = next(at for at, row in enumerate(table.inputs.rows) if row.plain)
address = table.inputs.rows[rank].address
value = table.inputs.rows[rank].number
place = cell(rank, A)
at(place)
send("mousedown", 1)
for step in range(1, 6):
    send("mousemove", place.x() - 8 * step, place.y())
until(lambda: desk.dragging == address)
until(lambda: any(row.address == address and row.number != value for row in table.inputs.rows))
send("mouseup", 1)
until(lambda: desk.dragging is None)
told["dragged"] = desk.can_undo
send("key", "ctrl+z")
until(lambda: desk.scenario == before)

row = page.held.rows[1]
at(row.mapToGlobal(QPoint(100, 10)))
send("click", 1)
until(lambda: [one.name for one in window.comparing._comparing.held] == told["front"][::-1])
told["turned"] = True
send("key", "Escape")
until(lambda: not window.comparing.shown)
told["left"] = [window.stack.isVisible(), window.work.ceilings.isVisible()]
print(json.dumps(told))
window.comparing.stop()
window.live.stop()
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_two_scenarios_are_compared_with_a_real_mouse(tmp_path: Path) -> None:
    files = []
    for name in ("packaging-constrained", "memory-constrained"):
        files.append(tmp_path / f"{name}.toml")
        shutil.copy(FOLDER / f"{name}.toml", files[-1])
    told = told_on_screen(PROGRAM, *map(str, files))
    assert told == {
        "front": ["Memory-constrained", "Packaging-constrained"],
        "adds up": True,
        "steps after copying": True,
        "undone": [True, False],
        "dragged": True,
        "turned": True,
        "left": [True, True],
    }
