"""A panel's sparkline: the course of its headline, the comparison dashed, the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from stackdesk.scenario import Observation
from stackdesk.ui.charts.marks import paint_history
from stackdesk.ui.charts.pens import DASHED, line_pen
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.strokes import polyline, rule_down
from stackdesk.ui.theme import Theme


def paint_sparkline(
    painter: QPainter,
    rect: QRectF,
    years: Any,
    values: Any,
    reference_values: Any,
    year: float,
    colour: QColor,
    theme: Theme,
    history: Sequence[Observation] = (),
) -> None:
    """Draw a small curve from zero to its highest value, with dots where history is published.

    `reference_values` may be None or the same array.
    """
    shown = np.asarray(values, dtype=float)
    lines = [shown]
    if reference_values is not None and not np.array_equal(values, reference_values):
        lines.append(np.asarray(reference_values, dtype=float))
    plane = _plane(rect, years, lines)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    xs = plane.xs(years)
    for line in lines[1:]:
        polyline(painter, xs, plane.ys(line), line_pen(theme.ink3, (DASHED[0] / 2.0, DASHED[1] / 2.0)))
    polyline(painter, xs, plane.ys(shown), line_pen(colour))
    paint_history(painter, history, plane, colour, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    rule_down(painter, plane.x(year), rect.top(), rect.bottom(), theme.ink2)
    painter.restore()


def _plane(rect: QRectF, years: Any, lines: Sequence[Numbers]) -> Plane:
    """Give the mapping to pixels that holds the lines and zero."""
    finite = [line[np.isfinite(line)] for line in lines]
    high = max((float(line.max()) for line in finite if line.size), default=1.0)
    low = min((float(line.min()) for line in finite if line.size), default=0.0)
    low, high = min(low, 0.0), high if high > min(low, 0.0) else 1.0
    across = (rect.left(), rect.top() + 2.0, rect.width(), rect.height() - 4.0)
    return Plane(*across, float(years[0]), float(years[-1]), low, high)
