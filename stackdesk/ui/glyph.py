"""The five layer glyphs, so that no layer is told by its colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from stackdesk.ui.theme import Glyph


def paint_glyph(painter: QPainter, glyph: Glyph, centre: QPointF, size: float, colour: QColor) -> None:
    """Draw a glyph about `size` wide around a point; shapes are balanced to look equally heavy."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = size / 2.0
    x, y = centre.x(), centre.y()
    if glyph == "triangle":
        points = [(x, y - half), (x + half * 1.05, y + half * 0.8), (x - half * 1.05, y + half * 0.8)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
    elif glyph == "square":
        painter.drawRect(QRectF(x - half * 0.85, y - half * 0.85, half * 1.7, half * 1.7))
    elif glyph == "diamond":
        reach = half * 1.12
        points = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
    elif glyph == "disc":
        painter.drawEllipse(centre, half, half)
    elif glyph == "plus":
        arm = half * 0.42
        painter.drawRect(QRectF(x - half, y - arm, size, 2 * arm))
        painter.drawRect(QRectF(x - arm, y - half, 2 * arm, size))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.0))
        painter.drawRect(QRectF(x - half * 0.8, y - half * 0.8, half * 1.6, half * 1.6))
    painter.restore()


def paint_padlock(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Draw a closed padlock, nine pixels high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = centre.x(), centre.y()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.3))
    shackle = QRectF(x - 2.2, y - 4.8, 4.4, 5.2)
    painter.drawArc(shackle, 0, 180 * 16)
    for side in (shackle.left(), shackle.right()):
        painter.drawLine(QPointF(side, shackle.center().y()), QPointF(side, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(x - 3.5, y - 0.8, 7.0, 5.4), 1.0, 1.0)
    painter.restore()
