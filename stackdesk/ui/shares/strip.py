"""Shares of one whole above a table of parameters: their name and the bar, the levers stand in the rows."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from stackdesk.desk import Desk
from stackdesk.scenario import Group
from stackdesk.ui.hand import Hand
from stackdesk.ui.shares.bar import ShareBar
from stackdesk.ui.shares.reading import members, read_shares, whole_label
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import font


class SharesStrip(QWidget):
    """One group in one line."""

    def __init__(self, desk: Desk, hand: Hand, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._group = desk, group
        self._subjects = members(desk.scenario.reference, group)
        self.label = QLabel(whole_label(group), self)
        self.bar = ShareBar(hand, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label, 0)
        row.addWidget(self.bar, 1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.label.setFont(font(12.5, 600))
        self.bar.dress(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened out of sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show where the shares stand, where that can be seen."""
        if self.isVisible():
            self.bar.show_shares(read_shares(self._desk, self._group, self._subjects))
