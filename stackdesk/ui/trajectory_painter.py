"""Draws a parameter's path: published band, reference, line, points, present and cursor in one item."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from stackdesk.ui.charts.pens import DASHED, DOTTED, line_pen
from stackdesk.ui.charts.plot import PlotPainter
from stackdesk.ui.charts.scale import Range, nice_log_range
from stackdesk.ui.charts.strokes import polyline, segments, text_left
from stackdesk.ui.charts.year_axis import paint_years
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import Theme
from stackdesk.ui.trajectory import Path, Point
from stackdesk.ui.typeface import font

_VEIL = 0.45
_APART = 0.6
_POINT, _HELD, _HALO = 5.0, 6.5, 12.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SPARE = 0.45
_AIR = 0.25


@dataclass(frozen=True)
class PathScene:
    """All that one frame shows; `chosen` is the point that keys move, `hovered` the one at the mouse."""

    path: Path
    subject: Subject
    year: float
    changed: bool
    chosen: int | None = None
    hovered: int | None = None
    held: bool = False
    focused: bool = False
    grabbable: bool = False
    """Whether the mouse is on the line, so that a press takes all of it."""

    @property
    def factor(self) -> float:
        """What brings declared values to the unit on screen."""
        return self.subject.shape.factor


class PathPainter(PlotPainter):
    """The painter item of a path."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: PathScene | None = None

    def show_scene(self, scene: PathScene) -> None:
        """Show another frame."""
        if scene != self._scene:
            self._scene = scene
            self.update()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme = theme
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw from back to front."""
        scene = self._scene
        if scene is None:
            return
        plane = self.plane
        self._paint_band(painter, scene)
        super().paint(painter, option, widget)
        painter.save()
        painter.setClipRect(plane.rect.adjusted(0.0, -2.0, 0.0, 2.0))
        self._paint_lines(painter, scene)
        painter.restore()
        paint_years(painter, plane, scene.year, self.theme)
        self._paint_present(painter, scene)
        self._paint_points(painter, scene)
        if scene.focused and scene.chosen is None:
            painter.setPen(QPen(self.theme.ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plane.rect.adjusted(-4.0, -4.0, 4.0, 4.0), 5.0, 5.0)

    def _paint_band(self, painter: QPainter, scene: PathScene) -> None:
        """Fill the published range from the present on."""
        published, plane = scene.subject.published, self.plane
        if published is None:
            return
        low, high = (plane.y(end * scene.factor) for end in published)
        left = max(plane.x(scene.path.present), plane.left)
        box = QRectF(left, high, plane.right - left, low - high).intersected(plane.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(box, self.theme.band_wide)

    def _paint_lines(self, painter: QPainter, scene: PathScene) -> None:
        """Draw the reference quietly, then the scenario: in ink while nothing is changed."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.theme.layer(scene.subject.parameter.layer)
        if scene.changed:
            self._line(painter, scene, scene.path.reference, line_pen(self.theme.ink3, DASHED))
        colour = look.mark if scene.changed else self.theme.ink2
        pen = line_pen(colour)
        shifts = (-1.0, 0.0, 1.0) if scene.grabbable or (scene.held and scene.chosen is None) else (0.0, 1.0)
        for shift in shifts:
            self._line(painter, scene, scene.path.line, pen, shift * _APART)
        if scene.path.eventful:
            self._line(painter, scene, scene.path.eventful, line_pen(look.text, DOTTED))

    def _line(
        self, painter: QPainter, scene: PathScene, points: Sequence[Point], pen: QPen, shift: float = 0.0
    ) -> None:
        corners = np.asarray(_bent(points) if self.plane.log else points)
        polyline(
            painter, self.plane.xs(corners[:, 0]), self.plane.ys(corners[:, 1] * scene.factor) + shift, pen
        )

    def _paint_present(self, painter: QPainter, scene: PathScene) -> None:
        """Quieten history and mark where it ends, in words where there is room."""
        plane, present = self.plane, scene.path.present
        if not plane.start < present < plane.end:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        x = plane.x(present)
        if not scene.path.edits_history:
            veil = QColor(self.theme.surface)
            veil.setAlphaF(_VEIL)
            painter.fillRect(QRectF(plane.left, plane.top, x - plane.left, plane.height), veil)
        middle = round(x - 0.5) + 0.5
        ends = [(middle, plane.top), (middle, plane.bottom)]
        segments(painter, ends, line_pen(self.theme.outline, (1.0, 3.0)))
        words = present_words()
        wide = QFontMetricsF(font(11)).horizontalAdvance(words)
        if x - wide - 5.0 > plane.left:
            text_left(painter, x - wide - 5.0, plane.top + 7.0, words, font(11), self.theme.ink3)

    def _paint_points(self, painter: QPainter, scene: PathScene) -> None:
        """Draw the points: rings, the chosen one filled, the held one larger with a halo."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layer = scene.subject.parameter.layer
        mark = self.theme.layer(layer).mark
        for place, point in enumerate(pixels(scene, self)):
            chosen = place == scene.chosen
            if not self.plane.rect.adjusted(-1.0, -1.0, 1.0, 1.0).contains(point):
                continue
            if chosen and scene.held:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.halo(layer))
                painter.drawEllipse(point, _HALO, _HALO)
            elif chosen and scene.focused:
                painter.setPen(QPen(self.theme.ink, 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(point, _POINT + 3.5, _POINT + 3.5)
            size = _HELD if chosen and scene.held else _POINT
            painter.setPen(QPen(self.theme.ink if place == scene.hovered else mark, 1.6))
            painter.setBrush(mark if chosen else self.theme.surface)
            painter.drawEllipse(point, size, size)


def pixels(scene: PathScene, painter: PlotPainter) -> list[QPointF]:
    """Give where the points lie."""
    plane = painter.plane
    return [QPointF(plane.x(year), plane.y(value * scene.factor)) for year, value in scene.path.points]


def present_words() -> str:
    """Give what stands at the line of the present."""
    return QCoreApplication.translate("charts", "present")


def _bent(points: Sequence[Point]) -> list[Point]:
    """Put more corners on a path, since what is straight in value bends on a logarithmic axis."""
    bent: list[Point] = []
    for (start, low), (end, high) in pairwise(points):
        pieces = 1 if low == high or start == end else 12
        bent += [
            (start + (end - start) * part / pieces, low + (high - low) * part / pieces)
            for part in range(pieces)
        ]
    return [*bent, points[-1]]


class PathAxis:
    """The value axis of a path: room for what is published and what is set; it holds still in a drag."""

    def __init__(self) -> None:
        self._range: Range | None = None
        self._subject: Subject | None = None

    def fitted(self, path: Path, subject: Subject, *, held: bool) -> Range:
        """Give the range to show."""
        if self._subject != subject:
            self._range, self._subject = None, subject
        if self._range is None or not held:
            self._range = self._settled(path, subject)
        return self._range

    def _settled(self, path: Path, subject: Subject) -> Range:
        """Keep the range where it still holds all values without too much air; else fit anew."""
        lines = (*path.reference, *path.line, *path.eventful, *path.points)
        wanted = path_range(subject, [value for _, value in lines])
        now = self._range
        if now is None or wanted.low < now.low or wanted.high > now.high:
            return wanted
        if subject.measure.log:
            roomy = math.log(wanted.high / wanted.low) < _SPARE * math.log(now.high / now.low)
        else:
            roomy = wanted.high - wanted.low < _SPARE * (now.high - now.low)
        return wanted if roomy else now


def path_range(subject: Subject, values: Sequence[float]) -> Range:
    """Give an axis in the unit on screen around what is published and all values of a path."""
    limits, factor = subject.measure, subject.shape.factor
    shown = limits.around(subject.published, (values[0], min(values), max(values)))
    if limits.log:
        return nice_log_range(max(shown.low, shown.floor) * factor, shown.high * factor)
    marks = [*values, *(subject.published or (shown.low, shown.high))]
    air = _AIR * (max(marks) - min(marks)) or limits.step
    low = max(limits.low, min(marks) - air) * factor
    high = min(limits.high, max(marks) + air) * factor
    power = 10.0 ** math.floor(math.log10((high - low) / 4.0))
    step = next(size * power for size in _STEPS if (high - low) / (size * power) <= 4.0 + 1e-9)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(place * step, 12) for place in range(first, last + 1))
    return Range(ticks[0], ticks[-1], ticks)
