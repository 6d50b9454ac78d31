"""The box of allowed inputs: the engine with any parameter set anywhere between its hard limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from stackdesk.engine import Result, Runner
from stackdesk.engine.runner import rerun
from stackdesk.scenario import Scenario

Numbers = npt.NDArray[np.float64]


class Change(NamedTuple):
    """A parameter set to a value: in every region or in one, over all years or from the present on."""

    address: str
    value: float
    region: str | None = None
    history: bool = False


class Box:
    """Runs of the compiled engine that differ from one scenario by changes of its inputs."""

    def __init__(self, scenario: Scenario, steps_per_year: int = 8) -> None:
        self.runner = Runner("compiled", steps_per_year)
        self.base = self.runner.run(scenario)
        self.inputs = self.runner.prepared(scenario)
        self.parameters = self.inputs.catalogue.parameters
        self.regions = self.inputs.regions
        self.present = next(i for i, year in enumerate(self.inputs.years) if year >= scenario.present - 1e-9)
        self._untouched = self.inputs.parameters.copy()

    def run(self, *changes: Change) -> Result:
        """Run from 2023 to the end with changes."""
        self.inputs.parameters[:] = self._untouched
        for change in changes:
            self._set(change)
        return rerun(self.runner, self.base, self.inputs, 0, len(self.inputs.years) - 1)

    def instant(self, result: Result, row: int, states: npt.NDArray[Any]) -> Any:
        """Give the flows of one walk from the stocks in a row of `states`, inputs as of the last run."""
        step = row * self.inputs.every
        walked = rerun(self.runner, replace(result, states=states), self.inputs, step, step)
        return walked.flows[row]

    def _set(self, change: Change) -> None:
        parameter = self.parameters[change.address]
        regions: tuple[str | None, ...] = (None,)
        if parameter.quantity.regional:
            regions = self.regions if change.region is None else (change.region,)
        for region in regions:
            column = self.inputs.place(parameter, region)
            column[0 if change.history else self.present :] = change.value


def numbers(records: Any) -> Iterator[tuple[str, Numbers]]:
    """Go through records of all rooms: "room.name" and its numbers."""
    for room in records.dtype.names:
        for name in records[room].dtype.names:
            yield f"{room}.{name}", records[room][name]


def worst(pairs: Iterable[tuple[str, float]], allowed: float = 1e-9) -> list[str]:
    """Say which of some named relative errors are above what is allowed."""
    return [f"{name}: {error:.3g}" for name, error in pairs if not error <= allowed]


def apart(one: Any, two: Any, floor: float = 1e-6) -> float:
    """Give the largest difference of two arrays, relative to the larger of the second and a floor."""
    one, two = np.asarray(one), np.asarray(two)
    return float(np.max(np.abs(one - two) / np.maximum(np.abs(two), floor), initial=0.0))
