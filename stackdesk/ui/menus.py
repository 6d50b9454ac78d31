"""The menus: every entry does something, and says its key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from stackdesk.core.series import Item
from stackdesk.ui.settings import THEMES
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.core.layer import Layer
    from stackdesk.desk import Sheet
    from stackdesk.ui.window import MainWindow

T = TypeVar("T")
Keys = QKeySequence.StandardKey | str | None


class Menus(QObject):
    """Builds the menus of a window once and keeps those entries up to date that change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        bar = window.top.menus
        self.file = bar.addMenu(self.tr("&File"))
        self.edit = bar.addMenu(self.tr("&Edit"))
        self.view = bar.addMenu(self.tr("&View"))
        self.scenario = bar.addMenu(self.tr("&Scenario"))
        self.analyse = bar.addMenu(self.tr("&Analyse"))
        self.help = bar.addMenu(self.tr("&Help"))
        self.recent = QMenu(self.tr("Open &Recent"), window)
        self.document = QMenu(window)
        self.theme = QMenu(self.tr("&Theme"), window)
        self._regions = QMenu(self.tr("&Region"), window)
        self._tables = QMenu(self.tr("All &Parameters"), window)
        self._region_group = QActionGroup(window)
        self._fill_file()
        self._fill_edit()
        self._fill_theme()
        self._fill_analyse()
        self._fill_help()
        self.recent.setToolTipsVisible(True)
        self.recent.aboutToShow.connect(self._fill_recent)

    def _add(self, menu: QMenu, text: str, slot: Callable[..., object], keys: Keys = None) -> QAction:
        """Add an entry; its slot is a method of the window or one of its parts."""
        action = QAction(text, self._window)
        action.setObjectName(f"action.{text.replace('&', '').rstrip('…').replace(' ', '_').lower()}")
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        menu.addAction(action)
        return action

    # ----------------------------------------------------------------------------------------- filling

    def _fill_file(self) -> None:
        documents, standard = self._window.documents, QKeySequence.StandardKey
        new = self._add(self.file, self.tr("&New"), documents.new, standard.New)
        opened = self._add(self.file, self.tr("&Open…"), documents.open, standard.Open)
        self.file.addMenu(self.recent)
        self._add(self.file, self.tr("S&tart Page"), self._window.start.show, "Alt+Home")
        self.file.addSeparator()
        save = self._add(self.file, self.tr("&Save"), documents.save, standard.Save)
        save_as = self._add(self.file, self.tr("Save &As…"), documents.save_as, "Ctrl+Shift+S")
        close = self._add(self.file, self.tr("&Close"), documents.close_front, "Ctrl+W")
        self._add(self.file, self.tr("S&napshots…"), self._show_snapshots, "Ctrl+Alt+S")
        self.file.addSeparator()
        self._add(self.file, self.tr("Reopen &Last Files"), self._reopen, "Ctrl+Shift+T")
        at_start = self._add(self.file, self.tr("Reopen Files at Sta&rt"), self._reopen_at_start)
        at_start.setCheckable(True)
        at_start.setChecked(self._window.settings.reopen)
        self.file.addSeparator()
        self._add(self.file, self.tr("&Quit"), self._window.close, "Ctrl+Q")
        self.document.addActions([new, opened])
        self.document.addMenu(self.recent)
        self.document.addSeparator()
        self.document.addActions([save, save_as, close])

    def _fill_edit(self) -> None:
        commands, standard = self._window.commands, QKeySequence.StandardKey
        self.undo = self._add(self.edit, self.tr("&Undo"), commands.undo, standard.Undo)
        self.redo = self._add(self.edit, self.tr("&Redo"), commands.redo, "Ctrl+Shift+Z")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.replay = self._add(self.edit, self.tr("Re&play Last Change"), self._replay, "Ctrl+Alt+R")
        self.edit.addSeparator()
        self.find = self._add(self.edit, self.tr("&Find…"), self._window.commands.searching.open)
        self.find.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("Ctrl+F")])
        self.find.setToolTip(self.tr("Search parameters and series (Ctrl+K)"))
        self.edit.addSeparator()
        self.reset = self._add(
            self.edit, self.tr("Reset &Parameter"), commands.reset_chosen, "Ctrl+Backspace"
        )
        self.lock = self._add(self.edit, self.tr("&Lock Parameter"), commands.turn_lock, "Ctrl+L")
        self.lock.setCheckable(True)
        self.reason = self._add(self.edit, self.tr("&Give a Reason"), commands.give_reason, "Ctrl+R")

    def _show_snapshots(self) -> None:
        self._window.session.show_snapshots()

    def _reopen(self) -> None:
        self._window.session.reopen()

    def _reopen_at_start(self, chosen: bool) -> None:
        self._window.session.choose(chosen)

    def _replay(self) -> None:
        self._window.session.replaying.begin()

    def _fill_theme(self) -> None:
        names = {
            "system": self.tr("&System"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
            "contrast_light": self.tr("High &Contrast, Light"),
            "contrast_dark": self.tr("&High Contrast, Dark"),
        }
        group = QActionGroup(self._window)
        for key in THEMES:
            action = self._add(self.theme, names[key], _with(self._window.choose_theme, key))
            action.setCheckable(True)
            action.setChecked(key == self._window.settings.theme)
            group.addAction(action)

    def fill_layers(self, layers: tuple[Layer, ...]) -> None:
        """List the layers in the View menu, with Ctrl+1 for the lowest, and their tables."""
        self.view.clear()
        self._tables.clear()
        for layer in sorted(layers, key=lambda one: one.number):
            name = QCoreApplication.translate("declarations", layer.label)
            self._add(
                self.view, name, _with(self._window.commands.go_to_layer, layer.key), f"Ctrl+{layer.number}"
            )
            self._add(self._tables, f"{name}…", _with(self._window.commands.show_table, layer.key))
        self.view.addSeparator()
        self._add(self.view, self.tr("&Inspector"), self._window.commands.show_inspector, "Ctrl+I")
        only = self._window.commands.changed_only
        self.changed_only = self._add(self.view, self.tr("&Changed Levers Only"), only.turn, "Ctrl+Shift+L")
        self.changed_only.setCheckable(True)
        self.changed_only.setChecked(only.on)
        self.view.addAction(self._window.banding.action)
        self.view.addAction(self._window.board.action)
        self.view.addAction(self._window.board.forget)
        self.view.addSeparator()
        self.view.addMenu(self._window.panels.menu)
        self.view.addMenu(self._window.text_size.menu)
        self.view.addMenu(self.theme)
        presenting = self._window.presenting
        self.presentation = self._add(self.view, self.tr("Pre&sentation"), presenting.turn, "F11")
        self.presentation.setCheckable(True)
        motion = self._add(self.view, self.tr("Reduce &Motion"), self._window.look.reduce_motion)
        motion.setCheckable(True)
        motion.setChecked(self._window.settings.reduced_motion)

    def fill_regions(self, regions: tuple[Item, ...], chosen: str) -> None:
        """List the regions in the Scenario menu."""
        self.scenario.clear()
        documents = self._window.documents
        self._add(self.scenario, self.tr("&New From This"), documents.duplicate, "Ctrl+Shift+N")
        self.open_parent = self._add(self.scenario, self.tr("Open &Parent"), documents.open_parent)
        self.scenario.addSeparator()
        self.scenario.addMenu(self._tables)
        self.scenario.addMenu(self._regions)
        self._add(self.scenario, self.tr("&Events…"), self._window.events.open, "Ctrl+E")
        self._add(self.scenario, self.tr("&Uncertainty…"), self._window.banding.open_list, "Ctrl+Shift+U")
        self._regions.clear()
        for item in (Item(WORLD, self.tr("World")), *regions):
            action = self._add(
                self._regions, item.label, _with(self._window.commands.choose_region, item.key)
            )
            action.setCheckable(True)
            action.setData(item.key)
            action.setChecked(item.key == chosen)
            self._region_group.addAction(action)

    def _fill_analyse(self) -> None:
        commands = self._window.commands
        self._add(self.analyse, self.tr("What &Binds Here"), commands.go_to_binding, "Ctrl+B")
        self._add(self.analyse, self.tr("&Next Change of What Binds"), commands.next_change, "Ctrl+Right")
        self._add(
            self.analyse, self.tr("&Previous Change of What Binds"), commands.previous_change, "Ctrl+Left"
        )
        self.analyse.addSeparator()
        self._add(self.analyse, self.tr("Cursor to the &Present"), commands.go_to_present, "Ctrl+0")
        self.analyse.addSeparator()
        self._add(self.analyse, self.tr("&Solve for a Target…"), commands.show_target, "Ctrl+G")
        self._add(self.analyse, self.tr("Relief &Ladder…"), commands.show_ladder, "Ctrl+Shift+G")
        self.analyse.addSeparator()
        self._add(self.analyse, self.tr("&Fit to History"), commands.turn_fit, "Ctrl+H")
        self._add(self.analyse, self.tr("&Reality Checks…"), commands.show_reality, "Ctrl+T")

    def _fill_help(self) -> None:
        window = self._window
        self._add(self.help, self.tr("&Handbook"), window.help.open, QKeySequence.StandardKey.HelpContents)
        self._add(self.help, self.tr("&What Is in Focus"), window.help.open_here, "Shift+F1")
        self._add(self.help, self.tr("Two-Minute &Tour"), window.tour.begin)
        self._add(self.help, self.tr("&Keys and Mouse"), window.commands.show_keys, "Ctrl+F1")
        self._add(self.help, self.tr("&About StackDesk"), self._window.commands.show_about)

    def _fill_recent(self) -> None:
        """List the files that are still there."""
        self.recent.clear()
        paths = self._window.settings.recent()
        for path in paths:
            action = self._add(
                self.recent, self._shown(path), _with(self._window.documents.open_recent, path)
            )
            action.setToolTip(str(path))
        if not paths:
            self.recent.addAction(self.tr("No files yet")).setEnabled(False)
            return
        self.recent.addSeparator()
        self._add(self.recent, self.tr("&Clear the List"), self._window.start.forget_files)

    @staticmethod
    def _shown(path: Path) -> str:
        return f"{path.parent.name}/{path.name}".replace("&", "&&")

    # ---------------------------------------------------------------------------------------- refreshing

    def show_history(self, can_undo: bool, undo: str, can_redo: bool, redo: str) -> None:
        """Name what undo and redo would do."""
        for action, able, word, what in (
            (self.undo, can_undo, self.tr("&Undo"), undo),
            (self.redo, can_redo, self.tr("&Redo"), redo),
        ):
            action.setEnabled(able)
            action.setText(f"{word} {what}".rstrip() if able else word)
            action.setToolTip(action.text().replace("&", ""))

    def follow(self, sheet: Sheet, changed: bool) -> None:
        """Enable the way to the parent where there is one, and the replay where there is a change."""
        self.open_parent.setEnabled(sheet.child_of is not None or sheet.parent is not None)
        self.replay.setEnabled(changed)

    def show_region(self, key: str) -> None:
        """Tick the region in view."""
        for action in self._regions.actions():
            action.setChecked(action.data() == key)

    def show_chosen(self, chosen: bool, changed: bool, locked: bool) -> None:
        """Enable what acts on the parameter in the inspector."""
        self.reset.setEnabled(chosen and changed and not locked)
        self.lock.setEnabled(chosen)
        self.lock.setChecked(locked)
        self.reason.setEnabled(chosen)


def _with(slot: Callable[[T], object], value: T) -> Callable[..., None]:
    """Bind what an entry stands for; the tick that the signal carries is left out."""

    def call(*_: object) -> None:
        slot(value)

    return call
