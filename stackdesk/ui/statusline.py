"""The bar below: the last change, the year cursor, reality checks, how long a frame took, which engine."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.judging import Judging
from stackdesk.ui.live import Live
from stackdesk.ui.reality_badge import RealityBadge
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering
from stackdesk.ui.yearslider import PAD, YearSlider

_FIGURES = re.compile(r"\d+")


class StatusLine(QWidget):
    """Places the year slider below the plot, whatever the layout above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._sizes: Density = COMFORTABLE
        self._plot: tuple[int, int] | None = None
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.change = QLabel(self)
        self.change.setObjectName("status.change")
        self.hint = QLabel(self)
        self.hint.setObjectName("status.hint")
        self.year_text = QLabel(self)
        self.year_text.setObjectName("year.text")
        self.year_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.year = YearSlider(self)
        self.reality = RealityBadge(self)
        self._said = ""
        self._engine_words: tuple[str, ...] = ("",)
        self.engine = QLabel(self)
        self.engine.setObjectName("status.engine")
        self.engine.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (self.change, self.hint, self.year_text, self.engine):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._sizes = theme, sizes
        self.setFixedHeight(sizes.status)
        self.change.setFont(lettering(12, STRONG))
        self.year_text.setFont(font(13, STRONG))
        for label in (self.hint, self.engine):
            label.setFont(font(12))
        for label in (self.hint, self.engine):
            label.setStyleSheet(f"color: {theme.ink2.name()}")
        self.year.dress(theme)
        self.reality.dress(theme)
        self._place()

    def show_change(self, words: str, hint: str = "") -> None:
        """Say what was changed last, and what can be done about it."""
        self._said = f"● {words}" if words else ""
        self.change.setToolTip(words)
        self.change.setAccessibleName(words)
        self.hint.setText(hint)
        self._place_change()

    def show_year(self, year: float) -> None:
        """Move the cursor."""
        self.year.show_year(year)
        self.year_text.setText(fmt.year(year))

    def show_engine(self, live: Live, samples: str = "") -> None:
        """Say how long a frame took, how many samples there are, which engine runs: in full, then shorter."""
        words: tuple[str, ...] = (self.tr("warming up"),)
        if not live.warming:
            words = (self.tr("computing"),)
        if not live.warming and not live.stale:
            engine = self.tr("compiled") if live.compiled else self.tr("plain")
            took = max(1, round(live.frame_ms))
            words = (
                self.tr("frame {ms} ms   {engine}").format(ms=took, engine=engine),
                self.tr("{ms} ms  {engine}").format(ms=took, engine=engine),
                self.tr("{ms} ms").format(ms=took) if live.compiled else engine,
            )
            if samples:
                words = (f"{words[0]}   {samples}", f"{words[2]}   {samples}", samples)
        if words != self._engine_words:
            self._engine_words = words
            self.engine.setToolTip(words[0])
            self._place_right()

    def show_reality(self, judging: Judging) -> None:
        """Say how many reality checks hold."""
        self.reality.show_judging(judging)
        self._place_right()

    def align(self, left: int, right: int) -> None:
        """Put the groove between two x of the screen, the ends of the ceilings' plot."""
        here = (self.mapFromGlobal(QPoint(left, 0)).x(), self.mapFromGlobal(QPoint(right, 0)).x())
        if here != self._plot and here[1] > here[0]:
            self._plot = here
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything."""
        self._place()

    def _place(self) -> None:
        height, gap = self.height(), self._sizes.gap
        left, right = self._plot or (self._sizes.stack + 2 * gap + 60, self.width() - 240)
        pad = round(PAD)
        self.year.setGeometry(left - pad, 1, right - left + 2 * pad, height - 1)
        wide = self.year_text.fontMetrics().horizontalAdvance("early 2030") + 4
        self.year_text.setGeometry(left - pad - wide - 4, 0, wide, height)
        self._place_right()
        self._place_change()

    def _place_change(self) -> None:
        """Place what was done last in the room that the year leaves."""
        height, gap = self.height(), self._sizes.gap
        room = max(self.year_text.x() - 4 - gap, 0)
        measure = self.change.fontMetrics()
        first = min(measure.horizontalAdvance(self._said) + 2, room)
        self.change.setText(measure.elidedText(self._said, Qt.TextElideMode.ElideRight, first))
        self.change.setGeometry(gap + 2, 0, first, height)
        self.hint.setGeometry(gap + 2 + first + 8, 0, max(room - first - 8, 0), height)

    def _place_right(self) -> None:
        """Place what stands right of the slider; words get shorter until they fit."""
        height, gap = self.height(), self._sizes.gap
        right = self._plot[1] if self._plot else self.width() - 240
        left, end = right + round(PAD) + 8, self.width() - gap - 4
        shown = not self.reality.isHidden()
        measure = self.engine.fontMetrics()
        ways = [(short, words) for short in (False, True) for words in self._engine_words]
        for short, words in (*ways, (True, "")):
            badge = self.reality.wide(short=short) + 8 if shown else 0
            widest = _FIGURES.sub("000", words)  # so that nothing jumps while numbers change
            if badge + measure.horizontalAdvance(widest) <= end - left or not words:
                break
        self.reality.set_short(short)
        self.engine.setText(words)
        tall = min(24, height - 4)
        wide = self.reality.wide(short=short)
        self.reality.setGeometry(end - wide, (height - tall) // 2, wide, tall)
        self.engine.setGeometry(left, 0, max(end - badge - left, 0), height)
