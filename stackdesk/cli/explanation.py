"""The explanation in words: what binds, the ceilings beside it, relief in two families, what binds next."""

from __future__ import annotations

from stackdesk.cli.explain import CEILING, ceilings, next_after
from stackdesk.cli.streams import shown
from stackdesk.cli.words import aligned, date, number, quantity, shown_unit
from stackdesk.engine import Relief, ReliefRow, Result
from stackdesk.scenario.catalogue import WORLD

LOWEST_OF_THREE = "infrastructure"
NOTICEABLE = 0.005
MOST_ROWS = 8
FAMILIES = (("ceiling", "what stands"), ("limit", "what builds it"))


def lines(result: Result, relief: Relief, name: str) -> list[str]:
    """Write the whole explanation."""
    place = result.catalogue.region_label(relief.region)
    return [
        f"{shown(name)}: {place}, {relief.year:g}",
        "",
        *_binding(result, relief),
        "",
        *_ceilings(result, relief),
        "",
        *_relief(result, relief),
        "",
        *_next(result, relief),
    ]


def _binding(result: Result, relief: Relief) -> list[str]:
    """Say what binds, and for how long it has and will."""
    year, region = relief.year, relief.region
    layer, cause = result.at("binding.layer", year, region), result.at("binding.cause", year, region)
    text = f"The binding constraint: {layer} ({result.cause_label(layer, cause)})"
    for stretch in result.binding(region):
        if stretch.start <= year <= stretch.end and (stretch.layer, stretch.cause) == (layer, cause):
            text += f", from {date(stretch.start)} to {date(stretch.end)}"
            break
    lines = [f"{text}."]
    if (layer, cause) == ("infrastructure", "connection"):
        heights = ceilings(result, year, region)
        if heights["shells"] < heights["connection"]:
            lines.append("Halls stand lowest; no more are started than can be connected when they are due.")
    if result.capital_cut(region)[int(result.years.searchsorted(year + 1e-9)) - 1]:
        lines.append("The capital budget cuts orders at this date.")
    return lines


def _ceilings(result: Result, relief: Relief) -> list[str]:
    """List the ceilings, lowest first, beside what runs."""
    running = result.at("infrastructure.running_load", relief.year, relief.region)
    heights = ceilings(result, relief.year, relief.region)
    heights.pop(LOWEST_OF_THREE, None)  # it would repeat one of the others
    rows = [["Running load", number(running), "GW of IT", ""]]
    for key, height in sorted(heights.items(), key=lambda item: item[1]):
        share = f"{running / height:.0%} used" if height > 0 else ""
        rows.append([f"  {result.catalogue.series[CEILING + key].label}", number(height), "GW", share])
    lines = aligned(rows, left=(0, 2))
    if relief.region == WORLD:
        lines.append(
            "The World's ceilings add up the regions'; where regions differ, none of them need be reached."
        )
    return lines


def _relief(result: Result, relief: Relief) -> list[str]:
    """Write both families of relief, largest first."""
    series = result.catalogue.series[relief.outcome]
    level = quantity(result.at(relief.outcome, relief.year, relief.region), series.unit)
    outcome = f"{series.label.lower()} ({level} {shown_unit(series.unit)})"
    lines = [f"RELIEF: what easing one constraint by 1 % from the present on does to {outcome}, in %"]
    if relief.year <= result.scenario.present:
        return [*lines, "Nothing: this date is not after the present."]
    for family, meaning in FAMILIES:
        lines.append(f"{family.capitalize()}s ({meaning})")
        rows = [_relief_row(row) for row in relief.family(family) if _effect(row) >= NOTICEABLE]
        lines += aligned(rows[:MOST_ROWS]) if rows else ["  none has an effect worth naming"]
    return lines


def _relief_row(row: ReliefRow) -> list[str]:
    """Write one constraint: layer and name, effect, how far it goes."""
    effect = f"{row.per_step:+.1%} a step" if row.elasticity is None else f"{row.elasticity:+.2f}"
    until = f"until eased x {row.until:.2f}" if row.until is not None else ""
    return [f"  {row.layer}: {row.label}", effect, until]


def _effect(row: ReliefRow) -> float:
    """Give the size of a row's effect."""
    return abs(row.elasticity if row.elasticity is not None else 100 * (row.per_step or 0.0))


def _next(result: Result, relief: Relief) -> list[str]:
    """Say what would bind if this did not."""
    following = next_after(result, relief)
    if relief.year <= result.scenario.present:
        return ["What would bind next is told for dates after the present."]
    if following is None:
        return ["No physical ceiling binds here: supply could carry more than is asked for."]
    again = following.layer == result.at("binding.layer", relief.year, relief.region)
    would = "would stop it again" if again else "would stop it next"
    return [
        f"Were its ceiling lifted from the present on, {following.layer} {would} ({following.label}), "
        f"at {number(following.gw)} GW."
    ]
