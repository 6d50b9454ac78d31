"""What the energy layer keeps and what comes out of it."""

from __future__ import annotations

from stackdesk.core.layer import Chart, Constraint
from stackdesk.core.series import Layout, Series

STATE: Layout = {
    "capacity": ("region", "source"),  # GW nameplate
    "pipe": ("region", "source", 3),  # GW in each stage
    "headroom": ("region",),  # GW accredited
    "rest": ("region",),  # TWh/yr
    "backlog": (),  # GW of turbines, AI's and others'
    "turbine_index": (),  # output over the output at the present
    "price": ("region",),  # USD/MWh that buyers see
    "booked": ("region", "energy_cause", 4),  # GW/yr refused, on its way through the delay and remembered
}

FLOWS: Layout = {
    "firm_power": ("region",),
    "firm_by_source": ("region", "source"),
    "on_site": ("region",),
    "pipeline": ("region",),
    "on_site_pipeline": ("region",),  # firm GW under way on campus
    "rest_growth": ("region",),  # GW/yr of connections that other data centres take
    "additions_ahead": ("region",),  # GW/yr of firm power that arrive within the half-year
    "electricity_use": ("region",),
    "it_electricity": ("region",),
    "datacentre_electricity": ("region",),
    "by_source": ("region", "source"),
    "contracts": ("region",),  # million USD/yr for contracted and own plant
    "price_target": ("region",),
    "emissions": ("region",),
    "per_million_tokens": ("region",),
    "per_query": ("region",),
    "starts": ("region", "source"),
    "weight": ("region", "source"),
    "wanted": ("region", "source"),
    "lead_time": ("region", "source"),
    "turbine_wait": (),
    "turbine_price": (),
    "turbine_orders": (),
    "capital_cost": ("region",),  # bn USD/yr that the starts cost the AI buyer
    "spending": ("region",),  # bn USD/yr paid on plant under way
    "labour": ("region",),  # worker-years a year on plant under way
}

RATES: Layout = {
    "starts": ("region", "source"),
    "lead_time": ("region", "source"),
    "speed": ("region",),
    "additions": ("region",),
    "turbine_orders": (),
    "turbine_output": (),
    "turbine_growth": (),
    "price_target": ("region",),
    "booking": ("region", "energy_cause"),
    "booking_time": ("region", "energy_cause"),
}

SERIES = (
    Series(
        "energy.firm_power",
        "GW",
        "Firm power",
        "flows.firm_power",
        "Accredited generating capacity deliverable to AI campuses, at the meter.",
    ),
    Series(
        "energy.firm_power.{item}",
        "GW",
        "Firm power",
        "flows.firm_by_source",
        "Accredited capacity deliverable to AI from one source.",
        over="source",
    ),
    Series(
        "energy.electricity_use",
        "TWh/yr",
        "Electricity for AI",
        "flows.electricity_use",
        "Electricity that AI uses, at the meter: running load times load factor times mean PUE.",
    ),
    Series(
        "energy.electricity_use.{item}",
        "TWh/yr",
        "Electricity for AI",
        "flows.by_source",
        "Electricity that AI uses from one source, contracted plant first.",
        over="source",
    ),
    Series(
        "energy.it_electricity",
        "TWh/yr",
        "Electricity for AI, IT only",
        "flows.it_electricity",
        "Electricity that AI computing equipment uses, without cooling and power distribution.",
    ),
    Series(
        "energy.datacentre_electricity",
        "TWh/yr",
        "Electricity, data centres",
        "flows.datacentre_electricity",
        "Electricity of all data centres at the meter: AI plus the rest of the fleet.",
    ),
    Series(
        "energy.price",
        "USD/MWh",
        "Electricity price",
        "state.price",
        "What AI campuses pay for electricity.",
        total="mean",
        weight="energy.electricity_use",
    ),
    Series(
        "energy.emissions",
        "MtCO2/yr",
        "Emissions",
        "flows.emissions",
        "Life-cycle greenhouse gas of the electricity that AI uses, CO2 equivalent.",
    ),
    Series(
        "energy.per_million_tokens",
        "kWh",
        "Energy per million tokens",
        "flows.per_million_tokens",
        "Facility energy of inference for a million tokens served in the region, idle reserve included.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "energy.per_query",
        "Wh",
        "Energy per query",
        "flows.per_query",
        "Facility energy of a short question and its answer in text.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "energy.capacity.{item}",
        "GW",
        "Plant for AI",
        "state.capacity",
        "Nameplate capacity that AI contracts or owns.",
        over="source",
    ),
    Series(
        "energy.pipeline",
        "GW",
        "Plant under way",
        "flows.pipeline",
        "Firm capacity ordered for AI and not yet in operation.",
    ),
    Series(
        "energy.turbine_wait",
        "years",
        "Turbine backlog",
        "flows.turbine_wait",
        "Backlog of gas turbines over a year's output.",
        regional=False,
        total="first",
    ),
    Series(
        "energy.turbine_price",
        "1",
        "Turbine price",
        "flows.turbine_price",
        "Price of gas turbines over that at a normal backlog.",
        regional=False,
        total="first",
    ),
)

CONSTRAINTS = (
    Constraint("energy", "energy ceiling", "ceiling", "energy.ease.power"),
    Constraint("grid", "grid capacity", "limit", "energy.grid.additions", step=1.0),
    Constraint("turbines", "gas turbines", "limit", "energy.turbines.output", step=1.0),
    Constraint(
        "build_limit:onsite_gas", "on-site gas", "limit", "energy.sources.onsite_gas.build_limit", step=0.5
    ),
    Constraint("build_limit:gas", "new gas plant", "limit", "energy.sources.gas.build_limit", step=0.5),
    Constraint(
        "build_limit:solar_storage",
        "solar with storage",
        "limit",
        "energy.sources.solar_storage.build_limit",
        step=0.5,
    ),
    Constraint("build_limit:nuclear", "nuclear", "limit", "energy.sources.nuclear.build_limit", step=0.1),
)

CHARTS = (
    Chart("Electricity by source", "TWh/yr", ("energy.electricity_use.{item}",), stacked=True),
    Chart("Firm power by source", "GW", ("energy.firm_power.{item}",), stacked=True),
    Chart(
        "Energy by source against load",
        "GW",
        ("energy.firm_power.{item}",),
        stacked=True,
        lines=("infrastructure.facility_load", "infrastructure.power_asked"),
    ),
    Chart("Firm power by region", "GW", ("energy.firm_power",), stacked=True, by_region=True),
    Chart("Data centres' electricity", "TWh/yr", ("energy.datacentre_electricity", "energy.electricity_use")),
    Chart("Electricity price", "USD/MWh", ("energy.price",), by_region=True),
    Chart("Emissions", "MtCO2/yr", ("energy.emissions",), stacked=True, by_region=True),
    Chart(
        "Emissions and water",
        "",
        (),
        panes=(
            Chart("Emissions", "MtCO2/yr", ("energy.emissions",), stacked=True, by_region=True),
            Chart(
                "Water use",
                "billion litres/yr",
                ("infrastructure.water_use",),
                stacked=True,
                by_region=True,
            ),
        ),
    ),
)

CAUSES = (
    ("firm_power", "firm power"),
    ("turbines", "gas turbines"),
    ("capital", "capital"),
    ("build_limit:{source}", "build-out of {source}"),
)
