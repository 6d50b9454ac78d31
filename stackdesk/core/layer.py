"""What a layer tells about itself; panels, charts and tables are built from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from stackdesk.core.quantity import Block
from stackdesk.core.series import Layout, Series


@dataclass(frozen=True)
class Constraint:
    """Something that can stop the build-out, and the parameter that eases it.

    `family` is "ceiling" (what stands) or "limit" (what builds it). Easing multiplies `eases` by
    1.01, or divides it where `inverse` (lead times, intensities); a zero value moves by `step`.
    """

    name: str
    label: str
    family: str
    eases: str
    inverse: bool = False
    step: float = 0.0


@dataclass(frozen=True)
class Chart:
    """A chart the layer offers: one series by region, or several series of the World or a region.

    `lines` lie over stacked bands in the same unit; `over` divides every series by another (with the
    same item); a `summed` chart adds up from the first year on; `guides` are levels worth marking, in
    the unit; `path` names a published path. `panes` are smaller charts that stand together, each in a
    unit of its own; a "flow" follows one year through the stack.
    """

    title: str
    unit: str
    series: tuple[str, ...]
    stacked: bool = False
    by_region: bool = False
    lines: tuple[str, ...] = ()
    over: str = ""
    summed: bool = False
    guides: tuple[float, ...] = ()
    path: str = ""
    panes: tuple[Chart, ...] = ()
    form: Literal["plot", "flow"] = "plot"

    @property
    def key(self) -> str:
        """The title as one word, by which settings and commands know the chart."""
        return re.sub(r"[^a-z0-9]+", "_", self.title.lower()).strip("_")


@dataclass(frozen=True)
class Layer:
    """One stratum of the cake: its names, headline, seams, levers (by rank) and its room's declarations."""

    key: str
    number: int
    label: str
    headline: str
    headline_text: str
    ceiling: str
    supplied: tuple[str, str]
    asked: tuple[str, str]
    levers: tuple[str, ...]
    parameters: type[Block]
    state: Layout
    flows: Layout
    rates: Layout
    series: tuple[Series, ...]
    constraints: tuple[Constraint, ...]
    charts: tuple[Chart, ...] = ()
    causes: tuple[tuple[str, str], ...] = ()
