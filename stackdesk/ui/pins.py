"""Parameters pinned to the chart: their paths over the years, below the ceilings and on the same years."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.pens import DASHED, line_pen
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.strokes import polyline, rule_down
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.hand import Hand
from stackdesk.ui.slider import KEYS
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.trajectory import Path, Point, read_path
from stackdesk.ui.typeface import STRONG, font, lettering, px

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario

ROW, ROW_COMPACT = 40, 33
PAD, PAD_COMPACT = 5, 2
AIR = 0.12
ALONE = (50, 180)
"""Pixels left and right of the years where there is no chart above to stand below."""
Describe = Callable[[str], Subject]


class Pin(QAbstractButton):
    """One pinned parameter: a click or Enter shows it in the inspector, Delete takes it off the chart."""

    def __init__(self, address: str, hand: Hand, parent: QWidget) -> None:
        super().__init__(parent)
        self.address = address
        self._hand = hand
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._path: Path | None = None
        self._key: tuple[object, ...] = ()
        self._plane: Plane | None = None
        self._ends = (0.0, 1.0)
        self._pad = PAD
        self._year = 0.0
        self.setObjectName(f"{address}.pin")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._show)

    def dress(self, theme: Theme, pad: int) -> None:
        """Take a theme, and the air above and below."""
        self._theme, self._pad = theme, pad
        self.update()

    def _show(self) -> None:
        self._hand.inspect(self.address)

    # -------------------------------------------------------------------------------------- showing

    def follow(self, scenario: Scenario, subject: Subject, *, held: bool) -> None:
        """Read the path anew where anything that it depends on has changed."""
        key = (subject, held, scenario.reference, scenario.present, *_inputs(scenario, self.address))
        if key != self._key:
            self._key = key
            self._show_path(subject, read_path(scenario, subject), held=held)

    def _show_path(self, subject: Subject, path: Path, *, held: bool) -> None:
        """Show a path; while a lever is held the axis only ever grows."""
        same = self._subject is not None and self._subject.region == subject.region
        self._subject, self._path = subject, path
        values = [value for _, value in (*_line(path), *path.reference)]
        low, high = min(values), max(values)
        air = AIR * (high - low) or 0.1 * abs(high) or 1.0
        wanted = (low - air, high + air)
        if held and same:
            wanted = min(wanted[0], self._ends[0]), max(wanted[1], self._ends[1])
        self._ends = wanted
        self.setAccessibleName(self.tr("Pinned: {label}").format(label=subject.label))
        self.update()

    def show_year(self, year: float, left: float, right: float) -> None:
        """Move the cursor, and stand below the plot above."""
        path = self._path
        if path is None:
            return
        across = (left, float(self._pad), max(right - left, 1.0), float(self.height() - 2 * self._pad))
        plane = Plane(*across, path.start, path.end, *self._ends)
        if (year, plane) != (self._year, self._plane):
            self._year, self._plane = year, plane
            self.setAccessibleDescription(self.sentence())
            self.update()

    def sentence(self) -> str:
        """Say in one sentence how the path runs."""
        if self._subject is None or self._path is None:
            return ""
        years = sorted({self._path.start, self._path.present, self._year, self._path.end})
        parts = [f"{self._subject.text(_at(self._path, year))} in {fmt.year(year)}" for year in years]
        return f"{self._subject.label}: {', '.join(parts)}"

    def numbers(self) -> str:
        """Write the path year by year, tab-separated: its table twin."""
        if self._subject is None or self._path is None:
            return ""
        unit = self._subject.parameter.quantity.unit
        lines = [f"year\t{self._subject.label} ({unit})\treference ({unit})"]
        for year in range(math.ceil(self._path.start), math.floor(self._path.end) + 1):
            lines.append(f"{year}\t{_at(self._path, year):.10g}\t{self._path.reference_at(year):.10g}")
        return "\n".join(lines)

    # ----------------------------------------------------------------------------------------- hand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a lever's keys; Delete takes it off the chart, Enter shows it as Space does."""
        steps = KEYS.get(Qt.Key(event.key()))
        if steps is not None and self._subject is not None and self._path is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(self._subject, steps * (0.1 if fine and math.isfinite(steps) else 1.0))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._unpin()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _step(self, subject: Subject, steps: float) -> None:
        """Move the value under the cursor, and a path over the years as a whole."""
        if self._hand.is_locked(self.address, subject.region):
            self._hand.deny(self.address)
            return
        self._hand.choose(self.address)
        self._hand.set(subject, subject.measure.stepped(self._hand.value(subject), steps))

    def _unpin(self) -> None:
        self._hand.pin(self.address, False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Make the menu of the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Take off the chart\tDel"), self._unpin)
        menu.addAction(self.tr("Show in the inspector"), self._show)
        menu.addAction(self.tr("Copy numbers"), self._copy)
        return menu

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.numbers())

    # ---------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both paths, the present, the cursor, and at the right the name and the value there."""
        subject, path, plane = self._subject, self._path, self._plane
        if subject is None or path is None or plane is None:
            return
        painter = QPainter(self)
        theme, look = self._theme, self._theme.layer(subject.parameter.layer)
        rule_down(painter, plane.x(path.present), plane.top, plane.bottom, theme.groove)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if _line(path) != path.reference:
            _stroke(painter, plane, path.reference, line_pen(theme.ink3, DASHED))
        _stroke(painter, plane, _line(path), line_pen(look.mark))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rule_down(painter, plane.x(self._year), plane.top, plane.bottom, theme.ink2)
        value = _at(path, self._year)
        here = QPointF(plane.x(self._year) + 0.5, plane.y(value))
        paint_glyph(painter, look.glyph, here, 8.0, look.mark)
        self._paint_ends(painter, subject, plane)
        self._paint_words(painter, subject, value, plane)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ink, 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.0, 1.0, -4.0, -1.0), 5.0, 5.0)

    def _paint_ends(self, painter: QPainter, subject: Subject, plane: Plane) -> None:
        """Write the highest and the lowest value of the path at the left, one where it is level."""
        assert self._path is not None
        values = [value for _, value in (*_line(self._path), *self._path.reference)]
        painter.setFont(font(11))
        painter.setPen(self._theme.ink2)
        levels = [(min(values) + max(values)) / 2.0]
        if abs(plane.y(min(values)) - plane.y(max(values))) >= 13.0:
            levels = [max(values), min(values)]
        for level in levels:
            room = QRect(0, round(plane.y(level)) - 8, round(plane.left) - 8, 16)
            painter.drawText(room, _RIGHT, subject.number(level))

    def _paint_words(self, painter: QPainter, subject: Subject, value: float, plane: Plane) -> None:
        """Write name, value and change right of the plot."""
        left = round(plane.right) + 12
        pad = self._pad
        room = QRect(left, pad, self.width() - left - 14, (self.height() - 2 * pad) // 2)
        look = self._theme.layer(subject.parameter.layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_glyph(painter, look.glyph, QPointF(room.left() + 5.0, room.center().y() + 1.0), 9.0, look.mark)
        painter.setFont(lettering(12, STRONG))
        painter.setPen(self._theme.ink)
        name = room.adjusted(16, 0, 0, 0)
        text = subject.label
        if painter.fontMetrics().horizontalAdvance(text) > name.width():
            text = subject.short
        painter.drawText(
            name, _LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, name.width())
        )
        self.setToolTip(self.sentence())
        assert self._path is not None
        change = fmt.change(value, self._path.reference_at(self._year))
        painter.setFont(font(12))
        room.translate(16, room.height())
        painter.drawText(room, _LEFT, f"{subject.text(value)}  {change or ''}".rstrip())


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _inputs(scenario: Scenario, address: str) -> tuple[object, ...]:
    """Give what a scenario sets for one parameter, everywhere."""
    regional = tuple((where, value) for (where, key), value in scenario.regional.items() if key == address)
    events = tuple(event for event in scenario.events if event.parameter == address)
    return scenario.values.get(address), regional, events


def _line(path: Path) -> tuple[Point, ...]:
    """Give what holds, events included."""
    return path.eventful or path.line


def _at(path: Path, year: float) -> float:
    """Give what holds in a year, events included."""
    points = _line(path)
    return float(np.interp(year, [when for when, _ in points], [value for _, value in points]))


def _stroke(painter: QPainter, plane: Plane, points: Sequence[Point], pen: QPen) -> None:
    """Draw a path between the ends of the plot."""
    inside = [(min(max(year, plane.start), plane.end), value) for year, value in points]
    ends = [(plane.start, inside[0][1]), *inside, (plane.end, inside[-1][1])]
    polyline(painter, plane.xs([year for year, _ in ends]), plane.ys([value for _, value in ends]), pen)


class PinStrip(QWidget):
    """The rows of what is pinned; nothing is read or drawn while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._shown: tuple[object, ...] = ()
        self._sizes = (ROW, PAD)
        self.alone = False
        """Whether it stands in a window of its own: then its years run as wide as that."""
        self.pins: list[Pin] = []
        self.setObjectName("pins")
        self.setAccessibleName(QCoreApplication.translate("PinStrip", "Pinned parameters"))

    def wanted_height(self) -> int:
        """Give the height of the rows, none without any."""
        return self._sizes[0] * len(self.pins) + 2 if self.pins else 0

    def keep(self, addresses: Sequence[str], hand: Hand) -> None:
        """Have a row for each of these parameters."""
        old = {pin.address: pin for pin in self.pins}
        self.pins = [
            old.pop(address) if address in old else Pin(address, hand, self) for address in addresses
        ]
        for gone in old.values():
            gone.hide()
            gone.deleteLater()
        self._shown = ()
        for pin in self.pins:
            pin.dress(self._theme, self._sizes[1])
            pin.show()
        self.place()

    def place(self) -> None:
        """Put the rows below each other; in a window of their own they share its height."""
        tall = self._sizes[0]
        if self.alone and self.pins:
            tall = max(tall, (self.height() - 2) // len(self.pins))
        for row, pin in enumerate(self.pins):
            pin.setGeometry(1, 1 + row * tall, self.width() - 2, tall)

    def dress(self, theme: Theme, *, compact: bool) -> None:
        """Take a theme and a size."""
        self._theme = theme
        row, pad = (ROW_COMPACT, PAD_COMPACT) if compact else (ROW, PAD)
        self._sizes = (round(px(row)), pad)
        for pin in self.pins:
            pin.dress(theme, self._sizes[1])

    def show_scenario(
        self,
        scenario: Scenario,
        describe: Describe,
        place: tuple[float, str],
        ends: tuple[int, int],
        *,
        held: bool,
    ) -> None:
        """Show the paths in a scenario, at a year and in a region, between two global pixels."""
        if not self.pins:
            return
        year, region = place
        if not self._shown or scenario is not self._shown[0] or (region, held) != self._shown[1:]:
            self._shown = (scenario, region, held)
            for pin in self.pins:
                pin.follow(scenario, describe(pin.address), held=held)
        corner = self.mapToGlobal(self.rect().topLeft()).x() + 1
        left, right = (
            (ALONE[0], self.width() - ALONE[1]) if self.alone else (ends[0] - corner, ends[1] - corner)
        )
        for pin in self.pins:
            pin.show_year(year, float(left), float(right))
