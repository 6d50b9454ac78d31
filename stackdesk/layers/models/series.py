"""What the models layer keeps and what comes out of it."""

from __future__ import annotations

from stackdesk.core.layer import Chart, Constraint
from stackdesk.core.series import Layout, Series

STATE: Layout = {
    "serving_index": (),  # tokens per unit of compute over those of 2023
    "algorithmic": (),  # log10 of effective over physical training compute, over GPT-4's time
    "race_index": (),
    "nontoken_index": (),
    "capability": ("family",),
    "reliability": ("family",),
}

FLOWS: Layout = {
    "token_compute": ("region",),  # million H100e allocated for 1e15 tokens a year
    "token_price": ("region",),
    "open_price": (),
    "fixed_price": ("region",),
    "training_spend": ("region",),  # bn USD/yr at market rent
    "training_wish": ("region",),  # million H100e running
    "inference_wish": ("region",),
    "other_wish": ("region",),
    "need": ("region",),  # million H100e running, at the going rent
    "need_reference": ("region",),  # at the reference rent
    "need_cost": ("region",),  # at a rent that pays for new capacity
    "unlocked": ("region",),  # more need with skills and affordability at one
    "elasticity": ("region",),
    "training": ("region",),  # million H100e running, served
    "inference": ("region",),
    "other": ("region",),
    "training_compute": ("region",),  # FLOP/yr
    "inference_compute": ("region",),
    "inference_share": ("region",),
    "token_capacity": ("region",),
    "largest_run": (),
    "target": ("family",),
    "reliability_target": ("family",),
    "staff": ("region",),
}

RATES: Layout = {
    "capability_target": ("family",),
    "reliability_target": ("family",),
}

SERIES = (
    Series(
        "models.largest_run",
        "FLOP",
        "Largest run",
        "flows.largest_run",
        "Training compute of the largest run that a year's fleet can finish.",
        regional=False,
        total="first",
    ),
    Series(
        "models.training_compute",
        "FLOP/yr",
        "Training",
        "flows.training_compute",
        "Allocated H100 equivalents at peak 8-bit for training and research.",
    ),
    Series(
        "models.inference_compute",
        "FLOP/yr",
        "Inference",
        "flows.inference_compute",
        "Allocated H100 equivalents at peak 8-bit that serve tokens.",
    ),
    Series(
        "models.inference_share",
        "1",
        "Inference share",
        "flows.inference_share",
        "Inference over inference plus training and research.",
        total="mean",
        weight="infrastructure.running_load",
    ),
    Series(
        "models.capability.{item}",
        "1",
        "Capability",
        "state.capability",
        "log10 of effective training compute over GPT-4's (2.1e25 FLOP).",
        over="family",
        regional=False,
        total="first",
    ),
    Series(
        "models.reliability.{item}",
        "1",
        "Reliability",
        "state.reliability",
        "-log10 of errors per task.",
        over="family",
        regional=False,
        total="first",
    ),
    Series(
        "models.token_capacity",
        "tokens/yr",
        "Token capacity",
        "flows.token_capacity",
        "Tokens that all compute that can run would serve in a year if none of it trained or did other work.",
    ),
    Series(
        "models.token_price",
        "USD/million tokens",
        "Price of tokens",
        "flows.token_price",
        "Average price paid for a million tokens.",
        total="mean",
        weight="applications.tokens_delivered",
    ),
    Series(
        "models.fixed_price",
        "1",
        "Price at fixed capability",
        "flows.fixed_price",
        "Price of tokens at a capability held fixed, over that of 2023.",
        total="mean",
        weight="applications.tokens_delivered",
    ),
    Series(
        "models.training_spend",
        "billion USD/yr",
        "Training and research spend",
        "flows.training_spend",
        "Compute for training and research at market rent.",
    ),
)

CONSTRAINTS = (Constraint("reliability", "grounding", "limit", "models.grounding", step=0.01),)

CHARTS = (
    Chart(
        "Training and inference",
        "FLOP/yr",
        ("models.training_compute", "models.inference_compute"),
        stacked=True,
    ),
    Chart("Capability", "log₁₀ over GPT-4", ("models.capability.{item}",)),
    Chart("Reliability", "−log₁₀ of errors", ("models.reliability.{item}",)),
    Chart("Largest run", "FLOP", ("models.largest_run",), path="frontier_training"),
    Chart(
        "Capability and largest run",
        "",
        (),
        panes=(
            Chart("Largest run", "FLOP", ("models.largest_run",), path="frontier_training"),
            Chart("Capability", "log₁₀ over GPT-4", ("models.capability.{item}",)),
        ),
    ),
    Chart("Price of tokens", "USD/million tokens", ("models.token_price",), by_region=True),
    Chart("Inference share", "1", ("models.inference_share",), by_region=True),
)

CAUSES = (
    ("capability", "capability"),
    ("reliability", "reliability"),
)
