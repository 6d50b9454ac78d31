"""Where the card of a pull stands: beside what is pulled, over as little as can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

_GAP = 10.0
_AXIS = 52.0
"""Room for the numbers of an axis at the left of a plot."""

_COVERED, _APART = 1000.0, 100.0


@dataclass(frozen=True)
class Room:
    """What there is around a pull, in the window's pixels.

    `surface` is the plot or tile, `frame` all of its chart. `clear` must stay free, `points` are the curve's,
    and `apart` is what should rather not be covered: levers, the main chart.
    """

    surface: QRectF
    frame: QRectF
    clear: QRectF
    points: Sequence[QPointF]
    apart: Sequence[QRectF]


def placed(card: QSize, room: Room, window: QRect) -> QPoint:
    """Choose the place that hides the fewest points of the curve, and nothing that must stay clear."""
    wide, tall = float(card.width()), float(card.height())
    inside = QRectF(window).adjusted(4.0, 4.0, -4.0, -4.0)
    places = [QRectF(at.x(), at.y(), wide, tall) for at in _corners(wide, tall, room)]
    fitting = [place for place in places if inside.contains(place)]
    best = min(fitting, key=lambda place: _cost(place, room), default=places[0])
    return best.topLeft().toPoint()


def _cost(place: QRectF, room: Room) -> float:
    """Say how bad a place is."""
    within = room.surface.adjusted(0.0, 0.0, 0.0, 2.0).contains(place)
    across = not within and place.intersects(room.frame)  # over ribbon, years or header
    cost = float(sum(place.contains(point) for point in room.points))
    cost += _COVERED if across or place.intersects(room.clear) else 0.0
    return cost + sum(_APART * _share(place.intersected(other), place) for other in room.apart)


def _share(part: QRectF, whole: QRectF) -> float:
    """Give how much of the whole a part of it is."""
    return part.width() * part.height() / (whole.width() * whole.height())


def _corners(wide: float, tall: float, room: Room) -> Iterator[QPointF]:
    """List where it could stand: in the plot, beside the chart, below and above it."""
    surface, frame, clear = room.surface, room.frame, room.clear
    lefts = (surface.left() + _AXIS, clear.left() - wide, clear.right(), surface.right() - wide - _GAP)
    if tall < surface.height():
        for top in (surface.top() + 4.0, surface.bottom() - tall - 4.0):
            yield from (QPointF(left, top) for left in lefts)
    for top in (frame.top() - tall - _GAP, frame.bottom() + _GAP):
        yield from (QPointF(left, top) for left in (frame.left(), *lefts))
    for left in (frame.left() - wide - _GAP, frame.right() + _GAP):
        yield from (QPointF(left, top) for top in (frame.top() + _AXIS, frame.bottom() - tall))
