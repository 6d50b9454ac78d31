"""Draws a layer's chart in one painter item: bands or lines, the comparison, cursor, years and labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from stackdesk.ui.charts.end_labels import Columns, EndLabel, paint_labels, placed
from stackdesk.ui.charts.fan import paint_fan
from stackdesk.ui.charts.guides import name_guides, paint_guides, paint_path
from stackdesk.ui.charts.marks import Mark, paint_marks
from stackdesk.ui.charts.pens import DASHED, STALE, history_split, line_pen
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.plot import PlotPainter
from stackdesk.ui.charts.readout import Readout, paint_readout
from stackdesk.ui.charts.strands import Strand, Strands
from stackdesk.ui.charts.strokes import polygon, polyline, rule_down, segments, text_right
from stackdesk.ui.charts.year_axis import paint_years
from stackdesk.ui.theme import Theme, mixed
from stackdesk.ui.typeface import font

STRONGEST, FAINTEST = 0.88, 0.13
_FAINTEST_LINE = 0.68
_QUIET = 0.7
_STEP = 0.25
_OVER: tuple[tuple[float, float] | None, ...] = ((4.0, 2.0), (1.5, 2.5))
DASHES: tuple[tuple[float, ...] | None, ...] = (
    None,
    (5.0, 2.5),
    (1.5, 2.5),
    (8.0, 2.0, 1.5, 2.0),
    (10.0, 4.0),
    (3.0, 2.0),
    (6.0, 2.0, 1.5, 2.0, 1.5, 2.0),
)


@dataclass(frozen=True)
class LayerScene:
    """All that one frame of the chart shows."""

    strands: Strands
    labels: tuple[EndLabel, ...]
    columns: Columns
    marks: tuple[Mark, ...]
    present: float
    caption: str
    readout: Readout | None = None
    hovered: float | None = None
    stale: bool = False
    fan: Numbers | None = None
    """Quantiles of one line, shape (5, steps)."""


Looks = dict[str, tuple[QColor, QPen]]
"""How each strand is drawn: the colour of its band, the pen of its line."""


def strengths(strands: tuple[Strand, ...], faintest: float) -> list[float]:
    """Give each strand's strength: from strong to faint among those of one layer."""
    count = Counter(strand.layer for strand in strands)
    seen: Counter[str] = Counter()
    found = []
    for strand in strands:
        step = min((STRONGEST - faintest) / max(count[strand.layer] - 1, 1), _STEP)
        found.append(STRONGEST - step * seen[strand.layer])
        seen[strand.layer] += 1
    return found


