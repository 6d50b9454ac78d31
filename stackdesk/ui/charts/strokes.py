"""Strokes shared by the painter items: lines through arrays, pixel-sharp rules, text on a middle line."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.mirror import functions
from stackdesk.ui.typeface import px

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TALL = 20.0
_DENSE = 1.5


def polyline(painter: QPainter, xs: Numbers, ys: Numbers, pen: QPen) -> None:
    """Draw a line through points; the caller has set antialiasing.

    A cosmetic pen is one pixel of the screen. On a dense screen, and beside type for the back row of a
    large room, a second pass keeps it as strong as elsewhere; one wide pass would cost several times as much.
    """
    ratio = painter.device().devicePixelRatioF()
    if max(ratio, px(1.0)) <= _DENSE:
        painter.setPen(pen)
        painter.drawPolyline(functions.arrayToQPolygonF(xs, ys))
        return
    painter.setPen(_stretched(pen, ratio))
    for shift in (-0.5 / ratio, 0.5 / ratio):
        painter.drawPolyline(functions.arrayToQPolygonF(xs, ys + shift))


def _stretched(pen: QPen, ratio: float) -> QPen:
    """Lengthen a pen's dashes, which count in pixels of the screen."""
    if not pen.dashPattern():
        return pen
    made = QPen(pen)
    made.setDashPattern([length * ratio for length in pen.dashPattern()])
    return made


def polygon(xs: Numbers, ys: Numbers) -> QPolygonF:
    """Make a polygon of two arrays without a loop."""
    made: QPolygonF = functions.arrayToQPolygonF(xs, ys)
    return made


def rule_across(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    """Fill a horizontal rule exactly one pixel thick."""
    painter.fillRect(round(left), round(y), round(right - left), 1, colour)


def rule_down(painter: QPainter, x: float, top: float, bottom: float, colour: QColor) -> None:
    """Fill a vertical rule exactly one pixel thick around `x`."""
    painter.fillRect(round(x - 0.5), round(top), 1, round(bottom - top), colour)


def segments(painter: QPainter, points: list[tuple[float, float]], pen: QPen) -> None:
    """Draw straight segments from point to point."""
    painter.setPen(pen)
    ends = [QPointF(*point) for point in points]
    painter.drawLines([QLineF(start, end) for start, end in pairwise(ends)])


def text_left(painter: QPainter, x: float, middle: float, words: str, face: QFont, colour: QColor) -> None:
    """Write from `x` on, the line's middle at `middle`."""
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(QRectF(x, middle - px(_TALL) / 2.0, 2000.0, px(_TALL)), _LEFT, words)


def text_right(painter: QPainter, x: float, middle: float, words: str, face: QFont, colour: QColor) -> None:
    """Write up to `x`, the line's middle at `middle`."""
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(QRectF(x - 600.0, middle - px(_TALL) / 2.0, 600.0, px(_TALL)), _RIGHT, words)


def text_centred(painter: QPainter, x: float, middle: float, words: str, face: QFont, colour: QColor) -> None:
    """Write around `x`, the line's middle at `middle`."""
    painter.setFont(face)
    painter.setPen(colour)
    box = QRectF(x - 300.0, middle - px(_TALL) / 2.0, 600.0, px(_TALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
