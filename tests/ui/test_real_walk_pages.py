"""Walks through inspector, charts, board and comparison, with real keys and a real mouse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ui.on_screen import ROOT, THERE
from tests.ui.walking import plain, walked

LEAD = "infrastructure.connection.lead_time"

pytestmark = pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")

INSPECTOR = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
begin(sys.argv[1])
lead, kept = sys.argv[2], Path(sys.argv[3])
inspector = window.work.inspector
search("conn lead")
key("Right")
until(lambda: value(lead) is not None)
key("ctrl+r")
until(inspector.reason.hasFocus)
send("type", "--delay", 15, "Permits are faster")
until(lambda: "faster" in inspector.reason.toPlainText())

def save():
    front(application.activeModalWidget())
    send("type", "--delay", 15, str(kept))
    key("Return")

QTimer.singleShot(1500, save)
key("ctrl+shift+s")
until(kept.is_file)
wait(200)
told["saved"] = "Permits are faster" in kept.read_text()
told["unsaved mark"] = window.isWindowModified()
front(window)
key("ctrl+w")
until(lambda: desk.path != kept)
window.open_path(kept)
until(lambda: desk.path == kept)
search("conn lead")
key("ctrl+i")
wait(300)
told["reason after reopening"] = inspector.reason.toPlainText()

def page(words):
    button = next(one for one in inspector.page.findChildren(QAbstractButton) if one.text() == words)
    click(button)

page("Effect")
rows = window.inspecting.effect.rows
until(lambda: any(any(c.isdigit() for c in row.accessibleName()) for row in rows))
told["effect"] = [row.isVisible() for row in rows][:1]
page("Uses")
uses = window.inspecting.uses.list
until(lambda: uses.count() > 2)
items = [uses.item(at) for at in range(uses.count())]
item = next(one for one in items if one.data(Qt.ItemDataRole.UserRole) == "series")
uses.scrollToItem(item)
wait(150)
name = item.text().rpartition(" (")[0] or item.text()
at(uses.viewport().mapToGlobal(uses.visualItemRect(item).center()), "click", 1)
until(window.work.layer.isVisible)
wait(200)
told["chart of"] = [name, window.work.layer.chooser.text()]
end()
"""


def test_a_reason_is_saved_and_read_again_and_the_inspector_leads_to_charts(tmp_path: Path) -> None:
    told = walked(INSPECTOR, plain(tmp_path), LEAD, str(tmp_path / "kept.toml"))
    name, title = told.pop("chart of")
    assert name.split()[0].lower() in title.lower()
    assert told == {
        "saved": True,
        "unsaved mark": False,
        "reason after reopening": "Permits are faster",
        "effect": [True],
    }


CHARTS = """
begin(sys.argv[1])
chart = window.work.layer
window.work.show_tab("layer")
until(chart.isVisible)
blank, wrong = [], []
for room in desk.scenario.reference.catalogue.layers:
    for one in room.charts:
        chart.chooser.setFocus()
        key("space")
        until(lambda: application.activePopupWidget() is not None)
        menu = application.activePopupWidget()
        if any(action.data() == (room.key, one.key) for action in menu.actions()):
            choose(one.title)
        else:
            choose(room.label, one.title)
        wait(80)
        if chart.shown != (room.key, one.key):
            wrong.append([room.key, one.key, chart.shown])
        picture = chart.body.grab().toImage()
        wide, tall = picture.width(), picture.height()
        if len({picture.pixel(x, y) for x in range(0, wide, 7) for y in range(0, tall, 5)}) < 4:
            blank.append([room.key, one.key])
told["wrong"], told["blank"] = wrong, blank
end()
"""


def test_every_chart_is_chosen_by_keys_and_drawn(tmp_path: Path) -> None:
    assert walked(CHARTS, plain(tmp_path)) == {"wrong": [], "blank": []}


