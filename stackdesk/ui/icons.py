"""The few icons the bar needs, drawn in ink so that they follow the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from stackdesk.ui.theme import Theme, mixed

SIDE = 18
STRATA = ("applications", "models", "infrastructure", "chips", "energy")


def undo(theme: Theme) -> QIcon:
    """An arrow back."""
    return _icon(theme, _paint_undo)


def redo(theme: Theme) -> QIcon:
    """An arrow forward."""
    return _icon(theme, _paint_redo)


def contrast(theme: Theme) -> QIcon:
    """A half-filled disc: the choice of theme."""
    return _icon(theme, _paint_contrast)


def bands(theme: Theme) -> QIcon:
    """A line between two that part: bands."""
    return _icon(theme, _paint_bands)


def compare(theme: Theme) -> QIcon:
    """Two edges and an arrow between them: side by side."""
    return _icon(theme, _paint_compare)


def lens(theme: Theme) -> QIcon:
    """A lens: search."""
    return _icon(theme, _paint_lens)


def cake(theme: Theme) -> QIcon:
    """The five strata: StackDesk itself."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        pixmap = _blank(side)
        painter = QPainter(pixmap)
        paint_cake(painter, QRectF(0, 0, side, side), theme)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def paint_cake(painter: QPainter, room: QRectF, theme: Theme) -> None:
    """Draw the five strata into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    tall = room.height() * 0.84 / len(STRATA)
    top = room.top() + room.height() * 0.08
    for place, key in enumerate(STRATA):
        painter.setBrush(theme.layer(key).mark)
        stratum = QRectF(
            room.left() + room.width() * 0.1, top + place * tall, room.width() * 0.8, tall * 0.84
        )
        painter.drawRoundedRect(stratum, tall * 0.2, tall * 0.2)


def _blank(side: int, ratio: float = 1.0) -> QPixmap:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _icon(theme: Theme, draw: Callable[[QPainter, QColor], None]) -> QIcon:
    """Draw an icon for use and one for when there is nothing to do."""
    icon = QIcon()
    faint = mixed(theme.ink3, theme.bar, 0.5)
    for mode, colour in ((QIcon.Mode.Normal, theme.ink), (QIcon.Mode.Disabled, faint)):
        for ratio in (1.0, 2.0):
            pixmap = _blank(SIDE, ratio)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, colour)
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon


def _pen(colour: QColor) -> QPen:
    return QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _paint_undo(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    path = QPainterPath(QPointF(4.0, 7.0))
    path.lineTo(11.0, 7.0)
    path.arcTo(QRectF(7.5, 7.0, 7.0, 7.0), 90.0, -180.0)
    path.lineTo(7.5, 14.0)
    painter.drawPath(path)
    head = QPainterPath(QPointF(7.0, 4.0))
    head.lineTo(4.0, 7.0)
    head.lineTo(7.0, 10.0)
    painter.drawPath(head)


def _paint_redo(painter: QPainter, colour: QColor) -> None:
    painter.translate(SIDE, 0.0)
    painter.scale(-1.0, 1.0)
    _paint_undo(painter, colour)


def _paint_bands(painter: QPainter, colour: QColor) -> None:
    fan = QPainterPath(QPointF(2.5, 14.5))
    fan.cubicTo(QPointF(7.0, 12.0), QPointF(9.0, 6.0), QPointF(15.5, 2.5))
    fan.lineTo(QPointF(15.5, 12.5))
    fan.cubicTo(QPointF(11.0, 12.5), QPointF(7.0, 13.0), QPointF(2.5, 14.5))
    faint = QColor(colour)
    faint.setAlphaF(0.3 * colour.alphaF())
    painter.fillPath(fan, faint)
    painter.setPen(_pen(colour))
    line = QPainterPath(QPointF(2.5, 14.5))
    line.cubicTo(QPointF(7.0, 12.5), QPointF(10.0, 9.5), QPointF(15.5, 7.5))
    painter.drawPath(line)


def _paint_compare(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    for x in (3.5, 14.5):
        painter.drawLine(QPointF(x, 3.5), QPointF(x, 14.5))
    painter.drawLine(QPointF(6.0, 9.0), QPointF(12.0, 9.0))
    for tip, way in ((6.0, 1.0), (12.0, -1.0)):
        for side in (-2.0, 2.0):
            painter.drawLine(QPointF(tip, 9.0), QPointF(tip + 2.0 * way, 9.0 + side))


def _paint_lens(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.drawEllipse(QRectF(3.5, 3.5, 8.0, 8.0))
    painter.drawLine(QPointF(10.5, 10.5), QPointF(14.5, 14.5))


def _paint_contrast(painter: QPainter, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    disc = QRectF(3.5, 3.5, 11.0, 11.0)
    painter.drawEllipse(disc)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(disc, 90 * 16, -180 * 16)
