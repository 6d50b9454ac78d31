"""The chips room: supply chains, orders, and the fleet by vintage."""

from stackdesk.core.layer import Layer
from stackdesk.layers.chips.equations import advance, demand, plug_in, rates, run, start, supply
from stackdesk.layers.chips.parameters import Parameters
from stackdesk.layers.chips.series import CAUSES, CHARTS, CONSTRAINTS, FLOWS, RATES, SERIES, STATE

CHIPS = Layer(
    key="chips",
    number=2,
    label="Chips",
    headline="chips.in_operation",
    headline_text="M H100e in operation",
    ceiling="infrastructure.ceiling.chips",
    supplied=("chips.in_operation", "M H100e delivered"),
    asked=("infrastructure.chips_asked", "GW of chips asked for"),
    levers=(
        "chips.ease.packaging",
        "chips.ease.memory",
        "chips.performance_growth",
        "chips.chains.global.access",
        "chips.efficiency_growth",
        "chips.life",
        "chips.price_performance_growth",
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

__all__ = ["CHIPS", "advance", "demand", "plug_in", "rates", "run", "start", "supply"]
