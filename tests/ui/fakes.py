# ruff: noqa: E501 (the table of parameters reads best one row a line)
"""A small make-believe model behind the desk's interface, so that tests of the window are quick and exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from stackdesk.core.errors import LockedError, Problem, ScenarioError, ValueRefusedError
from stackdesk.core.layer import Chart, Constraint, Layer
from stackdesk.core.quantity import Block, Parameter, Quantity
from stackdesk.core.series import Item, Series
from stackdesk.engine import Next, ReliefRow
from stackdesk.scenario import Observation, sources

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
YEARS = np.arange(2023.0, 2040.01, 0.25)
PRESENT = 2026.75


# name, value, low, high, published low, published high, unit, step, label, kind, scale
_ROWS: tuple[tuple[Any, ...], ...] = (
    ("energy.turbine_output", 62, 20, 150, 45, 90, "GW/yr", 1, "Gas turbine output", "assumption", "linear"),
    (
        "energy.on_site_lead",
        1.75,
        0.5,
        5,
        1.2,
        2.6,
        "yr",
        0.05,
        "On-site gas lead time",
        "assumption",
        "linear",
    ),
    ("energy.nuclear_restart", 3, 1, 8, 2, 5, "yr", 0.1, "Nuclear restart lead", "policy", "linear"),
    ("energy.losses", 0.06, 0, 0.3, 0.04, 0.09, "1", 0.005, "Losses", "assumption", "linear"),
    ("energy.headroom", 120, 10, 600, 80, 200, "GW", 5, "Grid headroom", "assumption", "log"),
    ("energy.gas_price", 4.1, 1, 20, 3, 8, "USD/MMBtu", 0.1, "Gas price", "assumption", "log"),
    ("energy.carbon_price", 0, 0, 300, 0, 100, "USD/t", 5, "Carbon price", "policy", "linear"),
    ("energy.reserve", 0.12, 0, 0.5, 0.1, 0.2, "1", 0.01, "Reserve margin", "policy", "linear"),
    (
        "chips.packaging_growth",
        0.42,
        0,
        1.5,
        0.3,
        0.6,
        "1/yr",
        0.01,
        "Packaging growth",
        "assumption",
        "linear",
    ),
    (
        "chips.performance_growth",
        1.42,
        1,
        2.5,
        1.3,
        1.6,
        "x/yr",
        0.01,
        "Performance growth",
        "assumption",
        "linear",
    ),
    ("chips.export_access", 0.85, 0, 1, 0.6, 1, "1", 0.01, "Export access", "policy", "linear"),
    ("chips.memory_growth", 0.35, 0, 1.5, 0.2, 0.5, "1/yr", 0.01, "Memory growth", "assumption", "linear"),
    ("chips.life", 5.0, 2, 12, 4, 7, "yr", 0.1, "Service life", "assumption", "linear"),
    (
        "infrastructure.connection.lead_time",
        4,
        0.25,
        8,
        2,
        7,
        "yr",
        0.05,
        "Connection lead time",
        "policy",
        "linear",
    ),
    (
        "infrastructure.connection.build_limit",
        46,
        5,
        150,
        30,
        70,
        "GW/yr",
        1,
        "Connections built",
        "assumption",
        "linear",
    ),
    (
        "infrastructure.on_site_share",
        0.22,
        0,
        0.8,
        0.1,
        0.35,
        "1",
        0.01,
        "On-site power share",
        "assumption",
        "linear",
    ),
    (
        "infrastructure.hall_lead",
        2.1,
        0.5,
        6,
        1.5,
        3,
        "yr",
        0.05,
        "Hall lead time",
        "assumption",
        "linear",
    ),
    (
        "infrastructure.electricians",
        118,
        20,
        400,
        80,
        160,
        "thousand people/yr",
        1,
        "Electricians entering",
        "assumption",
        "linear",
    ),
    ("infrastructure.pue_mean", 1.2, 1, 2, 1.1, 1.4, "1", 0.01, "PUE", "assumption", "linear"),
    (
        "infrastructure.allocation",
        0.84,
        0.2,
        1,
        0.7,
        0.92,
        "1",
        0.01,
        "Fleet allocated",
        "assumption",
        "linear",
    ),
    ("infrastructure.water", 1.8, 0, 6, 1, 2.5, "L/kWh", 0.1, "Water use of cooling", "assumption", "linear"),
    (
        "models.serving_efficiency",
        2.6,
        1,
        10,
        1.8,
        4,
        "x/yr",
        0.05,
        "Serving efficiency",
        "assumption",
        "log",
    ),
    ("models.open_weight_share", 0.34, 0, 1, 0.2, 0.45, "1", 0.01, "Open-weight share", "policy", "linear"),
    ("models.training_share", 0.33, 0, 1, 0.2, 0.5, "1", 0.01, "Training share", "assumption", "linear"),
    ("models.reasoning_steps", 4, 1, 40, 2, 10, "1", 0.1, "Reasoning steps", "assumption", "log"),
    ("applications.adoption_speed", 1, 0.1, 5, 0.6, 1.8, "x", 0.05, "Adoption speed", "assumption", "log"),
    (
        "applications.tokens_per_task",
        0.38,
        0,
        2,
        0.1,
        0.8,
        "1/yr",
        0.01,
        "Tokens per task",
        "assumption",
        "linear",
    ),
    (
        "applications.elasticity",
        1.1,
        0.2,
        2.5,
        0.8,
        1.5,
        "1",
        0.05,
        "Price elasticity",
        "assumption",
        "linear",
    ),
    ("applications.literacy", 0.4, 0, 1, 0.3, 0.6, "1", 0.01, "AI literacy", "policy", "linear"),
    ("capital.budget_growth", 0.25, -0.5, 1, 0.1, 0.4, "1/yr", 0.01, "Budget growth", "assumption", "linear"),
)
# address, unit, label, total
_SERIES = (
    ("energy.firm_power", "GW", "Firm power", "sum"),
    ("energy.power_asked", "GW", "Power asked for", "sum"),
    ("energy.datacentre_electricity", "TWh/yr", "Electricity, data centres", "sum"),
    ("energy.electricity_use", "TWh/yr", "Electricity, AI", "sum"),
    ("energy.emissions", "MtCO2/yr", "Emissions", "sum"),
    ("energy.price", "USD/MWh", "Power price", "mean"),
    ("chips.in_operation", "million H100e", "Chips in operation", "sum"),
    ("chips.sold", "million H100e", "Chips sold", "sum"),
    ("chips.ordered", "million H100e", "Chips ordered", "sum"),
    ("infrastructure.running_load", "GW", "Running load", "sum"),
    ("infrastructure.ceiling.energy", "GW", "Ceiling of energy", "sum"),
    ("infrastructure.ceiling.connection", "GW", "Ceiling of connections", "sum"),
    ("infrastructure.ceiling.shells", "GW", "Ceiling of halls", "sum"),
    ("infrastructure.ceiling.chips", "GW", "Ceiling of chips", "sum"),
    ("infrastructure.ceiling.models", "GW", "Ceiling of models", "sum"),
    ("infrastructure.ceiling.need", "GW", "Need", "sum"),
    ("infrastructure.rental_price", "USD/H100e-h", "Rent", "mean"),
    ("infrastructure.trades.electricians.available", "thousand people", "Electricians", "sum"),
    ("infrastructure.jobs", "thousand people", "Jobs", "sum"),
    ("models.inference_compute", "FLOP/yr", "Inference compute", "sum"),
    ("models.token_price", "USD/million tokens", "Price of tokens", "mean"),
    ("applications.tokens_delivered", "tokens/yr", "Tokens delivered", "sum"),
    ("applications.tokens_needed", "tokens/yr", "Tokens needed", "sum"),
    ("capital.cumulative", "billion USD", "Capex, cumulative", "sum"),
)


def _layer(
    number: int, key: str, head: tuple[str, str], ceiling: str, up: tuple[str, str], down: tuple[str, str]
) -> Layer:
    """Make a layer's declaration without a room behind it."""
    return Layer(
        key=key,
        number=number,
        label=key.capitalize(),
        headline=head[0],
        headline_text=head[1],
        ceiling=ceiling,
        supplied=up,
        asked=down,
        levers=tuple(row[0] for row in _ROWS if row[0].startswith(key))[:7],
        parameters=Block,
        state={},
        flows={},
        rates={},
        series=tuple(s for s in SERIES.values() if s.layer == key),
        constraints=tuple(
            Constraint(n.split(".", 1)[1].replace(".", "_"), q.label.lower(), "limit", n)
            for n, q in ((p.address, p.quantity) for p in PARAMETERS.values())
            if n.startswith(key)
        )[:3],
        charts=(Chart(f"{head[1]} by region", "GW", (head[0],), stacked=True, by_region=True),),
        causes=(("connection", "connection"), ("packaging", "packaging"), ("turbines", "gas turbines")),
    )


