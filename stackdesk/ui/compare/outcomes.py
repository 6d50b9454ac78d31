"""Outcomes that differ, as a table: every series at the cursor in A and in B, sortable and searchable."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import declared
from stackdesk.ui.compare.held import Comparing, moved, signed
from stackdesk.ui.fuzzy import fit, folded
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()
NAME, A, B, DIFFERENCE, SHARE, UNIT = range(6)
_NUMBERS = (A, B, DIFFERENCE, SHARE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class OutcomeRow:
    """One series at the cursor: both values in the series' own unit, and how they are written."""

    address: str
    label: str
    layer: str
    a: float
    b: float
    factor: float
    unit: str

    @property
    def difference(self) -> float:
        """A less B."""
        return self.a - self.b

    @property
    def share(self) -> float:
        """The difference as a share of B; nan where B is zero."""
        return self.difference / abs(self.b) if self.b else math.nan

    @property
    def differs(self) -> bool:
        """Say whether the two differ by more than dust."""
        size = max(abs(self.a), abs(self.b))
        return abs(self.difference) > 1e-9 * size if math.isfinite(self.difference) else False


def outcome_rows(comparing: Comparing) -> tuple[OutcomeRow, ...]:
    """Read every series that both have, at the cursor in the region in view."""
    rows = []
    for series in comparing.common:
        a, b = comparing.pair(series.address)
        scale = fmt.common_scale(series.unit, (a, b))
        label = declared(series.label)
        rows.append(OutcomeRow(series.address, label, series.layer, a, b, scale.factor, scale.unit))
    return tuple(rows)


class OutcomesModel(QAbstractTableModel):
    """One row a series."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[OutcomeRow, ...] = ()

    def show_rows(self, rows: tuple[OutcomeRow, ...]) -> None:
        """Show another frame; a reset only where other series are listed."""
        if [one.address for one in rows] == [one.address for one in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, UNIT))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the series."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else UNIT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        if role != Role.DisplayRole:
            return None
        say = QCoreApplication.translate
        heads = (say("compare", "Outcome"), "A", "B", "A − B", "%", say("compare", "unit"))
        return heads[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says, or the number itself to sort by."""
        row, column = self.rows[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.EditRole:
            return self._sorted(row, column)
        if role == Role.ToolTipRole:
            return f"{row.label}\n{row.address}"
        if role == Role.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role == Role.FontRole:
            return font(12, STRONG) if column == A else font(12)
        return None

    @staticmethod
    def _text(row: OutcomeRow, column: int) -> str:
        if column == SHARE:
            return moved(row.a, row.b) if row.differs else ""
        return {
            NAME: row.label,
            A: _written(row.a, row),
            B: _written(row.b, row),
            DIFFERENCE: signed(row.difference * row.factor) if row.differs else "0",
            UNIT: row.unit,
        }[column]

    @staticmethod
    def _sorted(row: OutcomeRow, column: int) -> Any:
        """Give what a column is sorted by: differences by their size as a share, text by itself."""
        if column in (DIFFERENCE, SHARE):
            share = abs(row.share)
            return (share if math.isfinite(share) else 1e300) if row.differs else -1.0
        return {NAME: row.label.casefold(), A: row.a, B: row.b, UNIT: row.unit}[column]


def _written(value: float, row: OutcomeRow) -> str:
    """Write a value; what is dust beside the other scenario's is told as nothing."""
    return "0" if abs(value) < 1e-9 * max(abs(row.a), abs(row.b)) else fmt.number(value * row.factor)


class OutcomesFilter(QSortFilterProxyModel):
    """Lets through what differs and what is searched for."""

    def __init__(self, model: OutcomesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.setSourceModel(model)
        self.setSortRole(Role.EditRole)
        self.setDynamicSortFilter(False)  # rows keep still while a lever is dragged

    def search(self, text: str) -> None:
        """Show only what fits what is typed."""
        self._words = folded(text).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Say whether a row is shown: one that differs, or one that is searched for."""
        one = self._model.rows[row]
        if self._words:
            return fit(self._words, folded(one.label), folded(one.address)) > 0.0
        return one.differs


class OutcomesTable(QTableView):
    """The table; Enter or a double click shows a series in the chart."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.outcomes")
        self.setAccessibleName(self.tr("Outcomes that differ"))
        self.model_ = OutcomesModel(self)
        self.proxy = OutcomesFilter(self.model_, self)
        self.setModel(self.proxy)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorShown(False)
        self.sortByColumn(SHARE, Qt.SortOrder.DescendingOrder)
        self.doubleClicked.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Take fonts; colours come from the palette."""
        self.setFont(font(12))
        self.horizontalHeader().setFont(font(11))
        self.setStyleSheet("QTableView::item { padding: 0 3px; } QHeaderView::section { padding: 3px 4px; }")
        self.verticalHeader().setDefaultSectionSize(round(px(22)))

    def show_comparing(self, comparing: Comparing) -> None:
        """Show one frame; the order holds while a lever is held."""
        self.model_.show_rows(outcome_rows(comparing))
        if not comparing.view.held:
            self.proxy.invalidate()

    def current(self) -> str:
        """Give the address of the chosen row."""
        row = self.proxy.mapToSource(self.currentIndex()).row()
        return self.model_.rows[row].address if 0 <= row < len(self.model_.rows) else ""

    def _choose(self, _: Index) -> None:
        if self.current():
            self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)
