"""The inspector's ruler: the published range with low, central and high, and the present value on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stackdesk.ui.measure import Measure
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font, px

HEIGHT = 36
MIDDLE = 10.0
PAD = 7.0
GAP = 8.0


def placed(centres: Sequence[float], widths: Sequence[float], width: float) -> list[float | None]:
    """Give the left edges of a row of labels below their marks, those that come first in the list first.

    A label keeps inside the row and clear of those placed before; one that would have to leave its mark by
    more than its own width has no place (None).
    """
    taken: list[tuple[float, float]] = []
    edges: list[float | None] = []
    for centre, wide in zip(centres, widths, strict=True):
        choices = [centre - wide / 2.0]
        choices += [end + GAP for _, end in taken] + [start - GAP - wide for start, _ in taken]
        inside = (max(0.0, min(width - wide, left)) for left in choices)
        free = [left for left in inside if all(left >= e + GAP or left + wide <= s - GAP for s, e in taken)]
        near = [left for left in free if left - wide <= centre <= left + 2.0 * wide]
        best = min(near, key=lambda left: abs(left + wide / 2.0 - centre), default=None)
        edges.append(best)
        if best is not None:
            taken.append((best, best + wide))
    return edges


class RangeBar(QWidget):
    """A groove with the range on it: filled where it is published, hollow where it is a judgement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._judged = False
        self._axis: Measure | None = None
        self._standing: Standing | None = None
        self.setObjectName("inspector.range_bar")
        self.setFixedHeight(HEIGHT)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFixedHeight(round(px(HEIGHT)))
        self.update()

    def show_subject(self, subject: Subject, *, judged: bool) -> None:
        """Take another parameter; `judged` says that its range is nobody's publication."""
        self._subject, self._judged = subject, judged
        self._axis, self._standing = None, None

    def show_standing(self, standing: Standing) -> None:
        """Move the value. The axis stays as it is for as long as the value is on it."""
        if self._subject is None or standing == self._standing:
            return
        self._standing = standing
        ends = (standing.reference, standing.value)
        if self._axis is None or not all(self._axis.low <= end <= self._axis.high for end in ends):
            self._axis = self._subject.reach(standing)
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """Tell all that is drawn."""
        if self._subject is None or self._standing is None:
            return ""
        subject, standing = self._subject, self._standing
        told = self.tr("value {value}, reference {reference}").format(
            value=subject.text(standing.value), reference=subject.text(standing.reference)
        )
        if subject.published is None:
            return self.tr("No published range; {told}").format(told=told)
        name = self.tr("Judged range") if self._judged else self.tr("Published range")
        return f"{name} {subject.span(*subject.published)}; {told}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, range, central tick, value and numbers."""
        subject, standing, axis = self._subject, self._standing, self._axis
        if subject is None or standing is None or axis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, theme = self._theme.layer(subject.parameter.layer), self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.groove)
        painter.drawRoundedRect(QRectF(PAD, MIDDLE - 1.0, self.width() - 2.0 * PAD, 2.0), 1.0, 1.0)
        if subject.published is not None:
            self._paint_range(
                painter, self._x(axis, subject.published[0]), self._x(axis, subject.published[1])
            )
        tick = round(self._x(axis, standing.reference))
        painter.fillRect(QRectF(tick - 1.0, MIDDLE - 7.0, 2.0, 14.0), theme.ink)
        painter.setPen(QPen(theme.surface, 1.5))
        painter.setBrush(look.mark if standing.changed else theme.ink)
        painter.drawEllipse(QPointF(self._x(axis, standing.value), MIDDLE), 5.0, 5.0)
        self._paint_numbers(painter, subject, standing, axis)

    def _x(self, axis: Measure, value: float) -> float:
        return PAD + axis.share(value) * (self.width() - 2.0 * PAD)

    def _paint_range(self, painter: QPainter, left: float, right: float) -> None:
        """Draw the range: filled where it is published, an outline where it is judged."""
        box = QRectF(left, MIDDLE - 3.5, max(right - left, 3.0), 7.0)
        if self._judged:
            painter.setPen(QPen(self._theme.outline, 1.0))
            painter.setBrush(self._theme.surface)
            box.adjust(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setBrush(self._theme.published)
        painter.drawRoundedRect(box, 2.0, 2.0)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_numbers(self, painter: QPainter, subject: Subject, standing: Standing, axis: Measure) -> None:
        """Write low and high below their marks, and between them the reference where there is room."""
        painter.setFont(font(11))
        metrics = painter.fontMetrics()
        marks = [*(subject.published or ()), standing.reference]
        texts = [subject.end(one) for one in marks[:-1]]
        texts.append(subject.end(float(f"{standing.reference:.4g}")))
        widths = [float(metrics.horizontalAdvance(text)) for text in texts]
        edges = placed([self._x(axis, one) for one in marks], widths, float(self.width()))
        for place, (left, text, wide) in enumerate(zip(edges, texts, widths, strict=True)):
            if left is not None:
                central = place == len(marks) - 1
                painter.setPen(self._theme.ink if central else self._theme.ink2)
                room = QRectF(left, self.height() - px(17.0), wide + 2.0, px(16.0))
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
