"""Relief: what easing one constraint by a hundredth from the present on does to an outcome.

The elasticity is d ln(outcome) / d ln(constraint), one-sided, at a date and region. Two families,
never mixed: ceilings (what stands) and limits (what builds it). Runs start from the state kept at
the present, so a whole set costs little more than a few runs.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from stackdesk.core.layer import Constraint, Layer
from stackdesk.engine.inputs import Inputs
from stackdesk.engine.records import ROOMS
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, rerun
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Scenario

EASE = 1.01
FREED = 8.0  # how far the binding ceilings are lifted to see what binds next
MOST = 4.0  # how far easing is followed to see where something else binds
OUTCOME = "applications.tokens_delivered"
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class ReliefRow:
    """One constraint and what easing it does.

    `elasticity` is None where the constraint is zero and was eased by a step: then `per_step` is the
    relative change of the outcome for that step. `until` is the factor of easing at which something
    else binds, None where it was not looked for or not found.
    """

    constraint: str
    label: str
    layer: str
    family: str
    elasticity: float | None
    per_step: float | None = None
    until: float | None = None


@dataclass(frozen=True)
class Next:
    """What would bind if the layer that binds did not, and the GW that would then run."""

    layer: str
    cause: str
    label: str
    gw: float


@dataclass(frozen=True)
class Relief:
    """The relief of every constraint at one date and region."""

    scenario: Scenario
    year: float
    region: str
    outcome: str
    rows: tuple[ReliefRow, ...]
    next: Next | None

    def family(self, name: str) -> tuple[ReliefRow, ...]:
        """Give the rows of one family, largest first."""
        rows = [row for row in self.rows if row.family == name]
        return tuple(sorted(rows, key=lambda row: -abs(row.elasticity or row.per_step or 0.0)))


def relief(
    scenario: Scenario,
    year: float,
    region: str = WORLD,
    outcome: str = OUTCOME,
    cancelled: Cancelled | None = None,
    *,
    until: bool = False,
) -> Relief:
    """Measure the relief of every constraint at a date.

    With `until` it also looks how far each may be eased before something else binds (slower).
    """
    runner = Runner()
    runner.prepared(scenario)
    runner.compiled_ready()
    found = Measure(runner, scenario, year, region, outcome).all(cancelled or (lambda: False), until=until)
    assert found is not None
    return found


class Measure:
    """The runs behind one relief: a base, and one run for each constraint eased."""

    def __init__(
        self, runner: Runner, scenario: Scenario, year: float, region: str = WORLD, outcome: str = OUTCOME
    ) -> None:
        self.runner = runner
        self.scenario, self.year, self.region, self.outcome = scenario, year, region, outcome
        self.base = runner.run(scenario)
        self.inputs: Inputs = runner.prepared(scenario)
        self.before = self.base.at(outcome, year, region)
        self._spare: Result | None = None

    def all(self, cancelled: Cancelled, *, until: bool = False) -> Relief | None:
        """Measure every constraint; None when cancelled on the way."""
        rows = []
        for room in ROOMS:
            for constraint in room.constraints:
                if cancelled():
                    return None
                rows.append(self.row(room, constraint, until=until))
        return Relief(self.scenario, self.year, self.region, self.outcome, tuple(rows), self.next())

    def row(self, room: Layer, constraint: Constraint, *, until: bool = False) -> ReliefRow:
        """Measure one constraint."""
        blank = self._is_zero(constraint)
        after = self._eased(constraint, EASE).at(self.outcome, self.year, self.region)
        change = math.log(max(after, 1e-30) / max(self.before, 1e-30))
        row = ReliefRow(
            constraint.name, constraint.label, room.key, constraint.family, change / math.log(EASE)
        )
        if blank:
            row = replace(row, elasticity=None, per_step=math.expm1(change))
        if until and abs(change) > 1e-5:
            row = replace(row, until=self._until(constraint))
        return row

    def next(self) -> Next | None:
        """Lift the ceilings of the layer that binds and see what binds then."""
        layer = self.base.at("binding.layer", self.year, self.region)
        room = next(room for room in ROOMS if room.key == layer)
        ceilings = [one for one in room.constraints if one.family == "ceiling"]
        if not ceilings or layer in ("models", "applications"):
            return None
        lifted = self._looked_at(ceilings, FREED)
        name = lifted.at("binding.layer", self.year, self.region)
        cause = lifted.at("binding.cause", self.year, self.region)
        running = lifted.at("infrastructure.running_load", self.year, self.region)
        return Next(name, cause, lifted.cause_label(name, cause), running)

    def _until(self, constraint: Constraint) -> float | None:
        """Find by bisection how far a constraint may be eased before another layer binds."""
        bound = self.base.at("binding.layer", self.year, self.region)

        def other(factor: float) -> bool:
            return bool(self._eased(constraint, factor).at("binding.layer", self.year, self.region) != bound)

        low, high = 1.0, MOST
        if not other(high):
            return None
        for _ in range(6):
            middle = math.sqrt(low * high)
            low, high = (low, middle) if other(middle) else (middle, high)
        return high

    def _is_zero(self, constraint: Constraint) -> bool:
        return all(not np.any(column[self._present() :]) for column in self._columns(constraint))

    def _eased(self, constraint: Constraint, factor: float) -> Result:
        return self._looked_at([constraint], factor)

    def _looked_at(self, constraints: list[Constraint], factor: float) -> Result:
        """Run into the arrays of the run before: the result holds until the next."""
        self._spare = self._run(constraints, factor, self._spare)
        return self._spare

    def _run(self, constraints: list[Constraint], factor: float, into: Result | None = None) -> Result:
        """Run with constraints eased from the present on; the parameters are as before afterwards."""
        changed = self._present()
        kept: list[tuple[npt.NDArray[Any], npt.NDArray[Any]]] = []
        for constraint in constraints:
            parameter = self.inputs.catalogue.parameter(constraint.eases)
            for column in self._columns(constraint):
                kept.append((column, column.copy()))
                eased = column[changed:] / factor if constraint.inverse else column[changed:] * factor
                if constraint.step and not np.any(column[changed:]):
                    eased = column[changed:] + constraint.step
                column[changed:] = np.clip(eased, parameter.low, parameter.high)
        try:
            last = min(
                math.ceil((self.year - self.inputs.years[0]) / self.inputs.h) + 1, len(self.inputs.years) - 1
            )
            return rerun(self.runner, self.base, self.inputs, self._start(), last, into)
        finally:
            for column, before in kept:
                column[:] = before

    def _columns(self, constraint: Constraint) -> list[npt.NDArray[Any]]:
        """Give the numbers that a constraint moves: in the World or the region looked at."""
        parameter = self.inputs.catalogue.parameter(constraint.eases)
        if not parameter.quantity.regional:
            return [self.inputs.place(parameter, None)]
        regions = self.inputs.regions if self.region == WORLD else (self.region,)
        return [self.inputs.place(parameter, region) for region in regions]

    def _present(self) -> int:
        """Give the first step at which the present's values hold."""
        return math.ceil((self.scenario.present - self.inputs.years[0]) / self.inputs.h - 1e-9)

    def _start(self) -> int:
        """Give the last step before the present at which the base run kept its state.

        The step into the present already meets its values, so runs start before it.
        """
        return max(self._present() - 1, 0) // self.inputs.every * self.inputs.every
