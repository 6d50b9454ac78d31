"""A check box with its tick drawn in the ground's colour; style sheets know ticks only as image files."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
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
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Window), 1.8))
        centre = QPointF(box.center()) + QPointF(0.5, 0.5)
        ends = (QPointF(-3.6, 0.2), QPointF(-1.0, 2.8), QPointF(3.6, -2.8))
        painter.drawPolyline(QPolygonF([centre + end for end in ends]))
