"""The lever's slider: a QSlider that paints the range, the reference and the change, and knows every key."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.track_painter import HANDLE_HELD, Marks, State, paint_track

HIT = 24.0
_ENDS = {Qt.Key.Key_Home: -math.inf, Qt.Key.Key_End: math.inf}
_STEPS = {
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_Left: -1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_PageUp: 10.0,
    Qt.Key.Key_PageDown: -10.0,
}
KEYS = {**_STEPS, **_ENDS}
"""By how many steps a key moves a value; infinitely many lead to a limit."""

_RESETS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_TYPES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_EDITS = _RESETS | _TYPES


class LeverSlider(QSlider):
    """Emits what the hand does; its owner turns positions into values.

    A press on the handle holds it; a press elsewhere brings it there. Either way it is one drag, from
    `pressed` through `sliderMoved` to `released` or `cancelled`. Keys and the wheel emit `stepped`.
    While it is `locked` it only takes the focus, and says `denied` to whatever would move it.
    """

    pressed = Signal()
    released = Signal()
    cancelled = Signal()
    stepped = Signal(float)
    reset_asked = Signal()
    typing_asked = Signal()
    denied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.theme = LIGHT
        self.layer = ""
        self.reference = 0.0
        self.published: tuple[float, float] | None = None
        self.spread: tuple[float, float] | None = None
        self.changed = False
        self.binding = False
        self.held = False
        self.locked = False
        self._grip = 0.0
        self._hover = False

    def sizeHint(self) -> QSize:
        """Ask for little: the row gives it what is left."""
        return QSize(80, 22)

    def dress(self, theme: Theme, layer: str) -> None:
        """Take a theme and the layer whose colour marks a change."""
        self.theme, self.layer = theme, layer
        self.update()

    def mark(
        self,
        reference: float,
        published: tuple[float, float] | None,
        *,
        changed: bool,
        binding: bool,
        spread: tuple[float, float] | None = None,
    ) -> None:
        """Place the tick and the ranges, as shares of the groove, and say whether the value is changed."""
        now = (reference, published, changed, binding, spread)
        if now != (self.reference, self.published, self.changed, self.binding, self.spread):
            self.reference, self.published, self.changed, self.binding, self.spread = now
            self.update()

    # ------------------------------------------------------------------------------------ geometry

    def _inset(self) -> float:
        return HANDLE_HELD / 2.0

    def x_of(self, share: float) -> float:
        """Give the x of a share of the groove."""
        inset = self._inset()
        return inset + share * (self.width() - 2.0 * inset)

    def handle_x(self) -> float:
        """Give the x of the handle's middle."""
        extent = self.maximum() - self.minimum()
        return self.x_of((self.sliderPosition() - self.minimum()) / extent if extent else 0.0)

    def _position_at(self, x: float) -> int:
        inset = self._inset()
        share = (x - inset) / max(self.width() - 2.0 * inset, 1.0)
        share = max(0.0, min(1.0, share))
        return self.minimum() + round(share * (self.maximum() - self.minimum()))

    # --------------------------------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.locked:
            self.denied.emit()
            return
        x = event.position().x()
        near = abs(x - self.handle_x()) <= HIT / 2.0
        self._grip = x - self.handle_x() if near else 0.0
        self.held = True
        self.pressed.emit()
        if not near:
            self.sliderMoved.emit(self._position_at(x))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move while held; else only light up."""
        x = event.position().x()
        if self.held:
            self.sliderMoved.emit(self._position_at(x - self._grip))
            return
        hover = abs(x - self.handle_x()) <= HIT / 2.0 and not self.locked
        if hover != self._hover:
            self._hover = hover
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; after Esc there is nothing to let go of."""
        if event.button() == Qt.MouseButton.LeftButton and self.held:
            self.held = False
            self.released.emit()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset to the reference."""
        if event.button() == Qt.MouseButton.LeftButton and not self.locked:
            self.reset_asked.emit()

    def leaveEvent(self, event: object) -> None:
        """Stop lighting up."""
        self._hover = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step with the wheel only when focused, so that scrolling never edits."""
        if not self.hasFocus() or self.held:
            event.ignore()
            return
        if self.locked:
            self.denied.emit()
            event.accept()
            return
        turned = event.angleDelta().y() / 120.0
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.stepped.emit(turned * (0.1 if fine else 1.0))
        event.accept()

    # ---------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the lever's keys; while held only Esc counts."""
        key = Qt.Key(event.key())
        if self.held:
            if key == Qt.Key.Key_Escape:
                self.held = False
                self.cancelled.emit()
                self.update()
            return
        if self.locked and (key in _STEPS or key in _ENDS or key in _EDITS):
            self.denied.emit()
        elif key in _STEPS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(_STEPS[key] * (0.1 if fine else 1.0))
        elif key in _ENDS:
            self.stepped.emit(_ENDS[key])
        elif key in _RESETS:
            self.reset_asked.emit()
        elif key in _TYPES:
            self.typing_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Redraw without the ring; a window that loses focus in a drag keeps the drag."""
        super().focusOutEvent(event)
        self.update()

    # -------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, published range, change, tick and handle."""
        extent = self.maximum() - self.minimum()
        share = (self.sliderPosition() - self.minimum()) / extent if extent else 0.0
        marks = Marks(share, self.reference, self.published, changed=self.changed, spread=self.spread)
        faint = self.locked or not self.isEnabled()
        state = State(held=self.held, focused=self.hasFocus(), hovered=self._hover, faint=faint)
        paint_track(QPainter(self), QRectF(self.rect()), marks, state, self.theme, self.layer)
