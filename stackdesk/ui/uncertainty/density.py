"""The density of a parameter on the axis of its values, with handles for low and high."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from stackdesk.engine.distribution import Distribution
from stackdesk.ui.inspector_range import placed
from stackdesk.ui.measure import Measure
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font, px
from stackdesk.ui.uncertainty.draft import Draft

_PAD = 9.0
_FOOT = 20.0
_GRAB = 9.0
_SHARES = np.linspace(0.003, 0.997, 1989)
_COLUMNS = 120
_BLUR = np.array([1.0, 3.0, 6.0, 8.0, 6.0, 3.0, 1.0]) / 28.0
_MARGIN = 0.12


class DensityPlot(QWidget):
    """Draws the distribution, filled, with the value as a tick; its two handles are dragged.

    `moved` tells of an end (0 or 1) and its new value while it is dragged, `let_go` that it was let go,
    `taken_back` that Esc put it back.
    """

    moved = Signal(int, float)
    let_go = Signal()
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._draft: Draft | None = None
        self._axis = Measure(0.0, 1.0, 0.1, log=False)
        self.held: int | None = None
        self.setObjectName("uncertainty.density")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for a low, wide plot."""
        return QSize(260, round(px(84.0)))

    def minimumSizeHint(self) -> QSize:
        """Be content with less."""
        return QSize(140, round(px(52.0)))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_draft(self, subject: Subject, draft: Draft, words: str) -> None:
        """Show a distribution; the axis keeps still while a handle is held. `words` tell it in full."""
        self._subject, self._draft = subject, draft
        if self.held is None:
            self._axis = _axis(subject, draft)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def x_of(self, value: float) -> float:
        """Give the pixel of a value."""
        return _PAD + self._axis.share(value) * (self.width() - 2.0 * _PAD)

    def value_at(self, x: float) -> float:
        """Give the value at a pixel, on a whole step, inside the hard limits."""
        share = min(max((x - _PAD) / max(self.width() - 2.0 * _PAD, 1.0), 0.0), 1.0)
        low, high = self._axis.low, self._axis.high
        value = low * (high / low) ** share if self._axis.log else low + share * (high - low)
        return value if self._subject is None else self._subject.measure.settled(value)

    # ----------------------------------------------------------------------------------------- mouse

    def _near(self, x: float) -> int | None:
        """Give the handle at a pixel, or None."""
        if self._draft is None:
            return None
        gaps = [abs(self.x_of(end) - x) for end in (self._draft.low, self._draft.high)]
        nearest = int(gaps[1] < gaps[0])
        return nearest if gaps[nearest] <= _GRAB else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.held = self._near(event.position().x())
            self.setFocus()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle in hand."""
        if self.held is not None:
            self.moved.emit(self.held, self.value_at(event.position().x()))
            return
        near = self._near(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self.held is not None:
            self.held = None
            self.let_go.emit()
            self.update()

    def drop(self) -> None:
        """Forget the handle in hand."""
        self.held = None

    # ----------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw density, axis, value and handles."""
        subject, draft = self._subject, self._draft
        if subject is None or draft is None:
            return
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - px(_FOOT)
        look = theme.layer(subject.parameter.layer)
        if draft.distribution is not None:
            outline = self._outline(draft.distribution, foot)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.shade(subject.parameter.layer, 0.26))
            painter.drawPolygon(outline)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.mark, 1.0))
            painter.drawPolyline(outline.mid(1, outline.size() - 2))
        painter.fillRect(QRectF(_PAD, round(foot), self.width() - 2.0 * _PAD, 1.0), theme.groove)
        tick = round(self.x_of(draft.centre))
        painter.fillRect(QRectF(tick - 1.0, 4.0, 2.0, foot + 1.0), theme.ink)
        for end, value in enumerate((draft.low, draft.high)):
            self._paint_handle(painter, end, QPointF(self.x_of(value), foot))
        self._paint_numbers(painter, subject, draft, foot)

    def _outline(self, one: Distribution, foot: float) -> QPolygonF:
        """Give the density as a filled shape: how many samples fall on each piece of the axis."""
        axis = self._axis
        places = np.array([axis.share(value) for value in one.values(_SHARES).tolist()])
        counts, edges = np.histogram(places, bins=_COLUMNS, range=(0.0, 1.0))
        heights = np.convolve(counts, _BLUR, mode="same")
        reach = np.sort(heights)[-3] if heights.any() else 1.0
        tall = np.minimum(heights / max(float(reach), 1e-9), 1.0) * (foot - 8.0)
        middles = (edges[1:] + edges[:-1]) / 2.0
        wide = self.width() - 2.0 * _PAD
        points = [QPointF(_PAD + share * wide, foot - up) for share, up in zip(middles, tall, strict=True)]
        return QPolygonF([QPointF(_PAD, foot), *points, QPointF(_PAD + wide, foot)])

    def _paint_handle(self, painter: QPainter, end: int, point: QPointF) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.ink if self.held == end else theme.outline, 1.25))
        painter.setBrush(theme.ink if theme.dark else theme.surface)
        painter.drawEllipse(point, 5.0, 5.0)

    def _paint_numbers(self, painter: QPainter, subject: Subject, draft: Draft, foot: float) -> None:
        """Write low, high and the value below their marks, where there is room."""
        painter.setFont(font(11))
        metrics = painter.fontMetrics()
        marks = (draft.low, draft.high, draft.centre)
        texts = [*(subject.end(float(f"{one:.4g}")) for one in marks[:2]), subject.number(draft.centre)]
        widths = [float(metrics.horizontalAdvance(text)) for text in texts]
        edges = placed([self.x_of(one) for one in marks], widths, float(self.width()))
        for place, (left, text, wide) in enumerate(zip(edges, texts, widths, strict=True)):
            if left is not None:
                painter.setPen(self._theme.ink if place == 2 else self._theme.ink2)
                painter.drawText(QRectF(left, foot + 5.0, wide + 2.0, px(15.0)), int(_LEFT), text)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _axis(subject: Subject, draft: Draft) -> Measure:
    """Choose an axis that holds nearly all of a distribution and the value, with some air."""
    one = draft.distribution
    tails = (draft.low, draft.high) if one is None else (one.value(0.01), one.value(0.99))
    low, high = min(tails[0], draft.low, draft.centre), max(tails[1], draft.high, draft.centre)
    ruler = subject.measure
    log = low > 0.0 and (ruler.log or (one is not None and one.log))
    if log:
        ratio = (high / low) ** _MARGIN
        low, high = low / ratio, high * ratio
    else:
        air = (high - low) * _MARGIN or ruler.step
        low, high = low - air, high + air
    low, high = max(low, ruler.low), min(high, ruler.high)
    if high <= low:
        low, high = ruler.low, ruler.high
    return Measure(low, high, ruler.step, log=log and low > 0.0)
