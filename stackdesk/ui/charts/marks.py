"""Published figures on a chart: history as dots with error bars, projections and context as open marks.

They are read once for a chart, region, unit and reference; a drag only draws them again.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from stackdesk.engine.validation import modelled
from stackdesk.scenario import Observation, Source
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.plane import Numbers, Plane
from stackdesk.ui.charts.readout import Readout
from stackdesk.ui.charts.words import declared
from stackdesk.ui.theme import Theme
from stackdesk.ui.view import View

_DOT, _SMALL = 3.2, 1.8
_CAP = 2
_NEAR = 9.0
_LETTERS = 46
_TINY = 1e-12
_STRETCH = 1.6


class Place(NamedTuple):
    """A line of a chart that published figures can lie on: its key and layer, its series and region."""

    key: str
    layer: str
    series: str
    region: str


@dataclass(frozen=True)
class Mark:
    """One published figure in a chart's unit, and the line it belongs to."""

    key: str
    layer: str
    seen: Observation
    factor: float

    @property
    def value(self) -> float:
        """What is published."""
        return self.seen.value * self.factor

    @property
    def ends(self) -> tuple[float, float]:
        """The published range."""
        return self.seen.low * self.factor, self.seen.high * self.factor

    def point(self, plane: Plane) -> QPointF:
        """Give where it lies, in pixels."""
        return QPointF(plane.x(self.seen.year), plane.y(self.value))


def read_marks(seen: Iterable[Observation], places: Sequence[Place], factor: float) -> tuple[Mark, ...]:
    """Choose the figures that belong to a chart's lines; `factor` brings them to its unit."""
    known = {(place.series, place.region): place for place in places}
    found = [(known[one.series, one.region], one) for one in seen if (one.series, one.region) in known]
    return tuple(Mark(place.key, place.layer, one, factor) for place, one in found)


def extent(low: float, high: float, marks: Sequence[Mark]) -> tuple[float, float]:
    """Widen the range of what an axis holds by the figures; only a very long error bar may leave the plot."""
    values = [mark.value for mark in marks]
    low, high = min([low, *values]), max([high, *values])
    tops = [mark.ends[1] for mark in marks if mark.ends[1] <= _STRETCH * high]
    return low, max([high, *tops])


def paint_marks(painter: QPainter, marks: Sequence[Mark], plane: Plane, theme: Theme) -> None:
    """Draw the figures over curves and cursor, cut free from them by an outline of the surface."""
    if not marks:
        return
    painter.save()
    painter.setClipRect(plane.rect.adjusted(-_DOT, -_DOT, _DOT, _DOT))
    for mark in marks:
        point, colour = mark.point(plane), _colour(mark, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        _paint_bar(painter, mark, plane, theme, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_dot(painter, mark.seen.kind, point, theme, colour)
    painter.restore()


def _colour(mark: Mark, theme: Theme) -> QColor:
    """Give a mark's colour: its layer's, or ink where it belongs to none."""
    return theme.layer(mark.layer).mark if mark.layer in theme.layers else theme.ink


def _paint_bar(painter: QPainter, mark: Mark, plane: Plane, theme: Theme, colour: QColor) -> None:
    """Draw a range as a line of one pixel with caps, on a wider one of the surface."""
    x = round(plane.x(mark.seen.year) - 0.5)
    foot, top = (round(plane.y(end)) for end in mark.ends)
    painter.fillRect(x - 1, top, 3, foot - top + 1, theme.surface)
    painter.fillRect(x, top, 1, foot - top + 1, colour)
    for y in (top, foot):
        painter.fillRect(x - _CAP, y, 2 * _CAP + 1, 1, colour)


def _paint_dot(painter: QPainter, kind: str, point: QPointF, theme: Theme, colour: QColor) -> None:
    """Draw history as a filled dot, a projection as a ring, context as an open square."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.surface)
    painter.drawEllipse(point, _DOT + 1.4, _DOT + 1.4)
    if kind == "history":
        painter.setBrush(colour)
        painter.drawEllipse(point, _DOT, _DOT)
        return
    painter.setPen(QPen(colour, 1.3))
    reach = _DOT - 0.3
    if kind == "projection":
        painter.drawEllipse(point, reach, reach)
    else:
        painter.drawRect(QRectF(point.x() - reach, point.y() - reach, 2.0 * reach, 2.0 * reach))


def paint_history(
    painter: QPainter, history: Sequence[Observation], plane: Plane, colour: QColor, theme: Theme
) -> None:
    """Draw the small dots of a sparkline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.surface, 0.8))
    painter.setBrush(colour)
    for one in history:
        y = plane.y(one.value)
        if plane.top - 1.0 <= y <= plane.bottom + 1.0:
            painter.drawEllipse(QPointF(plane.x(one.year), y), _SMALL, _SMALL)


