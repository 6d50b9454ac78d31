"""Published figures on charts: which belong, where they lie, what they look like and what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from stackdesk.scenario import Observation, Source
from stackdesk.ui.charts import CeilingsChart, LayerChart, paint_sparkline
from stackdesk.ui.charts.marks import Place, error_words, mark_at, paint_marks, read_marks, told
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.strands import places
from stackdesk.ui.theme import DARK, LIGHT, Theme
from tests.ui.charts.synthetic import BASELINE, LAYERS, YEARS, view

SOURCE = Source(
    "R1", "Rent of an accelerator, quarter by quarter", "An agency", "2026-06", "https://example.org"
)
RENT = Observation(
    "rent", "history", "infrastructure.rental_price", "World", 2025.5, 2.5, 2.0, 3.0, (SOURCE,), "Contracts."
)
OWNING = replace(RENT, id="owning", kind="projection", series="infrastructure.owning_cost", when=2030.0)
SHARE = replace(RENT, id="share", series="models.inference_share", value=0.4, low=0.3, high=0.5)
LOAD = replace(
    RENT, id="load", series="infrastructure.running_load", when=2025.99, value=20.0, low=15.0, high=25.0
)
FLEET = replace(RENT, id="fleet", series="chips.in_operation", value=16.0, low=12.0, high=20.0)
IDLE = replace(RENT, id="idle", series="chips.idle", value=2.0, low=1.0, high=3.0)
SEEN = (
    RENT,
    OWNING,
    SHARE,
    LOAD,
    replace(LOAD, id="us", region="us", value=8.0, low=6.0, high=10.0),
    FLEET,
    IDLE,
)
PLANE = Plane(40.0, 10.0, 300.0, 200.0, 2023.0, 2040.0, 0.0, 4.0)


def shown(layer: LayerChart, place: int, key: str = "infrastructure", **changes: Any) -> list[str]:
    """Show a chart and name the figures on it."""
    layer.show_result(view(observations=SEEN, layer=key, **changes))
    charts = next(one for one in LAYERS if one.key == key).charts
    layer.choose(key, charts[place].key)
    return [mark.seen.id for mark in layer.painter_item._scene.marks] if layer.painter_item._scene else []


def test_lines_take_the_figures_of_their_series(layer: LayerChart) -> None:
    assert shown(layer, 1) == ["rent", "owning"]


def test_only_figures_of_the_region_in_view_are_on(layer: LayerChart) -> None:
    assert shown(layer, 0) == ["load"]
    assert shown(layer, 0, region="us") == ["us"]
    assert shown(layer, 1, region="us") == []


def test_of_stacked_bands_the_lowest_takes_figures(layer: LayerChart) -> None:
    """Higher bands stand on others, so a figure of theirs has no height of its own."""
    assert shown(layer, 0, "chips") == ["fleet"]


def test_figures_are_in_the_unit_of_the_chart(layer: LayerChart) -> None:
    shown(layer, 1, "models", region="us")
    chart = next(one for one in LAYERS if one.key == "models").charts[1]
    found = read_marks(SEEN, places(view(), replace(chart, by_region=False)), 100.0)
    assert [(mark.value, mark.ends) for mark in found] == [(40.0, (30.0, 50.0))]


def test_marks_are_read_once_while_a_lever_is_held(layer: LayerChart) -> None:
    shown(layer, 1)
    before = layer.marks
    layer.show_result(view(3.0, observations=SEEN, held=True))
    assert layer.marks is before
    layer.show_result(view(3.0, observations=SEEN[:1]))
    assert [mark.seen.id for mark in layer.marks] == ["rent"]


def test_the_axis_holds_the_figures(layer: LayerChart) -> None:
    high = replace(RENT, value=50.0, low=40.0, high=60.0)
    layer.show_result(view(observations=(high,)))
    layer.choose("infrastructure", "rent_and_owning_cost")
    assert layer.plot.plane().high >= 50.0


def test_the_ceilings_show_what_runs_in_either_unit(ceilings: CeilingsChart) -> None:
    ceilings.show_result(view(observations=SEEN))
    assert [mark.seen.id for mark in ceilings._marks] == ["load"]
    ceilings.unit_choice.choose("H100e")
    ceilings.show_result(view(observations=SEEN))
    assert [mark.seen.id for mark in ceilings._marks] == ["fleet"]


def picture(kind: str, theme: Theme) -> QImage:
    """Draw one mark of rent on an empty plot."""
    image = QImage(360, 240, QImage.Format.Format_RGB32)
    image.fill(theme.surface)
    painter = QPainter(image)
    marks = read_marks([replace(RENT, kind=kind)], [Place("a", "infrastructure", RENT.series, "World")], 1.0)
    paint_marks(painter, marks, PLANE, theme)
    painter.end()
    return image


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_history_is_filled_and_the_rest_is_open(theme: Theme) -> None:
    x, y = round(PLANE.x(2025.5) - 0.5), round(PLANE.y(2.5))
    colour = theme.layer("infrastructure").mark
    assert picture("history", theme).pixelColor(x, y) == colour
    for kind in ("projection", "context"):
        assert picture(kind, theme).pixelColor(x, y) == theme.surface, kind


def test_an_error_bar_goes_from_low_to_high() -> None:
    image = picture("history", LIGHT)
    x = round(PLANE.x(2025.5) - 0.5)
    inked = [y for y in range(240) if image.pixelColor(x, y) == LIGHT.layer("infrastructure").mark]
    assert (min(inked), max(inked)) == (round(PLANE.y(3.0)), round(PLANE.y(2.0)))
    beyond = [y for y in inked if image.pixelColor(x + 1, y) == QColor(LIGHT.layer("infrastructure").mark)]
    assert {min(inked), max(inked)} <= set(beyond), "the caps"


def test_a_mark_is_found_near_the_mouse_only() -> None:
    marks = read_marks(SEEN[:2], [Place("a", "infrastructure", RENT.series, "World")], 1.0)
    point = marks[0].point(PLANE)
    assert mark_at(marks, PLANE, point + QPointF(5.0, -5.0)) is marks[0]
    assert mark_at(marks, PLANE, point + QPointF(20.0, 0.0)) is None
    assert mark_at((), PLANE, point) is None


def test_hovering_tells_figure_range_model_and_source(layer: LayerChart) -> None:
    shown(layer, 1)
    (mark, _) = layer.marks
    layer.plot.moved.emit(mark.point(layer.plot.plane()))
    scene = layer.painter_item._scene
    assert scene is not None
    assert scene.readout is not None
    told = scene.readout
    model = BASELINE.at(RENT.series, 2025.5)
    assert told.value == "2.50 $/H100e-h"
    assert told.change == "2.00 to 3.00"
    assert told.lines[0] == "Published: Rent, mid 2025"
    assert told.lines[1].startswith(f"model {model:.2f}, ")
    assert " ".join(told.lines[2:]) == "Rent of an accelerator, quarter by quarter, An agency, 2026-06"
    layer.plot.moved.emit(mark.point(layer.plot.plane()) + QPointF(0.0, 40.0))
    assert layer.painter_item._scene is not None
    assert layer.painter_item._scene.readout is not None
    assert "Published" not in layer.painter_item._scene.readout.lines[0]


def test_table_and_sentence_tell_the_figures(layer: LayerChart) -> None:
    shown(layer, 1)
    layer.fill_table()
    assert "2.50 (2.00–3.00), mid 2025" in layer.numbers.everything()
    assert "2.50 (2.00–3.00), mid 2025" in layer.sentence()
    shown(layer, 1, region="us")
    layer.fill_table()
    assert "published" not in layer.numbers.everything()


def test_two_figures_of_one_quarter_share_a_cell() -> None:
    places = [Place("a", "infrastructure", RENT.series, "World")]
    marks = read_marks([RENT, replace(RENT, id="b", when=2025.55)], places, 1.0)
    cells = told(marks, YEARS)
    assert [cell.count("2.50") for cell in cells if cell] == [2]


def test_a_series_is_shown_alone(layer: LayerChart) -> None:
    shown(layer, 0)
    layer.show_series("infrastructure.owning_cost")
    assert (layer.chooser.text(), [mark.seen.id for mark in layer.marks]) == ("Owning cost", ["owning"])
    layer.show_series("chips.idle")  # in a stack it would have no height of its own
    assert (layer.chooser.text(), [mark.seen.id for mark in layer.marks]) == ("Idle", ["idle"])
    layer.show_series("models.inference_share")  # by region there is a chart, but not for the World
    assert (layer.chooser.text(), [mark.seen.id for mark in layer.marks]) == ("Inference share", ["share"])
    assert layer.strand("us") is None
    layer.show_result(view(observations=SEEN, layer="applications"))
    assert layer.chooser.text() == "Tokens", "turning to another layer leads back to its charts"


def test_a_declared_chart_of_the_series_alone_is_taken(layer: LayerChart) -> None:
    shown(layer, 0)
    layer.show_series("applications.tokens_delivered")
    assert layer.chooser.text() == "Tokens"
    assert layer.shown == ("applications", "tokens")


@pytest.mark.parametrize(
    ("log_error", "words"), [(0.0, "0 %"), (0.1133, "+12 %"), (-0.5108, "−40 %"), (1.2, "× 3.3")]
)
def test_an_error_in_words(log_error: float, words: str) -> None:
    assert error_words(log_error).replace("\N{THIN SPACE}", " ") == words


def test_a_sparkline_has_dots_of_history() -> None:
    def dotted(history: tuple[Observation, ...]) -> int:
        image = QImage(90, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        values = BASELINE.get("infrastructure.running_load")
        colour = LIGHT.layer("infrastructure").mark
        paint_sparkline(painter, QRectF(3, 3, 84, 34), YEARS, values, None, 2030.0, colour, LIGHT, history)
        painter.end()
        return sum(image.pixelColor(x, y) == colour for x in range(90) for y in range(40))

    high = replace(LOAD, value=200.0)
    beyond = replace(LOAD, value=1e6)
    assert dotted((high,)) > dotted(())
    assert dotted((beyond,)) == dotted(())


def test_history_alone_fills_the_plot(layer: LayerChart) -> None:
    shown(layer, 1, year=2025.5)
    layer.show_series("infrastructure.rental_price", 2027)
    assert layer.plot.plane().end == 2027.0
    strand = layer.strand("infrastructure.rental_price")
    assert strand is not None
    assert strand.values.size == 17
    assert [mark.seen.id for mark in layer.marks] == ["rent"], "the projection lies beyond"
    assert strand.values[-1] == BASELINE.at("infrastructure.rental_price", 2027.0)
    layer.show_result(view(observations=SEEN, year=2030.0))
    assert layer.plot.plane().end == 2040.0, "a later cursor brings the whole span back"
    layer.show_result(view(observations=SEEN, year=2025.5))
    layer.turn_history()
    assert layer.plot.plane().end == 2027.0
    layer.turn_history()
    assert layer.plot.plane().end == 2040.0
