"""Relief beside the window: a runner of its own, so that it never meets the one the levers use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stackdesk.engine import Measure, Relief, Runner

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario


class Ease:
    """Measures relief for one scenario after another, always in the same thread."""

    def __init__(self) -> None:
        self._runner = Runner()

    def __call__(
        self, scenario: Scenario, year: float, *, region: str, cancelled: Callable[[], bool]
    ) -> Relief | None:
        """Measure every constraint; None when the window closes meanwhile."""
        self._runner.prepared(scenario)
        self._runner.compiled_ready()
        return Measure(self._runner, scenario, year, region).all(cancelled)
