"""What can be set in the chips layer. Defaults, ranges and sources stand in the reference."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stackdesk.core.quantity import Block, Over, Quantity

Capacity = Annotated[float, Field(ge=0, le=5000)]
Share = Annotated[float, Field(ge=0, le=1)]
LeadTime = Annotated[float, Field(ge=0.2, le=10)]
Growth = Annotated[float, Field(ge=0, le=3)]


class Input(Block):
    """One thing that packages are made of: logic wafers, packaging, memory, server assembly."""

    lead_time: Annotated[LeadTime, Quantity("years", 0.1, "assumption", "Lead time", ramp=0.5)]
    """Mean time from the decision to expand to added capacity."""

    greatest_growth: Annotated[Growth, Quantity("1/yr", 0.05, "assumption", "Greatest growth")]
    """Most that capacity is expanded in a year, as a share of it."""

    response: Annotated[
        float, Field(ge=0, le=5), Quantity("1/yr", 0.05, "assumption", "Response to the order book")
    ]
    """Expansion decided for each unit of orders over capacity; below one, as suppliers fear a glut."""


class Chain(Block):
    """A supply chain: what it can make and whom it may serve."""

    packaging: Annotated[
        Capacity, Quantity("thousand wafers/month", 1, "assumption", "Packaging capacity in 2023")
    ]
    """Advanced-packaging capacity (CoWoS class, nameplate) at the start of 2023."""

    logic: Annotated[Capacity, Quantity("thousand wafers/month", 1, "assumption", "Logic capacity in 2023")]
    """Leading-edge logic capacity of the generation accelerators use, at the start of 2023."""

    memory: Annotated[Capacity, Quantity("billion Gb/yr", 0.5, "assumption", "Memory capacity in 2023")]
    """High-bandwidth-memory capacity at the start of 2023."""

    assembly: Annotated[Capacity, Quantity("thousand racks/yr", 1, "assumption", "Assembly capacity in 2023")]
    """Racks of 72 packages that the computer plants can assemble in a year at the start of 2023."""

    packaging_use: Annotated[Share, Quantity("1", 0.01, "assumption", "Packaging that becomes accelerators")]
    """Good packages for accelerators over nameplate: utilisation, yield, and other products' share."""

    logic_share: Annotated[Share, Quantity("1", 0.01, "assumption", "Logic that AI can have")]
    """Share of leading-edge wafers that AI can outbid others for."""

    memory_use: Annotated[Share, Quantity("1", 0.01, "assumption", "Memory that becomes accelerators")]
    """Share of high-bandwidth memory that ends in accelerators sold the same year."""

    packages_per_wafer: Annotated[
        float, Field(ge=1, le=80), Quantity("1", 0.5, "assumption", "Packages per packaging wafer")
    ]
    """Packages placed on a packaging wafer, average of the mix."""

    packages_per_logic_wafer: Annotated[
        float, Field(ge=1, le=120), Quantity("1", 0.5, "assumption", "Packages per logic wafer")
    ]
    """Packages that a logic wafer yields, average of the mix."""

    memory_per_package: Annotated[
        float, Field(ge=10, le=4000), Quantity("GB", 5, "assumption", "Memory per package")
    ]
    """High-bandwidth memory in a package, average of the mix."""

    performance: Annotated[
        float, Field(ge=0.05, le=50), Quantity("H100e", 0.05, "assumption", "Performance per package")
    ]
    """Dense 8-bit peak of a package over that of an H100 (1,979 TFLOP/s), average of the mix sold."""

    power: Annotated[float, Field(ge=0.02, le=5), Quantity("kW/H100e", 0.01, "assumption", "Power per H100e")]
    """Nameplate power of a new H100 equivalent, with its server and network."""

    bandwidth: Annotated[
        float, Field(ge=0.1, le=5), Quantity("1", 0.01, "assumption", "Memory bandwidth per H100e")
    ]
    """Memory bandwidth of a new H100 equivalent over that of an H100 (3.35 TB/s)."""

    price: Annotated[
        float, Field(ge=0.5, le=100), Quantity("thousand USD/H100e", 0.5, "assumption", "Price per H100e")
    ]
    """Price of a new H100 equivalent with server and network, no building."""

    access: Annotated[
        Share,
        Quantity("1", 0.05, "policy", "Export access", "{item} chain access", regional=True),
    ]
    """Share of a region's orders that the chain may fill (export rules, licences)."""


