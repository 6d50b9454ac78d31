"""A small window that asks from where to where a slider should go for this sitting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from stackdesk.scenario.units import UnreadableError
from stackdesk.ui.hand import Hand
from stackdesk.ui.measure import Measure
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, lettering
from stackdesk.ui.valuebox import typed


class RangeBox(QDialog):
    """Two ends, typed with any unit, inside the hard limits; it blocks nothing."""

    def __init__(self, subject: Subject, reach: Measure, hand: Hand, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._hand = hand
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("range")
        self.setWindowTitle(self.tr("Range of the slider"))
        title = QLabel(subject.label, self)
        title.setFont(lettering(14, STRONG))
        limits = subject.span(subject.measure.low, subject.measure.high)
        words = QLabel(self.tr("For this sitting only. Allowed is {limits}.").format(limits=limits), self)
        words.setFont(lettering(12))
        words.setStyleSheet(f"color: {theme.ink2.name()}")
        self.low = self._field("low", self.tr("From"), reach.low)
        self.high = self._field("high", self.tr("To"), reach.high)
        self.problem = QLabel(self)
        self.problem.setObjectName("range.problem")
        self.problem.setAccessibleName(self.tr("What is wrong"))
        self.problem.setFont(lettering(12))
        self.problem.setWordWrap(True)
        self.problem.setStyleSheet(f"color: {theme.error.name()}")
        form = QFormLayout()
        form.addRow(self.tr("&From"), self.low)
        form.addRow(self.tr("&To"), self.high)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        for part in (title, words):
            column.addWidget(part)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self._make_buttons())
        self.setMinimumWidth(380)
        self.low.selectAll()

    def _field(self, name: str, told: str, value: float) -> QLineEdit:
        field = QLineEdit(self._subject.text(value), self)
        field.setObjectName(f"range.{name}")
        field.setAccessibleName(f"{told}, {self._subject.label}")
        return field

    def _make_buttons(self) -> QDialogButtonBox:
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Ok | kind.Cancel, self)
        own = buttons.addButton(self.tr("Automatic"), QDialogButtonBox.ButtonRole.ResetRole)
        own.setToolTip(self.tr("Around the published range and the value, as at first"))
        own.clicked.connect(self.forget)
        buttons.button(kind.Ok).setText(self.tr("Set"))
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.close)
        return buttons

    def take(self) -> None:
        """Set the ends, or say what is wrong with them."""
        subject, ruler = self._subject, self._subject.measure
        try:
            low, high = (
                typed(field.text(), subject.shape, subject.parameter.quantity.unit)
                for field in (self.low, self.high)
            )
        except UnreadableError as error:
            self._say(str(error))
            return
        if not ruler.low <= low <= ruler.high or not ruler.low <= high <= ruler.high:
            self._say(self.tr("allowed {range}").format(range=subject.span(ruler.low, ruler.high)))
        elif high - low < ruler.step:
            self._say(self.tr("the upper end must lie above the lower one"))
        else:
            self._hand.sitting.set_ends(subject.address, subject.region, (low, high))
            self.close()

    def _say(self, words: str) -> None:
        self.problem.setText(f"! {words}")
        self.problem.setAccessibleDescription(words)

    def forget(self) -> None:
        """Let the slider find its own ends again."""
        self._hand.sitting.set_ends(self._subject.address, self._subject.region, None)
        self.close()
