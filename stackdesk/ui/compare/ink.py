"""Ink of the scenarios: letters on keys and styles of line, never colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.strokes import polyline, segments, text_centred
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px

KEY = 18.0
STROKE = 22.0
STYLES: tuple[tuple[float, ...] | None, ...] = (
    None,
    (6.0, 4.0),
    (1.5, 3.0),
    (8.0, 3.0, 1.5, 3.0),
    (14.0, 4.0),
    (8.0, 3.0, 1.5, 3.0, 1.5, 3.0),
)
_APART = 0.6


def style_words(place: int) -> str:
    """Name a line's style in plain words, for those who do not see it."""
    names = ("solid", "dashed", "dotted", "dash-dotted", "long dashes", "dash and two dots")
    return names[min(place, len(names) - 1)]


def ink_of(place: int, theme: Theme) -> QColor:
    """Give the strength of a scenario's ink: A full, the others quieter."""
    return theme.ink if place == 0 else theme.ink2


def pen_of(place: int, theme: Theme, *, stale: bool = False) -> QPen:
    """Give a scenario's cosmetic pen of one pixel; stale numbers of A are dashed finely."""
    pen = line_pen(ink_of(place, theme))
    style = STYLES[min(place, len(STYLES) - 1)]
    if stale and place == 0:
        style = (2.0, 2.0)
    if style is not None:
        pen.setDashPattern(list(style))
    return pen


def paint_course(
    painter: QPainter, xs: Numbers, ys: Numbers, place: int, theme: Theme, *, stale: bool = False
) -> None:
    """Draw a scenario's curve; A's in two passes, which read as two pixels."""
    pen = pen_of(place, theme, stale=stale)
    for shift in (-_APART / 2.0, _APART / 2.0) if place == 0 else (0.0,):
        polyline(painter, xs, ys + shift, pen)


def paint_stroke(painter: QPainter, x: float, middle: float, place: int, theme: Theme) -> None:
    """Draw a short piece of a scenario's line, for lists."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shift in (-0.5, 0.5) if place == 0 else (0.0,):
        segments(
            painter,
            [(x, middle + 0.5 + shift), (x + STROKE, middle + 0.5 + shift)],
            pen_of(place, theme),
        )


def paint_key(painter: QPainter, centre: QPointF, words: str, place: int, theme: Theme) -> None:
    """Draw a scenario's letter on a key: A's filled with ink, the others' an outline."""
    tall = float(round(px(KEY)))
    wide = tall if len(words) < 2 else tall + 6.0
    box = QRectF(centre.x() - wide / 2.0, centre.y() - tall / 2.0, wide, tall)
    box = QRectF(round(box.left()) + 0.5, round(box.top()) + 0.5, wide - 1.0, tall - 1.0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.ink if place == 0 else theme.outline, 1.0))
    painter.setBrush(theme.ink if place == 0 else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4.0, 4.0)
    ink = theme.surface if place == 0 else theme.ink
    text_centred(painter, box.center().x(), box.center().y(), words, font(11, STRONG), ink)
    painter.restore()
