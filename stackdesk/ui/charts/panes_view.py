"""Several small plots in one chart: parts in units of their own, or one series region by region."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from stackdesk.core.layer import Chart
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.end_labels import Columns
from stackdesk.ui.charts.layer_painter import LayerPainter
from stackdesk.ui.charts.marks import Mark, mark_at
from stackdesk.ui.charts.pane import Manner, Pane
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.plot import Plot, PlotPainter
from stackdesk.ui.charts.readout import Readout, paint_readout
from stackdesk.ui.charts.strokes import text_left, text_right
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.verdict import decimals
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px
from stackdesk.ui.view import View

_HEAD, _FOOT, _AIR, _SIDE = 24.0, 24.0, 12.0, 14.0
_SHAPE, _WORDS = 1.7, 17.0
_FEW, _LABELS = 3, 120.0
_NONE = Columns(0.0, 0.0, 0.0, 0.0, 0.0)
_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True)
class Part:
    """One small plot: what it shows, what stands above it, and the region if it has one of its own."""

    chart: Chart
    title: str
    region: str = ""


def grid(count: int, width: float, height: float, aside: float = 0.0) -> tuple[int, int]:
    """Choose columns and rows so that plots come nearest to a pleasant shape; `aside` is for their labels."""

    def off(across: int) -> float:
        down = math.ceil(count / across)
        shape = max(width / across - aside, 1.0) / max(height / down, 1.0)
        return abs(math.log(max(shape, 1e-6) / _SHAPE)) + 0.15 * (across * down - count)

    across = min(range(1, max(count, 1) + 1), key=off)
    return across, math.ceil(count / across)


class PanesPainter(PlotPainter):
    """Paints every part with the painter of a single chart."""

    def __init__(self) -> None:
        super().__init__()
        self.panes: list[Pane] = []
        self.parts: Sequence[Part] = ()
        self.painters: list[LayerPainter] = []
        self.rooms: list[QRectF] = []
        self.readout: Readout | None = None

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme = theme
        for one in self.painters:
            one.dress(theme)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the parts, then the read-out over them."""
        for pane, part, one, room in zip(self.panes, self.parts, self.painters, self.rooms, strict=True):
            one.paint(painter, option, widget)
            self._paint_head(painter, pane, part, room)
            face = font(11)
            for tick in _apart(one.ticks, one.plane):
                y = one.plane.y(tick)
                text_right(painter, one.plane.left - 6.0, y, fmt.short(tick), face, self.theme.ink3)
        if self.readout is not None:
            whole = self.boundingRect().adjusted(4.0, 4.0, -4.0, -4.0)
            plane = Plane(whole.left(), whole.top(), whole.width(), whole.height(), 0.0, 1.0, 0.0, 1.0)
            paint_readout(painter, self.readout, plane, self.theme)

    def _paint_head(self, painter: QPainter, pane: Pane, part: Part, room: QRectF) -> None:
        """Write what the part shows; of a single line also its value at the cursor."""
        strands = pane.strands
        if strands is None:
            return
        middle, strong, plain = room.top() + _HEAD / 2.0, font(12, STRONG), font(11)
        told = strands.unit
        if len(strands.everything) == 1:
            value = strands.at(strands.everything[0])
            told = f"{fmt.fixed(value, decimals((value,)))} {strands.unit}".rstrip()
        scale = QFontMetricsF(plain).horizontalAdvance(told)
        left, right = room.left() + _SIDE + 2.0, room.right() - _SIDE
        title = QFontMetricsF(strong).elidedText(part.title, _ELIDE, max(right - left - scale - 8.0, 24.0))
        text_left(painter, left, middle, title, strong, self.theme.ink)
        if len(strands.everything) == 1:
            text_right(painter, right, middle, told, plain, self.theme.ink2)
        else:
            x = left + QFontMetricsF(strong).horizontalAdvance(title) + 6.0
            text_left(painter, x, middle, told, plain, self.theme.ink3)


def _apart(ticks: tuple[float, ...], plane: Plane) -> tuple[float, ...]:
    """Leave out every second tick's words, and again, until they stand clear of each other."""
    while len(ticks) > 2 and abs(plane.y(ticks[0]) - plane.y(ticks[1])) < px(_WORDS):
        ticks = ticks[::2]
    return ticks


def aligned(planes: Sequence[Plane], rooms: Sequence[QRectF]) -> list[Plane]:
    """Let plots below each other begin and end at the same place, so that a year is one line down."""
    found = []
    for plane, room in zip(planes, rooms, strict=True):
        column = [one for one, other in zip(planes, rooms, strict=True) if other.left() == room.left()]
        left, right = max(one.left for one in column), min(one.left + one.width for one in column)
        found.append(replace(plane, left=left, width=max(right - left, 20.0)))
    return found


