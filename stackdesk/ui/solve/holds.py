"""Where results can be taken hold of: the curves of both charts, the tiles. Each maps pixels to values."""

from __future__ import annotations

import math
from typing import Generic, Protocol, TypeVar

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtWidgets import QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts import CeilingsChart, LayerChart
from stackdesk.ui.charts.ceilings import BASELINE, DELIVERED, Ceilings
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.strands import Strand, Strands
from stackdesk.ui.charts.words import declared
from stackdesk.ui.charts.year_axis import on_quarter
from stackdesk.ui.solve.grip import Grip, Refusal
from stackdesk.ui.tiles import Tile
from stackdesk.ui.view import View

NEAR = 5.0
"""How near to a curve the mouse takes hold of it, in pixels."""

BEYOND = 0.75
"""How far above the plot one can pull, in heights of the plot."""

PER_PIXEL = 1.0 / 200.0
"""What a pixel up adds to a tile's value, as a share, compounded."""

Chart = TypeVar("Chart", bound=CeilingsChart | LayerChart)

_RUNNING = "infrastructure.running_load"
_CEILING = "infrastructure.ceiling."
_FLEET = "chips.in_operation"
_PARTS = (_CEILING + "connection", _CEILING + "shells")


class Hold(Protocol):
    """Something with numbers that can be pulled."""

    @property
    def surface(self) -> QWidget:
        """Where the mouse lands."""

    @property
    def frame(self) -> QWidget:
        """What the surface belongs to: a card fits beside it."""

    def grip_at(self, point: QPointF) -> Grip | Refusal | None:
        """Give what is under the mouse; None where nothing can be taken hold of."""

    def value_at(self, grip: Grip, start: QPointF, point: QPointF) -> float:
        """Give the value that the mouse stands for, in the series' unit, pulled from a point."""

    def place_of(self, grip: Grip, value: float) -> QPointF | None:
        """Give where a value of what is held lies on the surface; None where there is no axis."""

    def course(self, grip: Grip) -> list[QPointF]:
        """Give points along the curve, which nothing should stand over."""


def pulled_value(plane: Plane, y: float) -> float:
    """Give the value at a pixel, also some way above the plot."""
    if y >= plane.top:
        return plane.value(y)
    over = min((plane.top - y) / max(plane.height, 1.0), BEYOND)
    if plane.log:
        return float(plane.high * (plane.high / plane.low) ** over)
    return plane.high + over * (plane.high - plane.low)


def nearest_line(plane: Plane, years: Numbers, lines: list[Numbers], point: QPointF) -> int | None:
    """Give the line that is near the mouse, the last of those equally near; None where none is."""
    if not plane.rect.contains(point):
        return None
    year = plane.year(point.x())
    away = [abs(plane.y(float(np.interp(year, years, line))) - point.y()) for line in lines]
    best = min(reversed(range(len(away))), key=away.__getitem__, default=None)
    return best if best is not None and away[best] <= NEAR else None


def _points(plane: Plane, years: Numbers, line: Numbers) -> list[QPointF]:
    return [QPointF(x, y) for x, y in zip(plane.xs(years), plane.ys(line), strict=True)]


class _PlotHold(Generic[Chart]):
    """A chart with a plot, held by points of the plot."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    @property
    def surface(self) -> QWidget:
        """The plot."""
        viewport: QWidget = self._chart.plot.viewport()
        return viewport

    @property
    def frame(self) -> QWidget:
        """The chart with all that belongs to it."""
        return self._chart


class CeilingsHold(_PlotHold[CeilingsChart]):
    """What is delivered and each ceiling."""

    def grip_at(self, point: QPointF) -> Grip | Refusal | None:
        """Give the curve under the mouse after the present."""
        view, ceilings, plane = self._chart.view, self._chart.ceilings, self._chart.plot.plane()
        if view is None or ceilings is None or self._chart.figure_at(point) is not None:
            return None
        curves = [curve for curve in ceilings.curves if curve.key != BASELINE]
        found = nearest_line(plane, ceilings.years, [curve.values for curve in curves], point)
        year = on_quarter(plane.year(point.x()), plane.start, plane.end)
        if found is None or year <= view.present:
            return None
        return self._grip(view, ceilings, curves[found].key, year)

    def _grip(self, view: View, ceilings: Ceilings, key: str, year: float) -> Grip | Refusal:
        """Say which series a curve is."""
        chips = self._chart.unit == "H100e"
        if chips and key != DELIVERED:
            return Refusal(
                QCoreApplication.translate(
                    "solve",
                    "A ceiling counted in chips follows the fleet that runs; choose GW to pull it.",
                )
            )
        address = _series_of(view, key, year, chips=chips)
        if address not in view.series:
            return Refusal(QCoreApplication.translate("solve", "No series stands behind this curve."))
        series = view.series[address]
        unit = fmt.sign("M H100e") if chips else series.unit
        value = float(view.result.at(address, year, view.region))
        scale = fmt.Scale(1.0, unit)
        return Grip(address, view.region, year, value, declared(series.label), key, series.unit, scale)

    def value_at(self, grip: Grip, start: QPointF, point: QPointF) -> float:
        """Read the value axis; the curve moves with the mouse, from where it was taken."""
        plane = self._chart.plot.plane()
        offset = start.y() - plane.y(grip.value)
        return max(pulled_value(plane, point.y() - offset), 0.0)

    def place_of(self, grip: Grip, value: float) -> QPointF | None:
        """Give the point on the plot."""
        plane = self._chart.plot.plane()
        return QPointF(plane.x(grip.year), plane.y(value))

    def course(self, grip: Grip) -> list[QPointF]:
        """Give the curve's points."""
        ceilings = self._chart.ceilings
        if ceilings is None:
            return []
        return _points(self._chart.plot.plane(), ceilings.years, ceilings.curve(grip.colour).values)


