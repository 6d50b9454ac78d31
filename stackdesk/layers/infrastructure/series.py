"""What the infrastructure layer keeps and what comes out of it."""

from __future__ import annotations

from stackdesk.core.layer import Chart, Constraint
from stackdesk.core.series import Layout, Series

STATE: Layout = {
    "connected": ("region",),  # GW at the meter
    "study": ("region", 3),  # GW in study and works
    "waiting": ("region",),  # GW studied, waiting for a place
    "shells": ("region",),  # GW of IT
    "halls": ("region", 3),  # GW being built
    "slipped": ("region",),  # GW due and slipped
    "workforce": ("region", "trade"),  # thousand people
    "apprentices": ("region", "trade", 3),
    "drawn": ("region", "trade"),  # share of the workforce that AI draws
    "wage": ("region", "trade"),  # over the normal wage
    "connection_index": (),
    "permit_index": (),
    "equipment_index": (),
    "booked": ("region", "infrastructure_cause", 4),
}

FLOWS: Layout = {
    "ceiling_energy": ("region",),
    "ceiling_connection": ("region",),
    "ceiling_shells": ("region",),
    "ceiling_operators": ("region",),
    "ceiling_chips": ("region",),
    "ceiling_need": ("region",),
    "ceiling_models": ("region",),
    "ceiling_infrastructure": ("region",),
    "physical": ("region",),
    "running": ("region",),
    "facility_load": ("region",),
    "wanted": ("region",),  # GW of IT that buyers would run at a rent that pays
    "planned": ("region",),  # the same, held to what chips in sight could fill
    "growth": ("region",),
    "horizon": (),
    "facility": ("region",),  # planned, at the meter, peak
    "shells_ready": ("region",),
    "connection_ready": ("region",),
    "power_ready": ("region",),
    "hall_wish": ("region",),
    "hall_want": ("region",),  # GW/yr that would be started if nothing held it back
    "permitted": ("region",),
    "hall_starts": ("region",),
    "requests": ("region",),
    "connections": ("region",),
    "connection_limit": ("region",),
    "connection_wait": ("region",),
    "under_way": ("region",),
    "needed": ("region", "trade"),
    "available": ("region", "trade"),
    "speed": ("region",),
    "operator": ("region",),  # the trade that running halls are shortest of
    "scarce": ("region",),  # the trade that slows the most
    "jobs": ("region",),
    "capital_cost": ("region",),
    "spending": ("region",),
    "water": ("region",),
    "power_asked": ("region",),
    "wires": ("region",),  # GW at the facility that are connected
    "wires_queued": ("region",),  # in study, in works or waiting
    "wires_ahead": ("region",),  # GW/yr that the queue turns into connections
    "chips_asked": ("region",),
    "owning_cost": ("region",),
    "owning_cost_of_power": ("region",),  # bn USD/yr for a GW of new chips
    "capital_of_power": ("region",),  # bn USD for a GW of new chips
    "owning_cost_h100": ("region",),
    "usable": ("region",),
}

RATES: Layout = {
    "requests": ("region",),
    "study_time": ("region",),
    "connections_most": ("region",),
    "hall_starts": ("region",),
    "hall_time": ("region",),
    "speed": ("region",),
    "entry": ("region", "trade"),
    "draw_target": ("region", "trade"),
    "wage_target": ("region", "trade"),
    "booking": ("region", "infrastructure_cause"),
    "booking_time": ("region", "infrastructure_cause"),
}

