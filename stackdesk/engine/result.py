"""What a run gives: every series over the quarters, by region and for the World."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from stackdesk.core.errors import AddressError
from stackdesk.core.series import Series
from stackdesk.engine.records import spelled_causes
from stackdesk.layers import LAYERS
from stackdesk.scenario.catalogue import WORLD, Catalogue
from stackdesk.scenario.document import Scenario

Array = npt.NDArray[np.float64]
Texts = npt.NDArray[np.str_]
TEXTS = ("binding.layer", "binding.cause")
FUNDED_IN_FULL = 0.995


@dataclass(frozen=True)
class Stretch:
    """A time during which the same limit of the same layer binds, from `start` to `end` (years)."""

    start: float
    end: float
    layer: str
    cause: str
    label: str


@dataclass(frozen=True, eq=False)
class Result:
    """The outcome of a run; arrays have the shape (quarters, regions) and must not be written to."""

    scenario: Scenario
    years: Array
    regions: tuple[str, ...]
    engine: str
    model_version: str
    seconds: float
    flows: npt.NDArray[Any] = field(repr=False)
    states: npt.NDArray[Any] = field(repr=False)
    _worlds: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def catalogue(self) -> Catalogue:
        """The parameters and series of the scenario's reference."""
        return self.scenario.catalogue

    def __getitem__(self, address: str) -> npt.NDArray[Any]:
        """Give a series, shape (quarters, regions); (quarters, 1) where it has no regions.

        Raises:
            AddressError: no such series.
        """
        if address in TEXTS:
            return self._texts(address)
        series = self._series(address)
        numbers = self._numbers(series, self.catalogue.series_index[address])
        return numbers if numbers.ndim == 2 else numbers[:, None]

    def world(self, address: str) -> npt.NDArray[Any]:
        """Give a series for the World, shape (quarters,): sum or weighted mean of the regions.

        Raises:
            AddressError: no such series.
        """
        if address not in self._worlds:
            self._worlds[address] = self._world(address)
        return self._worlds[address]  # type: ignore[no-any-return]

    def region(self, address: str, region: str) -> npt.NDArray[Any]:
        """Give a series for one region, shape (quarters,).

        Raises:
            AddressError: no such series or region.
        """
        values = self[address]
        if values.shape[1] == 1:
            return values[:, 0]
        return values[:, self._place(region)]

    def _place(self, region: str) -> int:
        """Find a region's place."""
        if region not in self.regions:
            raise AddressError(f"{region}: no such region; there are {', '.join(self.regions)}")
        return self.regions.index(region)

    def get(self, address: str, region: str | None = WORLD) -> npt.NDArray[Any]:
        """Give a series for the World or one region, shape (quarters,)."""
        return self.world(address) if region in (None, WORLD) else self.region(address, str(region))

    def at(self, address: str, year: float, region: str | None = WORLD) -> Any:
        """Give a series at a date: a number, linear between quarters; a text, of the quarter before."""
        if address in TEXTS:
            row = int(np.clip(np.searchsorted(self.years, year + 1e-9) - 1, 0, len(self.years) - 1))
            return self._text_at(address, row, region)
        return float(np.interp(year, self.years, self.get(address, region)))

    def binding(self, region: str | None = WORLD) -> tuple[Stretch, ...]:
        """Give what binds over time, quarters of the same layer and cause joined."""
        known = f"binding of {region or WORLD}"
        if known not in self._worlds:
            self._worlds[known] = self._stretches(region)
        return self._worlds[known]  # type: ignore[no-any-return]

    def _stretches(self, region: str | None) -> tuple[Stretch, ...]:
        """Join the quarters."""
        layers, causes = self.get("binding.layer", region), self.get("binding.cause", region)
        stretches: list[Stretch] = []
        quarter = float(self.years[1] - self.years[0])
        for year, layer, cause in zip(self.years.tolist(), layers.tolist(), causes.tolist(), strict=True):
            end = min(year + quarter, float(self.years[-1]))
            if stretches and (stretches[-1].layer, stretches[-1].cause) == (layer, cause):
                stretches[-1] = Stretch(stretches[-1].start, end, layer, cause, stretches[-1].label)
            elif end > year:
                stretches.append(Stretch(year, end, layer, cause, self.cause_label(layer, cause)))
        return tuple(stretches)

    def cause_label(self, layer: str, cause: str) -> str:
        """Say a cause in words."""
        return dict(self._causes[layer]).get(cause, cause)

    def capital_cut(self, region: str | None = WORLD) -> npt.NDArray[np.bool_]:
        """Tell for each quarter whether the budget cut orders, shape (quarters,)."""
        funded: Array = self.flows["capital"]["funded"]
        return funded < FUNDED_IN_FULL

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every series' address."""
        return (*self.catalogue.series, *TEXTS)

    @cached_property
    def _causes(self) -> dict[str, list[tuple[str, str]]]:
        """The causes of each layer, in the order of the engine's numbers."""
        return {layer.key: spelled_causes(layer.causes, self.catalogue.lists) for layer in LAYERS}

    def _series(self, address: str) -> Series:
        try:
            return self.catalogue.series[address]
        except KeyError:
            raise AddressError(f"{address}: no such series") from None

    def _numbers(self, series: Series, index: int | None) -> Array:
        """Read a series from the records."""
        place, name = series.source.split(".", 1)
        if place == "markets":
            numbers = self.flows["capital"][name]
        else:
            numbers = (self.flows if place == "flows" else self.states)[series.layer][name]
        return numbers if index is None else numbers[..., index]

    def _weight(self, series: Series, index: int | None) -> str:
        """Name the series that weighs the regions of another."""
        if series.over is None or index is None:
            return series.weight
        return series.weight.replace("{item}", self.catalogue.lists[series.over][index].key)

    def _world(self, address: str) -> npt.NDArray[Any]:
        if address in TEXTS:
            return self._world_texts(address)
        series = self._series(address)
        values = self[address]
        if not series.regional or values.shape[1] == 1:
            return values[:, 0]
        if series.total == "sum":
            return np.asarray(values.sum(axis=1))
        weights = self[self._weight(series, self.catalogue.series_index[address])]
        total = weights.sum(axis=1)
        plain = values.mean(axis=1)
        safe = np.where(total > 0.0, total, 1.0)
        mean: npt.NDArray[Any] = np.where(total > 0.0, (values * weights).sum(axis=1) / safe, plain)
        return mean

    def _texts(self, address: str) -> Texts:
        flows = self.flows["capital"]
        return self._named(address, flows["layer"], flows["cause"])

    def _world_texts(self, address: str) -> Texts:
        flows = self.flows["capital"]
        return self._named(address, flows["world_layer"], flows["world_cause"])

    def _text_at(self, address: str, row: int, region: str | None) -> str:
        """Say one quarter's layer or cause without putting the whole course into words."""
        flows = self.flows["capital"]
        if region in (None, WORLD):
            return self._word(address, flows["world_layer"][row], flows["world_cause"][row])
        place = self._place(str(region))
        return self._word(address, flows["layer"][row, place], flows["cause"][row, place])

    def _named(self, address: str, layers: Array, causes: Array) -> Texts:
        """Turn the engine's numbers into words."""
        pairs = zip(layers.ravel().tolist(), causes.ravel().tolist(), strict=True)
        return np.array([self._word(address, *pair) for pair in pairs], dtype=np.str_).reshape(layers.shape)

    def _word(self, address: str, layer: float, cause: float) -> str:
        """Turn one pair of the engine's numbers into a word."""
        key = LAYERS[max(int(layer), 1) - 1].key
        return key if address == "binding.layer" else self._causes[key][int(cause)][0]


def quarters(start: float, end: float) -> Array:
    """Give the dates at which results are kept."""
    return np.linspace(start, end, round((end - start) * 4) + 1)
