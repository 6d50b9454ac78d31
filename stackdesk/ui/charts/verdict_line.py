"""The painted verdict: glyph, headline, and as many of the sentences after it as fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stackdesk.ui.charts.strokes import text_left, text_right
from stackdesk.ui.charts.verdict import Verdict
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

_LEFT = 16.0
_TEXT = 35.0


class VerdictLine(QWidget):
    """One line of sentences at the left and a caption over the column of values at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme: Theme = LIGHT
        self._verdict: Verdict | None = None
        self._caption = ""
        self._caption_right = 0.0
        self._stale = False

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(300, round(px(21.0)))

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_verdict(self, verdict: Verdict, caption: str, caption_right: float, *, stale: bool) -> None:
        """Show a sentence; the full one is the tooltip and the accessible name."""
        shown = (verdict, caption, caption_right, stale)
        if shown == (self._verdict, self._caption, self._caption_right, self._stale):
            return
        if verdict != self._verdict:
            self.setAccessibleName(str(verdict))
            self.setToolTip(str(verdict))
        self._verdict, self._caption, self._caption_right, self._stale = shown
        self.update()

    def fitting(self) -> str:
        """Give the sentences after the headline that fit; the last go first."""
        if self._verdict is None:
            return ""
        caption = QFontMetricsF(font(11)).horizontalAdvance(self._caption)
        end = self._caption_right - caption - 16.0 if self._caption else self.width() - _LEFT
        headline = QFontMetricsF(font(12, STRONG)).horizontalAdvance(self._verdict.headline)
        room = end - _TEXT - headline - 5.0
        measure = QFontMetricsF(font(12))
        for count in range(len(self._verdict.rest), 0, -1):
            words = " ".join(self._verdict.rest[:count])
            if measure.horizontalAdvance(words) <= room:
                return words
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph, sentences and caption."""
        if self._verdict is None:
            return
        painter = QPainter(self)
        middle = self.height() / 2.0
        look = self._theme.layer(self._verdict.layer)
        paint_glyph(painter, look.glyph, QPointF(_LEFT + 6.0, middle), 10.0, look.mark)
        strong = font(12, STRONG)
        measure = QFontMetricsF(strong)
        headline = measure.elidedText(
            self._verdict.headline, Qt.TextElideMode.ElideRight, self.width() - _TEXT - _LEFT
        )
        ink = self._theme.ink2 if self._stale else self._theme.ink
        text_left(painter, _TEXT, middle, headline, strong, ink)
        x = _TEXT + measure.horizontalAdvance(headline) + 5.0
        text_left(painter, x, middle, self.fitting(), font(12), self._theme.ink2)
        caption = self._caption_right - QFontMetricsF(font(11)).horizontalAdvance(self._caption)
        if x <= caption:  # the headline needs the room more
            text_right(painter, self._caption_right, middle, self._caption, font(11), self._theme.ink3)
