"""The history: a list of scenarios and an index into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State")

TOGETHER = 0.5
"""Seconds within which nudges of one thing share an entry."""


@dataclass(frozen=True)
class _Entry(Generic[State]):
    """One state and what led to it."""

    state: State
    text: str


class History(Generic[State]):
    """States of a document, with a place among them; what equals the current state makes no entry."""

    def __init__(self, state: State, clock: Callable[[], float]) -> None:
        self._entries = [_Entry(state, "")]
        self._index = 0
        self._clock = clock
        self._nudged: object = None  # what is being nudged, while nudges of it still share an entry
        self._before = 0  # the place before those nudges
        self._touched = 0.0

    @property
    def current(self) -> State:
        """The state at the current place."""
        return self._entries[self._index].state

    @property
    def before(self) -> State:
        """The state that undo goes to; the current one where there is none."""
        return self._entries[max(self._index - 1, 0)].state

    @property
    def after(self) -> State:
        """The state that redo goes to; the current one where there is none."""
        return self._entries[min(self._index + 1, len(self._entries) - 1)].state

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a later state."""
        return self._index + 1 < len(self._entries)

    @property
    def undo_text(self) -> str:
        """What undo takes back; empty where there is nothing."""
        return self._entries[self._index].text

    @property
    def redo_text(self) -> str:
        """What redo brings back; empty where there is nothing."""
        return self._entries[self._index + 1].text if self.can_redo else ""

    def push(self, state: State, text: str) -> None:
        """Enter a state, unless it equals the current one; what was undone is forgotten."""
        self.close()
        if state != self.current:
            self._entries[self._index + 1 :] = [_Entry(state, text)]
            self._index += 1

    def nudge(self, state: State, text: str, subject: object) -> None:
        """Enter a state that shares its entry with nudges of the same subject shortly before."""
        now = self._clock()
        together = self._nudged == subject and now - self._touched <= TOGETHER
        if together and self._index > self._before:
            self._index = self._before  # the entry they share is made anew, or not at all when they came back
            del self._entries[self._index + 1 :]
        self._before = self._index
        self.push(state, text)
        self._nudged, self._touched = subject, now

    def close(self) -> None:
        """Let the next nudge make an entry of its own."""
        self._nudged = None

    def undo(self) -> State:
        """Go to the earlier state, if there is one, and give the current one."""
        self.close()
        self._index = max(self._index - 1, 0)
        return self.current

    def redo(self) -> State:
        """Go to the later state, if there is one, and give the current one."""
        self.close()
        self._index = min(self._index + 1, len(self._entries) - 1)
        return self.current