READING = """
begin(sys.argv[1])
chart = window.work.layer
search("rent and owning")
until(lambda: chart.shown[1] == "rent_and_owning_cost")
chart.menu_button.setFocus()
scale = chart.pane.scale.log
key("space")
choose("Logarithmic scale")
told["scale turned"] = chart.pane.scale.log is not scale
search("running load by region")
until(lambda: chart.shown[1] == "running_load_by_region")
told["units"] = len(chart.unit_names()) > 1
chart.menu_button.setFocus()
key("space")
choose("Unit", chart.unit_names()[-1])
told["unit"] = chart.chooser._unit.startswith(chart.unit_names()[-1])
chart.table_button.setFocus()
key("space")
until(chart.table.isVisible)
told["rows"] = chart.numbers.rowCount() > 10
key("space")
until(lambda: not chart.table.isVisible())

header = chart.mapToGlobal(QPoint(chart.width() // 2, 5))
at(header, "click", "--repeat", 2, "--delay", 60, 1)
until(lambda: window.work.maximised == "layer")
told["alone"] = [chart.isVisible(), window.work.ceilings.isVisible()]
key("Escape")
until(lambda: not window.work.maximised)
told["back"] = [chart.isVisible(), window.work.ceilings.isVisible()]

key("ctrl+shift+b")
until(lambda: window.board.page is not None and window.board.page.isVisible())
page = window.board.page
wait(300)
count = len(page.charts)
click(page.charts[1].remove)
until(lambda: len(page.charts) == count - 1)
click(page.add)
until(lambda: len(page.charts) == count)
order = [one.place.chart for one in page.charts]
page.charts[0].chooser.setFocus()
key("ctrl+shift+Right")
until(lambda: [one.place.chart for one in page.charts] == [order[1], order[0], *order[2:]])
key("ctrl+shift+Up")
until(lambda: page.largest is not None)
key("Escape")
until(lambda: page.largest is None)
key("Escape")
until(lambda: not page.isVisible())
end()
"""


def test_a_chart_is_read_on_other_scales_as_a_table_alone_and_on_the_board(tmp_path: Path) -> None:
    told = walked(READING, plain(tmp_path))
    assert told == {
        "scale turned": True,
        "units": True,
        "unit": True,
        "rows": True,
        "alone": [True, False],
        "back": [True, True],
    }


COMPARE = """
from PySide6.QtWidgets import QAbstractButton
begin(sys.argv[1])
window.open_path(Path(sys.argv[2]))
until(lambda: len(desk.sheets) == 2)
desk.against = desk.sheets[0]
still()
key("ctrl+d")
until(lambda: window.comparing.shown)
page = window.comparing.page
until(lambda: page.attributing.current is not None)
wait(200)
pictures = []
for words in ("Difference", "Side by side", "Overlay"):
    button = next(one for one in page.chart.mode.findChildren(QAbstractButton) if one.text() == words)
    click(button)
    wait(300)
    pictures.append(bytes(page.chart.body.grab().toImage().constBits()))
told["three pictures"] = len(set(pictures))
fall = page.fall
told["said"] = fall.sentence()
address = fall.outcome
key("ctrl+d")
until(lambda: not window.comparing.shown)
tile = next(one for one in window.work.tiles.tiles if one.outcome.address == address)
told["tile"] = tile.accessibleName()
window.documents.turn_to(desk.sheets[0])
still()
told["other tile"] = tile.accessibleName()
end()
"""


def test_a_comparison_shows_three_ways_and_its_ends_are_those_of_the_tiles(tmp_path: Path) -> None:
    files = []
    for name in ("packaging-constrained", "memory-constrained"):
        files.append(tmp_path / f"{name}.toml")
        shutil.copy(ROOT / "scenarios" / f"{name}.toml", files[-1])
    told = walked(COMPARE, *map(str, files))
    assert told["three pictures"] == 3
    for tile in (told["tile"], told["other tile"]):
        number = tile.partition(": ")[2].partition(" ")[0]
        assert number in told["said"], told