SERIES = (
    Series(
        "infrastructure.running_load",
        "GW",
        "Running load",
        "flows.running",
        "IT nameplate running: the lowest of need and the physical ceilings.",
    ),
    Series(
        "infrastructure.facility_load",
        "GW",
        "Facility load",
        "flows.facility_load",
        "Running nameplate times peak PUE.",
    ),
    Series(
        "infrastructure.ceiling.energy",
        "GW",
        "Energy ceiling",
        "flows.ceiling_energy",
        "IT nameplate that firm power alone would allow.",
    ),
    Series(
        "infrastructure.ceiling.connection",
        "GW",
        "Connection ceiling",
        "flows.ceiling_connection",
        "IT nameplate that grid connections and on-site power alone would allow.",
    ),
    Series(
        "infrastructure.ceiling.shells",
        "GW",
        "Halls ceiling",
        "flows.ceiling_shells",
        "IT nameplate that halls alone would allow.",
    ),
    Series(
        "infrastructure.ceiling.operators",
        "GW",
        "Operators ceiling",
        "flows.ceiling_operators",
        "IT nameplate that the people who run halls alone would allow.",
    ),
    Series(
        "infrastructure.ceiling.chips",
        "GW",
        "Chips ceiling",
        "flows.ceiling_chips",
        "IT nameplate of all chips delivered and not retired.",
    ),
    Series(
        "infrastructure.ceiling.need",
        "GW",
        "Need",
        "flows.ceiling_need",
        "IT nameplate that the need at the going price asks for, with what the region serves for others.",
    ),
    Series(
        "infrastructure.ceiling.models",
        "GW",
        "Models ceiling",
        "flows.ceiling_models",
        "Need with skills and affordability at one: what capability and reliability alone would allow.",
    ),
    Series(
        "infrastructure.ceiling.infrastructure",
        "GW",
        "Infrastructure ceiling",
        "flows.ceiling_infrastructure",
        "The lowest of the connection, halls and operators ceilings.",
    ),
    Series(
        "infrastructure.shell_capacity",
        "GW",
        "Halls",
        "state.shells",
        "Data-centre halls that AI can use, GW of IT.",
    ),
    Series(
        "infrastructure.shells_under_way",
        "GW",
        "Halls under way",
        "flows.under_way",
        "Halls being built or slipped, GW of IT.",
    ),
    Series(
        "infrastructure.connected",
        "GW",
        "Connected",
        "state.connected",
        "Grid connections that AI campuses have, at the meter.",
    ),
    Series(
        "infrastructure.connection_queue",
        "GW",
        "Waiting for a place",
        "state.waiting",
        "Connections studied and waiting to be built.",
    ),
    Series(
        "infrastructure.connection_wait",
        "years",
        "Connection wait",
        "flows.connection_wait",
        "Lead time plus the queue over what is connected in a year.",
        total="mean",
        weight="infrastructure.connected",
    ),
    Series(
        "infrastructure.trades.{item}.needed",
        "thousand people",
        "Needed",
        "flows.needed",
        "People of the trade that the work under way and running halls need.",
        over="trade",
    ),
    Series(
        "infrastructure.trades.{item}.available",
        "thousand people",
        "Available",
        "flows.available",
        "People of the trade that AI can draw.",
        over="trade",
    ),
    Series(
        "infrastructure.wage.{item}",
        "1",
        "Wage",
        "state.wage",
        "Wage of the trade over its normal one.",
        over="trade",
        total="mean",
        weight="infrastructure.trades.{item}.needed",
    ),
    Series(
        "infrastructure.jobs",
        "thousand people",
        "Jobs",
        "flows.jobs",
        "People at work building and running AI halls, connections and plant.",
    ),
    Series(
        "infrastructure.rental_price",
        "USD/H100e-h",
        "Rent",
        "markets.rent",
        "One-year contract rent of an H100 equivalent.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "infrastructure.owning_cost",
        "USD/H100e-h",
        "Owning cost",
        "flows.owning_cost",
        "Cost of owning a new H100 equivalent this year.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "infrastructure.owning_cost_per_gw",
        "billion USD/yr/GW",
        "Owning a gigawatt",
        "flows.owning_cost_of_power",
        "Yearly cost of owning a gigawatt of IT filled with new chips: capital, operation and energy.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "infrastructure.capital_per_gw",
        "billion USD/GW",
        "Capital for a gigawatt",
        "flows.capital_of_power",
        "Chips, servers, network and hall for a new gigawatt of IT.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "infrastructure.owning_cost_h100",
        "USD/H100e-h",
        "Owning an H100",
        "flows.owning_cost_h100",
        "Cost of owning an H100 bought in 2023.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "infrastructure.occupancy",
        "1",
        "Occupancy",
        "markets.occupancy",
        "Running load over the lowest physical ceiling.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "infrastructure.usable",
        "million H100e",
        "Usable compute",
        "flows.usable",
        "Running H100 equivalents times the share of the fleet that is allocated.",
    ),
    Series(
        "infrastructure.water_use",
        "billion litres/yr",
        "Water use",
        "flows.water",
        "Water used on site for AI.",
    ),
    Series(
        "infrastructure.power_asked",
        "GW",
        "Power asked for",
        "flows.power_asked",
        "Facility power that buyers would use at a rent that pays.",
    ),
    Series(
        "infrastructure.chips_asked",
        "GW",
        "Chips asked for",
        "flows.chips_asked",
        "IT nameplate that buyers would run at a rent that pays.",
    ),
)

