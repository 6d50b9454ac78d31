"""The inspector's page of shares: the bar, a lever for each share, and what keeps one from going further."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stackdesk.desk import Desk
from stackdesk.scenario import Group
from stackdesk.ui.density import COMPACT, Columns, Density
from stackdesk.ui.hand import Hand
from stackdesk.ui.inspector_parts import reading_scroll
from stackdesk.ui.lever import Lever
from stackdesk.ui.shares.bar import ShareBar
from stackdesk.ui.shares.reading import (
    Shares,
    group_of,
    members,
    percent,
    read_shares,
    rest_label,
    whole_label,
)
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font, lettering

ROW = 25
SIZES: Density = Density(**{**COMPACT.__dict__, "columns": Columns(16, 104, 44, 18, 46), "row": ROW})


class SharesPage(QWidget):
    """Shows the shares that a parameter belongs to; reads the desk only while it is in sight.

    `offered` says whether the parameter on show is a share at all.
    """

    offered = Signal(bool)

    def __init__(self, desk: Desk, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._hand = desk, hand
        self._theme: Theme = LIGHT
        self._group: Group | None = None
        self._subjects: tuple[Subject, ...] = ()
        self.levers: list[Lever] = []
        self.setObjectName("shares")
        self.setAccessibleName(self.tr("Shares of one whole"))
        self._whole = QLabel(self)
        self._whole.setObjectName("shares.whole")
        self.bar = ShareBar(hand, self)
        self._line = QLabel(self)
        self._line.setObjectName("shares.line")
        self._line.setWordWrap(True)
        self.reset = QPushButton(self.tr("Reset all"), self)
        self.reset.setObjectName("shares.reset")
        self.reset.setToolTip(self.tr("Take every share of this whole back to the reference"))
        self.reset.clicked.connect(self._reset)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()
        hand.refused.connect(self._refuse)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._whole, 1)
        head.addWidget(self.reset, 0)
        body = QWidget(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        scroll = reading_scroll(body, self.tr("Every share with its lever"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 10, 4)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self._line)
        column.addWidget(scroll, 1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.bar.dress(theme)
        self._whole.setFont(font(12, 600))
        self.reset.setFont(font(12))
        self._line.setFont(lettering(11))
        for lever in self.levers:
            lever.dress(theme, SIZES)
        self._say("")

    # --------------------------------------------------------------------------------------- showing

    def show_subject(self, subject: Subject) -> None:
        """Show the group of another parameter, if it belongs to one."""
        group = group_of(self._desk.scenario.reference, subject.address)
        self.show_group(group)
        self.offered.emit(group is not None)

    def show_group(self, group: Group | None) -> None:
        """Show another group, or none."""
        if group is self._group and (group is None or self.levers):
            self.refresh()
            return
        self._group = group
        for lever in self.levers:
            lever.hide()
            lever.deleteLater()
        self.levers = []
        if group is None:
            return
        self._subjects = members(self._desk.scenario.reference, group)
        for one in self._subjects:
            lever = Lever(one, self._hand, self)
            suffix = f"@{one.region}" if one.region else ""
            lever.setObjectName(f"{one.address}{suffix}.share")
            lever.slider.setObjectName(f"{one.address}{suffix}.share.slider")
            lever.box.setObjectName(f"{one.address}{suffix}.share.value")
            lever.dress(self._theme, SIZES)
            lever.setFixedHeight(ROW)
            self._rows.addWidget(lever)
            self.levers.append(lever)
        self._whole.setText(whole_label(group))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened out of sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show where the shares stand, where that can be seen."""
        if self._group is None or not self.isVisible():
            return
        shares = read_shares(self._desk, self._group, self._subjects)
        self.bar.show_shares(shares)
        for lever, share in zip(self.levers, shares.shares, strict=True):
            lever.show_standing(share.standing, binding=False)
        self.reset.setEnabled(any(one.standing.changed for one in shares.shares))
        if not self._desk.dragging:
            self._wrong = ""
        self._say(self._words(shares))

    _wrong = ""

    def _words(self, shares: Shares) -> str:
        """Say which shares left what is published, else what the rest is."""
        out = [one.subject.label for one in shares.shares if one.outside]
        if out:
            return self.tr("! Outside what is published: {names}").format(names=", ".join(out))
        if shares.rest > 0.0:
            words = self.tr("{rest} {part}, which has no parameter and stays")
            return words.format(rest=rest_label(shares.group), part=percent(shares.rest))
        return self.tr("Moving one moves the others in proportion; locked ones stay")

    def _say(self, words: str) -> None:
        wrong = bool(self._wrong)
        colour = self._theme.error if wrong else self._theme.ink2
        self._line.setStyleSheet(f"color: {colour.name()}")
        self._line.setText(f"! {self._wrong}" if wrong else words or self._line.text())

    def _refuse(self, address: str, words: str) -> None:
        """Say why a share of this group does not go further."""
        if self._group is not None and any(address == one for one, _ in self._group.members):
            self._wrong = words.partition(": ")[2] or words
            self._say("")

    def _reset(self) -> None:
        """Take every share back, as one step."""
        if self._group is None:
            return
        scenario = self._desk.scenario
        for address, region in self._group.members:
            scenario = scenario.without(address, region)
        self._hand.edit(scenario, whole_label(self._group))
