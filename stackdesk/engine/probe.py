"""Many short runs near one scenario: each from its first difference to the last date that is looked at."""

from __future__ import annotations

import math
from dataclasses import replace

from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, parameter_bits, rerun, unchanged_until
from stackdesk.scenario.document import Scenario


class Probe:
    """Runs scenarios of one reference; what lies before the first difference is the base's.

    A result holds up to the date `until`; what comes after is still the base's.
    """

    def __init__(self, scenario: Scenario, until: float, runner: Runner | None = None) -> None:
        self.runner = runner or Runner()
        inputs = self.runner.prepared(scenario)
        self.runner.compiled_ready()
        self.base = self.runner.run(scenario)
        self._bits = parameter_bits(inputs).copy()
        quarters = math.ceil((until - inputs.years[0]) * 4 - 1e-9)
        self._last = min(max(quarters, 0) * inputs.every, len(inputs.years) - 1)

    def run(self, scenario: Scenario) -> Result:
        """Run a scenario of the same reference.

        Raises:
            ValueError: it stands on another reference.
        """
        if scenario.reference is not self.base.scenario.reference:
            raise ValueError("a probe's scenarios stand on one reference")
        inputs = self.runner.prepared(scenario)
        first = unchanged_until(inputs, self._bits)
        if first >= self._last:
            return replace(self.base, scenario=scenario)
        return replace(rerun(self.runner, self.base, inputs, first, self._last), scenario=scenario)
