"""The chart of one series: scenarios laid over each other, as differences from B, or side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.charts.frame import SIDE, ChartFrame
from stackdesk.ui.charts.marks import Mark, Place, extent, read_marks
from stackdesk.ui.charts.plot import Plot
from stackdesk.ui.charts.scale import Range, Scale
from stackdesk.ui.charts.settle import Settling
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.units import in_unit, units
from stackdesk.ui.charts.words import declared, region_words
from stackdesk.ui.charts.year_axis import YearAxis, on_quarter
from stackdesk.ui.compare.beside import beside_cells
from stackdesk.ui.compare.chart_lines import (
    BESIDE,
    DIFFERENCE,
    OVERLAY,
    Lines,
    read_lines,
    scale_of,
    told,
)
from stackdesk.ui.compare.chart_painter import ComparePainter, Scene
from stackdesk.ui.compare.held import RUNNING, Comparing
from stackdesk.ui.compare.multiples import Multiples
from stackdesk.ui.compare.picker import SeriesButton, SeriesPicker
from stackdesk.ui.compare.ribbons import Ribbons
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px

if TYPE_CHECKING:
    from stackdesk.core.series import Series

LEFT = 48.0
_TOP, _BOTTOM = 10.0, 8.0
_GRAB = 6.0
_LABELS, _LABELS_COMPACT, _LABELS_LEAST = 190.0, 150.0, 132.0


class CompareChart(ChartFrame):
    """One series of every scenario; `yearChanged` asks for another year."""

    yearChanged = Signal(float)  # noqa: N815  (a Qt signal)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("compare.chart", "", parent)
        self.title.hide()
        self.subtitle.hide()
        self.setAccessibleName(self.tr("One series of every scenario"))
        self.address = RUNNING
        self._comparing: Comparing | None = None
        self._lines: Lines | None = None
        self._unit: fmt.Scale | None = None
        self._units: dict[str, str] = {}
        self._shown: tuple[object, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._marks_for: tuple[object, ...] = ()
        self._hovered: QPointF | None = None
        self._dragging = False
        self._scale = Scale()
        self._add_controls()
        self._add_parts()
        self._settling = Settling(self._show_range, self)

    def _add_controls(self) -> None:
        self.series = SeriesButton("compare.series", 14.0, self)
        self.picker = SeriesPicker("compare.picker", self)
        self.header.insertWidget(0, self.series)
        self.header.insertStretch(1, 1)
        self._add_segments()
        for control in (self.beside, self.mode, self.scale_choice):
            self.add_control(control)
            control.chosen.connect(self._turn_to)
        self.series.clicked.connect(self._open_picker)
        self.picker.chosen.connect(self.show_series)

    def _add_segments(self) -> None:
        """Make the choices of how scenarios are shown."""
        self.beside = Segments(
            "compare.beside",
            (
                ("scenarios", self.tr("Scenarios"), self.tr("One plot for each scenario")),
                ("regions", self.tr("Regions"), self.tr("One plot for each region, A and B in each")),
            ),
            self,
        )
        self.beside.setAccessibleName(self.tr("One plot for each"))
        self.mode = Segments(
            "compare.mode",
            (
                (OVERLAY, self.tr("Overlay"), self.tr("All scenarios in one plot")),
                (DIFFERENCE, self.tr("Difference"), self.tr("By how much each differs from B")),
                (BESIDE, self.tr("Side by side"), self.tr("A small plot for each, on one axis")),
            ),
            self,
        )
        self.mode.setAccessibleName(self.tr("How scenarios are shown"))
        self.scale_choice = Segments(
            "compare.scale",
            (
                ("log", self.tr("log"), self.tr("Equal factors upwards")),
                ("lin", self.tr("lin"), self.tr("Equal steps upwards")),
            ),
            self,
        )
        self.scale_choice.setAccessibleName(self.tr("Scale"))
        self.scale_choice.choose("lin")
        self.beside.hide()

    def _add_parts(self) -> None:
        self.painter_item = ComparePainter()
        self.plot = Plot(self.painter_item, self.body)
        self.plot.setAccessibleName(self.tr("Plot of one series of every scenario"))
        self.multiples = Multiples("compare.multiples", self.body)
        self.plots = QStackedWidget(self.body)
        self.plots.addWidget(self.plot)
        self.plots.addWidget(self.multiples)
        self.ribbons = Ribbons(self.body)
        self.year_axis = YearAxis(self.body)
        self.year_axis.setObjectName("compare.year")
        parts = QVBoxLayout(self.body)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(self.plots, 1)
        parts.addWidget(self.ribbons)
        parts.addWidget(self.year_axis)
        self.year_axis.year_moved.connect(self.yearChanged)
        self.plot.pressed.connect(self._press)
        self.plot.moved.connect(self._move)
        self.plot.released.connect(self._release)
        self.plot.left.connect(self._leave)
        self.plot.resized.connect(self._draw)

    # ----------------------------------------------------------------------------------- what is shown

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self.series.set_theme(theme)
        self.plot.dress(theme)
        self.multiples.set_theme(theme)
        self.ribbons.set_theme(theme)
        self.year_axis.set_theme(theme)
        self._draw()

    def set_motion(self, milliseconds: int) -> None:
        """Set how long an axis takes to settle."""
        self._settling.milliseconds = milliseconds

    def show_series(self, address: str) -> None:
        """Show another series."""
        self.address = address
        if self._comparing is not None:
            self.show_comparing(self._comparing)

    def show_comparing(self, comparing: Comparing) -> None:
        """Show one frame."""
        self._comparing = comparing
        view = comparing.view
        if comparing.series(self.address) is None:
            self.address = RUNNING
        mode, log = self.mode.current(), self.scale_choice.current() == "log"
        log = log and mode != DIFFERENCE
        regions = self.beside.current() == "regions"
        unit = self._units.get(self.address, "")
        shown = (self.address, view.region, mode, log, regions, unit, len(comparing.shown))
        if shown != self._shown:
            self._shown, self._unit, self._hovered = shown, None, None
            self._scale.log = log
            self._scale.forget()
            self._settling.forget()
        if self._unit is None or not view.held:
            places = tuple(view.result.regions) if mode == BESIDE and regions else (view.region,)
            self._unit = self._chosen_unit() or scale_of(comparing, self.address, places)
        difference = mode == DIFFERENCE
        self._lines = read_lines(comparing, self.address, self._unit, difference=difference)
        self._say(comparing, self._lines)
        self._take_marks(comparing, difference)
        if mode == BESIDE:
            self._show_beside(comparing, regions)
        else:
            self._show_plot(comparing, self._lines, log)
        self.plots.setCurrentWidget(self.multiples if mode == BESIDE else self.plot)
        self.beside.setVisible(mode == BESIDE)
        self.scale_choice.setEnabled(not difference)
        self.ribbons.setVisible(mode != BESIDE)
        self.ribbons.show_comparing(comparing, self.plot.plane())
        self.year_axis.setVisible(mode != BESIDE)
        self.year_axis.show_year(view.year, self.plot.plane())
        self.changed()

    def _say(self, comparing: Comparing, lines: Lines) -> None:
        series = comparing.series(self.address)
        title = declared(series.label) if series is not None else self.address
        unit = lines.unit or self.tr("no unit")
        detail = f"{unit}, {region_words(comparing.view)}"
        self.series.show_choice(title, detail, self.tr("Series"))

    def _take_marks(self, comparing: Comparing, difference: bool) -> None:
        """Choose the published figures of A's reference on show."""
        view = comparing.view
        factor = self._unit.factor if self._unit is not None else 1.0
        key = (self.address, view.region, factor, difference, id(view.observations))
        if key != self._marks_for:
            self._marks_for = key
            place = Place(self.address, "", self.address, view.region)
            self._marks = () if difference else read_marks(view.observations, (place,), factor)

    def _show_plot(self, comparing: Comparing, lines: Lines, log: bool) -> None:
        view = comparing.view
        low, high = lines.extent()
        if log:
            low = lines.lowest_positive()
        low, high = extent(low, high, self._marks)
        self._scale.fit(low, high, held=view.held)
        self.plot.set_years(float(comparing.years[0]), float(comparing.years[-1]))
        self._fit_margins(comparing, lines, view.compact)
        self._settling.to(self._scale.range, log=log, animated=not view.held)
        self._draw()

    def _show_beside(self, comparing: Comparing, regions: bool) -> None:
        assert self._unit is not None
        cells, columns = beside_cells(comparing, self.address, self._unit, regions=regions)
        log = self.scale_choice.current() == "log"
        self.multiples.show_cells(cells, columns, comparing.years, comparing.view, shared=True, log=log)

    def _fit_margins(self, comparing: Comparing, lines: Lines, compact: bool) -> None:
        """Make room for the words at the lines' ends, no more than a quarter of the chart."""
        if comparing.view.held and hasattr(self, "_room"):
            return
        bold, plain, small = (QFontMetricsF(font(*one)) for one in ((12, STRONG), (11,), (11, STRONG)))
        names = max(bold.horizontalAdvance(one.name) for one in comparing.shown) + 40.0
        most = min(px(_LABELS_COMPACT if compact else _LABELS), 0.26 * self.width())
        told = [
            plain.horizontalAdvance(f"{lines.text(one.at)} {lines.unit}")
            + small.horizontalAdvance(one.change)
            for one in lines.lines
        ]
        numbers = min(max(told, default=0.0) + 48.0, 0.3 * self.width())
        right = math.ceil(max(min(names, most), numbers, px(_LABELS_LEAST)))
        self.plot.set_margins(QMarginsF(px(LEFT), _TOP, right + SIDE, _BOTTOM))
        self._room = float(right)

    def _show_range(self, values: Range) -> None:
        self.plot.set_range(values, log=self._scale.log)
        self._draw()

    def _draw(self) -> None:
        """Hand the newest frame to the painted parts."""
        comparing, lines = self._comparing, self._lines
        if comparing is None or lines is None or not hasattr(self, "_room"):
            return
        view = comparing.view
        hovered = None
        if self._hovered is not None and not self._dragging:
            plane = self.plot.plane()
            hovered = on_quarter(plane.year(self._hovered.x()), plane.start, plane.end)
        scene = Scene(lines, self._marks, view.present, self._room, hovered, view.stale)
        self.painter_item.show_scene(scene)
        self.ribbons.place(self.plot.plane())
        self.year_axis.show_year(view.year, self.plot.plane())

    def plot_left_right(self) -> tuple[int, int]:
        """Give where the plot begins and ends, in global pixels."""
        plane = self.plot.plane()
        corner = self.plot.mapToGlobal(QPoint(0, 0)).x()
        return corner + round(plane.left), corner + round(plane.right)

    # ------------------------------------------------------------------------------- choosing and mouse

    def turn_to(self, mode: str) -> None:
        """Show scenarios in another way: overlay, difference, beside."""
        self.mode.choose(mode)
        self._turn_to(mode)

    def _turn_to(self, _: str) -> None:
        if self._comparing is not None:
            self.show_comparing(self._comparing)

    def _chosen_unit(self) -> fmt.Scale | None:
        """Give the unit that was chosen for this series, if one was."""
        series = self._comparing.series(self.address) if self._comparing is not None else None
        name = self._units.get(self.address, "")
        return in_unit(series.unit, name) if series is not None and name else None

    def add_actions(self, menu: QMenu) -> None:
        """Offer the units that the series can be read in."""
        series = self._comparing.series(self.address) if self._comparing is not None else None
        if series is None or not units(series.unit):
            return
        for name in units(series.unit):
            action = menu.addAction(name)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(self._unit is not None and self._unit.unit == name)
            action.triggered.connect(self._choose_unit)
        menu.addSeparator()

    def _choose_unit(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._units[self.address] = str(action.data())
            self._turn_to("")

    def _open_picker(self) -> None:
        if self._comparing is not None:
            offered: tuple[Series, ...] = self._comparing.common
            self.picker.open_below(self.series, offered, (self.address,), self.theme)

    def _inside(self, point: QPointF) -> bool:
        plane = self.plot.plane()
        across = plane.left - _GRAB <= point.x() <= plane.right + _GRAB
        return across and plane.top - _GRAB <= point.y() <= plane.bottom + _GRAB

    def _press(self, point: QPointF) -> None:
        if self._inside(point):
            self._dragging = True
            self.year_axis.move_to(point.x())

    def _move(self, point: QPointF) -> None:
        """Drag the cursor, or read off what is under the mouse."""
        if self._dragging:
            self.year_axis.move_to(point.x())
            return
        inside, plane = self._inside(point), self.plot.plane()
        near = self._comparing is not None and abs(plane.x(self._comparing.view.year) - point.x()) <= _GRAB
        shape = Qt.CursorShape.SizeHorCursor if inside and near else Qt.CursorShape.ArrowCursor
        self.plot.viewport().setCursor(shape)
        self._hovered = point if inside else None
        self._draw()

    def _release(self) -> None:
        self._dragging = False

    def _leave(self) -> None:
        if self._hovered is not None:
            self._hovered = None
            self._draw()

    # ---------------------------------------------------------------------------------- table and words

    def fill_table(self) -> None:
        """Show the same numbers as columns: a year a row, a scenario a column, what binds beside."""
        comparing, lines = self._comparing, self._lines
        if comparing is None or lines is None:
            return
        found = [Column(self.tr("Year"), lines.years, plain=True)]
        if self.mode.current() == BESIDE and self.beside.current() == "regions":
            found += [
                Column(f"{cell.title}, {'AB'[course.place]}", course.values, cell.unit)
                for cell in self.multiples.cells
                for course in cell.courses
            ]
            self.numbers.show_columns(found)
            return
        for one in lines.lines:
            head = f"{one.letter} {one.name}" if not lines.difference else f"{one.letter} − B"
            found.append(Column(head, one.values, lines.unit))
        self.numbers.show_columns(found)

    def sentence(self) -> str:
        """Say what the chart shows at the cursor, and what binds in each scenario."""
        comparing, lines = self._comparing, self._lines
        if comparing is None or lines is None:
            return ""
        self.ribbons.describe()
        return told(lines, self.series.text(), region_words(comparing.view))
