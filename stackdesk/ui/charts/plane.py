"""Where a year and a value land on the screen: the plot's rectangle and the ranges of both axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

Numbers: TypeAlias = NDArray[np.float64]

_TINY = 1e-12
_LEAST, _MOST = -1.0, 3.0
"""How many heights beyond the plot a point may lie before it is cut."""


@dataclass(frozen=True)
class Plane:
    """A plot's rectangle in pixels with the years across and the values up, linear or logarithmic."""

    left: float
    top: float
    width: float
    height: float
    start: float
    end: float
    low: float
    high: float
    log: bool = False

    @property
    def right(self) -> float:
        """The pixel of the last year."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The pixel of the lowest value."""
        return self.top + self.height

    @property
    def rect(self) -> QRectF:
        """The plot's rectangle."""
        return QRectF(self.left, self.top, self.width, self.height)

    def x(self, year: float) -> float:
        """Give the pixel of a year."""
        return self.left + (year - self.start) / (self.end - self.start) * self.width

    def year(self, x: float) -> float:
        """Give the year at a pixel, inside the plot."""
        share = (x - self.left) / max(self.width, 1.0)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def y(self, value: float) -> float:
        """Give the pixel of a value; far outside it stays near the plot."""
        low, high = self._ends()
        shown = _logarithm(value) if self.log else value
        share = (shown - low) / max(high - low, _TINY)
        if not _LEAST <= share <= _MOST:
            share = _MOST if share > _MOST else _LEAST if share < _LEAST else 0.0
        return self.top + (1.0 - share) * self.height

    def value(self, y: float) -> float:
        """Give the value at a pixel, inside the plot."""
        share = 1.0 - min(max((y - self.top) / max(self.height, 1.0), 0.0), 1.0)
        low, high = self._ends()
        shown = low + share * (high - low)
        return float(10.0**shown) if self.log else shown

    def _ends(self) -> tuple[float, float]:
        """Give the ends of the value axis, as logarithms where it is logarithmic."""
        return (_logarithm(self.low), _logarithm(self.high)) if self.log else (self.low, self.high)

    def xs(self, years: Any) -> Numbers:
        """Give the pixels of many years."""
        share = (np.asarray(years, dtype=float) - self.start) / (self.end - self.start)
        return np.asarray(self.left + share * self.width)

    def ys(self, values: Any) -> Numbers:
        """Give the pixels of many values; what is not a number lies at the foot, what is far off is cut."""
        low, high = self._ends()
        shown = np.asarray(values, dtype=float)
        if self.log:
            shown = np.log10(np.maximum(shown, _TINY))
        share = (shown - low) / max(high - low, _TINY)
        if np.isnan(share).any():
            share = np.nan_to_num(share, nan=0.0, posinf=_MOST, neginf=_LEAST)
        share = np.minimum(np.maximum(share, _LEAST), _MOST)
        return np.asarray(self.top + (1.0 - share) * self.height)


def _logarithm(value: float) -> float:
    return math.log10(value) if value > _TINY else math.log10(_TINY)
