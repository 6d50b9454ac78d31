"""What can be set in the infrastructure layer. Defaults, ranges and sources stand in the reference."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stackdesk.core.quantity import Block, Over, Quantity, Whole

Power = Annotated[float, Field(ge=0, le=500)]
Rate = Annotated[float, Field(ge=0, le=300)]
Share = Annotated[float, Field(ge=0, le=1)]
SITE_WORK = Whole("Hours of work on site", rest="Machine operators and labourers")


class Connection(Block):
    """The wire to the grid: study, works, and the queue."""

    connected: Annotated[
        Power,
        Quantity("GW", 0.1, "assumption", "Connected in 2023", regional=True, split="extensive"),
    ]
    """Grid connections that AI campuses had or could take over at the start of 2023, at the meter."""

    under_way: Annotated[
        Power,
        Quantity("GW", 0.1, "assumption", "In study and works in 2023", regional=True, split="extensive"),
    ]
    """Connections in study and works at the start of 2023 that AI campuses came to use."""

    lead_time: Annotated[
        float,
        Field(ge=0.2, le=15),
        Quantity("years", 0.1, "policy", "Connection lead time", regional=True, ramp=0.5),
    ]
    """Mean time of study and works for a large load, without waiting for a place."""

    build_limit: Annotated[
        Rate,
        Quantity("GW/yr", 0.5, "policy", "Connections built", regional=True, split="extensive"),
    ]
    """Most that can be connected for data centres in a year."""

    growth: Annotated[
        float, Field(ge=-0.2, le=0.5), Quantity("1/yr", 0.01, "assumption", "Growth of connections built")
    ]
    """Growth of the build limit after the present."""

    patience: Annotated[
        float, Field(ge=0.5, le=30), Quantity("years", 0.5, "assumption", "Longest queue worth joining")
    ]
    """Queue, as years of building, beyond which nobody asks for a connection."""

    labour: Annotated[
        float, Field(ge=0, le=20000), Quantity("worker-yr/GW", 100, "assumption", "Work per connection")
    ]
    """On-site work of the trades for a gigawatt connected."""


class Shells(Block):
    """Data-centre halls."""

    capacity: Annotated[
        Power,
        Quantity("GW", 0.1, "assumption", "Halls in 2023", regional=True, split="extensive"),
    ]
    """Data-centre capacity, GW of IT, that AI had or could take over at the start of 2023."""

    under_way: Annotated[
        Power,
        Quantity("GW", 0.1, "assumption", "Being built in 2023", regional=True, split="extensive"),
    ]
    """Halls being built at the start of 2023 that AI came to use."""

    lead_time: Annotated[
        float,
        Field(ge=0.3, le=10),
        Quantity("years", 0.1, "policy", "Hall lead time", regional=True, ramp=0.5),
    ]
    """Mean time from ground-break to an energised hall with enough people."""

    ahead: Annotated[float, Field(ge=1, le=10), Quantity("x", 0.05, "assumption", "Building ahead of chips")]
    """Most that is planned for, over the chips owned and in transit: nobody builds for chips out of sight.

    A fifth of what is wanted is planned for in any case, so that a region without chips can start.
    """

    slip_share: Annotated[Share, Quantity("1", 0.05, "assumption", "Share that slips")]
    """Share of the capacity due that slips."""

    slip_time: Annotated[float, Field(ge=0.1, le=3), Quantity("years", 0.1, "assumption", "Length of a slip")]
    """Mean time by which it slips."""

    cost: Annotated[
        float,
        Field(ge=1, le=60),
        Quantity("billion USD/GW", 0.1, "assumption", "Hall cost", regional=True),
    ]
    """Cost of shell, power distribution and cooling for a gigawatt of IT."""

    life: Annotated[float, Field(ge=5, le=60), Quantity("years", 1, "assumption", "Hall life")]
    """Mean life of a hall."""

    labour: Annotated[
        float, Field(ge=500, le=40000), Quantity("worker-yr/GW", 250, "assumption", "Work per hall")
    ]
    """On-site construction work for a gigawatt of IT."""


class Permits(Block):
    """Land and permits."""

    limit: Annotated[
        Rate,
        Quantity("GW/yr", 0.5, "policy", "Land and permits", regional=True, split="extensive"),
    ]
    """Most halls, GW of IT, that get land and permits in a year."""

    growth: Annotated[
        float, Field(ge=-0.2, le=0.5), Quantity("1/yr", 0.01, "assumption", "Growth of permits")
    ]
    """Growth of the limit after the present."""


class Equipment(Block):
    """Transformers and switchgear: one backlog for AI and everyone else."""

    output: Annotated[Rate, Quantity("GW/yr", 1, "assumption", "Electrical equipment output", "Transformers")]
    """World output of data-centre class transformers and switchgear, as GW of IT that it equips."""

    growth: Annotated[
        float, Field(ge=-0.2, le=0.5), Quantity("1/yr", 0.01, "assumption", "Growth of equipment output")
    ]
    """Growth of output after the present."""

    other_share: Annotated[Share, Quantity("1", 0.01, "assumption", "Equipment taken by others")]
    """Share of the output that goes to other users of the grid."""


class Trade(Block):
    """A skilled trade."""

    workforce: Annotated[
        float,
        Field(ge=0, le=20000),
        Quantity("thousand people", 5, "assumption", "Workforce", regional=True, split="extensive"),
    ]
    """People of the trade at work in the region at the start of 2023, in all building and service."""

    reach: Annotated[Share, Quantity("1", 0.005, "assumption", "Share that AI can draw")]
    """Greatest share of the workforce that can be redirected to AI building."""

    apprenticeship: Annotated[
        float, Field(ge=0.2, le=10), Quantity("years", 0.25, "policy", "Apprenticeship", ramp=0.5)
    ]
    """Mean time of training."""

    entry: Annotated[float, Field(ge=0, le=0.3), Quantity("1/yr", 0.005, "policy", "Entering the trade")]
    """Apprentices a year over the workforce, at normal wages."""

    share: Annotated[Share, Quantity("1", 0.01, "assumption", "Share of the work", share=SITE_WORK)]
    """Share of on-site construction hours; for operators, zero."""

    staff: Annotated[
        float, Field(ge=0, le=3000), Quantity("people/GW", 10, "assumption", "Staff of running halls")
    ]
    """People needed to run a gigawatt of IT; for building trades, zero."""


class Labour(Block):
    """How the trades respond."""

    retirement: Annotated[float, Field(ge=0, le=0.2), Quantity("1/yr", 0.005, "assumption", "Retirement")]
    """Share of a trade that leaves in a year."""

    wage_response: Annotated[float, Field(ge=0, le=3), Quantity("1", 0.05, "assumption", "Wage response")]
    """Exponent of wages in people needed over people available."""

    redirection_time: Annotated[
        float, Field(ge=0.1, le=10), Quantity("years", 0.1, "policy", "Time to redirect people", ramp=0.5)
    ]
    """Time over which people move from other building to AI building."""


class Cooling(Block):
    """Cooling."""

    peak_pue: Annotated[
        float,
        Field(ge=1.01, le=2.5),
        Quantity("1", 0.01, "policy", "Peak PUE", regional=True),
    ]
    """Facility over IT power on the hottest hour: what power and connection must carry."""

    water: Annotated[float, Field(ge=0, le=5), Quantity("L/kWh", 0.05, "policy", "Water per IT energy")]
    """Water used for a kilowatt-hour of IT."""


class Network(Block):
    """Network and scheduling: from running chips to usable compute."""

    allocation: Annotated[float, Field(ge=0.1, le=1), Quantity("1", 0.01, "policy", "Fleet allocated")]
    """Share of running chips that is rented or in use."""

    goodput: Annotated[float, Field(ge=0.1, le=1), Quantity("1", 0.01, "policy", "Training goodput")]
    """Share of allocated training time that does useful work."""


class Ease(Block):
    """Multipliers of ceilings, moved only to measure relief."""

    connection: Annotated[
        float, Field(ge=0.1, le=10), Quantity("1", 0.01, "policy", "Ease the connection ceiling", hidden=True)
    ]
    """Multiplies what is connected."""

    shells: Annotated[
        float, Field(ge=0.1, le=10), Quantity("1", 0.01, "policy", "Ease the halls ceiling", hidden=True)
    ]
    """Multiplies halls."""

    trades: Annotated[
        float,
        Field(ge=0.1, le=10),
        Quantity("x", 0.01, "policy", "People in the trades", "People in trades", scale="log"),
    ]
    """Multiplies the people available in every trade from the present on."""


class Parameters(Block):
    """Everything that can be set in the infrastructure layer."""

    pue_mean: Annotated[
        float,
        Field(ge=1.01, le=2.5),
        Quantity("1", 0.01, "policy", "Mean PUE", regional=True),
    ]
    """Facility over IT energy, average of the year."""

    planning: Annotated[
        float, Field(ge=0.25, le=5), Quantity("years", 0.25, "assumption", "Time to place building orders")
    ]
    """Time over which builders close the gap between wanted and standing capacity."""

    operation_cost: Annotated[
        float, Field(ge=0, le=10), Quantity("billion USD/GW/yr", 0.05, "assumption", "Operation and upkeep")
    ]
    """Staff, upkeep and overhead of a running gigawatt of IT a year, energy apart."""

    connection: Connection
    """Grid connection."""

    shells: Shells
    """Halls."""

    permits: Permits
    """Land and permits."""

    equipment: Equipment
    """Transformers and switchgear."""

    trades: Annotated[dict[str, Trade], Over("trade")]
    """Skilled trades."""

    labour: Labour
    """How the trades respond."""

    cooling: Cooling
    """Cooling."""

    network: Network
    """Network and scheduling."""

    ease: Ease
    """Relief."""