CONSTRAINTS = (
    Constraint("connection_ceiling", "connection ceiling", "ceiling", "infrastructure.ease.connection"),
    Constraint("shells_ceiling", "halls ceiling", "ceiling", "infrastructure.ease.shells"),
    Constraint("connection", "connections built", "limit", "infrastructure.connection.build_limit", step=1.0),
    Constraint(
        "connection_time",
        "connection lead time",
        "limit",
        "infrastructure.connection.lead_time",
        inverse=True,
    ),
    Constraint("shells", "hall lead time", "limit", "infrastructure.shells.lead_time", inverse=True),
    Constraint("permits", "land and permits", "limit", "infrastructure.permits.limit", step=1.0),
    Constraint("equipment", "transformers", "limit", "infrastructure.equipment.output", step=1.0),
    Constraint("allocation", "fleet allocated", "limit", "infrastructure.network.allocation"),
    Constraint("trades", "skilled trades", "limit", "infrastructure.ease.trades"),
)

CHARTS = (
    Chart("Running load by region", "GW", ("infrastructure.running_load",), stacked=True, by_region=True),
    Chart(
        "Connection queue and wait",
        "",
        (),
        panes=(
            Chart("Queue", "GW", ("infrastructure.connected", "infrastructure.connection_queue")),
            Chart("Wait", "years", ("infrastructure.connection_wait",)),
        ),
    ),
    Chart("Connection queue", "GW", ("infrastructure.connected", "infrastructure.connection_queue")),
    Chart("Connection wait", "years", ("infrastructure.connection_wait",), by_region=True),
    Chart(
        "Halls and pipeline",
        "GW",
        ("infrastructure.shell_capacity", "infrastructure.shells_under_way"),
        stacked=True,
    ),
    Chart(
        "Electricians",
        "thousand people",
        ("infrastructure.trades.electricians.needed", "infrastructure.trades.electricians.available"),
    ),
    Chart(
        "Trades needed against available",
        "ratio",
        ("infrastructure.trades.{item}.needed",),
        over="infrastructure.trades.{item}.available",
        guides=(1.0,),
    ),
    Chart("Trades needed", "thousand people", ("infrastructure.trades.{item}.needed",), stacked=True),
    Chart(
        "Rent and owning cost",
        "USD/H100e-h",
        ("infrastructure.rental_price", "infrastructure.owning_cost", "infrastructure.owning_cost_h100"),
    ),
    Chart(
        "Prices of compute and tokens",
        "",
        (),
        panes=(
            Chart(
                "Rent and owning cost",
                "USD/H100e-h",
                ("infrastructure.rental_price", "infrastructure.owning_cost"),
            ),
            Chart("Price of tokens", "USD/million tokens", ("models.token_price",)),
        ),
    ),
    Chart("Water use", "billion litres/yr", ("infrastructure.water_use",), stacked=True, by_region=True),
)

CAUSES = (
    ("connection", "connection"),
    ("shells", "halls"),
    ("permits", "land and permits"),
    ("equipment", "transformers"),
    ("capital", "capital"),
    ("trade:{trade}", "{trade}"),
)