class Ease(Block):
    """Multipliers of the ceiling and of capacities, moved only to measure relief."""

    fleet: Annotated[
        float, Field(ge=0.1, le=10), Quantity("1", 0.01, "policy", "Ease the chips ceiling", hidden=True)
    ]
    """Multiplies the nameplate of delivered chips."""

    logic: Annotated[
        float, Field(ge=0.1, le=10), Quantity("x", 0.01, "policy", "Logic capacity", scale="log")
    ]
    """Multiplies logic capacity from the present on."""

    packaging: Annotated[
        float, Field(ge=0.1, le=10), Quantity("x", 0.01, "policy", "Packaging capacity", scale="log")
    ]
    """Multiplies packaging capacity from the present on."""

    memory: Annotated[
        float, Field(ge=0.1, le=10), Quantity("x", 0.01, "policy", "Memory capacity", scale="log")
    ]
    """Multiplies memory capacity from the present on."""

    assembly: Annotated[
        float, Field(ge=0.1, le=10), Quantity("x", 0.01, "policy", "Assembly capacity", scale="log")
    ]
    """Multiplies assembly capacity from the present on."""


class Parameters(Block):
    """Everything that can be set in the chips layer."""

    performance_growth: Annotated[
        float, Field(ge=0.8, le=3), Quantity("x/yr", 0.01, "assumption", "Performance growth")
    ]
    """Growth of performance per package after the present."""

    efficiency_growth: Annotated[
        float,
        Field(ge=0.8, le=3),
        Quantity("x/yr", 0.01, "assumption", "Performance per watt growth", "Performance/watt"),
    ]
    """Growth of performance per watt of new chips after the present."""

    price_performance_growth: Annotated[
        float,
        Field(ge=0.8, le=3),
        Quantity("x/yr", 0.01, "assumption", "Performance per dollar growth", "Performance/$"),
    ]
    """Growth of performance per dollar of new chips after the present."""

    memory_growth: Annotated[
        float, Field(ge=0.8, le=3), Quantity("x/yr", 0.01, "assumption", "Memory per package growth")
    ]
    """Growth of high-bandwidth memory per package after the present."""

    life: Annotated[float, Field(ge=1, le=15), Quantity("years", 0.25, "assumption", "Chip life")]
    """Mean life of accelerators (Weibull, shape 3)."""

    transit: Annotated[
        float, Field(ge=0.05, le=2), Quantity("years", 0.05, "assumption", "Sale to operation")
    ]
    """Mean time from sale to readiness for operation."""

    order_time: Annotated[
        float, Field(ge=0.1, le=3), Quantity("years", 0.1, "assumption", "Time to place orders")
    ]
    """Time over which buyers close the gap between wanted and owned chips."""

    order_lead: Annotated[
        float, Field(ge=0.1, le=3), Quantity("years", 0.1, "assumption", "Chip order lead time")
    ]
    """How far ahead buyers look when they order chips."""

    idle_shrink: Annotated[
        float, Field(ge=0, le=0.5), Quantity("1/yr", 0.01, "assumption", "Shrinking of idle capacity")
    ]
    """Share of a chain's capacity that goes away in a year when it is not used."""

    supplier_share: Annotated[
        Share, Quantity("1", 0.01, "assumption", "Accelerator vendors' share of the price")
    ]
    """Share of the price with server and network that accelerator vendors receive."""

    fleet_2023: Annotated[
        float,
        Field(ge=0, le=5),
        Quantity("million H100e", 0.01, "assumption", "Fleet in 2023", regional=True, split="extensive"),
    ]
    """Accelerators sold before 2023 and not retired."""

    sold_before: Annotated[
        float, Field(ge=0, le=5), Quantity("million H100e", 0.01, "assumption", "Sold before 2023")
    ]
    """Accelerators sold from 2022 to the start of 2023."""

    inputs: Annotated[dict[str, Input], Over("input")]
    """Expansion of the four inputs: logic, packaging, memory, server assembly, in this order."""

    chains: Annotated[dict[str, Chain], Over("chain")]
    """The supply chains."""

    ease: Ease
    """Relief."""
