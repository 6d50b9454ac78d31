"""The painted bars of relief: glyph, name, bar from zero, value at the right, and what binds next."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.relief import Row
from stackdesk.ui.charts.scale import Range
from stackdesk.ui.charts.strokes import rule_across, rule_down, text_left, text_right
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

_SIDE = 16.0
_GLYPH, _NAME = 5.0, 17.0
_BAR = 12.0
_FOOT = 46.0
_FOOT_COMPACT = 32.0
_TALLEST, _SHORTEST = 34.0, 22.0


@dataclass(frozen=True)
class Bars:
    """All that the bars show in one frame."""

    rows: tuple[Row, ...]
    range: Range
    next_layer: str
    next_words: str
    next_level: str
    note: str
    compact: bool
    stale: bool


def row_height(room: float, count: int) -> float:
    """Share the height among rows, neither cramped nor sprawling."""
    return math.floor(min(max(room / max(count, 1), px(_SHORTEST)), px(_TALLEST)))


class ReliefBars(QWidget):
    """Draws one frame of bars; the numbers behind them stand in the chart's table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._bars: Bars | None = None
        self._ends: tuple[tuple[Bars, int], tuple[float, float]] | None = None
        self.setAccessibleName(self.tr("Bars of relief"))

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_bars(self, bars: Bars) -> None:
        """Show a frame."""
        if bars != self._bars:
            self._bars = bars
            self.update()

    # ------------------------------------------------------------------------------------- geometry

    def _foot(self, bars: Bars) -> float:
        return px(_FOOT_COMPACT if bars.compact else _FOOT)

    def shown_rows(self, bars: Bars) -> tuple[float, int]:
        """Give the height of a row and how many fit."""
        room = self.height() - self._foot(bars) - 10.0
        tall = row_height(room, len(bars.rows))
        return tall, min(len(bars.rows), max(int(room // tall), 0))

    def bar_ends(self, bars: Bars) -> tuple[float, float]:
        """Give the pixels of the axis' ends, measured once a frame."""
        if self._ends is None or self._ends[0][0] is not bars or self._ends[0][1] != self.width():
            self._ends = ((bars, self.width()), self._measured_ends(bars))
        return self._ends[1]

    def _measured_ends(self, bars: Bars) -> tuple[float, float]:
        """Make room for names before the axis and for values behind."""
        wide = QFontMetricsF(font(12, STRONG)).horizontalAdvance
        names = max((wide(row.label) for row in bars.rows), default=0.0)
        values = max((wide(row.value) for row in bars.rows if row.share is not None), default=40.0)
        left = _SIDE + _NAME + min(math.ceil(names), self.width() * 0.42) + 10.0
        return left, max(self.width() - _SIDE - math.ceil(values) - 10.0, left + 20.0)

    def place(self, bars: Bars, share: float) -> float:
        """Give the pixel of an elasticity."""
        left, right = self.bar_ends(bars)
        span = bars.range.high - bars.range.low
        return left + (min(max(share, bars.range.low), bars.range.high) - bars.range.low) / span * (
            right - left
        )

    def event(self, event: QEvent) -> bool:
        """Tell how far easing helps, for the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._bars is not None:
            tall, count = self.shown_rows(self._bars)
            place = int((event.y() - 4.0) // tall)
            row = self._bars.rows[place] if 0 <= place < count else None
            words = f"{row.label}: {row.value}" + (f"\n{row.detail}" if row.detail else "") if row else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # ---------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, rows and foot."""
        bars = self._bars
        if bars is None:
            return
        painter = QPainter(self)
        if bars.note and not bars.rows:
            painter.setFont(font(12))
            painter.setPen(self._theme.ink2)
            room = QRectF(_SIDE, 0.0, self.width() - 2.0 * _SIDE, self.height() - 10.0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, bars.note)
            return
        tall, count = self.shown_rows(bars)
        told = sum(row.share is not None for row in bars.rows[:count])
        self._paint_grid(painter, bars, 2.0 + tall * told + 4.0)
        for place, row in enumerate(bars.rows[:count]):
            self._paint_row(painter, bars, row, 4.0 + tall * (place + 0.5), first=place == 0)
        self._paint_foot(painter, bars, len(bars.rows) - count)

    def _paint_grid(self, painter: QPainter, bars: Bars, bottom: float) -> None:
        for tick in bars.range.ticks:
            colour = self._theme.groove if abs(tick) < 1e-12 else self._theme.grid
            rule_down(painter, self.place(bars, tick), 2.0, bottom, colour)

    def _paint_row(self, painter: QPainter, bars: Bars, row: Row, middle: float, *, first: bool) -> None:
        look = self._theme.layer(row.layer)
        paint_glyph(painter, look.glyph, QPointF(_SIDE + _GLYPH, middle), 8.0, look.mark)
        nothing = row.share is not None and abs(row.share) < 0.005
        face = font(12, STRONG) if first and not nothing else font(12)
        ink = self._theme.ink2 if bars.stale else self._theme.ink3 if nothing else self._theme.ink
        left, _ = self.bar_ends(bars)
        room = left - 8.0 - _SIDE - _NAME if row.share is not None else self.width() * 0.5
        name = QFontMetricsF(face).elidedText(row.label, Qt.TextElideMode.ElideRight, room)
        text_left(painter, _SIDE + _NAME, middle, name, face, ink)
        text_right(painter, self.width() - _SIDE, middle, row.value, face, ink)
        if row.share is not None and not nothing:
            zero, end = self.place(bars, 0.0), self.place(bars, row.share)
            start, wide = min(zero, end), max(abs(end - zero), 1.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.mark)
            painter.drawRoundedRect(QRectF(start, round(middle - _BAR / 2.0), wide, _BAR), 1.5, 1.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_foot(self, painter: QPainter, bars: Bars, hidden: int) -> None:
        """Say what binds next, and how many rows did not fit."""
        top = self.height() - self._foot(bars)
        rule_across(painter, 0.0, float(self.width()), top, self._theme.hairline)
        right = self.width() - _SIDE
        more = self.tr("{count} more in the table").format(count=hidden) if hidden else bars.note
        if bars.compact:
            words = ", ".join(part for part in (bars.next_words, bars.next_level) if part)
            told = self.tr("Lifted, next: {what}").format(what=words) if words else bars.note
            told = QFontMetricsF(font(12)).elidedText(told, Qt.TextElideMode.ElideRight, right - _SIDE)
            middle = top + px(_FOOT_COMPACT) / 2.0 + 1.0
            text_left(painter, _SIDE, middle, told, font(12), self._theme.ink2)
            return
        text_left(
            painter,
            _SIDE,
            top + px(14.0),
            self.tr("Were what binds lifted, next"),
            font(11),
            self._theme.ink3,
        )
        text_right(painter, right, top + px(14.0), more, font(11), self._theme.ink3)
        middle, x = top + px(32.0), _SIDE
        if bars.next_layer:
            look = self._theme.layer(bars.next_layer)
            paint_glyph(painter, look.glyph, QPointF(_SIDE + _GLYPH, middle), 8.0, look.mark)
            x += _NAME
        text_left(painter, x, middle, bars.next_words or fmt.NOTHING, font(12, STRONG), self._theme.ink)
        text_right(painter, right, middle, bars.next_level, font(12), self._theme.ink2)
