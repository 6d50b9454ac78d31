"""What the chips layer keeps and what comes out of it."""

from __future__ import annotations

from stackdesk.core.layer import Chart, Constraint
from stackdesk.core.series import Layout, Series

STATE: Layout = {
    "capacity": ("chain", "input"),  # k wafers/month, k wafers/month, Gb billion/yr, k racks/yr
    "pipe": ("chain", "input", 3),  # the same, being built
    "transit": (
        "region",
        "vintage",
        3,
    ),  # million H100e, GW, million bandwidth equivalents: sold, not delivered
    "fleet": ("region", "vintage", 3),  # the same: delivered and not retired
    "sold": ("region",),  # million H100e, cumulative
    "retired": ("region",),  # million H100e, cumulative since 2023
    "performance_index": (),
    "efficiency_index": (),
    "price_index": (),
    "memory_index": (),
    "booked": ("region", "chips_cause", 4),
    "cut": ("region", 3),  # GW/yr not ordered for want of power, connection, halls, remembered
}

FLOWS: Layout = {
    "limit": ("chain", "input"),  # million packages/yr that each input allows
    "performance": ("chain",),
    "power": ("chain",),
    "bandwidth": ("chain",),
    "price": ("chain",),
    "nameplate": ("region",),
    "in_transit": ("region",),  # GW
    "fleet": ("region",),  # million H100e delivered
    "transit": ("region",),
    "runnable": ("region",),  # million H100e within the physical ceiling
    "serving": ("region",),  # serving value of a running H100e
    "in_operation": ("region",),
    "idle": ("region",),
    "density": ("region",),  # H100e per W of IT = million H100e per GW running
    "ordered": ("region",),  # GW/yr of IT
    "orders": ("region",),  # million H100e/yr wanted
    "chain_orders": ("chain", "region"),
    "horizon": (),  # years from an order to a chip that can run
    "book_growth": (),  # growth of need that buyers expect, weighted by their orders
    "book_horizon": (),
    "book": ("chain",),  # million packages/yr asked of a chain
    "attainable": ("chain",),  # million packages/yr
    "capital_cost": ("region",),  # bn USD/yr for what can be delivered
    "cut_shells": ("region",),
    "cut_connection": ("region",),
    "cut_power": ("region",),
    "refused_access": ("region",),  # GW/yr
    "shipments": ("region",),
    "packages": (),
    "revenue": (),
    "packaging": (),
    "logic": (),
    "memory": (),
    "assembly": (),
    "limits_logic": (),
    "limits_packaging": (),
    "limits_memory": (),
    "limits_assembly": (),
    "new_power": ("region",),  # kW per H100e that the region buys now
    "new_price": ("region",),
    "new_per_megawatt": ("region",),
    "per_megawatt": ("region",),
}

RATES: Layout = {
    "expand": ("chain", "input"),
    "shrink": ("chain", "input"),
    "sales": ("region", 3),
    "booking": ("region", "chips_cause"),
    "cut": ("region", 3),
}

