"""The column at the right of a plot: legend and read-out at once, joined to the curves by leaders."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.spread import spread
from stackdesk.ui.charts.strokes import segments, text_left, text_right
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px

GAP = 18.0
WITH_GLYPH, WITH_LINE, BARE = 36.0, 32.0, 16.0
"""Where names start, counted from the plot's right end: after a glyph, a piece of line, the leader."""

_LEADER = 11.0
_SWATCH = 11.0
_EDGE = 5.0
_AIR = 10.0


@dataclass(frozen=True)
class EndLabel:
    """One row of the column; `end` is the value at the line's end, where the leader starts."""

    key: str
    name: str
    end: float
    value: str
    change: str = ""
    strong: bool = False
    y: float = 0.0
    start: float = 0.0


@dataclass(frozen=True)
class Columns:
    """Widths of the column's parts, fixed during a drag so that the plot keeps its width."""

    name: float
    value: float
    change: float
    gap: float
    indent: float = WITH_GLYPH

    @property
    def value_right(self) -> float:
        """Where numbers end, counted from the plot's right end."""
        return self.indent + self.name + _AIR + self.value

    @property
    def width(self) -> float:
        """How much room the whole column takes."""
        return self.value_right + (self.gap + self.change if self.change else 0.0)


def columns(
    names: Sequence[str], widest: str, *, changes: bool, compact: bool, indent: float = WITH_GLYPH
) -> Columns:
    """Measure the parts with the fonts in use."""
    strong, small = QFontMetricsF(font(12, STRONG)), QFontMetricsF(font(11, STRONG))
    name = max((strong.horizontalAdvance(name) for name in names), default=0.0)
    change = max(small.horizontalAdvance(f"▲ {words}") for words in ("100 %", "0.5 %", "×\u200910"))
    change = change if changes else 0.0
    value = strong.horizontalAdvance(widest)
    gap = 6.0 if compact else 12.0
    return Columns(_whole(name), _whole(value), _whole(change), gap, indent)


def _whole(wide: float) -> float:
    return float(math.ceil(wide))


def placed(labels: Sequence[EndLabel], plane: Plane) -> list[EndLabel]:
    """Give every label its place: by the order of the lines' ends, 18 pixels apart, inside the plot."""
    starts = [min(max(round(plane.y(label.end) * 2.0) / 2.0, plane.top), plane.bottom) for label in labels]
    middles = spread(starts, px(GAP), plane.top + _EDGE, plane.bottom - _EDGE)
    return [
        replace(label, start=start, y=float(round(middle)))
        for label, start, middle in zip(labels, starts, middles, strict=True)
    ]


Swatch = Callable[[QPainter, str, QPointF], None]


def paint_labels(
    painter: QPainter,
    labels: Sequence[EndLabel],
    plane: Plane,
    widths: Columns,
    theme: Theme,
    look: Callable[[str], tuple[QColor, QColor]],
    swatch: Swatch,
    *,
    stale: bool = False,
) -> None:
    """Draw leaders, swatches, names, values and changes; `look` gives a row's colours for line and words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for label in labels:
        line, _ = look(label.key)
        x = plane.right
        bend = _LEADER if widths.indent > BARE else _LEADER - 3.0
        points = [
            (x + 1.0, label.start),
            (x + 4.0, label.start),
            (x + bend, label.y),
            (x + bend + 4.0, label.y),
        ]
        segments(painter, points, line_pen(line))
        swatch(painter, label.key, QPointF(x + widths.indent - _SWATCH, label.y))
    for label in labels:
        _, words = look(label.key)
        face = font(12, STRONG) if label.strong else font(12)
        numbers = theme.ink2 if stale else (theme.ink if label.key != "baseline" else theme.ink3)
        text_left(painter, plane.right + widths.indent, label.y, label.name, face, words)
        text_right(painter, plane.right + widths.value_right, label.y, label.value, face, numbers)
        if label.change:
            right = plane.right + widths.width
            text_right(painter, right, label.y, label.change, font(11, STRONG), numbers)