class PanesView(Plot):
    """The view around the parts; one cross-hair goes through all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.painter_panes = PanesPainter()
        super().__init__(self.painter_panes, parent)
        self.item.hideAxis("left")
        self._view: View | None = None
        self._manner = Manner()
        self._hovered: QPointF | None = None
        self._same_scale = False
        self.moved.connect(self._move)
        self.left.connect(self._leave)
        self.resized.connect(self._again)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        super().dress(theme)
        self.painter_panes.dress(theme)
        for pane in self.painter_panes.panes:
            pane.columns = None
        self._again()

    @property
    def panes(self) -> list[Pane]:
        """The parts' numbers."""
        return self.painter_panes.panes

    def show_parts(self, view: View, parts: Sequence[Part], manner: Manner, *, same_scale: bool) -> None:
        """Show one frame; with `same_scale` all parts share their axis."""
        item = self.painter_panes
        self._view, self._manner, self._same_scale = view, manner, same_scale
        if list(parts) != list(item.parts):
            item.parts = tuple(parts)
            item.panes = [Pane() for _ in parts]
            item.painters = [LayerPainter() for _ in parts]
            self._hovered = None
            for one in item.painters:
                one.dress(item.theme)
        self._again()

    def _again(self) -> None:
        """Read and lay out what is on show."""
        view, item = self._view, self.painter_panes
        if view is None or not item.parts:
            return
        several = len(item.parts) <= _FEW and any(len(part.chart.series) > 1 for part in item.parts)
        aside = px(_LABELS) if several else 0.0
        across, down = grid(len(item.parts), self.width(), self.height(), aside)
        wide, tall = self.width() / across, (self.height() - 4.0) / down
        item.rooms = [
            QRectF((place % across) * wide, (place // across) * tall, wide, tall)
            for place in range(len(item.parts))
        ]
        for pane, part in zip(item.panes, item.parts, strict=True):
            shown = replace(view, region=part.region) if part.region else view
            pane.take(shown, part.chart, self._manner, wide)
        if self._same_scale:
            self._share_scale(view)
        self._draw(view)

    def _share_scale(self, view: View) -> None:
        """Give all parts the unit and the axis of the largest."""
        panes = [pane for pane in self.panes if pane.strands is not None]
        units = [pane.unit for pane in panes if pane.unit is not None]
        if not units:
            return
        least = min(units, key=lambda one: one.factor)
        for pane, part in zip(self.panes, self.painter_panes.parts, strict=True):
            if pane.unit != least and pane.unit is not None:
                shown = replace(view, region=part.region) if part.region else view
                pane.reread(shown, least)
        ends = [pane.extent() for pane in panes]
        low, high = min(end[0] for end in ends), max(end[1] for end in ends)
        for pane in panes:
            pane.scale.fit(low, high, held=view.held)

    def _draw(self, view: View) -> None:
        """Hand every part its plane and its newest frame."""
        item = self.painter_panes
        planes = [self._plane(pane, room, view) for pane, room in zip(item.panes, item.rooms, strict=True)]
        planes = aligned(planes, item.rooms)
        year, item.readout = self._reading(planes)
        for pane, one, plane in zip(item.panes, item.painters, planes, strict=True):
            one.place(plane, QSizeF(self.width(), self.height()), pane.scale.range.ticks)
            scene = pane.scene(year, None)
            if scene is not None and pane.strands is not None:
                single = len(pane.strands.everything) == 1
                scene = replace(scene, labels=(), columns=_NONE) if single else scene
                one.show_scene(replace(scene, caption=""))
        item.place(self.plane(), QSizeF(self.width(), self.height()), ())
        item.update()

    def _plane(self, pane: Pane, room: QRectF, view: View) -> Plane:
        """Give a part's mapping to pixels: below its head, left of its labels."""
        single = pane.strands is None or len(pane.strands.everything) == 1
        labels = _SIDE if single or pane.columns is None else pane.columns[1].width + _SIDE
        left, top = round(room.left() + pane.axis), round(room.top() + _HEAD + 2.0)
        wide = max(room.right() - labels - left, 20.0)
        tall = max(room.bottom() - px(_FOOT) - _AIR / 2.0 - top, 16.0)
        span = pane.scale.range
        start, end = float(view.result.years[0]), float(view.result.years[-1])
        end = self._manner.until or end
        return Plane(left, top, round(wide), round(tall), start, end, span.low, span.high, pane.scale.log)

    def _reading(self, planes: Sequence[Plane]) -> tuple[float | None, Readout | None]:
        """Say what is under the mouse."""
        if self._hovered is None:
            return None, None
        for pane, plane in zip(self.panes, planes, strict=True):
            if plane.rect.contains(self._hovered):
                return pane.reading(plane, self._hovered)
        return None, None

    def figure_at(self, point: QPointF) -> Mark | None:
        """Give the published figure under the mouse."""
        for pane, one in zip(self.panes, self.painter_panes.painters, strict=True):
            found = mark_at(pane.marks, one.plane, point)
            if found is not None:
                return found
        return None

    def _move(self, point: QPointF) -> None:
        self._hovered = point
        if self._view is not None:
            over = self.figure_at(point) is not None
            shapes = Qt.CursorShape
            self.viewport().setCursor(shapes.PointingHandCursor if over else shapes.ArrowCursor)
            self._draw(self._view)

    def _leave(self) -> None:
        self._hovered = None
        if self._view is not None:
            self._draw(self._view)

    def table(self) -> list[Column]:
        """Give all parts' numbers as columns."""
        found = []
        for pane, part in zip(self.panes, self.painter_panes.parts, strict=True):
            alone = pane.strands is not None and len(pane.strands.everything) == 1
            columns = pane.table("" if alone else f"{part.title}: ")
            if alone and columns:
                columns[0] = replace(columns[0], head=part.title)
            found += columns
        return found

    def sentence(self) -> str:
        """Say each part's sentence."""
        return " ".join(
            pane.sentence(part.title) for pane, part in zip(self.panes, self.painter_panes.parts, strict=True)
        )
