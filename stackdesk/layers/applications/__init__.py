"""The applications room: who uses AI, how much, what it is worth, and what it does to work."""

from stackdesk.core.layer import Layer
from stackdesk.layers.applications.equations import advance, demand, rates, report, run, start, supply
from stackdesk.layers.applications.parameters import Parameters
from stackdesk.layers.applications.series import CAUSES, CHARTS, CONSTRAINTS, FLOWS, RATES, SERIES, STATE

APPLICATIONS = Layer(
    key="applications",
    number=5,
    label="Applications",
    headline="applications.tokens_delivered",
    headline_text="tokens/day delivered",
    ceiling="infrastructure.ceiling.need",
    supplied=("applications.value", "billion USD/yr of value"),
    asked=("applications.spend", "billion USD/yr spent"),
    levers=(
        "applications.imitation",
        "applications.use_growth",
        "applications.elasticity",
        "applications.skills.training",
        "applications.sovereign_share",
        "applications.spend_cap",
        "applications.sectors.software.value",
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

__all__ = ["APPLICATIONS", "advance", "demand", "rates", "report", "run", "start", "supply"]
