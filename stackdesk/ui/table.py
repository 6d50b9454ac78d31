"""Every parameter of a layer in a searchable table; values can be edited in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QLineEdit, QMenu, QTableView, QVBoxLayout, QWidget

from stackdesk.core.layer import Layer
from stackdesk.scenario.units import UnreadableError
from stackdesk.ui.hand import Hand
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import Theme
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
)
VALUE = 1
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
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        subject = self._subjects[index.row()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self._text(subject, index.column())
        if role == Role.ToolTipRole:
            return subject.definition
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
        }[column]

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take a typed value, or say what is allowed."""
        if role != Role.EditRole or index.column() != VALUE:
            return False
        subject = self._subjects[index.row()]
        if str(value) == self._text(subject, VALUE):
            return False
        ruler = subject.measure
        try:
            read = typed(str(value), subject.shape, subject.parameter.quantity.unit)
        except UnreadableError as error:
            self.refused.emit(f"! {subject.label}: {error}")
            return False
        if not ruler.low <= read <= ruler.high:
            allowed = subject.span(ruler.low, ruler.high)
            words = QCoreApplication.translate("table", "! {label}: “{value}” is refused, allowed {range}")
            self.refused.emit(words.format(label=subject.label, value=value, range=allowed))
            return False
        self.refused.emit("")
        self._hand.nudge(subject.address, read)
        return True


class ParameterTable(QDialog):
    """A window of its own beside the main one; it blocks nothing and follows every edit."""

    def __init__(
        self,
        layer: Layer,
        subjects: Sequence[Subject],
        stand: Callable[[Subject], Standing],
        hand: Hand,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._hand = hand
        self.setModal(False)
        self.setObjectName(f"{layer.key}.table")
        name = QCoreApplication.translate("declarations", layer.label)
        self.setWindowTitle(self.tr("{layer}: all parameters").format(layer=name))
        self.search = QLineEdit(self)
        self.search.setObjectName(f"{layer.key}.table.search")
        self.search.setAccessibleName(self.tr("Search parameters"))
        self.search.setPlaceholderText(self.tr("Search by name, unit, basis or address"))
        self.search.setClearButtonEnabled(True)
        self.model = ParameterModel(subjects, stand, hand, self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView(self)
        self.view.setModel(self._proxy)
        self._status = QLabel(self)
        self._status.setObjectName(f"{layer.key}.table.status")
        self._set_up_view(layer, name)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._status)
        self.search.textChanged.connect(self._filter)
        self.model.refused.connect(self._tell)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self._filter("")
        self.resize(1180, 640)

    def _set_up_view(self, layer: Layer, name: str) -> None:
        view = self.view
        view.setObjectName(f"{layer.key}.table.view")
        view.setAccessibleName(self.tr("Parameters of {layer}").format(layer=name))
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(26)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for place, wide in enumerate((260, 84, 128, 80, 88, 128, 84, 128, 108, 340)):
            view.setColumnWidth(place, wide)
        view.setFont(font(12.5))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.search.setFont(font(13))
        self._status.setFont(font(12))
        self._status.setStyleSheet(f"color: {theme.ink2.name()}")

    def refresh(self) -> None:
        """Draw values anew where they can be seen."""
        if self.isVisible():
            self.model.refresh()

    def go_to(self, address: str) -> None:
        """Choose the row of a parameter, whatever was searched for, and put the keyboard on it."""
        self.search.clear()
        row = next(
            place for place in range(self.model.rowCount()) if self.model.subject(place).address == address
        )
        index = self._proxy.mapFromSource(self.model.index(row, VALUE))
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        shown, total = self._proxy.rowCount(), self.model.rowCount()
        self._tell(self.tr("{shown} of {total} parameters").format(shown=shown, total=total))

    def _tell(self, words: str) -> None:
        self._status.setText(words)

    def _choose(self, current: QModelIndex) -> None:
        row = self._proxy.mapToSource(current).row()
        if row >= 0:
            self._hand.choose(self.model.subject(row).address)

    def _open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the parameter under the mouse, or with the current one by key."""
        index = self.view.indexAt(place)
        row = self._proxy.mapToSource(index if index.isValid() else self.view.currentIndex()).row()
        if row >= 0:
            self.menu(self.model.subject(row)).popup(self.view.viewport().mapToGlobal(place))

    def menu(self, subject: Subject) -> QMenu:
        """Make the menu of the right mouse button, as a lever has it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reset = menu.addAction(self.tr("Reset to reference"), lambda: self._hand.reset(subject.address))
        reset.setEnabled(self.model.changed(subject))
        menu.addAction(self.tr("Show source"), lambda: self._hand.show_source(subject.address))
        return menu
