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

MODEL_VERSION = "1.0"

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
            _run_compiled(simulate, inputs, _Store(inputs), 0, 1)
            _compiled.append(simulate)
        return _compiled[0]


def compiled_ready() -> bool:
    """Tell whether the compiled run is loaded in this process."""
    return bool(_compiled)


class _Store:
    """The arrays of one run: state, next state, flows, two sets of rates, and what is kept."""

    def __init__(self, inputs: Inputs) -> None:
        kinds = inputs.kinds
        order = ("state", "state", "flows", "rates", "rates")
        self.records = tuple(blank(kinds[kind]) for kind in order)
        self.flat = tuple(flat(record) for record in self.records)
        count = (len(inputs.years) - 1) // inputs.every + 1
        self.flows = np.zeros((count, self.flat[2].size))
        self.states = np.zeros((count, self.flat[0].size))


class Runner:
    """Runs scenarios one after another, sampling only what changed between them."""

    def __init__(self, engine: Engine = "auto", steps_per_year: int = 8) -> None:
        self.wanted = engine
        self.steps_per_year = steps_per_year
        self._inputs: Inputs | None = None

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
        """Run a scenario from start to end."""
        began = time.perf_counter()
        inputs = self.prepared(scenario)
        store = _Store(inputs)
        last = len(inputs.years) - 1
        engine = self.engine
        if engine == "compiled":
            _run_compiled(load_compiled(inputs), inputs, store, 0, last)
        else:
            _run_plain(inputs, store, 0, last)
        return Result(
            scenario=scenario,
            years=quarters(inputs.years[0], inputs.years[-1]),
            regions=inputs.regions,
            engine=engine,
            model_version=MODEL_VERSION,
            seconds=time.perf_counter() - began,
            flows=store.flows.view(inputs.kinds["flows"])[:, 0],
            states=store.states.view(inputs.kinds["state"])[:, 0],
        )

    def prepared(self, scenario: Scenario) -> Inputs:
        """Give the scenario's numbers, sampled again only where they changed."""
        held = self._inputs
        if held is None or held.scenario.reference is not scenario.reference:
            held = self._inputs = Inputs(scenario, self.steps_per_year)
        else:
            held.follow(scenario)
        return held


def rerun(runner: Runner, base: Result, inputs: Inputs, first: int, last: int) -> Result:
    """Run again from step `first` of a result to `last`, with the inputs as they stand now.

    `first` must be a step that the result kept; what lies before it and after `last` is the base's.
    """
    store = _Store(inputs)
    row = first // inputs.every
    store.flows[:] = base.flows.view(np.float64).reshape(store.flows.shape)
    store.states[:] = base.states.view(np.float64).reshape(store.states.shape)
    store.flat[0][:] = store.states[row]
    store.flat[2][:] = store.flows[row]
    if runner.engine == "compiled":
        _run_compiled(load_compiled(inputs), inputs, store, first, last)
    else:
        _run_plain(inputs, store, first, last)
    return replace(
        base,
        flows=store.flows.view(inputs.kinds["flows"])[:, 0],
        states=store.states.view(inputs.kinds["state"])[:, 0],
        _worlds={},
    )


def _run_compiled(simulate: Simulate, inputs: Inputs, store: _Store, first: int, last: int) -> None:
    """Run on numpy records."""
    records = tuple(record[0] for record in store.records)
    simulate(
        inputs.parameters,
        *records,
        store.flat,
        inputs.links[0],
        store.flows,
        store.states,
        inputs.h,
        inputs.every,
        first,
        last,
    )


def _run_plain(inputs: Inputs, store: _Store, first: int, last: int) -> None:
    """Run the same equations on namespaces and lists."""
    steps = [namespace(record) for record in inputs.parameters[: last + 1]]
    records: tuple[SimpleNamespace, ...] = tuple(namespace(record[0]) for record in store.records)
    kept_flows: list[Any] = [None] * len(store.flows)
    kept_states: list[Any] = [None] * len(store.states)
    simulate: Simulate = walk.simulate
    simulate(
        steps,
        *records,
        records,
        namespace(inputs.links[0]),
        kept_flows,
        kept_states,
        inputs.h,
        inputs.every,
        first,
        last,
    )
    _table(store.flows, kept_flows)
    _table(store.states, kept_states)


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
