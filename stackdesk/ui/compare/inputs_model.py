"""The table of inputs as a Qt model: A's and B's value, and an arrow each way between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QWidget

from stackdesk.core.quantity import Parameter
from stackdesk.scenario.units import UnreadableError
from stackdesk.ui.compare.inputs import InputRow
from stackdesk.ui.measure import shape
from stackdesk.ui.valuebox import typed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()
INPUT, A, TO_A, TO_B, B, UNIT = range(6)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class InputsModel(QAbstractTableModel):
    """One row an input; `entered` carries a row and what was typed for A, read in the row's unit."""

    entered = Signal(object, float)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[InputRow, ...] = ()
        self.parameters: dict[str, Parameter] = {}

    def show_rows(self, rows: Sequence[InputRow], parameters: dict[str, Parameter]) -> bool:
        """Show another frame; say whether other inputs are listed, or in another order."""
        self.parameters = parameters
        same = [one.key for one in rows] == [one.key for one in self.rows]
        if same:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, UNIT))
            return False
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the inputs."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else UNIT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns; the two of arrows share one name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        say = QCoreApplication.translate
        if role == Role.TextAlignmentRole:
            return {A: _RIGHT, UNIT: _RIGHT, TO_A: _RIGHT}.get(section, _LEFT)
        if role == Role.DisplayRole:
            return ("", "A", "", "", "B", say("compare", "unit"))[section]
        if role == Role.AccessibleTextRole:  # the table's head draws the first and one word over both arrows
            spoken = {INPUT: say("compare", "Input"), TO_A: say("compare", "copy to A")}
            return {**spoken, TO_B: say("compare", "copy to B")}.get(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let A's plain numbers be typed."""
        flags = super().flags(index)
        row = self.rows[index.row()]
        if index.column() == A and self.may_edit(row):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @staticmethod
    def may_edit(row: InputRow) -> bool:
        """Say whether A's value can be typed and dragged: a plain number that nothing locks."""
        return row.plain and not row.to_a

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        row, column = self.rows[index.row()], index.column()
        if role in (Role.DisplayRole, Role.EditRole):
            return {INPUT: row.label, A: row.a, B: row.b, UNIT: row.unit}.get(column, "")
        if role == Role.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Role.ToolTipRole:
            return self._tip(row, column)
        if role == Role.TextAlignmentRole:
            return _RIGHT if column in (A, UNIT) else _LEFT
        return None

    def _spoken(self, row: InputRow, column: int) -> str:
        say = QCoreApplication.translate
        if column in (TO_A, TO_B):
            words = say("compare", "Copy {label} from {giver} to {receiver}")
            giver, receiver = ("B", "A") if column == TO_A else ("A", "B")
            told = words.format(label=row.label, giver=giver, receiver=receiver)
            why = row.to_a if column == TO_A else row.to_b
            return f"{told}: {why}" if why else told
        if column in (A, B):
            return f"{'A' if column == A else 'B'}: {row.a if column == A else row.b} {row.unit}".rstrip()
        return f"{row.label}, {row.note}" if column == INPUT else row.unit

    def _tip(self, row: InputRow, column: int) -> str:
        if column == INPUT:
            return f"{row.label}\n{row.note}\n{row.address}"
        told = self._spoken(row, column)
        if column == A and self.may_edit(row):
            hint = QCoreApplication.translate("compare", "type a value, or drag it sideways")
            return f"{told}\n{hint}"
        return told

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take a typed value for A, or say why not."""
        if role != Role.EditRole or index.column() != A:
            return False
        row = self.rows[index.row()]
        parameter = self.parameters.get(row.address)
        if parameter is None or str(value) == row.a:
            return False
        try:
            read = typed(str(value), shape(parameter), parameter.quantity.unit)
        except UnreadableError as error:
            self.refused.emit(f"! {row.label}: {error}")
            return False
        if not math.isfinite(read):
            return False
        self.entered.emit(row, read)
        return True
