"""Running scenarios: plain Python until the compiled kernel is there, the same equations either way."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from stackdesk.engine import walk
from stackdesk.engine.inputs import Inputs
from stackdesk.engine.records import blank, flat, namespace
from stackdesk.engine.result import Result, quarters
from stackdesk.scenario.document import Scenario

MODEL_VERSION = "1.1"

Engine = Literal["auto", "compiled", "plain"]
Simulate = Callable[..., None]

_loading = threading.Lock()
_compiled: list[Simulate] = []


def compiled_allowed() -> bool:
    """Tell whether the compiled engine may be used (`STACKDESK_JIT=0` forbids it)."""
    return os.environ.get("STACKDESK_JIT", "") != "0"


def compiled_wanted() -> bool:
    """Tell whether to wait for the compiler (`STACKDESK_JIT=1`)."""
    return os.environ.get("STACKDESK_JIT", "") == "1"


def load_compiled(inputs: Inputs) -> Simulate:
    """Give the compiled run, loaded or compiled by a short first call."""
    with _loading:
        if not _compiled:
            from stackdesk.engine.kernel import compiled_simulate  # late: numba is slow to import

            simulate = compiled_simulate()
            _run_compiled(simulate, inputs, _Records(inputs), _Tables(inputs), 0, 1)
            _compiled.append(simulate)
        return _compiled[0]


def compiled_ready() -> bool:
    """Tell whether the compiled run is loaded in this process."""
    return bool(_compiled)


class _Records:
    """The records that a run works on: state, next state, flows and two sets of rates; used again."""

    def __init__(self, inputs: Inputs) -> None:
        kinds = inputs.kinds
        order = ("state", "state", "flows", "rates", "rates")
        self.arrays = tuple(blank(kinds[kind]) for kind in order)
        self.flat = tuple(flat(array) for array in self.arrays)
        self.each = tuple(array[0] for array in self.arrays)

    def clear(self) -> None:
        """Set every number to zero, as at the start of a run."""
        for numbers in self.flat:
            numbers[:] = 0.0


class _Tables:
    """What a run keeps: flows and states, a row a quarter; not set until they are written."""

    def __init__(self, inputs: Inputs) -> None:
        count = (len(inputs.years) - 1) // inputs.every + 1
        self.flows = np.empty((count, inputs.kinds["flows"].itemsize // 8))
        self.states = np.empty((count, inputs.kinds["state"].itemsize // 8))

    @classmethod
    def of(cls, result: Result) -> _Tables:
        """Give the tables behind a result."""
        made = cls.__new__(cls)
        rows = len(result.years)
        made.flows = result.flows.view(np.float64).reshape(rows, -1)
        made.states = result.states.view(np.float64).reshape(rows, -1)
        return made

    def take(self, other: _Tables, rows: slice) -> None:
        """Copy some rows of other tables."""
        self.flows[rows] = other.flows[rows]
        self.states[rows] = other.states[rows]

    def views(self, inputs: Inputs) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Give flows and states as a result's records."""
        return self.flows.view(inputs.kinds["flows"])[:, 0], self.states.view(inputs.kinds["state"])[:, 0]


