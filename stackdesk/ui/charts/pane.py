"""One plot of a layer's chart without a widget: its numbers, axis, column of labels, read-out and words."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QFontMetricsF

from stackdesk.core.layer import Chart
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.end_labels import BARE, WITH_LINE, Columns, EndLabel, columns
from stackdesk.ui.charts.fan import fan_columns, fan_lines, room_for
from stackdesk.ui.charts.guides import path_readout
from stackdesk.ui.charts.layer_painter import LayerScene
from stackdesk.ui.charts.marks import Mark, extent, mark_at, mark_readout, read_marks, told
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.readout import Readout
from stackdesk.ui.charts.scale import Scale
from stackdesk.ui.charts.spoken import strands_sentence
from stackdesk.ui.charts.strands import Strand, Strands, display_scale, places, read_fan, read_strands
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.units import in_unit
from stackdesk.ui.charts.verdict import decimals
from stackdesk.ui.charts.words import declared
from stackdesk.ui.charts.year_axis import on_quarter
from stackdesk.ui.typeface import font
from stackdesk.ui.view import View

_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True)
class Manner:
    """How a chart is read: up to a year, in a unit by name, as shares, on a scale (None: as suits it)."""

    until: float | None = None
    unit: str = ""
    shares: bool = False
    log: bool | None = None


class Pane:
    """Holds what one plot needs from frame to frame; whoever draws it gives it a plane."""

    def __init__(self) -> None:
        self.chart: Chart | None = None
        self.manner = Manner()
        self.view: View | None = None
        self.strands: Strands | None = None
        self.unit: fmt.Scale | None = None
        self.marks: tuple[Mark, ...] = ()
        self.columns: tuple[tuple[object, ...], Columns] | None = None
        self.names: dict[str, str] = {}
        self.axis = 38.0
        self.scale = Scale()
        self._shown: tuple[object, ...] | None = None
        self._marks_for: tuple[object, ...] = ()

    def take(self, view: View, chart: Chart, manner: Manner, width: float, *, labels: bool = True) -> bool:
        """Read a chart off a frame and fit axis and labels; say whether it is another chart than before."""
        shown = (chart, manner, view.region)
        fresh = shown != self._shown
        if fresh:
            self._shown = shown
            self.unit, self.columns = None, None
            self.scale.forget()
        self.view, self.chart, self.manner = view, chart, manner
        if self.unit is None or not view.held:
            self.unit = self._wanted_unit(view, chart)
        self.strands = self._read(view, chart, self.unit)
        self._take_marks(view, chart, self.unit.factor)
        self._fit_scale(self.strands, view)
        if labels:
            self.fit_columns(width)
        return fresh

    def reread(self, view: View, unit: fmt.Scale) -> None:
        """Read the same chart in the unit that other panes have."""
        if self.chart is not None:
            self.unit = unit
            self.strands = self._read(view, self.chart, unit)
            self._take_marks(view, self.chart, unit.factor)

    @property
    def plain(self) -> bool:
        """Whether the lines are series as they are, not shares, ratios or sums over the years."""
        return self.chart is not None and not (self.manner.shares or self.chart.over or self.chart.summed)

    def _wanted_unit(self, view: View, chart: Chart) -> fmt.Scale:
        """Give the unit that was chosen by name, else the one that suits the largest number."""
        return in_unit(self.counted(view, chart), self.manner.unit) or display_scale(
            view, chart, self.manner.until
        )

    @staticmethod
    def counted(view: View, chart: Chart) -> str:
        """Give the unit that the chart's series count in; empty for ratios and where nothing is shown."""
        first = next((one for one in view.series.values() if _fits(one.address, chart)), None)
        if first is None or chart.over or (first.unit == "1" and not _a_share(chart)):
            return ""
        return first.unit.removesuffix("/yr") if chart.summed else first.unit

    def _read(self, view: View, chart: Chart, unit: fmt.Scale) -> Strands:
        strands = read_strands(view, chart, unit)
        if self.manner.until is not None:
            strands = strands.until(self.manner.until)
        return strands.shared() if self.manner.shares and strands.stacked else strands

    def _take_marks(self, view: View, chart: Chart, factor: float) -> None:
        """Choose the published figures on show, anew only for another chart, region, unit or reference."""
        key = (self._shown, factor, id(view.observations))
        if key != self._marks_for:
            self._marks_for = key
            until = self.manner.until
            seen = [one for one in view.observations if until is None or one.year <= until]
            self.marks = read_marks(seen, places(view, chart), factor) if self.plain else ()

    def fan(self, key: str = "") -> Numbers | None:
        """Take the bands of a line, or of the first, where there are any."""
        view, chart, strands = self.view, self.chart, self.strands
        if view is None or chart is None or strands is None or self.unit is None or not strands.strands:
            return None
        if not self.plain:
            return None
        return read_fan(view, chart, strands, self.unit.factor, key or strands.strands[0].key)

    def _fit_scale(self, strands: Strands, view: View) -> None:
        """Fit the axis; logarithmic where the user wants it, or by itself where lines run over decades."""
        if not view.held:
            by_itself = strands.spans_decades or strands.path is not None
            log = (by_itself if self.manner.log is None else self.manner.log) and not strands.stacked
            if log != self.scale.log:
                self.scale.log = log
                self.scale.forget()
        low, high = self.extent()
        self.scale.fit(low, high, held=view.held)

    def extent(self) -> tuple[float, float]:
        """Give the lowest and highest value that the axis should hold."""
        if self.strands is None:
            return 0.0, 1.0
        low, high = extent(*self.strands.extent(), self.marks)
        if self.strands.unit == "%" and self.manner.shares:
            return 0.0, 100.0
        return low, room_for(self.fan(), high)

    def fit_columns(self, width: float) -> None:
        """Measure axis and label column; kept while a lever is held."""
        view, strands = self.view, self.strands
        if view is None or strands is None:
            return
        shown = strands.everything
        largest = max((float(np.nanmax(np.abs(s.values))) for s in shown), default=1.0)
        here = [abs(strands.at(strand)) for strand in shown]
        peaks = (max(here, default=0.0), largest)
        text = max((fmt.fixed(peak, decimals((peak,))) for peak in peaks), key=len)
        ticks = tuple(fmt.short(tick) for tick in self.scale.range.ticks)
        key = (view.compact, len(text), max(len(tick) for tick in ticks), width)
        if self.columns is not None and (self.columns[0] == key or view.held):
            return
        widest = "".join("0" if figure.isdigit() else figure for figure in text)
        indent = BARE if strands.stacked and not strands.lines else WITH_LINE
        names = [strand.label for strand in shown]
        widths = columns(names, widest, changes=False, compact=view.compact, indent=indent)
        most = max(width * (0.3 if strands.stacked else 0.36), 60.0)
        widths = Columns(min(widths.name, most), widths.value, 0.0, widths.gap, indent)
        self.columns = (key, widths)
        measure = QFontMetricsF(font(12))
        self.names = {name: measure.elidedText(name, _ELIDE, widths.name + 1.0) for name in names}
        axis = max(QFontMetricsF(font(11)).horizontalAdvance(tick) for tick in ticks)
        self.axis = max(math.ceil(axis) + 14.0, 38.0)

    def scene(self, hovered: float | None, readout: Readout | None) -> LayerScene | None:
        """Give the newest frame for the painter."""
        view, strands = self.view, self.strands
        if view is None or strands is None or self.columns is None:
            return None
        caption = fmt.year(view.year)
        scene = LayerScene(strands, self.labels(), self.columns[1], self.marks, view.present, caption)
        fan = self.fan(readout.key if hovered is not None and readout else "")
        return replace(scene, readout=readout, hovered=hovered, stale=view.stale, fan=fan)

    def labels(self) -> tuple[EndLabel, ...]:
        """Make the rows: a band's at its middle, a line's at its end; the value at the cursor."""
        strands = self.strands
        if strands is None:
            return ()
        values = [strands.at(strand) for strand in strands.everything]
        digits = decimals(values)
        ends = strands.heights(float(strands.years[-1]))
        return tuple(
            EndLabel(strand.key, self.names.get(strand.label, strand.label), end, fmt.fixed(value, digits))
            for strand, value, end in zip(strands.everything, values, ends, strict=True)
        )

    # -------------------------------------------------------------------------------- mouse and words

    def reading(self, plane: Plane, point: QPointF) -> tuple[float | None, Readout | None]:
        """Say what is under the mouse: a published figure or path, else its band or the nearest line."""
        view, strands = self.view, self.strands
        if view is None or strands is None or not strands.everything:
            return None, None
        mark = mark_at(self.marks, plane, point)
        if mark is not None:
            return None, mark_readout(mark, view, plane)
        year = on_quarter(plane.year(point.x()), plane.start, plane.end)
        path = path_readout(strands, plane, point, year)
        if path is not None:
            return None, path
        heights = strands.heights(year)
        rank = min(range(len(heights)), key=lambda place: abs(plane.y(heights[place]) - point.y()))
        anchor = QPointF(plane.x(year), plane.y(heights[rank]))
        return year, self._told(view, strands, strands.everything[rank], year, anchor)

    def _told(self, view: View, strands: Strands, strand: Strand, year: float, anchor: QPointF) -> Readout:
        """Tell a line's value at a year, how it changed, and its bands."""
        value, before = strands.at(strand, year), strands.reference_at(strand, year)
        change = fmt.change(value, before) if before is not None else None
        lines = [f"{strand.label}, {fmt.year(year)}"]
        if before is not None:
            text = fmt.fixed(before, decimals((value, before)))
            lines.append(f"{view.against_label()} {text}")
        if year > view.present:
            lines += fan_lines(self.fan(strand.key), strands.years, year)
        words = f"{fmt.fixed(value, decimals((value,)))} {strands.unit}".rstrip()
        return Readout(strand.key, anchor, words, str(change or ""), tuple(lines))

    def table(self, head: str = "") -> list[Column]:
        """Give the same numbers as columns, without the years."""
        strands = self.strands
        if strands is None:
            return []
        found = [Column(head + one.label, one.values, strands.unit) for one in strands.everything]
        if strands.strands:
            found += fan_columns(self.fan(), head + strands.strands[0].label, strands.unit)
        if strands.stacked and strands.unit != "%":
            total = QCoreApplication.translate("LayerChart", "total")
            found.append(Column(head + total, strands.edges[-1], strands.unit))
            other = strands.reference_total()
            if other is not None:
                name = self.view.against_label() if self.view is not None else ""
                found.append(Column(head + name, other, strands.unit))
        if strands.path is not None:
            found.append(Column(head + strands.path.label, strands.path.values, strands.unit))
        if self.marks:
            words = QCoreApplication.translate("LayerChart", "published")
            found.append(Column(head + words, told(self.marks, strands.years)))
        return found

    def sentence(self, title: str = "") -> str:
        """Say what the plot shows at the cursor, and what is published."""
        if self.view is None or self.strands is None or self.chart is None:
            return ""
        sentence = strands_sentence(title or declared(self.chart.title), self.strands, self.view)
        published = "; ".join(text for text in told(self.marks, self.strands.years) if text)
        more = QCoreApplication.translate("LayerChart", "Published: {figures}.")
        return f"{sentence} {more.format(figures=published)}" if published else sentence


def _fits(address: str, chart: Chart) -> bool:
    """Say whether a series is the chart's first."""
    if not chart.series:
        return False
    head, found, tail = chart.series[0].partition("{item}")
    if not found:
        return address == chart.series[0]
    middle = address[len(head) : len(address) - len(tail)]
    return address.startswith(head) and address.endswith(tail) and bool(middle) and "." not in middle


def _a_share(chart: Chart) -> bool:
    """Say whether a chart of plain numbers shows shares."""
    return chart.unit == "1" or chart.unit.startswith("share")
