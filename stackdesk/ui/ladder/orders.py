"""When to order what takes time: a row a lead time, with its stretch of time from the order to the need."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from stackdesk.engine.order_by import OrderBy
from stackdesk.ui.ladder.words import lead_words, month, what_words
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLUMNS = ("What", "Takes", "Order by", "Order to need")
TIME = 3


class OrderModel(QAbstractTableModel):
    """The dates, the earliest first; what is too late says so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.rows: tuple[OrderBy, ...] = ()
        self.need = self.present = 0.0

    def show_orders(self, rows: tuple[OrderBy, ...], need: float, present: float) -> None:
        """Show other dates."""
        self.beginResetModel()
        self.rows, self.need, self.present = rows, need, present
        self.endResetModel()

    @property
    def first(self) -> float:
        """The earliest date on the time line."""
        return min([self.present, *(row.order for row in self.rows)])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the dates."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return QCoreApplication.translate("ladder", COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        row, column = self.rows[index.row()], index.column()
        late = QCoreApplication.translate("ladder", "! {month}, too late")
        date = late.format(month=month(row.order)) if row.late else month(row.order)
        texts = (what_words(row), lead_words(row), date, "")
        if role == Role.DisplayRole:
            return texts[column]
        if role == Role.ToolTipRole:
            return f"{row.address}\n{', '.join(texts[:3])}"
        if role == Role.AccessibleTextRole:
            return texts[column] or f"{month(row.order)} – {month(self.need)}"
        if role == Role.FontRole:
            return font(12, STRONG if column == 2 and not row.late else 400)
        if role == Role.ForegroundRole:
            return self.theme.error if row.late and column == 2 else self.theme.ink2 if column == 1 else None
        return None


class TimeLine(QStyledItemDelegate):
    """Draws the stretch from the order to the need, and the present."""

    def __init__(self, model: OrderModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row: dashed before the present, since that is past."""
        model, theme = self._model, self._model.theme
        row, room = model.rows[index.row()], QRectF(option.rect).adjusted(8.0, 0.0, -10.0, 0.0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.pill)
        span = max(model.need - model.first, 0.25)

        def x(year: float) -> float:
            return room.left() + (year - model.first) / span * room.width()

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, present = room.center().y(), x(model.present)
        if row.order < model.present:
            past = QPen(theme.ink3, 1.0, Qt.PenStyle.CustomDashLine)
            past.setDashPattern([2.0, 2.0])
            painter.setPen(past)
            painter.drawLine(QPointF(x(row.order), middle), QPointF(present, middle))
        painter.setPen(QPen(theme.ink, 2.0))
        painter.drawLine(QPointF(max(x(row.order), present), middle), QPointF(x(model.need), middle))
        painter.setPen(QPen(theme.ink3 if row.late else theme.ink, 1.0))
        painter.setBrush(theme.surface if row.late else theme.ink)
        painter.drawEllipse(QPointF(x(row.order), middle), 3.5, 3.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.published, 1.0))
        painter.drawLine(QPointF(present, room.top()), QPointF(present, room.bottom()))
        painter.restore()


class OrdersTable(QTableView):
    """The dates as a table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.dates = OrderModel(self)
        self.setModel(self.dates)
        self.setObjectName("ladder.orders")
        self.setAccessibleName(self.tr("Order by"))
        self.setItemDelegateForColumn(TIME, TimeLine(self.dates, self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.horizontalHeader().setMinimumSectionSize(66)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(25)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TIME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.dates.theme = theme
        self.horizontalHeader().setFont(lettering(11, STRONG))
        self.viewport().update()
