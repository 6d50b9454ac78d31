"""The box a value is typed into: it holds the declared unit and shows the readable one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from stackdesk.scenario.units import UnreadableError, parsed, plain_number
from stackdesk.ui import format as fmt
from stackdesk.ui.measure import Measure, Shape
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme

_STEPS = {
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_PageUp: 10.0,
    Qt.Key.Key_PageDown: -10.0,
}


class ValueBox(QDoubleSpinBox):
    """A spin box without buttons. `value()` is in the declared unit; a share of 0.84 reads 84.0.

    What is typed out of bounds is not bent: `refused` says what is allowed, and the text stays to be mended.
    """

    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure = Measure(0.0, 1.0, 0.1, log=False)
        self._shape = Shape(1.0, "")
        self._unit = "1"
        self._theme: Theme = LIGHT
        self._wrong = False
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDecimals(12)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def take(self, subject: Subject) -> None:
        """Take limits, step and unit of a parameter."""
        self._measure, self._shape, self._unit = (
            subject.measure,
            subject.shape,
            subject.parameter.quantity.unit,
        )
        self.setRange(subject.measure.low, subject.measure.high)
        self.setSingleStep(subject.measure.step)

    # ------------------------------------------------------------------------------------------ look

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_wrong(self, wrong: bool) -> None:
        """Say whether what is typed was refused."""
        self._wrong = wrong
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text all the room inside the outline."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the text inside the outline when another theme's style has placed it anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.lineEdit().setGeometry(self.rect().adjusted(2, 2, -3, -2))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the outline."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the outline."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a plain field; its outline tells hovering, focus and refusal."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = theme.strong or (self.underMouse() and not self.isReadOnly())
        edge = theme.outline if lit else theme.field
        if self._wrong:
            edge = theme.error
        elif self.hasFocus():
            edge = theme.ink
        strong = theme.strong and self.hasFocus()  # at rest the outline is as dark as the ink
        painter.setPen(QPen(edge, 3.0 if strong else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush if self.isReadOnly() else theme.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)

    # --------------------------------------------------------------------------------- text <-> value

    def textFromValue(self, value: float) -> str:
        """Write three significant figures of the readable unit."""
        return fmt.number(value * self._shape.factor)

    def valueFromText(self, text: str) -> float:
        """Read a number in the readable unit; nonsense reads as the value held."""
        read = self.read(text)
        return self.value() if read is None else read

    def read(self, text: str) -> float | None:
        """Read a typed number; any unit of the right dimension may follow it."""
        return read_number(text, self._shape, self._unit)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept whatever reads as a number; limits are told, not enforced letter by letter."""
        good = self.read(text) is not None
        state = QValidator.State.Acceptable if good else QValidator.State.Intermediate
        return (state, text, position)

    # ----------------------------------------------------------------------------------------- events

    def commit(self) -> bool:
        """Take what is typed, or say why not."""
        text = self.lineEdit().text()
        if text == self.textFromValue(self.value()):
            return True
        try:
            read = typed(text, self._shape, self._unit)
        except UnreadableError as error:
            self.refused.emit(str(error))
            return False
        if not self.minimum() <= read <= self.maximum():
            self.refused.emit(
                self.tr("allowed {low} to {high}").format(low=self.limit(0), high=self.limit(1))
            )
            return False
        self.setValue(read)
        return True

    def limit(self, which: int) -> str:
        """Write the lower (0) or upper (1) hard limit with its unit."""
        value = (self.minimum(), self.maximum())[which] * self._shape.factor
        return f"{fmt.short(value)} {self._shape.unit}".rstrip() if which else fmt.short(value)

    def stepBy(self, steps: int) -> None:
        """Step as the slider does."""
        self.setValue(self._measure.stepped(self.value(), float(steps)))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the text, Esc leaves it; arrows and PgUp, PgDn step, with Shift by tenths."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if steps is not None and not self.isReadOnly():
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.commit():
                self.setValue(self._measure.stepped(self.value(), steps * (0.1 if fine else 1.0)))
                self.selectAll()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.commit():
                self.left.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self.textFromValue(self.value()))
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what is good, put back what is not."""
        if not self.commit():
            self.lineEdit().setText(self.textFromValue(self.value()))
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step with the wheel only when focused."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def typed(text: str, shape: Shape, unit: str) -> float:
    """Read what people type, digits as their locale writes them: "2.6", "2,6", "34 %", "2000 MW", "3 months".

    A number alone counts in the unit that is shown.

    Raises:
        UnreadableError: says in words what is wrong.
    """
    return parsed(text, unit, bare=1.0 / shape.factor, shown=shape.unit, number=_digits)


def read_number(text: str, shape: Shape, unit: str) -> float | None:
    """Read what people type, or give None where it cannot be read."""
    try:
        return typed(text, shape, unit)
    except UnreadableError:
        return None


def _digits(text: str) -> float | None:
    """Read digits by the locale, or with a point."""
    read, good = fmt.locale().toDouble(text)
    return read if good else plain_number(text)
