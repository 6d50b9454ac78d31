"""Work beside the window: one thread, one job at a time; answers come back as signals."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)


class Worker(QObject):
    """A thread that lives as long as the window; jobs hold arrays and frozen data, never widgets."""

    answered = Signal(object)
    _crossing = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._crossing.connect(self.answered, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def start(self, job: Callable[[], object]) -> None:
        """Queue a job."""
        self._jobs.put(job)

    def answer(self, value: Any) -> None:
        """Carry an answer over to the window's thread; called by a job."""
        self._crossing.emit(value)

    def stop(self, wait: float = 1.0) -> None:
        """End the thread after the job it is at."""
        self._jobs.put(None)
        self._thread.join(wait)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception:  # a failed job must not end the thread; the window says what is out of date
                _log.exception("a job in the background failed")
