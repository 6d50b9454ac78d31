"""What the applications layer keeps and what comes out of it."""

from __future__ import annotations

from stackdesk.core.layer import Chart, Constraint
from stackdesk.core.series import Layout, Series

STATE: Layout = {
    "adoption": ("region", "sector"),
    "skills": ("region",),
    "headcount_index": ("sector",),
    "use_index": (),  # tokens per task over those at the present
}

FLOWS: Layout = {
    "capability_factor": ("sector",),
    "reliability_factor": ("sector",),
    "skills_factor": ("region", "sector"),
    "worth": ("sector",),  # USD/yr to a user
    "affordability": ("region", "sector"),
    "ceiling": ("region", "sector"),
    "grown": ("region", "sector"),  # tokens of a user over those of 2023
    "use": ("sector",),  # M tokens/yr of a user at the reference price, before saturation
    "wanted": ("region",),  # tokens/yr at the going rent
    "at_reference": ("region",),
    "at_cost": ("region",),
    "response": ("region",),  # elasticity of tokens wanted, caps and saturation counted
    "unlocked": ("region",),  # need with skills and affordability at one, over need
    "weakest": (
        "region",
    ),  # smallest factor, weighted by need: 0 capability, 1 reliability, 2 skills, 3 affordability
    "factor": ("region",),  # that smallest factor
    "delivered": ("region",),
    "spend": ("region",),
    "value": ("region",),
    "surplus": ("region",),
    "headcount": ("region", "sector"),
    "units": ("region", "sector"),
    "on_board": (),  # million packages/yr for vehicles and robots
}

RATES: Layout = {
    "adoption": ("region", "sector"),
    "skills": ("region",),
}

SERIES = (
    Series(
        "applications.tokens_needed",
        "tokens/yr",
        "Tokens needed",
        "flows.wanted",
        "Tokens that users want at the going price.",
    ),
    Series(
        "applications.tokens_delivered",
        "tokens/yr",
        "Tokens delivered",
        "flows.delivered",
        "Tokens that users get.",
    ),
    Series(
        "applications.adoption.{item}",
        "1",
        "Adoption",
        "state.adoption",
        "Share of potential users who use AI.",
        over="sector",
        total="mean",
        weight="applications.potential.{item}",
    ),
    Series(
        "applications.potential.{item}",
        "million",
        "Potential users",
        "flows.units",
        "People, machines or projects that could use AI.",
        over="sector",
    ),
    Series(
        "applications.spend",
        "billion USD/yr",
        "Spend",
        "flows.spend",
        "What users pay providers.",
    ),
    Series(
        "applications.value",
        "billion USD/yr",
        "Value",
        "flows.value",
        "Worth to users, before what they pay.",
    ),
    Series(
        "applications.surplus",
        "billion USD/yr",
        "Consumer surplus",
        "flows.surplus",
        "Value less spend.",
    ),
    Series(
        "applications.headcount.{item}",
        "thousand people",
        "Headcount",
        "flows.headcount",
        "People employed in the sector's tasks.",
        over="sector",
    ),
    Series(
        "applications.skills",
        "1",
        "AI literacy",
        "state.skills",
        "Share of potential users who have the skills.",
        total="mean",
        weight="applications.tokens_needed",
    ),
    Series(
        "applications.on_board_packages",
        "million/yr",
        "Chips on board",
        "flows.on_board",
        "Accelerator packages that vehicles and robots take.",
        regional=False,
        total="first",
    ),
)

CONSTRAINTS = (
    Constraint("need", "need", "ceiling", "applications.ease.need"),
    Constraint("skills", "skills", "limit", "applications.skills.training", step=0.01),
)

CHARTS = (
    Chart("Tokens", "tokens/yr", ("applications.tokens_delivered", "applications.tokens_needed")),
    Chart("Adoption by sector", "share of potential users", ("applications.adoption.{item}",)),
    Chart("Value and spend", "billion USD/yr", ("applications.value", "applications.spend")),
    Chart("Headcount", "thousand people", ("applications.headcount.{item}",)),
    Chart("Tokens by region", "tokens/yr", ("applications.tokens_delivered",), stacked=True, by_region=True),
    Chart("AI literacy", "1", ("applications.skills",), by_region=True),
    Chart("Flow of a year", "", (), form="flow"),
)

CAUSES = (
    ("need", "need"),
    ("skills", "skills"),
    ("affordability", "affordability"),
)
