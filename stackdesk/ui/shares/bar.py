"""A stacked bar of shares: as wide as they are large, each seam between two of them a slider."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from stackdesk.scenario import lock_key
from stackdesk.ui.hand import Hand
from stackdesk.ui.shares.reading import Share, Shares, percent, rest_label, whole_label
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering, px

TALL = 34
GRIP = 15
STEP = 0.01
POSITIONS = 1000
_STEPS = {
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_Left: -1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_PageUp: 10.0,
    Qt.Key.Key_PageDown: -10.0,
    Qt.Key.Key_Home: -math.inf,
    Qt.Key.Key_End: math.inf,
}


class Seam(QSlider):
    """The seam between two shares: what one gains the other loses, and no third one moves."""

    dragged = Signal(float)

    def __init__(self, hand: Hand, parent: ShareBar) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hand = hand
        self._bar = parent
        self._theme: Theme = LIGHT
        self._sides: tuple[Share, Share] | None = None
        self._kept: frozenset[str] = frozenset()
        self._held = False
        self._over = False
        self._showing = False
        self._grip = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setRange(0, POSITIONS)
        self.valueChanged.connect(self._slid)

    @property
    def held(self) -> bool:
        """Whether the mouse holds it."""
        return self._held

    @property
    def locked(self) -> bool:
        """Whether one of its sides is locked."""
        return self._sides is not None and any(one.standing.locked for one in self._sides)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_sides(self, sides: tuple[Share, Share], kept: frozenset[str]) -> None:
        """Stand between two shares; `kept` are the others."""
        self._sides, self._kept = sides, kept
        left, right = sides
        words = self.tr("Seam between {left} and {right}")
        name = words.format(left=left.subject.label, right=right.subject.label)
        self.setAccessibleName(self.tr("{name}, locked").format(name=name) if self.locked else name)
        self.setAccessibleDescription(f"{left.words}, {right.words}")
        self.setObjectName(f"{lock_key(left.member)}.seam")
        self._showing = True
        both = left.standing.value + right.standing.value
        self.setValue(round(POSITIONS * left.standing.value / both) if both > 0.0 else 0)
        self._showing = False
        self.update()

    # ---------------------------------------------------------------------------------------- moving

    def _goal(self, value: float) -> float:
        """Keep the left share between nothing and all that both have."""
        assert self._sides is not None
        return min(max(value, 0.0), sum(one.standing.value for one in self._sides))

    def _set(self, value: float) -> None:
        if self._sides is None:
            return
        if self.locked:
            self._deny()
        else:
            self._hand.set(self._sides[0].subject, round(self._goal(value), 6), self._kept)

    def _deny(self) -> None:
        assert self._sides is not None
        held = next(one for one in self._sides if one.standing.locked)
        self._hand.deny(held.member[0])

    def _slid(self, position: int) -> None:
        """Follow assistive technology, which sets the native slider's value."""
        if not self._showing and not self._held and self._sides is not None:
            self._set(position / POSITIONS * sum(one.standing.value for one in self._sides))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a per cent, with Shift by a tenth; PgUp, PgDn by ten; Home and End to the ends."""
        key = Qt.Key(event.key())
        if self._held:
            if key == Qt.Key.Key_Escape and self._sides is not None:
                self._held = False
                self._hand.cancel(self._sides[0].member[0])
        elif key in _STEPS and self._sides is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            by = _STEPS[key] * STEP * (0.1 if fine else 1.0)
            self._set(self._sides[0].standing.value + by if math.isfinite(by) else math.copysign(1.0, by))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._sides is not None:
            self._hand.reset(*self._sides[0].member)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls, unless the seam has the focus."""
        if not self.hasFocus() or self._held or self._sides is None:
            event.ignore()
            return
        self._set(self._sides[0].standing.value + STEP * event.angleDelta().y() / 120.0)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() != Qt.MouseButton.LeftButton or self._sides is None:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.locked:
            self._deny()
            return
        self._held = True
        self._grip = event.position().x() - self.width() / 2.0
        left = self._sides[0]
        self._hand.begin(*left.member)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the seam to the mouse."""
        if self._held and self._sides is not None:
            x = self.mapToParent(event.position()).x() - self._grip
            goal = self._goal(self._bar.value_at(self._sides[0], x))
            self._hand.slide(self._sides[0].subject, round(goal, 3), self._kept)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: one undo step."""
        if self._held and event.button() == Qt.MouseButton.LeftButton and self._sides is not None:
            self._held = False
            self._hand.end(self._sides[0].member[0])
            self.update()

    # ----------------------------------------------------------------------------------------- paint

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet."""
        self._over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a handle on the seam, with a ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle = self._theme, QPointF(self.width() / 2.0, self.height() / 2.0)
        handle = QRectF(middle.x() - 2.5, middle.y() - 8.0, 5.0, 16.0)
        strong = self._over or self._held or self.hasFocus()
        painter.setPen(QPen(theme.ink if strong else theme.outline, 1.25))
        painter.setBrush(theme.surface if not self.locked else theme.groove)
        painter.drawRoundedRect(handle, 2.5, 2.5)
        if self.hasFocus():
            painter.setPen(QPen(theme.ink, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(handle.adjusted(-3.0, -4.0, 3.0, 4.0), 4.0, 4.0)


class ShareBar(QWidget):
    """One bar for the whole; a share that has left what is published bears an exclamation mark."""

    def __init__(self, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._theme: Theme = LIGHT
        self._shares: Shares | None = None
        self.seams: list[Seam] = []
        self.setObjectName("shares.bar")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for one bar, with room for a seam's ring."""
        return QSize(300, round(px(TALL)))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for seam in self.seams:
            seam.dress(theme)
        self.updateGeometry()
        self.update()

    def show_shares(self, shares: Shares) -> None:
        """Show where the shares stand; the seams go along."""
        self._shares = shares
        self.setAccessibleName(shares.sentence)
        if len(self.seams) != len(shares.shares) - 1:
            self._make_seams(len(shares.shares) - 1)
        keys = frozenset(lock_key(one.member) for one in shares.shares)
        for seam, sides in zip(self.seams, pairwise(shares.shares), strict=True):
            seam.show_sides(sides, keys - {lock_key(one.member) for one in sides})
        self._place()
        self.update()

    def _make_seams(self, count: int) -> None:
        for seam in self.seams:
            seam.hide()
            seam.deleteLater()
        self.seams = [Seam(self._hand, self) for _ in range(count)]
        for seam in self.seams:
            seam.dress(self._theme)
            seam.show()
        for before, after in pairwise(self.seams):
            QWidget.setTabOrder(before, after)

    # -------------------------------------------------------------------------------------- geometry

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1.0, 3.0, -1.0, -3.0)

    def segments(self) -> list[tuple[Share | None, QRectF]]:
        """Give every share with the rectangle it fills; the rest, if any, comes last as None."""
        shares = self._shares
        if shares is None:
            return []
        room, made = self._room(), []
        left = room.left()
        parts: list[tuple[Share | None, float]] = [(one, one.part) for one in shares.shares]
        for share, part in [*parts, (None, shares.rest)]:
            wide = part * room.width()
            made.append((share, QRectF(left, room.top(), wide, room.height())))
            left += wide
        return made if shares.rest > 0.0 else made[:-1]

    def value_at(self, share: Share, x: float) -> float:
        """Give the value that a share would have if it ended at a pixel."""
        start = next(
            room.left() for one, room in self.segments() if one is not None and one.member == share.member
        )
        whole = share.standing.value / share.part if share.part > 0.0 else 1.0
        return (x - start) / max(self._room().width(), 1.0) * whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the seams along."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put each seam where its left share ends; those of one pixel stand side by side."""
        ends = [room.right() for share, room in self.segments() if share is not None][: len(self.seams)]
        for seam, end in zip(self.seams, ends, strict=False):
            seam.setGeometry(round(end - GRIP / 2.0), 0, GRIP, self.height())

    # ----------------------------------------------------------------------------------------- paint

    def event(self, event: object) -> bool:
        """Tell the share under the mouse in full."""
        if isinstance(event, QHelpEvent):
            found = next((s for s, room in self.segments() if room.contains(QPointF(event.pos()))), None)
            words = self._words(found) if found is not None else self._rest_words()
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)  # type: ignore[arg-type]  # Qt's own event

    def _words(self, share: Share) -> str:
        around = share.subject.published
        words = share.words
        if share.outside and around is not None:
            words = self.tr("{share}, outside what is published: {range}").format(
                share=words, range=share.subject.span(*around)
            )
        return words

    def _rest_words(self) -> str:
        if self._shares is None:
            return ""
        if self._shares.rest <= 0.0:
            return whole_label(self._shares.group)
        return f"{rest_label(self._shares.group)} {percent(self._shares.rest)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments, and in each its name and number where they fit."""
        shares = self._shares
        if shares is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layer, count = shares.shares[0].subject.parameter.layer, max(len(shares.shares) - 1, 1)
        for place, (share, room) in enumerate(self.segments()):
            strength = 0.88 - 0.72 * place / count
            fill = self._theme.shade(layer, strength) if share is not None else self._theme.surface
            painter.setPen(QPen(self._theme.surface, 1.0))
            painter.setBrush(fill)
            painter.drawRect(room)
            if share is None:
                painter.setBrush(QBrush(self._theme.groove, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(room)
            self._write(painter, share, room, fill)
        painter.setPen(QPen(self._theme.outline, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._room(), 3.0, 3.0)

    def _write(self, painter: QPainter, share: Share | None, room: QRectF, fill: QColor) -> None:
        """Write into a segment what fits: name and number, the number, or nothing."""
        ink = readable(fill)
        inner = room.adjusted(GRIP / 2.0, 0.0, -GRIP / 2.0, 0.0)
        part = share.part if share is not None else (self._shares.rest if self._shares else 0.0)
        mark = "! " if share is not None and share.outside else ""
        name = "" if share is None else share.subject.label
        short = "" if share is None else share.subject.short
        for words in (
            f"{mark}{name} {percent(part)}",
            f"{mark}{short} {percent(part)}",
            f"{mark}{percent(part)}",
        ):
            painter.setFont(lettering(11, STRONG if mark else 400))
            if painter.fontMetrics().horizontalAdvance(words.strip()) <= inner.width():
                painter.setPen(ink)
                painter.setFont(font(11, STRONG if mark else 400))
                painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words.strip())
                return


def readable(ground: QColor) -> QColor:
    """Choose black or white words on a fill: one of them always has a contrast of 4.5 or more."""
    return max((QColor("black"), QColor("white")), key=lambda colour: _contrast(colour, ground))


def _contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours as WCAG defines it (1 to 21)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