def _parameter(row: tuple[Any, ...]) -> Parameter:
    address, _, low, high, _, _, unit, step, label, kind, scale = row
    regional = address in ("infrastructure.connection.build_limit", "infrastructure.connection.lead_time")
    quantity = Quantity(unit=unit, step=step, kind=kind, label=label, scale=scale, regional=regional)
    return Parameter(
        address,
        tuple(address.split(".")),
        None,
        None,
        quantity,
        float(low),
        float(high),
        f"{label}, as declared.",
    )


PARAMETERS = {row[0]: _parameter(row) for row in _ROWS}
SERIES = {
    address: Series(address, unit, label, f"flows.{address}", f"{label}.", total=total)  # type: ignore[arg-type]
    for address, unit, label, total in _SERIES
}
LAYERS = (
    _layer(1, "energy", ("energy.firm_power", "firm power"), "infrastructure.ceiling.energy",
           ("energy.firm_power", "firm"), ("energy.power_asked", "asked for")),
    _layer(2, "chips", ("chips.in_operation", "in operation"), "infrastructure.ceiling.chips",
           ("chips.sold", "delivered"), ("chips.ordered", "ordered")),
    _layer(3, "infrastructure", ("infrastructure.running_load", "IT load running"), "infrastructure.ceiling.connection",
           ("infrastructure.running_load", "running"), ("infrastructure.ceiling.need", "wanted")),
    _layer(4, "models", ("models.inference_compute", "usable"), "infrastructure.ceiling.models",
           ("applications.tokens_delivered", ""), ("applications.tokens_needed", "needed")),
    _layer(5, "applications", ("applications.tokens_delivered", "delivered"), "infrastructure.ceiling.need",
           ("applications.tokens_delivered", ""), ("applications.tokens_needed", "needed")),
)  # fmt: skip
CAPITAL = _layer(
    0, "capital", ("capital.cumulative", "spent"), "", ("capital.cumulative", ""), ("capital.cumulative", "")
)


