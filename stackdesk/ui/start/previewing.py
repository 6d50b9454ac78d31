"""Previews made beside the window, one story after another, once the engine is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from stackdesk.ui.start.previews import Preview
from stackdesk.ui.worker import Worker

if TYPE_CHECKING:
    from stackdesk.ui.live import Live


class Makes(Protocol):
    """What makes previews."""

    def kept(self, path: Path) -> Preview | None:
        """Give a preview that is kept."""

    def made(self, path: Path) -> Preview | None:
        """Make one."""


class Previewing(QObject):
    """Tells of previews as they come: first those that are kept, then those that are run.

    Stories are run only while the page is on show and the engine has nothing to load: the desk comes first.
    """

    found = Signal(object, object)

    def __init__(self, live: Live, makes: Makes | None, parent: QObject) -> None:
        super().__init__(parent)
        self._live = live
        self._makes = makes
        self._worker: Worker | None = None
        self._lacking: list[Path] = []
        self._busy = self._wanted = False
        live.engine_changed.connect(self._next)
        live.frame.connect(self._next)

    def begin(self, paths: Sequence[Path]) -> None:
        """Give the previews of files, anew if they were asked for before."""
        if self._makes is None:
            return
        if self._worker is None:
            self._worker = Worker("previews", self)
            self._worker.answered.connect(self._take)
        self._wanted = True
        self._lacking = []
        for path in paths:
            self._worker.start(partial(_look, self._worker, self._makes, path))

    def pause(self) -> None:
        """Run no more stories for now."""
        self._wanted = False

    def stop(self) -> None:
        """End the thread."""
        self.pause()
        if self._worker is not None:
            self._worker.stop()

    def _take(self, answer: tuple[Path, Preview | None, bool]) -> None:
        """Take a preview; one that was not kept is to be run."""
        path, preview, run = answer
        if run:
            self._busy = False
        if preview is not None or run:
            self.found.emit(path, preview)
        else:
            self._lacking.append(path)
        self._next()

    def _next(self, _: object = None) -> None:
        """Run the next story, one at a time."""
        if (
            not self._lacking
            or self._busy
            or not self._wanted
            or self._worker is None
            or not self._live.known
        ):
            return
        self._busy = True
        assert self._makes is not None
        self._worker.start(partial(_run, self._worker, self._makes, self._lacking.pop(0)))


def _look(worker: Worker, makes: Makes, path: Path) -> None:
    """Look for a kept preview (in the thread)."""
    worker.answer((path, makes.kept(path), False))


def _run(worker: Worker, makes: Makes, path: Path) -> None:
    """Make a preview (in the thread)."""
    preview = None
    try:
        preview = makes.made(path)
    finally:
        worker.answer((path, preview, True))
