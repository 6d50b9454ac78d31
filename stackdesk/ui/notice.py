"""What went wrong, told inside the window: a heading, one line a problem, and a way to put it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from stackdesk.core.errors import Problem, ScenarioError, StackDeskError
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering, monospace

MOST_HEIGHT = 132


class Notice(QFrame):
    """Stands above the charts while there is something to tell; it never blocks and can be read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setObjectName("notice")
        self.setAccessibleName(self.tr("Message"))
        self._heading = QLabel(self)
        self._heading.setObjectName("notice.heading")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setWordWrap(True)
        self._lines = QLabel()
        self._lines.setObjectName("notice.lines")
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setWordWrap(True)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._scroll = QScrollArea(self)
        self._scroll.setAccessibleName(self.tr("What the message says"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._lines)
        self._scroll.setMaximumHeight(MOST_HEIGHT)
        self._close = QToolButton(self)
        self._close.setText("×")
        self._close.setObjectName("notice.close")
        self._close.setAccessibleName(self.tr("Put the message away"))
        self._close.setToolTip(self._close.accessibleName())
        self._close.clicked.connect(self.clear)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._scroll)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self._heading.setFont(lettering(13, STRONG))
        self._lines.setFont(monospace(11))
        self._lines.setStyleSheet(f"background: {theme.surface.name()}; color: {theme.ink2.name()}")
        self._colour()

    def _colour(self) -> None:
        wrong = bool(self.property("wrong"))
        colour = self._theme.error if wrong else self._theme.ink
        self._heading.setStyleSheet(f"color: {colour.name()}")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_error(self, heading: str, error: StackDeskError) -> None:
        """Tell an error, with every problem it carries."""
        problems = error.problems if isinstance(error, ScenarioError) else (Problem(str(error)),)
        self._show(f"! {heading}", problems, wrong=True)

    def show_warnings(self, heading: str, warnings: Sequence[Problem]) -> None:
        """Tell what was strange but did no harm."""
        self._show(heading, warnings, wrong=False)

    def _show(self, heading: str, problems: Sequence[Problem], *, wrong: bool) -> None:
        self._heading.setText(heading)
        text = "\n".join(str(problem) for problem in problems)
        self._lines.setText(text)
        self._scroll.setVisible(bool(text))
        self._scroll.setFixedHeight(
            min(MOST_HEIGHT, self._lines.fontMetrics().lineSpacing() * (text.count("\n") + 1) + 8)
        )
        self.setProperty("wrong", wrong)
        self.setAccessibleDescription(f"{heading}\n{text}")
        self._colour()
        self.show()

    def text(self) -> str:
        """Give everything that is told."""
        return f"{self._heading.text()}\n{self._lines.text()}" if not self.isHidden() else ""

    def clear(self) -> None:
        """Put the message away."""
        self.hide()