@dataclass(frozen=True)
class Source:
    """A published figure."""

    key: str = "E186"
    title: str = "Large-load waits"
    publisher: str = "JLL"
    date: str = "2026-05"
    url: str = "https://example.org/waits"
    confidence: str = "medium"
    note: str = ""
    quantity: str = "wait of large loads"
    unit: str = "years"
    region: str = "US"
    year: str = "2026"
    low: float | None = 2.0
    central: float | None = 4.0
    high: float | None = 7.0


@dataclass(frozen=True)
class Entry:
    """What the reference says of one parameter."""

    low: float
    high: float
    sources: tuple[Source, ...] = (Source(),)
    basis: str = "measured"
    confidence: str = "medium"
    note: str = "Taken at mid-year."

    range_by_region: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def range(self, region: str | None = None) -> tuple[float, float] | None:
        """Give the published range."""
        return self.low, self.high


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Declarations times lists."""

    parameters: Mapping[str, Parameter] = field(default_factory=lambda: PARAMETERS)
    series: Mapping[str, Series] = field(default_factory=lambda: SERIES)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=lambda: {"region": REGIONS})
    layers: tuple[Layer, ...] = (*LAYERS, CAPITAL)

    def parameter(self, address: str) -> Parameter:
        """Give one parameter."""
        return self.parameters[address]

    def of_layer(self, key: str) -> tuple[Parameter, ...]:
        """Give a layer's parameters."""
        return tuple(one for one in self.parameters.values() if one.layer == key)

    def limits(self, parameter: Parameter, region: str | None) -> tuple[float, float]:
        """Give the hard limits."""
        return parameter.low, parameter.high


def _observation(key: str, kind: str, series: str, when: float, value: float, **words: str) -> Observation:
    """Make a published figure with a band of a tenth on either side."""
    source = sources.Source(
        f"S-{key}", f"Figures of {key}", "An agency", "2026-01", f"https://example.org/{key}"
    )
    region, why = words.get("region", "World"), words.get("why", "")
    low, high = 0.9 * value, 1.1 * value
    return Observation(key, kind, series, region, when, value, low, high, (source,), "As measured.", why)


