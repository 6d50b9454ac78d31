"""The small box beside the cursor or the mouse: a value, how it changed, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.strokes import text_left
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px

_PAD = 9.0
_LINE = 16.0
_AWAY = 12.0
_SLIDE = 150.0
_STEP = 6.0

Lowest: TypeAlias = Callable[[Numbers], Numbers]


@dataclass(frozen=True)
class Readout:
    """What the box says and which point of which curve it belongs to."""

    key: str
    anchor: QPointF
    value: str
    change: str = ""
    lines: tuple[str, ...] = ()
    lowest: Lowest | None = None
    """The pixel of the lowest curve above given pixels across; the box may slide right to stand below it."""


def box(size: tuple[float, float], readout: Readout, plane: Plane) -> QRectF:
    """Place a box right of and below its point, clear of a rising curve; else left of and above it."""
    wide, tall = size
    anchor = readout.anchor
    x, y = anchor.x() + _AWAY, min(anchor.y() + 8.0, plane.bottom - 3.0 - tall)
    if readout.lowest is not None and x + wide < plane.right:
        found = _below(x, y, wide, plane.right, readout.lowest)
        if found is not None:
            return QRectF(round(found) + 0.5, round(y) + 0.5, round(wide), round(tall))
    if x + wide > plane.right - 2.0 or y < anchor.y() + 2.0:
        x, y = anchor.x() - _AWAY - wide, anchor.y() - 8.0 - tall
    if x < plane.left + 2.0:
        x = anchor.x() + _AWAY
    x = min(max(x, plane.left + 2.0), max(plane.right - wide - 2.0, plane.left + 2.0))
    y = min(max(y, plane.top + 2.0), max(plane.bottom - tall - 2.0, plane.top + 2.0))
    return QRectF(round(x) + 0.5, round(y) + 0.5, round(wide), round(tall))


def _below(
    x: float, y: float, wide: float, right: float, lowest: Callable[[Numbers], Numbers]
) -> float | None:
    """Slide a box to the right until it stands clear below the curves; None if it gets too far."""
    end = min(x + _SLIDE, right - wide - 2.0)
    across = np.arange(x - _STEP, end + wide + _STEP, _STEP)
    in_the_way = across[lowest(across) >= y - 3.0]
    for at in np.arange(x, end + 1.0, _STEP).tolist():
        if not ((in_the_way >= at - _STEP) & (in_the_way <= at + wide)).any():
            return float(at)
    return None


def paint_readout(painter: QPainter, readout: Readout, plane: Plane, theme: Theme) -> None:
    """Draw the box and its lines."""
    strong, small, plain = font(12, STRONG), font(11, STRONG), font(11)
    value = QFontMetricsF(strong).horizontalAdvance(readout.value)
    change = QFontMetricsF(small).horizontalAdvance(readout.change) + 6.0 if readout.change else 0.0
    wide = max([value + change, *(QFontMetricsF(plain).horizontalAdvance(line) for line in readout.lines)])
    tall = px(_LINE) * (1 + len(readout.lines)) + 8.0
    place = box((wide + 2.0 * _PAD, tall), readout, plane)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.field_border, 1.0))
    painter.setBrush(theme.surface)
    painter.drawRoundedRect(place, 5.0, 5.0)
    x, middle = place.left() + _PAD, place.top() + 4.0 + px(_LINE) / 2.0
    text_left(painter, x, middle, readout.value, strong, theme.ink)
    text_left(painter, x + value + 6.0, middle, readout.change, small, theme.ink)
    for row, line in enumerate(readout.lines, start=1):
        text_left(painter, x, middle + row * px(_LINE), line, plain, theme.ink2)
