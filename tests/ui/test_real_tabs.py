"""Two files, their tabs and the question about unsaved work, with a real mouse and real keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE, told_on_screen

LEAD = "infrastructure.connection.lead_time"

PROGRAM = """
from pathlib import Path
application, window = create(sys.argv[1])
window.resize(1280, 800)
window.move(0, 0)
window.show()
address, told = sys.argv[3], {}
until(lambda: window.desk.result is not None)
window.documents.open_path(Path(sys.argv[2]))
tabs = window.tabbing.tabs
until(lambda: tabs.isVisible() and tabs.count() == 2)
wait(300)
send("windowfocus", int(window.winId()))
window.activateWindow()
window.work.setFocus()
wait(200)

def tab(place):
    return tabs.mapToGlobal(tabs.tabRect(place).center())

first = tab(0)
send("mousemove", first.x(), first.y())
send("click", 1)
until(lambda: window.desk.path == Path(sys.argv[1]))
told["clicked"] = window.documents.name()
send("key", "ctrl+Tab")
until(lambda: window.desk.path == Path(sys.argv[2]))
told["turned"] = window.documents.name()

second = tab(1)
send("mousemove", second.x() - 30, second.y())
send("mousedown", 1)
for place in range(second.x() - 40, first.x() - 50, -20):
    send("mousemove", max(place, 415), second.y())
send("mouseup", 1)
wait(400)
told["ordered"] = [one.path.stem for one in window.desk.sheets]

window.desk.set_value(address, 3.0)
send("key", "ctrl+w")
question = window.documents.question
until(question.isVisible)
told["asked"] = question.asked
send("key", "Escape")
until(lambda: not question.isVisible())
told["stayed"] = len(window.desk.sheets)
send("key", "ctrl+w")
until(question.isVisible)
send("key", "Return")
until(lambda: len(window.desk.sheets) == 1)
told["written"] = Path(sys.argv[2]).read_text()
window.documents.ask_unsaved = lambda: window.documents.DISCARD
window.close()
print(json.dumps(told))
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_tabs_with_a_real_mouse(tmp_path: Path) -> None:
    paths = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.toml"
        path.write_text(f'schema = 1\nreference = "2026.2"\n[scenario]\ntitle = "{name}"\n')
        paths.append(str(path))
    told = told_on_screen(PROGRAM, *paths, LEAD)

    assert (told["clicked"], told["turned"]) == ("one", "two")
    assert told["ordered"] == ["two", "one"]
    assert told["asked"] == "Save the changes to “two”?"
    assert told["stayed"] == 2
    assert "lead_time = 3.0" in told["written"]
