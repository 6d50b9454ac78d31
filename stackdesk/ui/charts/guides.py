"""What a chart marks beside its own lines: levels worth knowing, and published paths."""

from __future__ import annotations

import textwrap

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QFontMetricsF, QPainter

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.marks import source_words
from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.readout import Readout
from stackdesk.ui.charts.strands import PathLine, Strands
from stackdesk.ui.charts.strokes import polyline, rule_across, text_left
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font

_NEAR = 7.0
_APART = 18.0
_LETTERS = 46
_MEASURED, _CONTINUED = (8.0, 3.0), (2.0, 4.0)


def paint_guides(painter: QPainter, guides: tuple[float, ...], plane: Plane, theme: Theme) -> None:
    """Draw the levels that lie inside the plot."""
    for level in inside(guides, plane):
        rule_across(painter, plane.left, plane.right, plane.y(level), theme.published)


def name_guides(painter: QPainter, strands: Strands, plane: Plane, theme: Theme) -> None:
    """Write the levels' values at the left end, above their lines."""
    for level in inside(strands.guides, plane):
        words = f"{fmt.short(level)} {strands.unit}".rstrip()
        if strands.ratio:
            words = QCoreApplication.translate("charts", "as many as there are")
        face = font(11, STRONG)
        wide = QFontMetricsF(face).horizontalAdvance(words)
        middle = plane.y(level) - 8.0
        painter.fillRect(round(plane.left + 3.0), round(middle - 6.0), round(wide + 6.0), 13, theme.surface)
        text_left(painter, plane.left + 6.0, middle, words, face, theme.ink2)


def inside(guides: tuple[float, ...], plane: Plane) -> list[float]:
    """Give the levels between the ends of the axis, with room for their names."""
    found: list[float] = []
    for level in sorted(guides, reverse=True):
        y = plane.y(level)
        apart = not found or y - plane.y(found[-1]) >= _APART
        if plane.low < level <= plane.high and plane.top + 6.0 < y < plane.bottom - 6.0 and apart:
            found.append(level)
    return found


def paint_path(painter: QPainter, strands: Strands, plane: Plane, theme: Theme) -> None:
    """Draw a published path: dashed while it was measured, dotted where it is only continued."""
    path = strands.path
    if path is None:
        return
    known = np.isfinite(path.values)
    if not known.any():  # it begins after the chart ends
        return
    for piece, dash in (
        (known & (strands.years <= path.until + 0.25), _MEASURED),
        (known & (strands.years >= path.until), _CONTINUED),
    ):
        if piece.sum() > 1:
            ys = plane.ys(path.values[piece])
            polyline(painter, plane.xs(strands.years[piece]), ys, line_pen(theme.ink2, dash))
    _name_path(painter, path, strands.years, plane, theme)


def _name_path(painter: QPainter, path: PathLine, years: Numbers, plane: Plane, theme: Theme) -> None:
    """Write what the path is left of where it has risen to three quarters of the plot."""
    level = plane.value(plane.top + 0.2 * plane.height)
    known = np.isfinite(path.values)
    year = float(np.interp(np.log10(level), np.log10(path.values[known]), years[known]))
    x, middle = plane.x(year) - 8.0, plane.y(level)
    wide = QFontMetricsF(font(11)).horizontalAdvance(path.label)
    left = x - wide if x - wide >= plane.left + 2.0 else plane.x(year) + 10.0
    painter.fillRect(round(left - 2.0), round(middle - 7.0), round(wide + 4.0), 14, theme.surface)
    text_left(painter, left, middle, path.label, font(11), theme.ink2)


def path_readout(strands: Strands, plane: Plane, point: QPointF, year: float) -> Readout | None:
    """Tell about the published path, if the mouse is nearer to it than `_NEAR` pixels."""
    path = strands.path
    if path is None:
        return None
    value = float(np.interp(year, strands.years, path.values))
    if not np.isfinite(value) or abs(plane.y(value) - point.y()) > _NEAR:
        return None
    known = path.published
    ends = QCoreApplication.translate("charts", "{low} to {high} a year").format(
        low=fmt.number(known.low, 2), high=fmt.number(known.high, 2)
    )
    until = QCoreApplication.translate("charts", "measured until {year}, then continued").format(
        year=fmt.year(path.until)
    )
    sources = textwrap.wrap(source_words(known.source), _LETTERS)
    lines = (f"{path.label}, {fmt.year(year)}", ends, until, *sources)
    anchor = QPointF(plane.x(year), plane.y(value))
    return Readout("path", anchor, f"{fmt.number(value)} {strands.unit}".rstrip(), "", lines)
