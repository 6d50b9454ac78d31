"""Walks through the window as people use it, each a story of its own, with real keys and a real mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.on_screen import THERE
from tests.ui.walking import plain, walked

LEAD = "infrastructure.connection.lead_time"

pytestmark = pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")

NEWCOMER = """
from PySide6.QtWidgets import QAbstractButton
from stackdesk.ui.tour_words import STEPS
application, window = create(None, computed=False)
desk = window.desk
window.start.show()
window.resize(1280, 800)
window.move(0, 0)
window.show()
until(lambda: desk.result is not None and window.live.compiled)
wait(300)
front(window)
tour = window.start.page.rail.findChild(QAbstractButton, "start.tour")
click(tour)
until(lambda: window.tour.running)
wait(300)
key("Return")
until(lambda: window.tour.step != STEPS[0].key)
key("Escape")
until(lambda: not window.tour.running)
told["desk after the tour"] = [window.start.shown, window.work.ceilings.isVisible()]
key("alt+Home")
until(lambda: window.start.shown)
wait(200)
card = window.start.page.grid.cards[1]
told["card"] = card.story.title
click(card)
until(lambda: not window.start.shown)
still()
told["opened"] = window.documents.name()

verdict = window.work.ceilings.verdict_line
key("ctrl+3")
wait(300)
lever = window.stack.lever(sys.argv[1])
before, said = desk.scenario, verdict.accessibleName()
pull(lever.slider, 120)
held = desk.dragging
send("mouseup", 1)
until(lambda: desk.dragging is None)
still()
told["held"], told["pulled"] = held == lever.address, verdict.accessibleName() != said
key("ctrl+z")
until(lambda: desk.scenario == before)
still()
told["undone"] = verdict.accessibleName() == said

search("conn lead")
told["found"] = window.focusWidget() is window.stack.lever(lever.address).slider
search("token price")
still()
told["series"] = [window.work.layer.isVisible(), window.work.layer.chooser.text()]
end()
"""


def test_a_newcomer_skips_the_tour_opens_a_story_drags_undoes_and_searches() -> None:
    told = walked(NEWCOMER, LEAD)
    assert told.pop("opened") == told.pop("card")
    shown, title = told.pop("series")
    assert shown
    assert "price" in title.lower()
    assert told == {
        "desk after the tour": [False, True],
        "held": True,
        "pulled": True,
        "undone": True,
        "found": True,
    }


LEVERS = """
begin(sys.argv[1])
lead, software = sys.argv[2], "applications.sectors.software.value"
key("ctrl+3")
wait(200)
lever = window.stack.lever(lead)
wheel = place_of(lever.slider)
window.work.setFocus()
at(wheel, "click", 5, "click", 5)
told["wheel without focus"] = value(lead)
click(lever.slider, lever.slider.handle_x())
key("Delete")
at(wheel, "click", 5)
until(lambda: value(lead) is not None)
key("Delete")
until(lambda: value(lead) is None)

def type_in(words):
    key("Return")
    wait(80)
    send("type", "--delay", 15, words)
    key("Return")
    wait(150)

type_in("18 months")
told["months"] = value(lead)
type_in("3 GW")
told["wrong dimension"] = window.error_line.isVisible() and window.error_line.text()
key("Escape")
wait(100)
told["kept"] = value(lead)
key("Delete")
until(lambda: value(lead) is None)
pull(lever.slider, 60)
until(lambda: desk.dragging == lead)
key("Escape")
until(lambda: desk.dragging is None)
send("mouseup", 1)
wait(150)
told["after Esc"] = [value(lead), desk.can_undo]

search("software value")
until(lambda: window.focusWidget() is window.stack.lever(software).slider)
type_in("20k")
told["thousands"] = value(software)
key("ctrl+shift+l")
wait(300)
told["changed only"] = [one.address for one in window.stack.levers() if one.isVisible()]
key("ctrl+shift+l")
wait(300)

key("ctrl+3")
wait(300)
at(place_of(lever.slider), "click", 3)
choose("Locked")
until(lambda: lever.slider.locked)
lever.slider.setFocus()
key("Right")
wait(150)
told["locked"] = value(lead)
at(place_of(lever.slider), "click", 3)
choose("Locked")
until(lambda: not lever.slider.locked)
at(place_of(lever.slider), "click", 3)
choose("Pinned to the chart")
until(lambda: window.work.cards["pins"].isVisible())
lever.slider.setFocus()
key("Right")
until(lambda: value(lead) is not None)
end()
"""


def test_levers_take_units_refuse_wrong_ones_lock_pin_and_filter(tmp_path: Path) -> None:
    told = walked(LEVERS, plain(tmp_path), LEAD)
    assert "GW is power, this is time" in str(told.pop("wrong dimension"))
    assert told == {
        "wheel without focus": None,
        "months": 1.5,
        "kept": 1.5,
        "after Esc": [None, True],
        "thousands": 20_000.0,
        "changed only": ["applications.sectors.software.value"],
        "locked": None,
    }


EVENTS = """
begin(sys.argv[1])
strip = window.work.ceilings.events
search("conn lead")
key("ctrl+e")
until(lambda: window.events.list is not None and window.events.list.isVisible())
box = window.events.list
front(box)

def event():
    return desk.scenario.events[0]

key("alt+n")
until(lambda: len(desk.scenario.events) == 1)
told["about"] = event().parameter
until(box.title.hasFocus)
send("type", "--delay", 15, "Strike")
key("Return")
until(lambda: event().title == "Strike")
box.amount.setFocus()
key("ctrl+a")
send("type", "--delay", 15, "2")
key("Return")
until(lambda: event().multiply == 2.0)
box.date.setFocus()
key("ctrl+a")
send("type", "--delay", 15, "2031-07-01")
key("Return")
wait(200)
told["date"] = round(event().date, 1)
box.move(0, 400)
key("Escape")
until(lambda: not box.isVisible())
front(window)

def place():
    flag = strip.flags[0]
    return strip.mapToGlobal(QPoint(round(strip.place_of(flag)), strip.height() // 2))

before, start = event().date, place()
at(start, "mousedown", 1)
for step in range(1, 6):
    send("mousemove", start.x() + 12 * step, start.y())
until(lambda: event().date > before)
send("mouseup", 1)
until(lambda: desk.dragging is None)
told["dragged later"] = event().date > before + 0.3
still()
key("ctrl+z")
until(lambda: event().date == before)

start = place()
at(start, "click", 1)
strip.setFocus()
key("Right")
until(lambda: event().date > before)
key("ctrl+z")
until(lambda: event().date == before)
strip.setFocus()
wait(100)
key("Return")
until(box.isVisible)
front(box)
key("Escape")
until(lambda: not box.isVisible())
front(window)
strip.setFocus()
key("Delete")
until(lambda: not desk.scenario.events)
key("ctrl+z")
until(lambda: len(desk.scenario.events) == 1)
told["back"] = [event().title, event().multiply]
end()
"""


def test_an_event_is_added_dated_dragged_edited_deleted_and_brought_back(tmp_path: Path) -> None:
    told = walked(EVENTS, plain(tmp_path))
    assert told == {"about": LEAD, "date": 2031.5, "dragged later": True, "back": ["Strike", 2.0]}
