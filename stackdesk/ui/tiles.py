"""Seven outcomes at the year cursor, side by side: what all the levers come to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.card import paint_card
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.reading import change_at, number_at
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.tiles_spread import Spread, paint_spread, read_spread
from stackdesk.ui.typeface import STRONG, font, px
from stackdesk.ui.view import View


@dataclass(frozen=True)
class Outcome:
    """One tile: a series, and what to call it where there is room and where there is not."""

    address: str
    label: object
    short: object
    weight: int = 100


LEAST_WIDE, LEAST_COMPACT = 132, 116
"""Pixels that a tile needs for its value with its unit."""

_LIFT = 5.0
"""Above the strip of bands the words of a tile move up by so much."""

OUTCOMES = (
    Outcome(
        "applications.tokens_delivered",
        QT_TRANSLATE_NOOP("tiles", "Tokens delivered"),
        QT_TRANSLATE_NOOP("tiles", "Tokens"),
    ),
    Outcome(
        "energy.datacentre_electricity",
        QT_TRANSLATE_NOOP("tiles", "Electricity, data centres"),
        QT_TRANSLATE_NOOP("tiles", "Electricity"),
    ),
    Outcome(
        "capital.cumulative",
        QT_TRANSLATE_NOOP("tiles", "Capex, cumulative"),
        QT_TRANSLATE_NOOP("tiles", "Capex"),
    ),
    Outcome(
        "infrastructure.rental_price",
        QT_TRANSLATE_NOOP("tiles", "Rent"),
        QT_TRANSLATE_NOOP("tiles", "Rent"),
        weight=124,
    ),
    Outcome(
        "models.token_price",
        QT_TRANSLATE_NOOP("tiles", "Price of tokens"),
        QT_TRANSLATE_NOOP("tiles", "Price"),
        weight=106,
    ),
    Outcome(
        "infrastructure.jobs",
        QT_TRANSLATE_NOOP("tiles", "Jobs"),
        QT_TRANSLATE_NOOP("tiles", "Jobs"),
        weight=88,
    ),
    Outcome(
        "energy.emissions",
        QT_TRANSLATE_NOOP("tiles", "Emissions"),
        QT_TRANSLATE_NOOP("tiles", "Emissions"),
    ),
)


class Tile(QWidget):
    """One outcome: label, value, unit, change and where it came from."""

    def __init__(self, outcome: Outcome, parent: QWidget) -> None:
        super().__init__(parent)
        self.outcome = outcome
        self._theme: Theme = LIGHT
        self._sizes: Density = COMFORTABLE
        self._shown = fmt.Shown(fmt.NOTHING, "")
        self._change: fmt.Change | None = None
        self._from = self._outlook = ""
        self._stale = False
        self._spread: Spread | None = None
        self.letter = ""
        self.view: View | None = None
        self.setObjectName(f"{outcome.address}.tile")
        self._label = QCoreApplication.translate("tiles", str(outcome.label))
        self.setAccessibleName(self._label)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._sizes = theme, sizes
        self.update()

    def show_result(self, view: View) -> None:
        """Read the outcome at the cursor."""
        self.view = view
        series = view.series[self.outcome.address]
        full = fmt.shown(number_at(view, series.address), series.unit)
        shown = fmt.Shown(full.number, _brief(full.unit))
        change = change_at(view, series.address)
        spread = read_spread(view, series.address)
        now = (shown, change, view.stale, spread, self._elsewhere(view))
        if now == (self._shown, self._change, self._stale, self._spread, self._outlook):
            return
        self._shown, self._change, self._stale, self._spread, self._outlook = now
        self._from = ""
        if change is not None and view.reference_result is not None:
            base = view.reference_result.at(series.address, view.year, view.region)
            text = fmt.scale(series.unit, number_at(view, series.address)).text(float(base))
            self._from = f"B {text}" if view.against_name else text
        words = f"{self._label}: {full}" + (f", {change}" if change else "")
        if spread is not None:
            words += self.tr("; {low} to {high} in 90 % of samples").format(
                low=fmt.shown(spread.low, series.unit), high=fmt.shown(spread.high, series.unit)
            )
        self.setAccessibleName(words)
        definition = QCoreApplication.translate("declarations", series.definition)
        self.setToolTip(f"<b>{words}</b><br>{definition}")
        self.update()

    def _elsewhere(self, view: View) -> str:
        """Say what the outcome comes to in the last year; seen from there, what it is at the present."""
        last = float(view.result.years[-1])
        year = last if view.year < last else view.present
        series = view.series[self.outcome.address]
        there = float(view.result.at(series.address, year, view.region))
        text = fmt.scale(series.unit, number_at(view, series.address)).text(there)
        return self.tr("{value} in {year}").format(value=text, year=fmt.year(year))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw three lines, or two where there is little room."""
        painter = QPainter(self)
        if self._sizes.compact:
            self._paint_compact(painter)
        else:
            self._paint_comfortable(painter)
        if self._spread is not None:
            edge = 12 if self._sizes.compact else 14
            room = QRectF(
                edge, self.height() - (9.0 if self._sizes.compact else 13.0), self.width() - 2.0 * edge, 8.0
            )
            paint_spread(painter, room, self._spread, self._theme)

    def _paint_comfortable(self, painter: QPainter) -> None:
        left, wide = 14, self.width() - 20
        lift = 0 if self._spread is None else round(px(_LIFT))
        short = QCoreApplication.translate("tiles", str(self.outcome.short))
        label = short if self._sizes.reduced else self._label
        self._words(painter, QRect(left, round(px(8)) - lift, wide, round(px(16))), label, 11)
        self._value(painter, left, round(px(48)) - lift, wide)
        if self._change is None:
            room = QRect(left, round(px(58)) - lift, wide, round(px(16)))
            self._words(painter, room, self._outlook, 11, self._theme.ink3)
            return
        base = round(px(70)) - lift
        x = self._plain(painter, left, base, str(self._change), 11, STRONG, self._theme.ink)
        origin = self.tr("from {value}").format(value=self._from)
        room = QRect(x + 6, round(px(58)) - lift, self.width() - x - 10, round(px(16)))
        self._words(painter, room, origin, 11)

    def _paint_compact(self, painter: QPainter) -> None:
        left, wide = 12, self.width() - 16
        change = str(self._change) if self._change else ""
        painter.setFont(font(11, STRONG))
        taken = painter.fontMetrics().horizontalAdvance(change) if change else 0
        if change:
            right = self.width() - taken - 8
            self._plain(painter, right, round(px(19)), change, 11, STRONG, self._theme.ink)
        short = QCoreApplication.translate("tiles", str(self.outcome.short))
        self._words(painter, QRect(left, round(px(6)), wide - taken - 6, round(px(18))), short, 11)
        self._value(painter, left, round(px(45 if self._spread is None else 41)), wide, 16)

    def _value(self, painter: QPainter, left: int, base: int, wide: int, size: float = 20) -> None:
        colour = self._theme.ink2 if self._stale else self._theme.ink
        start = left
        if self.letter:  # which of several scenarios it is about
            start = self._plain(painter, left, base, self.letter, 11, STRONG, self._theme.ink) + 5
        x = self._plain(painter, start, base, self._shown.number, size, STRONG, colour)
        painter.setFont(font(12 if size > 16 else 11))
        painter.setPen(self._theme.ink2)
        room = left + wide - x - 5
        unit = painter.fontMetrics().elidedText(self._shown.unit, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(x + 5, base, unit)

    @staticmethod
    def _plain(
        painter: QPainter, x: int, base: int, text: str, size: float, weight: int, colour: QColor
    ) -> int:
        painter.setFont(font(size, weight))
        painter.setPen(colour)
        painter.drawText(x, base, text)
        return x + painter.fontMetrics().horizontalAdvance(text)

    def _words(
        self, painter: QPainter, room: QRect, text: str, size: float, colour: QColor | None = None
    ) -> None:
        painter.setFont(font(size))
        painter.setPen(colour or self._theme.ink2)
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class Tiles(QFrame):
    """The row of tiles on one card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tiles")
        self.setAccessibleName(self.tr("Outcomes at the year cursor"))
        self._theme: Theme = LIGHT
        self._least = LEAST_WIDE
        self._known: list[Tile] = []
        self.tiles = [Tile(outcome, self) for outcome in OUTCOMES]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for tile in self.tiles:
            row.addWidget(tile, tile.outcome.weight)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme = theme
        self._least = LEAST_COMPACT if sizes.compact else LEAST_WIDE
        self.setFixedHeight(sizes.tiles)
        for tile in self.tiles:
            tile.dress(theme, sizes)
        self.update()

    def show_result(self, view: View) -> None:
        """Show the outcomes the model has."""
        self._known = [tile for tile in self.tiles if tile.outcome.address in view.series]
        self._choose()
        for tile in self._known:
            tile.show_result(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew how many there is room for."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        """Show the known tiles: all of them, or the first that fit where type is large."""
        room = max(self.width() // round(px(self._least)), 1)
        for tile in self.tiles:
            tile.setVisible(tile in self._known[:room])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the lines between tiles."""
        painter = QPainter(self)
        paint_card(painter, self.rect(), self._theme)
        painter.setPen(self._theme.hairline)
        shown = [tile for tile in self.tiles if tile.isVisibleTo(self)]
        for tile in shown[1:]:
            painter.drawLine(tile.x(), 1, tile.x(), self.height() - 2)


def _brief(unit: str) -> str:
    """Leave out of a unit what the tile's label says already."""
    for long, short in ((" tokens/day", "/day"), (" tokens", " tok"), (" people", "")):
        unit = unit.replace(long, short)
    return unit
