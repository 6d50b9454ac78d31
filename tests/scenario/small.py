"""A world small enough to work out by hand: one layer, three regions, two sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from stackdesk.core.layer import Layer
from stackdesk.core.quantity import Block, Over, Quantity
from stackdesk.core.series import Series
from stackdesk.scenario import Library, Scenario


class Plant(Block):
    """A way to make power."""

    lead_time: Annotated[
        float, Field(ge=0.25, le=15), Quantity("years", 0.25, "assumption", "Lead time", ramp=0.5)
    ]
    """From order to power."""
    capacity_factor: Annotated[float, Field(ge=0, le=1), Quantity("1", 0.01, "assumption", "Capacity factor")]
    """Average output over nameplate."""


class Energy(Block):
    """The layer's parameters."""

    losses: Annotated[float, Field(ge=0, le=0.3), Quantity("1", 0.005, "assumption", "Losses")]
    """Share of power lost on the way."""
    growth: Annotated[float, Field(ge=0, le=10), Quantity("1/yr", 0.1, "assumption", "Growth")]
    """Growth of demand."""
    headroom: Annotated[
        float,
        Field(ge=0, le=100),
        Quantity("GW", 1, "assumption", "Headroom", regional=True, split="extensive"),
    ]
    """Power to spare."""
    price: Annotated[float, Field(ge=0, le=100), Quantity("USD/MWh", 1, "assumption", "Price", regional=True)]
    """Price at the meter."""
    sources: Annotated[dict[str, Plant], Over("source")]


ENERGY = Layer(
    key="energy",
    number=1,
    label="Energy",
    headline="energy.use",
    headline_text="used",
    ceiling="energy.use",
    supplied=("", ""),
    asked=("", ""),
    levers=("energy.losses",),
    parameters=Energy,
    state={},
    flows={},
    rates={},
    series=(
        Series("energy.use", "TWh/yr", "Electricity", "flows.use", "Electricity used."),
        Series(
            "energy.made.{item}", "TWh/yr", "Electricity made", "flows.made", "Made by {item}.", over="source"
        ),
    ),
    constraints=(),
)

LISTS = """\
version = "2026.1"
present = 2026.75
start = 2023.0
end = 2040.0
[[region]]
key = "us"
label = "United States"
[[region]]
key = "china"
label = "China"
[[region]]
key = "europe"
label = "Europe"
[[source]]
key = "gas"
label = "New gas"
[[source]]
key = "nuclear"
label = "Nuclear"
"""

PARAMETERS = """\
[losses]
value = 0.06
low = 0.05
high = 0.08
sources = ["E1"]
basis = "measured"
confidence = "high"
note = "At the meter."
[growth]
value = {2023 = 1.0, "2026.75" = 2.5, 2030 = 4.0}
[headroom]
by_region = {us = 20.0, china = 30.0, europe = 10.0}
range_by_region = {us = [10.0, 25.0]}
[price]
value = 60.0
by_region = {china = 40.0, europe = 80.0}
[sources.gas]
lead_time = {value = 3.0}
capacity_factor = {value = 0.5}
[sources.nuclear]
lead_time = {value = 8.0}
capacity_factor = {value = 0.9}
"""

SOURCES = """\
[E1]
title = "Losses of the grid"
publisher = "An agency"
year = 2024
central = 0.06
"""


def write_reference(
    folder: Path, *, lists: str = LISTS, parameters: str = PARAMETERS, sources: str = SOURCES
) -> Library:
    """Write version 2026.1 of the small reference and give the library that holds it."""
    version = folder / "2026.1"
    version.mkdir()
    (version / "lists.toml").write_text(lists)
    (version / "energy.toml").write_text(parameters)
    (version / "sources.toml").write_text(sources)
    return Library(folder, (ENERGY,))


def bare(library: Library) -> Scenario:
    """Give the scenario that changes nothing."""
    return Scenario(library.open("2026.1"))
