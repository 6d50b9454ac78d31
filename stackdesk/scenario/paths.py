"""Published paths: growth a year from a published point on, drawn beside a series for comparison."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stackdesk.scenario.observations import Observation
from stackdesk.scenario.sources import Source

FILE = Path(__file__).resolve().parents[2] / "resources" / "paths.toml"


@dataclass(frozen=True)
class PublishedPath:
    """Growth by a factor a year from the observation `start` on; measured until the year `until`."""

    key: str
    series: str
    label: str
    start: str
    growth: float
    low: float
    high: float
    until: float
    source: Source

    def at(self, years: Iterable[float], observations: Iterable[Observation]) -> list[float]:
        """Give the path in the unit of its series; not a number before its start or without one."""
        start = next((seen for seen in observations if seen.id == self.start), None)
        if start is None:
            return [float("nan") for _ in years]
        return [
            start.value * self.growth ** (year - start.year) if year >= start.year else float("nan")
            for year in years
        ]


@cache
def published_paths() -> dict[str, PublishedPath]:
    """Read the published paths that are shipped, by key."""
    found = {}
    for key, row in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        numbers = {name: float(row[name]) for name in ("growth", "low", "high", "until")}
        source = Source(key=key, **row["source"])
        found[key] = PublishedPath(key, row["series"], row["label"], row["from"], source=source, **numbers)
    return found
