"""What a layer's panel says at one moment, read off the result. Pure functions of the view."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from stackdesk.core.layer import Layer
from stackdesk.scenario import Observation
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.verdict import next_ceiling
from stackdesk.ui.charts.words import cause_words, layer_name
from stackdesk.ui.view import View

RUNNING = "infrastructure.running_load"


@dataclass(frozen=True)
class Cause:
    """Why a layer binds, from when to when, and which ceiling is next."""

    words: str
    start: float
    end: float
    next_layer: str
    next_level: str


@dataclass(frozen=True)
class Reading:
    """One panel: headline, change, share of the ceiling in use, and whether it binds."""

    shown: fmt.Shown
    text: str
    change: fmt.Change | None
    used: float
    binds: bool
    cause: Cause | None
    years: Any
    values: Any
    reference_values: Any


def read(view: View, layer: Layer) -> Reading:
    """Read a layer's panel at the cursor."""
    result = view.result
    value = number_at(view, layer.headline)
    running = number_at(view, RUNNING)
    ceiling = number_at(view, layer.ceiling) if layer.ceiling else math.nan
    binds = binding_layer(view) == layer.key
    reference = view.reference_result
    unit = view.series[layer.headline].unit
    return Reading(
        shown=fmt.shown(value, unit),
        text=wording(layer.headline_text, unit),
        change=change_at(view, layer.headline),
        used=min(running / ceiling, 1.0) if ceiling > 0.0 else math.nan,
        binds=binds,
        cause=_cause(view, layer) if binds else None,
        years=result.years,
        values=result.get(layer.headline, view.region),
        reference_values=reference.get(layer.headline, view.region) if reference is not None else None,
    )


def history(view: View, address: str) -> tuple[Observation, ...]:
    """Give what is published of a series' past in the region in view."""
    wanted = ("history", address, view.region)
    return tuple(one for one in view.observations if (one.kind, one.series, one.region) == wanted)


def wording(text: str, unit: str) -> str:
    """Give a declared text without the unit it begins with; the number brings its own."""
    declared = QCoreApplication.translate("declarations", text)
    base = fmt.scale(unit, 0.0).unit
    known = (unit, fmt.sign(unit), base, f"M {unit.removeprefix('million ')}", unit.replace("/yr", "/day"))
    for start in sorted(known, key=len, reverse=True):
        if start and declared.startswith(start):
            return declared[len(start) :].strip()
    return declared


def number_at(view: View, address: str) -> float:
    """Give a series at the cursor, in the region in view."""
    value = view.result.at(address, view.year, view.region)
    return value if isinstance(value, int | float) else math.nan


def change_at(view: View, address: str) -> fmt.Change | None:
    """Give how far a series at the cursor is from the reference run."""
    if view.reference_result is None or view.reference_result is view.result:
        return None
    base = view.reference_result.at(address, view.year, view.region)
    return fmt.change(number_at(view, address), base) if isinstance(base, int | float) else None


def binding_layer(view: View) -> str:
    """Give the layer that binds at the cursor."""
    return str(view.result.at("binding.layer", view.year, view.region))


def _cause(view: View, layer: Layer) -> Cause | None:
    """Tell why a layer binds at the cursor."""
    cause = str(view.result.at("binding.cause", view.year, view.region))
    start = end = view.year
    for one in view.result.binding(view.region):
        if one.start <= view.year <= one.end and (one.layer, one.cause) == (layer.key, cause):
            start, end = one.start, one.end
    level, name = _next(view, layer)
    return Cause(cause_words(view, layer.key, cause), start, end, name, level)


def _next(view: View, binding: Layer) -> tuple[str, str]:
    """Give the next ceiling in words, the same as the verdict above the chart."""
    ceilings = {layer.key: layer.ceiling for layer in view.layers if layer.ceiling}
    levels = {key: number_at(view, address) for key, address in ceilings.items()}
    known = {key: level for key, level in levels.items() if math.isfinite(level)}
    following = next_ceiling(binding.key, number_at(view, RUNNING), known)
    if following is None:
        return "", ""
    words = QCoreApplication.translate("charts", "need")
    if following != "applications":
        words = layer_name(view, following)
    return str(fmt.shown(levels[following], view.series[ceilings[following]].unit)), words
