"""Every chart that the layers declare, on the baseline: drawn, with a twin and one true sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.core.layer import Chart, Layer
from stackdesk.engine import Result, run
from stackdesk.engine.year_flow import year_flow
from stackdesk.layers import LAYERS
from stackdesk.markets import CAPITAL
from stackdesk.scenario import Scenario, reference
from stackdesk.scenario.paths import published_paths
from stackdesk.ui import format as fmt
from stackdesk.ui.charts import LayerChart
from stackdesk.ui.charts.forms import FLOW, LINES, MULTIPLES, PANES, SHARES, STACK, forms
from stackdesk.ui.charts.spoken import binding_words, series_sentence
from stackdesk.ui.charts.units import in_unit, units
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.view import View

ROOMS = (*LAYERS, CAPITAL)
EVERY = [(room.key, chart) for room in ROOMS for chart in room.charts]
NAMES = [f"{room}/{chart.key}" for room, chart in EVERY]
PROMISED = {
    "energy/energy_by_source_against_load",
    "infrastructure/connection_queue_and_wait",
    "chips/chip_supply_by_limit",
    "chips/fleet_and_idle",
    "infrastructure/halls_and_pipeline",
    "infrastructure/trades_needed_against_available",
    "models/training_and_inference",
    "models/capability_and_largest_run",
    "infrastructure/prices_of_compute_and_tokens",
    "applications/adoption_by_sector",
    "applications/value_and_spend",
    "applications/headcount",
    "capital/capital_by_layer",
    "capital/capital_by_layer_cumulative",
    "energy/emissions_and_water",
    "applications/flow_of_a_year",
}


@pytest.fixture(scope="module")
def result() -> Result:
    """Give the baseline."""
    return run(Scenario(reference()))


def frame(result: Result, **changes: Any) -> View:
    """Make a frame of the baseline in 2030."""
    shipped = result.scenario.reference
    rooms: tuple[Layer, ...] = shipped.catalogue.layers
    chosen: dict[str, Any] = {
        "result": result,
        "reference_result": result,
        "region": "World",
        "year": 2030.0,
        "present": shipped.present,
        "layers": tuple(one for one in rooms if one.number > 0),
        "others": tuple(one for one in rooms if one.number <= 0),
        "series": shipped.catalogue.series,
        "lists": shipped.catalogue.lists,
        "observations": shipped.observations,
    }
    return View(**(chosen | changes))


@pytest.fixture
def chart(qtbot: QtBot) -> Iterator[LayerChart]:
    """Give a chart of a card's size."""
    made = LayerChart()
    qtbot.addWidget(made)
    made.resize(640, 380)
    made.set_theme(LIGHT)
    made.set_motion(0)
    made.show()
    yield made
    QApplication.processEvents()


def show(chart: LayerChart, result: Result, name: str, **changes: Any) -> View:
    """Show a declared chart by its name."""
    layer, _, key = name.partition("/")
    view = frame(result, layer=layer, **changes)
    chart.show_result(view)
    chart.choose(layer, key)
    return view


def test_all_that_is_promised_is_declared() -> None:
    assert set(NAMES) >= PROMISED


@pytest.mark.parametrize(("room", "declared"), EVERY, ids=NAMES)
@pytest.mark.parametrize(("year", "region"), [(2024.0, "us"), (2040.0, "World")])
def test_every_chart_draws_has_a_twin_and_one_sentence(
    chart: LayerChart, result: Result, room: str, declared: Chart, year: float, region: str
) -> None:
    show(chart, result, f"{room}/{declared.key}", year=year, region=region)
    assert chart.shown == (room, declared.key)
    assert not chart.grab().isNull()
    chart.fill_table()
    assert chart.numbers.rowCount() > 0
    assert chart.numbers.columnCount() > 1
    sentence = chart.sentence()
    assert sentence.endswith(".")
    assert fmt.year(year) in sentence
    assert "nan" not in sentence.replace(",", " ").replace("(", " ").split()


def test_the_sentence_of_one_line_has_its_course(chart: LayerChart, result: Result) -> None:
    view = show(chart, result, "energy/firm_power_by_region", region="us")
    values = [result.at("energy.firm_power", year, "us") for year in (2030.0, view.present, 2040.0)]
    told = [fmt.number(float(value)) for value in values]
    assert chart.sentence().startswith(
        f"Firm power by region, United States: {told[0]} GW in 2030, up from {told[1]}"
    )
    assert f"{told[2]} in 2040" in chart.sentence()


