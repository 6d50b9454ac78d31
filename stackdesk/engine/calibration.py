"""Calibration in the open: published figures, how far a run is from them, and the fit.

`python -m stackdesk.engine.calibration` prints the comparison; with `--fit` it also looks for values
of the fitted parameters, inside their published ranges, that come nearer. It writes nothing: what is
taken over goes into the reference by hand, with "fitted" as its basis.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from stackdesk.core.errors import ReferenceDataError
from stackdesk.core.quantity import Parameter
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, rerun
from stackdesk.scenario import SHIPPED, Scenario, Source, reference
from stackdesk.scenario.references import Reference
from stackdesk.scenario.trajectory import value_at

COUNTED = ("history", "projection")

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


@dataclass(frozen=True)
class Observation:
    """A published figure in the unit of a series, real dollars of 2025 where it is money."""

    id: str
    kind: str
    series: str
    region: str
    when: float | tuple[float, float]
    value: float
    low: float
    high: float
    sources: tuple[Source, ...]
    note: str

    @property
    def counted(self) -> bool:
        """Whether it belongs to the first calibration; context is only shown."""
        return self.kind in COUNTED

    @property
    def year(self) -> float:
        """The date, or the middle of the time it is a mean over."""
        return self.when if isinstance(self.when, float) else sum(self.when) / 2.0


class Row(NamedTuple):
    """How far a run is from a published figure: `ln(model / observed)`, and whether inside its range."""

    observation: Observation
    model: float
    log_error: float
    inside: bool


@cache
def observations(version: str) -> tuple[Observation, ...]:
    """Give the published figures of a reference, in the order they are written.

    Raises:
        ReferenceDataError: the reference has no such file, or it names a source that is not there.
    """
    folder = SHIPPED.folder
    path = folder / version / "observations.toml" if folder else None
    if path is None or not path.is_file():
        raise ReferenceDataError(f"reference {version} has no observations.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    own = {key: Source(key=key, **row) for key, row in raw.get("sources", {}).items()}
    sources = {**reference(version).sources, **own}
    try:
        return tuple(_observation(row, raw["dollars"], sources) for row in raw["observation"])
    except KeyError as error:
        raise ReferenceDataError(f"{path}: {error} is missing") from error


def _observation(row: dict[str, Any], dollars: dict[str, float], sources: dict[str, Source]) -> Observation:
    """Read one figure and bring it to the unit of its series."""
    factor = row.get("scale", 1.0) * (dollars[str(row["dollars"])] if "dollars" in row else 1.0)
    when = row["when"]
    return Observation(
        id=row["id"],
        kind=row["kind"],
        series=row["series"],
        region=row["region"],
        when=(float(when[0]), float(when[1])) if isinstance(when, list) else float(when),
        value=row["published"] * factor,
        low=row["low"] * factor,
        high=row["high"] * factor,
        sources=tuple(sources[key] for key in row["sources"]),
        note=row["note"],
    )


def compare(result: Result) -> tuple[Row, ...]:
    """Compare a run with the published figures of its reference."""
    return tuple(_row(result, one) for one in observations(result.scenario.reference.version))


def _row(result: Result, observed: Observation) -> Row:
    model = _model(result, observed)
    error = math.log(max(model, 1e-12) / observed.value)
    return Row(observed, model, error, observed.low <= model <= observed.high)


def _model(result: Result, observed: Observation) -> float:
    """Give what the run has for a figure: at its date, or the mean between two."""
    if isinstance(observed.when, float):
        return float(result.at(observed.series, observed.when, observed.region))
    start, end = observed.when
    values = result.get(observed.series, observed.region)
    held = (result.years >= start) & (result.years <= end)
    return float(np.trapezoid(values[held], result.years[held]) / (end - start))


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
