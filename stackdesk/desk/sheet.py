"""One open document: its scenario as it is shown and as it was saved, its history, what came of it."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stackdesk.core.errors import Problem
from stackdesk.desk.history import History
from stackdesk.scenario import Scenario

if TYPE_CHECKING:
    from stackdesk.engine import Result

_LATELY = 256  # as many states as a drag shows while one plain run is on its way, and more


class Sheet:
    """A document on the desk; `key` stays its own for the sitting and is never given again.

    The desk changes it. `shown` differs from the history's current state in the middle of a drag only.
    """

    def __init__(self, key: int, scenario: Scenario, clock: Callable[[], float]) -> None:
        self.key = key
        self.path: Path | None = None
        self.against: Sheet | None = None
        self.child_of: Sheet | None = None
        self.stamp = ""
        self._parent: Path | None = None
        self._clock = clock
        self.begin(scenario)

    def begin(self, scenario: Scenario, warnings: tuple[Problem, ...] = ()) -> None:
        """Begin from what a file says, or from a new scenario."""
        self.saved = self._shown = scenario
        self.warnings = warnings
        self.history = History(scenario, self._clock)
        self.locked: frozenset[str] = frozenset()
        self.result: Result | None = None
        self._lately: deque[Scenario] = deque([scenario], maxlen=_LATELY)
        self._kept = False

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is shown, in the middle of a drag too."""
        return self._shown

    def show(self, scenario: Scenario) -> None:
        """Show a scenario; results of those shown lately are taken when they come."""
        self._shown = scenario
        self._lately.append(scenario)

    def take(self, result: Result) -> None:
        """Take a result of this very scenario as it is or lately was, unless a newer one came already."""
        place = next((i for i, one in enumerate(self._lately) if one is result.scenario), None)
        if place is not None:
            self.result = result
            for _ in range(place):
                self._lately.popleft()

    @property
    def unsaved(self) -> bool:
        """Whether the scenario differs from the file."""
        return self._kept or (self._shown is not self.saved and self._shown != self.saved)

    @property
    def untouched(self) -> bool:
        """Whether it is a new scenario that nothing was done with: what is opened takes its place."""
        bare = not self.unsaved and not self.history.can_undo and not self.history.can_redo
        return bare and self.path is None and self.child_of is None and self._parent is None

    @property
    def stale(self) -> bool:
        """Whether the scenario is newer than the result."""
        return self.result is None or self.result.scenario != self._shown

    @property
    def parent(self) -> Path | None:
        """The file of the scenario that this one was made from, where that has one."""
        if self.child_of is not None and self.child_of.path is not None:
            return self.child_of.path
        return self._parent

    @parent.setter
    def parent(self, path: Path | None) -> None:
        self._parent = path
        self.child_of = None

    def wrote(self, path: Path) -> None:
        """Belong to a file that was just written."""
        self.path, self.saved, self.stamp = path, self._shown, stamp(path)
        self._kept = False
        self.history.close()

    def keep_mine(self) -> None:
        """Hold on to this although its file has changed: it is unsaved, and saving replaces the file."""
        if self.path is not None:
            self.stamp = stamp(self.path)
            self._kept = True

    @property
    def changed_outside(self) -> bool:
        """Whether the file is another one than was read or written here last; one that is gone is not."""
        now = stamp(self.path) if self.path is not None else ""
        return now not in ("", self.stamp)


def stamp(path: Path) -> str:
    """Tell two contents of a file apart; empty where there is none to read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""
