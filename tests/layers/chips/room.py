"""A chips room in round numbers: packages of one H100e, 1 kW and 20 k USD; 1.8 to 24 million a year."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from stackdesk.layers.chips import CHIPS, start, supply
from tests.layers.rooms import furnished

GLOBAL, DOMESTIC = 0, 1

NUMBERS: dict[str, Any] = {
    "performance_growth": 1.0,
    "efficiency_growth": 1.0,
    "price_performance_growth": 1.0,
    "memory_growth": 1.0,
    "life": 6.0,
    "transit": 0.5,
    "order_time": 1.0,
    "order_lead": 0.5,
    "idle_shrink": 0.0,
    "supplier_share": 0.5,
    "fleet_2023": 0.0,
    "sold_before": 0.0,
    "inputs.lead_time": [3.0, 1.0, 2.0, 0.5],  # logic, packaging, memory, assembly
    "inputs.greatest_growth": [0.4, 0.8, 0.6, 1.0],
    "inputs.response": 0.5,
    # packages a year, million: logic 24, packaging 1.8, memory 10, assembly 3.6
    "chains.logic": 100.0,
    "chains.logic_share": 0.5,
    "chains.packages_per_logic_wafer": 40.0,
    "chains.packaging": 10.0,
    "chains.packages_per_wafer": 30.0,
    "chains.packaging_use": 0.5,
    "chains.memory": 10.0,
    "chains.memory_per_package": 100.0,
    "chains.memory_use": 0.8,
    "chains.assembly": 50.0,
    "chains.performance": 1.0,
    "chains.power": 1.0,
    "chains.bandwidth": 1.0,
    "chains.price": 20.0,
    "chains.access": 1.0,
}


def chips(regions: int = 1, chains: int = 1, **numbers: Any) -> SimpleNamespace:
    """Give a room at the start of 2023 whose supply is known."""
    given = NUMBERS | {key.replace("__", "."): value for key, value in numbers.items()}
    room = furnished(CHIPS, given, region=regions, chain=chains)
    start(room.p, room.s)
    supply(room.p, room.s, room.f)
    return room


def asked(wanted: list[float], **ready: float) -> SimpleNamespace:
    """Give what infrastructure asks for, GW of IT, with plenty of halls, wires and power unless said."""
    plenty = {"shells_ready": 1e3, "connection_ready": 1e3, "power_ready": 1e3} | ready
    lists = {name: [value] * len(wanted) for name, value in plenty.items()}
    return SimpleNamespace(wanted=wanted, growth=[0.0] * len(wanted), horizon=1.5, **lists)
