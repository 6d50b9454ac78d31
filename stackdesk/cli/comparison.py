"""Two scenarios side by side, in words: inputs that differ, outcomes, and the largest parts of each gap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from stackdesk.cli.streams import shown
from stackdesk.cli.words import aligned, number
from stackdesk.core.quantity import Parameter
from stackdesk.engine.attribution import Comparison, Gap
from stackdesk.scenario.comparison import Difference
from stackdesk.scenario.trajectory import Trajectory, Value
from stackdesk.scenario.words import year_text

LARGEST = 3
NOTICEABLE = 0.01


def lines(found: Comparison, names: Sequence[str]) -> list[str]:
    """Write the whole comparison."""
    a, b = map(shown, names)
    head = [f"A: {a}", f"B: {b}", *_versions(found), ""]
    if not found.inputs:
        return [*head, "No input differs."]
    return [*head, *_inputs(found), "", *_outcomes(found)]


def _versions(found: Comparison) -> list[str]:
    """Say what the two stand on."""
    a, b = found.a, found.b
    texts = [f"Both stand on reference {a.reference}."]
    if a.reference is not b.reference:
        texts = [
            f"They stand on different references, {a.reference} and {b.reference}: "
            "the switch is one of the inputs."
        ]
    if a.model_version != b.model_version:
        versions = [one.model_version or "one not recorded" for one in (a, b)]
        texts.append(
            f"They were saved after runs of model versions {' and '.join(versions)}; here both run with one."
        )
    return texts


def _inputs(found: Comparison) -> list[str]:
    """List the inputs that differ."""
    rows = [
        [f"  {_named(row, found)}", _value(row.a), "to", _value(row.b), _unit(row, found)]
        for row in found.inputs
    ]
    return ["INPUTS that differ, A to B", *aligned(rows, left=(0, 2, 4))]


def _parameter(address: str, found: Comparison) -> Parameter | None:
    sides = (found.a.catalogue.parameters, found.b.catalogue.parameters)
    return next((one[address] for one in sides if address in one), None)


def _named(row: Difference, found: Comparison) -> str:
    """Name an input and its region."""
    parameter = _parameter(row.address, found)
    place = f", {found.a.catalogue.region_label(row.region)}" if row.region else ""
    return shown(f"{parameter.label} ({row.address}){place}" if parameter is not None else row.address)


def _unit(row: Difference, found: Comparison) -> str:
    parameter = _parameter(row.address, found)
    return parameter.quantity.unit if parameter is not None and parameter.quantity.unit != "1" else ""


def _value(value: Value | str | None) -> str:
    """Write a value; a path by its first and last point."""
    if value is None:
        return "none"
    if isinstance(value, str):
        return shown(value)
    if not isinstance(value, Trajectory):
        return f"{value:,.4g}"
    (start, first), (end, last) = value.points[0], value.points[-1]
    return f"path {year_text(start)}: {first:,.4g} ... {year_text(end)}: {last:,.4g}"


def _outcomes(found: Comparison) -> list[str]:
    """Write the gaps, one series after another."""
    head = "OUTCOMES, B - A, and the largest parts in it"
    texts = [f"{head} (orders sampled)" if found.sampled else head]
    for address, gaps in groupby(found.gaps, key=lambda gap: gap.place.series):
        series = found.a.catalogue.series[address]
        texts.append(f"{series.label}, {series.unit}")
        texts += aligned([_gap(gap, found) for gap in gaps], left=(0, 6))
    return texts


def _gap(gap: Gap, found: Comparison) -> list[str]:
    """Write one gap."""
    place = found.a.catalogue.region_label(gap.place.region)
    relative = f"({gap.b / gap.a - 1.0:+.1%})" if gap.a else ""
    head = [
        f"  {place} {gap.place.year:g}",
        _figures(gap.a),
        "to",
        _figures(gap.b),
        _signed(gap.b - gap.a),
        relative,
    ]
    return [*head, _parts(gap, found)]


def _parts(gap: Gap, found: Comparison) -> str:
    """Write the largest parts, and what the others make together."""
    order = sorted(gap.parts.items(), key=lambda part: -abs(part[1]))
    whole = sum(abs(part) for _, part in order)
    told = [(key, part) for key, part in order[:LARGEST] if abs(part) >= NOTICEABLE * whole > 0.0]
    texts = [f"{_short(key, found)} {_signed(part)}" for key, part in told]
    rest = (gap.b - gap.a) - sum(part for _, part in told)
    if len(told) < len(order) and abs(rest) >= NOTICEABLE * whole > 0.0:
        texts.append(f"others {_signed(rest)}")
    return ", ".join(texts)


def _short(key: str, found: Comparison) -> str:
    parameter = _parameter(key, found)
    return shown(parameter.label if parameter is not None else key)


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{_figures(value)}"


def _figures(value: float) -> str:
    """Write three significant figures of large numbers too, which are close to each other here."""
    return number(value) if abs(value) < 1e7 else f"{value:.2e}".replace("e+", "e")
