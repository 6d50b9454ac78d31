"""What can be set in the models layer. Defaults, ranges and sources stand in the reference."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stackdesk.core.quantity import Block, Over, Quantity

Share = Annotated[float, Field(ge=0, le=1)]


class Family(Block):
    """A family of models."""

    run_share: Annotated[
        float,
        Field(ge=1e-6, le=1),
        Quantity("1", 0.01, "assumption", "Largest run over the frontier's", scale="log"),
    ]
    """Largest training run of the family over that of the frontier."""

    reliability: Annotated[
        float, Field(ge=0, le=5), Quantity("1", 0.05, "assumption", "Reliability at GPT-4's scale")
    ]
    """-log10 of errors per task without grounding or reasoning, at the effective compute of GPT-4."""

    reasoning: Annotated[float, Field(ge=0, le=2), Quantity("1", 0.05, "assumption", "Gain from reasoning")]
    """Reliability gained for each tenfold of reasoning steps."""


class Parameters(Block):
    """Everything that can be set in the models layer."""

    serving_efficiency: Annotated[
        float,
        Field(ge=0.5, le=10),
        Quantity("x/yr", 0.05, "assumption", "Serving efficiency growth", "Serving efficiency"),
    ]
    """Growth of tokens served per unit of peak compute at a given length and size of use."""

    serving_fade: Annotated[
        float, Field(ge=0.5, le=50), Quantity("years", 0.5, "assumption", "Fading of serving progress")
    ]
    """Time over which the growth of serving efficiency fades after the present."""

    compute_per_token: Annotated[
        float,
        Field(ge=0.01, le=1000),
        Quantity("TFLOP/token", 0.1, "assumption", "Compute per token in 2023", scale="log", regional=True),
    ]
    """Allocated peak 8-bit compute behind one token counted by providers, at the start of 2023.

    It holds utilisation, idle reserve, long context and larger models: not twice the parameters.
    """

    tokens_per_query: Annotated[
        float,
        Field(ge=10, le=100000),
        Quantity("tokens", 10, "assumption", "Tokens of a text query", scale="log", before=285.0),
    ]
    """Tokens of a short question and its answer in text, for the energy of a query only."""

    bandwidth_weight: Annotated[Share, Quantity("1", 0.05, "assumption", "Weight of bandwidth in serving")]
    """Weight of memory bandwidth against peak compute in how well a chip serves."""

    algorithmic_growth: Annotated[
        float, Field(ge=1, le=15), Quantity("x/yr", 0.1, "assumption", "Algorithmic progress")
    ]
    """Growth of effective over physical training compute."""

    revenue_share: Annotated[
        float, Field(ge=0, le=2), Quantity("1", 0.05, "policy", "Revenue spent on training")
    ]
    """Compute for training and research bought from AI revenue, as a share of it."""

    race_budget: Annotated[
        float,
        Field(ge=0, le=3000),
        Quantity("billion USD/yr", 1, "policy", "Race budget", regional=True, split="extensive"),
    ]
    """Compute for training and research paid from other money, at market rent."""

    race_growth: Annotated[
        float, Field(ge=-0.5, le=1), Quantity("1/yr", 0.01, "policy", "Growth of the race budget")
    ]
    """Growth of the race budget after the present."""

    footloose: Annotated[Share, Quantity("1", 0.05, "assumption", "Training that can move")]
    """Share of training and research that runs wherever compute is spare."""

    run_fraction: Annotated[
        float,
        Field(ge=0.001, le=0.5),
        Quantity("1", 0.005, "assumption", "Largest run over training compute"),
    ]
    """Largest run, as a share of a year's training and research compute."""

    utilisation: Annotated[Share, Quantity("1", 0.01, "assumption", "Training utilisation")]
    """Useful 8-bit equivalent of peak in training (MFU on a 16-bit basis, halved)."""

    nontoken: Annotated[
        float,
        Field(ge=0, le=100),
        Quantity(
            "million H100e",
            0.05,
            "assumption",
            "Recommenders and other work",
            regional=True,
            split="extensive",
        ),
    ]
    """Compute for recommenders and other work without tokens, at the reference rent."""

    nontoken_growth: Annotated[
        float, Field(ge=-0.2, le=1), Quantity("1/yr", 0.01, "assumption", "Growth of other work")
    ]
    """Growth of that need after the present."""

    nontoken_elasticity: Annotated[
        float, Field(ge=0, le=3), Quantity("1", 0.05, "assumption", "Price elasticity of other work")
    ]
    """Response of that need to rent."""

    reasoning_steps: Annotated[
        float, Field(ge=1, le=200), Quantity("x", 0.5, "assumption", "Reasoning steps", scale="log")
    ]
    """Tokens of an answer over those of one without reasoning, average of use."""

    agentic_share: Annotated[Share, Quantity("1", 0.01, "assumption", "Agentic share")]
    """Share of tasks given to agents rather than asked as questions."""

    agentic_factor: Annotated[
        float, Field(ge=1, le=1000), Quantity("x", 1, "assumption", "Tokens of an agentic task", scale="log")
    ]
    """Tokens of an agentic task over those of a question."""

    grounding: Annotated[Share, Quantity("1", 0.01, "policy", "Grounding and verification", "Grounding")]
    """Share of answers that are grounded in sources or verified."""

    grounding_gain: Annotated[
        float, Field(ge=0, le=3), Quantity("1", 0.05, "assumption", "Gain from grounding")
    ]
    """Reliability gained by grounding every answer."""

    scale_gain: Annotated[float, Field(ge=0, le=1), Quantity("1", 0.01, "assumption", "Gain from scale")]
    """Reliability gained for each tenfold of effective training compute."""

    deployment_lag: Annotated[
        float, Field(ge=0.05, le=3), Quantity("years", 0.05, "assumption", "Model to deployment")
    ]
    """Mean time from a finished run to use."""

    open_weight_share: Annotated[Share, Quantity("1", 0.01, "assumption", "Open-weight share")]
    """Share of use served by open-weight models."""

    open_price_ratio: Annotated[Share, Quantity("1", 0.01, "assumption", "Open over closed price")]
    """Price of an open-weight model over that of a closed one of equal capability."""

    open_reach: Annotated[Share, Quantity("1", 0.05, "assumption", "Skills bridged by openness")]
    """Share of the skills and sovereignty gap that use of open weights bridges."""

    margin: Annotated[
        float, Field(ge=0.5, le=10), Quantity("x", 0.05, "assumption", "Price over compute cost")
    ]
    """Price of closed tokens over the rent of the compute that serves them."""

    staff_share: Annotated[
        float, Field(ge=0, le=2), Quantity("1", 0.05, "assumption", "Data and staff over training compute")
    ]
    """Spending on data and staff over that on training and research compute."""

    families: Annotated[dict[str, Family], Over("family")]
    """The families of models."""
