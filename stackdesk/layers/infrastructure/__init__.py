"""The infrastructure room: connection, halls, trades, and what it costs to own compute."""

from stackdesk.core.layer import Layer
from stackdesk.layers.infrastructure.equations import advance, cost, demand, rates, run, start, supply
from stackdesk.layers.infrastructure.parameters import Parameters
from stackdesk.layers.infrastructure.series import CAUSES, CHARTS, CONSTRAINTS, FLOWS, RATES, SERIES, STATE

INFRASTRUCTURE = Layer(
    key="infrastructure",
    number=3,
    label="Infrastructure",
    headline="infrastructure.running_load",
    headline_text="GW IT load running",
    ceiling="infrastructure.ceiling.infrastructure",
    supplied=("infrastructure.running_load", "GW running"),
    asked=("infrastructure.ceiling.need", "GW wanted"),
    levers=(
        "infrastructure.connection.lead_time",
        "infrastructure.connection.build_limit",
        "infrastructure.shells.lead_time",
        "infrastructure.ease.trades",
        "infrastructure.permits.limit",
        "infrastructure.pue_mean",
        "infrastructure.network.allocation",
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

__all__ = ["INFRASTRUCTURE", "advance", "cost", "demand", "rates", "run", "start", "supply"]