def test_binding_words_follow_the_stretches(result: Result) -> None:
    view = frame(result, year=2027.0)
    stretches = result.binding()
    now = next(one for one in stretches if one.start <= 2027.0 < one.end)
    change = next((one for one in stretches if one.start >= now.end and one.layer != now.layer), None)
    told = binding_words(view)
    assert told.startswith(f"{now.layer} binds to ")
    assert change is None or fmt.year(change.start) in told


def test_a_series_sentence_takes_its_numbers_from_the_result(result: Result) -> None:
    told = series_sentence(frame(result), "infrastructure.running_load")
    for year in (2030.0, 2040.0):
        number = fmt.number(float(result.at("infrastructure.running_load", year)))
        assert f"{number} GW in {year:.0f}" in told or f"{number} in {year:.0f}" in told


# --------------------------------------------------------------------------------------------- forms


def test_regions_stack_share_lie_side_by_side_or_one_by_one(chart: LayerChart, result: Result) -> None:
    view = show(chart, result, "infrastructure/running_load_by_region")
    declared = next(
        one for name, one in zip(NAMES, EVERY, strict=True) if name.endswith("running_load_by_region")
    )[1]
    assert forms(view, declared) == (STACK, SHARES, LINES, MULTIPLES)
    chart.set_manner("form", SHARES)
    shares = chart.pane.strands
    assert shares is not None
    assert shares.edges[-1] == pytest.approx(np.full(shares.years.size, 100.0))
    assert chart.strands is None, "shares cannot be pulled"
    chart.set_manner("form", MULTIPLES)
    assert chart.faces.currentWidget() is chart.faces.multiples
    panes = chart.faces.multiples.panes
    assert len(panes) == len(result.regions)
    assert len({pane.scale.range for pane in panes}) == 1, "one axis for all regions"
    assert len({pane.unit for pane in panes}) == 1
    last = [float(pane.strands.strands[0].values[-1]) for pane in panes if pane.strands is not None]
    assert sum(last) == pytest.approx(float(result.at("infrastructure.running_load", 2040.0)))


def test_trades_are_needed_over_available_and_each_side_by_side(chart: LayerChart, result: Result) -> None:
    show(chart, result, "infrastructure/trades_needed_against_available", region="us", year=2034.0)
    strand = chart.strand("infrastructure.trades.electricians.needed")
    assert strand is not None
    assert chart.pane.strands is not None
    needed, there = (
        float(result.at(f"infrastructure.trades.electricians.{what}", 2034.0, "us"))
        for what in ("needed", "available")
    )
    assert chart.pane.strands.at(strand, 2034.0) == pytest.approx(needed / there)
    assert len(chart.pane.strands.strands) == len(result.catalogue.lists["trade"])
    chart.set_manner("form", MULTIPLES)
    assert [
        len(pane.strands.strands) for pane in chart.faces.multiples.panes if pane.strands is not None
    ] == [2] * 7


def test_capital_adds_up_to_the_cumulative_series(chart: LayerChart, result: Result) -> None:
    show(chart, result, "capital/capital_by_layer_cumulative")
    strands = chart.pane.strands
    assert strands is not None
    spent = float(result.at("capital.cumulative", 2040.0)) / 1000.0
    assert strands.unit == "T$"
    assert float(strands.edges[-1][-1]) == pytest.approx(spent, rel=0.02)
    assert strands.guides == pytest.approx((0.1, 1.0, 10.0, 100.0))


def test_load_lies_over_the_sources(chart: LayerChart, result: Result) -> None:
    show(chart, result, "energy/energy_by_source_against_load")
    strands = chart.pane.strands
    assert strands is not None
    assert [line.key for line in strands.lines] == [
        "infrastructure.facility_load",
        "infrastructure.power_asked",
    ]
    assert strands.at(strands.lines[0]) == pytest.approx(
        float(result.at("infrastructure.facility_load", 2030.0))
    )
    plane = chart.plot.plane()
    chart._move(QPointF(plane.x(2036.0), plane.y(strands.at(strands.lines[0], 2036.0))))
    scene = chart.painter_item._scene
    assert scene is not None
    assert scene.readout is not None
    assert scene.readout.key == "infrastructure.facility_load"


