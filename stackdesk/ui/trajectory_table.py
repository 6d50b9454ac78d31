"""The table twin of a path: a year and a value a row, to be read, typed over and removed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from stackdesk.scenario.units import UnreadableError
from stackdesk.ui.theme import Theme
from stackdesk.ui.trajectory import Path
from stackdesk.ui.trajectory_edits import PathEdits
from stackdesk.ui.typeface import STRONG, font
from stackdesk.ui.valuebox import typed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLUMNS = ("Year", "Value", "Reference")
YEAR, VALUE, BASE = range(3)


def year_text(year: float) -> str:
    """Write a year as it can be typed: 2030, 2030.25."""
    return f"{year:.4f}".rstrip("0").rstrip(".")


def read_year(text: str) -> float | None:
    """Read a year: 2030, 2030.25, 2030 Q2, 2030-04; None where it is none of these."""
    words = text.strip().upper().replace(",", ".")
    whole, mark, part = words.partition("Q") if "Q" in words else words.partition("-")
    try:
        year, place = float(whole), int(part) if mark else 1
    except ValueError:
        return None
    most = 4 if mark == "Q" else 12
    if mark and not (1 <= place <= most and year == int(year)):
        return None
    return round(year + (place - 1) / most, 4)


class PathModel(QAbstractTableModel):
    """One row a point; what follows one value has a single row that says from when on it holds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._edits: PathEdits | None = None
        self._path: Path | None = None

    def take(self, edits: PathEdits) -> None:
        """Take what edits are made by."""
        self._edits = edits

    def show_path(self, path: Path) -> None:
        """Show a path; a reset only where the number of rows changes."""
        same = self._path is not None and len(self._path.points) == len(path.points)
        if not same:
            self.beginResetModel()
        self._path = path
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, BASE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the points, or the one value."""
        return 0 if parent.isValid() or self._path is None else max(len(self._path.points), 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let years and values of points be edited, and the one value."""
        flags = super().flags(index)
        can = self._path is not None and index.column() in ((YEAR, VALUE) if self._path.points else (VALUE,))
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns, values with their unit."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Role.DisplayRole:
            return None
        name = QCoreApplication.translate("trajectory", COLUMNS[section])
        unit = self._edits.subject.shape.unit if self._edits is not None and section != YEAR else ""
        return f"{name} ({unit})" if unit else name

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        if self._path is None or self._edits is None:
            return None
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Role.DisplayRole, Role.EditRole):
            return None
        path, subject = self._path, self._edits.subject
        year, value = path.points[index.row()] if path.points else (path.present, path.later())
        if index.column() == YEAR:
            if path.points:
                return year_text(year)
            return QCoreApplication.translate("trajectory", "from {year} on").format(year=year_text(year))
        return subject.number(value if index.column() == VALUE else path.reference_at(year))

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take what was typed, or say why not."""
        edits, path, text = self._edits, self._path, str(value)
        if role != Role.EditRole or edits is None or path is None:
            return False
        if text == self.data(index, Role.EditRole):
            return False
        row, subject = index.row(), edits.subject
        year, held = path.points[row] if path.points else (path.present, path.later())
        if index.column() == YEAR:
            read = read_year(text)
            if read is None:
                words = QCoreApplication.translate(
                    "trajectory", "“{text}” is no year such as 2030 or 2030.25"
                )
                edits.refused.emit(words.format(text=text))
                return False
            return edits.set_point(row, read, held)
        try:
            number = typed(text, subject.shape, subject.parameter.quantity.unit)
        except UnreadableError as error:
            edits.refused.emit(str(error))
            return False
        return edits.set_point(row, year, number) if path.points else edits.set_plain(number)


class PathTable(QTableView):
    """The twin on show instead of the plot; Delete removes the point of the current row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.points = PathModel(self)
        self._edits: PathEdits | None = None
        self.setModel(self.points)
        self.setObjectName("trajectory.table")
        self.setAccessibleName(self.tr("Points of the path, as a table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(self._choose)

    def take(self, edits: PathEdits) -> None:
        """Take what edits are made by."""
        self._edits = edits
        self.points.take(edits)

    def set_theme(self, theme: Theme) -> None:
        """Take fonts; colours come from palette and style sheet."""
        self.setFont(font(12))
        self.horizontalHeader().setFont(font(11, STRONG))

    def _choose(self, current: QModelIndex) -> None:
        if self._edits is not None and current.isValid():
            points = self._edits.path().points
            if current.row() < len(points):
                self._edits.choose(points[current.row()][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, + adds at the cursor's year; Enter types as F2 does."""
        row, key = self.currentIndex().row(), Qt.Key(event.key())
        if self._edits is None:
            return
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and 0 <= row < len(self._edits.path().points):
            self._edits.remove(row)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Insert):
            self._edits.add(self._edits.year)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