class Runner:
    """Runs scenarios one after another: only what changed is sampled, and only from there on is it run."""

    def __init__(self, engine: Engine = "auto", steps_per_year: int = 8) -> None:
        self.wanted = engine
        self.steps_per_year = steps_per_year
        self._inputs: Inputs | None = None
        self._records: _Records | None = None
        self._before: tuple[Result, npt.NDArray[np.int64]] | None = None

    @property
    def engine(self) -> str:
        """Which engine the next run uses: "compiled" or "plain"."""
        if self.wanted == "plain" or not compiled_allowed():
            return "plain"
        return "compiled" if self.wanted == "compiled" or compiled_wanted() or compiled_ready() else "plain"

    def compiled_ready(self) -> bool:
        """Load the compiled kernel where it lies in the cache; tell whether it is there."""
        if not compiled_allowed():
            return False
        if not compiled_ready():
            from stackdesk.engine.kernel import is_cached

            if self._inputs is None or not is_cached():
                return False
            load_compiled(self._inputs)
        return True

    def run(self, scenario: Scenario) -> Result:
        """Run a scenario from start to end; what lies before the first change is the last run's."""
        began = time.perf_counter()
        inputs = self.prepared(scenario)
        tables, engine = _Tables(inputs), self.engine
        first = self._first_changed(inputs, engine)
        if first > 0 and self._before is not None:
            tables.take(_Tables.of(self._before[0]), slice(first // inputs.every + 1))
        self.simulate(inputs, tables, first, len(inputs.years) - 1)
        flows, states = tables.views(inputs)
        result = Result(
            scenario=scenario,
            years=quarters(inputs.years[0], inputs.years[-1]),
            regions=inputs.regions,
            engine=engine,
            model_version=MODEL_VERSION,
            seconds=time.perf_counter() - began,
            flows=flows,
            states=states,
        )
        self._remember(result, inputs)
        return result

    def _remember(self, result: Result, inputs: Inputs) -> None:
        """Keep a result and the parameters that it came from."""
        bits = parameter_bits(inputs)
        kept = self._before[1] if self._before is not None else np.empty_like(bits)
        np.copyto(kept, bits)
        self._before = result, kept

    def _first_changed(self, inputs: Inputs, engine: str) -> int:
        """Give the last step kept by the run before at which nothing differs yet: 0 where all must be run."""
        if self._before is None or self._before[0].engine != engine:
            return 0
        return unchanged_until(inputs, self._before[1])

    def simulate(self, inputs: Inputs, tables: _Tables, first: int, last: int) -> None:
        """Fill the rows of the tables from step `first`, whose row stands unless it is 0, to `last`."""
        if self._records is None:
            self._records = _Records(inputs)
        records = self._records
        records.clear()
        if first > 0:
            row = first // inputs.every
            records.flat[0][:], records.flat[2][:] = tables.states[row], tables.flows[row]
        if self.engine == "compiled":
            _run_compiled(load_compiled(inputs), inputs, records, tables, first, last)
        else:
            _run_plain(inputs, records, tables, first, last)

    def prepared(self, scenario: Scenario) -> Inputs:
        """Give the scenario's numbers, sampled again only where they changed."""
        held = self._inputs
        if held is None or held.scenario.reference is not scenario.reference:
            held = self._inputs = Inputs(scenario, self.steps_per_year)
            self._records = self._before = None
        else:
            held.follow(scenario)
        return held


def rerun(
    runner: Runner, base: Result, inputs: Inputs, first: int, last: int, into: Result | None = None
) -> Result:
    """Run again from step `first` of a result to `last`, with the inputs as they stand now.

    `first` must be a step that the result kept; what lies before it and after `last` is the base's.
    `into` is an earlier rerun of the same base and steps whose arrays may be written over.
    """
    if into is None:
        tables, before = _Tables(inputs), _Tables.of(base)
        tables.take(before, slice(first // inputs.every + 1))
        tables.take(before, slice(last // inputs.every + 1, None))
    else:
        tables = _Tables.of(into)
        row = first // inputs.every
        tables.take(_Tables.of(base), slice(row, row + 1))
    runner.simulate(inputs, tables, first, last)
    flows, states = tables.views(inputs)
    return replace(base, flows=flows, states=states, _worlds={})


def parameter_bits(inputs: Inputs) -> npt.NDArray[np.int64]:
    """Give the parameters of every step as whole numbers, to compare them as they are stored.

    Shape (steps, numbers); a view, which moves with the inputs.
    """
    return inputs.parameters.view(np.int64).reshape(len(inputs.years), -1)


def unchanged_until(inputs: Inputs, before: npt.NDArray[np.int64]) -> int:
    """Give the last kept step at which the inputs do not differ yet from the bits of others.

    A state takes in the parameters of its own step, so the one before the first that differs is good.
    """
    differ = (parameter_bits(inputs) != before).any(axis=1)
    step = int(differ.argmax()) - 1 if differ.any() else len(differ) - 1
    return max(step, 0) // inputs.every * inputs.every


def _run_compiled(
    simulate: Simulate, inputs: Inputs, records: _Records, tables: _Tables, first: int, last: int
) -> None:
    """Run on numpy records."""
    simulate(
        inputs.parameters,
        *records.each,
        records.flat,
        inputs.links[0],
        tables.flows,
        tables.states,
        inputs.h,
        inputs.every,
        first,
        last,
    )


def _run_plain(inputs: Inputs, records: _Records, tables: _Tables, first: int, last: int) -> None:
    """Run the same equations on namespaces and lists."""
    steps = [namespace(record) for record in inputs.parameters[: last + 1]]
    spaces: tuple[SimpleNamespace, ...] = tuple(namespace(record) for record in records.each)
    kept_flows: list[Any] = [None] * len(tables.flows)
    kept_states: list[Any] = [None] * len(tables.states)
    simulate: Simulate = walk.simulate
    simulate(
        steps,
        *spaces,
        spaces,
        namespace(inputs.links[0]),
        kept_flows,
        kept_states,
        inputs.h,
        inputs.every,
        first,
        last,
    )
    _table(tables.flows, kept_flows)
    _table(tables.states, kept_states)


def _table(table: npt.NDArray[np.float64], rows: list[Any]) -> None:
    for index, row in enumerate(rows):
        if row is not None:
            table[index] = row


def run(scenario: Scenario, *, engine: Engine = "auto", steps_per_year: int = 8) -> Result:
    """Run a scenario once.

    With `engine="auto"` the compiled kernel is used where it lies in the cache (or `STACKDESK_JIT=1`
    says to wait for it), else plain Python.
    """
    runner = Runner(engine, steps_per_year)
    if engine == "auto" and runner.engine == "plain" and compiled_allowed():
        runner.prepared(scenario)
        runner.compiled_ready()
    return runner.run(scenario)
