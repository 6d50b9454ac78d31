"""What the markets keep and what comes out of them."""

from __future__ import annotations

from stackdesk.core.layer import Chart, Constraint
from stackdesk.core.series import Layout, Series

STATE: Layout = {
    "rent": ("region",),
    "trend": ("region",),  # smoothed logarithm of need at the reference rent
    "external_index": (),
    "revenue": ("region",),  # bn USD/yr, as the budget sees it
    "cumulative": ("region",),
}

FLOWS: Layout = {
    "rent": ("region",),
    "paying_rent": ("region",),
    "asked": ("region",),  # need at a rent that is being tried, million H100e
    "scarce": ("region",),  # rent at home over the World's
    "discount": ("region",),
    "rent_target": ("region",),
    "growth": ("region",),
    "host": ("region",),  # share of what is built for need that may be served from anywhere
    "wanted": ("region",),  # GW of IT at a rent that pays
    "met": ("region",),
    "occupancy": ("region",),
    "imports": ("region",),  # million H100e
    "exports": ("region",),
    "running": ("region",),
    "budget": (),
    "ordered": (),
    "payments": (),
    "funded": (),  # share of the value of all orders
    "chips_funded": (),
    "building_funded": (),  # halls, plant, connections
    "slowed": (),
    "capex_energy": ("region",),
    "capex_chips": ("region",),
    "capex_infrastructure": ("region",),
    "capex_models": ("region",),
    "capex": ("region",),
    "layer": ("region",),
    "cause": ("region",),
    "world_layer": (),
    "world_cause": (),
}

RATES: Layout = {
    "rent_target": ("region",),
    "trend_target": ("region",),
    "revenue_target": ("region",),
    "capex": ("region",),
}

SERIES = (
    Series(
        "capital.capex",
        "billion USD/yr",
        "Capital expenditure",
        "flows.capex",
        "AI only, all buyers: chips, servers, networks, halls, own plant, data and staff of models.",
    ),
    Series(
        "capital.capex.energy",
        "billion USD/yr",
        "Plant",
        "flows.capex_energy",
        "Power plant that AI buyers pay for themselves.",
    ),
    Series(
        "capital.capex.chips",
        "billion USD/yr",
        "Chips and servers",
        "flows.capex_chips",
        "Chips with server and network, paid on delivery.",
    ),
    Series(
        "capital.capex.infrastructure",
        "billion USD/yr",
        "Halls",
        "flows.capex_infrastructure",
        "Halls, paid evenly while they are built.",
    ),
    Series(
        "capital.capex.models",
        "billion USD/yr",
        "Models",
        "flows.capex_models",
        "Data and staff of models, without rent.",
    ),
    Series(
        "capital.cumulative",
        "billion USD",
        "Capital, cumulative",
        "state.cumulative",
        "Capital expenditure from 2023 on.",
    ),
    Series(
        "capital.budget",
        "billion USD/yr",
        "Capital budget",
        "flows.budget",
        "Money from outside plus the share of AI revenue that is reinvested.",
        regional=False,
        total="first",
    ),
    Series(
        "capital.ordered",
        "billion USD/yr",
        "Orders",
        "flows.ordered",
        "Value of new orders before the budget cuts them.",
        regional=False,
        total="first",
    ),
    Series(
        "capital.funded",
        "1",
        "Orders funded",
        "flows.funded",
        "Share of new orders that the budget allows.",
        regional=False,
        total="first",
    ),
    Series(
        "capital.imports",
        "million H100e",
        "Compute from abroad",
        "flows.imports",
        "Compute that serves the region from others.",
    ),
)

CONSTRAINTS = (Constraint("capital", "capital", "limit", "capital.external", step=10.0),)

CHARTS = (
    Chart(
        "Capital by layer",
        "billion USD/yr",
        (
            "capital.capex.energy",
            "capital.capex.chips",
            "capital.capex.infrastructure",
            "capital.capex.models",
        ),
        stacked=True,
        guides=(100.0, 1000.0, 10_000.0),
    ),
    Chart(
        "Capital by layer, cumulative",
        "billion USD",
        (
            "capital.capex.energy",
            "capital.capex.chips",
            "capital.capex.infrastructure",
            "capital.capex.models",
        ),
        stacked=True,
        summed=True,
        guides=(100.0, 1000.0, 10_000.0, 100_000.0),
    ),
    Chart(
        "Capital by region, cumulative",
        "billion USD",
        ("capital.cumulative",),
        stacked=True,
        by_region=True,
        guides=(100.0, 1000.0, 10_000.0, 100_000.0),
    ),
    Chart("Budget and orders", "billion USD/yr", ("capital.budget", "capital.ordered", "capital.capex")),
)
