"""The badge in the status line that tells how many reality checks hold; a click opens their list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from stackdesk.engine.outcomes import Tally, tally
from stackdesk.ui.judging import Judging
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font

HOLDS, FAILS, WAITS = "✓", "!", "…"
PAD = 14


class RealityBadge(QToolButton):
    """Glyph, words and colour: all hold, some fail, or the answer is still to come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._tally: Tally | None = None
        self._pending = self._failed = False
        self._short = False
        self.setObjectName("status.reality")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self._write()

    def show_judging(self, judging: Judging) -> None:
        """Show where the asking stands."""
        known = judging.judgement
        self._tally = tally(known.outcomes) if known is not None else None
        self._pending, self._failed = judging.pending, judging.failed
        self.setVisible(judging.able)
        self._write()

    def set_short(self, short: bool) -> None:
        """Leave out a word where there is little room."""
        if short != self._short:
            self._short = short
            self._write()

    def wide(self, *, short: bool) -> int:
        """Give the width that the words take."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self._words(short=short)) + PAD

    def sizeHint(self) -> QSize:
        """Ask for the words."""
        return QSize(self.wide(short=self._short), 24)

    @property
    def _glyph(self) -> str:
        if self._failed:
            return FAILS
        if self._tally is None or self._pending:
            return WAITS
        return HOLDS if self._tally.hold == self._tally.asked else FAILS

    def _words(self, *, short: bool) -> str:
        name = self.tr("Reality") if short else self.tr("Reality checks")
        count = f" {self._tally.hold}/{self._tally.asked}" if self._tally is not None else ""
        return f"{self._glyph} {name}{count}"

    def _told(self) -> str:
        """Say it in full."""
        if self._failed:
            return self.tr("The reality checks could not be asked.")
        if self._tally is None:
            return self.tr("Reality checks: what an expert would expect, asked once the scenario rests.")
        words = self.tr("{hold} of {asked} reality checks hold").format(
            hold=self._tally.hold, asked=self._tally.asked
        )
        if self._tally.not_asked:
            words += self.tr(", {count} do not apply").format(count=self._tally.not_asked)
        if self._pending:
            words += self.tr(" before the last change; they are asked again once the scenario rests")
        return words + "."

    def _write(self) -> None:
        """Write words, colour and what a reader is told."""
        fails = self._glyph == FAILS
        waits = self._glyph == WAITS
        colour = self._theme.error if fails else self._theme.ink3 if waits else self._theme.ink2
        self.setFont(font(12, STRONG if fails else 400))
        self.setStyleSheet(f"QToolButton {{ color: {colour.name()}; padding: 1px 6px; }}")
        self.setText(self._words(short=self._short))
        self.setToolTip(self._told() + "\n" + self.tr("Click for the list."))
        self.setAccessibleName(self._told())
        self.setAccessibleDescription(self.tr("Opens the list of reality checks"))
        self.updateGeometry()
