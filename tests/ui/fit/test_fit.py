"""The page "Fit to history": its rows, filters, summary, what a click shows, and when it follows the run."""

from __future__ import annotations

import math
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from stackdesk.engine import compare
from stackdesk.ui.fit.cells import REACH, paint_band
from stackdesk.ui.fit.model import BAND, DATE, ERROR, MODEL, SERIES, VERDICT, Figure, figures
from stackdesk.ui.fit.page import FitPage
from stackdesk.ui.theme import DARK, LIGHT, Theme
from stackdesk.ui.window import MainWindow
from tests.ui import fakes

LEFT = Qt.MouseButton.LeftButton
LEAD = "infrastructure.connection.lead_time"
ROLE = Qt.ItemDataRole


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> FitPage:
    """The page, opened from the menu."""
    next(one for one in window.menus.analyse.actions() if "Fit" in one.text()).trigger()
    qtbot.wait(20)
    return window.work.fit


def shown(page: FitPage) -> list[str]:
    """Name the figures on show, in their order."""
    places = [page.proxy.mapToSource(page.proxy.index(row, 0)).row() for row in range(page.proxy.rowCount())]
    return [page.model.figures[place].row.observation.id for place in places]


def cell(page: FitPage, key: str, column: int, role: int = ROLE.DisplayRole) -> Any:
    """Give what a figure's cell says."""
    row = next(at for at, one in enumerate(page.model.figures) if one.row.observation.id == key)
    return page.model.index(row, column).data(role)


def figure(window: MainWindow, key: str) -> Figure:
    """Give one figure in words."""
    view = window.view()
    assert view is not None
    return next(one for one in figures(compare(view.result), view) if one.row.observation.id == key)


def test_it_opens_in_the_place_of_the_ceilings_and_closes(window: MainWindow, page: FitPage) -> None:
    assert page.isVisible()
    assert not window.work.ceilings.isVisible()
    assert window.work.layer.isVisible()
    assert not page.window().isModal()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert window.work.ceilings.isVisible()
    window.commands.turn_fit()
    page.close_button.click()
    assert not page.isVisible()


def test_its_key_is_in_the_menu(window: MainWindow) -> None:
    action = next(one for one in window.menus.analyse.actions() if "Fit" in one.text())
    keys = [
        one.shortcut().toString()
        for menu in (window.menus.analyse, window.menus.view)
        for one in menu.actions()
    ]
    assert action.shortcut().toString() == "Ctrl+H"
    assert keys.count("Ctrl+H") == 1


def test_every_figure_is_a_row_in_the_order_of_the_layers(page: FitPage) -> None:
    assert shown(page) == ["use", "sold", "load", "us", "rent"]


def test_a_row_says_what_the_run_has_and_how_far_off_it_is(window: MainWindow, page: FitPage) -> None:
    assert window.desk.result is not None
    model = window.desk.result.at("infrastructure.running_load", 2025.5, "World")
    assert cell(page, "load", MODEL) == f"{model:.1f}"
    assert cell(page, "load", ERROR) == f"−{1 - model / 32.5:.0%}".replace("%", " %")
    assert cell(page, "load", DATE) == "mid 2025"
    assert cell(page, "load", BAND, ROLE.AccessibleTextRole).startswith("published 32.5 GW, 29.3 to 35.8 GW")


def test_misses_are_red_and_say_so_in_words(page: FitPage) -> None:
    assert cell(page, "load", VERDICT) == "within 25 %"
    assert cell(page, "us", VERDICT) == "! miss, over ×2: Counted late."
    assert cell(page, "rent", VERDICT) == "projection, outside"
    assert cell(page, "us", ERROR, ROLE.ForegroundRole) == page.model.theme.error
    assert cell(page, "load", ERROR, ROLE.ForegroundRole) == page.model.theme.ink
    assert cell(page, "rent", ERROR, ROLE.ForegroundRole) == page.model.theme.ink2


def test_the_summary_counts_history(page: FitPage) -> None:
    parts = page.summary.parts
    assert parts["met"].number.text() == "1 of 3"
    assert parts["far"].number.text() == "2"
    assert parts["far"].words.text() == "beyond a factor of 2, 1 without a reason"
    assert parts["worst"].words.text() == "farthest off: Chips sold, end of 2025"
    errors = sorted(
        abs(one.row.log_error) for one in page.model.figures if one.row.observation.kind == "history"
    )
    assert parts["median"].number.text() == f"{math.expm1(errors[1]):.1%}".replace("%", " %")
    assert all(part.accessibleName() for part in parts.values())


