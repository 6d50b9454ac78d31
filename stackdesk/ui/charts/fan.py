"""Draws the fan of one line: the wide band and on it the narrow one, flat and opaque."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.strokes import polygon
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.verdict import decimals
from stackdesk.ui.theme import Theme


def paint_fan(painter: QPainter, years: Numbers, fan: Numbers, plane: Plane, theme: Theme) -> None:
    """Fill from 5 to 95 % and from 25 to 75 %; `fan` has the shape (5, steps)."""
    xs = plane.xs(years)
    around = np.concatenate([xs, xs[::-1]])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for low, high, colour in ((0, 4, theme.band_wide), (1, 3, theme.band_narrow)):
        painter.setBrush(colour)
        edge = np.concatenate([plane.ys(fan[high]), plane.ys(fan[low])[::-1]])
        painter.drawPolygon(polygon(around, edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def fan_lines(fan: Numbers | None, years: Numbers, year: float) -> tuple[str, ...]:
    """Say where 90 of 100 samples lie at a year, for the box beside a curve; nothing without bands."""
    if fan is None:
        return ()
    low, high = (float(np.interp(year, years, fan[row])) for row in (0, 4))
    places = decimals((low, high))
    words = QCoreApplication.translate("charts", "{low} to {high} in 90 % of samples")
    return (words.format(low=fmt.fixed(low, places), high=fmt.fixed(high, places)),)


def fan_columns(fan: Numbers | None, label: str, unit: str) -> list[Column]:
    """Give the ends of the wide band as columns of a table; nothing without bands."""
    if fan is None:
        return []
    low = QCoreApplication.translate("charts", "{name}, 5 % of samples below")
    high = QCoreApplication.translate("charts", "{name}, 95 % of samples below")
    return [Column(low.format(name=label), fan[0], unit), Column(high.format(name=label), fan[4], unit)]


def room_for(fan: Numbers | None, high: float) -> float:
    """Give how high an axis should reach for a fan: half again as high as without it at most."""
    return high if fan is None else max(high, min(float(np.nanmax(fan[4])), 1.5 * high))