OBSERVATIONS = (
    _observation("load", "history", "infrastructure.running_load", 2025.5, 32.5),
    _observation(
        "us", "history", "infrastructure.running_load", 2025.5, 5.0, region="us", why="Counted late."
    ),
    _observation("sold", "history", "chips.sold", 2025.99, 10.0),
    _observation("rent", "projection", "infrastructure.rental_price", 2030.0, 2.0),
    _observation("use", "context", "energy.electricity_use", 2026.0, 300.0),
)


@dataclass(frozen=True, eq=False)
class Reference:
    """The defaults."""

    version: str = "2026.1"
    present: float = PRESENT
    start: float = 2023.0
    end: float = 2040.0
    catalogue: Catalogue = field(default_factory=Catalogue)
    observations: tuple[Observation, ...] = field(default_factory=lambda: OBSERVATIONS)

    def value(self, address: str, region: str | None = None) -> float:
        """Give a default."""
        return float(next(row[1] for row in _ROWS if row[0] == address))

    def entry(self, address: str) -> Entry:
        """Give what is published."""
        row = next(row for row in _ROWS if row[0] == address)
        return Entry(float(row[4]), float(row[5]))


REFERENCE = Reference()


@dataclass(frozen=True)
class Scenario:
    """What the user changed."""

    reference: Reference = REFERENCE
    title: str = ""
    author: str = ""
    description: str = ""
    present: float = PRESENT
    values: Mapping[str, Any] = field(default_factory=dict)
    regional: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    uncertainty: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Any, ...] = ()
    model_version: str = ""

    def with_value(self, address: str, value: float, region: str | None = None) -> Scenario:
        """Give a copy with one value set."""
        parameter = PARAMETERS[address]
        if not parameter.low <= value <= parameter.high:
            raise ValueRefusedError(f"{address}: allowed {parameter.low:g} to {parameter.high:g}")
        if region is not None:
            return replace(self, regional={**self.regional, (region, address): value})
        return replace(self, values={**self.values, address: value})

    def changes(self) -> list[tuple[str, str | None]]:
        """List what was changed."""
        return [*((a, None) for a in self.values), *((a, region) for region, a in self.regional)]

    def without(self, address: str, region: str | None = None) -> Scenario:
        """Give a copy in which one value follows the reference again."""
        if region is not None:
            return replace(self, regional={k: v for k, v in self.regional.items() if k != (region, address)})
        return replace(self, values={k: v for k, v in self.values.items() if k != address})

    def with_reason(self, address: str, text: str) -> Scenario:
        """Give a copy with a reason."""
        return replace(self, reasons={**self.reasons, address: text})

    def changed(self, address: str, region: str | None = None) -> bool:
        """Say whether a value differs from the reference."""
        if address in self.values:
            return True
        return any(key == address and region in (None, where) for where, key in self.regional)

    @property
    def edits_history(self) -> bool:
        """Never, here."""
        return False

    def effective(self, address: str, region: str | None = None) -> float:
        """Give what holds."""
        value = self.regional.get((region, address)) if region else None
        value = self.values.get(address) if value is None else value
        return float(REFERENCE.value(address) if value is None else value)

    def at(self, address: str, year: float, region: str | None = None) -> float:
        """Give what holds in a year."""
        return self.effective(address, region)


@dataclass(frozen=True)
class Stretch:
    """A stretch of time in which one layer binds."""

    start: float
    end: float
    layer: str
    cause: str


