"""The list of a scenario's snapshots: keep one, put one back. It blocks nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from stackdesk.core.errors import StackDeskError
from stackdesk.desk.snapshots import Snapshot, changes_text
from stackdesk.ui.typeface import STRONG, lettering

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class SnapshotsBox(QDialog):
    """Lists the snapshots of the scenario in front, newest first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._snapshots = window.session.keeping.snapshots
        self._listed: list[Snapshot] = []
        self._sheet = window.desk.sheet
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("snapshots")
        self.setWindowTitle(self.tr("Snapshots"))
        self._heading = QLabel(self)
        self._heading.setFont(lettering(14, STRONG))
        self.name = QLineEdit(self)
        self.name.setObjectName("snapshots.name")
        self.name.setPlaceholderText(self.tr("Name of a snapshot"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.keep = self._button("keep", self.tr("&Keep This"))
        self.list = QListWidget(self)
        self.list.setObjectName("snapshots.list")
        self.list.setAccessibleName(self.tr("Snapshots"))
        self.list.setFont(lettering(12.5))
        self.list.setStyleSheet("QListWidget::item { padding: 5px 8px; }")
        self.restore = self._button("restore", self.tr("&Put Back"))
        self.remove = self._button("remove", self.tr("Re&move"))
        self._said = QLabel(self.tr("Putting one back is one step that can be undone."), self)
        self._said.setWordWrap(True)
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self.restore.clicked.connect(self._restore)
        self.list.itemActivated.connect(self._restore)
        self.remove.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(self._enable)
        window.documents.changed.connect(self.refresh)
        self.refresh()

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"snapshots.{name}")
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        upper, lower, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        upper.addWidget(self.name, 1)
        upper.addWidget(self.keep)
        lower.addWidget(self._said, 1)
        lower.addWidget(self.remove)
        lower.addWidget(self.restore)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addLayout(upper)
        column.addWidget(self.list, 1)
        column.addLayout(lower)
        self.resize(520, 420)

    def refresh(self) -> None:
        """List what there is of the scenario in front."""
        self._sheet = self._desk.sheet
        self._heading.setText(self._window.documents.name())
        self._listed = self._snapshots.of(self._sheet)
        self.list.clear()
        for one in self._listed:
            QListWidgetItem(self._words(one), self.list)
        if not self._listed:
            item = QListWidgetItem(self.tr("None yet: one is kept at each save, and whenever you ask."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self._enable()

    def _words(self, one: Snapshot) -> str:
        moment = QDateTime.fromSecsSinceEpoch(int(one.when))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        count = changes_text(one)
        changed = self.tr("cannot be read") if count is None else self.tr("{n} changed").format(n=count)
        return f"{one.name or self.tr('saved')}  ·  {when}  ·  {changed}"

    def _chosen(self) -> Snapshot | None:
        """Give the snapshot that is chosen, of the scenario in front and no other."""
        if self._desk.sheet is not self._sheet:
            self.refresh()
        row = self.list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _enable(self) -> None:
        for button in (self.restore, self.remove):
            button.setEnabled(self._chosen() is not None)

    def _keep(self) -> None:
        name = self.name.text().strip() or self.tr("Snapshot")
        try:
            self._snapshots.take(self._desk.sheet, time.time(), name)
        except OSError as error:
            self._said.setText(self.tr("It could not be kept: {why}").format(why=error.strerror))
            return
        self.name.clear()
        self.refresh()

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        words = self.tr("Snapshot: {name}").format(name=chosen.name or self.tr("saved"))
        try:
            self._snapshots.restore(self._desk, chosen, words)
        except StackDeskError as error:
            self._said.setText(str(error))
            return
        self._window.documents.changed.emit()

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            self._snapshots.remove(self._desk.sheet, chosen)
        except OSError as error:
            self._said.setText(self.tr("It could not be removed: {why}").format(why=error.strerror))
            return
        self.refresh()
