"""What can be set in the applications layer. Defaults, ranges and sources stand in the reference."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stackdesk.core.quantity import Block, Over, Quantity

Share = Annotated[float, Field(ge=0, le=1)]


class Sector(Block):
    """A sector that uses AI."""

    units: Annotated[
        float,
        Field(ge=0, le=8000),
        Quantity("million", 0.1, "assumption", "Potential users", regional=True, split="extensive"),
    ]
    """People, machines or projects that could use it."""

    adoption: Annotated[Share, Quantity("1", 0.005, "assumption", "Adoption in 2023")]
    """Share of potential users at the start of 2023."""

    intensity: Annotated[
        float,
        Field(ge=0, le=1e5),
        Quantity("million tokens/yr", 0.1, "assumption", "Tokens per user", scale="log"),
    ]
    """Tokens a year of a user without reasoning or agents, at the reference price."""

    agentic: Annotated[Share, Quantity("1", 0.05, "assumption", "Exposure to agents")]
    """How far the agentic share applies to the sector."""

    value: Annotated[
        float,
        Field(ge=0, le=1e6),
        Quantity("USD/yr", 10, "assumption", "Value per user", "Value", scale="log"),
    ]
    """Worth to a user in a year, before its cost."""

    threshold: Annotated[float, Field(ge=-8, le=12), Quantity("1", 0.1, "assumption", "Capability threshold")]
    """Capability at which half of the use becomes worthwhile."""

    reliability: Annotated[
        float, Field(ge=0, le=8), Quantity("1", 0.1, "assumption", "Reliability threshold")
    ]
    """Reliability at which half of the use becomes acceptable."""

    skills: Annotated[Share, Quantity("1", 0.05, "assumption", "Dependence on AI literacy")]
    """How far the sector's use needs AI literacy: 1 only the literate use it, 0 everyone can."""

    automation: Annotated[Share, Quantity("1", 0.01, "assumption", "Tasks automated")]
    """Share of an adopter's work hours that AI takes over."""

    output_elasticity: Annotated[
        float, Field(ge=0, le=4), Quantity("1", 0.05, "assumption", "Demand for the output")
    ]
    """Price elasticity of demand for what the sector makes."""

    headcount: Annotated[
        float,
        Field(ge=0, le=1e6),
        Quantity(
            "thousand people", 1, "assumption", "People employed in 2023", regional=True, split="extensive"
        ),
    ]
    """People employed in the sector's tasks at the start of 2023."""

    headcount_growth: Annotated[
        float, Field(ge=-0.2, le=0.2), Quantity("1/yr", 0.005, "assumption", "Growth without AI")
    ]
    """Growth of the people employed if AI changed nothing."""

    turnover: Annotated[
        float, Field(ge=0.001, le=2), Quantity("1/yr", 0.01, "assumption", "Turnover of the equipment")
    ]
    """Most adoption that a year can add: vehicles and robots enter as old equipment is replaced."""

    cloud_share: Annotated[Share, Quantity("1", 0.05, "assumption", "Compute in the cloud")]
    """Share of the compute that runs in halls; the rest runs on board."""

    on_board: Annotated[
        float, Field(ge=0, le=10), Quantity("packages", 0.01, "assumption", "Packages on board")
    ]
    """Logic and memory in each vehicle or robot, as a share of a data-centre package."""


class Skills(Block):
    """AI literacy."""

    start: Annotated[Share, Quantity("1", 0.01, "assumption", "AI literacy in 2023", regional=True)]
    """Share of potential users who have the skills, at the start of 2023."""

    training: Annotated[
        float, Field(ge=0, le=1), Quantity("1/yr", 0.005, "policy", "Skills training", regional=True)
    ]
    """Share of those without the skills who gain them in a year."""


class Ease(Block):
    """Multiplier of need, moved only to measure relief."""

    need: Annotated[
        float, Field(ge=0.1, le=10), Quantity("1", 0.01, "policy", "Ease the need ceiling", hidden=True)
    ]
    """Multiplies tokens wanted."""


class Parameters(Block):
    """Everything that can be set in the applications layer."""

    innovation: Annotated[
        float, Field(ge=0, le=0.3), Quantity("1/yr", 0.005, "assumption", "Adoption by innovation")
    ]
    """Bass coefficient p."""

    imitation: Annotated[float, Field(ge=0, le=4), Quantity("1/yr", 0.02, "assumption", "Adoption speed")]
    """Bass coefficient q: adoption by imitation."""

    elasticity: Annotated[float, Field(ge=0.1, le=3), Quantity("1", 0.02, "assumption", "Price elasticity")]
    """Response of tokens per user to the price of tokens, as a positive number."""

    saturation: Annotated[
        float, Field(ge=1, le=1e6), Quantity("x", 10, "assumption", "Saturation of use", scale="log")
    ]
    """Most tokens a user can use, over the tokens per user of 2023."""

    use_growth: Annotated[
        float,
        Field(ge=0.5, le=5),
        Quantity("x/yr", 0.05, "assumption", "Growth of tokens per task", "Tokens per task"),
    ]
    """Growth of tokens per task at the present: longer contexts, more steps, more agents."""

    use_fade: Annotated[
        float, Field(ge=0.5, le=50), Quantity("years", 0.5, "assumption", "Fading of that growth")
    ]
    """Time over which that growth fades after the present."""

    sharpness: Annotated[
        float, Field(ge=0.1, le=10), Quantity("1", 0.1, "assumption", "Sharpness of thresholds")
    ]
    """Slope of the S-curves of capability and reliability."""

    spread: Annotated[
        float, Field(ge=0.2, le=4), Quantity("1", 0.05, "assumption", "Spread of value between users")
    ]
    """Scale of the logistic spread of the logarithm of value between users."""

    returns: Annotated[float, Field(ge=0, le=1), Quantity("1", 0.02, "assumption", "Returns to more tokens")]
    """Exponent of a user's value in the tokens behind a task over those of 2023."""

    spend_cap: Annotated[float, Field(ge=0.01, le=1), Quantity("1", 0.01, "assumption", "Spend over value")]
    """Greatest spend of a user, as a share of the value."""

    income: Annotated[
        float,
        Field(ge=0.01, le=20),
        Quantity("1", 0.05, "assumption", "Value over the World's mean", "Income", regional=True, before=1.0),
    ]
    """What a user is worth in the region over the World's mean: AI is worth what the work it does is paid."""

    income_elasticity: Annotated[
        float,
        Field(ge=0, le=2),
        Quantity("1", 0.05, "assumption", "Income elasticity of tokens", before=0.0),
    ]
    """How tokens per user answer the income of the region."""

    paid_share: Annotated[Share, Quantity("1", 0.01, "assumption", "Tokens paid for")]
    """Share of tokens that somebody pays a provider for; the rest is free or in-house."""

    reference_price: Annotated[
        float,
        Field(ge=0.001, le=1000),
        Quantity("USD/million tokens", 0.1, "assumption", "Reference price of tokens", scale="log"),
    ]
    """Price at which tokens per user are stated."""

    sovereign_share: Annotated[
        Share, Quantity("1", 0.05, "policy", "Served at home", "Sovereign share", regional=True)
    ]
    """Share of a region's need that must be served within it."""

    skills: Skills
    """AI literacy."""

    sectors: Annotated[dict[str, Sector], Over("sector")]
    """The sectors."""

    ease: Ease
    """Relief."""
