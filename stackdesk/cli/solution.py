"""What `solve` found, in words: the values of the lever that reach the target, or how far one gets."""

from __future__ import annotations

from stackdesk.cli.streams import shown
from stackdesk.cli.words import aligned, number
from stackdesk.engine.solve import Move, Proposals, Solution
from stackdesk.scenario import Scenario


def lines(found: Solution | Proposals, scenario: Scenario, name: str) -> list[str]:
    """Write the whole answer."""
    target = found.target
    series = scenario.catalogue.series[target.series]
    place = scenario.catalogue.region_label(target.region)
    change = f" ({target.value / found.before - 1.0:+.1%})" if found.before else ""
    head = [
        f"{shown(name)}: {series.label.lower()}, {place}, {target.year:g}",
        f"It is {_text(found.before, series.unit)}; it shall be {_text(target.value, series.unit)}{change}.",
        "",
    ]
    body = _solution(found, scenario) if isinstance(found, Solution) else _proposals(found, scenario)
    return [*head, *body]


def _solution(found: Solution, scenario: Scenario) -> list[str]:
    """Write what one lever does."""
    if not found.moves:
        return [f"Not reached: {found.reason}."]
    texts = [
        f"{_named(found.best, scenario)} from the present on reaches it: {_value(found.best, scenario)}."
    ]
    others = [_value(move, scenario) for move in found.moves[1:]]
    return texts + [f"So does {text}." for text in others]


def _proposals(found: Proposals, scenario: Scenario) -> list[str]:
    """Write the smallest moves, in the order of their size."""
    if not found.moves:
        return [f"Not reached: {found.reason}."]
    rows = [
        [f"  {_named(move, scenario)}", _value(move, scenario), f"{abs(move.share):.0%} of its range"]
        for move in found.moves
    ]
    return ["Each of these alone reaches it, from the present on:", *aligned(rows, left=(0, 1))]


def _named(move: Move, scenario: Scenario) -> str:
    """Name a lever and the region that it gives in."""
    label = scenario.catalogue.parameter(move.lever).label
    place = f", {scenario.catalogue.region_label(move.region)}" if move.region else ""
    return f"{label} ({move.lever}{place})"


def _value(move: Move, scenario: Scenario) -> str:
    """Write a value and where the lever stands."""
    unit = scenario.catalogue.parameter(move.lever).quantity.unit
    text = f"{_text(move.value, unit)}, now {number(move.now)}"
    return text + (", outside the published range" if move.outside else "")


def _text(value: float, unit: str) -> str:
    """Write a number with its unit, four figures so that small moves can be told apart."""
    digits = f"{value:,.4g}" if abs(value) < 1e7 else f"{value:.3e}".replace("e+", "e")
    return digits if unit == "1" else f"{digits} {unit}"
