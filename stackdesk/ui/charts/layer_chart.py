"""The chart of the chosen layer: any of those its declaration offers, and its table twin."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QMarginsF, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from stackdesk.core.layer import Chart
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.chooser import Chooser
from stackdesk.ui.charts.end_labels import BARE, WITH_LINE, Columns, EndLabel, columns
from stackdesk.ui.charts.fan import fan_lines, room_for
from stackdesk.ui.charts.frame import SIDE, ChartFrame
from stackdesk.ui.charts.layer_painter import LayerPainter, LayerScene
from stackdesk.ui.charts.marks import Mark, extent, mark_at, mark_readout, read_marks, told
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.plot import Plot
from stackdesk.ui.charts.readout import Readout
from stackdesk.ui.charts.scale import Range, Scale
from stackdesk.ui.charts.settle import Settling
from stackdesk.ui.charts.strands import (
    Strand,
    Strands,
    display_scale,
    places,
    read_fan,
    read_strands,
    sources,
)
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.verdict import decimals
from stackdesk.ui.charts.words import declared, layer_of, region_words
from stackdesk.ui.charts.year_axis import on_quarter
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import font
from stackdesk.ui.view import WORLD, View

_TOP, _BOTTOM = 22.0, 26.0
_ALONE = -1
_ELIDE = Qt.TextElideMode.ElideRight


class LayerChart(ChartFrame):
    """One of the layers' own charts. Which one is remembered layer by layer.

    `figureChosen` carries the name of a published figure that was clicked.
    """

    figureChosen = Signal(str)  # noqa: N815  (a Qt signal)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("layer.chart", "", parent)
        self.setAccessibleName(self.tr("Layer chart"))
        self.title.hide()
        self.subtitle.hide()
        self.chooser = Chooser(self)
        self.header.insertWidget(0, self.chooser, 1)
        self.chooser.chosen.connect(self.choose)
        self.painter_item = LayerPainter()
        self.plot = Plot(self.painter_item, self.body)
        self.plot.setAccessibleName(self.tr("Plot of the layer"))
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.plot)
        self._view: View | None = None
        self._strands: Strands | None = None
        self._picked: dict[str, int] = {}
        self._log: dict[tuple[str, int], bool] = {}
        self._pinned: tuple[str, str] | None = None
        self._alone: Chart | None = None
        self._until: float | None = None
        self._shown: tuple[str, int, str, Chart, float | None] | None = None
        self._unit: fmt.Scale | None = None
        self._columns: tuple[tuple[object, ...], Columns] | None = None
        self._names: dict[str, str] = {}
        self._marks: tuple[Mark, ...] = ()
        self._marks_for: tuple[object, ...] = ()
        self._hovered: QPointF | None = None
        self._scale = Scale()
        self._settling = Settling(self._show_range, self)
        self.plot.pressed.connect(self._press)
        self.plot.moved.connect(self._move)
        self.plot.left.connect(self._leave)
        self.plot.resized.connect(self._draw)

    # ------------------------------------------------------------------------------- what is shown

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self._columns = None
        self.chooser.set_theme(theme)
        self.plot.dress(theme)
        self.painter_item.dress(theme)
        self._draw()

    def set_motion(self, milliseconds: int) -> None:
        """Set how long an axis takes to settle; 0 with reduced motion."""
        self._settling.milliseconds = milliseconds

    @property
    def view(self) -> View | None:
        """The frame on show."""
        return self._view

    @property
    def strands(self) -> Strands | None:
        """The numbers on show."""
        return self._strands

    def series_of(self, strand: Strand) -> tuple[str, str]:
        """Give the address and the region of a band or line."""
        chart = self._shown[3] if self._shown is not None else None
        region = self._view.region if self._view is not None else WORLD
        if chart is not None and chart.by_region and region == WORLD:
            return chart.series[0], strand.key
        return strand.key, region

    def figure_at(self, point: QPointF) -> Mark | None:
        """Give the published figure under the mouse."""
        return mark_at(self._marks, self.plot.plane(), point)

    def choose(self, layer: str, place: int) -> None:
        """Show a chart; one of another layer stays until the user turns to a layer again."""
        self._picked[layer] = place
        if self._view is not None:
            self._pinned, self._alone = (self._view.layer, layer), None
            self.show_result(self._view)

    def show_series(self, address: str, until: float | None = None) -> None:
        """Show a series alone, on a declared chart where there is one, so that its figures can be judged.

        With `until` the chart ends at that year: history fills the plot.
        """
        view = self._view
        if view is None:
            return
        self._until = until
        for layer in view.layers:
            for place, chart in enumerate(layer.charts):
                regions = chart.by_region and view.region == WORLD
                if chart.series == (address,) and not chart.stacked and not regions:
                    self.choose(layer.key, place)
                    return
        series = view.series[address]
        self._pinned = (view.layer, series.layer)
        self._alone = Chart(series.label, series.unit, (address,))
        self.show_result(view)

    def show_result(self, view: View) -> None:
        """Show one frame."""
        self._view = view
        layer, place, chart = self._chart(view)
        if chart is None:
            return
        if self._until is not None and view.year > self._until:
            self._until = None
        shown = (layer, place, view.region, chart, self._until)
        if shown != self._shown:
            self._shown = shown
            self._unit, self._columns, self._hovered = None, None, None
            self._scale.forget()
            self._settling.forget()
        if self._unit is None or not view.held:
            self._unit = display_scale(view, chart, self._until)
        self._strands = read_strands(view, chart, self._unit)
        end = float(view.result.years[-1])
        if self._until is not None:
            end = self._until
            self._strands = self._strands.until(end)
        self._take_marks(view, chart, self._unit.factor)
        self._fit_scale(self._strands, view)
        self.plot.set_years(float(view.result.years[0]), end)
        self._fit_columns(self._strands, view)
        self._settling.to(self._scale.range, log=self._scale.log, animated=not view.held)
        self.chooser.show_choice(view.layers, layer, place, declared(chart.title), self._unit_words())
        self._draw()
        self.changed()

    def banded(self) -> tuple[tuple[str, str], ...]:
        """List the lines on show that bands could be drawn around, as series and region."""
        if self._view is None or self._shown is None or not self.isVisible():
            return ()
        return tuple(sources(self._view, self._shown[3]).values())

    def _take_fan(self, view: View, strands: Strands, key: str = "") -> Numbers | None:
        """Take the bands of a line, or of the first, where there are any."""
        if self._shown is None or self._unit is None or not strands.strands:
            return None
        wanted = key or strands.strands[0].key
        return read_fan(view, self._shown[3], strands, self._unit.factor, wanted)

    def _take_marks(self, view: View, chart: Chart, factor: float) -> None:
        """Choose the published figures on show, anew only for another chart, region, unit or reference."""
        key = (self._shown, factor, id(view.observations))
        if key != self._marks_for:
            self._marks_for = key
            seen = [one for one in view.observations if self._until is None or one.year <= self._until]
            self._marks = read_marks(seen, places(view, chart), factor)

    def _chart(self, view: View) -> tuple[str, int, Chart | None]:
        """Find which chart is on."""
        if self._pinned is not None and self._pinned[0] != view.layer:
            self._pinned = self._alone = self._until = None
        key = self._pinned[1] if self._pinned is not None else view.layer
        if self._alone is not None:
            return key, _ALONE, self._alone
        layer = layer_of(view, key)
        if layer is None or not layer.charts:
            return key, 0, None
        place = min(self._picked.get(key, 0), len(layer.charts) - 1)
        return key, place, layer.charts[place]

    def _fit_scale(self, strands: Strands, view: View) -> None:
        """Fit the axis; logarithmic where the user wants it, or by itself where lines run over decades."""
        if not view.held and self._shown is not None:
            log = self._log.get(self._shown[:2], strands.spans_decades) and not strands.stacked
            if log != self._scale.log:
                self._scale.log = log
                self._scale.forget()
        low, high = extent(*strands.extent(), self._marks)
        self._scale.fit(low, room_for(self._take_fan(view, strands), high), held=view.held)

    def _unit_words(self) -> str:
        """Give the unit, and that the scale is logarithmic where it is."""
        unit = self._strands.unit if self._strands is not None else ""
        return ", ".join(part for part in (unit, self.tr("log") if self._scale.log else "") if part)

    def add_actions(self, menu: QMenu) -> None:
        """Offer the kind of scale, and history alone."""
        history = menu.addAction(self.tr("History only"), self.turn_history)
        history.setCheckable(True)
        history.setChecked(self._until is not None)
        if self._strands is None or self._strands.stacked:
            menu.addSeparator()
            return
        action = menu.addAction(self.tr("Logarithmic scale"), self.turn_scale)
        action.setCheckable(True)
        action.setChecked(self._scale.log)
        menu.addSeparator()

    def turn_history(self) -> None:
        """Switch between the whole span and what lies before the present."""
        if self._view is not None:
            self._until = math.ceil(self._view.present) if self._until is None else None
            self.show_result(self._view)

    def turn_scale(self) -> None:
        """Switch between equal steps and equal factors, for this chart."""
        if self._view is not None and self._shown is not None:
            self._log[self._shown[:2]] = not self._scale.log
            self.show_result(self._view)

    def _show_range(self, values: Range) -> None:
        self.plot.set_range(values, log=self._scale.log)
        self._draw()

    def _fit_columns(self, strands: Strands, view: View) -> None:
        """Measure axis and label column; kept while a lever is held."""
        largest = max((float(np.nanmax(np.abs(s.values))) for s in strands.strands), default=1.0)
        here = [abs(strands.at(strand)) for strand in strands.strands]
        peaks = (max(here, default=0.0), largest)
        text = max((fmt.fixed(peak, decimals((peak,))) for peak in peaks), key=len)
        ticks = tuple(fmt.short(tick) for tick in self._scale.range.ticks)
        key = (view.compact, len(text), max(len(tick) for tick in ticks), self.width())
        if self._columns is not None and (self._columns[0] == key or view.held):
            return
        widest = "".join("0" if figure.isdigit() else figure for figure in text)
        indent = BARE if strands.stacked else WITH_LINE
        names = [strand.label for strand in strands.strands]
        widths = columns(names, widest, changes=False, compact=view.compact, indent=indent)
        most = max(self.width() * (0.3 if strands.stacked else 0.36), 60.0)
        widths = Columns(min(widths.name, most), widths.value, 0.0, widths.gap, indent)
        self._columns = (key, widths)
        measure = QFontMetricsF(font(12))
        self._names = {name: measure.elidedText(name, _ELIDE, widths.name + 1.0) for name in names}
        axis = max(QFontMetricsF(font(11)).horizontalAdvance(tick) for tick in ticks)
        left = max(math.ceil(axis) + 14.0, 38.0)
        self.plot.set_margins(QMarginsF(left, _TOP, widths.width + SIDE, _BOTTOM))

    def _draw(self) -> None:
        """Hand the newest frame to the painter item."""
        view, strands = self._view, self._strands
        if view is None or strands is None:
            return
        if self._columns is None:
            self._fit_columns(strands, view)
        if self._columns is None:
            return
        hovered, readout = self._reading(strands)
        labels, caption = self._labels(strands), fmt.year(view.year)
        scene = LayerScene(strands, labels, self._columns[1], self._marks, view.present, caption)
        fan = self._take_fan(view, strands, readout.key if hovered is not None and readout else "")
        scene = replace(scene, readout=readout, hovered=hovered, stale=view.stale, fan=fan)
        self.painter_item.show_scene(scene)

    def _labels(self, strands: Strands) -> tuple[EndLabel, ...]:
        """Make the rows: a band's at its middle, a line's at its end; the value at the cursor."""
        values = [strands.at(strand) for strand in strands.strands]
        places = decimals(values)
        edges = strands.edges[:, -1]
        rows = []
        for rank, (strand, value) in enumerate(zip(strands.strands, values, strict=True)):
            end = (edges[rank] + edges[rank + 1]) / 2.0 if strands.stacked else float(strand.values[-1])
            name = self._names.get(strand.label, strand.label)
            rows.append(EndLabel(strand.key, name, float(end), fmt.fixed(value, places)))
        return tuple(rows)

    # --------------------------------------------------------------------------------------- mouse

    def _press(self, point: QPointF) -> None:
        """Ask for more about the published figure under the mouse."""
        mark = mark_at(self._marks, self.plot.plane(), point)
        if mark is not None:
            self.figureChosen.emit(mark.seen.id)

    def _move(self, point: QPointF) -> None:
        plane = self.plot.plane()
        self._hovered = point if plane.rect.contains(point) else None
        over = self._hovered is not None and mark_at(self._marks, plane, point) is not None
        shapes = Qt.CursorShape
        self.plot.viewport().setCursor(shapes.PointingHandCursor if over else shapes.ArrowCursor)
        self._draw()

    def _leave(self) -> None:
        if self._hovered is not None:
            self._hovered = None
            self._draw()

    def _reading(self, strands: Strands) -> tuple[float | None, Readout | None]:
        """Say what is under the mouse: a published figure, else the band it is in or the nearest line."""
        if self._hovered is None or not strands.strands:
            return None, None
        plane = self.plot.plane()
        mark = mark_at(self._marks, plane, self._hovered)
        if mark is not None and self._view is not None:
            return None, mark_readout(mark, self._view, plane)
        year = on_quarter(plane.year(self._hovered.x()), plane.start, plane.end)
        heights = strands.heights(year)
        mouse = self._hovered.y()
        rank = min(range(len(heights)), key=lambda place: abs(plane.y(heights[place]) - mouse))
        strand = strands.strands[rank]
        value, before = strands.at(strand, year), strands.reference_at(strand, year)
        change = fmt.change(value, before) if before is not None else None
        lines = [f"{strand.label}, {fmt.year(year)}"]
        if before is not None:
            text = fmt.fixed(before, decimals((value, before)))
            lines.append(self.tr("baseline {value}").format(value=text))
        if self._view is not None and year > self._view.present:
            lines += fan_lines(self._take_fan(self._view, strands, strand.key), strands.years, year)
        words = f"{fmt.fixed(value, decimals((value,)))} {strands.unit}".rstrip()
        anchor = QPointF(plane.x(year), plane.y(heights[rank]))
        return year, Readout(strand.key, anchor, words, str(change or ""), tuple(lines))

    # ------------------------------------------------------------------------------ table and words

    def fill_table(self) -> None:
        """Show the same numbers as columns."""
        strands = self._strands
        if strands is None:
            return
        found = [Column(self.tr("Year"), strands.years, plain=True)]
        found += [Column(strand.label, strand.values, strands.unit) for strand in strands.strands]
        if strands.stacked:
            found.append(Column(self.tr("total"), strands.edges[-1], strands.unit))
            total = strands.reference_total()
            if total is not None:
                found.append(Column(self.tr("baseline"), total, strands.unit))
        if self._marks:
            found.append(Column(self.tr("published"), told(self._marks, strands.years)))
        self.numbers.show_columns(found)

    def sentence(self) -> str:
        """Say what the chart shows at the cursor."""
        view, strands = self._view, self._strands
        if view is None or strands is None:
            return ""
        values = [f"{s.label} {fmt.number(strands.at(s), 3)}" for s in strands.strands]
        template = self.tr("{title}, {region}, {year}, in {unit}: {values}.")
        sentence = template.format(
            title=self.chooser.text(),
            region=region_words(view),
            year=fmt.year(view.year),
            unit=strands.unit or "1",
            values=", ".join(values),
        )
        published = "; ".join(text for text in told(self._marks, strands.years) if text)
        more = self.tr("Published: {figures}.").format(figures=published) if published else ""
        return f"{sentence} {more}".rstrip()

    def strand(self, key: str) -> Strand | None:
        """Give a strand on show by its key."""
        if self._strands is None:
            return None
        return next((strand for strand in self._strands.strands if strand.key == key), None)
