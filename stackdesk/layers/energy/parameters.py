"""What can be set in the energy layer. Defaults, ranges and sources stand in the reference."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stackdesk.core.quantity import Block, Over, Quantity


class Grid(Block):
    """Power bought from plants that others own."""

    headroom: Annotated[
        float,
        Field(ge=0, le=500),
        Quantity("GW", 0.5, "assumption", "Grid headroom in 2023", regional=True, split="extensive"),
    ]
    """Accredited capacity that the region's system could spare for AI at the start of 2023."""

    additions: Annotated[
        float,
        Field(ge=0, le=200),
        Quantity(
            "GW/yr", 0.5, "assumption", "Grid capacity added", "Grid added", regional=True, split="extensive"
        ),
    ]
    """Accredited capacity a year that the region's system adds and can spare for AI."""

    price: Annotated[
        float,
        Field(ge=5, le=600),
        Quantity("USD/MWh", 1, "assumption", "Grid electricity price", "Grid price", regional=True),
    ]
    """Industrial price of electricity from the grid while reserves are ample."""

    intensity: Annotated[
        float,
        Field(ge=0, le=1200),
        Quantity("g/kWh", 10, "assumption", "Grid carbon intensity", regional=True),
    ]
    """Life-cycle greenhouse gas of a kilowatt-hour from the grid, CO2 equivalent."""


class Source(Block):
    """Plant that AI contracts or builds: one block for each energy source."""

    capacity: Annotated[
        float,
        Field(ge=0, le=200),
        Quantity("GW", 0.1, "assumption", "Capacity in 2023", regional=True, split="extensive"),
    ]
    """Nameplate capacity dedicated to AI at the start of 2023."""

    firm_share: Annotated[float, Field(ge=0, le=1), Quantity("1", 0.01, "assumption", "Firm share")]
    """Accredited capacity over nameplate: what the ceiling counts."""

    capacity_factor: Annotated[float, Field(ge=0, le=1), Quantity("1", 0.01, "assumption", "Capacity factor")]
    """Greatest average output over nameplate: what energy, cost and carbon count."""

    lead_time: Annotated[
        float,
        Field(ge=0.2, le=20),
        Quantity("years", 0.25, "assumption", "Lead time", regional=True, ramp=0.5),
    ]
    """Mean time from order to operation."""

    build_limit: Annotated[
        float,
        Field(ge=0, le=300),
        Quantity("GW/yr", 0.5, "assumption", "Build limit", regional=True, split="extensive"),
    ]
    """Most nameplate capacity for AI that can be started in a year."""

    lifetime: Annotated[float, Field(ge=5, le=100), Quantity("years", 1, "assumption", "Plant lifetime")]
    """Mean time in operation; capacity retires as a first-order stock."""

    cost: Annotated[float, Field(ge=5, le=600), Quantity("USD/MWh", 1, "assumption", "Levelised cost")]
    """Levelised cost of electricity, the price of a contract with such a plant."""

    capital_cost: Annotated[
        float, Field(ge=0, le=30000), Quantity("USD/kW", 50, "assumption", "Capital cost")
    ]
    """Overnight capital cost of nameplate capacity."""

    running_cost: Annotated[
        float, Field(ge=0, le=300), Quantity("USD/MWh", 1, "assumption", "Fuel and operation")
    ]
    """What plant that the buyer has paid for costs to run."""

    intensity: Annotated[float, Field(ge=0, le=1200), Quantity("g/kWh", 5, "assumption", "Carbon intensity")]
    """Life-cycle greenhouse gas of a kilowatt-hour, CO2 equivalent."""

    buyer_paid: Annotated[
        float, Field(ge=0, le=1), Quantity("1", 0.05, "assumption", "Share paid by the AI buyer")
    ]
    """Share of the plant's capital that the AI buyer pays (the rest arrives as a contract price)."""

    on_site: Annotated[
        float, Field(ge=0, le=1), Quantity("1", 1, "assumption", "Behind the meter", hidden=True)
    ]
    """1 where the plant stands on the campus and needs no grid connection, else 0."""

    turbines: Annotated[
        float, Field(ge=0, le=1), Quantity("1", 0.05, "assumption", "Gas turbines per capacity")
    ]
    """Gas-turbine capacity ordered for a unit of nameplate."""

    labour: Annotated[
        float, Field(ge=0, le=30000), Quantity("worker-yr/GW", 100, "assumption", "Construction labour")
    ]
    """On-site construction work for a gigawatt."""