SERIES = (
    Series(
        "chips.shipments",
        "million H100e/yr",
        "Chips shipped",
        "flows.shipments",
        "Accelerators sold in a year, in H100 equivalents.",
    ),
    Series(
        "chips.sold",
        "million H100e",
        "Chips sold",
        "state.sold",
        "Accelerators sold since 2022, cumulative.",
    ),
    Series(
        "chips.in_operation",
        "million H100e",
        "Chips in operation",
        "flows.in_operation",
        "Accelerators running, newest first.",
    ),
    Series(
        "chips.idle",
        "million H100e",
        "Chips idle",
        "flows.idle",
        "Accelerators delivered and not running.",
    ),
    Series(
        "chips.in_transit",
        "million H100e",
        "Chips in transit",
        "flows.transit",
        "Accelerators sold and not yet delivered into a hall.",
    ),
    Series(
        "chips.retired",
        "million H100e",
        "Chips retired",
        "state.retired",
        "Accelerators retired since 2023, cumulative.",
    ),
    Series(
        "chips.it_power",
        "GW",
        "Nameplate of chips",
        "flows.nameplate",
        "IT nameplate of chips delivered and not retired.",
    ),
    Series(
        "chips.packages",
        "million/yr",
        "Packages made",
        "flows.packages",
        "Accelerator packages made in a year, both chains.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.limit.logic",
        "million/yr",
        "Logic wafers",
        "flows.limits_logic",
        "Packages that logic wafers would allow, both chains.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.limit.packaging",
        "million/yr",
        "Advanced packaging",
        "flows.limits_packaging",
        "Packages that advanced packaging would allow, both chains.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.limit.memory",
        "million/yr",
        "Memory (HBM)",
        "flows.limits_memory",
        "Packages that high-bandwidth memory would allow, both chains.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.limit.assembly",
        "million/yr",
        "Server assembly",
        "flows.limits_assembly",
        "Packages that the computer plants could assemble, both chains.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.packaging_capacity",
        "thousand wafers/month",
        "Packaging capacity",
        "flows.packaging",
        "Nameplate of CoWoS-class packaging of the global chain.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.logic_capacity",
        "thousand wafers/month",
        "Logic capacity",
        "flows.logic",
        "Leading-edge logic capacity of the global chain, for AI and others.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.memory_capacity",
        "billion Gb/yr",
        "Memory capacity",
        "flows.memory",
        "High-bandwidth-memory capacity of the global chain.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.assembly_capacity",
        "thousand racks/yr",
        "Assembly capacity",
        "flows.assembly",
        "Racks of 72 packages that the computer plants of the global chain can assemble.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.accelerator_revenue",
        "billion USD/yr",
        "Accelerator revenue",
        "flows.revenue",
        "Data-centre revenue of all accelerator vendors, in-house chips at cost, networking included.",
        regional=False,
        total="first",
    ),
    Series(
        "chips.price",
        "thousand USD/H100e",
        "Chip price",
        "flows.new_price",
        "Price of a new H100 equivalent with server and network.",
        total="mean",
        weight="chips.shipments",
    ),
    Series(
        "chips.new_per_megawatt",
        "H100e/MW",
        "Density of new chips",
        "flows.new_per_megawatt",
        "H100 equivalents per megawatt of IT, chips bought now.",
        total="mean",
        weight="chips.shipments",
    ),
    Series(
        "chips.per_megawatt",
        "H100e/MW",
        "Fleet density",
        "flows.per_megawatt",
        "H100 equivalents per megawatt of IT, running fleet.",
        total="mean",
        weight="infrastructure.running_load",
    ),
)

CONSTRAINTS = (
    Constraint("chips", "chips ceiling", "ceiling", "chips.ease.fleet"),
    Constraint("packaging", "packaging", "limit", "chips.ease.packaging"),
    Constraint("memory", "memory", "limit", "chips.ease.memory"),
    Constraint("logic", "logic wafers", "limit", "chips.ease.logic"),
    Constraint("assembly", "server assembly", "limit", "chips.ease.assembly"),
    Constraint("access", "export access", "limit", "chips.chains.global.access", step=0.05),
)

CHARTS = (
    Chart(
        "Chip supply by limit",
        "million packages/yr",
        (
            "chips.limit.packaging",
            "chips.limit.memory",
            "chips.limit.logic",
            "chips.limit.assembly",
            "chips.packages",
        ),
    ),
    Chart(
        "Fleet and idle",
        "million H100e",
        ("chips.in_operation", "chips.idle", "chips.in_transit"),
        stacked=True,
    ),
    Chart("Chips shipped", "million H100e/yr", ("chips.shipments",), stacked=True, by_region=True),
    Chart("Packaging capacity", "thousand wafers/month", ("chips.packaging_capacity",)),
    Chart("Memory capacity", "billion Gb/yr", ("chips.memory_capacity",)),
    Chart("Chip price", "thousand USD/H100e", ("chips.price",)),
)

CAUSES = (
    ("logic", "logic wafers"),
    ("packaging", "packaging"),
    ("memory", "memory"),
    ("assembly", "server assembly"),
    ("access", "export access"),
    ("capital", "capital"),
)
