"""The markets in round numbers, and what the layers bring to them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from stackdesk.markets import CAPITAL, start
from tests.layers.rooms import furnished

NUMBERS: dict[str, Any] = {
    "external": 100.0,
    "external_growth": 0.1,
    "revenue_share": 0.5,
    "cost_of_capital": 0.1,
    "h100_price": 36.0,
    "utilisation": 0.9,
    "placement": 0.0,
    "hosting": 0.1,
    "mobility": 1.0,
    "rent.reference": 2.0,
    "rent.start": 2.0,
    "rent.contract_lag": 0.5,
    "rent.floor": 0.2,
    "rent.hurdle": 1.2,
    "expectation.horizon": 1.5,
    "expectation.smoothing": 1.0,
    "expectation.start": 0.5,
}


def market(regions: int = 1, **numbers: Any) -> SimpleNamespace:
    """Give the markets at the start of 2023, rent at 2 USD an hour."""
    room = furnished(CAPITAL, NUMBERS | {k.replace("__", "."): v for k, v in numbers.items()}, region=regions)
    start(room.p, room.s)
    room.f.rent = list(room.s.rent)
    room.f.discount = [1.0] * regions
    return room


def needing(need: list[float], elasticity: float = 1.0, unlocked: float = 0.0) -> SimpleNamespace:
    """Give needs by region, million H100e running."""
    return SimpleNamespace(
        need=list(need),
        need_reference=list(need),
        need_cost=list(need),
        elasticity=[elasticity] * len(need),
        unlocked=[unlocked] * len(need),
        staff=[0.0] * len(need),
    )


def running(runnable: list[float]) -> SimpleNamespace:
    """Give what could run by region, million H100e, a million to the GW; new chips take half of that."""
    return SimpleNamespace(
        runnable=list(runnable),
        fleet=list(runnable),
        nameplate=list(runnable),
        new_power=[0.5] * len(runnable),
        density=[1.0] * len(runnable),
    )


def halls(physical: list[float]) -> SimpleNamespace:
    """Give the physical ceilings by region, GW of IT, and room for what clearing writes."""
    zeros = [0.0] * len(physical)
    return SimpleNamespace(
        physical=list(physical), ceiling_need=list(zeros), ceiling_models=list(zeros), running=list(zeros)
    )


def costs(capital: float = 0.0, spending: float = 0.0) -> SimpleNamespace:
    """Give a layer's new orders and its payments under way in one region, bn USD a year."""
    return SimpleNamespace(capital_cost=[capital], spending=[spending], staff=[0.0], speed=[1.0])
