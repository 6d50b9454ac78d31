"""Long questions in a process of their own: solving, the ladder, attribution, ensembles.

Questions go over the process's standard input and come back over its standard output, both pickled; a
scenario travels as the text of its file. One question is answered at a time, and can be cancelled.
`python -m stackdesk.engine.errands` is the other side.
"""

from __future__ import annotations

import importlib
import io
import os
import pickle
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Callable
from queue import SimpleQueue
from types import MappingProxyType
from typing import IO, Any

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.runner import Runner
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.library import reference
from stackdesk.scenario.references import Reference
from stackdesk.scenario.toml_in import loads
from stackdesk.scenario.toml_out import dumps

Told = Callable[[Any], None]
ASIDE = 10
"""The niceness of a process that has stepped aside."""

ERRANDS = {
    "solve": "stackdesk.engine.errand_list:solved",
    "propose": "stackdesk.engine.errand_list:proposed",
    "ladder": "stackdesk.engine.errand_list:climbed",
    "attribute": "stackdesk.engine.errand_list:attributed",
    "bands": "stackdesk.engine.banding:banded",
    "drivers": "stackdesk.engine.banding:driven",
    "uses": "stackdesk.engine.errand_list:used",
    "effects": "stackdesk.engine.errand_list:effected",
}
"""What can be asked, and the function `(work, *arguments) -> answer` that answers, loaded when it is first
asked for."""


class ErrandCancelledError(Exception):
    """The question was cancelled before it was answered."""


class Work:
    """What a function that answers is given: a runner, when to give up, a way to tell how far it is.

    One that runs on and on lets others go first on a busy machine: `step_aside`.
    """

    def __init__(
        self,
        runner: Runner,
        cancelled: Callable[[], bool],
        tell: Told,
        step_aside: Callable[[], None] = lambda: None,
    ) -> None:
        self.runner = runner
        self.cancelled = cancelled
        self.tell = tell
        self.step_aside = step_aside


class Errands:
    """Asks the other process, which is started by the first question and ends with its owner."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._writing = threading.Lock()
        self._asking = threading.Lock()
        self._number = 0

    def ask(self, name: str, *arguments: Any, told: Told = lambda value: None) -> Any:
        """Ask, and wait for the answer; what the function tells on the way is handed to `told`.

        Raises:
            ErrandCancelledError: it was cancelled.
            StackDeskError: the question was refused, in words.
            RuntimeError: the function failed.
            OSError, EOFError: the process cannot be started or has ended.
        """
        with self._asking:
            process = self._started()
            self._number += 1
            try:
                self._send(process, (self._number, name, arguments))
            except OSError:
                self.close()
                raise
            assert process.stdout is not None
            while True:
                try:
                    kind, value = pickle.load(process.stdout)
                except (EOFError, pickle.UnpicklingError) as error:
                    self.close()
                    raise EOFError("the process has ended") from error
                if kind == "told":
                    told(value)
                else:
                    return _answer(kind, value)

    def cancel(self) -> None:
        """Have what is being asked given up; nothing happens where nothing is."""
        process = self._process
        if process is not None:
            try:
                self._send(process, (self._number, "", ()))
            except OSError:
                self.close()

    def close(self) -> None:
        """End the process; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = _start()
            weakref.finalize(self, _end, self._process)
        return self._process

    def _send(self, process: subprocess.Popen[bytes], question: tuple[int, str, tuple[Any, ...]]) -> None:
        assert process.stdin is not None
        with self._writing:
            process.stdin.write(pickled(question))
            process.stdin.flush()


def _answer(kind: str, value: Any) -> Any:
    """Give an answer, or raise what came instead."""
    if kind == "cancelled":
        raise ErrandCancelledError
    if kind == "refused":
        raise StackDeskError(value)
    if kind == "failed":
        raise RuntimeError(value)
    return value


def _start() -> subprocess.Popen[bytes]:
    """Start the process; it finds the packages where this one does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "stackdesk.engine.errands"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and what still waits for it."""
    process.kill()
    process.wait()


# ---------------------------------------------------------------------------------------------- pickling


class _Pickler(pickle.Pickler):
    """Writes scenarios as text and references by version: neither is data that a pickle should hold."""

    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, Scenario):
            return loads, (dumps(thing),)
        if isinstance(thing, Reference):
            return reference, (thing.version,)
        if isinstance(thing, MappingProxyType):
            return MappingProxyType, (dict(thing),)
        return NotImplemented


def pickled(thing: Any) -> bytes:
    """Pickle a question or an answer."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(thing)
    return buffer.getvalue()


# -------------------------------------------------------------------------------------- the other process


class _Questions:
    """Reads questions in a thread, so that one which is being answered can be cancelled."""

    def __init__(self, asked: IO[bytes]) -> None:
        self._asked = asked
        self._next: SimpleQueue[tuple[int, str, tuple[Any, ...]] | None] = SimpleQueue()
        self._cancelled = 0
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> tuple[int, str, tuple[Any, ...]] | None:
        """Wait for a question; None when there are no more."""
        return self._next.get()

    def cancelled(self, number: int) -> bool:
        """Whether a question is no longer wanted."""
        return self._cancelled >= number

    def _read(self) -> None:
        try:
            while True:
                number, name, arguments = pickle.load(self._asked)
                if name:
                    self._next.put((number, name, arguments))
                else:
                    self._cancelled = number
        except EOFError:
            pass
        finally:  # a question that cannot be read ends the process, too: who asks must not wait for ever
            self._cancelled = sys.maxsize
            self._next.put(None)


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer questions until there are no more."""
    runner, questions = Runner(), _Questions(asked)

    def tell(kind: str, value: Any) -> None:
        told.write(pickled((kind, value)))
        told.flush()

    while (question := questions.next()) is not None:
        number, name, arguments = question
        work = Work(
            runner,
            lambda number=number: questions.cancelled(number),  # type: ignore[misc]
            lambda value: tell("told", value),
            _step_aside,
        )
        tell(*_done(work, name, arguments))


def _step_aside() -> None:
    """Lower this process's priority, once and for all, where the system knows of any."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, ASIDE)


def _done(work: Work, name: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
    """Answer one question, or say why not."""
    try:
        place, _, function = ERRANDS[name].partition(":")
        answer = getattr(importlib.import_module(place), function)(work, *arguments)
    except StackDeskError as error:
        return "refused", str(error)
    except Exception:
        return "failed", traceback.format_exc()
    return ("cancelled", None) if work.cancelled() else ("answer", answer)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