@dataclass(frozen=True)
class Result:
    """A run: smooth curves that answer to the levers."""

    scenario: Scenario
    engine: str = "compiled"
    model_version: str = "1.0"
    seconds: float = 0.004
    years: Any = field(default_factory=lambda: YEARS)
    regions: tuple[str, ...] = tuple(item.key for item in REGIONS)

    def _ratio(self, address: str) -> float:
        reference = REFERENCE.value(address)
        return self.scenario.effective(address) / reference if reference else 1.0

    def _from_present(self, factor: float) -> Any:
        return 1.0 + (factor - 1.0) * np.clip((YEARS - PRESENT) / 2.0, 0.0, 1.0)

    @cached_property
    def ceilings(self) -> dict[str, Any]:
        """Give the World's ceilings in GW."""

        def grown(top: float, middle: float, speed: float) -> Any:
            return top / (1.0 + np.exp(-(YEARS - middle) * speed))

        lead = self._from_present(self._ratio("infrastructure.connection.lead_time") ** -0.45)
        return {
            "models": grown(430, 2031.3, 0.34),
            "connection": grown(330, 2032.6, 0.35)
            * lead
            * self._from_present(self._ratio("infrastructure.connection.build_limit") ** 0.3),
            "chips": grown(340, 2031.6, 0.36)
            * self._from_present(self._ratio("chips.packaging_growth") ** 0.4),
            "energy": grown(310, 2031.9, 0.33)
            * self._from_present(self._ratio("energy.turbine_output") ** 0.3),
            "need": grown(300, 2030.3, 0.42)
            * self._from_present(self._ratio("applications.adoption_speed") ** 0.4),
        }

    @cached_property
    def _world(self) -> dict[str, Any]:
        c = self.ceilings
        running = np.minimum.reduce([c["connection"], c["chips"], c["energy"], c["need"]])
        made = {f"infrastructure.ceiling.{name}": curve for name, curve in c.items()}
        made["infrastructure.ceiling.shells"] = c["connection"] * 1.1
        made["infrastructure.running_load"] = running
        made["energy.firm_power"] = c["energy"] * 1.2
        made["energy.power_asked"] = c["need"] * 1.2
        made["energy.datacentre_electricity"] = running * 6.1 + 400
        made["energy.electricity_use"] = running * 6.1
        made["energy.emissions"] = running * 2.2
        made["energy.price"] = 60 + 0.05 * running
        made["chips.in_operation"] = running * 2.4
        made["chips.sold"] = c["chips"] * 2.5
        made["chips.ordered"] = c["need"] * 2.6
        made["infrastructure.rental_price"] = 2.0 * c["need"] / running
        made["infrastructure.trades.electricians.available"] = 300 + 8 * running
        made["infrastructure.jobs"] = 600 + 18 * running
        made["models.inference_compute"] = running * 6e28
        made["models.token_price"] = 0.3 * c["need"] / running
        made["applications.tokens_delivered"] = running * 3e17
        made["applications.tokens_needed"] = c["need"] * 3e17
        made["capital.cumulative"] = np.cumsum(running) * 5
        return made

    @cached_property
    def lowest(self) -> list[tuple[str, str]]:
        """Give layer and cause for each quarter."""
        names = ("connection", "chips", "energy", "need")
        words = {
            "connection": ("infrastructure", "connection"),
            "chips": ("chips", "packaging"),
            "energy": ("energy", "turbines"),
            "need": ("applications", "need"),
        }
        lowest = np.argmin([self.ceilings[n] for n in names], axis=0)
        return [words[names[i]] for i in lowest]

    def world(self, address: str) -> Any:
        """Give a series of the World."""
        if address.startswith("binding."):
            return np.array([pair[address == "binding.cause"] for pair in self.lowest])
        return self._world[address]

    def region(self, address: str, region: str) -> Any:
        """Give a series of a region."""
        values = self.world(address)
        if address.startswith("binding.") or SERIES[address].total != "sum":
            return values
        return values * SHARES[self.regions.index(region)]

    def get(self, address: str, region: str) -> Any:
        """Give a series of the World or a region."""
        return self.world(address) if region == "World" else self.region(address, region)

    def __getitem__(self, address: str) -> Any:
        return np.column_stack([self.region(address, region) for region in self.regions])

    def at(self, address: str, year: float, region: str = "World") -> Any:
        """Give one number, or the word at or before a date."""
        values = self.get(address, region)
        if address.startswith("binding."):
            return str(values[max(int((year - YEARS[0]) * 4 + 1e-9), 0)])
        return float(np.interp(year, YEARS, values))

    def binding(self, region: str) -> tuple[Stretch, ...]:
        """Merge equal quarters."""
        runs: list[Stretch] = []
        for year, (layer, cause) in zip(YEARS, self.lowest, strict=True):
            if runs and (runs[-1].layer, runs[-1].cause) == (layer, cause):
                runs[-1] = replace(runs[-1], end=float(year) + 0.25)
            else:
                runs.append(Stretch(float(year), float(year) + 0.25, layer, cause))
        return tuple(runs)

    def capital_cut(self, region: str) -> Any:
        """Give when the budget cut orders."""
        return (YEARS > 2028) & (YEARS < 2029.5)


