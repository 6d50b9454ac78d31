"""Small multiples: one little plot for each outcome, scenario or region, all painted by one widget."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.scale import Range, nice_log_range, nice_range
from stackdesk.ui.charts.strokes import rule_across, rule_down, text_left, text_right
from stackdesk.ui.compare.ink import paint_course
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px
from stackdesk.ui.view import View

_SIDE, _GAP = 16.0, 18.0
_WORDS, _LINE = 34.0, 16.0
_AXIS = 34.0


@dataclass(frozen=True, eq=False)
class Course:
    """One curve of a cell: whose it is, and its values in the unit on show, shape (years,)."""

    place: int
    values: Numbers


@dataclass(frozen=True, eq=False)
class Cell:
    """One little plot; `key` is what choosing it stands for."""

    key: str
    title: str
    unit: str
    value: str
    change: str
    courses: tuple[Course, ...]
    letter: str = ""

    def told(self) -> str:
        """Say it in words."""
        head = " ".join(part for part in (self.letter, self.title) if part)
        value = " ".join(part for part in (self.value, self.unit) if part)
        return ", ".join(part for part in (f"{head} {value}", self.change) if part)


class Multiples(QWidget):
    """Paints cells in rows; the arrows move between them, Enter or a click chooses one."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Small plots"))
        self._theme: Theme = LIGHT
        self._cells: tuple[Cell, ...] = ()
        self._columns = 3
        self._years: Numbers = np.zeros(2)
        self._view: View | None = None
        self._shared = self._log = False
        self._current = 0

    def sizeHint(self) -> QSize:
        """Take what there is."""
        return QSize(300, 180)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What is on show."""
        return self._cells

    def show_cells(
        self,
        cells: Sequence[Cell],
        columns: int,
        years: Numbers,
        view: View,
        *,
        shared: bool = False,
        log: bool = False,
    ) -> None:
        """Show a frame; `shared` puts all cells on one axis."""
        self._cells, self._columns, self._years = tuple(cells), max(columns, 1), years
        self._view, self._shared, self._log = view, shared, log
        self._current = min(self._current, max(len(self._cells) - 1, 0))
        self.update()

    def describe(self) -> None:
        """Say in words what is on show."""
        self.setAccessibleDescription("; ".join(cell.told() for cell in self._cells))

    # ----------------------------------------------------------------------------------------- geometry

    def _rows(self) -> int:
        return max(math.ceil(len(self._cells) / self._columns), 1)

    def place(self, rank: int) -> QRectF:
        """Give a cell's rectangle."""
        left = _SIDE + (px(_AXIS) if self._shared else 0.0)
        gap = px(_GAP)
        wide = (self.width() - left - _SIDE - gap * (self._columns - 1)) / self._columns
        tall = (self.height() - 6.0 - 10.0 * (self._rows() - 1)) / self._rows()
        row, column = divmod(rank, self._columns)
        return QRectF(round(left + column * (wide + gap)), round(row * (tall + 10.0)), round(wide), tall)

    def at(self, point: QPointF) -> int:
        """Give the cell under a point, or -1."""
        return next((rank for rank in range(len(self._cells)) if self.place(rank).contains(point)), -1)

    def _range(self, cells: Sequence[Cell]) -> Range:
        """Give the range of values that cells need."""
        found = [course.values[np.isfinite(course.values)] for cell in cells for course in cell.courses]
        values = [one for one in found if one.size]
        high = max((float(one.max()) for one in values), default=1.0)
        low = min((float(one.min()) for one in values), default=0.0)
        if self._log:
            positive = [float(one[one > 0.0].min()) for one in values if (one > 0.0).any()]
            return nice_log_range(min(positive, default=high / 10.0), high)
        return nice_range(low, high) if self._shared else Range(min(low, 0.0), max(high, 1e-12), ())

    def _plane(self, room: QRectF, values: Range) -> Plane:
        top = room.top() + px(_WORDS) + 4.0
        years = float(self._years[0]), float(self._years[-1])
        tall = max(room.bottom() - top - (px(14.0) if self._shared else 1.0), 6.0)
        return Plane(room.left(), top, room.width(), tall, *years, values.low, values.high, self._log)

    # -------------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every cell."""
        if self._view is None:
            return
        painter = QPainter(self)
        common = self._range(self._cells) if self._shared else None
        for rank, cell in enumerate(self._cells):
            room = self.place(rank)
            plane = self._plane(room, common or self._range((cell,)))
            self._paint_words(painter, cell, room)
            if common is not None:
                self._paint_grid(painter, plane, common, first=rank % self._columns == 0)
            self._paint_plot(painter, cell, plane)
            if self.hasFocus() and rank == self._current:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._theme.ink, 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(room.adjusted(-5.0, 0.0, 5.0, 1.0), 5.0, 5.0)

    def _paint_words(self, painter: QPainter, cell: Cell, room: QRectF) -> None:
        """Write title and unit, below them value and change."""
        theme, bold, plain = self._theme, font(11, STRONG), font(11)
        first, second = room.top() + px(_LINE) / 2.0 + 1.0, room.top() + px(_LINE) * 1.5 + 2.0
        ink = theme.ink2 if self._view is not None and self._view.stale else theme.ink
        x = room.left()
        if cell.letter:
            text_left(painter, x, first, cell.letter, bold, theme.ink)
            x += QFontMetricsF(bold).horizontalAdvance(cell.letter) + 6.0
        title = QFontMetricsF(bold).elidedText(cell.title, Qt.TextElideMode.ElideRight, room.right() - x)
        text_left(painter, x, first, title, bold, theme.ink)
        unit = QFontMetricsF(plain).horizontalAdvance(cell.unit)
        taken = QFontMetricsF(bold).horizontalAdvance(title)
        above = x + taken + 8.0 + unit <= room.right()
        if above:
            text_right(painter, room.right(), first, cell.unit, plain, theme.ink2)
        text_left(painter, room.left(), second, cell.value, font(12), ink)
        end = room.left() + QFontMetricsF(font(12)).horizontalAdvance(cell.value)
        change = QFontMetricsF(bold).horizontalAdvance(cell.change)
        text_right(painter, room.right(), second, cell.change, bold, ink)
        if not above and end + 4.0 + unit + 6.0 + change <= room.right():
            text_left(painter, end + 4.0, second, cell.unit, plain, theme.ink2)

    def _paint_grid(self, painter: QPainter, plane: Plane, values: Range, *, first: bool) -> None:
        """Draw the shared axis: its lines everywhere, its numbers in the first column, years below."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        every = max(math.ceil(len(values.ticks) * px(15.0) / max(plane.height, 1.0)), 1)
        for place, tick in enumerate(values.ticks):
            rule_across(painter, plane.left, plane.right, plane.y(tick), self._theme.grid)
            if first and place % every == 0:
                words = fmt.short(tick)
                text_right(painter, plane.left - 6.0, plane.y(tick), words, font(11), self._theme.ink3)
        middle = plane.bottom + px(8.0)
        text_left(painter, plane.left, middle, f"{plane.start:.0f}", font(11), self._theme.ink3)
        text_right(painter, plane.right, middle, f"{plane.end:.0f}", font(11), self._theme.ink3)

    def _paint_plot(self, painter: QPainter, cell: Cell, plane: Plane) -> None:
        view = self._view
        if view is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rule_across(painter, plane.left, plane.right, plane.bottom, self._theme.groove)
        rule_down(painter, plane.x(view.year), plane.top - 2.0, plane.bottom, self._theme.published)
        painter.save()
        painter.setClipRect(QRectF(plane.left, plane.top - 3.0, plane.width, plane.height + 5.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        xs = plane.xs(self._years)
        for course in reversed(cell.courses):
            ys = plane.ys(course.values)
            paint_course(painter, xs, ys, course.place, self._theme, stale=view.stale)
        painter.restore()
        for course in reversed(cell.courses):
            here = float(np.interp(view.year, self._years, course.values))
            if math.isfinite(here):
                self._paint_dot(painter, course.place, QPointF(plane.x(view.year), plane.y(here)))

    def _paint_dot(self, painter: QPainter, place: int, point: QPointF) -> None:
        """Mark the cursor on a curve: A's dot is full, the others' open."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(line_pen(self._theme.ink if place == 0 else self._theme.ink2))
        painter.setBrush(self._theme.ink if place == 0 else self._theme.surface)
        painter.drawEllipse(point, 2.8, 2.8)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # ------------------------------------------------------------------------------------------- events

    def event(self, event: QEvent) -> bool:
        """Tell a cell in full."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            rank = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._cells[rank].told() if rank >= 0 else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        rank = self.at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and rank >= 0:
            self._current = rank
            self.update()
            self.chosen.emit(self._cells[rank].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the cells and choose."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._current + step < len(self._cells):
            self._current += step
            self.setAccessibleDescription(self._cells[self._current].told())
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cells:
            self.chosen.emit(self._cells[self._current].key)
        else:
            super().keyPressEvent(event)
