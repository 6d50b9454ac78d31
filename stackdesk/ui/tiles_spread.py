"""The strip below a tile's value: where the samples lie, and the value as a tick among them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from stackdesk.ui.reading import number_at
from stackdesk.ui.theme import Theme
from stackdesk.ui.view import View

_DECADE = 10.0
_MARGIN = 0.04


@dataclass(frozen=True)
class Spread:
    """Quantiles of an outcome at the cursor, and the run's own value."""

    low: float
    lower: float
    upper: float
    high: float
    value: float

    def share(self, number: float) -> float:
        """Give how far along the strip a number lies, 0 to 1; equal factors apart where it spans many."""
        ends = [min(self.low, self.value), max(self.high, self.value)]
        if ends[0] > 0.0 and ends[1] >= _DECADE * ends[0]:
            ends, number = [math.log(end) for end in ends], math.log(number)
        wide = (ends[1] - ends[0]) or 1.0
        return _MARGIN + (1.0 - 2.0 * _MARGIN) * (number - ends[0]) / wide


def read_spread(view: View, address: str) -> Spread | None:
    """Read an outcome's spread at the cursor; there is none in history, and none without bands."""
    if view.bands is None or view.year <= view.present:
        return None
    line = view.result.get(address, view.region)
    spread = view.bands.at(address, view.region, line, view.year)
    if spread is None:
        return None
    low, lower, _, upper, high = spread.tolist()
    return Spread(low, lower, upper, high, number_at(view, address))


def paint_spread(painter: QPainter, room: QRectF, spread: Spread, theme: Theme) -> None:
    """Draw the strip from end to end, 5 to 95 % and 25 to 75 % on it ever stronger, and the tick."""
    middle = round(room.center().y())

    def bar(first: float, last: float, thick: int, colour: QColor) -> None:
        left, right = (room.left() + room.width() * share for share in (first, last))
        painter.fillRect(QRectF(round(left), middle - thick / 2.0, round(right - left), thick), colour)

    bar(0.0, 1.0, 1, theme.hairline)
    bar(spread.share(spread.low), spread.share(spread.high), 2, theme.groove)
    bar(spread.share(spread.lower), spread.share(spread.upper), 4, theme.published)
    tick = room.left() + room.width() * spread.share(spread.value)
    painter.fillRect(QRectF(round(tick) - 1.0, middle - 4.0, 2.0, 8.0), theme.ink)
