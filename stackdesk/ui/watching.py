"""Files that somebody else changes while they are open here are noticed and asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from stackdesk.desk.sheet import stamp

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

SETTLE_MS = 400


class Watching(QObject):
    """Watches the files and, since a file that is replaced goes silent, their folders too."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = window.desk
        self._documents = window.documents
        self._told: set[tuple[int, str]] = set()
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._later)
        self._watcher.directoryChanged.connect(self._later)
        self._documents.changed.connect(self._follow)

    def _later(self) -> None:
        self._timer.start()

    def _follow(self) -> None:
        """Watch what is open now; a scenario that comes to the front is looked at."""
        paths = {one.path.absolute() for one in self._desk.sheets if one.path is not None}
        wanted = {str(path) for path in paths} | {str(path.parent) for path in paths}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if known - wanted:
            self._watcher.removePaths(sorted(known - wanted))
        if wanted - known:
            self._watcher.addPaths(sorted(wanted - known))
        self._timer.start()

    def look(self) -> None:
        """Ask about the file in front, once for each time it was changed."""
        sheet = self._desk.sheet
        if sheet.path is None or self._desk.dragging is not None or not sheet.changed_outside:
            return
        seen = (sheet.key, stamp(sheet.path))
        if seen not in self._told and not self._documents.question.asked:
            self._told.add(seen)
            self._documents.ask_conflict(sheet)
