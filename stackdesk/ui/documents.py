"""New, open, save: the files. What goes wrong is told inside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from stackdesk.core.errors import StackDeskError
from stackdesk.ui.notice import Notice
from stackdesk.ui.settings import Settings

if TYPE_CHECKING:
    from stackdesk.desk import Desk

SUFFIX = ".toml"


class Documents(QObject):
    """Every way a document comes onto the desk and leaves it."""

    changed = Signal()
    DISCARD = QMessageBox.StandardButton.Discard

    def __init__(
        self, desk: Desk, model_version: str, settings: Settings, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._model_version = model_version
        self._settings = settings
        self._notice = notice
        self._window = window

    def new(self) -> None:
        """Start from the bare reference."""
        if self.may_leave():
            self._notice.clear()
            self._desk.new()
            self.changed.emit()

    def open(self) -> None:
        """Choose a file and open it."""
        if not self.may_leave():
            return
        start = str(self._desk.path.parent) if self._desk.path else self._settings.folder
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open scenario"), start, self._filter())
        if name:
            self.open_path(Path(name))

    def open_recent(self, path: Path) -> None:
        """Open a file from the list."""
        if self.may_leave():
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; when it cannot be, the document before stays open and the window says why."""
        try:
            self._desk.open(path)
        except StackDeskError as error:
            self._notice.show_error(self.tr("{name} could not be opened").format(name=path.name), error)
            self.changed.emit()
            return False
        self._settings.remember(path)
        self._notice.clear()
        self._tell_what_is_strange(path.name)
        self.changed.emit()
        return True

    def _tell_what_is_strange(self, name: str) -> None:
        """Tell of words that are not known here, and of a model that has changed since the file was run."""
        ran = self._desk.scenario.model_version
        if self._desk.warnings:
            heading = self.tr("{name} was opened; some of it is not known here and is kept as it is")
            self._notice.show_warnings(heading.format(name=name), self._desk.warnings)
        elif ran and ran != self._model_version:
            heading = self.tr("{name} was last run with model {old}; this is {new}, so results may differ")
            words = heading.format(name=name, old=ran, new=self._model_version)
            self._notice.show_warnings(words, ())

    def save(self) -> bool:
        """Save where the document came from; ask where if it came from nowhere."""
        return self.save_as() if self._desk.path is None else self._write(None)

    def save_as(self) -> bool:
        """Choose a file and save there."""
        start = self._desk.path or Path(self._settings.folder) / (self._suggested() + SUFFIX)
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save scenario as"), str(start), self._filter()
        )
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _write(self, path: Path | None) -> bool:
        try:
            self._desk.save(path)
        except (StackDeskError, OSError) as error:
            told = error if isinstance(error, StackDeskError) else StackDeskError(str(error))
            self._notice.show_error(self.tr("The scenario could not be saved"), told)
            self.changed.emit()
            return False
        if self._desk.path is not None:
            self._settings.remember(self._desk.path)
        self._notice.clear()
        self.changed.emit()
        return True

    def may_leave(self) -> bool:
        """Ask about unsaved work: save it, discard it, or stay."""
        if not self._desk.unsaved:
            return True
        answer = self.ask_unsaved()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == self.DISCARD

    def ask_unsaved(self) -> QMessageBox.StandardButton:
        """Put the question."""
        button = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("StackDesk"))
        box.setText(self.tr("Save the changes to “{name}”?").format(name=self.name()))
        box.setInformativeText(self.tr("Otherwise they are lost."))
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        return button(box.exec())

    def name(self) -> str:
        """Give what the document is called: its title, else its file, else Untitled."""
        title = str(self._desk.scenario.title)
        if title:
            return title
        return self._desk.path.stem if self._desk.path else self.tr("Untitled")

    def _suggested(self) -> str:
        """Make a file name of the title."""
        kept = "".join(c if c.isalnum() else "-" for c in self.name().lower())
        return "-".join(part for part in kept.split("-") if part) or "scenario"

    def _filter(self) -> str:
        return self.tr("Scenarios (*.toml);;All files (*)")
