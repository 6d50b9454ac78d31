"""What the chart of ceilings shows: six curves and a comparison, in GW or in chips. Numbers, no pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from stackdesk.ui.charts.marks import Place
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.words import layer_name
from stackdesk.ui.view import WORLD, View

DELIVERED = "delivered"
BASELINE = "baseline"
LAYERS = ("models", "applications", "chips", "energy", "infrastructure")
"""In the order of painting: demand first, what is likeliest to bind last."""

_CEILING = "infrastructure.ceiling."
RUNNING = "infrastructure.running_load"
FLEET = "chips.in_operation"
_ASKED = "infrastructure.chips_asked"
_REACH, _AIR = 2.5, 1.5


@dataclass(frozen=True)
class Curve:
    """One line of the chart; `reference` is the same line of the run it is held against."""

    key: str
    label: str
    values: Numbers
    reference: Numbers | None = None


@dataclass(frozen=True)
class Ceilings:
    """The chart's numbers at one moment."""

    years: Numbers
    curves: tuple[Curve, ...]
    year: float
    differs: bool

    def curve(self, key: str) -> Curve:
        """Give a curve by its key: a layer, "delivered" or "baseline"."""
        return next(curve for curve in self.curves if curve.key == key)

    def at(self, key: str, year: float | None = None) -> float:
        """Give a curve's value at a year, by default the cursor's."""
        when = self.year if year is None else year
        return float(np.interp(when, self.years, self.curve(key).values))

    def reference_at(self, key: str, year: float | None = None) -> float | None:
        """Give what the reference run has there; None where nothing differs."""
        reference = self.curve(key).reference
        if reference is None or not self.differs:
            return None
        return float(np.interp(self.year if year is None else year, self.years, reference))

    def extent(self, *, log: bool) -> tuple[float, float]:
        """Give the lowest and highest value the axis should hold.

        A ceiling far above what is wanted does not count: it leaves the plot at the top rather than
        flattening everything else.
        """
        peaks = {curve.key: float(np.fmax.reduce(curve.values)) for curve in self.curves}
        wanted = max(peaks[DELIVERED], peaks["applications"])
        near = max(peak for peak in peaks.values() if peak <= _REACH * wanted)
        high = max(near, min(max(peaks.values()), _AIR * wanted), 1e-9)
        delivered = self.curve(DELIVERED).values
        positive = delivered[delivered > 0.0] if log else delivered[:0]
        low = float(positive.min()) if positive.size else 0.0
        return low, high


@dataclass(frozen=True)
class Pull:
    """What stands behind the curves: the load that a rent that just pays would call for, and where it binds.

    `asked` is in the chart's unit, `regions` how many regions the layer binds in, of how many.
    """

    asked: float
    regions: tuple[int, int] | None = None


def read_ceilings(view: View, *, chips: bool = False) -> Ceilings:
    """Read the chart off the result; `chips` counts in M H100e instead of GW."""
    lines = _lines(view, view.result, chips=chips)
    reference = view.reference_result
    others = None
    if reference is not None and reference is not view.result:
        others = _lines(view, reference, chips=chips)
    names = {key: layer_name(view, key) for key in LAYERS}
    names[DELIVERED] = QCoreApplication.translate("charts", "delivered")
    curves = tuple(
        Curve(key, names[key], lines[key], None if others is None else others[key])
        for key in (*LAYERS, DELIVERED)
    )
    differs = others is not None and any(_apart(lines[key], others[key]) for key in names)
    if differs and others is not None:
        curves += (Curve(BASELINE, view.against_label(), others[DELIVERED]),)
    elif others is not None:
        curves = tuple(replace(curve, reference=None) for curve in curves)
    return Ceilings(np.asarray(view.result.years, dtype=float), curves, view.year, differs)


def _lines(view: View, result: Any, *, chips: bool) -> dict[str, Numbers]:
    """Gather the six curves of a run."""

    def get(address: str) -> Numbers:
        return np.asarray(result.get(address, view.region), dtype=float)

    lines = {
        "models": get(_CEILING + "models"),
        "applications": get(_CEILING + "need"),
        "chips": get(_CEILING + "chips"),
        "energy": get(_CEILING + "energy"),
        "infrastructure": infrastructure_ceiling(view, result),
        DELIVERED: get(RUNNING),
    }
    if chips:
        factor = chips_per_gw(get(FLEET), lines[DELIVERED])
        lines = {key: line * factor for key, line in lines.items()}
    return lines


def places(view: View, *, chips: bool = False) -> tuple[Place, ...]:
    """List which series the curves are; counted in chips, only what runs is one."""
    if chips:
        return (Place(DELIVERED, DELIVERED, FLEET, view.region),)
    known = {RUNNING: DELIVERED, "chips.it_power": "chips", _CEILING + "models": "models"}
    known |= {_CEILING + key: key for key in ("energy", "chips", "infrastructure")}
    known[_CEILING + "need"] = "applications"
    return tuple(Place(key, key, address, view.region) for address, key in known.items())


def read_pull(view: View, layer: str, *, chips: bool = False) -> Pull | None:
    """Read what a rent that just pays would call for, and in how many regions the layer binds."""
    if _ASKED not in view.series:
        return None
    asked = float(view.result.at(_ASKED, view.year, view.region))
    if chips:
        running = float(view.result.at(RUNNING, view.year, view.region))
        asked *= float(view.result.at(FLEET, view.year, view.region)) / max(running, 1e-9)
    if view.region != WORLD:
        return Pull(asked)
    bound = [view.result.at("binding.layer", view.year, region) == layer for region in view.result.regions]
    return Pull(asked, (sum(bound), len(bound)))


def infrastructure_ceiling(view: View, result: Any) -> Numbers:
    """Give what infrastructure alone would allow: its own series, else the lower of connection and halls."""
    whole = _CEILING + "infrastructure"
    parts = (whole,) if whole in view.series else (_CEILING + "connection", _CEILING + "shells")
    lines = [np.asarray(result.get(part, view.region), dtype=float) for part in parts]
    return np.asarray(np.minimum.reduce(lines))


def chips_per_gw(fleet: Numbers, running: Numbers) -> Numbers:
    """Give million H100e a GW as they run at each step; where nothing runs, the nearest step's."""
    runs = running > 1e-9
    if not runs.any():
        return np.zeros_like(running)
    steps = np.arange(running.size)
    return np.asarray(np.interp(steps, steps[runs], fleet[runs] / running[runs]))


def _apart(values: Numbers, others: Numbers) -> bool:
    """Say whether two lines differ by more than dust."""
    size = max(float(np.nanmax(np.abs(others))), 1e-12)
    return bool(np.nanmax(np.abs(values - others)) > 1e-6 * size)
