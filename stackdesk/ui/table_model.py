"""The parameters of a layer as a Qt model: one row each, values edited in place, changed ones alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from stackdesk.scenario.units import UnreadableError
from stackdesk.ui.glyph import paint_padlock
from stackdesk.ui.hand import Hand
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.typeface import STRONG, font
from stackdesk.ui.valuebox import typed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLUMNS = (
    "Parameter",
    "Value",
    "Unit",
    "Change",
    "Reference",
    "Published",
    "Basis",
    "Allowed",
    "Kind",
    "Address",
    "Slider",
)
VALUE = 1
SLIDER = 10
NUMBERS = (1, 4)


class ParameterModel(QAbstractTableModel):
    """One row a parameter; values are read when they are drawn, so nothing has to be copied."""

    refused = Signal(str)

    def __init__(
        self, subjects: Sequence[Subject], stand: Callable[[Subject], Standing], hand: Hand, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._subjects = list(subjects)
        self._stand = stand
        self._hand = hand
        self._padlock = QPixmap()
        self.dress(QColor("black"))

    def dress(self, ink: QColor) -> None:
        """Take the colour of the padlock."""
        self._padlock = QPixmap(12, 12)
        self._padlock.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._padlock)
        paint_padlock(painter, QPointF(6.0, 6.0), ink)
        painter.end()

    def stand(self, subject: Subject) -> Standing:
        """Say how a parameter stands."""
        return self._stand(subject)

    def retake(self, subjects: Mapping[str, Subject]) -> None:
        """Take the parameters as they are in another region."""
        self.beginResetModel()
        self._subjects = [subjects[subject.address] for subject in self._subjects]
        self.endResetModel()

    def refresh(self) -> None:
        """Draw values anew."""
        last = self.index(max(len(self._subjects) - 1, 0), len(COLUMNS) - 1)
        self.dataChanged.emit(self.index(0, VALUE), last)

    def subject(self, row: int) -> Subject:
        """Give the parameter of a row."""
        return self._subjects[row]

    def changed(self, subject: Subject) -> bool:
        """Say whether the scenario changes a parameter."""
        return self._stand(subject).changed

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the parameters."""
        return 0 if parent.isValid() else len(self._subjects)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole and section in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return QCoreApplication.translate("table", COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let values be edited."""
        flags = super().flags(index)
        locked = self._hand.is_locked(self._subjects[index.row()].address)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE and not locked else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        subject = self._subjects[index.row()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self._text(subject, index.column())
        if role == Role.ToolTipRole:
            return subject.definition
        if index.column() == 0 and self._hand.is_locked(subject.address):
            if role == Role.DecorationRole:
                return self._padlock
            if role == Role.AccessibleTextRole:
                return QCoreApplication.translate("table", "{label}, locked").format(label=subject.label)
        if role == Role.TextAlignmentRole and index.column() in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.FontRole and index.column() <= VALUE and self._stand(subject).changed:
            return font(12.5, STRONG)
        return None

    def _text(self, subject: Subject, column: int) -> str:
        if column in (1, 3, 4):
            standing = self._stand(subject)
            change = standing.change
            return (
                subject.number(standing.value),
                str(change) if change else standing.where,
                subject.number(standing.reference),
            )[(1, 3, 4).index(column)]
        parameter = subject.parameter
        published = subject.published
        return {
            0: subject.label,
            2: subject.shape.unit,
            5: subject.ends(*published) if published else "",
            6: QCoreApplication.translate("basis", subject.basis) if subject.basis else "",
            7: subject.ends(subject.measure.low, subject.measure.high),
            8: QCoreApplication.translate("declarations", parameter.quantity.kind),
            9: parameter.address,
            SLIDER: "",
        }[column]

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take a typed value, or say what is allowed."""
        if role != Role.EditRole or index.column() != VALUE:
            return False
        subject = self._subjects[index.row()]
        if str(value) == self._text(subject, VALUE):
            return False
        words = self.refusal(index.row(), str(value))
        self.refused.emit(words)
        if words:
            return False
        self._hand.set(subject, typed(str(value), subject.shape, subject.parameter.quantity.unit))
        return True

    def refusal(self, row: int, text: str) -> str:
        """Say why what was typed cannot be taken; empty where it can."""
        subject = self._subjects[row]
        ruler = subject.measure
        if text == self._text(subject, VALUE):
            return ""
        try:
            read = typed(text, subject.shape, subject.parameter.quantity.unit)
        except UnreadableError as error:
            return f"! {subject.label}: {error}"
        if ruler.low <= read <= ruler.high:
            return ""
        allowed = subject.span(ruler.low, ruler.high)
        words = QCoreApplication.translate("table", "! {label}: “{value}” is refused, allowed {range}")
        return words.format(label=subject.label, value=text, range=allowed)

    def sort_key(self, row: int, column: int) -> tuple[float, str]:
        """Give what a row is sorted by in a column: numbers by their size, words by the alphabet."""
        subject = self._subjects[row]
        if column in (1, 3, 4, SLIDER):
            now = self._stand(subject)
            moved = abs(now.value / now.reference - 1.0) if now.reference else abs(now.value)
            return {1: now.value, 3: moved, 4: now.reference}.get(column, now.value) * 1.0, ""
        if column in (5, 7):
            around = subject.published if column == 5 else (subject.measure.low, subject.measure.high)
            return (around[1] - around[0] if around else -1.0), ""
        return 0.0, self._text(subject, column).casefold()

    def plain(self, row: int, column: int) -> str:
        """Write a cell for other programs: numbers in full and with a point, in the unit of the row."""
        subject = self._subjects[row]
        if column not in NUMBERS:
            return self._text(subject, column)
        now = self._stand(subject)
        return f"{(now.value if column == VALUE else now.reference) * subject.shape.factor:.10g}"


class ParameterFilter(QSortFilterProxyModel):
    """Lets rows through that have what is searched for, and where it is asked only changed ones."""

    def __init__(self, model: ParameterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._only: frozenset[str] | None = None
        self.setSourceModel(model)
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setDynamicSortFilter(False)  # a row must not jump away while its slider is dragged

    def show_only(self, addresses: frozenset[str] | None) -> None:
        """Show only these parameters, or all."""
        if addresses != self._only:
            self._only = addresses
            self.invalidate()

    def lessThan(self, left: Index, right: Index) -> bool:
        """Sort numbers as numbers."""
        keys = (self._model.sort_key(one.row(), one.column()) for one in (left, right))
        first, second = keys
        return first < second

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Say whether a row is shown."""
        if self._only is not None and self._model.subject(row).address not in self._only:
            return False
        return super().filterAcceptsRow(row, parent)
