"""Pens and colours of the curves, made once a theme. Every pen is cosmetic and one pixel wide."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen

from stackdesk.ui.charts.ceilings import BASELINE, DELIVERED
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.theme import Theme, mixed

DOTTED = (1.5, 3.0)
DASHED = (6.0, 4.0)
STALE = (2.0, 2.0)
_QUIET = 0.5


def line_pen(colour: QColor, dash: tuple[float, float] | None = None) -> QPen:
    """Make a cosmetic pen of one pixel; wider ones cost five to ten times as much."""
    pen = QPen(colour, 1.0)
    pen.setCosmetic(True)
    if dash is not None:
        pen.setDashPattern(list(dash))
    return pen


def history_split(plane: Plane, present: float) -> tuple[tuple[QRectF, bool], ...]:
    """Divide a plot at the present: rooms to clip to, and whether what is drawn there is to be quiet.

    Two clips and mixed colours instead of a veil: filling half a plot with a colour that lets others through
    is shared out to threads, and waits for them by the scheduler's slice.
    """
    whole = plane.rect.adjusted(0.0, -1.0, 0.0, 1.0)
    if not plane.start < present < plane.end:
        return ((whole, present >= plane.end),)
    x = float(round(plane.x(present)))
    before = QRectF(whole.left(), whole.top(), x - whole.left(), whole.height())
    return ((before, True), (QRectF(x, whole.top(), whole.right() - x, whole.height()), False))


class Pens:
    """How each curve is drawn, by key: supply solid, demand dotted, delivered ink, the comparison dashed."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._fresh = {key: line_pen(self.colour(key), self._dash(key)) for key in self._keys()}
        quiet = {key: mixed(self.colour(key), theme.surface, _QUIET) for key in self._keys()}
        self._quiet = {key: line_pen(colour, self._dash(key)) for key, colour in quiet.items()}
        self._stale = {key: line_pen(self.colour(key), STALE) for key in self._keys()}

    def _keys(self) -> tuple[str, ...]:
        return (*self.theme.layers, DELIVERED, BASELINE)

    def _dash(self, key: str) -> tuple[float, float] | None:
        if key == BASELINE:
            return DASHED
        return DOTTED if key != DELIVERED and self.theme.layer(key).line == "dotted" else None

    def line(self, key: str, *, stale: bool = False, quiet: bool = False) -> QPen:
        """Give a curve's pen; stale numbers are dashed, history is quiet."""
        return (self._stale if stale else self._quiet if quiet else self._fresh)[key]

    def colour(self, key: str) -> QColor:
        """Give a curve's colour."""
        if key == DELIVERED:
            return self.theme.ink
        return self.theme.ink3 if key == BASELINE else self.theme.layer(key).mark

    def words(self, key: str) -> QColor:
        """Give the colour of a curve's name."""
        if key == DELIVERED:
            return self.theme.ink
        return self.theme.ink3 if key == BASELINE else self.theme.layer(key).text