class Runner:
    """A runner that is compiled at once, or when told so."""

    def __init__(self) -> None:
        self.ready = True

    def prepared(self, scenario: Scenario) -> None:
        """Nothing to prepare."""

    def compiled_ready(self) -> bool:
        """Say whether it is compiled."""
        return self.ready

    def run(self, scenario: Scenario) -> Result:
        """Run beside the window."""
        return Result(scenario, engine="plain")


@dataclass(frozen=True)
class Relief:
    """All of them."""

    rows: tuple[ReliefRow, ...]
    next: Next | None


def relief(scenario: Scenario, year: float, region: str = "World", cancelled: Any = None) -> Relief:
    """Make relief up."""
    ratio = scenario.effective("infrastructure.connection.lead_time") / 4.0
    rows = (
        ReliefRow("connection", "connection", "infrastructure", "ceiling", 0.61 * ratio, until=1.3),
        ReliefRow("electricians", "electricians", "infrastructure", "limit", 0.17),
        ReliefRow("turbines", "gas turbines", "energy", "limit", 0.09),
        ReliefRow("transformers", "transformers", "infrastructure", "limit", 0.06),
        ReliefRow("packaging", "packaging", "chips", "limit", 0.04),
        ReliefRow("memory", "memory", "chips", "limit", 0.02),
        ReliefRow("land", "land and permits", "infrastructure", "limit", 0.01),
        ReliefRow("capital", "capital", "capital", "limit", 0.0),
    )
    return Relief(rows, Next("energy", "turbines", "energy, gas turbines", 111.8))


