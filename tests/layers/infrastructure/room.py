"""An infrastructure room in round numbers: electricians build, operators run the halls."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from stackdesk.layers.infrastructure import INFRASTRUCTURE, demand, start, supply
from tests.layers.rooms import furnished

ELECTRICIANS, OPERATORS = 0, 1

NUMBERS: dict[str, Any] = {
    "pue_mean": 1.1,
    "planning": 1.0,
    "operation_cost": 0.5,
    "connection.connected": 12.5,
    "connection.under_way": 0.0,
    "connection.lead_time": 3.0,
    "connection.build_limit": 2.0,
    "connection.patience": 10.0,
    "connection.growth": 0.0,
    "connection.labour": 1000.0,
    "shells.capacity": 10.0,
    "shells.under_way": 0.0,
    "shells.lead_time": 1.5,
    "shells.slip_share": 0.0,
    "shells.slip_time": 0.5,
    "shells.ahead": 10.0,
    "shells.cost": 10.0,
    "shells.life": 1e6,
    "shells.labour": 5000.0,
    "permits.limit": 100.0,
    "permits.growth": 0.0,
    "equipment.output": 100.0,
    "equipment.growth": 0.0,
    "equipment.other_share": 0.5,
    "trades.workforce": 1000.0,
    "trades.reach": [0.1, 0.1],
    "trades.apprenticeship": 4.0,
    "trades.entry": 0.05,
    "trades.share": [1.0, 0.0],
    "trades.staff": [0.0, 400.0],
    "labour.retirement": 0.05,
    "labour.wage_response": 0.5,
    "labour.redirection_time": 2.0,
    "cooling.peak_pue": 1.25,
    "cooling.water": 0.5,
    "network.allocation": 0.8,
    "network.goodput": 0.9,
}


def building(regions: int = 1, trades: int = 2, **numbers: Any) -> SimpleNamespace:
    """Give a room at the start of 2023."""
    given = NUMBERS | {key.replace("__", "."): value for key, value in numbers.items()}
    room = furnished(INFRASTRUCTURE, given, region=regions, trade=trades)
    start(room.p, room.s)
    return room


def power(firm: float, on_site: float = 0.0, ahead: float = 0.0) -> SimpleNamespace:
    """Give what energy passes on: GW at the meter."""
    return SimpleNamespace(firm_power=[firm], on_site=[on_site], additions_ahead=[ahead])


def fleet(nameplate: float, horizon: float = 1.0) -> SimpleNamespace:
    """Give what chips pass on: GW of IT, and how far ahead buyers of chips look."""
    return SimpleNamespace(
        nameplate=[nameplate],
        in_transit=[0.0],
        horizon=horizon,
        in_operation=[0.0],
        cut_shells=[0.0],
        cut_connection=[0.0],
        cut_power=[0.0],
    )


def planned(room: SimpleNamespace, wanted: float, **given: Any) -> SimpleNamespace:
    """Let the room know its supply and place its orders."""
    terms: dict[str, Any] = {
        "growth": 0.0,
        "plant": 0.0,
        "rest": 0.0,
        "energy": power(100.0),
        "chips": fleet(10.0),
    } | given
    supply(room.p, room.s, room.f, terms["energy"], terms["chips"])
    demand(
        room.p,
        room.s,
        room.f,
        terms["energy"],
        terms["chips"],
        [terms["plant"]],
        [wanted],
        [terms["growth"]],
        1.5,
        [terms["rest"]],
    )
    return room
