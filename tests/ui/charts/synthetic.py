# ruff: noqa: E501 (the tables of declarations read best one row a line)
"""A made-up run in the engine's shape, with all five layers, so that charts can be tested with known numbers.

`lead_time` moves connection and what follows from it; everything else is fixed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from stackdesk.core.layer import Chart, Constraint, Layer
from stackdesk.core.quantity import Block
from stackdesk.core.series import Item, Series
from stackdesk.engine import Next, ReliefRow
from stackdesk.ui.view import View

YEARS = np.arange(2023.0, 2040.01, 0.25)
PRESENT = 2026.75
REGIONS = tuple(
    Item(*words)
    for words in (
        ("us", "United States", "US"),
        ("china", "China", "CN"),
        ("europe", "Europe", "EU"),
        ("east_asia", "East Asia", "EA"),
        ("gulf", "Gulf", "Gulf"),
        ("india", "India", "IN"),
        ("rest", "Rest of the world", "Rest"),
    )
)
SHARES = np.array([0.44, 0.26, 0.11, 0.08, 0.05, 0.03, 0.03])
SOURCES = tuple(Item(key, label) for key, label in (("grid", "Grid"), ("gas", "New gas"), ("solar", "Solar")))
TRADES = (Item("electricians", "Electricians"), Item("plumbers", "Plumbers"))

_ADDRESSES = {
    "infrastructure.running_load": ("GW", "Running load"),
    "infrastructure.ceiling.energy": ("GW", "Energy ceiling"),
    "infrastructure.ceiling.connection": ("GW", "Connection ceiling"),
    "infrastructure.ceiling.shells": ("GW", "Halls ceiling"),
    "infrastructure.ceiling.chips": ("GW", "Chips ceiling"),
    "infrastructure.ceiling.need": ("GW", "Need"),
    "infrastructure.ceiling.models": ("GW", "Models ceiling"),
    "infrastructure.rental_price": ("USD/H100e-h", "Rent"),
    "infrastructure.owning_cost": ("USD/H100e-h", "Owning cost"),
    "chips.in_operation": ("million H100e", "In operation"),
    "chips.idle": ("million H100e", "Idle"),
    "energy.firm_power.grid": ("GW", "Grid firm power"),
    "energy.firm_power.gas": ("GW", "New gas firm power"),
    "energy.firm_power.solar": ("GW", "Solar firm power"),
    "models.training_compute": ("FLOP/yr", "Training"),
    "models.inference_compute": ("FLOP/yr", "Inference"),
    "models.inference_share": ("1", "Inference share"),
    "applications.tokens_delivered": ("tokens/yr", "Tokens delivered"),
    "capital.capex.chips": ("billion USD/yr", "Capex of chips"),
    "capital.capex.energy": ("billion USD/yr", "Capex of energy"),
}
SERIES = {
    address: Series(address, unit, label, f"flows.{address}", f"{label}.")
    for address, (unit, label) in _ADDRESSES.items()
}
_CHARTS = {
    "energy": (Chart("Firm power by source", "GW", ("energy.firm_power.{item}",), stacked=True),),
    "chips": (Chart("Fleet and idle", "million H100e", ("chips.in_operation", "chips.idle"), stacked=True),),
    "infrastructure": (
        Chart("Running load by region", "GW", ("infrastructure.running_load",), stacked=True, by_region=True),
        Chart("Rent and owning cost", "USD/H100e-h", ("infrastructure.rental_price", "infrastructure.owning_cost")),
    ),
    "models": (
        Chart("Training and inference", "FLOP/yr", ("models.training_compute", "models.inference_compute"), stacked=True),
        Chart("Inference share", "1", ("models.inference_share",), by_region=True),
    ),
    "applications": (Chart("Tokens", "tokens/yr", ("applications.tokens_delivered",)),),
    "capital": (Chart("Capital by layer", "bn USD/yr", ("capital.capex.energy", "capital.capex.chips"), stacked=True),),
}  # fmt: skip
_CAUSES = {
    "energy": (("turbines", "gas turbines"), ("build_limit:{source}", "build-out of {source}")),
    "chips": (("packaging", "packaging"),),
    "infrastructure": (("connection", "connection"), ("trade:{trade}", "{trade}")),
    "models": (("capability", "capability"),),
    "applications": (("need", "need"), ("adoption", "adoption")),
    "capital": (("capital", "capital"),),
}


def _layer(number: int, key: str) -> Layer:
    """Make a layer that declares charts, causes and one constraint."""
    constraint = Constraint(f"{key}_limit", f"{key} limit", "limit", f"{key}.rate", step=0.5)
    address = "infrastructure.running_load"
    return Layer(
        key=key, number=number, label=key.capitalize(), headline=address, headline_text="", ceiling=address,
        supplied=("", ""), asked=("", ""), levers=(), parameters=Block, state={}, flows={}, rates={}, series=(),
        constraints=(constraint,), charts=_CHARTS[key], causes=_CAUSES[key],
    )  # fmt: skip


_KEYS = ("energy", "chips", "infrastructure", "models", "applications")
LAYERS = (*(_layer(number, key) for number, key in enumerate(_KEYS, start=1)), _layer(0, "capital"))


@dataclass(frozen=True)
class Stretch:
    """A stretch of time in which one layer binds."""

    start: float
    end: float
    layer: str
    cause: str


@dataclass(frozen=True)
class Relief:
    """Relief of a few constraints."""

    rows: tuple[ReliefRow, ...]
    next: Next | None


RELIEF = Relief(
    (
        ReliefRow("packaging", "packaging", "chips", "limit", 0.04),
        ReliefRow("connection", "connection", "infrastructure", "limit", 0.61, until=1.4),
        ReliefRow("electricians", "electricians", "infrastructure", "limit", 0.17),
        ReliefRow("turbines", "gas turbines", "energy", "limit", 0.09),
        ReliefRow("transformers", "transformers", "infrastructure", "limit", 0.06),
        ReliefRow("memory", "memory", "chips", "limit", 0.02),
        ReliefRow("permits", "land and permits", "infrastructure", "limit", 0.01),
        ReliefRow("energy_limit", "nuclear restarts", "energy", "limit", None, per_step=0.0012),
        ReliefRow("capital", "capital", "capital", "limit", 0.0),
        ReliefRow("connection_ceiling", "connection ceiling", "infrastructure", "ceiling", 0.72),
        ReliefRow("energy_ceiling", "energy ceiling", "energy", "ceiling", 0.11),
        ReliefRow("chips_ceiling", "chips ceiling", "chips", "ceiling", 0.05),
    ),
    Next("energy", "turbines", "gas turbines", 111.8),
)


@dataclass(frozen=True)
class Result:
    """A run: smooth curves that answer to one lever."""

    lead_time: float = 4.0
    years: Any = field(default_factory=lambda: YEARS)
    regions: tuple[str, ...] = tuple(item.key for item in REGIONS)

    @cached_property
    def _world(self) -> dict[str, Any]:
        def grown(top: float, middle: float, speed: float) -> Any:
            return top / (1.0 + np.exp(-(YEARS - middle) * speed))

        since = np.clip((YEARS - PRESENT) / 2.0, 0.0, 1.0)
        eased = 1.0 + ((4.0 / self.lead_time) ** 0.5 - 1.0) * since
        made = {
            "models": 8.0 + grown(420.0, 2031.0, 0.33),
            "need": 6.0 + grown(262.0, 2030.2, 0.44),
            "chips": np.minimum(
                5.0 + grown(330.0, 2031.6, 0.38), 3.4 + 30.0 * np.maximum(YEARS - 2022.9, 0.0)
            ),
            "energy": 9.0 + grown(300.0, 2032.3, 0.36),
            "connection": (5.5 + grown(360.0, 2033.8, 0.34)) * eased,
        }
        made["shells"] = made["connection"] * 1.08
        running = np.minimum.reduce([made[name] for name in ("connection", "chips", "energy", "need")])
        named = {f"infrastructure.ceiling.{name}": line for name, line in made.items()}
        rent = 1.1 + made["need"] / running
        return named | {
            "infrastructure.running_load": running,
            "infrastructure.rental_price": rent,
            "infrastructure.owning_cost": 1.4 + 2.0 * np.exp(-(YEARS - 2023.0) / 4.0),
            "chips.in_operation": running * (0.7 + 0.12 * (YEARS - 2023.0)),
            "chips.idle": made["chips"] - running + 1.0,
            "energy.firm_power.grid": made["energy"] * 0.6,
            "energy.firm_power.gas": made["energy"] * 0.4,
            "energy.firm_power.solar": made["energy"] * 0.2,
            "models.training_compute": running * 3e28,
            "models.inference_compute": running * 6e28,
            "models.inference_share": 0.3 + 0.4 * (YEARS - 2023.0) / 17.0,
            "applications.tokens_delivered": running * 3e17,
            "capital.capex.chips": running * 9.0,
            "capital.capex.energy": running * 1.5,
        }

    @cached_property
    def _lowest(self) -> list[tuple[str, str]]:
        names = ("chips", "connection", "energy", "need")
        words = {
            "chips": ("chips", "packaging"),
            "connection": ("infrastructure", "connection"),
            "energy": ("energy", "turbines"),
            "need": ("applications", "adoption"),
        }
        lines = [self._world[f"infrastructure.ceiling.{name}"] for name in names]
        lowest = [words[names[place]] for place in np.argmin(lines, axis=0)]
        return [
            ("energy", "build_limit:gas") if pair[0] == "energy" and year >= 2036.0 else pair
            for pair, year in zip(lowest, YEARS, strict=True)
        ]

    def get(self, address: str, region: str = "World") -> Any:
        """Give a series of the World or a region."""
        if address.startswith("binding."):
            return np.array([pair[address == "binding.cause"] for pair in self._lowest])
        values = self._world[address]
        return values if region == "World" else values * SHARES[self.regions.index(region)]

    def at(self, address: str, year: float, region: str = "World") -> Any:
        """Give one number, or the word at or before a date."""
        values = self.get(address, region)
        if address.startswith("binding."):
            return str(values[int((year - YEARS[0]) * 4 + 1e-9)])
        return float(np.interp(year, YEARS, values))

    def binding(self, region: str = "World") -> tuple[Stretch, ...]:
        """Merge equal quarters."""
        runs: list[list[Any]] = []
        for year, (layer, cause) in zip(YEARS[:-1].tolist(), self._lowest[:-1], strict=True):
            if runs and runs[-1][2:] == [layer, cause]:
                runs[-1][1] = year + 0.25
            else:
                runs.append([year, year + 0.25, layer, cause])
        return tuple(Stretch(*run) for run in runs)

    def capital_cut(self, region: str = "World") -> Any:
        """Give when the budget cut orders."""
        return (YEARS >= 2028.0) & (YEARS < 2029.5)


BASELINE = Result()


def view(lead_time: float = 4.0, **changes: Any) -> View:
    """Make a view of the World in 2030 against the baseline."""
    chosen: dict[str, Any] = {
        "result": BASELINE if lead_time == 4.0 else Result(lead_time),
        "reference_result": BASELINE,
        "region": "World",
        "year": 2030.0,
        "present": PRESENT,
        "layers": LAYERS,
        "series": SERIES,
        "lists": {"region": REGIONS, "source": SOURCES, "trade": TRADES},
    }
    return View(**(chosen | changes))
