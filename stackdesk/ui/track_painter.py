"""A lever's groove with all its marks, painted alike for a live slider and for a table's row at rest."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from stackdesk.ui.theme import Theme

HANDLE = 11.0
HANDLE_HELD = 14.0
HALO = 24.0
FAINT = 0.55


@dataclass(frozen=True)
class Marks:
    """What stands on a groove, as shares of its length: value, reference and published range."""

    value: float
    reference: float
    published: tuple[float, float] | None
    changed: bool
    spread: tuple[float, float] | None = None
    """Low and high of a distribution that the scenario gives the parameter."""


@dataclass(frozen=True)
class State:
    """What the hand does with it."""

    held: bool = False
    focused: bool = False
    hovered: bool = False
    faint: bool = False


AT_REST = State()


def x_of(share: float, room: QRectF) -> float:
    """Give the x of a share of the groove."""
    inset = HANDLE_HELD / 2.0
    return room.left() + inset + share * (room.width() - 2.0 * inset)


def paint_track(
    painter: QPainter, room: QRectF, marks: Marks, state: State, theme: Theme, layer: str
) -> None:
    """Draw groove, published range, change, tick and handle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state.faint:
        painter.setOpacity(FAINT)
    middle = room.center().y()
    look = theme.layer(layer)
    painter.setPen(Qt.PenStyle.NoPen)
    _bar(painter, (x_of(0.0, room), x_of(1.0, room)), middle, 2.0, theme.groove)
    if marks.published is not None:
        low, high = marks.published
        _bar(painter, (x_of(low, room), x_of(high, room)), middle, 4.0, theme.published)
    if marks.spread is not None:
        _brackets(painter, x_of(marks.spread[0], room), x_of(marks.spread[1], room), middle, theme.ink2)
    handle, reference = x_of(marks.value, room), x_of(marks.reference, room)
    if marks.changed:
        _bar(painter, (min(reference, handle), max(reference, handle)), middle, 4.0, look.mark)
        painter.fillRect(QRectF(round(reference) - 1.0, middle - 5.0, 2.0, 10.0), look.text)
    _paint_handle(painter, QPointF(handle, middle), room.height(), state, (theme, layer))


def _bar(painter: QPainter, ends: tuple[float, float], middle: float, thick: float, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(ends[0], middle - thick / 2.0, ends[1] - ends[0], thick), 1.5, 1.5)


def _brackets(painter: QPainter, left: float, right: float, middle: float, colour: QColor) -> None:
    """Hold a range between brackets below the groove."""
    low = round(middle) + 3
    painter.fillRect(QRectF(round(left), low + 2, max(round(right) - round(left), 1), 1), colour)
    for x in (left, right):
        painter.fillRect(QRectF(round(x), low, 1, 3), colour)


def _paint_handle(
    painter: QPainter, centre: QPointF, tall: float, state: State, colours: tuple[Theme, str]
) -> None:
    theme, layer = colours
    if state.held:
        painter.setBrush(theme.halo(layer))
        half = min(HALO, tall) / 2.0
        painter.drawEllipse(centre, half, half)
        painter.setBrush(theme.layer(layer).mark)
        painter.setPen(QPen(theme.surface, 1.0))
        painter.drawEllipse(centre, HANDLE_HELD / 2.0, HANDLE_HELD / 2.0)
        return
    if state.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.ink, 2.0))
        painter.drawEllipse(centre, HANDLE / 2.0 + 3.0, HANDLE / 2.0 + 3.0)
    painter.setBrush(theme.ink if theme.dark else theme.surface)
    painter.setPen(QPen(theme.ink if state.hovered else theme.outline, 1.25))
    painter.drawEllipse(centre, HANDLE / 2.0, HANDLE / 2.0)
