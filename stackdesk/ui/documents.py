"""New, open, save, close: the files. What is asked, and what goes wrong, is told inside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stackdesk.core.errors import SaveError, StackDeskError
from stackdesk.ui.notice import Notice
from stackdesk.ui.question import CANCEL, Answer, Question
from stackdesk.ui.settings import Settings
from stackdesk.ui.view import sheet_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stackdesk.desk import Desk, Sheet
    from stackdesk.scenario import Scenario

SUFFIX = ".toml"
STORIES = Path(__file__).resolve().parents[2] / "scenarios"
"""What ships with the program: read, never written."""


class Documents(QObject):
    """Every way a document comes onto the desk and leaves it."""

    changed = Signal()
    leaving = Signal()
    saved = Signal(object)
    discarded = Signal(object)
    DISCARD = "discard"

    def __init__(
        self, desk: Desk, model_version: str, settings: Settings, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._model_version = model_version
        self._settings = settings
        self._notice = notice
        self._window = window
        self._free = False
        self.question = Question(window)

    # ---------------------------------------------------------------------------------------- opening

    def new(self) -> None:
        """Start from the bare reference, on a sheet of its own."""
        self.leaving.emit()
        self._notice.clear()
        self._desk.new()
        self.changed.emit()

    def open(self) -> None:
        """Choose a file and open it."""
        start = str(self._desk.path.parent) if self._desk.path else self._settings.folder
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open scenario"), start, self._filter())
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file, or turn to it; when it cannot be, everything stays and the window says why."""
        self.leaving.emit()
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

    open_recent = open_path

    def open_parent(self) -> None:
        """Turn to the scenario that the one in front was made from, or open its file."""
        sheet = self._desk.sheet
        if sheet.child_of is not None:
            self.turn_to(sheet.child_of)
        elif sheet.parent is not None and self.open_path(sheet.parent) and self._desk.sheet is not sheet:
            sheet.against = self._desk.sheet  # unless a file names itself

    def turn_to(self, sheet: Sheet) -> None:
        """Bring an open scenario to the front."""
        self.leaving.emit()
        self._notice.clear()
        self._desk.turn_to(sheet)
        self.changed.emit()

    def duplicate(self) -> None:
        """Make a child of the scenario in front, held against it."""
        self.leaving.emit()
        self._desk.duplicate(title=self.tr("{name}, variant").format(name=self.name()))
        self.changed.emit()

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

    # ----------------------------------------------------------------------------------------- saving

    def save(self) -> bool:
        """Save where the document came from; ask where if it came from nowhere, or from what ships."""
        self.leaving.emit()
        sheet = self._desk.sheet
        if sheet.path is None or shipped(sheet.path):
            return self.save_as()
        if sheet.changed_outside:
            self.ask_conflict(sheet)
            return False
        return self._write(None)

    def save_as(self) -> bool:
        """Choose a file and save there."""
        self.leaving.emit()
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save scenario as"), str(self.suggested()), self._filter()
        )
        if not name:
            return False
        path = Path(name)
        return self.write_to(path if path.suffix else path.with_suffix(SUFFIX))

    def suggested(self) -> Path:
        """Give the place that is offered for a file: never among what ships with the program."""
        path = self._desk.path
        if path is not None and not shipped(path):
            return path
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kept = Path(self._settings.folder or documents)
        folder = Path(documents) if shipped(kept / "x") else kept
        name = "".join(c if c.isalnum() else "-" for c in self.name().lower())
        return folder / (("-".join(part for part in name.split("-") if part) or "scenario") + SUFFIX)

    def write_to(self, path: Path) -> bool:
        """Save to a file that was chosen; what ships or is open on another sheet is not written over."""
        other = self._desk.sheet_of(path)
        if shipped(path):
            words = self.tr("{name} ships with StackDesk and is not written over: choose another place")
        elif other is not None and other is not self._desk.sheet:
            words = self.tr("{name} is open in another tab: close it first, or choose another name")
        else:
            return self._write(path)
        self._tell_not_saved(SaveError(words.format(name=path.name)))
        return False

    def _write(self, path: Path | None) -> bool:
        try:
            self._desk.save(path)
        except (StackDeskError, OSError) as error:
            self._tell_not_saved(error if isinstance(error, StackDeskError) else StackDeskError(str(error)))
            return False
        if self._desk.path is not None:
            self._settings.remember(self._desk.path)
        self._notice.clear()
        self.saved.emit(self._desk.sheet)
        self.changed.emit()
        return True

    def _tell_not_saved(self, error: StackDeskError) -> None:
        self._notice.show_error(self.tr("The scenario could not be saved"), error)
        self.changed.emit()

    def ask_conflict(self, sheet: Sheet) -> None:
        """Ask what to do with a file that somebody else has changed since it was read."""

        def told(answer: str) -> None:
            if sheet not in self._desk.sheets:  # closed while the question stood
                return
            if answer != CANCEL:
                self._desk.turn_to(sheet)
            if answer == "reload":
                self.reload()
            elif answer == "keep":
                sheet.keep_mine()
                self.changed.emit()
            elif answer == "save_as":
                self.save_as()

        mine = self.tr("Your unsaved changes would be lost by reading it again.")
        clean = self.tr("Nothing was changed here since.")
        keep = Answer("keep", self.tr("Keep Mine"))
        load = Answer("reload", self.tr("Read It Again"))
        first = (keep, load) if sheet.unsaved else (load, keep)
        others = (Answer("save_as", self.tr("Save As…")), Answer(CANCEL, self.tr("Cancel")))
        name = sheet.path.name if sheet.path is not None else ""
        heading = self.tr("{name} was changed by another program").format(name=name)
        self.question.ask(heading, mine if sheet.unsaved else clean, (*first, *others), told)

    def reload(self) -> None:
        """Read the file in front again."""
        try:
            self._desk.reload()
        except StackDeskError as error:
            name = self._desk.path.name if self._desk.path else ""
            self._notice.show_error(self.tr("{name} could not be opened").format(name=name), error)
        self.changed.emit()

    # ---------------------------------------------------------------------------------------- closing

    def close(self, sheet: Sheet | None = None) -> None:
        """Close a scenario, the one in front if none is named; ask about unsaved work first."""
        self.close_all((sheet or self._desk.sheet,))

    def close_front(self) -> None:
        """Close the scenario in front."""
        self.close()

    def close_all(self, sheets: Sequence[Sheet]) -> None:
        """Close some scenarios; one question is asked about all that is not saved."""
        self.leaving.emit()
        self._desk.end()
        unsaved = [one for one in sheets if one.unsaved]
        asked = _as_they_stand(unsaved)

        def told(answer: str) -> None:
            if answer == self.DISCARD and _moved_on(self._still_open(sheets), asked):
                self.close_all(self._still_open(sheets))  # nobody was asked about what came since
            elif answer == self.DISCARD or (answer == "save" and self.save_all(unsaved)):
                self._drop(sheets)

        if unsaved:
            self._desk.turn_to(unsaved[0])
            self.changed.emit()
            self._ask_to_save(unsaved, told)
        else:
            self._drop(sheets)

    def _drop(self, sheets: Sequence[Sheet]) -> None:
        for sheet in self._still_open(sheets):
            self._desk.close(sheet)
            self.discarded.emit(sheet)
        self._notice.clear()
        self.changed.emit()

    def save_all(self, sheets: Sequence[Sheet]) -> bool:
        """Save one after another; the first that is not saved ends it."""
        for sheet in self._still_open(sheets):
            self._desk.turn_to(sheet)
            if not self.save():
                return False
        return True

    def _still_open(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """Leave out what was closed while a question about it stood."""
        return [one for one in sheets if one in self._desk.sheets]

    def may_leave(self) -> bool:
        """Whether the window may close; where work is not saved that is asked, and the answer closes it."""
        self._desk.end()  # what is only played is no work
        if self._free or not self._unsaved():
            return True
        return self.ask_unsaved() == self.DISCARD

    def _unsaved(self) -> list[Sheet]:
        return [one for one in self._desk.sheets if one.unsaved]

    def ask_unsaved(self) -> str:
        """Put the question about all that is not saved; its answer comes later."""
        asked = _as_they_stand(self._unsaved())

        def told(answer: str) -> None:
            if answer == self.DISCARD and _moved_on(self._unsaved(), asked):
                self.ask_unsaved()
            elif answer == self.DISCARD or (answer == "save" and self.save_all(self._unsaved())):
                self._free = True
                self._window.close()
                self._free = False

        self._ask_to_save(self._unsaved(), told)
        return CANCEL

    def _ask_to_save(self, sheets: Sequence[Sheet], told: Callable[[str], None]) -> None:
        names = [f"“{sheet_name(one)}”" for one in sheets]
        if len(sheets) == 1:
            heading = self.tr("Save the changes to {name}?").format(name=names[0])
            detail = self.tr("Otherwise they are lost.")
            words = (self.tr("&Save"), self.tr("&Don’t Save"), self.tr("Cancel"))
        else:
            heading = self.tr("Save the changes to {count} scenarios?").format(count=len(names))
            detail = self.tr("Otherwise they are lost: {names}.").format(names=", ".join(names))
            words = (self.tr("&Save All"), self.tr("&Discard"), self.tr("Cancel"))
        keys = ("save", self.DISCARD, CANCEL)
        answers = [Answer(*pair) for pair in zip(keys, words, strict=True)]
        self.question.ask(heading, detail, answers, told)

    def name(self) -> str:
        """Give what the document is called: its title, else its file, else Untitled."""
        return sheet_name(self._desk.sheet)

    def _filter(self) -> str:
        return self.tr("Scenarios (*.toml);;All files (*)")


def _as_they_stand(sheets: Sequence[Sheet]) -> dict[int, Scenario]:
    """Note what a question is about."""
    return {one.key: one.scenario for one in sheets}


def _moved_on(sheets: Sequence[Sheet], asked: Mapping[int, Scenario]) -> bool:
    """Whether there is unsaved work that was not there when the question was put: the window stays live."""
    return any(one.unsaved and asked.get(one.key) != one.scenario for one in sheets)


def shipped(path: Path) -> bool:
    """Whether a file is one of those that ship with the program, or would stand among them."""
    try:
        return path.resolve().is_relative_to(STORIES)
    except (OSError, RuntimeError):
        return False