def test_filters(page: FitPage) -> None:
    history = page.kind.findChild(QAbstractButton, "fit.kind.history")
    assert history is not None
    history.click()
    assert shown(page) == ["sold", "load", "us"]
    page.misses.click()
    assert shown(page) == ["sold", "us"]
    page.layer.setCurrentIndex(page.layer.findData("infrastructure"))
    assert shown(page) == ["us"]
    assert page.count.text() == "1 of 5 figures"
    page.go_to("rent")
    assert shown(page) == ["use", "sold", "load", "us", "rent"], "what is asked for is not kept hidden"
    assert page.details.toPlainText().startswith("Rent")


def test_sorting_by_error_puts_the_farthest_first(page: FitPage) -> None:
    page.table.sortByColumn(ERROR, Qt.SortOrder.DescendingOrder)
    assert shown(page)[:2] == ["sold", "us"]
    page.table.sortByColumn(SERIES, Qt.SortOrder.AscendingOrder)
    assert shown(page)[0] == "use"


def press(page: FitPage, key: str) -> None:
    """Click a figure's row."""
    row = shown(page).index(key)
    place = page.table.visualRect(page.proxy.index(row, SERIES)).center()
    QTest.mouseClick(page.table.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def test_a_click_shows_series_region_and_date(qtbot: QtBot, window: MainWindow, page: FitPage) -> None:
    press(page, "us")
    assert (window.desk.region, window.desk.year) == ("us", 2025.5)
    chart = window.work.layer
    assert chart.strand("infrastructure.running_load") is not None
    assert [mark.seen.id for mark in chart.marks] == ["us"]
    qtbot.wait(60)
    assert [mark.seen.id for mark in chart.marks] == ["us"], "and the frames after it keep to that"
    assert "Counted late." in page.details.toPlainText()


def test_a_second_click_shows_the_row_again(window: MainWindow, page: FitPage) -> None:
    press(page, "us")
    window.desk.region = "World"
    press(page, "us")
    assert window.desk.region == "us"


def test_a_filter_does_not_move_the_view(window: MainWindow, page: FitPage) -> None:
    press(page, "us")
    page.kind.setFocus()
    page.layer.setFocus()
    page.layer.setCurrentIndex(page.layer.findData("chips"))
    assert shown(page) == ["sold"]
    assert (window.desk.region, window.desk.year) == ("us", 2025.5)


def test_keys_do_what_a_click_does(window: MainWindow, page: FitPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    one = page.current()
    assert one is not None
    assert window.desk.region == one.row.observation.region
    assert one.label in page.details.toPlainText()


def test_the_source_is_a_link(page: FitPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    press(page, "sold")
    assert 'href="https://example.org/sold"' in page.details.toHtml()
    page.details.anchorClicked.emit(QUrl("https://example.org/sold"))
    page.details.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert opened == ["https://example.org/sold"]
    assert "no reason is given" in page.details.toPlainText()


@pytest.mark.parametrize("name", ["layer", "ceilings"])
def test_a_dot_on_a_chart_leads_to_its_row(window: MainWindow, name: str) -> None:
    window.work.layer.show_series("infrastructure.running_load")
    chart = getattr(window.work, name)
    mark = next(one for one in chart.marks if one.seen.id == "load")
    chart.plot.pressed.emit(mark.point(chart.plot.plane()))
    chart.plot.released.emit()
    one = window.work.fit.current()
    assert window.work.fit.isVisible()
    assert one is not None
    assert one.row.observation.id == "load"
    assert "An agency" in window.work.fit.details.toPlainText()
    assert window.desk.year == 2025.5
    assert window.work.layer.plot.plane().end == 2027.0


def test_it_follows_a_run_that_has_settled(qtbot: QtBot, window: MainWindow, page: FitPage) -> None:
    before = page._compared
    window.desk.begin(LEAD)
    window.desk.preview(LEAD, 2.0)
    qtbot.wait(250)
    assert page._compared is before, "not while a lever is held"
    assert "before the change" in page.subtitle.text()
    window.desk.end()
    qtbot.waitUntil(lambda: window.desk.result in (page._compared or ()), timeout=3000)
    assert window.desk.result is not None
    assert "before the change" not in page.subtitle.text()
    assert cell(page, "rent", MODEL) == f"{window.desk.result.at('infrastructure.rental_price', 2030.0):.2f}"


def test_out_of_sight_nothing_is_compared(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.nudge(LEAD, 2.0)
    qtbot.wait(250)
    assert window.work.fit._compared is None


def test_a_choice_survives_other_numbers(qtbot: QtBot, window: MainWindow, page: FitPage) -> None:
    press(page, "rent")
    window.desk.nudge(LEAD, 2.0)
    qtbot.waitUntil(lambda: window.desk.result in (page._compared or ()), timeout=3000)
    one = page.current()
    assert one is not None
    assert one.row.observation.id == "rent"
    assert one.model in page.details.toPlainText()


def test_controls_have_names(page: FitPage) -> None:
    for control in (page.table, page.layer, page.kind, page.details, page.close_button, page.summary):
        assert control.accessibleName(), control.objectName()
    assert page.misses.text()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_band_is_drawn_around_the_published_value(window: MainWindow, theme: Theme) -> None:
    def drawn(key: str) -> QImage:
        image = QImage(200, 24, QImage.Format.Format_RGB32)
        image.fill(theme.surface)
        painter = QPainter(image)
        paint_band(painter, QRectF(0, 0, 200, 24), figure(window, key), theme)
        painter.end()
        return image

    def inked(image: QImage, colour: QColor) -> list[int]:
        return [x for x in range(200) if image.pixelColor(x, 12) == colour]

    load = figure(window, "load")
    middle = 8.0 + 184.0 * (0.5 + 0.5 * load.row.log_error / REACH)
    glyph = inked(drawn("load"), theme.layer("infrastructure").mark)
    assert min(glyph) < middle < max(glyph)
    assert inked(drawn("us"), theme.error), "a miss is red"
    beyond = inked(drawn("sold"), theme.error)
    assert max(beyond) > 190, "what is off the scale stands at its end"


def test_a_reference_without_figures_says_so(qtbot: QtBot, window: MainWindow) -> None:
    view = window.view()
    assert view is not None
    page = FitPage()
    qtbot.addWidget(page)
    page.show_result(view)
    bare = fakes.Result(fakes.Scenario(reference=fakes.Reference(observations=())))
    page.show_result(type(view)(**{**view.__dict__, "result": bare, "observations": ()}))
    page.show()
    assert page.model.rowCount() == 0
    assert page.summary.parts["median"].words.text() == "no published history"


def test_the_head_says_what_rows_are_sorted_by(page: FitPage) -> None:
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(ERROR) + 20, header.height() // 2)
    horizontal = Qt.Orientation.Horizontal
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert page.model.headerData(ERROR, horizontal) in ("Error ↑", "Error ↓")
    first = shown(page)
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert shown(page) == first[::-1]
    assert page.model.headerData(SERIES, horizontal) == "Series"


def test_the_tick_box_shows_its_tick(page: FitPage) -> None:
    before = page.misses.grab().toImage()
    page.misses.click()
    after = page.misses.grab().toImage()
    box = [(x, y) for x in range(2, 13) for y in range(2, after.height() - 2)]
    dark = [at for at in box if after.pixelColor(*at).lightness() < 90]
    light = [at for at in box if after.pixelColor(*at).lightness() > 200]
    assert dark
    assert light
    assert before != after


def test_the_details_say_the_kind_once(page: FitPage) -> None:
    press(page, "use")
    assert page.details.toPlainText().count("context") == 1
    assert "outside" in page.details.toPlainText()


def test_the_chosen_row_stays_in_sight(qtbot: QtBot, window: MainWindow, page: FitPage) -> None:
    window.resize(1280, 640)
    press(page, "use")
    page.go_to("rent")
    for tall in (900, 640):
        window.resize(1280, tall)
        qtbot.wait(50)
        place = page.table.visualRect(page.table.currentIndex())
        assert page.table.viewport().rect().contains(place.center())
