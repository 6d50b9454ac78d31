"""The files that were open last: remembered when the window closes, opened again on request or at start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stackdesk.ui.keeping import Keeping
from stackdesk.ui.replaying import Replaying
from stackdesk.ui.watching import Watching

if TYPE_CHECKING:
    from stackdesk.ui.snapshots import SnapshotsBox
    from stackdesk.ui.window import MainWindow


class Session(QObject):
    """Holds what keeps work from being lost, from one start to the next."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.keeping = Keeping(window)
        self.watching = Watching(window)
        self.replaying = Replaying(window)

    def reopen(self) -> bool:
        """Open the files that were open last, the one in front last; those that are gone are left out."""
        paths, front = self._window.settings.session()
        for path in (*(one for one in paths if one != front), *(one for one in paths if one == front)):
            self._window.documents.open_path(path)
        return bool(paths)

    def at_start(self) -> bool:
        """Reopen them where that was chosen; say whether there were any."""
        return self._window.settings.reopen and self.reopen()

    def choose(self, reopen: bool) -> None:
        """Remember whether they are opened at each start."""
        self._window.settings.reopen = reopen

    def show_snapshots(self) -> SnapshotsBox:
        """Open the list of snapshots."""
        from stackdesk.ui.snapshots import SnapshotsBox  # late: the window starts without

        box = SnapshotsBox(self._window)
        box.show()
        return box

    def stop(self) -> None:
        """Remember what is open, and clean up."""
        desk = self._window.desk
        paths = [Path(one.path).absolute() for one in desk.sheets if one.path is not None]
        if paths:  # a window on a new scenario leaves what was open before to be opened again
            self._window.settings.remember_session(paths, desk.path)
        self.replaying.stop()
        self.keeping.stop()
