"""The bar below: the last change, the year cursor, how long a frame took and which engine runs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering
from stackdesk.ui.yearslider import PAD, YearSlider


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
        self._place()

    def show_change(self, words: str, hint: str = "") -> None:
        """Say what was changed last, and what can be done about it."""
        self.change.setText(f"● {words}" if words else "")
        self.hint.setText(hint)
        self._place()

    def show_year(self, year: float) -> None:
        """Move the cursor."""
        self.year.show_year(year)
        self.year_text.setText(fmt.year(year))

    def show_engine(self, words: str) -> None:
        """Say how long a frame took and which engine runs."""
        if words != self.engine.text():
            self.engine.setText(words)

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
        self.engine.setGeometry(right + pad + 8, 0, self.width() - right - pad - 8 - gap - 4, height)
        room = max(left - pad - wide - 8 - gap, 0)
        first = min(self.change.fontMetrics().horizontalAdvance(self.change.text()) + 2, room)
        self.change.setGeometry(gap + 2, 0, first, height)
        self.hint.setGeometry(gap + 2 + first + 8, 0, max(room - first - 8, 0), height)
