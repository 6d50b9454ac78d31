"""A soft edge at the foot of what scrolls: there is more below, and no line looks cut in two."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from stackdesk.ui.theme import LIGHT, Theme

TALL = 26


class Fade(QWidget):
    """Lies over the foot of a scroll area's viewport while it is not at its end; the mouse goes through."""

    def __init__(self, scroll: QScrollArea) -> None:
        super().__init__(scroll.viewport())
        self._scroll = scroll
        self._theme: Theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        scroll.viewport().installEventFilter(self)
        bar = scroll.verticalScrollBar()
        bar.valueChanged.connect(self._place)
        bar.rangeChanged.connect(self._place)
        self._place()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self, *_: object) -> None:
        room, bar = self._scroll.viewport().rect(), self._scroll.verticalScrollBar()
        tall = min(TALL, max(bar.maximum() - bar.value(), 0))
        self.setVisible(tall > 0)
        self.setGeometry(0, room.height() - tall, room.width(), tall)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, from nothing above to all of it at the foot."""
        ground, clear = QColor(self._theme.surface), QColor(self._theme.surface)
        clear.setAlpha(0)
        shade = QLinearGradient(0.0, 0.0, 0.0, float(self.height()))
        shade.setColorAt(0.0, clear)
        shade.setColorAt(0.85, ground)
        QPainter(self).fillRect(self.rect(), shade)
