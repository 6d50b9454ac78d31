"""Many runs of one scenario in which what is uncertain varies, each from the present on.

A sample changes only the numbers of what varies and runs only from the present on; history is the run's
own. Nothing of a sample depends on which others are run, before or beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from stackdesk.engine.drawing import shares
from stackdesk.engine.inputs import Inputs
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, rerun
from stackdesk.engine.varied import Varied, varied
from stackdesk.layers import LAYERS
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Scenario

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]

Column = tuple[str, str]
"""A series' address and a region, or World."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Some samples: `numbers` of shape (columns, quarters, samples) from the first quarter that may vary.

    `binds` counts, for the World and each region, how many samples each layer binds in; shape (1 +
    regions, layers, quarters).
    """

    first: int
    numbers: Numbers
    binds: Counts


class Ensemble:
    """The samples of one scenario; it may be turned to another of any reference.

    `row` is the first quarter that is run again; with `every`, judged and fitted ranges count as well.
    """

    def __init__(
        self, scenario: Scenario, seed: int = 1, runner: Runner | None = None, every: bool = False
    ) -> None:
        self.runner = runner or Runner()
        self.every = every
        self.seed = seed
        self.turn_to(scenario)

    def turn_to(self, scenario: Scenario) -> None:
        """Take another scenario."""
        self.scenario = scenario
        self._inputs = self.runner.prepared(scenario)
        self.runner.compiled_ready()
        self.base = self.runner.run(scenario)
        self.varied = varied(scenario, self.every)
        self.change = _Change(self._inputs, self.varied, scenario)
        self.row = self.change.first // self._inputs.every
        self._into: Result | None = None

    def draw(self, first: int, count: int, wanted: Sequence[Column]) -> Draws:
        """Run the samples from `first` on and keep the columns that are wanted."""
        every, last = self._inputs.every, len(self._inputs.years) - 1
        drawn = shares([one.address for one in self.varied], self.seed, first, count)
        quarters = last // every + 1 - self.row
        flows = np.empty((count, quarters), self.base.flows.dtype)
        states = np.empty((count, quarters), self.base.states.dtype)
        try:
            ratios, shifts = self.change.moves(drawn)
            for sample in range(count):
                self.change.put(ratios[sample], shifts[sample])
                ran = rerun(self.runner, self.base, self._inputs, self.change.first, last, self._into)
                self._into = ran
                flows[sample], states[sample] = ran.flows[self.row :], ran.states[self.row :]
        finally:
            self.change.take_back()
        together = replace(self.base, flows=flows.reshape(-1), states=states.reshape(-1), _worlds={})
        return Draws(first, _numbers(together, wanted, count), _binds(together, count))


def _numbers(together: Result, wanted: Sequence[Column], count: int) -> Numbers:
    """Read columns off samples that are laid end to end."""
    quarters = len(together.flows) // count
    numbers = np.empty((len(wanted), quarters, count), np.float32)
    for place, (address, region) in enumerate(wanted):
        numbers[place] = together.get(address, region).reshape(count, quarters).T
    return numbers


def _binds(together: Result, count: int) -> Counts:
    """Count which layer binds."""
    capital: Any = together.flows["capital"]
    layers = np.column_stack([capital["world_layer"], capital["layer"]])
    layers = np.maximum(layers, 1.0).reshape(count, -1, layers.shape[1])
    each = [(layers == number).sum(axis=0) for number in range(1, len(LAYERS) + 1)]
    return np.stack(each).transpose(2, 0, 1).astype(np.int64)


class _Change:
    """What samples change in the inputs: numbers of some parameters and regions, from the present on."""

    def __init__(self, inputs: Inputs, all_varied: Sequence[Varied], scenario: Scenario) -> None:
        self._varied = all_varied
        step = next(t for t, year in enumerate(inputs.years) if year >= scenario.present - 1e-9)
        self.first = max(step - 1, 0) // inputs.every * inputs.every
        places = [place for number, one in enumerate(all_varied) for place in _places(inputs, number, one)]
        self._columns = np.array([place.column for place in places], dtype=np.intp)
        self._owner = np.array([place.owner for place in places], dtype=np.intp)
        self._part = np.array([place.part for place in places])
        self._limits = tuple(np.array([place.limits[end] for place in places]) for end in (0, 1))
        since = np.array(inputs.years[step:])[:, None] - scenario.present
        ramp = np.array([place.ramp for place in places])
        self._onset = np.where(ramp > 0.0, np.clip(since / np.where(ramp > 0.0, ramp, 1.0), 0.0, 1.0), 1.0)
        self._rows = inputs.parameters.view(np.float64).reshape(len(inputs.years), -1)[step:]
        self._base = self._rows[:, self._columns]
        self._wholes = tuple(_wholes(scenario, all_varied))

    def moves(self, drawn: Array) -> tuple[Array, Array]:
        """Turn shares into what multiplies each parameter and what is added; all (samples, parameters)."""
        ratios, shifts = np.ones_like(drawn), np.zeros_like(drawn)
        for number, one in enumerate(self._varied):
            values = one.distribution.values(drawn[:, number])
            if one.proportional:
                ratios[:, number] = values / one.centre
            else:
                shifts[:, number] = values - one.centre
        for whole in self._wholes:
            whole.keep(ratios)
        return ratios, shifts

    def put(self, ratios: Array, shifts: Array) -> None:
        """Give the inputs one sample's numbers."""
        ratio, shift = ratios[self._owner], shifts[self._owner] * self._part
        numbers = self._base * (1.0 + self._onset * (ratio - 1.0)) + self._onset * shift
        self._rows[:, self._columns] = np.clip(numbers, *self._limits, out=numbers)

    def take_back(self) -> None:
        """Give the inputs the scenario's own numbers again."""
        self._rows[:, self._columns] = self._base


