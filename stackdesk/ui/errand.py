"""A long question asked beside the window: the newest wins, it can be cancelled, it says how far it is."""

from __future__ import annotations

import logging
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from stackdesk.core.errors import StackDeskError
from stackdesk.desk.recompute import Recompute
from stackdesk.engine.errands import ErrandCancelledError, Errands, Told
from stackdesk.ui.worker import Worker

_log = logging.getLogger(__name__)

Question = tuple[int, str, tuple[Any, ...]]


class Asks(Protocol):
    """What answers: the other process."""

    def ask(self, name: str, *arguments: Any, told: Told) -> Any:
        """Ask, and wait for the answer."""

    def cancel(self) -> None:
        """Have what is being asked given up."""

    def close(self) -> None:
        """End."""


class Errand(QObject):
    """Asks one question at a time; an older one that is still under way is given up for a newer.

    `answered` carries the answer to the newest question, `told` what comes on the way, `failed` words; after
    `cancel` none of them comes. Threads and the other process are started by the first question.
    """

    answered = Signal(object)
    told = Signal(object)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, asks: Asks | None = None) -> None:
        super().__init__(parent)
        self._asks = asks if asks is not None else Errands()
        self._number = 0
        self._busy = False
        self._worker: Worker | None = None
        self._newest: Recompute[Question, object] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._busy

    def ask(self, name: str, *arguments: Any) -> None:
        """Ask what `engine.errands.ERRANDS` names; what was asked before and is not answered is dropped."""
        if self._worker is None:
            self._worker = Worker(f"errand {name}", self)
            self._worker.answered.connect(self._take, Qt.ConnectionType.DirectConnection)
            self._newest = Recompute(self._work, self._worker.start, self._worker.answer)
        assert self._newest is not None
        if self._busy:
            self._asks.cancel()
        self._number += 1
        self._newest.request((self._number, name, arguments))
        self._set_busy(True)

    def cancel(self) -> None:
        """Give up what is being asked; nothing more is heard of it."""
        if self._busy:
            self._number += 1
            self._asks.cancel()
            self._set_busy(False)

    def stop(self) -> None:
        """End the thread and the process: the window closes."""
        self._number += 1
        self._busy = False
        if self._newest is not None:
            self._newest.stop()
        self._asks.close()
        if self._worker is not None:
            self._worker.stop()

    def _work(self, question: Question) -> object:
        """Ask (in the thread); a question given up for a newer one is answered with nothing."""
        number, name, arguments = question
        worker = self._worker
        assert worker is not None
        try:
            answer = self._asks.ask(
                name, *arguments, told=lambda value: worker.answer((number, "told", value))
            )
        except ErrandCancelledError:
            return None
        except StackDeskError as error:
            return number, "failed", str(error)
        except (OSError, EOFError, RuntimeError):
            if number == self._number:  # else nobody waits for it any more: the process was ended on purpose
                _log.exception("%s could not be answered", name)
            return number, "failed", self.tr("This could not be computed.")
        return number, "answered", answer

    def _take(self, answer: tuple[int, str, Any]) -> None:
        """Hand on what came, unless it is about an older question."""
        number, kind, value = answer
        if number != self._number or not self._busy:
            return
        if kind == "told":
            self.told.emit(value)
            return
        self._set_busy(False)
        (self.answered if kind == "answered" else self.failed).emit(value)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