def _series_of(view: View, key: str, year: float, *, chips: bool) -> str:
    """Name the series of a curve; infrastructure's is the lower of its parts where it has none itself."""
    if key == DELIVERED:
        return _FLEET if chips else _RUNNING
    if key == "applications":
        return _CEILING + "need"
    whole = _CEILING + key
    if key == "infrastructure" and whole not in view.series:
        return min(_PARTS, key=lambda part: float(view.result.at(part, year, view.region)))
    return whole


class LayerHold(_PlotHold[LayerChart]):
    """The lines of a layer's chart; of stacked bands, their upper edges."""

    def _lines(self, strands: Strands) -> list[Numbers]:
        if strands.stacked:
            return list(strands.edges[1:])
        return [strand.values for strand in strands.strands]

    def grip_at(self, point: QPointF) -> Grip | Refusal | None:
        """Give the line under the mouse after the present."""
        view, strands, plane = self._chart.view, self._chart.strands, self._chart.plot.plane()
        if view is None or strands is None or self._chart.figure_at(point) is not None:
            return None
        found = nearest_line(plane, strands.years, self._lines(strands), point)
        year = on_quarter(plane.year(point.x()), plane.start, plane.end)
        if found is None or year <= view.present:
            return None
        strand = strands.strands[found]
        address, region = self._chart.series_of(strand)
        if address not in view.series:
            return None
        series = view.series[address]
        value, unit = float(view.result.at(address, year, region)), self._chart.pane.unit
        scale = fmt.Scale(1.0 if unit is None else unit.factor, strands.unit)
        label = declared(series.label)
        if region != view.region:
            label = f"{label}, {view.region_label(region)}"
        return Grip(address, region, year, value, label, strand.layer, series.unit, scale)

    def value_at(self, grip: Grip, start: QPointF, point: QPointF) -> float:
        """Read the value axis, above the bands that lie below."""
        plane, base = self._chart.plot.plane(), self._below(grip)
        offset = start.y() - plane.y(base + grip.value * grip.scale.factor)
        return (pulled_value(plane, point.y() - offset) - base) / grip.scale.factor

    def place_of(self, grip: Grip, value: float) -> QPointF | None:
        """Give the point on the plot."""
        plane = self._chart.plot.plane()
        return QPointF(plane.x(grip.year), plane.y(self._below(grip) + value * grip.scale.factor))

    def _rank(self, grip: Grip) -> int | None:
        strands = self._chart.strands
        listed: tuple[Strand, ...] = strands.strands if strands is not None else ()
        pair = (grip.series, grip.region)
        return next((rank for rank, one in enumerate(listed) if self._chart.series_of(one) == pair), None)

    def _below(self, grip: Grip) -> float:
        """Give the upper edge of what is stacked below."""
        strands, rank = self._chart.strands, self._rank(grip)
        if strands is None or rank is None or not strands.stacked:
            return 0.0
        return float(np.interp(grip.year, strands.years, strands.edges[rank]))

    def course(self, grip: Grip) -> list[QPointF]:
        """Give the line's points."""
        strands, rank = self._chart.strands, self._rank(grip)
        if strands is None or rank is None:
            return []
        return _points(self._chart.plot.plane(), strands.years, self._lines(strands)[rank])


class TileHold:
    """One outcome tile: up is more; without an axis, a pixel is a share of the value."""

    def __init__(self, tile: Tile) -> None:
        self._tile = tile

    @property
    def surface(self) -> QWidget:
        """The tile."""
        return self._tile

    @property
    def frame(self) -> QWidget:
        """The tile."""
        return self._tile

    def grip_at(self, point: QPointF) -> Grip | Refusal | None:
        """Give the tile's outcome at the cursor, after the present."""
        view, address = self._tile.view, self._tile.outcome.address
        if view is None or view.year <= view.present:
            return None
        series = view.series[address]
        value = float(view.result.at(address, view.year, view.region))
        if not math.isfinite(value) or value == 0.0:
            return None
        scale = fmt.scale(series.unit, value)
        return Grip(
            address, view.region, view.year, value, declared(series.label), series.layer, series.unit, scale
        )

    def value_at(self, grip: Grip, start: QPointF, point: QPointF) -> float:
        """Turn the way up into a share."""
        return grip.value * math.exp((start.y() - point.y()) * PER_PIXEL)

    def place_of(self, grip: Grip, value: float) -> QPointF | None:
        """There is no axis."""
        return None

    def course(self, grip: Grip) -> list[QPointF]:
        """Give the tile's middle."""
        return [QPointF(self._tile.rect().center())]
