"""What is drawn over a chart while one of its points is pulled: the handle, the target, how far one gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stackdesk.ui.charts.strokes import text_left
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

_HANDLE, _HALO = 6.0, 12.0
_PAD = 7.0


@dataclass(frozen=True)
class Sight:
    """What the marker shows: where the curve was, where the target is, and where one gets.

    `colour` is a layer or "delivered"; `reach` is None while nothing is known, `short` says that the
    target itself is out of reach.
    """

    start: QPointF
    target: QPointF
    reach: QPointF | None
    colour: str
    words: str
    reach_words: str = ""
    short: bool = False


class Marker(QWidget):
    """Lies over a plot and lets the mouse through. What it shows is read anew at every paint: axes settle."""

    def __init__(self, surface: QWidget, read: Callable[[], Sight | None]) -> None:
        super().__init__(surface)
        self._theme: Theme = LIGHT
        self._read = read
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def follow(self) -> None:
        """Show where the pull stands, or nothing."""
        shown, surface = self._read() is not None, self.parentWidget()
        if shown and surface is not None:
            self.setGeometry(surface.rect())
            self.raise_()
        self.setVisible(shown)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the way from start to target, both ends, and the values beside them."""
        sight = self._read()
        if sight is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.ink if sight.colour == "delivered" else self._theme.layer(sight.colour).mark
        way = QPen(self._theme.ink2, 1.0, Qt.PenStyle.CustomDashLine)
        way.setDashPattern([2.0, 3.0])
        painter.setPen(way)
        painter.drawLine(sight.start, sight.target)
        painter.setPen(QPen(self._theme.ink3, 1.0))
        painter.setBrush(self._theme.surface)
        painter.drawEllipse(sight.start, 3.0, 3.0)
        if sight.short and sight.reach is not None:
            self._target(painter, sight.target, self._theme.ink3)
            self._handle(painter, sight.reach, colour)
            self._said(painter, sight.reach, sight.reach_words, strong=True)
            self._said(painter, sight.target, sight.words, strong=False, beside=sight.reach)
        else:
            self._handle(painter, sight.target, colour)
            self._said(painter, sight.target, sight.words, strong=True)

    def _handle(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Draw what is held, as a slider's handle that is held."""
        halo = QColor(colour)
        halo.setAlphaF(self._theme.halo_share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(at, _HALO, _HALO)
        painter.setBrush(colour)
        painter.setPen(QPen(self._theme.surface, 1.5))
        painter.drawEllipse(at, _HANDLE, _HANDLE)

    def _target(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Draw a target that is not reached: a hollow ring, crossed out."""
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(self._theme.surface)
        painter.drawEllipse(at, 5.0, 5.0)
        painter.drawLine(at + QPointF(-3.0, 3.0), at + QPointF(3.0, -3.0))

    def _said(
        self, painter: QPainter, at: QPointF, words: str, *, strong: bool, beside: QPointF | None = None
    ) -> None:
        """Write a value on a small ground beside a point, clear of another one's."""
        face = font(12, STRONG) if strong else font(11)
        wide = QFontMetricsF(face).horizontalAdvance(words) + 2.0 * _PAD
        tall = px(20.0)
        left = at.x() + _HALO + 5.0
        if left + wide > self.width() - 2.0:
            left = at.x() - _HALO - 5.0 - wide
        middle = at.y()
        if beside is not None and abs(beside.y() - middle) < tall + 2.0:
            middle = beside.y() + (-(tall + 2.0) if at.y() <= beside.y() else tall + 2.0)
        middle = min(max(middle, tall / 2.0 + 1.0), self.height() - tall / 2.0 - 1.0)
        ground = QRectF(round(left) + 0.5, round(middle - tall / 2.0) + 0.5, round(wide), round(tall))
        painter.setPen(QPen(self._theme.ink if strong else self._theme.field_border, 1.0))
        painter.setBrush(self._theme.ink if strong else self._theme.surface)
        painter.drawRoundedRect(ground, 5.0, 5.0)
        ink = self._theme.surface if strong else self._theme.ink2
        text_left(painter, ground.left() + _PAD, ground.center().y(), words, face, ink)
