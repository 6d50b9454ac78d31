"""What the chart of one series shows for every scenario: courses, values at a date, changes. No pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.fan import room_for
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.charts.words import layer_name
from stackdesk.ui.compare.held import Comparing, Held, moved, signed

Mode = Literal["overlay", "difference", "beside"]
OVERLAY: Mode = "overlay"
DIFFERENCE: Mode = "difference"
BESIDE: Mode = "beside"


@dataclass(frozen=True, eq=False)
class Line:
    """One scenario's course in the unit on show, and what is said of it at the cursor."""

    place: int
    letter: str
    name: str
    values: Numbers
    at: float
    change: str
    layer: str
    binds: str

    def value(self, years: Numbers, year: float) -> float:
        """Give the value at a date."""
        return float(np.interp(year, years, self.values))

    @property
    def end(self) -> float:
        """The last value that is a number."""
        finite = self.values[np.isfinite(self.values)]
        return float(finite[-1]) if finite.size else math.nan


@dataclass(frozen=True, eq=False)
class Lines:
    """The chart's numbers at one moment; `missing` names the scenarios that have no such series."""

    years: Numbers
    year: float
    lines: tuple[Line, ...]
    unit: str
    difference: bool
    missing: tuple[str, ...] = ()
    fan: Numbers | None = None
    """Where A's samples lie, shape (5, years), where there are any."""

    def extent(self) -> tuple[float, float]:
        """Give the lowest and highest value on show."""
        found = [one.values[np.isfinite(one.values)] for one in self.lines]
        values = [one for one in found if one.size]
        if not values:
            return 0.0, 1.0
        high = max(float(one.max()) for one in values)
        return min(float(one.min()) for one in values), room_for(self.fan, high)

    def lowest_positive(self) -> float:
        """Give the lowest value above zero, where a logarithmic axis can begin."""
        found = [one.values[np.isfinite(one.values) & (one.values > 0.0)] for one in self.lines]
        return min((float(one.min()) for one in found if one.size), default=1.0)

    def text(self, value: float) -> str:
        """Write a value of this chart."""
        return signed(value) if self.difference else fmt.number(value)


def scale_of(comparing: Comparing, address: str, regions: tuple[str, ...]) -> fmt.Scale:
    """Choose one unit for all scenarios, by the largest value that any has in the regions."""
    series = comparing.series(address)
    unit = series.unit if series is not None else ""
    peaks = [
        float(np.nanmax(np.abs(course)))
        for one in comparing.shown
        for region in regions
        if (course := one.course(address, region, comparing.years)) is not None
    ]
    return fmt.common_scale(unit, peaks)


def read_lines(
    comparing: Comparing,
    address: str,
    scale: fmt.Scale,
    *,
    region: str | None = None,
    difference: bool = False,
) -> Lines:
    """Read a series for every scenario on show; as differences, B is the line at zero and left out."""
    where = comparing.view.region if region is None else region
    years, year = comparing.years, comparing.view.year
    base = comparing.b.course(address, where, years)
    lines: list[Line] = []
    missing: list[str] = []
    for one in comparing.shown:
        course = one.course(address, where, years)
        if course is None or (difference and base is None):
            missing.append(one.letter)
            continue
        if difference and one is comparing.b:
            continue
        shift = base if difference and base is not None else 0.0
        values = np.asarray((course - shift) * scale.factor)
        lines.append(_line(comparing, one, values, _change(comparing, one, address, where), where))
    fan = None if difference else _fan(comparing, address, where, scale.factor)
    return Lines(years, year, tuple(lines), scale.unit, difference, tuple(missing), fan)


def _fan(comparing: Comparing, address: str, region: str, factor: float) -> Numbers | None:
    """Read where A's samples lie, as far as they are there."""
    bands = comparing.view.bands
    if bands is None or not comparing.a.has(address, region):
        return None
    found = bands.fan(address, region, comparing.a.result.get(address, region))
    return None if found is None else np.asarray(found * factor)


def _line(comparing: Comparing, one: Held, values: Numbers, change: str, region: str) -> Line:
    """Say what is to be said of one scenario at the cursor."""
    year = comparing.view.year
    layer, _ = one.binds(year, region)
    at = float(np.interp(year, comparing.years, values))
    words = layer_name(comparing.view, layer) if layer else ""
    return Line(one.place, one.letter, one.name, values, at, change, layer, words)


def _change(comparing: Comparing, one: Held, address: str, region: str) -> str:
    """Say how far a scenario is from B at the cursor."""
    if one is comparing.b:
        return ""
    year = comparing.view.year
    return moved(one.at(address, year, region), comparing.b.at(address, year, region))


def told(lines: Lines, title: str, place: str) -> str:
    """Say in a sentence what the chart shows at the cursor."""
    values = ", ".join(
        " ".join(part for part in (one.letter, lines.text(one.at), one.change) if part) for one in lines.lines
    )
    template = QCoreApplication.translate("compare", "{title}, {place}, {year}, in {unit}: {values}.")
    if lines.difference:
        template = QCoreApplication.translate(
            "compare", "{title}, {place}, {year}, difference from B in {unit}: {values}."
        )
    words = template.format(
        title=title, place=place, year=fmt.year(lines.year), unit=lines.unit or "1", values=values
    )
    if lines.missing:
        lacking = QCoreApplication.translate("compare", "{letters}: no such series.")
        words += " " + lacking.format(letters=", ".join(lines.missing))
    return words
