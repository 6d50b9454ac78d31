"""A card: a surface with one rounded 1 px outline."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stackdesk.ui.theme import LIGHT, Theme

RADIUS = 8.0


def paint_card(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Draw a card's ground and outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.surface)
    painter.setPen(QPen(theme.hairline, 1.0))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.restore()


class Card(QFrame):
    """Holds one widget."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        if content is not None:
            self.hold(content)

    def hold(self, content: QWidget, stretch: int = 1) -> None:
        """Put a widget below what the card already holds."""
        self._column.addWidget(content, stretch)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        paint_card(QPainter(self), self.rect(), self._theme)
