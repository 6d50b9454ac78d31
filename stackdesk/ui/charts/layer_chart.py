"""The chart of the chosen layer: any of those its declaration offers, in any form, and its table twin."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QMarginsF, QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from stackdesk.core.layer import Chart
from stackdesk.ui.charts.chart_menu import fill_menu
from stackdesk.ui.charts.chooser import Chooser
from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.charts.faces import Faces
from stackdesk.ui.charts.forms import (
    ALONE,
    FLOW,
    LINES,
    MULTIPLES,
    PANES,
    REGIONS,
    SHARES,
    STACK,
    Choice,
    choice,
    forms,
    own_form,
    parts,
    rooms,
    shaped,
)
from stackdesk.ui.charts.frame import SIDE, ChartFrame
from stackdesk.ui.charts.layer_painter import LayerPainter
from stackdesk.ui.charts.marks import Mark, mark_at
from stackdesk.ui.charts.memory import Memory
from stackdesk.ui.charts.pane import Manner, Pane
from stackdesk.ui.charts.scale import Range
from stackdesk.ui.charts.settle import Settling
from stackdesk.ui.charts.strands import Strand, Strands, sources
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.units import units
from stackdesk.ui.charts.words import declared
from stackdesk.ui.theme import Theme
from stackdesk.ui.view import WORLD, View

_TOP, _BOTTOM = 22.0, 26.0
_WIDE = 560


class LayerChart(ChartFrame):
    """One of the layers' own charts. Which one, and how it is read, is remembered.

    `figureChosen` carries the name of a published figure that was clicked; `chartChosen` layer and key.
    """

    figureChosen = Signal(str)  # noqa: N815  (a Qt signal)
    chartChosen = Signal(str, str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None, name: str = "layer.chart") -> None:
        super().__init__(name, "", parent)
        self.setAccessibleName(self.tr("Layer chart"))
        self.title.hide()
        self.subtitle.hide()
        self.memory = Memory()
        self._view: View | None = None
        self._pinned: tuple[str, str] | None = None
        self._alone: tuple[str, str] | None = None
        self._choice: Choice | None = None
        self._until: float | None = None
        self._hovered: QPointF | None = None
        self.pane = Pane()
        self._add_controls(name)
        self._add_faces()
        self._settling = Settling(self._show_range, self)

    def _add_controls(self, name: str) -> None:
        self.chooser = Chooser(self, f"{name}.choice")
        self.header.insertWidget(0, self.chooser, 1)
        self.chooser.chosen.connect(self.choose)
        equal = self.tr("Equal steps upwards")
        self.scale_choice = Segments(
            f"{name}.scale",
            (("log", self.tr("log"), self.tr("Equal factors upwards")), ("lin", self.tr("lin"), equal)),
            self,
        )
        self.share_choice = Segments(
            f"{name}.share",
            (
                (STACK, self.tr("sum"), self.tr("Amounts, one on the other")),
                (SHARES, self.tr("%"), self.tr("Shares of the whole")),
            ),
            self,
        )
        for control in (self.scale_choice, self.share_choice):
            self.add_control(control)
            control.hide()
        self.scale_choice.chosen.connect(lambda key: self.set_manner("log", key == "log"))
        self.share_choice.chosen.connect(lambda key: self.set_manner("form", key))

    def _add_faces(self) -> None:
        self.painter_item = LayerPainter()
        self.faces = Faces(self.painter_item, self.body)
        self.plot = self.faces.plot
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.faces)
        self.faces.pressed.connect(self._press)
        self.plot.moved.connect(self._move)
        self.plot.left.connect(self._leave)
        self.plot.resized.connect(self._draw)

    # ------------------------------------------------------------------------------- what is shown

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self.pane.columns = None
        self.chooser.set_theme(theme)
        self.faces.dress(theme)
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
        """The numbers on show, where they are series as they are on one plot."""
        return self.pane.strands if self.form in (LINES, STACK) and self.pane.plain else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The published figures on show."""
        return self.pane.marks

    @property
    def shown(self) -> tuple[str, str]:
        """Layer and key of the chart on show."""
        return ("", "") if self._choice is None else (self._choice.layer, self._choice.key)

    @property
    def form(self) -> str:
        """The form the chart is in."""
        if self._choice is None or self._view is None:
            return LINES
        own, wanted = own_form(self._choice.chart), self.memory.get(self._choice.name, "form")
        return str(wanted) if wanted in forms(self._choice.placed(self._view), self._choice.chart) else own

    def series_of(self, strand: Strand) -> tuple[str, str]:
        """Give the address and the region of a band or line."""
        region = self.pane.view.region if self.pane.view is not None else WORLD
        chart = self.pane.chart
        if chart is not None and chart.by_region and region == WORLD:
            return chart.series[0], strand.key
        return strand.key, region

    def figure_at(self, point: QPointF) -> Mark | None:
        """Give the published figure under the mouse."""
        if self.form in (PANES, MULTIPLES):
            return self.faces.multiples.figure_at(point)
        return mark_at(self.pane.marks, self.plot.plane(), point)

    def choose(self, layer: str, key: str) -> None:
        """Show a chart; one of another layer stays until the user turns to a layer again."""
        self.memory.choose(layer, key)
        if self._view is not None:
            self._pinned, self._alone = (self._view.layer, layer), None
            self.show_result(self._view)
        self.chartChosen.emit(layer, key)

    def show_series(self, address: str, until: float | None = None) -> None:
        """Show a series alone, on a declared chart where there is one, so that its figures can be judged.

        With `until` the chart ends at that year: history fills the plot.
        """
        view = self._view
        if view is None:
            return
        self._until = until
        for room in rooms(view):
            for chart in room.charts:
                regions = chart.by_region and view.region == WORLD
                if chart.series == (address,) and not chart.stacked and not regions and not chart.summed:
                    self.choose(room.key, chart.key)
                    return
        layer = view.series[address].layer
        self._pinned, self._alone = (view.layer, layer), (layer, f"{ALONE}{address}")
        self.show_result(view)

    def compare_regions(self, address: str) -> None:
        """Show a series region by region."""
        if self._view is not None:
            self.choose(self._view.series[address].layer, f"{REGIONS}{address}")

    def set_manner(self, what: str, value: Any) -> None:
        """Keep another form, scale or unit for the chart on show."""
        if self._choice is not None and self._view is not None:
            self.memory.set(self._choice.name, what, value)
            self.show_result(self._view)

    def _chosen(self, view: View) -> Choice | None:
        """Find which chart is on."""
        if self._pinned is not None and self._pinned[0] != view.layer:
            self._pinned = self._alone = self._until = None
        if self._alone is not None:
            return choice(view, *self._alone)
        layer = self._pinned[1] if self._pinned is not None else view.layer
        return choice(view, layer, self.memory.chosen(layer))

    def show_result(self, view: View) -> None:
        """Show one frame."""
        self._view = view
        chosen = self._chosen(view)
        if chosen is None:
            return
        fresh = chosen != self._choice
        self._choice = chosen
        if self._until is not None and view.year > self._until:
            self._until = None
        form, placed = self.form, chosen.placed(view)
        if form == FLOW:
            self.faces.flow.show_flow(view)
        elif form in (PANES, MULTIPLES):
            same = form == MULTIPLES and not chosen.chart.over
            self.faces.multiples.show_parts(
                placed, parts(placed, chosen.chart), self.manner(form), same_scale=same
            )
        else:
            self._show_plot(placed, shaped(chosen.chart, form), form)
        face = (
            self.faces.flow
            if form == FLOW
            else self.faces.multiples
            if form in (PANES, MULTIPLES)
            else self.plot
        )
        self.faces.turn_to(face)
        title = declared(chosen.chart.title)
        if chosen.key.startswith(REGIONS):
            title = self.tr("{title} by region").format(title=title)
        self.chooser.show_choice(view, chosen, title, self._unit_words())
        self._show_controls(form)
        if fresh:
            self.setAccessibleName(self.tr("Chart: {title}").format(title=title))
        self.changed()

    def manner(self, form: str) -> Manner:
        """Give how the chart on show is read."""
        name = self._choice.name if self._choice is not None else ""
        log, unit = self.memory.get(name, "log"), self.memory.get(name, "unit")
        return Manner(self._until, str(unit or ""), form == SHARES, log if isinstance(log, bool) else None)

    def _show_plot(self, view: View, chart: Chart, form: str) -> None:
        """Show one plot."""
        if self.pane.take(view, chart, self.manner(form), self.width()):
            self._hovered = None
            self._settling.forget()
        end = float(view.result.years[-1]) if self._until is None else self._until
        self.plot.set_years(float(view.result.years[0]), end)
        self._settling.to(self.pane.scale.range, log=self.pane.scale.log, animated=not view.held)
        self._draw()

    def banded(self) -> tuple[tuple[str, str], ...]:
        """List the lines on show that bands could be drawn around, as series and region."""
        view, chart = self.pane.view, self.pane.chart
        if view is None or chart is None or self.strands is None or not self.isVisible():
            return ()
        return tuple(sources(view, chart).values())

    def _unit_words(self) -> str:
        """Give the unit, and that the scale is logarithmic where it is."""
        if self.form in (PANES, FLOW):
            return ""
        pane = (
            self.faces.multiples.panes[0]
            if self.form == MULTIPLES and self.faces.multiples.panes
            else self.pane
        )
        unit = pane.strands.unit if pane.strands is not None else ""
        return ", ".join(part for part in (unit, self.tr("log") if pane.scale.log else "") if part)

    def _show_controls(self, form: str) -> None:
        """Show the segments that fit the form, where there is room for them."""
        wide = self.width() >= _WIDE
        self.scale_choice.setVisible(wide and form in (LINES, MULTIPLES))
        self.share_choice.setVisible(wide and form in (STACK, SHARES))
        self.scale_choice.choose("log" if self.pane.scale.log else "lin")
        if form in (STACK, SHARES):
            self.share_choice.choose(form)

    def add_actions(self, menu: QMenu) -> None:
        """Offer form, scale, unit, and history alone."""
        if self._view is not None and self._choice is not None:
            fill_menu(menu, self, self._choice.placed(self._view), self._choice)

    def turn_history(self) -> None:
        """Switch between the whole span and what lies before the present."""
        if self._view is not None:
            self._until = math.ceil(self._view.present) if self._until is None else None
            self.show_result(self._view)

    @property
    def history_only(self) -> bool:
        """Whether the chart ends soon after the present."""
        return self._until is not None

    def turn_scale(self) -> None:
        """Switch between equal steps and equal factors, for this chart."""
        self.set_manner("log", not self.pane.scale.log)

    def unit_names(self) -> tuple[str, ...]:
        """List the units the chart on show can be read in."""
        if self._view is None or self._choice is None or self.form in (PANES, FLOW, SHARES):
            return ()
        return units(Pane.counted(self._view, self._choice.chart))

    def _show_range(self, values: Range) -> None:
        self.plot.set_range(values, log=self.pane.scale.log)
        self._draw()

    def _draw(self) -> None:
        """Hand the newest frame to the painter item."""
        pane = self.pane
        if pane.columns is None:
            pane.fit_columns(self.width())
        if pane.columns is None:
            return
        self.plot.set_margins(QMarginsF(pane.axis, _TOP, pane.columns[1].width + SIDE, _BOTTOM))
        hovered, readout = None, None
        if self._hovered is not None:
            hovered, readout = pane.reading(self.plot.plane(), self._hovered)
        scene = pane.scene(hovered, readout)
        if scene is not None:
            self.painter_item.show_scene(scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the segments where there is room."""
        super().resizeEvent(event)
        if self._view is not None:
            self._show_controls(self.form)

    # --------------------------------------------------------------------------------------- mouse

    def _press(self, point: QPointF) -> None:
        """Ask for more about the published figure under the mouse."""
        mark = self.figure_at(point)
        if mark is not None:
            self.figureChosen.emit(mark.seen.id)

    def _move(self, point: QPointF) -> None:
        plane = self.plot.plane()
        self._hovered = point if plane.rect.contains(point) else None
        over = self._hovered is not None and self.figure_at(point) is not None
        shapes = Qt.CursorShape
        self.plot.viewport().setCursor(shapes.PointingHandCursor if over else shapes.ArrowCursor)
        self._draw()

    def _leave(self) -> None:
        if self._hovered is not None:
            self._hovered = None
            self._draw()

    # ------------------------------------------------------------------------------ table and words

    def fill_table(self) -> None:
        """Show the same numbers as columns."""
        if self.form == FLOW:
            self.numbers.show_columns(self.faces.flow.table())
            return
        several = self.form in (PANES, MULTIPLES)
        pane = self.faces.multiples.panes[0] if several and self.faces.multiples.panes else self.pane
        if pane.strands is None:
            return
        rows = self.faces.multiples.table() if several else pane.table()
        self.numbers.show_columns([Column(self.tr("Year"), pane.strands.years, plain=True), *rows])

    def sentence(self) -> str:
        """Say what the chart shows at the cursor."""
        title = self.chooser.text()
        if self.form == FLOW:
            return self.faces.flow.sentence(title)
        return (
            self.faces.multiples.sentence() if self.form in (PANES, MULTIPLES) else self.pane.sentence(title)
        )

    def strand(self, key: str) -> Strand | None:
        """Give a strand on show by its key."""
        strands = self.pane.strands
        return None if strands is None else next((one for one in strands.everything if one.key == key), None)
