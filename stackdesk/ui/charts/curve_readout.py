"""What the box beside a curve of the ceilings chart says."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.ceilings import BASELINE, DELIVERED, Ceilings
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.readout import Lowest, Readout
from stackdesk.ui.charts.verdict import decimals


def curve_readout(ceilings: Ceilings, key: str, year: float, plane: Plane, unit: str) -> Readout:
    """Tell a curve's value at a year, how it changed, and what it is held against."""
    value = ceilings.at(key, year)
    before = ceilings.reference_at(key, year)
    change = told_change(value, before)
    lines = []
    if year != ceilings.year or key != DELIVERED:
        lines.append(f"{ceilings.curve(key).label}, {fmt.year(year)}")
    if before is not None:
        text = fmt.fixed(before, decimals((value, before)))
        other = next((one.label for one in ceilings.curves if one.key == BASELINE), "")
        words = other or QCoreApplication.translate("charts", "baseline")
        lines.append(f"{words} {text}")
    words = f"{fmt.fixed(value, decimals((value,)))} {unit}"
    anchor = QPointF(plane.x(year), min(max(plane.y(value), plane.top), plane.bottom))
    lowest = _lowest(ceilings, plane) if key == DELIVERED else None
    return Readout(key, anchor, words, str(change or ""), tuple(lines), lowest)


def told_change(value: float, before: float | None) -> fmt.Change | None:
    """Give a change worth telling: nothing is said of what moved by less than a thousandth."""
    change = fmt.change(value, before) if before is not None else None
    return None if change is None or change.amount.startswith("<") else change


def _lowest(ceilings: Ceilings, plane: Plane) -> Lowest:
    """Give the pixel of the lower of delivered and baseline at pixels across."""
    xs = plane.xs(ceilings.years)
    keys = [DELIVERED, BASELINE] if ceilings.differs else [DELIVERED]
    foot = np.maximum.reduce([plane.ys(ceilings.curve(key).values) for key in keys])
    return lambda across: np.asarray(np.interp(across, xs, foot))
