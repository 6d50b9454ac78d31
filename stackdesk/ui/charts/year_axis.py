"""The years under a chart, and the year pill: the cursor's handle for mouse and keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.strokes import rule_down, text_centred
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

QUARTER = 0.25
_PILL = 20.0
_PAD = 7.0
_AIR = 10.0


def year_ticks(plane: Plane, widest: float) -> tuple[int, ...]:
    """Give the years to label: every one, or every second, fifth or tenth where labels would touch."""
    first, last = math.ceil(plane.start - 1e-9), math.floor(plane.end + 1e-9)
    a_year = plane.width / max(plane.end - plane.start, 1e-9)
    every = next((step for step in (1, 2, 5, 10) if a_year * step >= widest + _AIR), 10)
    return tuple(year for year in range(first, last + 1) if year % every == 0)


def on_quarter(year: float, start: float, end: float) -> float:
    """Put a year on the nearest quarter inside the span."""
    return min(max(round(year / QUARTER) * QUARTER, start), end)


def paint_years(painter: QPainter, plane: Plane, year: float, theme: Theme) -> None:
    """Draw the cursor through a small plot and the years below; the cursor's is strong and comes first."""
    x = plane.x(year)
    rule_down(painter, x, plane.top - 4.0, plane.bottom + 3.0, theme.ink)
    middle, face = plane.bottom + 14.0, font(11)
    words = fmt.year(year)
    half = QFontMetricsF(font(11, STRONG)).horizontalAdvance(words) / 2.0
    wide = QFontMetricsF(face).horizontalAdvance("2030")
    centre = min(max(x, plane.left - 8.0 + half), plane.right + 8.0 - half)
    text_centred(painter, centre, middle, words, font(11, STRONG), theme.ink)
    for tick in year_ticks(plane, wide + 12.0):
        at = min(max(plane.x(tick), plane.left - 8.0 + wide / 2.0), plane.right + 8.0 - wide / 2.0)
        if abs(at - centre) > half + wide / 2.0 + 6.0:
            text_centred(painter, at, middle, str(tick), face, theme.ink3)


class YearAxis(QWidget):
    """Labels of the years; the pill shows the cursor's and is dragged, or moved with the arrow keys."""

    year_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ceilings.year")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Year cursor"))
        self._theme: Theme = LIGHT
        self._plane: Plane | None = None
        self._year = 2030.0
        self._words = ""

    def sizeHint(self) -> QSize:
        """Ask for one line with a pill."""
        return QSize(400, int(px(_PILL)) + 4)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_year(self, year: float, plane: Plane) -> None:
        """Show the cursor's year."""
        if (year, plane) == (self._year, self._plane):
            return
        if year != self._year or not self._words:
            self._year, self._words = year, fmt.year(year)
            self.setAccessibleDescription(self._words)
        self._plane = plane
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the labels that stay clear of the pill, then the pill."""
        plane = self._plane
        if plane is None:
            return
        painter = QPainter(self)
        pill = self.pill()
        face = font(11)
        widest = QFontMetricsF(face).horizontalAdvance("2030")
        middle = pill.center().y()
        for year in year_ticks(plane, widest):
            x = plane.x(year)
            if x + widest / 2.0 < pill.left() - 2.0 or x - widest / 2.0 > pill.right() + 2.0:
                text_centred(painter, x, middle, str(year), face, self._theme.ink3)
        rule_down(painter, plane.x(self._year), 0.0, pill.top(), self._theme.ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.ink)
        painter.drawRoundedRect(pill, 5.0, 5.0)
        text_centred(painter, pill.center().x(), middle, self._words, font(11, STRONG), self._theme.surface)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(-2.5, -2.5, 2.5, 2.5), 7.0, 7.0)

    def pill(self) -> QRectF:
        """Give where the pill stands; it keeps inside the widget."""
        if self._plane is None:
            return QRectF()
        wide = math.ceil(QFontMetricsF(font(11, STRONG)).horizontalAdvance(self._words)) + 2.0 * _PAD
        left = round(self._plane.x(self._year) - wide / 2.0)
        left = min(max(left, 0), max(self.width() - round(wide), 0))
        return QRectF(left, self.height() - px(_PILL) - 1.0, wide, px(_PILL) - 1.0)

    def move_to(self, x: float) -> None:
        """Bring the cursor to a pixel."""
        if self._plane is not None:
            self._ask(self._plane.year(x))

    def _ask(self, year: float) -> None:
        """Ask for another year, on a quarter."""
        if self._plane is None:
            return
        wanted = on_quarter(year, self._plane.start, self._plane.end)
        if wanted != self._year:
            self.year_moved.emit(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the pill, or jump to where the axis is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the pill."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.move_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a year, with Shift a quarter; Home and End go to the ends."""
        key, plane = event.key(), self._plane
        if plane is None:
            return
        step = QUARTER if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._ask(self._year - step)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._ask(self._year + step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._ask(plane.start if key == Qt.Key.Key_Home else plane.end)
        else:
            super().keyPressEvent(event)
