"""Every parameter of a layer in a searchable table: sliders and values in the rows, as on the panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from stackdesk.core.layer import Layer
from stackdesk.ui.hand import Hand
from stackdesk.ui.lever_menu import lever_menu
from stackdesk.ui.settings import Settings
from stackdesk.ui.shares.strip import SharesStrip
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.table_cells import ValueCell
from stackdesk.ui.table_columns import TableColumns
from stackdesk.ui.table_model import COLUMNS, SLIDER, VALUE, ParameterFilter, ParameterModel
from stackdesk.ui.table_slider import SliderCell
from stackdesk.ui.theme import Theme
from stackdesk.ui.tickbox import TickBox
from stackdesk.ui.typeface import font


class ParameterTable(QDialog):
    """A window of its own beside the main one; it blocks nothing and follows every edit."""

    def __init__(
        self,
        layer: Layer,
        subjects: Sequence[Subject],
        stand: Callable[[Subject], Standing],
        hand: Hand,
        parent: QWidget,
        settings: Settings | None = None,
        shares: Sequence[SharesStrip] = (),
    ) -> None:
        super().__init__(parent)
        self._hand = hand
        self._shares = tuple(shares)
        self.setModal(False)
        self.setObjectName(f"{layer.key}.table")
        name = QCoreApplication.translate("declarations", layer.label)
        self.setWindowTitle(self.tr("{layer}: all parameters").format(layer=name))
        self.search = QLineEdit(self)
        self.search.setObjectName(f"{layer.key}.table.search")
        self.search.setAccessibleName(self.tr("Search parameters"))
        self.search.setPlaceholderText(self.tr("Search by name, unit, basis or address"))
        self.search.setClearButtonEnabled(True)
        self.changed_only = TickBox(self.tr("&Changed only"), self)
        self.changed_only.setObjectName(f"{layer.key}.table.changed_only")
        self.model = ParameterModel(subjects, stand, hand, self)
        self._proxy = ParameterFilter(self.model, self)
        self.view = QTableView(self)
        self.view.setModel(self._proxy)
        self.sliders = SliderCell(self.model, self._proxy, hand, self.view)
        self.values = ValueCell(self.model, self._proxy, self.view)
        self.columns = TableColumns(self.view, settings or Settings())
        self.choose_columns = self._columns_button(layer.key)
        self._hovered = -1
        self._status = QLabel(self)
        self._status.setObjectName(f"{layer.key}.table.status")
        self._set_up_view(layer, name)
        self._lay_out()
        self._connect()
        self._filter("")
        self.resize(1240, 640)

    def _columns_button(self, key: str) -> QPushButton:
        """Make the button of the menu that chooses columns."""
        made = QPushButton(self.tr("Col&umns"), self)
        made.setObjectName(f"{key}.table.columns")
        made.setToolTip(self.tr("Show and hide columns; their order is changed by dragging"))
        made.setMenu(self.columns.menu)
        made.setAutoDefault(False)  # Enter in the search must not open it
        return made

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(14)
        above.addWidget(self.search, 1)
        above.addWidget(self.changed_only)
        above.addWidget(self.choose_columns)
        column = QVBoxLayout(self)
        column.addLayout(above)
        for strip in self._shares:
            column.addWidget(strip)
        column.addWidget(self.view, 1)
        column.addWidget(self._status)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.changed_only.toggled.connect(self._turn_changed)
        self.model.refused.connect(self._tell)
        self.model.modelReset.connect(self._follow)
        self._hand.refused.connect(self._refuse)
        self._hand.sitting.ranged.connect(self.refresh)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.entered.connect(self._hover)
        self.view.installEventFilter(self)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.sliders.typing_asked.connect(self._type_current)

    def _set_up_view(self, layer: Layer, name: str) -> None:
        view = self.view
        view.setObjectName(f"{layer.key}.table.view")
        view.setAccessibleName(self.tr("Parameters of {layer}").format(layer=name))
        view.setAlternatingRowColors(True)
        view.setMouseTracking(True)
        view.setItemDelegateForColumn(SLIDER, self.sliders)
        view.setItemDelegateForColumn(VALUE, self.values)
        view.setShowGrid(False)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(26)
        view.setFont(font(12.5))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.search.setFont(font(13))
        self.changed_only.setFont(font(12.5))
        self.choose_columns.setFont(font(12.5))
        self.sliders.theme = self.values.theme = theme
        for strip in self._shares:
            strip.dress(theme)
        self.model.dress(theme.ink)
        self.sliders.follow()
        self._follow()
        self._status.setFont(font(12))
        self._status.setStyleSheet(f"color: {theme.ink2.name()}")

    def refresh(self) -> None:
        """Draw values anew where they can be seen."""
        if self.isVisible():
            if self.changed_only.isChecked() and not self._hand.holding:
                self._turn_changed(True)
            self.model.refresh()
            for strip in self._shares:
                strip.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the columns."""
        self.columns.keep()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the columns up that another table has left."""
        self.columns.take_up()
        super().showEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows with the columns on show, tab-separated, the first line with their names."""
        header = self.view.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        shown = [one for one in order if not header.isSectionHidden(one) and one != SLIDER]
        rows = sorted({index.row() for index in self.view.selectedIndexes()})
        lines = ["\t".join(QCoreApplication.translate("table", COLUMNS[one]) for one in shown)]
        for row in rows:
            source = self._proxy.mapToSource(self._proxy.index(row, 0)).row()
            lines.append("\t".join(self.model.plain(source, one) for one in shown))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self._tell(self.tr("{count} rows copied").format(count=len(rows)))

    def go_to(self, address: str) -> None:
        """Choose the row of a parameter, whatever was searched for, and put the keyboard on it."""
        self.search.clear()
        self.changed_only.setChecked(False)
        row = next(
            place for place in range(self.model.rowCount()) if self.model.subject(place).address == address
        )
        index = self._proxy.mapFromSource(self.model.index(row, VALUE))
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        self._count()

    def _turn_changed(self, only: bool) -> None:
        """Show only what the scenario changes, or everything."""
        rows = [self.model.subject(row) for row in range(self.model.rowCount())]
        changed = frozenset(one.address for one in rows if self.model.changed(one))
        self._proxy.show_only(changed if only else None)
        self._count()

    def _count(self) -> None:
        """Say how many rows are shown."""
        self._follow()
        shown, total = self._proxy.rowCount(), self.model.rowCount()
        self._tell(self.tr("{shown} of {total} parameters").format(shown=shown, total=total))

    def _tell(self, words: str) -> None:
        self._status.setText(words)

    def _choose(self, current: QModelIndex) -> None:
        row = self._proxy.mapToSource(current).row()
        if row >= 0:
            self._hand.choose(self.model.subject(row).address)
        self._follow()

    def _hover(self, index: QModelIndex) -> None:
        """Make the slider under the mouse a live one."""
        self._hovered = index.row()
        self._follow()

    def _follow(self) -> None:
        """Keep live sliders where keyboard and mouse are."""
        if not self._hand.holding:
            self.sliders.follow(self.view.currentIndex().row(), self._hovered)

    def _refuse(self, address: str, words: str) -> None:
        """Say below why a parameter of this table was not moved."""
        rows = (self.model.subject(row) for row in range(self.model.rowCount()))
        subject = next((one for one in rows if one.address == address), None)
        if words and subject is not None:
            self._tell(f"! {subject.label}: {words}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer a lever's keys on the current row: Enter types, Space goes to its slider, Delete resets."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
                return True
            row = self.view.currentIndex().row()
            editing = self.view.state() == QTableView.State.EditingState
            if row >= 0 and not editing and self._key(Qt.Key(event.key()), row):
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key, row: int) -> bool:
        """Answer a key on a row; False leaves it to the table."""
        address = self.model.subject(self._proxy.mapToSource(self._proxy.index(row, VALUE)).row()).address
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._type(row)
        elif key == Qt.Key.Key_Space:
            track = self.sliders.track(row)
            if track is not None:
                track.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_Delete:
            self._hand.reset(address)
        else:
            return False
        return True

    def _type(self, row: int) -> None:
        """Type a value in a row, or say that it is locked."""
        index = self._proxy.index(row, VALUE)
        address = self.model.subject(self._proxy.mapToSource(index).row()).address
        if self._hand.is_locked(address):
            self._hand.deny(address)
            return
        self.view.setCurrentIndex(index)
        self.view.edit(index)

    def _open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the parameter under the mouse, or with the current one by key."""
        index = self.view.indexAt(place)
        chosen = index if index.isValid() else self.view.currentIndex()
        row = self._proxy.mapToSource(chosen).row()
        if row >= 0:
            self.view.setCurrentIndex(chosen)
            self.menu(self.model.subject(row)).popup(self.view.viewport().mapToGlobal(place))

    def menu(self, subject: Subject) -> QMenu:
        """Make the menu of the right mouse button, as a lever has it."""
        return lever_menu(self, subject, self.model.stand(subject), self._hand, self._type_current)

    def _type_current(self) -> None:
        row = self.view.currentIndex().row()
        if row >= 0:
            self._type(row)
