"""Stands in for the process that runs ensembles: answers at once, or only when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from stackdesk.engine.bands import Bands
from stackdesk.engine.errands import ErrandCancelledError

LAYERS = ("energy", "chips", "infrastructure", "models", "applications")


def bands_of(result: Any, wanted: tuple[tuple[str, str], ...], count: int, half: float = 0.5) -> Bands:
    """Make bands around a run: from 1 - half to 1 + half of it, from the present on."""
    years = np.asarray(result.years, dtype=float)
    reach = half * (years > result.scenario.present)
    factors = [1.0 + reach * share for share in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    runs = {column: np.asarray(result.get(*column), dtype=float) for column in wanted}
    quantiles = {column: np.array([run * factor for factor in factors]) for column, run in runs.items()}
    shares = {layer: np.full(years.size, 0.2 + 0.5 * (layer == "infrastructure")) for layer in LAYERS}
    binding = dict.fromkeys(("World", *result.regions), shares)
    return Bands(count, 1, years, quantiles, runs, binding)


class Answers:
    """Answers questions about bands with those of a make-believe run."""

    def __init__(self, run: Callable[[Any], Any], *, patient: bool = False) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.cancelled = 0
        self.half = 0.5
        self.go = threading.Event()
        self._run = run
        self._given_up = threading.Event()
        if not patient:
            self.go.set()

    def ask(self, name: str, *arguments: Any, told: Callable[[Any], None]) -> Any:
        """Tell of 32 samples, then answer with 512."""
        self._given_up.clear()
        self.asked.append((name, *arguments))
        scenario, _, wanted = arguments
        result = self._run(scenario)
        told(bands_of(result, wanted, 32, self.half))
        while not self.go.wait(0.01):
            if self._given_up.is_set():
                raise ErrandCancelledError
        return bands_of(result, wanted, 512, self.half)

    def cancel(self) -> None:
        """Give up."""
        self.cancelled += 1
        self._given_up.set()

    def close(self) -> None:
        """End."""
        self._given_up.set()
        self.go.set()
