"""A scenario file dropped anywhere on the window is opened there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent

from stackdesk.ui.documents import SUFFIX

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class Dropping(QObject):
    """Takes one scenario file at a time; anything else is refused while it still hangs on the mouse."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._path: Path | None = None
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.timeout.connect(self._open)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the window, or dropped on it."""
        if not isinstance(event, QDropEvent):  # moves are a kind of it
            return super().eventFilter(watched, event)
        path = dropped(event.mimeData())
        if path is None:
            event.ignore()
        else:
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._path = path
                self._opening.start(0)  # a question about unsaved work must not hold up where it came from
        return True

    def _open(self) -> None:
        if self._path is not None:
            self._window.activateWindow()
            self._window.documents.open_recent(self._path)


def dropped(data: QMimeData) -> Path | None:
    """Give the one scenario file among what is dragged, if that is all there is."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == SUFFIX else None