def mark_at(marks: Sequence[Mark], plane: Plane, point: QPointF) -> Mark | None:
    """Give the mark under the mouse."""

    def away(mark: Mark) -> float:
        at = mark.point(plane) - point
        return math.hypot(at.x(), at.y())

    nearest = min(marks, key=away, default=None)
    return nearest if nearest is not None and away(nearest) <= _NEAR else None


def mark_readout(mark: Mark, view: View, plane: Plane) -> Readout:
    """Say what is published, what the model has, how far off it is and who published it."""
    one = mark.seen
    series = view.series[one.series]
    scale = own_scale(series.unit, one.value)
    model = modelled(view.result, one)
    words = QCoreApplication.translate("charts", "model {value}, {error}")
    error = error_words(math.log(max(model, _TINY) / one.value))
    lines = [
        f"{kind_words(one.kind)}: {declared(series.label)}, {one.dated}",
        words.format(value=scale.text(model), error=error),
    ]
    lines += textwrap.wrap(source_words(one.sources[0]), _LETTERS) if one.sources else []
    if len(one.sources) > 1:
        more = QCoreApplication.translate("charts", "and {count} more")
        lines.append(more.format(count=len(one.sources) - 1))
    value = f"{scale.text(one.value)} {scale.unit}".rstrip()
    return Readout(mark.key, mark.point(plane), value, band_words(one, scale), tuple(lines))


def own_scale(unit: str, value: float) -> fmt.Scale:
    """Choose how one figure is written, whatever its chart's unit is; shares read as per cent."""
    return fmt.Scale(100.0, "%") if unit == "1" else fmt.scale(unit, value)


def band_words(seen: Observation, scale: fmt.Scale) -> str:
    """Write a published range."""
    words = QCoreApplication.translate("charts", "{low} to {high}")
    return words.format(low=scale.text(seen.low), high=scale.text(seen.high))


def told(marks: Sequence[Mark], years: Numbers) -> list[str]:
    """Give what a table twin says of the figures: each in the row of the step nearest to it."""
    cells = [""] * len(years)
    for mark in marks:
        low, high = (fmt.number(end) for end in mark.ends)
        text = f"{fmt.number(mark.value)} ({low}\N{EN DASH}{high}), {mark.seen.dated}"
        row = int(np.abs(years - mark.seen.year).argmin())
        cells[row] = "; ".join(part for part in (cells[row], text) if part)
    return cells


def kind_words(kind: str) -> str:
    """Say what sort of figure one is."""
    words = {
        "history": "Published",
        "projection": "Published projection",
        "context": "Published context",
    }
    return QCoreApplication.translate("charts", words[kind])


def error_words(log_error: float) -> str:
    """Say how far the model is off: +12 %, −40 %, or as a factor where that reads better: × 3.1."""
    ratio = math.exp(log_error)
    if ratio >= 2.995:
        return f"×{fmt.THIN}{fmt.number(ratio, 2)}"
    share = 100.0 * (ratio - 1.0)
    text = fmt.fixed(share, 0)
    return f"{text} %" if text.startswith(fmt.MINUS) or text == "0" else f"+{text} %"


def source_words(source: Source) -> str:
    """Name a source: title, publisher, date."""
    return ", ".join(part for part in (source.title, source.publisher, source.date) if part)
