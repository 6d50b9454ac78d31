"""Draws one series for every scenario: curves, the gap between A and B, cursor, read-out, end labels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.fan import paint_fan
from stackdesk.ui.charts.marks import Mark, paint_marks
from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.plot import PlotPainter
from stackdesk.ui.charts.spread import spread
from stackdesk.ui.charts.strokes import (
    polygon,
    rule_across,
    rule_down,
    segments,
    text_centred,
    text_left,
    text_right,
)
from stackdesk.ui.compare.chart_lines import Line, Lines
from stackdesk.ui.compare.ink import ink_of, paint_course, pen_of
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px

LABEL = 36.0
"""How far the rows at the lines' ends stand apart: two lines of words each."""

_VEIL = 0.5
_SHEER = 0.3
_STROKE, _KEY, _NAME = 11.0, 19.0, 33.0
_LINE, _PAD = 18.0, 10.0


@dataclass(frozen=True, eq=False)
class Scene:
    """All that one frame shows; `hovered` is the year under the mouse, if it is over the plot."""

    lines: Lines
    marks: tuple[Mark, ...]
    present: float
    room: float
    hovered: float | None = None
    stale: bool = False


class ComparePainter(PlotPainter):
    """The painter item of the chart."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None

    def show_scene(self, scene: Scene) -> None:
        """Show another frame."""
        self._scene = scene
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw from back to front."""
        super().paint(painter, option, widget)
        scene = self._scene
        if scene is None:
            return
        painter.save()
        painter.setClipRect(self.plane.rect.adjusted(0.0, -1.0, 0.0, 1.0))
        if scene.lines.fan is not None:
            paint_fan(painter, scene.lines.years, scene.lines.fan, self.plane, self.theme)
        self._paint_gap(painter, scene.lines)
        for line in reversed(scene.lines.lines):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            xs, ys = self.plane.xs(scene.lines.years), self.plane.ys(line.values)
            paint_course(painter, xs, ys, line.place, self.theme, stale=scene.stale)
        self._paint_history(painter, scene.present)
        painter.restore()
        self._paint_cursor(painter, scene)
        paint_marks(painter, scene.marks, self.plane, self.theme)
        self._paint_labels(painter, scene)
        self._paint_readout(painter, scene)

    # ---------------------------------------------------------------------------------------- the plot

    def _paint_gap(self, painter: QPainter, lines: Lines) -> None:
        """Fill between A and B, or between A's difference and zero."""
        edges = [one.values for one in lines.lines if one.place < 2]
        if lines.difference:
            edges = [*edges[:1], np.zeros_like(lines.years)] if edges else []
            zero = self.plane.y(0.0)
            rule_across(painter, self.plane.left, self.plane.right, zero, self.theme.outline)
        if len(edges) < 2 or np.allclose(edges[0], edges[1], equal_nan=True):
            return
        xs = self.plane.xs(lines.years)
        around = np.concatenate([xs, xs[::-1]])
        heights = np.concatenate([self.plane.ys(edges[0]), self.plane.ys(edges[1])[::-1]])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.band_wide if lines.fan is None else self.theme.groove)
        painter.setOpacity(1.0 if lines.fan is None else _SHEER)
        painter.drawPolygon(polygon(around, heights))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(1.0)
        self._say_gap(painter, lines, self.plane.ys(edges[0]), self.plane.ys(edges[1]))

    def _say_gap(self, painter: QPainter, lines: Lines, first: object, second: object) -> None:
        """Write "gap" where it is wide enough to hold the word, in the last third of the years."""
        upper, lower = np.asarray(first), np.asarray(second)
        place = int(0.82 * lines.years.size)
        if abs(upper[place] - lower[place]) < px(20.0):
            return
        middle = (upper[place] + lower[place]) / 2.0
        words = QCoreApplication.translate("compare", "gap")
        x = float(self.plane.xs(lines.years)[place])
        text_centred(painter, x, float(middle), words, font(11), self.theme.ink2)

    def _paint_history(self, painter: QPainter, present: float) -> None:
        """Quieten what lies before the present."""
        if not self.plane.start < present < self.plane.end:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        x = self.plane.x(present)
        veil = QColor(self.theme.surface)
        veil.setAlphaF(_VEIL)
        painter.fillRect(
            QRectF(self.plane.left, self.plane.top, x - self.plane.left, self.plane.height), veil
        )
        middle = round(x - 0.5) + 0.5
        dotted = line_pen(self.theme.published, (1.0, 3.0))
        segments(painter, [(middle, self.plane.top), (middle, self.plane.bottom)], dotted)
        words = QCoreApplication.translate("charts", "present")
        text_right(painter, middle - 5.0, self.plane.top + 8.0, words, font(11), self.theme.ink3)

    def _paint_cursor(self, painter: QPainter, scene: Scene) -> None:
        """Draw the cursor; on each curve stands the glyph of the layer that binds there."""
        plane, lines = self.plane, scene.lines
        if scene.hovered is not None:
            rule_down(painter, plane.x(scene.hovered), plane.top, plane.bottom, self.theme.groove)
        x = plane.x(lines.year)
        rule_down(painter, x, plane.top - 6.0, self.boundingRect().bottom(), self.theme.ink)
        for line in reversed(lines.lines):
            y = plane.y(line.at)
            if not math.isfinite(line.at) or not plane.top - 1.0 <= y <= plane.bottom + 1.0:
                continue
            look, point = self.theme.layer(line.layer), QPointF(x, y)
            paint_glyph(painter, look.glyph, point, 13.0, self.theme.surface)
            paint_glyph(painter, look.glyph, point, 9.0, look.mark)

    # ---------------------------------------------------------------------------------- labels and box

    def _paint_labels(self, painter: QPainter, scene: Scene) -> None:
        """Write at each line's end who it is, its value at the cursor and how far that is from B."""
        lines = [one for one in scene.lines.lines if math.isfinite(one.end)]
        plane = self.plane
        starts = [min(max(plane.y(one.end), plane.top), plane.bottom) for one in lines]
        middles = spread(starts, px(LABEL), plane.top + 8.0, plane.bottom - px(22.0))
        for line, start, middle in zip(lines, starts, middles, strict=True):
            self._paint_label(painter, scene, line, start, round(middle))

    def _paint_label(self, painter: QPainter, scene: Scene, line: Line, start: float, middle: float) -> None:
        x, theme = self.plane.right, self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bend = [(x + 1.0, start), (x + 4.0, start), (x + 9.0, middle), (x + _STROKE + 4.0, middle)]
        segments(painter, bend, line_pen(ink_of(line.place, theme)))
        segments(painter, [(x + _STROKE, middle), (x + _STROKE + 5.0, middle)], pen_of(0, theme))
        letter = f"{line.letter}\u2009\u2212\u2009B" if scene.lines.difference else line.letter
        text_left(painter, x + _KEY, middle, letter, font(12, STRONG), theme.ink)
        left = x + _KEY + QFontMetricsF(font(12, STRONG)).horizontalAdvance(letter) + 6.0
        strong = font(12, STRONG) if line.place == 0 else font(12)
        room = x + scene.room - left
        name = QFontMetricsF(strong).elidedText(line.name, Qt.TextElideMode.ElideRight, room)
        text_left(painter, left, middle, name, strong, theme.ink if line.place == 0 else theme.ink2)
        below, ink = middle + px(15.0), theme.ink2
        words = f"{scene.lines.text(line.at)} {scene.lines.unit}".rstrip()
        text_left(painter, x + _NAME, below, words, font(11), ink)
        if line.change:
            at = x + _NAME + QFontMetricsF(font(11)).horizontalAdvance(words) + 8.0
            text_left(painter, at, below, line.change, font(11, STRONG), theme.ink)

    def _paint_readout(self, painter: QPainter, scene: Scene) -> None:
        """Draw the box that tells every scenario's value at the mouse, else at the cursor."""
        lines = scene.lines
        year = lines.year if scene.hovered is None else scene.hovered
        here = [(one, one.value(lines.years, year)) for one in lines.lines]
        if not here:
            return
        texts = [f"{lines.text(value)} {lines.unit}".rstrip() for _, value in here]
        tell = scene.hovered is None
        wide = _PAD * 2 + 22.0 + max(QFontMetricsF(font(12, STRONG)).horizontalAdvance(t) for t in texts)
        if tell:
            wide += 14.0 + max(QFontMetricsF(font(11, STRONG)).horizontalAdvance(o.binds) for o, _ in here)
        tall = px(_LINE) * (len(here) + (0 if tell else 1)) + 10.0
        box = placed_box(self.plane, lines, self.plane.x(year), (wide, tall))
        frame(painter, box, self.theme)
        top = box.top() + 5.0
        if not tell:
            ink = self.theme.ink2
            text_left(painter, box.left() + _PAD, top + px(_LINE) / 2.0, fmt.year(year), font(11), ink)
            top += px(_LINE)
        for place, ((line, _), text) in enumerate(zip(here, texts, strict=True)):
            middle = top + px(_LINE) * (place + 0.5)
            strong = font(12, STRONG) if line.place == 0 else font(12)
            text_left(painter, box.left() + _PAD, middle, line.letter, font(12, STRONG), self.theme.ink)
            text_left(painter, box.left() + _PAD + 22.0, middle, text, strong, self.theme.ink)
            if tell and line.layer:
                ink = self.theme.layer(line.layer).text
                text_right(painter, box.right() - _PAD, middle, line.binds, font(11, STRONG), ink)


