"""The painted waterfall: B a point, a bar for each input, A a point; losses are hollow."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.scale import Range
from stackdesk.ui.charts.strokes import rule_down, text_centred, text_left, text_right
from stackdesk.ui.compare.ink import paint_key
from stackdesk.ui.compare.waterfall import Fall, Step, axis, fitted, written
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, LayerLook, Theme, mixed
from stackdesk.ui.typeface import STRONG, font, px

_SIDE = 16.0
_GLYPH, _NAME = 9.0, 26.0
_TALLEST, _SHORTEST = 28.0, 17.0
_BAR = 0.5
_AXIS = 20.0
_FADED = 0.5


@dataclass(frozen=True)
class Shown:
    """All that one frame shows; `note` stands in the place of the steps while there are none."""

    whole: Fall
    names: tuple[str, str]
    note: str = ""
    stale: bool = False


class FallBars(QWidget):
    """Draws one frame; the numbers behind it stand in the card's table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.fall.bars")
        self.setAccessibleName(self.tr("Waterfall from B to A"))
        self._theme: Theme = LIGHT
        self._shown: Shown | None = None
        self._range = Range(0.0, 1.0, ())

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_fall(self, shown: Shown, *, held: bool) -> None:
        """Show a frame; a held axis keeps still while what is on show stays inside it."""
        if shown == self._shown:
            return
        self._shown = shown
        low, high = shown.whole.extent()
        inside = self._range.low <= low and high <= self._range.high
        if not (held and inside):
            self._range = axis(low, high)
        self.update()

    # ----------------------------------------------------------------------------------------- geometry

    def rows(self) -> tuple[Fall, float]:
        """Give what fits, and how tall a row is."""
        assert self._shown is not None
        room = self.height() - px(_AXIS) - 4.0
        most = max(int(room // px(_SHORTEST)) - 2, 2)
        whole = fitted(self._shown.whole, most)
        return whole, min(math.floor(room / (len(whole.steps) + 2)), px(_TALLEST))

    def _ends(self, whole: Fall) -> tuple[float, float]:
        """Give the pixels between which values lie: names before, numbers behind."""
        bold = QFontMetricsF(font(12, STRONG)).horizontalAdvance
        plain = QFontMetricsF(font(12)).horizontalAdvance
        assert self._shown is not None
        names = max([*(bold(name) for name in self._shown.names), *(plain(s.label) for s in whole.steps)])
        values = max(
            [bold(self._text(value)) for value in (whole.start, whole.end)]
            + [plain(self._part(step.part)) for step in whole.steps]
        )
        left = _SIDE + _NAME + min(names, 0.4 * self.width()) + 14.0
        return left, max(self.width() - _SIDE - values - 14.0, left + 20.0)

    @staticmethod
    def _text(value: float) -> str:
        return fmt.number(value)

    def _part(self, value: float) -> str:
        """Write a part with as many decimals as the largest needs."""
        assert self._shown is not None
        return written(value, self._shown.whole)

    # -------------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, ends and steps."""
        if self._shown is None:
            return
        painter, shown = QPainter(self), self._shown
        whole, tall = self.rows()
        left, right = ends = self._ends(whole)
        foot = tall * (len(whole.steps) + 1.5)
        if shown.note and not whole.steps:
            foot = self.height() - px(_AXIS) - tall / 2.0 - 4.0
            self._paint_note(painter, shown.note, tall, foot - tall / 2.0)
        self._paint_axis(painter, left, right, foot + tall / 2.0 + 2.0, through=bool(whole.steps))
        self._paint_end(painter, 1, shown.names[1], whole.start, tall * 0.5, ends)
        for place, step in enumerate(whole.steps):
            self._paint_step(painter, step, tall * (place + 1.5), tall, ends)
        self._paint_end(painter, 0, shown.names[0], whole.end, foot, ends)

    def _paint_note(self, painter: QPainter, note: str, top: float, bottom: float) -> None:
        """Say between the ends why there are no steps."""
        painter.setFont(font(12))
        painter.setPen(self._theme.ink2)
        box = QRectF(_SIDE + _NAME, top, self.width() - 2.0 * _SIDE - _NAME, bottom - top)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, note)

    def _x(self, value: float, ends: tuple[float, float]) -> float:
        share = (value - self._range.low) / max(self._range.high - self._range.low, 1e-30)
        return ends[0] + min(max(share, 0.0), 1.0) * (ends[1] - ends[0])

    def _paint_axis(
        self, painter: QPainter, left: float, right: float, bottom: float, *, through: bool
    ) -> None:
        """Draw the numbers below, and their lines up through the steps where there are any."""
        middle, last = bottom + px(_AXIS) / 2.0, -math.inf
        for tick in self._range.ticks:
            x = self._x(tick, (left, right))
            rule_down(painter, x, 2.0 if through else bottom - 6.0, bottom, self._theme.grid)
            words = fmt.short(tick)
            half = QFontMetricsF(font(11)).horizontalAdvance(words) / 2.0
            if x - half > last + 8.0:
                text_centred(painter, x, middle, words, font(11), self._theme.ink3)
                last = x + half

    def _paint_end(
        self, painter: QPainter, place: int, name: str, value: float, middle: float, ends: tuple[float, float]
    ) -> None:
        """Draw an end: its letter, its name, a point, its value."""
        theme = self._theme
        paint_key(painter, QPointF(_SIDE + _GLYPH, middle), "AB"[place], place, theme)
        self._name(painter, name, middle, ends, strong=True)
        text_right(painter, self.width() - _SIDE, middle, self._text(value), font(12, STRONG), theme.ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.ink, 1.6))
        painter.setBrush(theme.ink if place == 0 else theme.surface)
        painter.drawEllipse(QPointF(self._x(value, ends), middle), 4.0, 4.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _name(
        self, painter: QPainter, name: str, middle: float, ends: tuple[float, float], *, strong: bool
    ) -> None:
        face = font(12, STRONG) if strong else font(12)
        room = ends[0] - 10.0 - _SIDE - _NAME
        words = QFontMetricsF(face).elidedText(name, Qt.TextElideMode.ElideRight, room)
        text_left(painter, _SIDE + _NAME, middle, words, face, self._theme.ink)

    def _look(self, layer: str) -> LayerLook:
        return self._theme.layer(layer)

    def _paint_step(
        self, painter: QPainter, step: Step, middle: float, tall: float, ends: tuple[float, float]
    ) -> None:
        """Draw one input: glyph, name, bar from where it starts to where it ends, value."""
        theme, look = self._theme, self._look(step.layer)
        stale = self._shown is not None and self._shown.stale
        mark = mixed(look.mark, theme.surface, _FADED) if stale else look.mark
        paint_glyph(painter, look.glyph, QPointF(_SIDE + _GLYPH, middle), 8.0, mark)
        self._name(painter, step.label, middle, ends, strong=False)
        ink = theme.ink2 if stale else theme.ink
        text_right(painter, self.width() - _SIDE, middle, self._part(step.part), font(12), ink)
        start, end = self._x(step.start, ends), self._x(step.end, ends)
        thick = max(round(tall * _BAR), 6)
        top = round(middle - thick / 2.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rule_down(painter, start, middle - tall + thick / 2.0, top, theme.ink2)
        box = QRectF(round(min(start, end)), top, max(round(abs(end - start)), 2), thick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if step.part >= 0.0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark)
            painter.drawRoundedRect(box, 1.5, 1.5)
        else:
            pen = line_pen(mark)
            pen.setWidthF(1.2)
            painter.setPen(pen)
            painter.setBrush(theme.surface)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # ------------------------------------------------------------------------------------------- events

    def event(self, event: QEvent) -> bool:
        """Tell the input under the mouse in full."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._shown is not None:
            whole, tall = self.rows()
            place = int(event.y() // max(tall, 1.0)) - 1
            words = ""
            if 0 <= place < len(whole.steps):
                step = whole.steps[place]
                words = f"{step.label}: {self._part(step.part)}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
