"""Relief and reality checks beside the window: in another process, or where none can be, in this one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from stackdesk.core.errors import StackDeskError
from stackdesk.engine import Measure, Relief, Runner
from stackdesk.engine.apart import Apart, some_checks

if TYPE_CHECKING:
    from stackdesk.engine.outcomes import Outcome
    from stackdesk.engine.reality import Reality
    from stackdesk.scenario import Scenario

_log = logging.getLogger(__name__)


class Ease:
    """Measures relief and asks reality checks, one scenario after another, always in the same thread."""

    def __init__(self) -> None:
        self._apart: Apart | None = Apart()
        self._runner: Runner | None = None
        self._reality: Reality | None = None

    def __call__(
        self, scenario: Scenario, year: float, *, region: str, cancelled: Callable[[], bool]
    ) -> Relief | None:
        """Measure every constraint; None when the window closes meanwhile."""
        if cancelled():
            return None
        if self._apart is not None:
            try:
                return self._apart.relief(scenario, year, region)
            except (OSError, EOFError, StackDeskError):
                _log.exception("relief is measured in this process from now on")
                self._apart = None
        return None if cancelled() else self._here(scenario, year, region, cancelled)

    def checks(self, scenario: Scenario, first: int, count: int) -> tuple[tuple[Outcome, ...], int]:
        """Ask some of the shipped reality checks; tells how many there are."""
        if self._apart is not None:
            try:
                return self._apart.checks(scenario, first, count)
            except (OSError, EOFError, StackDeskError):
                _log.exception("reality checks are asked in this process from now on")
                self._apart = None
        if self._reality is None:
            from stackdesk.engine.reality import Reality  # late: the window starts without

            self._reality = Reality()
        return some_checks(self._reality, scenario, first, count)

    def _here(
        self, scenario: Scenario, year: float, region: str, cancelled: Callable[[], bool]
    ) -> Relief | None:
        """Measure in this process, which takes the interpreter from the window now and then."""
        if self._runner is None:
            self._runner = Runner()
        self._runner.prepared(scenario)
        self._runner.compiled_ready()
        return Measure(self._runner, scenario, year, region).all(cancelled)
