"""A check box with its tick drawn in the ground's colour; style sheets know ticks only as image files."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton


class TickBox(QCheckBox):
    """Draws a tick into its box while it is checked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tick(painter, QRectF(box).center(), self.palette().color(QPalette.ColorRole.Window))


def paint_tick(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Draw a tick around a point."""
    painter.setPen(QPen(colour, 1.8))
    ends = (QPointF(-3.6, 0.2), QPointF(-1.0, 2.8), QPointF(3.6, -2.8))
    painter.drawPolyline(QPolygonF([centre + end for end in ends]))
