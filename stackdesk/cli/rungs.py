"""The relief ladder and the order-by dates, in words and as data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stackdesk.cli.words import aligned, date, number
from stackdesk.engine.ladder import FACTORS, Amount, Bound, Ladder, Move, Rung
from stackdesk.engine.order_by import OrderBy
from stackdesk.scenario.catalogue import WORLD

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def lines(ladder: Ladder, orders: Sequence[OrderBy]) -> list[str]:
    """Write both."""
    head = "LADDER: the smallest single moves from the present on that free what binds"
    if ladder.reason:
        return [head, f"None: {ladder.reason}."]
    rungs = [line for index, rung in enumerate(ladder.rungs, 1) for line in _rung(index, rung)]
    return [head, *rungs, "", *_orders(orders, ladder.year)]


def _rung(index: int, rung: Rung) -> list[str]:
    """Write what binds, the moves that free it, and the one that the next rung stands on."""
    first = f"{index}. {_bound(rung.bound)}; {number(rung.running)} GW of IT run."
    if rung.applied is None:
        return [first, f"   No single constraint, eased up to {FACTORS[-1]:g}-fold, frees it."]
    rows = [_row(move, rung) for move in rung.moves]
    return [first, *aligned(rows, left=(0, 1, 2, 3, 5)), f"   The next rung stands on: {rung.applied.label}."]


def _row(move: Move, rung: Rung) -> list[str]:
    """Write one move: what, by how much, what it costs, what binds then, what it does to the outcome."""
    change = move.outcome / rung.outcome - 1.0 if rung.outcome else 0.0
    cost = f"{number(move.cost.number)} {move.cost.unit}" if move.cost else ""
    return [
        f"   {move.layer}: {move.label}",
        _amount(move.amount),
        "" if move.family == "ceiling" else f"{_four(move.before)} to {_four(move.after)}",
        cost,
        f"{change:+.1%} tokens",
        f"then {move.then.layer} ({move.then.label}), {date(move.then.start)} to {date(move.then.end)}",
    ]


def _amount(amount: Amount) -> str:
    unit = "" if amount.unit == "1" else f" {amount.unit}"
    return f"{'+' if amount.number > 0 else ''}{number(amount.number)}{unit}"


def _four(value: float) -> str:
    return f"{value:,.4g}"


def _bound(bound: Bound) -> str:
    """Say what binds, and for how long."""
    return f"{bound.layer} ({bound.label}) binds, from {date(bound.start)} to {date(bound.end)}"


def _orders(orders: Sequence[OrderBy], need: float) -> list[str]:
    """Write the dates, earliest first."""
    head = f"ORDER BY, to have it in {need:g} on average"
    rows = [
        [f"  {row.label}", f"{row.lead:.1f} years", month(row.order), "past" if row.late else ""]
        for row in orders
    ]
    return [head, *aligned(rows, left=(0, 3))]


def month(year: float) -> str:
    """Write a decimal year as a month, such as "Apr 2028"."""
    whole = int(year // 1)
    return f"{_MONTHS[min(int((year - whole) * 12 + 1e-6), 11)]} {whole}"


def as_data(ladder: Ladder, orders: Sequence[OrderBy]) -> dict[str, Any]:
    """Give both as they stand in JSON; dates are decimal years, units stand beside the numbers."""
    return {
        "rungs": [_rung_data(rung) for rung in ladder.rungs],
        "reason": ladder.reason or None,
        "order_by": [
            {
                "address": row.address,
                "label": row.label,
                "lead_time": row.lead,
                "order_by": row.order,
                "late": row.late,
            }
            for row in orders
        ],
    }


def _rung_data(rung: Rung) -> dict[str, Any]:
    """Give one rung; the first move is the one applied."""
    return {
        "binding": _bound_data(rung.bound),
        "running_load": rung.running,
        "outcome": rung.outcome,
        "moves": [_move_data(move) for move in rung.moves],
        "applied": rung.applied.constraint if rung.applied is not None else None,
    }


def _bound_data(bound: Bound) -> dict[str, Any]:
    return {"layer": bound.layer, "cause": bound.cause, "from": bound.start, "to": bound.end}


def _move_data(move: Move) -> dict[str, Any]:
    """Give one move."""
    return {
        "constraint": move.constraint,
        "label": move.label,
        "layer": move.layer,
        "family": move.family,
        "address": move.address,
        "region": move.region or WORLD,
        "unit": move.unit,
        "before": move.before,
        "after": move.after,
        "factor": move.factor,
        "amount": _amount_data(move.amount),
        "cost": _amount_data(move.cost) if move.cost is not None else None,
        "running_load": move.running,
        "outcome": move.outcome,
        "next": _bound_data(move.then),
    }


def _amount_data(amount: Amount) -> dict[str, Any]:
    return {"number": amount.number, "unit": amount.unit, "of": amount.of}
