"""The markets between layers and regions: trade, rent, capital, and what binds."""

from stackdesk.core.layer import Layer
from stackdesk.markets.binding import bind
from stackdesk.markets.equations import (
    advance,
    ask,
    clear,
    fund,
    host,
    look_ahead,
    price,
    rates,
    settle,
    start,
)
from stackdesk.markets.parameters import Parameters
from stackdesk.markets.series import CHARTS, CONSTRAINTS, FLOWS, RATES, SERIES, STATE

CAPITAL = Layer(
    key="capital",
    number=0,
    label="Capital",
    headline="capital.capex",
    headline_text="billion USD a year",
    ceiling="",
    supplied=("capital.budget", "billion USD/yr budget"),
    asked=("capital.ordered", "billion USD/yr ordered"),
    levers=(
        "capital.external",
        "capital.external_growth",
        "capital.revenue_share",
        "capital.cost_of_capital",
    ),
    parameters=Parameters,
    state=STATE,
    flows=FLOWS,
    rates=RATES,
    series=SERIES,
    constraints=CONSTRAINTS,
    charts=CHARTS,
    causes=(),
)

__all__ = [
    "CAPITAL",
    "advance",
    "ask",
    "bind",
    "clear",
    "fund",
    "host",
    "look_ahead",
    "price",
    "rates",
    "settle",
    "start",
]