class Turbines(Block):
    """One backlog of gas turbines for AI and everyone else."""

    output: Annotated[
        float,
        Field(ge=1, le=500),
        Quantity("GW/yr", 1, "assumption", "Gas turbine output", "Turbine output"),
    ]
    """World output of gas turbines above 10 MW at the present."""

    growth: Annotated[
        float, Field(ge=-0.2, le=0.5), Quantity("1/yr", 0.01, "assumption", "Growth of turbine output")
    ]
    """Growth of output after the present while the backlog is longer than it should be."""

    other_demand: Annotated[
        float, Field(ge=0, le=500), Quantity("GW/yr", 1, "assumption", "Turbine orders of others")
    ]
    """Orders of gas turbines by everyone but AI."""

    backlog: Annotated[
        float, Field(ge=0, le=1000), Quantity("GW", 5, "assumption", "Turbine backlog in 2023")
    ]
    """Turbines ordered and not delivered at the start of 2023."""

    normal_backlog: Annotated[
        float, Field(ge=0.25, le=10), Quantity("years", 0.25, "assumption", "Normal turbine backlog")
    ]
    """Backlog over output at which the price is the normal one."""

    price_response: Annotated[
        float, Field(ge=0, le=2), Quantity("1", 0.05, "assumption", "Turbine price response")
    ]
    """Exponent of price in the backlog over the normal one."""


class Ease(Block):
    """Multiplier of the ceiling, moved only to measure relief."""

    power: Annotated[
        float, Field(ge=0.1, le=10), Quantity("1", 0.01, "policy", "Ease the energy ceiling", hidden=True)
    ]
    """Multiplies firm power."""


class Parameters(Block):
    """Everything that can be set in the energy layer."""

    losses: Annotated[
        float,
        Field(ge=0, le=0.3),
        Quantity("1", 0.005, "assumption", "Losses to the campus", "Losses"),
    ]
    """Share of power lost between generator and campus meter."""

    reserve: Annotated[float, Field(ge=0, le=1), Quantity("1", 0.01, "policy", "Planning reserve", "Reserve")]
    """Firm power ordered beyond the expected load, as a share of it."""

    load_factor: Annotated[
        float, Field(ge=0.2, le=1), Quantity("1", 0.01, "assumption", "Load factor of AI campuses")
    ]
    """Average draw over nameplate of running equipment."""

    rest_electricity: Annotated[
        float,
        Field(ge=0, le=2000),
        Quantity("TWh/yr", 5, "assumption", "Other data centres in 2023", regional=True, split="extensive"),
    ]
    """Electricity of data centres for work other than AI at the start of 2023, at the meter."""

    rest_growth: Annotated[
        float, Field(ge=-0.2, le=0.3), Quantity("1/yr", 0.005, "assumption", "Growth of other data centres")
    ]
    """Growth of the electricity that data centres use for other work."""

    scarcity: Annotated[
        float, Field(ge=0, le=10), Quantity("1", 0.1, "assumption", "Price rise without reserve")
    ]
    """Price mark-up when no reserve is left, over the price with ample reserves."""

    scarcity_reserve: Annotated[
        float, Field(ge=0.01, le=1), Quantity("1", 0.01, "assumption", "Reserve scale of the price")
    ]
    """Reserve margin over which the mark-up falls to 1/e."""

    waiting_cost: Annotated[
        float,
        Field(ge=0, le=500),
        Quantity("USD/MWh per year", 5, "assumption", "Cost of waiting for power", "Cost of waiting"),
    ]
    """What a year's wait for a plant is worth to the buyer, spread over the plant's output."""

    choice: Annotated[
        float, Field(ge=0.001, le=1), Quantity("MWh/USD", 0.005, "assumption", "Sensitivity of source choice")
    ]
    """Slope of the logit that splits orders between sources by cost."""

    adjustment: Annotated[
        float, Field(ge=0.25, le=5), Quantity("years", 0.25, "assumption", "Time to close the power gap")
    ]
    """Time over which orders close the gap between expected load and firm power."""

    grid: Grid
    """Power from the grid."""

    sources: Annotated[dict[str, Source], Over("source")]
    """Contracted and on-site plant."""

    turbines: Turbines
    """Gas turbines."""

    ease: Ease
    """Relief."""
