"""The models room: what tokens take, training and inference, capability and reliability."""

from stackdesk.core.layer import Layer
from stackdesk.layers.models.equations import advance, demand, let, rates, run, settle, start, supply
from stackdesk.layers.models.parameters import Parameters
from stackdesk.layers.models.series import CAUSES, CHARTS, CONSTRAINTS, FLOWS, RATES, SERIES, STATE

MODELS = Layer(
    key="models",
    number=4,
    label="Models",
    headline="models.inference_compute",
    headline_text="FLOP/yr of inference",
    ceiling="infrastructure.ceiling.models",
    supplied=("applications.tokens_delivered", "tokens/yr served"),
    asked=("applications.tokens_needed", "tokens/yr needed"),
    levers=(
        "models.serving_efficiency",
        "models.reasoning_steps",
        "models.agentic_share",
        "models.open_weight_share",
        "models.grounding",
        "models.race_budget",
        "models.algorithmic_growth",
    ),
    parameters=Parameters,
    state=STATE,
    flows=FLOWS,
    rates=RATES,
    series=SERIES,
    constraints=CONSTRAINTS,
    charts=CHARTS,
    causes=CAUSES,
)

__all__ = ["MODELS", "advance", "demand", "let", "rates", "run", "settle", "start", "supply"]
