"""The year cursor: a slider by quarters whose groove lies exactly below the ceilings' plot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.theme import LIGHT, Theme

PER_YEAR = 4
HANDLE = 13.0
PAD = 8.0


class YearSlider(QSlider):
    """Arrows move a quarter, PgUp and PgDn a year; `PAD` pixels stand free at both ends."""

    year_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme: Theme = LIGHT
        self._start = 0.0
        self._present = 0.0
        self._held = False
        self.setObjectName("year.slider")
        self.setAccessibleName(self.tr("Year cursor"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSingleStep(1)
        self.setPageStep(PER_YEAR)
        self.valueChanged.connect(self._changed)

    def sizeHint(self) -> QSize:
        """Ask for some width and the bar's height."""
        return QSize(300, 30)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def set_span(self, start: float, end: float, present: float) -> None:
        """Take the years of the reference."""
        self._start, self._present = start, present
        self.setRange(0, round((end - start) * PER_YEAR))

    @property
    def year(self) -> float:
        """The year the cursor stands at."""
        return self._start + self.value() / PER_YEAR

    def show_year(self, year: float) -> None:
        """Move the cursor without telling anyone."""
        self.blockSignals(True)
        self.setValue(round((year - self._start) * PER_YEAR))
        self.blockSignals(False)
        self.setAccessibleDescription(fmt.year(year))
        self.update()

    def _changed(self, value: int) -> None:
        self.setAccessibleDescription(fmt.year(self.year))
        self.year_changed.emit(self.year)

    def _x(self, value: float) -> float:
        extent = max(self.maximum(), 1)
        return PAD + value / extent * (self.width() - 2.0 * PAD)

    def _go(self, x: float) -> None:
        share = (x - PAD) / max(self.width() - 2.0 * PAD, 1.0)
        self.setValue(round(share * self.maximum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the cursor to the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._held = True
            self._go(event.position().x())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._held:
            self._go(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step a quarter, only when focused."""
        if not self.hasFocus():
            event.ignore()
            return
        self.setValue(self.value() + (1 if event.angleDelta().y() > 0 else -1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and PgUp go forward in time, as on every lever."""
        super().keyPressEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, a tick a year (longer at the present), and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle = self._theme, self.height() / 2.0 - 1.0
        painter.fillRect(
            QRectF(self._x(0), middle - 1.0, self._x(self.maximum()) - self._x(0), 2.0), theme.groove
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.outline, 1.0))
        for value in range(0, self.maximum() + 1, PER_YEAR):
            x = round(self._x(value))
            painter.drawLine(x, int(middle) + 6, x, int(middle) + 9)
        painter.setPen(QPen(theme.ink, 1.0))
        x = round(self._x((self._present - self._start) * PER_YEAR))
        painter.drawLine(x, int(middle) - 5, x, int(middle) + 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self._x(self.value()), middle)
        if self.hasFocus():
            painter.setPen(QPen(theme.ink, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, HANDLE / 2.0 + 3.0, HANDLE / 2.0 + 3.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink)
        painter.drawEllipse(centre, HANDLE / 2.0, HANDLE / 2.0)