@dataclass(frozen=True)
class _Shares:
    """Parameters that are shares of one whole: which of those that vary, their values, what they sum to."""

    numbers: list[int]
    centres: Array
    room: float
    rest: bool

    def keep(self, ratios: Array) -> None:
        """Scale drawn shares to their sum; where there is a rest, only what is more than the whole."""
        drawn = (ratios[:, self.numbers] * self.centres).sum(axis=1, keepdims=True)
        scale = self.room / np.maximum(drawn, 1e-12)
        ratios[:, self.numbers] *= np.minimum(scale, 1.0) if self.rest else scale


def _wholes(scenario: Scenario, all_varied: Sequence[Varied]) -> Iterator[_Shares]:
    """Give the wholes of which some shares vary; where only proportions count there is nothing to keep."""
    numbers = {one.address: number for number, one in enumerate(all_varied) if one.proportional}
    for group in {id(group): group for group in scenario.reference.shares.values()}.values():
        mine = [
            numbers[address] for address, region in group.members if region is None and address in numbers
        ]
        if group.whole.relative or not mine:
            continue
        now = {member: scenario.at(member[0], scenario.present, member[1]) for member in group.members}
        centres = np.array([all_varied[number].centre for number in mine])
        total = 1.0 if group.whole.rest else sum(now.values())
        yield _Shares(mine, centres, total - sum(now.values()) + float(centres.sum()), bool(group.whole.rest))


@dataclass(frozen=True)
class _Place:
    """One number among the inputs of a step: whose it is, and how a change reaches it."""

    column: int
    owner: int
    part: float
    ramp: float
    limits: tuple[float, float]


def _places(inputs: Inputs, number: int, one: Varied) -> Iterator[_Place]:
    """Give the places of a parameter: one for each region where it has regions.

    What is added to an amount that regions share is shared out evenly.
    """
    parameter = inputs.catalogue.parameters[one.address]
    quantity = parameter.quantity
    regions: Sequence[str | None] = inputs.regions if quantity.regional else (None,)
    part = 1.0 / len(regions) if quantity.split == "extensive" else 1.0
    for region in regions:
        offset = inputs.place(parameter, region).ctypes.data - inputs.parameters.ctypes.data
        limits = inputs.catalogue.limits(parameter, region)
        yield _Place(offset // 8, number, part, quantity.ramp, limits)


def every_column(base: Result, addresses: Sequence[str] = ()) -> tuple[Column, ...]:
    """Give the columns of some series, or of all: the World, and the regions where a series has them."""
    series: Mapping[str, Any] = base.catalogue.series
    return tuple(
        (address, region)
        for address in addresses or series
        for region in (WORLD, *(base.regions if series[address].regional else ()))
    )
