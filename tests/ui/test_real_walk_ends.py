"""Walks through leaving, being killed, coming back and presenting, with real keys on a real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE
from tests.ui.walking import plain, walked

LEAD = "infrastructure.connection.lead_time"

pytestmark = pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")

LEAVING = """
begin(sys.argv[1])
question = window.documents.question
search("conn lead")
key("Right")
until(lambda: window.isWindowModified())
key("ctrl+q")
until(question.isVisible)
told["asked"] = question.asked
key("Right", "Right", "Return")
until(lambda: not question.isVisible())
told["stayed"] = [window.isVisible(), window.isWindowModified()]
key("ctrl+q")
until(question.isVisible)
key("alt+d")
until(lambda: not window.isVisible())
told["file"] = "lead_time" in Path(sys.argv[1]).read_text()
print(json.dumps(told))
"""


def test_leaving_unsaved_work_is_asked_about_and_answered_by_keys(tmp_path: Path) -> None:
    told = walked(LEAVING, plain(tmp_path))
    assert told == {"asked": "Save the changes to “plain”?", "stayed": [True, True], "file": False}


BUSY = """
from stackdesk.ui.keeping import KEEP_MS
begin(sys.argv[1])
search("conn lead")
key("Right")
until(lambda: window.isWindowModified())
wait(KEEP_MS + 1000)
print(value(sys.argv[2]), flush=True)
wait(60_000)
"""
"""Works on a file and leaves it unsaved; whoever started it ends it."""

KILLED = """
from tests.ui.on_screen import WORDS
from tests.ui.walking import HANDS
begun = [sys.executable, "-c", WORDS + HANDS + sys.argv[3], *sys.argv[1:3]]
with subprocess.Popen(begun, stdout=subprocess.PIPE, text=True) as busy:
    left = float(busy.stdout.readline())
    busy.kill()
application, window = create(None, computed=False)
window.start.show()
desk, question = window.desk, window.documents.question
window.show()
until(question.isVisible)
until(lambda: desk.result is not None and window.live.compiled)
front(window)
told["asked"] = question.asked
key("Return")
until(lambda: not question.isVisible())
until(lambda: value(sys.argv[2]) is not None)
told["recovered"] = [value(sys.argv[2]) == left, window.isWindowModified(), window.start.shown]
told["file"] = "lead_time" in Path(sys.argv[1]).read_text()
end()
"""


def test_work_of_a_window_that_was_killed_is_offered_at_the_next_start(tmp_path: Path) -> None:
    told = walked(KILLED, plain(tmp_path), LEAD, BUSY)
    assert told == {
        "asked": "Work was left unsaved when StackDesk ended unexpectedly",
        "recovered": [True, True, False],
        "file": False,
    }


STAGE = """
from stackdesk.ui import typeface
from stackdesk.ui.snapshots import SnapshotsBox
begin(sys.argv[1])
lead = sys.argv[2]
search("conn lead")
key("Right", "Right", "Right")
until(lambda: value(lead) is not None)
still()
after = value(lead)

key("ctrl+alt+s")
until(lambda: application.activeWindow() is not None and window.findChild(SnapshotsBox) is not None)
box = window.findChild(SnapshotsBox)
front(box)
box.name.setFocus()
send("type", "--delay", 15, "Faster")
key("Return")
until(lambda: box.list.count() == 1 and "Faster" in box.list.item(0).text())
key("Escape")
until(lambda: window.findChild(SnapshotsBox) is None)
front(window)
search("conn lead")
key("Delete")
until(lambda: value(lead) is None)
key("ctrl+alt+s")
until(lambda: window.findChild(SnapshotsBox) is not None)
box = window.findChild(SnapshotsBox)
front(box)
box.list.setFocus()
key("Down", "Up")
key("Return")
until(lambda: value(lead) == after)
told["put back"] = True
key("Escape")
until(lambda: window.findChild(SnapshotsBox) is None)
front(window)

def seen():
    return window.work.ceilings.verdict_line.accessibleName()

said = seen()
key("ctrl+alt+r")
until(lambda: desk.playing)
until(lambda: not desk.playing)
still()
told["after the replay"] = [value(lead) == after, seen() == said]

tall = window.top.height()
key("F11")
until(lambda: window.presenting.on)
wait(400)
told["presented"] = [window.isFullScreen(), window.work.ceilings.isVisible()]
key("Escape")
until(lambda: not window.presenting.on)
wait(300)
told["back"] = window.isFullScreen()

shades = {}
for name in ("Light", "Dark", "High Contrast, Light", "High Contrast, Dark"):
    window.top.menus.setFocus()
    key("alt+v")
    choose("Theme", name)
    wait(250)
    shades[name] = window.grab().toImage().pixelColor(5, window.height() // 2).lightness()
told["shades"] = shades
before = typeface.px(10)
key("ctrl+plus")
until(lambda: typeface.px(10) > before)
told["larger"] = window.top.height() >= tall
key("ctrl+minus")
until(lambda: typeface.px(10) == before)
end()
"""


def test_snapshots_replay_presentation_themes_and_text_answer_keys(tmp_path: Path) -> None:
    told = walked(STAGE, plain(tmp_path), LEAD)
    shades = told.pop("shades")
    assert shades["Dark"] < 0.5 * shades["Light"]
    assert shades["High Contrast, Dark"] < 0.5 * shades["High Contrast, Light"]
    assert told == {
        "put back": True,
        "after the replay": [True, True],
        "presented": [True, True],
        "back": False,
        "larger": True,
    }