class Sheet:
    """The one sheet of the make-believe desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.key = 1
        self.against: Sheet | None = None
        self.child_of: Sheet | None = None
        self.parent: Path | None = None
        self.changed_outside = False
        self.stamp = ""

    def __getattr__(self, name: str) -> Any:
        """Ask the desk: what is on it is on its sheet."""
        return getattr(self._desk, name)

    @property
    def untouched(self) -> bool:
        """Whether nothing was done with it."""
        return self._desk.path is None and not self._desk.can_undo


class Desk:
    """The desk's interface over the make-believe model; runs at once."""

    def __init__(self) -> None:
        self.scenario = Scenario()
        self.path: Path | None = None
        self.opened_version = ""
        self._region = "World"
        self._year = 2030.0
        self.warnings: tuple[Problem, ...] = ()
        self.reference_result: Result | None = Result(Scenario())
        self.result: Result | None = Result(Scenario())
        self.dragging: str | None = None
        self.locked: frozenset[str] = frozenset()
        self.computed = 0
        self._past: list[Scenario] = []
        self._future: list[Scenario] = []
        self._before = self.scenario
        self._saved = self.scenario
        self._last: str | None = None
        self._listeners: list[Callable[[str], None]] = []
        self.sheet = Sheet(self)
        self.sheets: tuple[Sheet, ...] = (self.sheet,)
        self.against: Sheet | None = None
        self.playing = False

    @property
    def against_result(self) -> Result | None:
        """Give what changes are told from."""
        return self.reference_result

    def turn_to(self, sheet: Sheet) -> None:
        """Stay: there is one sheet."""

    def sheet_of(self, path: Path) -> Sheet | None:
        """Give the sheet of a file that is open."""
        return self.sheet if self.path == path else None

    def close(self, sheet: Sheet | None = None) -> None:
        """Put a new scenario in the place of the one sheet."""
        self.new()

    def on_change(self, listener: Callable[[str], None]) -> None:
        """Register a listener."""
        self._listeners.append(listener)

    @property
    def region(self) -> str:
        """The region in view."""
        return self._region

    @region.setter
    def region(self, region: str) -> None:
        self._region = region
        self._tell("view")

    @property
    def year(self) -> float:
        """The cursor."""
        return self._year

    @year.setter
    def year(self, year: float) -> None:
        self._year = year
        self._tell("view")

    def _tell(self, *kinds: str) -> None:
        for kind in kinds:
            for listener in self._listeners:
                listener(kind)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._future)

    @property
    def undo_text(self) -> str:
        """Name what undo takes back."""
        return "Connection lead time" if self._past else ""

    @property
    def redo_text(self) -> str:
        """Name what redo brings back."""
        return "Connection lead time" if self._future else ""

    @property
    def unsaved(self) -> bool:
        """Whether something is not saved."""
        return self.scenario != self._saved

    @property
    def stale(self) -> bool:
        """Whether the result is older than the scenario."""
        return self.result is None or self.result.scenario is not self.scenario

    def compute(self) -> bool:
        """Run now."""
        if not self.stale:
            return False
        self.result = Result(self.scenario)
        self.computed += 1
        self._tell("result")
        return True

    @property
    def wanted(self) -> Scenario | None:
        """Give what to run next."""
        return self.scenario if self.stale else None

    def take(self, result: Result) -> None:
        """Accept a result from beside the window."""
        self.result = result
        self._tell("result")

    def _where(self) -> str | None:
        return None if self.region == "World" else self.region

    def _show(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._tell("scenario", "document")

    def _enter(self, before: Scenario, name: str | None = None) -> None:
        if before == self.scenario or (name is not None and name == self._last):
            return
        self._past.append(before)
        self._future.clear()
        self._last = name

    def lock(self, address: str, locked: bool = True, region: str | None = None) -> None:
        """Lock a parameter, or let it go."""
        self.locked = self.locked | {address} if locked else self.locked - {address}
        self._tell("view")

    def _guard(self, address: str) -> None:
        if address in self.locked:
            raise LockedError(f"{address}: locked")

    def begin(self, address: str, region: str | None = None) -> None:
        """Start a drag."""
        self._guard(address)
        self.dragging, self._before, self._last = address, self.scenario, None

    def preview(self, address: str, value: float, kept: frozenset[str] = frozenset()) -> None:
        """Move within a drag."""
        self._show(self.scenario.with_value(address, value, self._where()))

    def end(self) -> None:
        """Finish a drag as one entry."""
        self.dragging = None
        self._enter(self._before)
        self._tell("scenario", "document")

    def cancel(self) -> None:
        """Take the drag back."""
        self.dragging = None
        self._show(self._before)

    def nudge(
        self, address: str, value: float, region: str | None = None, kept: frozenset[str] = frozenset()
    ) -> None:
        """Step; steps of one address share an entry."""
        self._guard(address)
        before = self.scenario
        self.scenario = before.with_value(address, value, self._where())
        self._enter(before, address)
        self._tell("scenario", "document")

    def set_value(self, address: str, value: float, region: str | None = None) -> None:
        """Set as an entry of its own."""
        before = self.scenario
        self.scenario = before.with_value(address, value, region)
        self._enter(before)
        self._tell("scenario", "document")

    def reset(self, address: str, region: str | None = None) -> None:
        """Follow the reference again."""
        self._guard(address)
        before = self.scenario
        self.scenario = before.without(address, self._where())
        self._enter(before)
        self._tell("scenario", "document")

    def set_reason(self, address: str, text: str) -> None:
        """Say why."""
        before = self.scenario
        self.scenario = before.with_reason(address, text)
        self._enter(before)
        self._tell("scenario", "document")

    def undo(self) -> None:
        """Go back."""
        self._future.append(self.scenario)
        self._last = None
        self._show(self._past.pop())

    def redo(self) -> None:
        """Go forward."""
        self._past.append(self.scenario)
        self._show(self._future.pop())

    def new(self) -> None:
        """Start afresh."""
        self.path = None
        self._past, self._future = [], []
        self._saved = Scenario()
        self._show(self._saved)

    def open(self, path: Path) -> None:
        """Open a file; only its name matters here."""
        if not Path(path).exists():
            raise ScenarioError([Problem("no such file", file=str(path), line=0)])
        self.path = Path(path)
        self._past, self._future = [], []
        self._saved = Scenario(title=self.path.stem, model_version=self.opened_version)
        self._show(self._saved)

    def save(self, path: Path | None = None) -> None:
        """Write something."""
        self.path = Path(path) if path else self.path
        assert self.path is not None
        self.path.write_text("schema = 1\n", encoding="utf-8")
        self._saved = self.scenario
        self._tell("document")
