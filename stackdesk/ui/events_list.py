"""The list of a scenario's events beside the window: add, date, change, delete."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from stackdesk.scenario.dates import year_of
from stackdesk.scenario.document import Event
from stackdesk.scenario.units import UnreadableError
from stackdesk.ui import format as fmt
from stackdesk.ui.chooser import Chooser, DateBox
from stackdesk.ui.events_table import EventModel
from stackdesk.ui.events_words import (
    ACTIONS,
    Action,
    acting,
    action_of,
    amount_of,
    day_of,
    event_subject,
)
from stackdesk.ui.measure import Shape
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font
from stackdesk.ui.valuebox import typed

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.ui.events import Events

WORLD_KEY = ""


class EventList(QDialog):
    """A window of its own; each field that is left is an edit, and each edit an undo step."""

    def __init__(self, events: Events, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._events = events
        self._desk = desk
        self._filling = False
        self._addresses: list[str] = []
        self._reference: object = None
        self.setModal(False)
        self.setObjectName("events")
        self.setWindowTitle(self.tr("Events"))
        self.model = EventModel(events, desk, self)
        self.view = QTableView(self)
        self.new = QPushButton(self.tr("&New event"), self)
        self.delete = QPushButton(self.tr("&Delete"), self)
        self.date, self.title = DateBox(self), QLineEdit(self)
        self.parameter, self.region = Chooser(self), Chooser(self)
        self.action, self.amount = Chooser(self), QLineEdit(self)
        self.unit, self.told = QLabel(self), QLabel(self)
        self._set_up()
        self._lay_out()
        self._connect()
        self.resize(760, 460)

    def _set_up(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setObjectName("events.view")
        view.setAccessibleName(self.tr("Events of the scenario"))
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(26)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.date.setKeyboardTracking(False)
        self.date.setFixedWidth(140)
        for button in (self.new, self.delete):
            button.setAutoDefault(False)  # Enter in a field takes what is typed and presses nothing
        self.parameter.setEditable(True)
        self.parameter.setInsertPolicy(Chooser.InsertPolicy.NoInsert)
        completer = QCompleter(self.parameter.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.parameter.setCompleter(completer)
        words = {"multiply": self.tr("multiply by"), "add": self.tr("add"), "set": self.tr("set to")}
        for action in ACTIONS:
            self.action.addItem(words[action], action)
        self.told.setObjectName("events.told")
        self.told.setWordWrap(True)

    def _lay_out(self) -> None:
        form, change, foot = QFormLayout(), QHBoxLayout(), QHBoxLayout()
        for part in (self.action, self.amount, self.unit):
            change.addWidget(part)
        change.addStretch(1)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            (self.tr("Date"), "date", self.date),
            (self.tr("Title"), "title", self.title),
            (self.tr("Parameter"), "parameter", self.parameter),
            (self.tr("Where"), "region", self.region),
        )
        for caption, key, field in rows:
            field.setObjectName(f"events.{key}")
            field.setAccessibleName(caption)
            form.addRow(caption, field)
        form.addRow(self.tr("Change"), change)
        self.action.setObjectName("events.action")
        self.action.setAccessibleName(self.tr("What the event does"))
        self.amount.setObjectName("events.amount")
        self.amount.setAccessibleName(self.tr("By how much, or to what"))
        self.amount.setFixedWidth(110)
        foot.addWidget(self.new)
        foot.addWidget(self.delete)
        foot.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addLayout(form)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.new.clicked.connect(self._add)
        self.delete.clicked.connect(self._remove)
        self.view.selectionModel().currentRowChanged.connect(self._fill)
        self.date.dateChanged.connect(self._date)
        self.title.editingFinished.connect(self._title)
        self.parameter.activated.connect(self._parameter)
        line = self.parameter.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._typed_parameter)
        self.region.activated.connect(self._region)
        self.action.activated.connect(self._action)
        self.amount.editingFinished.connect(self._amount)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.view.setFont(font(12.5))
        self.view.horizontalHeader().setFont(font(11, STRONG))
        self.date.setStyleSheet(
            f"QDateEdit {{ background: {theme.field.name()}; color: {theme.ink.name()}; padding: 2px 8px;"
            f" border: 1px solid {theme.field_border.name()}; border-radius: 6px; min-height: 20px; }}"
            f" QDateEdit:focus {{ border-color: {theme.ink.name()}; }}"
            " QDateEdit::drop-down { border: none; width: 18px; }"
        )
        self.told.setFont(font(12))
        self.told.setStyleSheet(f"color: {theme.error.name()}")

    # ------------------------------------------------------------------------------------------- showing

    @property
    def row(self) -> int:
        """The place of the event in the fields, or -1."""
        return self.view.currentIndex().row()

    @property
    def event_shown(self) -> Event | None:
        """The event in the fields."""
        events = self._events.events
        return events[self.row] if 0 <= self.row < len(events) else None

    def refresh(self) -> None:
        """Show the events as they are now."""
        self._fill_choices()
        row = self.row
        self.model.refresh()
        if self.row < 0 and self.model.rowCount():
            self.go_to(min(max(row, 0), self.model.rowCount() - 1))
        self._fill()

    def go_to(self, index: int) -> None:
        """Show one event in the fields."""
        self.view.setCurrentIndex(self.model.index(index, 0))

    def _fill_choices(self) -> None:
        """List parameters and regions, once a reference."""
        reference = self._desk.scenario.reference
        if reference is self._reference:
            return
        self._reference = reference
        known = reference.catalogue.parameters.values()
        shown = [one for one in known if not one.quantity.hidden]
        self._addresses = [one.address for one in shown]
        self.parameter.clear()
        for one in shown:
            label = QCoreApplication.translate("declarations", one.quantity.label)
            self.parameter.addItem(f"{label}  ({one.address})", one.address)
        self.region.clear()
        self.region.addItem(self.tr("World"), WORLD_KEY)
        for item in reference.catalogue.lists.get("region", ()):
            self.region.addItem(item.label, item.key)

    def _fill(self, *_: object) -> None:
        """Put the current event into the fields."""
        event = self.event_shown
        fields: tuple[QWidget, ...] = (
            self.delete, self.date, self.title, self.parameter, self.region, self.action, self.amount
        )  # fmt: skip
        for field in fields:
            field.setEnabled(event is not None)
        if event is None:
            for line in (self.title, self.amount):
                line.clear()
            self.unit.clear()
            self._say("" if self.model.rowCount() else self.tr("No events yet"))
            return
        self._filling = True
        about = event_subject(self._desk.scenario.reference, event)
        action = action_of(event)
        self.date.setDate(day_of(event))  # type: ignore[arg-type]  # PySide takes Python's dates
        self._put_text(self.title, event.title)
        self.parameter.setCurrentIndex(self.parameter.findData(event.parameter))
        self.region.setEnabled(about.parameter.quantity.regional)
        self.region.setCurrentIndex(max(self.region.findData(event.region or WORLD_KEY), 0))
        self.action.setCurrentIndex(self.action.findData(action))
        factor = 1.0 if action == "multiply" else about.shape.factor
        self._put_text(self.amount, fmt.short(amount_of(event) * factor))
        self.unit.setText("" if action == "multiply" else about.shape.unit)
        self._filling = False

    @staticmethod
    def _put_text(line: QLineEdit, words: str) -> None:
        """Set a text unless it is being typed."""
        if not (line.hasFocus() and line.isModified()) and line.text() != words:
            line.setText(words)

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setAccessibleName(words)

    # --------------------------------------------------------------------------------------------- edits

    def _change(self, event: Event) -> None:
        """Hand an edited event on; say what was wrong."""
        wrong = self._events.put(self.row, event)
        self._say(f"! {wrong}" if wrong else "")
        self.refresh()

    def _add(self) -> None:
        wrong = self._events.add()
        self._say(f"! {wrong}" if wrong else "")
        self.refresh()
        if not wrong:
            self.go_to(self.model.rowCount() - 1)
            self.title.setFocus()
            self.title.selectAll()

    def _remove(self) -> None:
        wrong = self._events.remove(self.row)
        self._say(f"! {wrong}" if wrong else "")
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the event while the list has the keyboard; Enter presses the button in focus."""
        key, focused = Qt.Key(event.key()), self.focusWidget()
        if key == Qt.Key.Key_Delete and self.view.hasFocus():
            self._remove()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()

    def _date(self) -> None:
        event = self.event_shown
        if event is not None and not self._filling:
            day = self.date.date().toPython()
            if day != day_of(event):
                self._change(replace(event, date=year_of(day)))  # type: ignore[arg-type]  # it is a date

    def _title(self) -> None:
        event = self.event_shown
        self.title.setModified(False)
        if event is not None and self.title.text().strip() != event.title:
            self._change(replace(event, title=self.title.text().strip()))

    def _parameter(self, place: int) -> None:
        """Take another parameter; a change in its unit becomes a factor that does nothing."""
        event = self.event_shown
        address = self.parameter.itemData(place)
        if event is None or self._filling or address is None or address == event.parameter:
            return
        regional = self._desk.scenario.catalogue.parameter(address).quantity.regional
        taken = replace(event, parameter=address, region=event.region if regional else None)
        keep = action_of(event) == "multiply"
        self._change(taken if keep else acting(taken, "multiply", 1.0))

    def _typed_parameter(self) -> None:
        """Take a parameter that was typed in full or by its address, else put the words back."""
        words = self.parameter.currentText().strip()
        place = self.parameter.findText(words)
        place = self.parameter.findData(words) if place < 0 else place
        if place >= 0:
            self._parameter(place)
        elif self.event_shown is not None:
            self.parameter.setCurrentIndex(self.parameter.findData(self.event_shown.parameter))
            self._say(self.tr("! no parameter “{words}”; choose one of the list").format(words=words))

    def _region(self, place: int) -> None:
        event = self.event_shown
        if event is not None and not self._filling:
            self._change(replace(event, region=self.region.itemData(place) or None))

    def _action(self, place: int) -> None:
        """Do something else: begin with what changes nothing, or with the value that holds."""
        event = self.event_shown
        action: Action = self.action.itemData(place)
        if event is None or self._filling or action == action_of(event):
            return
        holds = self._desk.scenario.at(event.parameter, event.date, event.region)
        neutral = {"multiply": 1.0, "add": 0.0, "set": holds}[action]
        self._change(acting(event, action, neutral))

    def _amount(self) -> None:
        """Take a typed amount; what is added or set may carry a unit."""
        event = self.event_shown
        self.amount.setModified(False)
        if event is None:
            return
        about, action = event_subject(self._desk.scenario.reference, event), action_of(event)
        factor = 1.0 if action == "multiply" else about.shape.factor
        if self.amount.text() == fmt.short(amount_of(event) * factor):
            return
        plain = action == "multiply"
        shape, unit = (Shape(1.0, ""), "1") if plain else (about.shape, about.parameter.quantity.unit)
        try:
            read = typed(self.amount.text(), shape, unit)
        except UnreadableError as error:
            self._fill()
            self._say(f"! {error}")
            return
        self._change(acting(event, action, read))
