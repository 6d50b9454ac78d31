"""Recompute: latest wins. At most one run is in flight, and the newest request is next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class Recompute(Generic[Request, Answer]):
    """Runs the newest request somewhere else, dropping those that were overtaken before they began.

    `start` is given a job and runs it, at once or in a worker; `run` and `done` are called inside the
    job. `run` may ask `overtaken` whether to give up; an answer that is None is not handed on.
    """

    def __init__(
        self,
        run: Callable[[Request], Answer | None],
        start: Callable[[Callable[[], None]], None],
        done: Callable[[Answer], None],
    ) -> None:
        self._run = run
        self._start = start
        self._done = done
        self._lock = threading.Lock()
        self._next: list[Request] = []  # none or one; a list, since a request may be any value
        self._busy = False
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether a run is in flight."""
        return self._busy

    def request(self, request: Request) -> None:
        """Ask for a run; an earlier request that has not begun is forgotten."""
        with self._lock:
            self._next = [request]
            if self._busy or self._stopped:
                return
            self._busy = True
        try:
            self._start(self._work)
        except BaseException:
            self._busy = False
            raise

    def overtaken(self) -> bool:
        """Whether the run in flight is no longer wanted."""
        return self._stopped or bool(self._next)

    def stop(self) -> None:
        """Begin no more runs, and hand on no more answers."""
        with self._lock:
            self._stopped = True
            self._next = []

    def _work(self) -> None:
        """Run until nothing newer is asked for. The request is taken before its run: one change, one run."""
        while (taken := self._take()) is not None:
            try:
                answer = self._run(taken[0])
                if answer is not None and not self._stopped:
                    self._done(answer)
            except BaseException:
                self._failed()
                raise

    def _take(self) -> list[Request] | None:
        """Take the newest request, or end the flight when there is none."""
        with self._lock:
            taken, self._next = self._next, []
            self._busy = bool(taken)
            return taken or None

    def _failed(self) -> None:
        """End the flight after an error; what was asked for meanwhile starts a new one."""
        with self._lock:
            self._busy = bool(self._next)
        if self._busy:
            self._start(self._work)
