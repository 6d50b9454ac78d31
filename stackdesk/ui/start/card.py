"""A story as a card: title, question, running load against the baseline, what binds when, one number."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.start.previews import YEAR, Preview
from stackdesk.ui.start.stories import Story
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

HEIGHT = 236
PAD = 16
RADIUS = 10.0
_TITLE, _QUESTION, _LINES = 15, 38, 34
_PLOT, _RIBBON, _RIBBON_TALL = 84, 168, 9
_YEARS, _NUMBER = 180, 200
_GLYPH = 9.0
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class StoryCard(QAbstractButton):
    """Opens its story; `arrowed` tells of a key that moves on to another card."""

    arrowed = Signal(int)
    reached = Signal()

    def __init__(self, story: Story, parent: QWidget) -> None:
        super().__init__(parent)
        self.story = story
        self.preview: Preview | None = None
        self.lacking = False
        self._theme: Theme = LIGHT
        self.setObjectName(f"story.{story.path.stem}")
        self.setText(story.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._name()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_preview(self, preview: Preview | None) -> None:
        """Show the story's run; None says that it could not be made."""
        self.preview, self.lacking = preview, preview is None
        self._name()
        self.update()

    def _name(self) -> None:
        """Say for assistive technology, and in the tooltip, all that the card shows."""
        story = self.story
        self.setAccessibleName(f"{story.title}. {story.question}".strip())
        self.setAccessibleDescription(
            " ".join(part for part in (self._load_words(), self._tellings()[0]) if part)
        )
        told = (story.title, story.description, self.accessibleDescription())
        self.setToolTip("".join(f"<p>{_escaped(words)}</p>" for words in told if words))

    # ------------------------------------------------------------------------------------------ words

    def _load_words(self) -> str:
        """Say the running load in 2030 and how far it is from the baseline's."""
        if self.preview is None:
            return self.tr("It could not be run.") if self.lacking else ""
        value, unit, moved = self._number()
        words = self.tr("Running load in {year}: {value} {unit}").format(
            year=fmt.year(YEAR), value=value, unit=unit
        )
        return f"{words}, {moved}." if moved else f"{words}."

    def _number(self) -> tuple[str, str, str]:
        """Give the load, its unit with the region, and the change against the baseline."""
        preview = self.preview
        assert preview is not None
        load, baseline = preview.at(YEAR)
        unit = self.tr("GW running") if not preview.region else f"GW, {preview.region}"
        moved = fmt.change(load, baseline)
        same = self.tr("as in the baseline") if preview.changed else ""
        return fmt.number(load), unit, str(moved) if moved is not None else same

    def _tellings(self) -> tuple[str, ...]:
        """Say what binds otherwise than in the baseline: at length, shorter, shortest."""
        preview = self.preview
        if preview is None:
            return ("",)
        span = preview.telling
        if span is None:
            return (self.tr("binds as in the baseline"), self.tr("same limits"))
        first, last = math.floor(span.start + 1e-9), math.floor(span.end + 1e-9)
        same = fmt.year(span.start) == fmt.year(span.end)
        when = fmt.year(span.start) if same else fmt.span(span.start, span.end)
        years = str(first) if first == last else f"{first}–{last % 100:02d}"
        return (f"{span.words}, {when}", f"{span.words}, {years}", span.words)

    # ------------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter as with the space bar; arrows lead on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ARROWS:
            self.arrowed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the grid where the keyboard is."""
        super().focusInEvent(event)
        self.reached.emit()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a card's usual size."""
        return QSize(340, HEIGHT)

    # ------------------------------------------------------------------------------------------ paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        if self.preview is None:
            self._paint_waiting(painter)
            return
        self._paint_plot(painter, self.preview)
        self._paint_ribbon(painter, self.preview)
        self._paint_foot(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        """Draw surface and outline: a ring of ink with the keyboard, a darker line under the mouse."""
        theme, focused = self._theme, self.hasFocus()
        painter.setBrush(theme.inset if self.isDown() else theme.surface)
        wide = 2.0 if focused else 1.0
        quiet = theme.outline if self.underMouse() else theme.hairline
        painter.setPen(QPen(theme.ink if focused else quiet, wide))
        inset = wide / 2.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter) -> None:
        """Write title and question; the glyphs of the layers that were changed stand at the right."""
        theme, room = self._theme, self.width() - 2 * PAD
        right = self._paint_layers(painter)
        face = lettering(14, STRONG)
        title = QFontMetrics(face).elidedText(self.story.title, Qt.TextElideMode.ElideRight, right - PAD - 8)
        painter.setFont(face)
        painter.setPen(theme.ink)
        painter.drawText(QRect(PAD, _TITLE, right - PAD, 20), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(lettering(12))
        painter.setPen(theme.ink2)
        top = _QUESTION
        for line in two_lines(self.story.question, QFontMetrics(lettering(12)), room):
            painter.drawText(QRect(PAD, top, room, _LINES // 2), Qt.AlignmentFlag.AlignVCenter, line)
            top += _LINES // 2

    def _paint_layers(self, painter: QPainter) -> int:
        """Draw the glyphs, or name the reference that is shown unchanged; give where they begin."""
        right = self.width() - PAD
        if self.preview is None:
            return right
        middle = _TITLE + 10.0
        if not self.preview.changed:
            words = self.tr("reference {version}").format(version=self.preview.reference)
            wide = QFontMetrics(lettering(11)).horizontalAdvance(words)
            painter.setFont(lettering(11))
            painter.setPen(self._theme.ink3)
            painter.drawText(QRect(right - wide, _TITLE, wide + 1, 20), Qt.AlignmentFlag.AlignVCenter, words)
            return right - wide
        for key in reversed(self.preview.layers):
            look = self._theme.layer(key)
            paint_glyph(painter, look.glyph, QPointF(right - _GLYPH / 2.0, middle), _GLYPH, look.mark)
            right -= 16
        return right

    def _paint_waiting(self, painter: QPainter) -> None:
        """Say why there is no curve yet."""
        painter.setFont(lettering(11))
        painter.setPen(self._theme.ink3)
        words = self.tr("This story could not be run") if self.lacking else self.tr("Running…")
        room = QRect(PAD, _PLOT, self.width() - 2 * PAD, _RIBBON - _PLOT)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _x(self, year: float) -> float:
        preview = self.preview
        assert preview is not None
        start, end = preview.years[0], preview.years[-1]
        return PAD + (year - start) / (end - start) * (self.width() - 2.0 * PAD)

    def _paint_plot(self, painter: QPainter, preview: Preview) -> None:
        """Draw running load in ink, the baseline dashed, and the year of the number."""
        theme = self._theme
        floor, top = _RIBBON - 4.0, float(_PLOT)
        most = max(*preview.load, *preview.baseline, 1e-9)

        def points(values: tuple[float, ...]) -> list[QPointF]:
            high = floor - top
            return [
                QPointF(self._x(year), floor - value / most * high)
                for year, value in zip(preview.years, values, strict=True)
            ]

        load = points(preview.load)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.band_wide)
        painter.drawPolygon(QPolygonF([QPointF(load[0].x(), floor), *load, QPointF(load[-1].x(), floor)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if preview.changed:
            dashed = QPen(theme.ink3, 1.0)
            dashed.setDashPattern([5.0, 4.0])
            painter.setPen(dashed)
            painter.drawPolyline(QPolygonF(points(preview.baseline)))
        painter.setPen(QPen(theme.ink, 1.6))
        painter.drawPolyline(QPolygonF(load))
        x = round(self._x(YEAR)) + 0.5
        painter.setPen(QPen(theme.ink2, 1.0))
        painter.drawLine(QPointF(x, top), QPointF(x, _RIBBON - 1.0))
        painter.setPen(QPen(theme.surface, 1.5))
        painter.setBrush(theme.ink)
        here = floor - preview.at(YEAR)[0] / most * (floor - top)
        painter.drawEllipse(QPointF(x, here), 3.4, 3.4)

    def _paint_ribbon(self, painter: QPainter, preview: Preview) -> None:
        """Draw which layer binds when, and the first, the chosen and the last year below."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for span in _joined(preview):
            left, right = round(self._x(span[0])), round(self._x(span[1]))
            seam = 1 if span[1] < preview.years[-1] else 0
            look = self._theme.layer(span[2])
            painter.fillRect(left, _RIBBON, right - left - seam, _RIBBON_TALL, look.mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(11))
        painter.setPen(self._theme.ink3)
        start, end = preview.years[0], preview.years[-1]
        places = (
            (start, Qt.AlignmentFlag.AlignLeft, 0),
            (YEAR, Qt.AlignmentFlag.AlignHCenter, -50),
            (end, Qt.AlignmentFlag.AlignRight, -100),
        )
        for year, flag, shift in places:
            box = QRect(round(self._x(year)) + shift, _YEARS, 100, 16)
            painter.drawText(box, flag | Qt.AlignmentFlag.AlignVCenter, fmt.year(year))

    def _paint_foot(self, painter: QPainter) -> None:
        """Write the number with its change, and what binds otherwise at the right."""
        theme, x = self._theme, PAD
        value, unit, moved = self._number()
        parts = ((value, font(16, STRONG), theme.ink), (unit, lettering(12), theme.ink2),
                 (moved, font(12, STRONG), theme.ink))  # fmt: skip
        for words, face, colour in parts:
            wide = QFontMetrics(face).horizontalAdvance(words)
            painter.setFont(face)
            painter.setPen(colour)
            painter.drawText(QRect(x, _NUMBER, wide + 4, 24), Qt.AlignmentFlag.AlignVCenter, words)
            x += wide + 6
        face = lettering(12)
        room, metrics = self.width() - PAD - x - 6, QFontMetrics(face)
        told = self._tellings()
        fitting = next((words for words in told if metrics.horizontalAdvance(words) <= room), told[-1])
        words = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.setFont(face)
        painter.setPen(theme.ink2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(x, _NUMBER, self.width() - PAD - x, 24), right, words)


def two_lines(words: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Break words into at most two lines; what is too long for those ends in three dots."""
    first: list[str] = []
    rest = words.split()
    while rest and metrics.horizontalAdvance(" ".join([*first, rest[0]])) <= room:
        first.append(rest.pop(0))
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, room)
    return [line for line in (" ".join(first), second) if line]


def _joined(preview: Preview) -> list[tuple[float, float, str]]:
    """Join stretches of one layer, whatever their causes."""
    joined: list[tuple[float, float, str]] = []
    for span in preview.binding:
        if joined and joined[-1][2] == span.layer:
            joined[-1] = (joined[-1][0], span.end, span.layer)
        else:
            joined.append((span.start, span.end, span.layer))
    return joined


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
