"""What A says of itself: its description, in its author's words."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from stackdesk.ui.card import RADIUS
from stackdesk.ui.charts.frame import SIDE, Words
from stackdesk.ui.charts.strokes import rule_across
from stackdesk.ui.compare.held import Comparing
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering


def clear(area: QScrollArea) -> None:
    """Let a scroll area show the ground that it lies on."""
    area.viewport().setAutoFillBackground(False)
    inner = area.widget()
    if inner is not None:
        inner.setAutoFillBackground(False)


class Says(QWidget):
    """A heading and a text that can be scrolled; its ground is quieter than the card's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setObjectName("compare.says")
        self.setAccessibleName(self.tr("What A says"))
        self.title = Words("ink2", 11, STRONG, self)
        self.title.say(self.tr("What A says"))
        self.text = QLabel(self)
        self.text.setObjectName("compare.says.text")
        self.text.setWordWrap(True)
        self.text.setIndent(0)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("What A says"))
        self.area.setWidget(self.text)
        clear(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 9, 6, 8)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.area, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.title.set_theme(theme)
        self.text.setFont(lettering(11.5))
        self.text.setStyleSheet(f"color: {theme.ink2.name()}; background: transparent; padding-right: 8px;")
        self.update()

    def wanted_height(self, wide: int) -> int:
        """Give the height that shows every line in a given width."""
        return self.text.heightForWidth(wide - SIDE - 22) + self.title.sizeHint().height() + 24

    def show_comparing(self, comparing: Comparing) -> None:
        """Show A's description."""
        words = comparing.a.scenario.description or self.tr(
            "A has no description yet. In its file it stands under [scenario], description."
        )
        if words != self.text.text():
            self.text.setText(words)
            self.text.setAccessibleName(words)
            self.area.verticalScrollBar().setValue(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the quieter ground, with the card's corners below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.inset)
        painter.drawRoundedRect(self.rect(), RADIUS - 1.0, RADIUS - 1.0)
        painter.fillRect(QRect(0, 0, self.width(), round(RADIUS)), self._theme.inset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rule_across(painter, 0.0, float(self.width()), 0.0, self._theme.hairline)
