"""Several scenarios in one window: tabs, the chooser of what is held against, and their commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from stackdesk.ui.tabs import Tab, Tabs
from stackdesk.ui.theme import Theme
from stackdesk.ui.view import sheet_name

if TYPE_CHECKING:
    from stackdesk.desk import Sheet
    from stackdesk.ui.window import MainWindow

BASELINE, ANOTHER = 0, -1


class Tabbing(QObject):
    """Shows which scenarios are open, and turns the desk to them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._documents = window.documents
        self._choices: list[tuple[int, str]] = []
        self.tabs = Tabs(window)
        self.tabs.turned.connect(self._turn)
        self.tabs.close_asked.connect(self._close)
        self.tabs.moved_to.connect(self._move)
        self.tabs.menu_asked.connect(self._open_menu)
        window.top.against.activated.connect(self._choose)
        for keys, slot in (("Ctrl+Tab", self.next), ("Ctrl+Shift+Tab", self.previous)):
            QShortcut(QKeySequence(keys), window, slot)
        self._desk.on_change(self._hear)
        self._documents.changed.connect(self.show)
        self._documents.leaving.connect(window.work.inspector.keep_reason)
        window.look.add(self)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.tabs.dress(theme)
        self._documents.question.dress(theme)
        self.show()

    def above(self, work: QWidget) -> QVBoxLayout:
        """Put the tabs above the charts: the stack keeps its rows."""
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(work, 1)
        return column

    # ---------------------------------------------------------------------------------------- showing

    def _hear(self, kind: str) -> None:
        if kind in ("sheets", "document") and self._desk.dragging is None:
            self.show()

    def show(self) -> None:
        """Show what is open."""
        front, against = self._desk.sheet, self._desk.against
        tabs = [
            self._tab(one, "A" if one is front else "B" if one is against else "")
            for one in self._desk.sheets
        ]
        if against is None:
            tabs = [one._replace(letter="") for one in tabs]
        self.tabs.show_tabs(tabs, front.key)
        self._show_choices()

    def _tab(self, sheet: Sheet, letter: str) -> Tab:
        told = sheet_name(sheet)
        if sheet.path is not None:
            told += f"\n{sheet.path}"
        if sheet.unsaved:
            told += "\n" + self.tr("not saved")
        if letter == "B":
            told += "\n" + self.tr("the one in front is compared with it")
        return Tab(sheet.key, sheet_name(sheet), told, sheet.unsaved, letter)

    def _show_choices(self) -> None:
        """Offer the baseline, what else is open, and to open more."""
        box, against = self._window.top.against, self._desk.against
        others = [(one.key, sheet_name(one)) for one in self._desk.sheets if one is not self._desk.sheet]
        choices = [(BASELINE, self.tr("Baseline")), *others, (ANOTHER, self.tr("Open Another…"))]
        if choices != self._choices:
            self._choices = choices
            box.clear()
            for key, name in choices:
                box.addItem(name, key)
                box.setItemData(box.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(box.findData(BASELINE if against is None else against.key))
        what = self.tr("the reference as it is") if against is None else sheet_name(against)
        box.setAccessibleDescription(what)
        box.setToolTip(self.tr("Changes are told from: {name}").format(name=what))

    # --------------------------------------------------------------------------------------- commands

    def next(self) -> None:
        """Turn to the next tab, after the last to the first."""
        self._step(1)

    def previous(self) -> None:
        """Turn to the tab before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        sheets = self._desk.sheets
        if len(sheets) > 1 and not self._window.start.shown:
            self._documents.turn_to(sheets[(sheets.index(self._desk.sheet) + by) % len(sheets)])

    def _sheet(self, key: int) -> Sheet | None:
        return next((one for one in self._desk.sheets if one.key == key), None)

    def _turn(self, key: int) -> None:
        sheet = self._sheet(key)
        if sheet is not None:
            self._documents.turn_to(sheet)

    def _close(self, key: int) -> None:
        sheet = self._sheet(key)
        if sheet is not None:
            self._documents.close(sheet)

    def _move(self, key: int, place: int) -> None:
        sheet = self._sheet(key)
        if sheet is not None:
            self._desk.move(sheet, place)

    def _choose(self, place: int) -> None:
        """Hold the one in front against what was chosen."""
        key = int(self._window.top.against.itemData(place))
        if key != ANOTHER:
            self._desk.against = self._sheet(key) if key else None
        else:
            self._open_to_compare()
        self.show()

    def _open_to_compare(self) -> None:
        """Open another scenario and hold the one in front against it."""
        front = self._desk.sheet
        self._documents.open()
        opened = self._desk.sheet
        if opened is not front and front in self._desk.sheets:
            self._documents.turn_to(front)
            self._desk.against = opened

    # ------------------------------------------------------------------------------------------- menu

    def _open_menu(self, key: int, where: QPoint) -> None:
        sheet = self._sheet(key)
        if sheet is not None:
            self.menu(sheet).popup(where)

    def menu(self, sheet: Sheet) -> QMenu:
        """Make the menu of a tab."""
        menu, others = QMenu(self._window), [one for one in self._desk.sheets if one is not sheet]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        documents, apart = self._documents, sheet is not self._desk.sheet

        def in_front(slot: Callable[[], object]) -> Callable[[], None]:
            def call() -> None:
                documents.turn_to(sheet)
                slot()

            return call

        def hold_against() -> None:
            self._desk.against = sheet

        entries: tuple[tuple[str, Callable[[], object], bool], ...] = (
            (self.tr("&Close"), lambda: documents.close(sheet), True),
            (self.tr("Close &Others"), lambda: documents.close_all(others), bool(others)),
            (self.tr("&Save"), in_front(documents.save), True),
            (self.tr("&New From This"), in_front(documents.duplicate), True),
            (self.tr("Show in &Folder"), lambda: show_folder(sheet), sheet.path is not None),
            (self.tr("Compare &Against This"), hold_against, apart),
        )
        for place, (words, slot, able) in enumerate(entries):
            if place in (2, 5):
                menu.addSeparator()
            menu.addAction(words, slot).setEnabled(able)
        return menu


def show_folder(sheet: Sheet) -> None:
    """Open the folder of a scenario's file in the system's own window."""
    if sheet.path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(sheet.path.absolute().parent)))
