"""The three charts as widgets: what they say, draw and copy, in both themes, over thousands of repaints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.engine import ReliefRow
from stackdesk.ui.charts import CeilingsChart, LayerChart, ReliefChart, paint_sparkline
from stackdesk.ui.charts.pens import Pens, line_pen
from stackdesk.ui.charts.relief import step_words
from stackdesk.ui.charts.strands import Strand, Strands
from stackdesk.ui.charts.strokes import polyline
from stackdesk.ui.theme import DARK, LIGHT, Theme
from tests.ui.charts.synthetic import (
    BASELINE,
    LAYERS,
    REGIONS,
    RELIEF,
    YEARS,
    Relief,
    Result,
    view,
)

relief_of: Any = RELIEF
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def test_the_names_that_checks_rely_on(
    ceilings: CeilingsChart, relief: ReliefChart, layer: LayerChart
) -> None:
    names = [chart.objectName() for chart in (ceilings, relief, layer)]
    assert names == ["ceilings.chart", "relief.chart", "layer.chart"]
    assert ceilings.findChild(QWidget, "binding.ribbon") is ceilings.ribbon


def test_ribbon_years_and_plot_share_their_pixels(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view())
    QApplication.processEvents()
    left, right = ceilings.plot_left_right()
    plane = ceilings.plot.plane()
    assert left == ceilings.ribbon.mapToGlobal(QPoint(int(plane.left), 0)).x()
    assert right - left == plane.width
    box = ceilings.plot.item.getViewBox()
    corner = box.mapToScene(box.rect().topLeft())
    assert (corner.x(), corner.y()) == (plane.left, plane.top)
    assert box.rect().width() == plane.width
    assert box.rect().height() == plane.height


def test_pyqtgraphs_own_mapping_agrees_with_the_painters(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view())
    QApplication.processEvents()
    plane = ceilings.plot.plane()
    box = ceilings.plot.item.getViewBox()
    mapped = box.mapViewToScene(QPointF(2030.0, 100.0))
    assert mapped.x() == pytest.approx(plane.x(2030.0), abs=0.01)
    assert mapped.y() == pytest.approx(plane.y(100.0), abs=0.01)


def test_the_plot_keeps_its_width_and_its_axis_while_a_lever_is_held(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view(4.0))
    before = ceilings.plot.plane()
    ceilings.show_result(view(1.0, held=True))
    assert ceilings.plot.plane() == before
    ceilings.show_result(view(1.0))
    assert ceilings.plot.plane().width == before.width


def test_the_axis_settles_in_a_moment_after_release(ceilings: CeilingsChart, qtbot: QtBot) -> None:
    ceilings.set_motion(160)
    ceilings.show_result(view(4.0))
    before = ceilings.plot.plane().high
    ceilings.show_result(view(1.5, held=True))
    ceilings.show_result(view(1.5))
    wanted = ceilings._scale.range.high
    assert wanted > before
    assert ceilings.plot.plane().high < wanted, "on its way"
    qtbot.waitUntil(lambda: ceilings.plot.plane().high == wanted, timeout=2000)
    scene = ceilings.painter_item._scene
    assert scene is not None
    assert scene.readout is not None
    delivered = scene.ceilings.at("delivered")
    assert scene.readout.anchor.y() == ceilings.plot.plane().y(delivered), "the box has come along"


def test_the_verdict_is_painted_and_told_to_screen_readers(ceilings: CeilingsChart, qtbot: QtBot) -> None:
    ceilings.show_result(view())
    told = ceilings.verdict_line.accessibleName()
    assert told.startswith("Infrastructure binds in 2030: connection.")
    qtbot.waitUntil(lambda: "Running load, World:" in ceilings.accessibleDescription(), timeout=2000)
    assert "connection" in ceilings.ribbon.accessibleDescription()


def test_sentences_go_from_the_end_where_there_is_little_room(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view())
    assert "Next ceiling:" in ceilings.verdict_line.fitting()
    ceilings.resize(700, 300)
    QApplication.processEvents()
    assert "wanted runs" in ceilings.verdict_line.fitting()
    assert "Next ceiling:" not in ceilings.verdict_line.fitting()


def test_pressing_and_dragging_in_the_plot_asks_for_years(ceilings: CeilingsChart, qtbot: QtBot) -> None:
    ceilings.show_result(view())
    asked: list[float] = []
    ceilings.yearChanged.connect(asked.append)
    plane = ceilings.plot.plane()
    port = ceilings.plot.viewport()
    start = QPoint(round(plane.x(2032.0)), round(plane.top + 50))
    QTest.mousePress(port, LEFT, NONE, start)
    ceilings.show_result(view(year=asked[-1]))
    QTest.mouseMove(port, QPoint(round(plane.x(2034.5)), round(plane.top + 60)))
    QTest.mouseRelease(port, LEFT)
    assert asked[0] == 2032.0
    assert asked[-1] == 2034.5
    count = len(asked)
    QTest.mousePress(port, LEFT, NONE, QPoint(round(plane.right + 60), 60))
    assert len(asked) == count, "the column of labels is no handle"


def test_the_year_pill_moves_by_keys(ceilings: CeilingsChart, qtbot: QtBot) -> None:
    ceilings.show_result(view())
    asked: list[float] = []
    ceilings.yearChanged.connect(asked.append)
    for key, shift in ((Qt.Key.Key_Right, False), (Qt.Key.Key_Left, True), (Qt.Key.Key_End, False)):
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else NONE
        QTest.keyClick(ceilings.year_axis, key, modifier)
    assert asked == [2031.0, 2029.75, 2040.0]


def test_hovering_reads_the_nearest_curve(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view(2.6))
    plane = ceilings.plot.plane()
    models = ceilings._ceilings.at("models", 2034.0) if ceilings._ceilings else 0.0
    ceilings._move(QPointF(plane.x(2034.0), plane.y(models) - 3.0))
    scene = ceilings.painter_item._scene
    assert scene is not None
    assert scene.readout is not None
    assert scene.readout.key == "models"
    assert scene.readout.lines[0] == "models, 2034"


def test_an_untouched_desk_shows_no_box_and_no_baseline(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view())
    scene = ceilings.painter_item._scene
    assert scene is not None
    assert scene.readout is None
    assert all(label.change == "" for label in scene.labels)
    ceilings.show_result(view(2.6))
    scene = ceilings.painter_item._scene
    assert scene is not None
    assert scene.readout is not None
    assert {label.key: bool(label.change) for label in scene.labels} == {
        "models": False, "applications": False, "chips": False, "energy": False,
        "infrastructure": True, "delivered": True, "baseline": False,
    }  # fmt: skip


def test_the_table_twin_holds_the_series(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view(2.6))
    ceilings.table_button.click()
    model = ceilings.numbers
    heads = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    assert heads[:2] == ["Year", "models"]
    column = heads.index("delivered")
    exact = [
        model.data(model.index(row, column), Qt.ItemDataRole.EditRole) for row in range(model.rowCount())
    ]
    result: Any = Result(2.6)
    assert exact == result.get("infrastructure.running_load").tolist()
    assert model.data(model.index(28, 0)) == "2030"
    assert model.data(model.index(28, heads.index("binds"))) == "energy"


def test_the_twin_follows_a_drag_and_keeps_its_selection(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view(2.6))
    ceilings.table_button.click()
    ceilings.table.selectRow(28)
    ceilings.show_result(view(2.5, held=True))
    assert len(ceilings.table.selectedIndexes()) == ceilings.numbers.columnCount()


def test_copying_gives_the_selection_or_everything(ceilings: CeilingsChart, qtbot: QtBot) -> None:
    ceilings.show_result(view())
    ceilings.table_button.click()
    ceilings.table.selectRow(28)
    QTest.keyClick(ceilings.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("Year\tmodels (GW)\t")
    assert lines[1].startswith("2030\t")
    ceilings.copy_numbers()
    assert len(QGuiApplication.clipboard().text().split("\n")) == 1 + YEARS.size
    assert QKeySequence(QKeySequence.StandardKey.Copy).count() == 1


def test_units_and_kinds_of_scale(ceilings: CeilingsChart, qtbot: QtBot) -> None:
    ceilings.show_result(view())
    chips = ceilings.findChild(QWidget, "ceilings.unit.H100e")
    log = ceilings.findChild(QWidget, "ceilings.scale.log")
    assert chips is not None
    assert log is not None
    assert "running" in chips.toolTip()
    QTest.mouseClick(chips, LEFT)
    QTest.mouseClick(log, LEFT)
    assert ceilings.unit == "H100e"
    assert ceilings.plot.plane().log
    assert "H100" in ceilings.subtitle.text()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_curve_is_told_by_colour_alone(theme: Theme) -> None:
    """Without hue, each layer still has its glyph, its name, and supply and demand their line."""
    assert len({look.glyph for look in theme.layers.values()}) == len(theme.layers)
    pens = Pens(theme)
    demand = {key for key in theme.layers if pens.line(key).dashPattern()}
    assert demand == {"models", "applications"}
    assert all(pens.line(key).isCosmetic() and pens.line(key).widthF() == 1.0 for key in theme.layers)
    assert pens.line("baseline").dashPattern() == [6.0, 4.0]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_chart_is_painted_in_the_layers_colours(ceilings: CeilingsChart, theme: Theme) -> None:
    ceilings.set_theme(theme)
    ceilings.show_result(view(2.6))
    image = ceilings.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    for key in ("energy", "chips", "infrastructure", "applications"):
        assert theme.layer(key).mark.name() in found
    assert theme.ink.name() in found


def test_the_ribbon_tells_what_is_under_the_mouse(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view(2.6))
    plane = ceilings.plot.plane()
    assert ceilings.ribbon.words_at(plane.x(2027.0), 10.0).startswith("Infrastructure binds: connection")
    assert "the budget cut orders, 2028 to mid 2029" in ceilings.ribbon.words_at(plane.x(2028.5), 26.0)
    assert ceilings.ribbon.words_at(plane.x(2030.0), 34.0).startswith("Baseline: Infrastructure, connection")


# ---------------------------------------------------------------------------------------------- relief


def test_relief_shows_one_family_longest_first_steps_last(relief: ReliefChart) -> None:
    relief.show_result(view())
    relief.show_relief(relief_of, "")
    labels = [row.label for row in relief._rows]
    assert labels[:3] == ["connection", "electricians", "gas turbines"]
    assert labels[-1] == "nuclear restarts"
    assert relief._rows[-1].value == "+0.12 % per 0.5"
    relief.family_choice._group.button(1).click()
    assert [row.label for row in relief._rows] == ["connection ceiling", "energy ceiling", "chips ceiling"]


def test_relief_keeps_its_order_while_a_lever_is_held(relief: ReliefChart) -> None:
    relief.show_result(view())
    relief.show_relief(relief_of, "")
    other: Any = Relief(
        (
            ReliefRow("packaging", "packaging", "chips", "limit", 0.9),
            ReliefRow("connection", "connection", "infrastructure", "limit", 0.1),
        ),
        None,
    )
    relief.show_result(view(2.6, held=True))
    relief.show_relief(other, "")
    assert [row.label for row in relief._rows] == ["connection", "packaging"]
    relief.show_result(view(2.6))
    assert [row.label for row in relief._rows] == ["packaging", "connection"]


def test_relief_says_what_binds_next_and_why_it_is_empty(relief: ReliefChart, qtbot: QtBot) -> None:
    relief.show_result(view())
    relief.show_relief(None, "Relief waits for the compiled engine.")
    qtbot.waitUntil(lambda: "compiled" in relief.accessibleDescription(), timeout=2000)
    relief.show_relief(relief_of, "")
    assert relief._next(view()) == ("energy", "energy, gas turbines", "at 111.8 GW")
    qtbot.waitUntil(lambda: "connection brings most" in relief.accessibleDescription(), timeout=2000)
    relief.table_button.click()
    assert relief.numbers.rowCount() == len(RELIEF.rows)


def test_bars_start_at_zero_and_grow_with_the_elasticity(relief: ReliefChart) -> None:
    relief.show_result(view())
    relief.show_relief(relief_of, "")
    bars = relief.bars._bars
    assert bars is not None
    left, right = relief.bars.bar_ends(bars)
    assert relief.bars.place(bars, 0.0) == left
    half = relief.bars.place(bars, bars.range.high / 2.0)
    assert half == pytest.approx((left + right) / 2.0)


def test_a_step_is_told_in_its_unit() -> None:
    assert step_words(LAYERS, "energy_limit") == "0.5"
    assert step_words(LAYERS, "nothing") == "step"


# ----------------------------------------------------------------------------------------- layer chart


def test_a_chart_by_region_has_a_band_a_region_that_add_up(layer: LayerChart) -> None:
    layer.show_result(view())
    strands = layer.strands
    assert strands is not None
    assert [strand.label for strand in strands.strands][-1] == "Rest"
    assert len(strands.strands) == len(REGIONS)
    result: Any = BASELINE
    assert np.allclose(strands.edges[-1], result.get("infrastructure.running_load"))
    layer.show_result(view(region="china"))
    assert layer.strands is not None
    assert len(layer.strands.strands) == 1


def test_the_chooser_offers_every_chart_and_remembers(layer: LayerChart) -> None:
    layer.show_result(view())
    menu = layer.chooser.menu()
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles[:2] == ["Running load by region", "Rent and owning cost"]
    assert "Capital" in titles
    menu.actions()[1].trigger()
    assert layer.chooser.text() == "Rent and owning cost"
    layer.show_result(view(layer="energy"))
    assert layer.chooser.text() == "Firm power by source"
    layer.show_result(view())
    assert layer.chooser.text() == "Rent and owning cost"


def test_another_layers_chart_stays_until_the_user_turns_to_a_layer(layer: LayerChart) -> None:
    layer.show_result(view())
    layer.choose("capital", "capital_by_layer")
    layer.show_result(view(2.6))
    assert layer.chooser.text() == "Capital by layer"
    layer.show_result(view(layer="chips"))
    assert layer.chooser.text() == "Fleet and idle"


def test_series_over_a_list_give_one_strand_an_item(layer: LayerChart) -> None:
    layer.show_result(view(layer="energy"))
    assert layer.strands is not None
    assert [strand.label for strand in layer.strands.strands] == ["Grid", "New gas", "Solar"]


def test_units_read_well(layer: LayerChart) -> None:
    layer.show_result(view(layer="models"))
    assert layer.strands is not None
    assert layer.strands.unit == "10³⁰ FLOP/yr"
    layer.choose("models", "inference_share")
    assert layer.strands.unit == "%"
    assert layer.strands.at(layer.strands.strands[0]) == pytest.approx(20.4, abs=0.1)


def test_lines_that_run_over_decades_get_a_logarithmic_axis_by_themselves(layer: LayerChart) -> None:
    layer.show_result(view(layer="applications"))
    assert not layer.plot.plane().log
    layer.turn_scale()
    assert layer.plot.plane().log
    assert layer.chooser._unit.endswith(", log")
    layer.show_result(view(2.6, layer="applications", held=True))
    assert layer.plot.plane().log
    steep = Strands(
        YEARS, (Strand("a", "models", "A", 10.0 ** (YEARS - 2023.0), None),), False, "", 2030.0, False
    )
    assert steep.spans_decades


def test_lines_of_one_layer_differ_in_strength_and_dash(layer: LayerChart) -> None:
    layer.show_result(view(layer="models"))
    layer.choose("models", "inference_share")
    looks = [layer.painter_item._looks[item.key] for item in REGIONS]
    assert len({colour.name() for colour, _ in looks}) == len(REGIONS)
    assert len({tuple(pen.dashPattern()) for _, pen in looks}) == len(REGIONS)


def test_the_layer_table_equals_its_strands(layer: LayerChart) -> None:
    layer.show_result(view(2.6))
    layer.table_button.click()
    model = layer.numbers
    heads = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    assert heads[-2:] == ["total", "baseline"]
    result: Any = Result(2.6)
    total = [
        model.data(model.index(row, len(heads) - 2), Qt.ItemDataRole.EditRole) for row in range(YEARS.size)
    ]
    assert total == pytest.approx(result.get("infrastructure.running_load").tolist())


# --------------------------------------------------------------------------------------------- painting


def test_a_sparkline_is_drawn_inside_its_place() -> None:
    image = QImage(100, 40, QImage.Format.Format_RGB32)
    image.fill(LIGHT.surface)
    painter = QPainter(image)
    values: Any = Result(2.6).get("infrastructure.running_load")
    reference: Any = BASELINE.get("infrastructure.running_load")
    paint_sparkline(
        painter, QRectF(10, 5, 80, 30), YEARS, values, reference, 2030.0, QColor("#113A80"), LIGHT
    )
    paint_sparkline(
        painter, QRectF(10, 5, 80, 30), YEARS, values * 0.0, None, 2030.0, QColor("#113A80"), LIGHT
    )
    painter.end()
    ink = [(x, y) for x in range(100) for y in range(40) if image.pixelColor(x, y) != LIGHT.surface]
    assert ink
    assert min(x for x, _ in ink) >= 9
    assert max(x for x, _ in ink) <= 90
    assert min(y for _, y in ink) >= 5
    assert max(y for _, y in ink) <= 35


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_lines_are_as_strong_on_dense_screens(ratio: float) -> None:
    image = QImage(round(40 * ratio), round(20 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    polyline(painter, np.array([0.0, 40.0]), np.array([10.0, 10.0]), line_pen(QColor("black")))
    painter.end()
    middle = image.width() // 2
    dark = sum(255 - image.pixelColor(middle, y).lightness() for y in range(image.height()))
    assert dark / ratio == pytest.approx(255, abs=12)


def test_hundreds_of_repaints_and_signals(
    ceilings: CeilingsChart, relief: ReliefChart, layer: LayerChart
) -> None:
    """A binding that loses references to None or True dies within a few dozen of these."""
    results = [Result(lead) for lead in (4.0, 3.0, 2.0, 1.0)]
    relief.show_relief(relief_of, "")
    heard: list[float] = []
    ceilings.yearChanged.connect(heard.append)
    for frame in range(600):
        shown = view(
            result=results[frame % 4], year=2024.0 + frame % 16, held=frame % 7 > 0, stale=frame % 5 == 0
        )
        ceilings.show_result(shown)
        relief.show_result(shown)
        layer.show_result(shown)
        ceilings.yearChanged.emit(shown.year)
        QApplication.processEvents()
    assert len(heard) == 600


@pytest.mark.parametrize("size", [(1075, 385), (860, 330), (420, 200), (90, 60)])
def test_any_size_can_be_painted(
    ceilings: CeilingsChart, relief: ReliefChart, layer: LayerChart, size: tuple[int, int]
) -> None:
    for chart in (ceilings, relief, layer):
        chart.resize(*size)
        chart.show_result(view(2.6, compact=True))
        assert not chart.grab().isNull()


def test_a_picture_can_be_copied(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view())
    ceilings.copy_picture()
    assert QGuiApplication.clipboard().image().width() == ceilings.width()
