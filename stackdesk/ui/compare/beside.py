"""The cells of small multiples: a series for each scenario or region, or many outcomes of A and B."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import declared
from stackdesk.ui.compare.held import HEADLINE, Comparing, moved
from stackdesk.ui.compare.multiples import Cell, Course

SIDE_EFFECTS = (
    "infrastructure.rental_price",
    "energy.datacentre_electricity",
    "energy.emissions",
    "infrastructure.connection_wait",
    "chips.idle",
    "capital.capex",
)
"""What is shown at first, where the model has it; the next of `SPARE` step in for what it lacks."""

SPARE = (
    "models.token_price",
    "capital.cumulative",
    "infrastructure.jobs",
    "chips.in_operation",
    HEADLINE,
    "energy.price",
)
CELLS = 6

_DUST = 1e-9
"""A value this small beside the largest of its course is told as nothing."""


def first_effects(comparing: Comparing) -> tuple[str, ...]:
    """Choose the side effects to show at first."""
    known = {one.address for one in comparing.common}
    return tuple(one for one in (*SIDE_EFFECTS, *SPARE) if one in known)[:CELLS]


def effect_cells(comparing: Comparing, addresses: Sequence[str]) -> list[Cell]:
    """Give a cell for each outcome: A and B, each outcome on an axis of its own."""
    return [cell for one in addresses if (cell := _effect(comparing, one)) is not None]


def _effect(comparing: Comparing, address: str) -> Cell | None:
    series = comparing.series(address)
    if series is None:
        return None
    region = comparing.view.region
    courses = [one.course(address, region, comparing.years) for one in (comparing.a, comparing.b)]
    a, b = comparing.pair(address)
    largest = max((float(np.nanmax(np.abs(one))) for one in courses if one is not None), default=0.0)
    nothing = abs(a) < _DUST * largest
    scale = fmt.scale(series.unit, largest if nothing else a if math.isfinite(a) else b)
    return Cell(
        address,
        declared(series.label),
        scale.unit,
        "0" if nothing else scale.text(a),
        moved(a, b),
        tuple(
            Course(place, np.asarray(course * scale.factor))
            for place, course in enumerate(courses)
            if course is not None
        ),
    )


def beside_cells(
    comparing: Comparing, address: str, scale: fmt.Scale, *, regions: bool
) -> tuple[list[Cell], int]:
    """Give the cells of one series side by side, and in how many columns they stand."""
    cells = _by_region(comparing, address, scale) if regions else _by_scenario(comparing, address, scale)
    count = len(cells)
    return cells, count if count <= 4 else math.ceil(count / 2)


def _by_scenario(comparing: Comparing, address: str, scale: fmt.Scale) -> list[Cell]:
    """Give a cell for each scenario."""
    region, year = comparing.view.region, comparing.view.year
    cells = []
    for one in comparing.shown:
        course = one.course(address, region, comparing.years)
        if course is None:
            continue
        change = ""
        if one is not comparing.b:
            change = moved(one.at(address, year, region), comparing.b.at(address, year, region))
        value = scale.text(one.at(address, year, region))
        courses = (Course(one.place, np.asarray(course * scale.factor)),)
        cells.append(Cell(one.letter, one.name, scale.unit, value, change, courses, one.letter))
    return cells


def _by_region(comparing: Comparing, address: str, scale: fmt.Scale) -> list[Cell]:
    """Give a cell for each region, A and B in each."""
    year = comparing.view.year
    cells = []
    for region in comparing.view.result.regions:
        courses = [
            (one.place, course)
            for one in (comparing.a, comparing.b)
            if (course := one.course(address, region, comparing.years)) is not None
        ]
        a, b = comparing.pair(address, region)
        drawn = tuple(Course(place, np.asarray(course * scale.factor)) for place, course in courses)
        name = comparing.view.region_label(region)
        value = scale.text(comparing.a.at(address, year, region))
        cells.append(Cell(region, name, scale.unit, value, moved(a, b), drawn))
    return cells