def frame(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Draw the ground and outline of a read-out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.field_border, 1.0))
    painter.setBrush(theme.surface)
    painter.drawRoundedRect(box, 5.0, 5.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def placed_box(plane: Plane, lines: Lines, x: float, size: tuple[float, float]) -> QRectF:
    """Place a box beside a year where it covers least of the curves."""
    wide, tall = size
    room = plane.rect.adjusted(2.0, 4.0, -2.0, -4.0)
    lefts = (x + 12.0, x - 12.0 - wide)
    steps = max(int((room.height() - tall) // 20.0), 1)
    tops = [room.bottom() - tall - 20.0 * step for step in range(steps + 1)]
    xs = plane.xs(lines.years)
    curves = [plane.ys(one.values) for one in lines.lines]

    def covered(box: QRectF) -> float:
        inside = (xs >= box.left() - 8.0) & (xs <= box.right() + 8.0)
        hits = sum(
            float(((ys >= box.top() - 6.0) & (ys <= box.bottom() + 6.0) & inside).sum()) for ys in curves
        )
        out = max(0.0, room.left() - box.left()) + max(0.0, box.right() - room.right())
        return 10.0 * hits + 100.0 * out

    ys = [plane.y(one.value(lines.years, lines.year)) for one in lines.lines]
    near = sum(ys) / max(len(ys), 1)
    boxes = [QRectF(round(left) + 0.5, round(top) + 0.5, round(wide), round(tall))
             for left in lefts for top in tops if top >= room.top() - 1.0]  # fmt: skip
    if not boxes:
        return QRectF(round(room.left()) + 0.5, round(room.top()) + 0.5, round(wide), round(tall))
    return min(boxes, key=lambda box: covered(box) + 0.05 * abs(box.center().y() - near))
