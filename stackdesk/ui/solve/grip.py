"""What is taken in hand: one number of one series, at a date, in a region, as it reads on screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from stackdesk.engine.solve import Target
from stackdesk.scenario.units import parsed
from stackdesk.ui import format as fmt
from stackdesk.ui.measure import Shape
from stackdesk.ui.valuebox import typed

_CHANGE = re.compile(r"(?P<number>[+\u2212-].*?)\s*%")


@dataclass(frozen=True)
class Grip:
    """A number that is pulled. `value` is what it is now, in the series' unit; `scale` how it is shown.

    `colour` is the layer whose colour it takes, or "delivered" for ink.
    """

    series: str
    region: str
    year: float
    value: float
    label: str
    colour: str
    unit: str
    scale: fmt.Scale

    def text(self, value: float) -> str:
        """Write a value of the series with the unit on screen."""
        return f"{self.scale.text(value)} {self.scale.unit}".rstrip()

    def target(self, value: float) -> Target:
        """Give what the series shall be."""
        return Target(self.series, self.year, value, self.region)

    def read(self, text: str) -> float:
        """Read a typed target: a number with any unit of its kind, or a change such as +10 %.

        Raises:
            UnreadableError: says in words what is wrong.
        """
        change = _CHANGE.fullmatch(text.strip())
        if change is not None:
            return self.value * (1.0 + parsed(change["number"], "1") / 100.0)
        return typed(text, Shape(self.scale.factor, self.scale.unit), self.unit)


@dataclass(frozen=True)
class Refusal:
    """Why a point of a curve cannot be pulled."""

    words: str


def step_text(grip: Grip, value: float, lever: str) -> str:
    """Name the undo step: Running load 120 GW in 2031 by connection lead time."""
    words = QCoreApplication.translate("solve", "{series} {value} in {year} by {lever}")
    plain = lever if lever[1:2].isupper() else lever[:1].lower() + lever[1:]
    return words.format(series=grip.label, value=grip.text(value), year=fmt.year(grip.year), lever=plain)
