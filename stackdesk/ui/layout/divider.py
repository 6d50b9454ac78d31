"""A seam that can be dragged: a slider to keys and assistive technology, a line to the eye."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from stackdesk.ui.theme import LIGHT, Theme

STEP = 8
LEAP = 64
REACH = 12
"""How many pixels across the mouse can take hold of it, even where the gap is narrower."""
_MARK = 28


class Divider(QSlider):
    """Stands on the gap between two parts; its value is the size of the part before it, in pixels.

    A drag, the arrow keys, PgUp, PgDn, Home and End ask for another size with `size_asked`; whoever owns the
    parts places them and calls `stand`. A double click, or Delete, asks with `reset_asked` for the size as
    designed. `settled` says that the hand has let go.
    """

    size_asked = Signal(int)
    reset_asked = Signal()
    settled = Signal()

    def __init__(self, name: str, told: str, *, upright: bool, parent: QWidget) -> None:
        """Make a divider; an `upright` one moves sideways."""
        super().__init__(Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical, parent)
        self._theme: Theme = LIGHT
        self._upright = upright
        self._grab: int | None = None
        self._over = self._placing = False
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setToolTip(self.tr("{what}: drag, or arrow keys; double-click resets").format(what=told))
        self.setInvertedControls(not upright)  # down makes what is above taller
        self.setSingleStep(STEP)
        self.setPageStep(LEAP)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor if upright else Qt.CursorShape.SplitVCursor)
        self.valueChanged.connect(self._ask)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def stand(self, gap: QRect, size: int, least: int, most: int) -> None:
        """Stand on a gap, where the part before has a size between two others."""
        self._placing = True
        self.setRange(min(least, size), max(most, size))
        self.setValue(size)
        self._placing = False
        extra = max(REACH - (gap.width() if self._upright else gap.height()), 0)
        before, after = extra // 2, extra - extra // 2
        wide = gap.adjusted(-before, 0, after, 0) if self._upright else gap.adjusted(0, -before, 0, after)
        self.setGeometry(wide)
        self.raise_()

    def _ask(self, size: int) -> None:
        if not self._placing:
            self.size_asked.emit(size)
            if self._grab is None:
                self.settled.emit()

    @property
    def held(self) -> bool:
        """Whether the mouse holds it."""
        return self._grab is not None

    # ------------------------------------------------------------------------------------------ hand

    def _along(self, event: QMouseEvent) -> int:
        place = event.globalPosition()
        return round(place.x() if self._upright else place.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grab = self._along(event) - self.value()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move along."""
        if self._grab is not None:
            self.setValue(self._along(event) - self._grab)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._grab is not None:
            self._grab = None
            self.settled.emit()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the size as designed."""
        self._grab = None
        self.reset_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete resets; the rest is as on any slider."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_asked.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies around."""
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the line."""
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide it again."""
        self._over = False
        self.update()

    # ----------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line while the mouse or the keyboard is on it, and a short mark where contrast is high."""
        strong = self.hasFocus() or self.held
        if not (strong or self._over or self._theme.name.startswith("contrast")):
            return
        painter = QPainter(self)
        thick = 2 if strong else 1
        colour = self._theme.ink if strong else self._theme.outline
        middle = self.rect().center()
        whole = strong or self._over
        if self._upright:
            tall = self.height() if whole else _MARK
            painter.fillRect(middle.x(), (self.height() - tall) // 2, thick, tall, colour)
        else:
            wide = self.width() if whole else _MARK
            painter.fillRect((self.width() - wide) // 2, middle.y(), wide, thick, colour)
