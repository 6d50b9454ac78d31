"""The sentence above the chart: what binds, why, how much of what is wanted runs, and what is next."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.ceilings import DELIVERED, Ceilings, Pull
from stackdesk.ui.charts.plane import Numbers
from stackdesk.ui.view import View

_BINDS: dict[str, Any] = {
    "energy": QT_TRANSLATE_NOOP("charts", "Energy binds in {year}: {cause}."),
    "chips": QT_TRANSLATE_NOOP("charts", "Chips bind in {year}: {cause}."),
    "infrastructure": QT_TRANSLATE_NOOP("charts", "Infrastructure binds in {year}: {cause}."),
    "models": QT_TRANSLATE_NOOP("charts", "Models bind in {year}: {cause}."),
    "applications": QT_TRANSLATE_NOOP("charts", "Applications bind in {year}: {cause}."),
}
_BINDS_IN: dict[str, Any] = {
    "energy": QT_TRANSLATE_NOOP("charts", "Energy binds in {year} in {some} of {all} regions: {cause}."),
    "chips": QT_TRANSLATE_NOOP("charts", "Chips bind in {year} in {some} of {all} regions: {cause}."),
    "infrastructure": QT_TRANSLATE_NOOP(
        "charts", "Infrastructure binds in {year} in {some} of {all} regions: {cause}."
    ),
    "models": QT_TRANSLATE_NOOP("charts", "Models bind in {year} in {some} of {all} regions: {cause}."),
    "applications": QT_TRANSLATE_NOOP(
        "charts", "Applications bind in {year} in {some} of {all} regions: {cause}."
    ),
}
_PHYSICAL = ("energy", "chips", "infrastructure")
_CLEARED = 1.05  # need this close to what runs: rent has cleared
_MORE = 1.05  # what is asked for this far above what runs is worth saying
_DEMAND = ("applications", "models")
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Verdict:
    """A headline and the sentences after it; the last go first where there is little room."""

    layer: str
    headline: str
    rest: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.headline, *self.rest))


def verdict(
    layer: str,
    cause: str,
    ceilings: Ceilings,
    unit: str,
    cut: tuple[float, float] | None = None,
    pull: Pull | None = None,
) -> Verdict:
    """Say what binds at the cursor; `cause` in words, `cut` the time in which the budget cuts orders."""
    year = fmt.year(ceilings.year)
    headline = _say(_BINDS.get(layer, ""), year=year, cause=cause)
    if pull is not None and pull.regions is not None and pull.regions[0] < pull.regions[1]:
        some, whole = (str(count) for count in pull.regions)
        headline = _say(_BINDS_IN.get(layer, ""), year=year, cause=cause, some=some, all=whole)
    values = {key: ceilings.at(key) for key in ("applications", DELIVERED)}
    demand = layer in _DEMAND
    rest = [
        _share_said(values[DELIVERED], values["applications"], unit, demand=demand, pull=pull),
        _next_said(ceilings, layer),
    ]
    if cut is not None:
        template = QCoreApplication.translate("charts", "The budget cuts orders to {year}.")
        rest.append(template.format(year=fmt.year(cut[1])))
    return Verdict(layer, headline, tuple(sentence for sentence in rest if sentence))


def fan_at(ceilings: Ceilings, fan: Numbers | None) -> tuple[float, tuple[float, float] | None]:
    """Give what is delivered at the cursor, and where 90 % of samples lie there."""
    value = ceilings.at(DELIVERED)
    if fan is None:
        return value, None
    low, high = (float(np.interp(ceilings.year, ceilings.years, fan[row])) for row in (0, 4))
    return value, (low, high)


def sureness(said: Verdict, view: View, value: float, place: tuple[float, float] | None) -> Verdict:
    """Add how sure it is: in what share of samples the layer binds at the cursor.

    `value` is what the run delivers there and `place` where 90 % of samples lie.
    """
    share = None if view.bands is None else view.bands.share(said.layer, view.region, view.year)
    if share is None or view.year < view.present:
        return said
    words = QCoreApplication.translate("charts", "So it is in {share} of samples.")
    if place is not None and not place[0] <= value <= place[1]:
        less = QCoreApplication.translate("charts", "So it is in {share} of samples; 95 % deliver less.")
        more = QCoreApplication.translate("charts", "So it is in {share} of samples; 95 % deliver more.")
        words = less if value > place[1] else more
    return replace(said, rest=(words.format(share=fmt.percent(share)), *said.rest))


def _share_said(running: float, wanted: float, unit: str, *, demand: bool, pull: Pull | None) -> str:
    """Say how much of what is wanted runs, or what a rent that just pays would call for."""
    if not (math.isfinite(wanted) and wanted > 0.0):
        return ""
    places = decimals((running, wanted))
    running_text, wanted_text = fmt.fixed(running, places), fmt.fixed(wanted, places)
    if pull is not None and not demand and wanted < running * _CLEARED and pull.asked > running * _MORE:
        asked = fmt.fixed(pull.asked, decimals((running, pull.asked)))
        template = QCoreApplication.translate(
            "charts", "{running} {unit} runs; with rent at cost, {asked} would."
        )
        return template.format(running=running_text, unit=unit, asked=asked)
    if running_text == wanted_text and demand:
        template = QCoreApplication.translate("charts", "All of the {wanted} {unit} wanted runs.")
    elif running_text == wanted_text:
        template = QCoreApplication.translate(
            "charts", "{running} {unit} runs; at the going rent no more is wanted."
        )
    else:
        template = QCoreApplication.translate("charts", "{running} of the {wanted} {unit} wanted runs.")
    return template.format(running=running_text, wanted=wanted_text, unit=unit)


def next_ceiling(layer: str, running: float, levels: Mapping[str, float]) -> str | None:
    """Give the layer of the next ceiling above what runs; over demand that is a physical one.

    Rent brings the need down to what can run, so the need counts only where it stands clear of that.
    """
    others = {key: levels[key] for key in _PHYSICAL if key != layer and key in levels}
    above = {key: level for key, level in others.items() if level > running * 1.001}
    if layer not in _DEMAND and levels.get("applications", 0.0) > running * _CLEARED:
        above["applications"] = levels["applications"]
    return min(above, key=lambda key: above[key]) if above else None


def _next_said(ceilings: Ceilings, layer: str) -> str:
    """Say which ceiling is the next."""
    running = ceilings.at(DELIVERED)
    levels = {key: ceilings.at(key) for key in (*_PHYSICAL, "applications")}
    following = next_ceiling(layer, running, levels)
    if following is None:
        return ""
    name = ceilings.curve(following).label
    if following == "applications":
        name = QCoreApplication.translate("charts", "need")
    level = fmt.fixed(levels[following], decimals((running, levels[following])))
    return QCoreApplication.translate("charts", "Next ceiling: {name} at {level}.").format(
        name=name, level=level
    )


def decimals(values: tuple[float, ...] | list[float]) -> int:
    """Choose one number of decimals for a column, by its largest number: 0.0123, 1.23, 103.1, 1,152."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest >= 1000.0:
        return 0
    if largest >= 10.0:
        return 1
    if largest >= 1.0:
        return 2
    return min(2 - math.floor(math.log10(largest)), _MOST_DECIMALS) if largest > 0.0 else 2


def _say(template: str, **words: str) -> str:
    """Translate one of the sentences above and fill it in."""
    return QCoreApplication.translate("charts", template).format(**words) if template else ""
