"""The board with a real mouse and real keys: opened, a card carried, enlarged and put back, found by name."""

from __future__ import annotations

import pytest

from tests.ui.on_screen import THERE, told_on_screen

PROGRAM = """
application, window = create(None)
window.start.leave()
window.resize(1280, 800)
window.move(0, 0)
window.show()
told = {}
until(lambda: window.desk.result is not None and window.live.compiled)
wait(500)
send("windowfocus", int(window.winId()))
window.activateWindow()
window.work.setFocus()
wait(200)
send("key", "ctrl+shift+b")
until(lambda: window.board.page is not None and window.board.page.isVisible())
page = window.board.page
wait(300)
told["before"] = [chart.place.chart for chart in page.charts]
title = page.charts[0].chooser
start = title.mapToGlobal(QPoint(40, 12))
end = page.charts[3].mapToGlobal(page.charts[3].rect().center())
send("mousemove", start.x(), start.y())
send("mousedown", 1)
for step in (10, 60, 100):
    way = (end - start) * (step / 100)
    send("mousemove", start.x() + way.x(), start.y() + way.y())
send("mouseup", 1)
until(lambda: page.charts[3].chooser is title)
told["after"] = [chart.place.chart for chart in page.charts]
told["menu"] = application.activePopupWidget() is not None
button = page.charts[1].larger.mapToGlobal(page.charts[1].larger.rect().center())
send("mousemove", button.x(), button.y())
send("click", 1)
until(lambda: page.largest is page.charts[1])
told["alone"] = [chart.isVisible() for chart in page.charts]
page.charts[1].chooser.setFocus()
send("key", "Escape")
until(lambda: page.largest is None)
send("key", "Escape")
until(lambda: not page.isVisible())
send("key", "ctrl+k")
search = window.commands.searching.box
until(search.isVisible)
send("type", "--delay", 20, "flow of a year")
until(lambda: search.field.text() == "flow of a year")
send("key", "Return")
until(lambda: window.work.layer.shown == ("applications", "flow_of_a_year"))
told["flow"] = window.work.layer.faces.flow.isVisible()
window.start.stop()
window.live.stop()
print(json.dumps(told))
"""


@pytest.mark.skipif(not THERE, reason="needs Xvfb and xdotool")
def test_cards_are_carried_enlarged_and_charts_found_with_a_real_mouse_and_keys() -> None:
    told = told_on_screen(PROGRAM)
    before = list(told["before"])
    before[0], before[3] = before[3], before[0]
    assert told["after"] == before
    assert told["menu"] is False
    assert told["alone"] == [place == 1 for place in range(len(before))]
    assert told["flow"] is True
