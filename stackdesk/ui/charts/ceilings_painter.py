"""Draws ceilings and delivery: one painter item for grid, curves, history, cursor, labels and read-out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from stackdesk.ui.charts.ceilings import BASELINE, DELIVERED, Ceilings
from stackdesk.ui.charts.end_labels import Columns, EndLabel, paint_labels, placed
from stackdesk.ui.charts.fan import paint_fan
from stackdesk.ui.charts.marks import Mark, paint_marks
from stackdesk.ui.charts.pens import Pens, history_split, line_pen
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.plot import PlotPainter
from stackdesk.ui.charts.readout import Readout, paint_readout
from stackdesk.ui.charts.strokes import polyline, rule_down, segments, text_right
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import font

_APART = 0.6


@dataclass(frozen=True)
class Scene:
    """All that one frame of the chart shows."""

    ceilings: Ceilings
    labels: tuple[EndLabel, ...]
    columns: Columns
    marks: tuple[Mark, ...]
    present: float
    binding: str
    readout: Readout | None = None
    hovered: float | None = None
    stale: bool = False
    fan: Numbers | None = None
    """Quantiles of what is delivered, shape (5, steps)."""


class CeilingsPainter(PlotPainter):
    """The painter item of the ceilings chart."""

    def __init__(self) -> None:
        super().__init__()
        self._pens = Pens(self.theme)
        self._scene: Scene | None = None

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme, self._pens = theme, Pens(theme)
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Show another frame; painted when Qt next paints."""
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
        if scene.fan is not None:
            paint_fan(painter, scene.ceilings.years, scene.fan, self.plane, self.theme)
        for room, quiet in history_split(self.plane, scene.present):
            painter.setClipRect(room)
            self._paint_ceilings(painter, scene, quiet=quiet)
        painter.setClipRect(self.plane.rect.adjusted(0.0, -1.0, 0.0, 1.0))
        self._paint_present(painter, scene)
        self._paint_delivery(painter, scene)
        painter.restore()
        self._paint_cursor(painter, scene)
        paint_marks(painter, scene.marks, self.plane, self.theme)
        labels = placed(scene.labels, self.plane)
        paint_labels(
            painter,
            labels,
            self.plane,
            scene.columns,
            self.theme,
            self._colours,
            self._swatch,
            stale=scene.stale,
        )
        if scene.readout is not None:
            paint_readout(painter, scene.readout, self.plane, self.theme)

    def _colours(self, key: str) -> tuple[QColor, QColor]:
        return self._pens.colour(key), self._pens.words(key)

    def _paint_ceilings(self, painter: QPainter, scene: Scene, *, quiet: bool) -> None:
        """Draw what each layer alone would allow, demand first."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        xs = self.plane.xs(scene.ceilings.years)
        for curve in scene.ceilings.curves:
            if curve.key not in (DELIVERED, BASELINE):
                pen = self._pens.line(curve.key, stale=scene.stale, quiet=quiet)
                polyline(painter, xs, self.plane.ys(curve.values), pen)

    def _paint_present(self, painter: QPainter, scene: Scene) -> None:
        """Mark where history ends."""
        if not self.plane.start < scene.present < self.plane.end:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        x = self.plane.x(scene.present)
        pen = line_pen(self.theme.published, (1.0, 3.0))
        middle = round(x - 0.5) + 0.5
        segments(painter, [(middle, self.plane.top), (middle, self.plane.bottom)], pen)
        words = QCoreApplication.translate("charts", "present")
        text_right(painter, middle - 5.0, self.plane.top + 8.0, words, font(11), self.theme.ink3)

    def _paint_delivery(self, painter: QPainter, scene: Scene) -> None:
        """Draw the comparison, then what is delivered: two passes of one pixel read as two pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        xs = self.plane.xs(scene.ceilings.years)
        if scene.ceilings.differs:
            ys = self.plane.ys(scene.ceilings.curve(BASELINE).values)
            polyline(painter, xs, ys, self._pens.line(BASELINE))
        ys = self.plane.ys(scene.ceilings.curve(DELIVERED).values)
        pen = self._pens.line(DELIVERED, stale=scene.stale)
        for shift in (-_APART / 2.0, _APART / 2.0):
            polyline(painter, xs, ys + shift, pen)

    def _paint_cursor(self, painter: QPainter, scene: Scene) -> None:
        """Draw the cursor with a glyph on each curve, and a faint line where the mouse is."""
        plane, ceilings = self.plane, scene.ceilings
        if scene.hovered is not None:
            rule_down(painter, plane.x(scene.hovered), plane.top, plane.bottom, self.theme.groove)
        x = plane.x(ceilings.year)
        rule_down(painter, x, plane.top - 6.0, self.boundingRect().bottom(), self.theme.ink)
        if scene.hovered is not None and scene.readout is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._ring(painter, scene.readout.anchor, self._pens.colour(scene.readout.key))
        ordered = sorted((curve.key for curve in ceilings.curves), key=lambda key: key == scene.binding)
        for key in ordered:
            y = plane.y(ceilings.at(key))
            if plane.top - 1.0 <= y <= plane.bottom + 1.0:
                self._mark(painter, key, QPointF(x, y), strong=key == scene.binding)

    def _mark(self, painter: QPainter, key: str, point: QPointF, *, strong: bool) -> None:
        """Put a curve's glyph on the cursor, cut free from the lines behind it."""
        if key == DELIVERED:
            return
        if key == BASELINE:
            self._ring(painter, point, self.theme.ink3)
            return
        look, size = self.theme.layer(key), 10.0 if strong else 7.0
        paint_glyph(
            painter, look.glyph, point, size + (4.0 if look.glyph != "plus" else 3.0), self.theme.surface
        )
        paint_glyph(painter, look.glyph, point, size, look.mark)

    def _ring(self, painter: QPainter, point: QPointF, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(line_pen(colour))
        painter.setBrush(self.theme.surface)
        painter.drawEllipse(point, 3.0, 3.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _swatch(self, painter: QPainter, key: str, point: QPointF) -> None:
        """Draw what stands before a name in the column: the layer's glyph, or a piece of the line."""
        if key in (DELIVERED, BASELINE):
            ends = [(point.x() - 5.0, point.y()), (point.x() + 5.0, point.y())]
            shifts = (-0.5, 0.5) if key == DELIVERED else (0.0,)
            dash = None if key == DELIVERED else (3.0, 2.0)
            for shift in shifts:
                pen = line_pen(self._pens.colour(key), dash)
                segments(painter, [(x, y + shift) for x, y in ends], pen)
            return
        look = self.theme.layer(key)
        paint_glyph(painter, look.glyph, point, 8.0, look.mark)
