"""The energy room: firm power from seven sources, its price and its carbon."""

from stackdesk.core.layer import Layer
from stackdesk.layers.energy.equations import advance, demand, per_token, rates, start, supply, use
from stackdesk.layers.energy.parameters import Parameters
from stackdesk.layers.energy.series import CAUSES, CHARTS, CONSTRAINTS, FLOWS, RATES, SERIES, STATE

ENERGY = Layer(
    key="energy",
    number=1,
    label="Energy",
    headline="energy.firm_power",
    headline_text="GW firm power",
    ceiling="infrastructure.ceiling.energy",
    supplied=("energy.firm_power", "GW firm"),
    asked=("infrastructure.power_asked", "GW asked for"),
    levers=(
        "energy.grid.additions",
        "energy.turbines.output",
        "energy.sources.onsite_gas.lead_time",
        "energy.sources.nuclear.build_limit",
        "energy.waiting_cost",
        "energy.grid.price",
        "energy.losses",
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

__all__ = ["ENERGY", "advance", "demand", "per_token", "rates", "start", "supply", "use"]
