"""The summary of the fit: the median error of history, how many figures are met, and the farthest miss."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stackdesk.engine import Summary
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.marks import error_words
from stackdesk.ui.fit.model import Figure
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font


class Told(QWidget):
    """One number with a line below that says what it is."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = QLabel(self)
        self.words = QLabel(self)
        for label, part in ((self.number, "number"), (self.words, "words")):
            label.setObjectName(f"fit.{name}.{part}")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(f"fit.{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.words)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.number.setFont(font(16, STRONG))
        self.words.setFont(font(11))
        self.number.setStyleSheet(f"color: {theme.ink.name()}")
        self.words.setStyleSheet(f"color: {theme.ink2.name()}")

    def say(self, number: str, words: str) -> None:
        """Show a number and what it is."""
        self.number.setText(number)
        self.words.setText(words)
        self.setAccessibleName(f"{words}: {number}")


class FitSummary(QWidget):
    """Four numbers side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit.summary")
        self.setAccessibleName(self.tr("Summary of the fit to history"))
        self.parts = {key: Told(key, self) for key in ("median", "met", "far", "worst")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        for part in self.parts.values():
            row.addWidget(part)
        row.addStretch(1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        for part in self.parts.values():
            part.dress(theme)

    def show_summary(self, told: Summary, worst: Figure | None) -> None:
        """Show the summary of history; projections and context are not in it."""
        if told.median is None or worst is None:
            for part in self.parts.values():
                part.say(fmt.NOTHING, self.tr("no published history"))
            return
        self.parts["median"].say(fmt.percent(math.expm1(told.median), 1), self.tr("median error of history"))
        met = self.tr("{hits} of {count}").format(hits=told.hits, count=told.figures)
        self.parts["met"].say(met, self.tr("in the published band or within 25 %"))
        without = len(told.unexplained)
        reasons = self.tr("beyond a factor of 2, each with a reason")
        if without or not told.far:
            reasons = self.tr("beyond a factor of 2")
            reasons += self.tr(", {count} without a reason").format(count=without) if without else ""
        self.parts["far"].say(str(len(told.far)), reasons)
        place = self.tr("farthest off: {what}, {date}")
        words = place.format(what=worst.label, date=worst.row.observation.dated)
        self.parts["worst"].say(error_words(worst.row.log_error), words)
