"""Ceilings and delivery: what each layer alone would allow, what runs, what binds and when."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QMarginsF, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.ceilings import DELIVERED, FLEET, RUNNING, Ceilings, places, read_ceilings, read_pull
from stackdesk.ui.charts.ceilings_painter import CeilingsPainter, Scene
from stackdesk.ui.charts.controls import Held, Segments
from stackdesk.ui.charts.curve_readout import curve_readout, told_change
from stackdesk.ui.charts.end_labels import Columns, EndLabel, columns
from stackdesk.ui.charts.events_strip import EventStrip
from stackdesk.ui.charts.fan import fan_columns, fan_lines, room_for
from stackdesk.ui.charts.frame import SIDE, ChartFrame
from stackdesk.ui.charts.marks import Mark, mark_at, mark_readout, read_marks, told
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.plot import Plot
from stackdesk.ui.charts.readout import Readout
from stackdesk.ui.charts.ribbon import Ribbon
from stackdesk.ui.charts.scale import Range, Scale
from stackdesk.ui.charts.settle import Settling
from stackdesk.ui.charts.spoken import delivery_sentence
from stackdesk.ui.charts.stretches import Pieces, RibbonView, read_ribbon
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.verdict import Verdict, decimals, fan_at, sureness, verdict
from stackdesk.ui.charts.verdict_line import VerdictLine
from stackdesk.ui.charts.words import cause_words, layer_name, region_words
from stackdesk.ui.charts.year_axis import YearAxis, on_quarter
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import px
from stackdesk.ui.view import View

LEFT = 48.0
_TOP, _BOTTOM = 10.0, 8.0
_GRAB = 6.0
_BINDING = ("layer", "cause")


class CeilingsChart(ChartFrame):
    """The main chart. `yearChanged` asks for another year; the window answers with a new view.

    `figureChosen` carries the name of a published figure that was clicked.
    """

    yearChanged = Signal(float)  # noqa: N815  (a Qt signal)
    figureChosen = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ceilings.chart", "", parent)
        self.title.say(self.tr("Ceilings and delivery"))
        self.setAccessibleName(self.tr("Ceilings and delivery"))
        self._view: View | None = None
        self._ceilings: Ceilings | None = None
        self._verdict: Verdict | None = None
        self._pieces = Pieces()
        self._bands: RibbonView | None = None
        self._fan: Numbers | None = None
        self._marks: tuple[Mark, ...] = ()
        self._marks_for: tuple[object, ...] = ()
        self._scale = Scale()
        self._columns: tuple[tuple[object, ...], Columns] | None = None
        self._hovered: QPointF | None = None
        self._dragging = False
        self._add_controls()
        self._add_parts()
        self._settling = Settling(self._show_range, self)

    def _add_controls(self) -> None:
        self.held = Held(self.tr("axis held"), self)
        self.scale_choice = Segments(
            "ceilings.scale",
            (
                ("log", self.tr("log"), self.tr("Equal factors upwards")),
                ("lin", self.tr("lin"), self.tr("Equal steps upwards")),
            ),
            self,
        )
        self.scale_choice.choose("lin")
        chips = self.tr(
            "Each ceiling in GW times the H100 equivalents that a running GW holds at that date: "
            "chips in operation divided by running load"
        )
        self.unit_choice = Segments(
            "ceilings.unit",
            (
                ("GW", self.tr("GW"), self.tr("GW of IT nameplate")),
                ("H100e", self.tr("M H100e"), chips),
            ),
            self,
        )
        for control in (self.held, self.scale_choice, self.unit_choice):
            self.add_control(control)
        self.scale_choice.chosen.connect(self._rescale)
        self.unit_choice.chosen.connect(self._rescale)

    def _add_parts(self) -> None:
        self.verdict_line = VerdictLine(self)
        self.column.insertWidget(1, self.verdict_line)
        self.painter_item = CeilingsPainter()
        self.plot = Plot(self.painter_item, self.body)
        self.plot.setAccessibleName(self.tr("Plot of ceilings and delivery"))
        self.events = EventStrip(self.body)
        self.ribbon = Ribbon(self.body)
        self.year_axis = YearAxis(self.body)
        parts = QVBoxLayout(self.body)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(self.plot, 1)
        parts.addWidget(self.events)
        parts.addWidget(self.ribbon)
        parts.addWidget(self.year_axis)
        self.year_axis.year_moved.connect(self.yearChanged)
        self.plot.pressed.connect(self._press)
        self.plot.moved.connect(self._move)
        self.plot.released.connect(self._release)
        self.plot.left.connect(self._leave)
        self.plot.resized.connect(self._draw)

    # ------------------------------------------------------------------------------- what is shown

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self._columns = None
        self.plot.dress(theme)
        self.painter_item.dress(theme)
        self.events.set_theme(theme)
        self.ribbon.set_theme(theme)
        self.year_axis.set_theme(theme)
        self.verdict_line.set_theme(theme)
        self._draw()

    def set_motion(self, milliseconds: int) -> None:
        """Set how long an axis takes to settle; 0 with reduced motion."""
        self._settling.milliseconds = milliseconds

    def show_result(self, view: View) -> None:
        """Show one frame."""
        self._view = view
        self._ceilings = read_ceilings(view, chips=self.unit == "H100e")
        self._take_marks(view)
        self._bands = read_ribbon(view, self._pieces, differs=self._ceilings.differs)
        layer, cause = (str(view.result.at(f"binding.{what}", view.year, view.region)) for what in _BINDING)
        cut = next((cut for cut in self._bands.cuts if cut[0] <= view.year < cut[1]), None)
        pull = read_pull(view, layer, chips=self.unit == "H100e")
        self._verdict = verdict(
            layer, cause_words(view, layer, cause), self._ceilings, self._unit_words(), cut, pull
        )
        self._take_fan(view, self._ceilings)
        self._verdict = sureness(self._verdict, view, *fan_at(self._ceilings, self._fan))
        low, high = self._ceilings.extent(log=self._scale.log)
        self._scale.fit(low, room_for(self._fan, high), held=view.held)
        self.plot.set_years(float(view.result.years[0]), float(view.result.years[-1]))
        self._fit_columns(self._ceilings, view)
        self._settling.to(self._scale.range, log=self._scale.log, animated=not view.held)
        self.held.show_held(view.held)
        self._say_subtitle(view)
        self._draw()
        self.changed()

    @property
    def banded(self) -> str:
        """The series that is delivered, which bands can be drawn around."""
        return RUNNING if self.unit == "GW" else FLEET

    def _take_fan(self, view: View, ceilings: Ceilings) -> None:
        """Take the bands of what is delivered, where there are any."""
        line = ceilings.curve(DELIVERED).values
        self._fan = None if view.bands is None else view.bands.fan(self.banded, view.region, line)

    def _take_marks(self, view: View) -> None:
        """Choose the published figures on show, anew only for another region, unit or reference."""
        key = (view.region, self.unit, id(view.observations))
        if key != self._marks_for:
            self._marks_for = key
            self._marks = read_marks(view.observations, places(view, chips=self.unit == "H100e"), 1.0)

    @property
    def unit(self) -> str:
        """The unit in use: "GW" or "H100e"."""
        return self.unit_choice.current()

    @property
    def view(self) -> View | None:
        """The frame on show."""
        return self._view

    @property
    def ceilings(self) -> Ceilings | None:
        """The numbers on show."""
        return self._ceilings

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The published figures on show."""
        return self._marks

    def figure_at(self, point: QPointF) -> Mark | None:
        """Give the published figure under the mouse."""
        return mark_at(self._marks, self.plot.plane(), point)

    def plot_left_right(self) -> tuple[int, int]:
        """Give where the plot begins and ends, in global pixels."""
        plane = self.plot.plane()
        corner = self.plot.mapToGlobal(QPoint(0, 0)).x()
        return corner + round(plane.left), corner + round(plane.right)

    def _unit_words(self) -> str:
        return self.tr("GW") if self.unit == "GW" else self.tr("M H100e")

    def _say_subtitle(self, view: View) -> None:
        what = self.tr("GW of IT load") if self.unit == "GW" else self.tr("million H100 equivalents")
        self.subtitle.say(f"{what}, {region_words(view)}")

    def _rescale(self, _: str) -> None:
        """Take another kind of scale or unit: fit afresh."""
        self._scale.log = self.scale_choice.current() == "log"
        self._scale.forget()
        if self._view is not None:
            self.show_result(self._view)

    def _show_range(self, values: Range) -> None:
        self.plot.set_range(values, log=self._scale.log)
        self._draw()

    def _fit_columns(self, ceilings: Ceilings, view: View) -> None:
        """Measure the column of labels; kept while a lever is held, so that the plot keeps its width."""
        largest = max(float(np.nanmax(curve.values)) for curve in ceilings.curves)
        other = view.against_name if view.reference_result is not None else None
        key = (view.compact, self.unit, len(str(int(largest))), other)
        if self._columns is not None and (self._columns[0] == key or view.held):
            return
        names = [curve.label for curve in ceilings.curves] + [view.against_label()]
        widest = "0" * max(len(str(int(largest))), 3) + (",.0" if largest >= 1000.0 else ".0")
        widths = columns(names, widest, changes=view.reference_result is not None, compact=view.compact)
        self._columns = (key, widths)
        self.plot.set_margins(QMarginsF(px(LEFT), _TOP, widths.width + SIDE, _BOTTOM))

    def _draw(self) -> None:
        """Hand the newest frame to the painted parts."""
        view, ceilings = self._view, self._ceilings
        if view is None or ceilings is None or self._verdict is None:
            return
        if self._columns is None:
            self._fit_columns(ceilings, view)
        if self._columns is None:
            return
        widths = self._columns[1]
        binding = self._verdict.layer
        hovered, readout = self._reading(ceilings)
        self.painter_item.show_scene(
            Scene(
                ceilings,
                self._labels(ceilings, binding),
                widths,
                self._marks,
                view.present,
                binding,
                readout,
                hovered,
                view.stale,
                self._fan,
            )
        )
        self._place_strips()
        caption = self.tr("{unit} in {year}").format(unit=self._unit_words(), year=fmt.year(view.year))
        right = self.plot.plane().right + widths.value_right
        self.verdict_line.show_verdict(self._verdict, caption, right, stale=view.stale)

    def _place_strips(self) -> None:
        """Keep ribbon and years under the plot."""
        if self._view is None or self._bands is None:
            return
        plane = self.plot.plane()
        self.events.place(plane, self._view.year)
        self.ribbon.show_ribbon(self._bands, plane)
        self.year_axis.show_year(self._view.year, plane)

    def _labels(self, ceilings: Ceilings, binding: str) -> tuple[EndLabel, ...]:
        """Make the rows of the column: the value at the cursor, at the height of the line's end."""
        values = {curve.key: ceilings.at(curve.key) for curve in ceilings.curves}
        places = decimals(list(values.values()))
        rows = []
        for curve in ceilings.curves:
            before = ceilings.reference_at(curve.key)
            change = told_change(values[curve.key], before)
            strong = curve.key in (binding, DELIVERED)
            text = fmt.fixed(values[curve.key], places)
            end = float(curve.values[-1])
            rows.append(EndLabel(curve.key, curve.label, end, text, str(change or ""), strong))
        return tuple(rows)

    # --------------------------------------------------------------------------------------- mouse

    def _reading(self, ceilings: Ceilings) -> tuple[float | None, Readout | None]:
        """Say what the box tells: a published figure or the curve at the mouse, else what is delivered.

        That only if it has changed.
        """
        plane = self.plot.plane()
        if self._hovered is None or self._dragging:
            readout = curve_readout(ceilings, DELIVERED, ceilings.year, plane, self._unit_words())
            return None, readout if readout.change else None
        mark = mark_at(self._marks, plane, self._hovered)
        if mark is not None and self._view is not None:
            return None, mark_readout(mark, self._view, plane)
        year = on_quarter(plane.year(self._hovered.x()), plane.start, plane.end)
        mouse = self._hovered.y()
        keys = [curve.key for curve in ceilings.curves]
        nearest = min(reversed(keys), key=lambda key: abs(plane.y(ceilings.at(key, year)) - mouse))
        readout = curve_readout(ceilings, nearest, year, plane, self._unit_words())
        if nearest == DELIVERED and self._view is not None and year > self._view.present:
            lines = (*readout.lines, *fan_lines(self._fan, ceilings.years, year))
            readout = replace(readout, lines=lines)
        return year, readout

    def _inside(self, point: QPointF) -> bool:
        plane = self.plot.plane()
        across = plane.left - _GRAB <= point.x() <= plane.right + _GRAB
        return across and plane.top - _GRAB <= point.y() <= plane.bottom + _GRAB

    def _press(self, point: QPointF) -> None:
        """Ask for more about a published figure, else take hold of the cursor, wherever the press is."""
        mark = mark_at(self._marks, self.plot.plane(), point)
        if mark is not None and not self._near_cursor(point):
            self.figureChosen.emit(mark.seen.id)
        elif self._inside(point):
            self._dragging = True
            self.year_axis.move_to(point.x())

    def _move(self, point: QPointF) -> None:
        """Drag the cursor, or read off what is under the mouse."""
        if self._dragging:
            self.year_axis.move_to(point.x())
            return
        inside = self._inside(point)
        shape = Qt.CursorShape.ArrowCursor
        if inside and self._near_cursor(point):
            shape = Qt.CursorShape.SizeHorCursor
        elif mark_at(self._marks, self.plot.plane(), point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.plot.viewport().setCursor(shape)
        self._hovered = point if inside else None
        self._draw()

    def _near_cursor(self, point: QPointF) -> bool:
        return self._view is not None and abs(self.plot.plane().x(self._view.year) - point.x()) <= _GRAB

    def _release(self) -> None:
        self._dragging = False

    def _leave(self) -> None:
        if self._hovered is not None:
            self._hovered = None
            self._draw()

    # ------------------------------------------------------------------------------ table and words

    def fill_table(self) -> None:
        """Show the same numbers as columns: a year a row."""
        view, ceilings = self._view, self._ceilings
        if view is None or ceilings is None:
            return
        layers = [str(word) for word in view.result.get("binding.layer", view.region)]
        causes = [str(word) for word in view.result.get("binding.cause", view.region)]
        cuts = [self.tr("yes") if cut else "" for cut in view.result.capital_cut(view.region)]
        self.numbers.show_columns(
            [
                Column(self.tr("Year"), ceilings.years, plain=True),
                *(Column(c.label, c.values, self._unit_words()) for c in ceilings.curves),
                *fan_columns(self._fan, ceilings.curve(DELIVERED).label, self._unit_words()),
                Column(self.tr("binds"), [layer_name(view, layer) for layer in layers]),
                Column(
                    self.tr("cause"),
                    [cause_words(view, *pair) for pair in zip(layers, causes, strict=True)],
                ),
                Column(self.tr("budget cut orders"), cuts),
                *([Column(self.tr("published"), told(self._marks, ceilings.years))] if self._marks else []),
            ]
        )

    def sentence(self) -> str:
        """Say what the chart shows."""
        if self._verdict is None:
            return ""
        self.ribbon.setAccessibleDescription(self.ribbon.description())
        return "" if self._view is None else delivery_sentence(self._view, self.banded)
