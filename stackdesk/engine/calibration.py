"""Calibration in the open: the fit to published figures.

`python -m stackdesk.engine.calibration` prints the comparison; with `--fit` it also looks for values
of the fitted parameters, inside their published ranges, that come nearer. It writes nothing: what is
taken over goes into the reference by hand, with "fitted" as its basis.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from fnmatch import fnmatch

import numpy as np
import numpy.typing as npt

from stackdesk.core.quantity import Parameter
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, rerun
from stackdesk.engine.validation import Row, compare
from stackdesk.scenario import Scenario, reference
from stackdesk.scenario.references import Reference
from stackdesk.scenario.trajectory import value_at

FREE = (
    "chips.order_time",
    "chips.inputs.packaging.greatest_growth",
    "chips.inputs.packaging.response",
    "chips.inputs.memory.greatest_growth",
    "chips.inputs.memory.response",
    "chips.chains.global.memory",
    "chips.chains.global.performance",
    "chips.chains.global.price",
    "models.serving_efficiency",
    "models.compute_per_token",
    "models.race_budget",
    "models.run_fraction",
    "models.nontoken",
    "models.reasoning_steps",
    "models.agentic_share",
    "models.agentic_factor",
    "applications.imitation",
    "applications.elasticity",
    "applications.sectors.*.intensity",
    "capital.rent.contract_lag",
    "capital.rent.hurdle",
    "capital.expectation.start",
)
"""What the fit may move: each by one factor over all years, regions and items, within their ranges."""

HELD = 0.35
SPREAD = 0.3
"""A factor away from one costs `HELD ln(factor) / SPREAD`, so that what nothing tells of stays put."""


class Fit:
    """Runs of a scenario with the free parameters at other values."""

    def __init__(self, scenario: Scenario) -> None:
        self.runner = Runner()
        self.runner.prepared(scenario)
        self.runner.compiled_ready()
        self.base = self.runner.run(scenario)
        self.inputs = self.runner.prepared(scenario)
        self.untouched = self.inputs.parameters.copy()
        held = self.inputs.catalogue.parameters
        self.groups = [[one for key, one in held.items() if fnmatch(key, name)] for name in FREE]
        self.ranges = [factors(scenario.reference, group) for group in self.groups]

    def run(self, logarithms: Sequence[float]) -> Result:
        """Run with every free parameter times a factor, given by its logarithm."""
        self.inputs.parameters[:] = self.untouched
        for group, logarithm in zip(self.groups, logarithms, strict=True):
            for one in group:
                for region in self.inputs.regions if one.quantity.regional else (None,):
                    column = self.inputs.place(one, region)
                    column[:] = np.clip(column * math.exp(logarithm), one.low, one.high)
        again = rerun(self.runner, self.base, self.inputs, 0, len(self.inputs.years) - 1)
        return replace(again, _worlds={})

    def residuals(self, logarithms: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Give what the fit makes small: errors over half of their range in logarithms, and the holds."""
        rows = [row for row in compare(self.run(logarithms.tolist())) if row.observation.counted]
        errors = [2.0 * row.log_error / math.log(row.observation.high / row.observation.low) for row in rows]
        return np.array([*errors, *(HELD * logarithms / SPREAD)])

    def best(self, tries: int | None = None) -> list[float]:
        """Look for the factors that come nearest, in so many tries at most; gives their logarithms."""
        from scipy.optimize import least_squares  # late: slow to import, and only a developer has it

        low, high = (np.log(bounds) for bounds in zip(*self.ranges, strict=True))
        start = np.clip(np.zeros(len(FREE)), low, high)
        bounds = (low - 1e-9, high + 1e-9)
        found = least_squares(self.residuals, start, bounds=bounds, diff_step=1e-3, max_nfev=tries)
        best: list[float] = found.x.tolist()
        return best


def factors(known: Reference, group: Sequence[Parameter]) -> tuple[float, float]:
    """Give by what a group may be multiplied so that at the present each stays in its published range."""
    low, high = 0.0, math.inf
    for one in group:
        for region in known.catalogue.regions if one.quantity.regional else (None,):
            bounds = known.entry(one.address).range(region)
            value = value_at(known.value(one.address, region), known.present)
            if bounds is not None and value > 0.0:
                low, high = max(low, bounds[0] / value), min(high, bounds[1] / value)
    return min(low, 1.0), max(high, 1.0)


def table(rows: Sequence[Row]) -> str:
    """Say a comparison for people."""
    lines = [f"{'':26} {'observed':>10} {'low':>10} {'high':>10} {'model':>10}  error"]
    for row in rows:
        seen = row.observation
        mark = "" if row.inside else ("outside" if seen.counted else "outside (not counted)")
        numbers = " ".join(f"{value:10.4g}" for value in (seen.value, seen.low, seen.high, row.model))
        lines.append(f"{seen.id:26} {numbers} {math.expm1(row.log_error):+6.0%}  {mark}".rstrip())
    counted = [row for row in rows if row.observation.counted]
    lines.append(f"{sum(row.inside for row in counted)} of {len(counted)} inside")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None, say: Callable[[str], None] = print) -> int:
    """Compare the newest reference with what is published and, if asked, fit it."""
    parser = argparse.ArgumentParser(prog="python -m stackdesk.engine.calibration", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="look for values that come nearer (some seconds)")
    given = parser.parse_args(words)
    fit = Fit(Scenario(reference()))
    say(table(compare(fit.base)))
    if given.fit:
        best = fit.best()
        say(f"\n{'':42} {'old':>9} {'new':>9}  at the present, first region")
        for name, group, logarithm in zip(FREE, fit.groups, best, strict=True):
            region = fit.inputs.regions[0] if group[0].quantity.regional else None
            old = fit.base.scenario.at(group[0].address, fit.base.scenario.present, region)
            say(f"{name:42} {old:9.4g} {old * math.exp(logarithm):9.4g}  x {math.exp(logarithm):.3f}")
        say("\n" + table(compare(fit.run(best))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
