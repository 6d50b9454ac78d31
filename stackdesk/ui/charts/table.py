"""The table twin: the same numbers as the painted chart, to read, navigate by keys, select and copy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Cells: TypeAlias = Sequence[Any] | Numbers
_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column:
    """One column: a head and a sequence of numbers or words."""

    head: str
    cells: Cells
    unit: str = ""
    """Said where the numbers are copied to; on screen the chart's header says it."""
    plain: bool = False
    """A number that is written as it is, such as a year."""

    @property
    def full_head(self) -> str:
        """The head with its unit."""
        return f"{self.head} ({self.unit})" if self.unit else self.head


class NumbersModel(QAbstractTableModel):
    """Columns of a chart as a Qt model; kept current without touching widgets that are not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other numbers; a reset only where the shape changes, so that a selection survives."""
        new = tuple(columns)
        same = [c.head for c in new] == [c.head for c in self._columns] and self._rows(new) == self.rowCount()
        if same:
            self._columns = new
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._columns = new
        self.endResetModel()

    @staticmethod
    def _rows(columns: tuple[Column, ...]) -> int:
        return max((len(column.cells) for column in columns), default=0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of steps."""
        return 0 if parent.isValid() else self._rows(self._columns)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell as text, or as the number itself for the edit role."""
        column = self._columns[index.column()]
        cell = column.cells[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _written(cell, column)
        if role == Qt.ItemDataRole.EditRole:
            return cell if isinstance(cell, str) else float(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if isinstance(cell, str) else _RIGHT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the heads."""
        if orientation == Qt.Orientation.Vertical or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.TextAlignmentRole,
        ):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        return _LEFT if len(column.cells) and isinstance(column.cells[0], str) else _RIGHT

    def copied(self, cells: Sequence[tuple[int, int]]) -> str:
        """Write cells with their heads as tab-separated text, numbers in full and with a point."""
        rows, places = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        picked = set(cells)
        lines = ["\t".join(self._columns[place].full_head for place in places)]
        for row in rows:
            texts = [_exact(self._columns[p].cells[row]) if (row, p) in picked else "" for p in places]
            lines.append("\t".join(texts))
        return "\n".join(lines)

    def everything(self) -> str:
        """Write the whole table as tab-separated text."""
        return self.copied([(r, c) for r in range(self.rowCount()) for c in range(self.columnCount())])


def _written(cell: Any, column: Column) -> str:
    """Write a cell for the screen."""
    if isinstance(cell, str):
        return cell
    if column.plain:
        return f"{float(cell):g}"
    return fmt.number(float(cell), 4)


def _exact(cell: Any) -> str:
    """Write a cell for another program."""
    if isinstance(cell, str):
        return cell
    return f"{float(cell):.10g}" if math.isfinite(float(cell)) else ""


class NumbersTable(QTableView):
    """The twin on show instead of the plot; copying takes the selection, or all of it."""

    def __init__(self, model: NumbersModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = model
        self.setModel(model)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(22)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setMinimumSectionSize(56)

    def set_theme(self, theme: Theme) -> None:
        """Take fonts; colours come from the palette."""
        self.setFont(font(12))
        self.horizontalHeader().setFont(font(11, STRONG))
        self.resizeColumnsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selection."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            return
        super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Put the selected cells, or all where none is selected, on the clipboard."""
        cells = [(index.row(), index.column()) for index in self.selectedIndexes()]
        text = self._numbers.copied(cells) if len(cells) > 1 else self._numbers.everything()
        QGuiApplication.clipboard().setText(text)
