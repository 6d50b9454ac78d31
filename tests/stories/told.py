"""A story: a scenario's run beside the one that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from stackdesk.engine import Result
from stackdesk.scenario import Scenario, load_with_warnings

FOLDER = Path(__file__).parents[2] / "scenarios"
FILES = sorted(FOLDER.glob("*.toml"))
BASELINE = "baseline"
LOAD = "infrastructure.running_load"
RENT = "infrastructure.rental_price"
TOKENS = "applications.tokens_delivered"
VALUE = "applications.value"
ELECTRICITY = "energy.electricity_use"


def read(file: Path) -> Scenario:
    """Read a scenario, whatever is warned about."""
    return load_with_warnings(file)[0]


@dataclass(frozen=True)
class Story:
    """A run and the run without what makes the story."""

    run: Result
    base: Result

    def change(self, series: str, year: float, region: str = "World") -> float:
        """Give by how much a series differs from the base in a year: 0.1 is a tenth more."""
        return float(self.run.at(series, year, region) / self.base.at(series, year, region)) - 1.0

    def mean_change(self, series: str, first: float, last: float, region: str = "World") -> float:
        """Give the mean of that over the quarters between two dates."""
        years = [float(year) for year in self.run.years if first <= year <= last]
        return float(np.mean([self.change(series, year, region) for year in years]))

    def share_bound(self, layer: str, cause: str = "", region: str = "us", first: float = 2028.0) -> float:
        """Give the share of the quarters from `first` to the end of 2034 in which this binds."""
        return share_bound(self.run, layer, cause, region, first)


def share_bound(run: Result, layer: str, cause: str = "", region: str = "us", first: float = 2028.0) -> float:
    """Give the share of the quarters from `first` to the end of 2034 in which this binds in a region."""
    years = (run.years >= first) & (run.years < 2035.0)
    layers, causes = (
        (run.world(one) if region == "World" else run.region(one, region))[years].tolist()
        for one in ("binding.layer", "binding.cause")
    )
    held = [one == layer and two.startswith(cause) for one, two in zip(layers, causes, strict=True)]
    return float(sum(held) / len(held))
