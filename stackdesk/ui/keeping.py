"""Never lose work: a copy of what is not saved, offered after a kill; and a snapshot at each save."""

from __future__ import annotations

import logging
import os
import secrets
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QLockFile, QObject, QStandardPaths, QTimer

from stackdesk.desk import recovery
from stackdesk.desk.snapshots import Snapshots
from stackdesk.ui.question import CANCEL, Answer
from stackdesk.ui.view import sheet_name
from stackdesk.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from stackdesk.desk import Sheet
    from stackdesk.scenario import Scenario
    from stackdesk.ui.window import MainWindow

KEEP_MS = 3000
NAMED = 6
"""So many pieces of work are named where recovery is offered; the rest are counted."""

_log = logging.getLogger(__name__)


def state_folder() -> Path:
    """Give the folder for work in progress: STACKDESK_STATE, beside STACKDESK_SETTINGS, or the platform's."""
    own, settings = os.environ.get("STACKDESK_STATE"), os.environ.get("STACKDESK_SETTINGS")
    if own:
        return Path(own)
    if settings:
        return Path(settings).absolute().parent / "stackdesk-state"
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(base) / "stackdesk"


class Keeping(QObject):
    """Writes copies beside the window a few seconds after a change, and cleans up what is no longer needed.

    Each window has a folder with a lock: only the folders of windows that are gone are offered.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._all = state_folder() / "recovery"
        self.folder = self._all / f"{os.getpid()}-{secrets.token_hex(4)}"
        self.snapshots = Snapshots(state_folder() / "snapshots")
        self._lock: QLockFile | None = None
        self._kept: dict[int, Scenario] = {}
        self._writer: Worker | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep_now)
        self._desk.on_change(self._hear)
        window.documents.saved.connect(self._saved)
        window.documents.discarded.connect(self._forget)

    def _hear(self, kind: str) -> None:
        if kind == "document" and not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Have copies written of what is not saved and was not copied yet; drop those of what is."""
        if self._desk.dragging is not None or self._desk.playing:
            self._timer.start()
            return
        for sheet in self._desk.sheets:
            if not sheet.unsaved:
                self._forget(sheet)
            elif self._kept.get(sheet.key) is not sheet.scenario and self._hold():
                state = self._kept[sheet.key] = sheet.scenario  # written later, when a lever may be held
                work = partial(recovery.work_of, sheet, sheet_name(sheet), time.time(), state)
                self._start(partial(_keep, self.folder, work))

    def _start(self, job: Callable[[], object]) -> None:
        if self._writer is None:
            self._writer = Worker("copies", self)
        self._writer.start(job)

    def _hold(self) -> bool:
        """Take this window's folder; where nothing can be written, there are no copies."""
        if self._lock is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                _log.warning("unsaved work is not copied: %s", error)
                return False
            self._lock = _locked(self.folder)
        return self._lock is not None

    def _forget(self, sheet: Sheet) -> None:
        """Drop the copy of a scenario that was saved or given up."""
        if self._kept.pop(sheet.key, None) is not None:
            self._start(partial(recovery.drop, self.folder, sheet.key))

    def _saved(self, sheet: Sheet) -> None:
        self._forget(sheet)
        try:
            self.snapshots.take(sheet, time.time())
        except OSError as error:
            _log.warning("no snapshot was kept: %s", error)

    def stop(self) -> None:
        """Clean up: the window closes, and whatever was not saved was given up."""
        self._timer.stop()
        if self._writer is not None:
            self._writer.stop()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            recovery.forget(self.folder)

    # --------------------------------------------------------------------------------------- recovery

    def offer(self) -> None:
        """Offer work that a window left behind which is gone; nothing waits for the answer."""
        left = {folder: lock for folder in self._left() if (lock := _locked(folder)) is not None}
        found = {folder: recovery.found(folder) for folder in left}
        works = [work for each in found.values() for work in each]

        def clean(done: list[recovery.Work]) -> None:
            """Drop what is done with; what cannot be read, perhaps by this version only, stays."""
            for folder, lock in left.items():
                lock.unlock()
                recovery.forget(folder, [work.key for work in found[folder] if work in done])

        def told(answer: str) -> None:
            clean(self._bring_back(works) if answer == "recover" else [] if answer == CANCEL else works)

        if not works:
            clean([])
            return
        newest = QDateTime.fromSecsSinceEpoch(int(max(work.when for work in works)))
        when = QLocale().toString(newest, QLocale.FormatType.ShortFormat)
        heading = self.tr("Work was left unsaved when StackDesk ended unexpectedly")
        names = ", ".join(f"“{work.name}”" for work in works[:NAMED])
        if len(works) > NAMED:
            names = self.tr("{names} and {count} more").format(names=names, count=len(works) - NAMED)
        detail = self.tr("{names}, last changed {when}.\nYour files are as you saved them.")
        answers = (
            Answer("recover", self.tr("&Recover")),
            Answer("discard", self.tr("&Discard")),
            Answer(CANCEL, self.tr("Ask Next Time")),
        )
        self._window.documents.question.ask(heading, detail.format(names=names, when=when), answers, told)

    def _left(self) -> list[Path]:
        try:
            return [one for one in sorted(self._all.iterdir()) if one.is_dir() and one != self.folder]
        except OSError:
            return []

    def _bring_back(self, works: list[recovery.Work]) -> list[recovery.Work]:
        """Put the work on the desk; give what this window has copies of now, so that the old ones may go."""
        brought, copied = recovery.bring_back(self._desk, works), []
        for sheet, work in brought if self._hold() else ():
            if _keep(self.folder, partial(recovery.work_of, sheet, sheet_name(sheet), time.time())):
                self._kept[sheet.key] = sheet.scenario
                copied.append(work)
        self._window.documents.changed.emit()
        words = self.tr("Recovered: {count}").format(count=len(brought))
        if len(brought) < len(works):
            words = self.tr("{words}; {left} cannot be read here and stay kept").format(
                words=words, left=len(works) - len(brought)
            )
        self._window.say(words)
        return copied


def _locked(folder: Path) -> QLockFile | None:
    """Lock a folder for as long as this process lives; None where another that lives has it."""
    lock = QLockFile(str(folder / "lock"))
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _keep(folder: Path, work: partial[recovery.Work]) -> bool:
    """Write a copy; say whether it was written."""
    try:
        recovery.keep(folder, work())
    except OSError as error:
        _log.warning("unsaved work is not copied: %s", error)
        return False
    return True
