"""The events of a scenario as rows: date, title, parameter, change, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from stackdesk.scenario.document import Event
from stackdesk.ui.events_words import change_text, date_text, event_subject, title_text

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.ui.events import Events

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLUMNS = ("Date", "Event", "Parameter", "Change", "Where")


class EventModel(QAbstractTableModel):
    """One row an event, in the file's order."""

    def __init__(self, events: Events, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._events = events
        self._desk = desk
        self._rows: tuple[Event, ...] = ()

    def refresh(self) -> None:
        """Take the events as they are now; a reset only where their number changes."""
        rows = self._events.events
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the events."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return QCoreApplication.translate("events", COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        if role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        event = self._rows[index.row()]
        about = event_subject(self._desk.scenario.reference, event)
        if role == Role.ToolTipRole:
            return about.definition
        return (
            date_text(event),
            title_text(event, about),
            about.label,
            change_text(event, about),
            self._events.place(event),
        )[index.column()]
