"""Painted cells of the fit: a series behind its layer's glyph, and the band with the model's mark on it."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stackdesk.ui.fit.model import BAND, ROW, SERIES, VERDICT, Figure
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme, mixed
from stackdesk.ui.typeface import STRONG, font

REACH = math.log(4.0)
_PAD = 8.0
SIDE = 8.0
LEAD = 26.0
"""Room for the glyph before a name."""
_TALL = 7.0
_EDGE = 5.0


class FitCells(QStyledItemDelegate):
    """Paints the cells itself, so that words stand exactly below the heads."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the chosen row, then glyph, band or words."""
        one, rect = index.data(ROW), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.pill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == BAND:
            paint_band(painter, rect, one, self.theme)
        elif index.column() == VERDICT:
            _paint_verdict(painter, rect.adjusted(SIDE, 0.0, -SIDE, 0.0), one, self.theme)
        else:
            left = LEAD if index.column() == SERIES else SIDE
            if index.column() == SERIES:
                look = self.theme.layer(one.layer)
                paint_glyph(
                    painter, look.glyph, QPointF(rect.left() + 14.0, rect.center().y()), 9.0, look.mark
                )
            _paint_words(painter, rect.adjusted(left, 0.0, -SIDE, 0.0), index)
        painter.restore()


def _paint_verdict(painter: QPainter, room: QRectF, one: Figure, theme: Theme) -> None:
    """Write the verdict, loud where history is missed, and why behind it."""
    loud = one.missed and one.row.observation.kind == "history"
    painter.setFont(font(12, STRONG if loud else 400))
    painter.setPen(theme.error if loud else theme.ink2)
    words, why = one.verdict, one.told.removeprefix(one.verdict)
    wide = painter.fontMetrics().horizontalAdvance(words)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, math.ceil(room.width()))
    painter.drawText(room, flags, cut)
    painter.setFont(font(12))
    painter.setPen(theme.ink2)
    rest = room.adjusted(wide, 0.0, 0.0, 0.0)
    why = painter.fontMetrics().elidedText(why, Qt.TextElideMode.ElideRight, max(math.floor(rest.width()), 0))
    painter.drawText(rest, flags, why)


def _paint_words(painter: QPainter, room: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
    """Write a cell's words; what does not fit is cut with dots and stands in the tip and in the details."""
    painter.setFont(index.data(Qt.ItemDataRole.FontRole))
    painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
    words = str(index.data())
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, math.ceil(room.width()))
    painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)


def paint_band(painter: QPainter, rect: QRectF, one: Figure, theme: Theme) -> None:
    """Draw what is published as a bar around its value, and the model's glyph, on a scale of factors."""
    seen, middle = one.row.observation, rect.center().y()
    left, wide = rect.left() + _PAD, rect.width() - 2.0 * _PAD

    def x(logarithm: float) -> float:
        return left + wide * (0.5 + 0.5 * max(-1.0, min(logarithm / REACH, 1.0)))

    for factor in (0.25, 0.5, 2.0, 4.0):
        painter.fillRect(
            QRectF(round(x(math.log(factor))), rect.top() + 5.0, 1.0, rect.height() - 10.0), theme.grid
        )
    low, high = x(math.log(seen.low / seen.value)), x(math.log(seen.high / seen.value))
    bar = QRectF(low, middle - _TALL / 2.0, high - low, _TALL)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mixed(theme.published, theme.surface, 0.55))
    painter.drawRoundedRect(bar, 1.5, 1.5)
    painter.fillRect(QRectF(round(x(0.0)), middle - 7.0, 1.0, 14.0), theme.ink)
    look = theme.layer(one.layer)
    missed = one.missed and seen.kind == "history"
    colour = theme.error if missed else look.mark
    point = QPointF(x(one.row.log_error), middle)
    paint_glyph(painter, look.glyph, point, 12.0, theme.surface)
    paint_glyph(painter, look.glyph, point, 9.0, colour)
    if abs(one.row.log_error) > REACH:
        _paint_beyond(painter, point, one.row.log_error > 0.0, theme)


def _paint_beyond(painter: QPainter, point: QPointF, upwards: bool, theme: Theme) -> None:
    """Point to where a mark lies that is off the scale."""
    way = 1.0 if upwards else -1.0
    tip = QPointF(point.x() + way * _EDGE * 1.7, point.y())
    painter.setPen(QPen(theme.error, 1.4))
    painter.drawPolyline(
        [QPointF(tip.x() - way * 3.0, tip.y() - 4.0), tip, QPointF(tip.x() - way * 3.0, tip.y() + 4.0)]
    )
