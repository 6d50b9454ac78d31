"""A question put inside the window: a heading, a line, a row of answers. Nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering

CANCEL = "cancel"
WIDE = 560
_BELOW = 52  # the top bar and a gap


class Answer(NamedTuple):
    """One answer: what the asker hears, and what the button says."""

    key: str
    words: str


class Question(QFrame):
    """Hangs below the top bar until it is answered; Esc is the last answer. A new one takes its place."""

    def __init__(self, above: QWidget) -> None:
        super().__init__(above)
        self._above = above
        self._theme: Theme = LIGHT
        self._told: Callable[[str], None] | None = None
        self._before: QWidget | None = None
        self.setObjectName("question")
        self._heading = QLabel(self)
        self._detail = QLabel(self)
        for label in (self._heading, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._detail)
        column.addSpacing(6)
        column.addLayout(self._row)
        above.installEventFilter(self)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self._heading.setFont(lettering(14, STRONG))
        self._detail.setFont(lettering(12.5))
        self._heading.setStyleSheet(f"color: {theme.ink.name()}")
        self._detail.setStyleSheet(f"color: {theme.ink2.name()}")
        ground, edge = theme.surface.name(), theme.outline.name()
        self.setStyleSheet(
            f"QFrame#question {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}"
        )
        for button in self.buttons:
            button.setFont(lettering(13))
        self.place()

    @property
    def asked(self) -> str:
        """The question that stands, empty where there is none."""
        return "" if self.isHidden() else self._heading.text()

    def ask(self, heading: str, detail: str, answers: Sequence[Answer], told: Callable[[str], None]) -> None:
        """Put a question; the first answer is what Enter takes, the last what Esc does."""
        if self._told is not None:
            self.answer(CANCEL)
        self._told = told
        self._heading.setText(heading)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(detail)
        for button in self.buttons:
            button.setParent(None)
            button.deleteLater()
        self.buttons = [self._button(one, first=place == 0) for place, one in enumerate(answers)]
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self._take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard after the window, which takes it when it is first shown."""
        super().showEvent(event)
        QTimer.singleShot(0, self._take_keyboard)

    def _take_keyboard(self) -> None:
        """Put the keyboard on the first answer, unless it is on one of them."""
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self._above):
            self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _button(self, answer: Answer, *, first: bool) -> QPushButton:
        button = QPushButton(answer.words, self)
        button.setObjectName(f"question.{answer.key}")
        button.setFont(lettering(13))
        button.setDefault(first)
        button.setAutoDefault(first)
        button.clicked.connect(self._clicked)
        self._row.addWidget(button)
        return button

    def _clicked(self) -> None:
        self.answer(self.sender().objectName().removeprefix("question."))

    def answer(self, key: str) -> None:
        """Take an answer and go away."""
        told, self._told = self._told, None
        held = self.isAncestorOf(QApplication.focusWidget() or self._above)
        self.hide()
        before, self._before = self._before, None
        if held and before is not None and isValid(before) and before.isVisible():  # it may be gone since
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        if told is not None:
            told(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the button in focus, Esc the last answer, arrows go over them."""
        key, place = event.key(), next((i for i, b in enumerate(self.buttons) if b.hasFocus()), 0)
        if key == Qt.Key.Key_Escape:
            self.answer(self.buttons[-1].objectName().removeprefix("question."))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons[place].click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.buttons[(place + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Hang below the top bar, in the middle."""
        wide = min(WIDE, self._above.width() - 40)
        self.setFixedWidth(wide)
        self._column.activate()
        self.resize(wide, self._column.totalHeightForWidth(wide))
        self.move((self._above.width() - wide) // 2, _BELOW)
