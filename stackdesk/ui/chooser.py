"""A combo box with its arrow drawn in ink; style sheets know arrows only as image files."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox


class Chooser(QComboBox):
    """Draws a small arrow at its right end."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and text, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.4))
        x, y = self.width() - 13.0, self.height() / 2.0 + 0.5
        painter.drawPolyline(
            QPolygonF([QPointF(x - 3.5, y - 2.0), QPointF(x, y + 1.5), QPointF(x + 3.5, y - 2.0)])
        )
