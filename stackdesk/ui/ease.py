"""Relief beside the window: in a process of its own, or where there can be none, by a runner of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from stackdesk.core.errors import StackDeskError
from stackdesk.engine import Measure, Relief, Runner
from stackdesk.engine.apart import Apart

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario

_log = logging.getLogger(__name__)


class Ease:
    """Measures relief for one scenario after another, always in the same thread."""

    def __init__(self) -> None:
        self._apart: Apart | None = Apart()
        self._runner: Runner | None = None

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

    def _here(
        self, scenario: Scenario, year: float, region: str, cancelled: Callable[[], bool]
    ) -> Relief | None:
        """Measure in this process, which takes the interpreter from the window now and then."""
        if self._runner is None:
            self._runner = Runner()
        self._runner.prepared(scenario)
        self._runner.compiled_ready()
        return Measure(self._runner, scenario, year, region).all(cancelled)
