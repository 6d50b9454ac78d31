"""The ladder in words: bounds, moves and dates as the window writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stackdesk.engine.ladder import Amount, Bound, Move, Rung
from stackdesk.engine.order_by import OrderBy
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import declared

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("ladder", text)


def amount_words(amount: Amount) -> str:
    """Write a physical size with its sign: +6.34 GW/yr."""
    sign = "+" if amount.number > 0.0 else ""
    unit = "" if amount.unit == "1" else f" {fmt.sign(amount.unit)}"
    return f"{sign}{fmt.number(amount.number)}{unit}"


def money_words(amount: Amount) -> str:
    """Write a cost: $138 billion/yr."""
    word, _, unit = amount.unit.partition(" USD")
    return f"${fmt.number(amount.number)} {word}{unit}"


def label_words(label: str) -> str:
    """Write what is eased as the beginning of a line."""
    told = declared(label)
    return told[:1].upper() + told[1:]


def bound_words(bound: Bound) -> str:
    """Say what binds and for how long."""
    return tr("{cause}, {span}").format(cause=declared(bound.label), span=fmt.span(bound.start, bound.end))


def change_words(move: Move, rung: Rung) -> str:
    """Say what a move does to the tokens delivered."""
    change = fmt.change(move.outcome, rung.outcome)
    return str(change) if change is not None else tr("no change")


def detail_words(move: Move) -> str:
    """Say from where to where, what it costs, and what binds then."""
    parts = []
    if move.family == "limit":
        unit = "" if move.unit in ("1", "") else f" {fmt.sign(move.unit)}"
        parts.append(f"{fmt.number(move.before)} → {fmt.number(move.after)}{unit}")
    else:
        parts.append(tr("the whole ceiling, × {factor}").format(factor=fmt.number(move.factor)))
    if move.cost is not None:
        parts.append(money_words(move.cost))
    layer = declared(move.then.layer.capitalize()).lower()
    parts.append(tr("then {layer}: {bound}").format(layer=layer, bound=bound_words(move.then)))
    return "  ·  ".join(parts)


def move_sentence(move: Move, rung: Rung) -> str:
    """Say all of a move in one sentence, for assistive technology."""
    words = tr("{label} {amount}, tokens {change}; {detail}")
    return words.format(
        label=label_words(move.label),
        amount=amount_words(move.amount),
        change=change_words(move, rung),
        detail=detail_words(move).replace("  ·  ", "; "),
    )


def month(year: float) -> str:
    """Write a decimal year as a month: Apr 2028."""
    whole = int(year // 1)
    return f"{tr(_MONTHS[min(int((year - whole) * 12 + 1e-6), 11)])} {whole}"


def what_words(row: OrderBy) -> str:
    """Name what is ordered; that it has a lead time goes without saying."""
    return declared(row.label).removesuffix(tr(" lead time"))


def lead_words(row: OrderBy) -> str:
    """Write a lead time."""
    return tr("{years} yr").format(years=fmt.fixed(row.lead, 1))
