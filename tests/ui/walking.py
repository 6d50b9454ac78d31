"""What a walk through the window can do on a screen of its own: click, type, search, choose, pull, end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.on_screen import told_on_screen

HANDS = r'''
from pathlib import Path
told = {}

def begin(path):
    global application, window, desk
    application, window = create(path)
    desk = window.desk
    window.resize(1280, 800)
    window.move(0, 0)
    window.show()
    until(lambda: desk.result is not None and window.live.compiled)
    wait(300)
    front(window)
    if not window.documents.question.asked:
        window.work.setFocus()
    wait(100)

def front(one):
    send("windowfocus", int(one.winId()))
    one.activateWindow()
    wait(150)

def at(point, *then):
    send("mousemove", point.x(), point.y())
    if then:
        send(*then)

def click(widget, x=None):
    at(place_of(widget, x), "click", 1)

def key(*keys):
    for one in keys:
        send("key", one)

def write(words, field):
    send("type", "--delay", 15, words)
    until(lambda: field.text() == words)

def choose(*wanted):
    """Take entries of the menu that is open by arrow keys."""
    for place, words in enumerate(wanted):
        until(lambda: application.activePopupWidget() is not None)
        menu = application.activePopupWidget()
        able = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
        texts = [one.text().replace("&", "").partition("\t")[0] for one in able]
        rank = texts.index(words)
        now = able.index(menu.activeAction()) if menu.activeAction() in able else -1
        if rank > now:
            send("key", *["Down"] * (rank - now))
        assert menu.activeAction() is able[rank], (words, texts)
        key("Return" if place == len(wanted) - 1 else "Right")
    wait(150)

def search(words):
    box = window.commands.searching.box
    key("ctrl+k")
    until(box.isVisible)
    write(words, box.field)
    wait(150)
    key("Return")
    until(lambda: not box.isVisible())

def pull(slider, across):
    place = place_of(slider, slider.handle_x())
    at(place, "mousedown", 1)
    for step in range(1, 6):
        send("mousemove", round(place.x() + across * step / 5), place.y())

def value(address):
    return desk.scenario.values.get(address)

def still():
    until(lambda: not desk.stale)
    wait(150)

def end():
    print(json.dumps(told))
    window.documents.ask_unsaved = lambda: window.documents.DISCARD
    window.close()

'''
"""What every walk begins with, after what every program on a screen does."""


def walked(program: str, *arguments: str) -> dict[str, Any]:
    """Walk on a screen of its own; give what was told."""
    told: dict[str, Any] = told_on_screen(HANDS + program, *arguments)
    return told


def plain(folder: Path, name: str = "plain") -> str:
    """Write a scenario that changes nothing; give its path."""
    path = folder / f"{name}.toml"
    path.write_text(f'schema = 1\nreference = "2026.2"\n\n[scenario]\ntitle = "{name}"\n', encoding="utf-8")
    return str(path)