class LayerPainter(PlotPainter):
    """The painter item of the layer chart."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: LayerScene | None = None
        self._looks: Looks = {}
        self._quiet: Looks = {}
        self._looks_for: tuple[object, ...] = ()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme, self._looks_for = theme, ()
        self.update()

    def show_scene(self, scene: LayerScene) -> None:
        """Show another frame."""
        self._scene = scene
        key = (self.theme.name, scene.strands.stacked, tuple(s.key for s in scene.strands.everything))
        if key != self._looks_for:
            self._looks_for = key
            self._make_looks(scene.strands)
        self.update()

    def _make_looks(self, strands: Strands) -> None:
        """Choose colours and lines: one layer's strands differ in strength and dash, never in hue."""
        faintest = FAINTEST if strands.stacked else _FAINTEST_LINE
        self._looks = {}
        for place, (strand, strength) in enumerate(
            zip(strands.strands, strengths(strands.strands, faintest), strict=True)
        ):
            ink = strand.layer not in self.theme.layers
            colour = self.theme.shade(strand.layer, strength if strands.stacked or not ink else 1.0)
            pen = line_pen(colour)
            dash = DASHES[place % len(DASHES)]
            if dash is not None:
                pen.setDashPattern(list(dash))
            self._looks[strand.key] = (colour, pen)
        for place, line in enumerate(strands.lines):
            self._looks[line.key] = (self.theme.ink, line_pen(self.theme.ink, _OVER[place % len(_OVER)]))
        self._quiet = {}
        for key, (colour, pen) in self._looks.items():
            faint = QPen(pen)
            faint.setColor(mixed(pen.color(), self.theme.surface, _QUIET))
            self._quiet[key] = (mixed(colour, self.theme.surface, _QUIET), faint)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw from back to front."""
        super().paint(painter, option, widget)
        scene = self._scene
        if scene is None:
            return
        plane = self.plane
        painter.save()
        painter.setClipRect(plane.rect.adjusted(0.0, -1.0, 0.0, 1.0))
        for room, quiet in history_split(plane, scene.present):
            painter.setClipRect(room)
            looks = self._quiet if quiet else self._looks
            draw = self._paint_bands if scene.strands.stacked else self._paint_lines
            draw(painter, scene, looks)
        painter.setClipRect(plane.rect.adjusted(0.0, -1.0, 0.0, 1.0))
        self._paint_present(painter, scene)
        paint_guides(painter, scene.strands.guides, plane, self.theme)
        paint_path(painter, scene.strands, plane, self.theme)
        painter.restore()
        name_guides(painter, scene.strands, plane, self.theme)
        paint_years(painter, plane, scene.strands.year, self.theme)
        paint_marks(painter, scene.marks, plane, self.theme)
        labels = placed(scene.labels, plane)
        paint_labels(
            painter, labels, plane, scene.columns, self.theme, self._colours, self._swatch, stale=scene.stale
        )
        right = plane.right + scene.columns.value_right
        text_right(painter, right, plane.top - 12.0, scene.caption, font(11), self.theme.ink3)
        if scene.readout is not None:
            paint_readout(painter, scene.readout, plane, self.theme)

    def _colours(self, key: str) -> tuple[QColor, QColor]:
        return (self._looks[key][0] if self._drawn(key) else self.theme.outline), self.theme.ink2

    def _drawn(self, key: str) -> bool:
        """Whether a row belongs to a line, not to a band."""
        strands = None if self._scene is None else self._scene.strands
        return strands is not None and (not strands.stacked or any(one.key == key for one in strands.lines))

    def _swatch(self, painter: QPainter, key: str, point: QPointF) -> None:
        """Draw a piece of the line before its name; bands are told by their place."""
        if not self._drawn(key):
            return
        ends = [(point.x() - 6.0, point.y()), (point.x() + 6.0, point.y())]
        for shift in (-0.5, 0.5):
            segments(painter, [(x, y + shift) for x, y in ends], self._looks[key][1])

    def _paint_bands(self, painter: QPainter, scene: LayerScene, looks: Looks) -> None:
        """Fill the bands from the foot up with a seam between, the total in ink, the comparison dashed."""
        plane, strands = self.plane, scene.strands
        xs = plane.xs(strands.years)
        edges = [plane.ys(edge) for edge in strands.edges]
        around = np.concatenate([xs, xs[::-1]])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for strand, low, high in zip(strands.strands, edges, edges[1:], strict=False):
            painter.setBrush(looks[strand.key][0])
            painter.drawPolygon(polygon(around, np.concatenate([high, low[::-1]])))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seam = line_pen(self.theme.surface)
        for edge in edges[1:-1]:
            polyline(painter, xs, edge, seam)
        polyline(painter, xs, edges[-1], line_pen(self.theme.ink, STALE if scene.stale else None))
        total = strands.reference_total()
        if total is not None:
            polyline(painter, xs, plane.ys(total), line_pen(self.theme.ink, DASHED))
        for line in strands.lines:
            ys = plane.ys(line.values)
            cut_free = line_pen(self.theme.surface)
            for shift in (-1.0, 1.0):
                polyline(painter, xs, ys + shift, cut_free)
            polyline(painter, xs, ys, looks[line.key][1])

    def _paint_lines(self, painter: QPainter, scene: LayerScene, looks: Looks) -> None:
        """Draw bands and the comparison faintly, then each line."""
        if scene.fan is not None:
            paint_fan(painter, scene.strands.years, scene.fan, self.plane, self.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plane, strands = self.plane, scene.strands
        xs = plane.xs(strands.years)
        if strands.differs:
            faint = line_pen(self.theme.published, DASHED)
            for strand in strands.strands:
                if strand.reference is not None:
                    polyline(painter, xs, plane.ys(strand.reference), faint)
        stale = line_pen(self.theme.ink3, STALE)
        for strand in strands.strands:
            polyline(painter, xs, plane.ys(strand.values), stale if scene.stale else looks[strand.key][1])

    def _paint_present(self, painter: QPainter, scene: LayerScene) -> None:
        """Mark where history ends; then where the mouse is."""
        plane = self.plane
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if plane.start < scene.present < plane.end:
            x = plane.x(scene.present)
            middle = round(x - 0.5) + 0.5
            segments(
                painter,
                [(middle, plane.top), (middle, plane.bottom)],
                line_pen(self.theme.published, (1.0, 3.0)),
            )
        if scene.hovered is not None:
            rule_down(painter, plane.x(scene.hovered), plane.top, plane.bottom, self.theme.outline)