def test_the_published_path_starts_at_its_figure_and_names_its_source(
    chart: LayerChart, result: Result
) -> None:
    view = show(chart, result, "models/largest_run")
    strands, known = chart.pane.strands, published_paths()["frontier_training"]
    assert strands is not None
    assert strands.path is not None
    start = next(one for one in view.observations if one.id == known.start)
    assert np.isnan(strands.path.values[strands.years < start.year]).all()
    two = [float(np.interp(year, strands.years, strands.path.values)) for year in (2025.0, 2026.0)]
    assert two[1] / two[0] == pytest.approx(known.growth)
    plane = chart.plot.plane()
    chart._move(
        QPointF(plane.x(2027.0), plane.y(float(np.interp(2027.0, strands.years, strands.path.values))))
    )
    scene = chart.painter_item._scene
    assert scene is not None
    assert scene.readout is not None
    assert any(known.source.publisher in line for line in scene.readout.lines)


# ---------------------------------------------------------------------------------- units and memory


def test_a_chart_can_be_read_in_another_unit(chart: LayerChart, result: Result) -> None:
    show(chart, result, "infrastructure/running_load_by_region")
    assert chart.unit_names() == ("MW", "GW", "TW")
    chart.set_manner("unit", "MW")
    strands = chart.pane.strands
    assert strands is not None
    assert strands.unit == "MW"
    assert float(strands.edges[-1][-1]) == pytest.approx(
        1000.0 * float(result.at("infrastructure.running_load", 2040.0))
    )
    other = LayerChart()
    other.memory = chart.memory
    other.show_result(frame(result, layer="infrastructure"))
    assert other.shown == chart.shown
    assert other.pane.strands is not None
    assert other.pane.strands.unit == "MW"
    other.deleteLater()


def test_units_keep_their_size() -> None:
    power = in_unit("TWh/yr", "GW on average")
    assert power is not None
    assert 8.766 * power.factor == pytest.approx(1.0)
    assert in_unit("GW", "furlongs") is None
    assert units("text") == ()


# --------------------------------------------------------------------------------------------- flow


def test_the_flow_follows_the_cursor_and_tells_losses(chart: LayerChart, result: Result) -> None:
    show(chart, result, "applications/flow_of_a_year", year=2030.0)
    assert chart.form == FLOW
    shown = chart.faces.flow.flow_painter.picture
    assert shown is not None
    widths = {(one.stage.key, one.node.key): one.rect.width() for one in shown.blocks}
    flow = year_flow(result, 2030.0)
    stage = flow.stages[3]
    served, trained = flow.node("use", "inference").amount, flow.node("use", "training").amount
    assert widths["use", "inference"] / widths["use", "training"] == pytest.approx(served / trained)
    block = next(one for one in shown.blocks if one.node.key == "reserve")
    chart.faces.flow._move(block.rect.center())
    readout = chart.faces.flow.flow_painter.readout
    assert readout is not None
    assert "leads nowhere: lost" in readout.lines
    for words in ("lost in the grid", "cooling and conversion", "idle reserve"):
        assert words in chart.sentence()
    chart.show_result(frame(result, layer="applications", year=2036.0))
    assert chart.faces.flow.flow is not None
    assert chart.faces.flow.flow.stages[3].total != stage.total


def test_parts_stand_in_units_of_their_own(chart: LayerChart, result: Result) -> None:
    show(chart, result, "infrastructure/connection_queue_and_wait")
    assert chart.form == PANES
    assert [pane.strands.unit for pane in chart.faces.multiples.panes if pane.strands is not None] == [
        "GW",
        "yr",
    ]
    one = chart.faces.multiples.painter_panes.painters[1].plane
    chart.faces.multiples._move(QPointF(one.x(2031.0), one.top + 5.0))
    readout = chart.faces.multiples.painter_panes.readout
    assert readout is not None
    assert "2031" in readout.lines[0]


def test_regions_are_compared_whichever_is_in_view(chart: LayerChart, result: Result) -> None:
    chart.show_result(frame(result, region="us"))
    chart.compare_regions("energy.price")
    assert chart.pane.strands is not None
    assert len(chart.pane.strands.strands) == len(result.regions)
    assert "by region" in chart.chooser.text()
