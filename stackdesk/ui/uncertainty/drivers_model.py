"""What varies, a row a parameter: on or off, between what, from where, and how far it drives an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stackdesk.engine.varied import variation
from stackdesk.ui.subject import Subject, subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.tickbox import paint_tick
from stackdesk.ui.typeface import font
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PARAMETER, SPAN, SOURCE, DRIVES = range(4)
ROW = int(Role.UserRole) + 1
_PAD, _NUMBER = 8.0, 46.0


@dataclass(frozen=True)
class Row:
    """One parameter: how it varies, or that it is held fixed, and its rank correlation if it stands out."""

    subject: Subject
    span: str
    source: str
    varies: bool
    drives: float | None = None


def read_rows(scenario: Scenario, drives: Mapping[str, float]) -> list[Row]:
    """List all that varies, could vary or is held fixed; first what varies, what drives most before it."""
    rows = []
    for address, parameter in scenario.catalogue.parameters.items():
        own = scenario.uncertainty.get(address)
        one = variation(scenario, address)
        could = one or variation(scenario, address, every=True)
        if parameter.quantity.hidden or (could is None and own is None):
            continue
        shown = subject(scenario.reference, address, WORLD)
        if could is None:
            rows.append(Row(shown, _tr("held fixed"), _tr("this scenario"), False))
            continue
        low, high = (float(f"{could.distribution.value(share):.3g}") for share in (0.05, 0.95))
        basis = scenario.reference.entry(address).basis
        source = _tr("this scenario") if own is not None else _SOURCES.get(basis, _tr("published"))
        rows.append(Row(shown, shown.span(low, high), source, one is not None, drives.get(address)))
    return sorted(rows, key=lambda row: (not row.varies, -abs(row.drives or 0.0)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DriversModel", text)


_SOURCES = {"assumed": _tr("judged"), "fitted": _tr("fitted")}


class DriversModel(QAbstractTableModel):
    """The table; `turned` asks to vary a parameter or to hold it fixed."""

    turned = Signal(str, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Take other rows; the same parameters in the same order keep what is chosen."""
        same = [row.subject.address for row in rows] == [row.subject.address for row in self.rows]
        if same:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(max(len(rows) - 1, 0), DRIVES))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the parameters."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return (_tr("Varies"), _tr("90 % of samples"), _tr("From"), _tr("Drives the outcome"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let parameters be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == PARAMETER else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give words, ticks and what assistive technology is told."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Role.CheckStateRole and index.column() == PARAMETER:
            return Qt.CheckState.Checked if row.varies else Qt.CheckState.Unchecked
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return (row.subject.label, row.span, row.source, _driven(row))[index.column()]
        if role == Role.ToolTipRole:
            return f"{row.subject.address}: {row.span}, {row.source}"
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Ask for a parameter to vary, or not to."""
        if role != Role.CheckStateRole:
            return False
        checked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.turned.emit(self.rows[index.row()].subject.address, checked)
        return True


def _driven(row: Row) -> str:
    """Write a rank correlation with its sign; nothing for what chance could do."""
    return "" if row.drives is None else f"{row.drives:+.2f}".replace("-", "\N{MINUS SIGN}")


class DriversCells(QStyledItemDelegate):
    """Paints the bars of the last column: from the middle to either side, one stands for all of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, axis, bar and number."""
        row: Row = index.data(ROW)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.pill)
        room = QRectF(option.rect).adjusted(_PAD, 0.0, -_PAD - _NUMBER, 0.0)
        zero = round(room.center().x())
        painter.fillRect(QRectF(zero, room.top() + 3.0, 1.0, room.height() - 6.0), self.theme.groove)
        if row.drives is not None:
            reach = row.drives * room.width() / 2.0
            bar = QRectF(min(zero, zero + reach), room.center().y() - 5.0, abs(reach), 10.0)
            painter.fillRect(bar, self.theme.layer(row.subject.parameter.layer).mark)
            painter.setFont(font(12))
            painter.setPen(self.theme.ink)
            words = QRectF(room.right(), room.top(), _NUMBER, room.height())
            painter.drawText(
                words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), _driven(row)
            )
        painter.restore()


class TickCells(QStyledItemDelegate):
    """Paints the ticks of the first column: an outlined box, filled where the parameter varies."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then the box over that of the style, which has no outline on dark ground."""
        super().paint(painter, option, index)
        told = QStyleOptionViewItem(option)
        self.initStyleOption(told, index)
        box = told.widget.style().subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, told, told.widget
        )
        checked = told.checkState == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.ink if checked else self.theme.outline, 1.0))
        painter.setBrush(self.theme.ink if checked else self.theme.field)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3.0, 3.0)
        if checked:
            paint_tick(painter, QRectF(box).center(), self.theme.surface)
        painter.restore()
