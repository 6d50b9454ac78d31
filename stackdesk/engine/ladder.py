"""The relief ladder: the smallest single moves that free what binds, in physical units, rung by rung.

A move eases one constraint from the present on: by a factor, or by steps where it stands at nothing. It
frees what binds when something binds at the date that has not bound on any rung so far, and the outcome
has not fallen. The smallest move is applied with a little to spare, and the next rung asks the same of
what binds then.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from stackdesk.core.layer import Constraint
from stackdesk.engine.probe import Probe
from stackdesk.engine.records import ROOMS
from stackdesk.engine.relief import OUTCOME
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Event, Scenario

FACTORS = (1.02, 1.05, 1.1, 1.2, 1.35, 1.6, 2.0, 2.7, 4.0, 8.0)
"""How far constraints are eased, one after another, when the smallest move is sought."""

MOVES = 3
"""Moves told for each family of constraints."""

SPARE = 1.05
"""What an applied move is eased further by, so that the next rung does not stand on the edge of this one."""

_HALVINGS = 8
_KEPT = 0.999
_STEPS = 10.0
"""Steps that a constraint of nothing is eased by where others are doubled."""

Cancelled = Callable[[], bool]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Bound:
    """What binds at a date, and from when to when without a break (decimal years)."""

    layer: str
    cause: str
    label: str
    start: float
    end: float


@dataclass(frozen=True)
class Amount:
    """A physical size: number, unit, and what it is of."""

    number: float
    unit: str
    of: str


@dataclass(frozen=True)
class Move:
    """One constraint eased from the present on, just far enough that something else binds.

    `before` and `after` are the parameter at the date, in `unit`; `family` is "ceiling" (what stands) or
    "limit" (what builds it). `amount` is the move in physical units; `cost` what that takes where a unit
    cost with a source is declared. `outcome` and `running` (GW) are those of the World or region with the
    move, and `then` what binds with it. `event` is the move as it stands in a scenario; `scenario` is the
    one that the next rung stands on: eased a little further, unless that frees nothing.
    """

    constraint: str
    label: str
    layer: str
    family: str
    address: str
    region: str | None
    unit: str
    before: float
    after: float
    factor: float
    amount: Amount
    cost: Amount | None
    outcome: float
    running: float
    then: Bound
    event: Event
    scenario: Scenario


@dataclass(frozen=True)
class Rung:
    """What binds, the smallest moves that free it (limits first), and the one the next rung stands on."""

    bound: Bound
    outcome: float
    running: float
    moves: tuple[Move, ...]

    @property
    def applied(self) -> Move | None:
        """The smallest move of a limit, else of a ceiling; None where nothing frees it."""
        return self.moves[0] if self.moves else None


@dataclass(frozen=True)
class Ladder:
    """The rungs at one date and region; `reason` says why there are none."""

    scenario: Scenario
    year: float
    region: str
    rungs: tuple[Rung, ...]
    reason: str = ""


def ladder(
    scenario: Scenario,
    year: float,
    region: str = WORLD,
    rungs: int = 3,
    *,
    locked: Collection[str] = (),
    runner: Runner | None = None,
    cancelled: Cancelled = lambda: False,
    progress: Progress = lambda share: None,
) -> Ladder | None:
    """Find the moves that free what binds, and what binds then; None when cancelled.

    Args:
        scenario: Where the ladder stands.
        year, region: The date; a region's key, or the World.
        rungs: How many times to free what binds, at most.
        locked: Addresses of parameters that stay.
        runner: What runs, if there is one.
        cancelled, progress: Asked before every round of runs; told the share that is done, 0 to 1.

    Raises:
        AddressError: no such region.
    """
    scenario.catalogue.region(region)
    if year <= scenario.present:
        reason = f"{year:g} is not after the present, {scenario.present:g}: moves act from then on"
        return Ladder(scenario, year, region, (), reason)
    runner = runner or Runner()
    found: list[Rung] = []
    at: Scenario | None = scenario
    while at is not None and len(found) < rungs:
        seen = {(rung.bound.layer, rung.bound.cause) for rung in found}
        climb = _Climb(runner, at, year, region, locked, seen)
        rung = climb.rung(cancelled, _part_of(progress, len(found), rungs))
        if rung is None:
            return None
        found.append(rung)
        at = rung.applied.scenario if rung.applied is not None else None
    return Ladder(scenario, year, region, tuple(found))


def _part_of(progress: Progress, done: int, rungs: int) -> Progress:
    """Give what tells the progress of one rung as a part of all of them."""
    return lambda share: progress((done + share) / rungs)


class _Climb:
    """The runs behind one rung."""

    def __init__(
        self,
        runner: Runner,
        scenario: Scenario,
        year: float,
        region: str,
        locked: Collection[str],
        seen: Collection[tuple[str, str]],
    ) -> None:
        self.scenario, self.year, self.region = scenario, year, region
        self.probe = Probe(scenario, year, runner)
        self.far = Probe(scenario, scenario.reference.end, runner)
        self.base = self.far.base
        self.seen = {*seen, self._binds(self.base)}
        self.outcome = self._of(OUTCOME, self.base)
        constraints = [(room.key, one) for room in ROOMS for one in room.constraints]
        self.tried = [_Eased(self, layer, one) for layer, one in constraints if one.eases not in locked]

    def rung(self, cancelled: Cancelled, progress: Progress) -> Rung | None:
        """Ease every constraint a little further at a time until enough of them free what binds."""
        found: list[_Eased] = []
        for step, factor in enumerate(FACTORS):
            progress(step / len(FACTORS))
            for one in self.tried:
                if cancelled():
                    return None
                if one not in found and one.frees(factor):
                    found.append(one)
            if sum(one.constraint.family == "limit" for one in found) >= MOVES:
                break
        found.sort(key=lambda one: one.least)
        moves = []
        for family in ("limit", "ceiling"):
            moves += [one.move() for one in found if one.constraint.family == family][:MOVES]
        running = self._of("infrastructure.running_load", self.base)
        return Rung(self._bound(self.base), self.outcome, running, tuple(moves))

    def freed(self, result: Result) -> bool:
        """Tell whether something new binds at the date, and the outcome has not fallen."""
        return self._binds(result) not in self.seen and self._of(OUTCOME, result) >= self.outcome * _KEPT

    def _binds(self, result: Result) -> tuple[str, str]:
        return (
            str(result.at("binding.layer", self.year, self.region)),
            str(result.at("binding.cause", self.year, self.region)),
        )

    def _bound(self, result: Result) -> Bound:
        """Give what binds at the date and its stretch of time."""
        layer, cause = self._binds(result)
        here = [one for one in result.binding(self.region) if one.start <= self.year + 1e-9]
        start, end = (here[-1].start, here[-1].end) if here else (self.year, self.year)
        return Bound(layer, cause, result.cause_label(layer, cause), start, end)

    def _of(self, series: str, result: Result) -> float:
        return float(result.at(series, self.year, self.region))


class _Eased:
    """One constraint on its way to where it frees what binds."""

    def __init__(self, climb: _Climb, layer: str, constraint: Constraint) -> None:
        self.climb, self.layer, self.constraint = climb, layer, constraint
        self.parameter = climb.scenario.catalogue.parameter(constraint.eases)
        regional = self.parameter.quantity.regional and climb.region != WORLD
        self.region = climb.region if regional else None
        self.before = self._at(climb.scenario)
        self.least = 1.0
        self._last, self._stuck = self.before, False

    def frees(self, factor: float) -> bool:
        """Tell whether easing by a factor frees what binds; `least` is then narrowed down."""
        eased = self.scenario(factor)
        value = self._at(eased)
        if self._stuck or value == self._last:
            self._stuck = True  # at its hard limit
            return False
        self._last = value
        if not self.climb.freed(self.climb.probe.run(eased)):
            self.least = factor
            return False
        low, high = self.least, factor
        for _ in range(_HALVINGS):
            middle = math.sqrt(low * high)
            freed = self.climb.freed(self.climb.probe.run(self.scenario(middle)))
            low, high = (low, middle) if freed else (middle, high)
        self.least = high
        return True

    def scenario(self, factor: float) -> Scenario:
        """Give the scenario with the constraint eased from the present on, by an event."""
        start = self.climb.scenario
        return replace(start, events=(*start.events, self.event(factor)))

    def event(self, factor: float) -> Event:
        """Give the event that eases the constraint by a factor."""
        start = self.climb.scenario
        event = Event(start.present, self.constraint.eases, f"Eased: {self.constraint.label}", self.region)
        if self.before == 0.0 and self.constraint.step:
            return replace(event, add=self.constraint.step * _STEPS * (factor - 1.0))
        return replace(event, multiply=1.0 / factor if self.constraint.inverse else factor)

    def move(self) -> Move:
        """Tell the move that frees what binds."""
        climb, scenario, spare = self.climb, self.scenario(self.least), self.scenario(self.least * SPARE)
        result = climb.far.run(scenario)
        after = self._at(scenario)
        amount = self._amount(after)
        return Move(
            constraint=self.constraint.name,
            label=self.constraint.label,
            layer=self.layer,
            family=self.constraint.family,
            address=self.constraint.eases,
            region=self.region,
            unit=self.parameter.quantity.unit,
            before=self.before,
            after=after,
            factor=self.least,
            amount=amount,
            cost=self._cost(amount),
            outcome=climb._of(OUTCOME, result),
            running=climb._of("infrastructure.running_load", result),
            then=climb._bound(result),
            event=self.event(self.least),
            scenario=spare if climb.freed(climb.probe.run(spare)) else scenario,
        )

    def _at(self, scenario: Scenario) -> float:
        return scenario.at(self.constraint.eases, self.climb.year, self.region)

    def _amount(self, after: float) -> Amount:
        """Give the size of the move: of what the easing multiplies where that has a series, else its own."""
        series = self._multiplied()
        if not series:
            return Amount(after - self.before, self.parameter.quantity.unit, self.parameter.label)
        level = sum(self.climb._of(address, self.climb.base) for address in series)
        declared = self.climb.base.catalogue.series[series[0]]
        label = declared.label if len(series) == 1 else self.constraint.label.capitalize()
        return Amount(level * (after / self.before - 1.0), declared.unit, label)

    def _multiplied(self) -> Sequence[str]:
        """Name the series that a pure factor of easing stands for; none where the parameter has a unit."""
        if not self.parameter.quantity.hidden and self.parameter.quantity.unit != "x":
            return ()
        known, name = self.climb.base.catalogue.series, self.constraint.name
        if name == "trades":
            trades = [one.key for one in self.climb.base.catalogue.lists["trade"]]
            return [f"infrastructure.trades.{key}.available" for key in trades]
        ceiling = f"infrastructure.ceiling.{name.removesuffix('_ceiling')}"
        capacity = f"{self.layer}.{name}_capacity"
        return [one for one in (ceiling, capacity) if one in known][:1]

    def _cost(self, amount: Amount) -> Amount | None:
        """Give what a move takes in money, where halls' or a plant's unit cost has a source."""
        name, where = self.constraint.name, self.climb.region
        if name == "shells_ceiling":
            address, unit, scale = "infrastructure.shells.cost", "billion USD", 1.0
        elif name.startswith("build_limit:"):  # GW/yr times USD/kW is million USD/yr
            address = f"energy.sources.{name.removeprefix('build_limit:')}.capital_cost"
            unit, scale = "billion USD/yr", 1e-3
        else:
            return None
        scenario = self.climb.scenario
        if not scenario.reference.entry(address).sources:
            return None
        regional = scenario.catalogue.parameter(address).quantity.regional
        unit_cost = scenario.at(address, self.climb.year, where if regional else None)
        return Amount(amount.number * unit_cost * scale, unit, scenario.catalogue.parameter(address).label)
