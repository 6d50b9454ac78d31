"""Drag the result: which value of a lever makes a series reach a target at a date.

A lever is scanned over its reach from the present on and the target narrowed down in each bracket, so a
response that is not monotone gives several solutions. Where the target cannot be reached, the nearest
that can be is given with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from stackdesk.core.errors import ValueRefusedError
from stackdesk.engine.probe import Probe
from stackdesk.engine.reach import Reach
from stackdesk.engine.result import TEXTS, Result
from stackdesk.engine.roots import NEAR, Point, Search, search
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.shares import lock_key, with_move

Within = Literal["allowed", "published"]
Cancelled = Callable[[], bool]
Progress = Callable[[float], None]

SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.7, 3.0, 5.0, 10.0, 30.0, 100.0)
"""How far levers are moved one after another when the smallest move is sought, in shares of their range."""

_FLAT = 1e-9


class Runs(Protocol):
    """What runs scenarios: a probe."""

    base: Result

    def run(self, scenario: Scenario) -> Result:
        """Run one."""


@dataclass(frozen=True)
class Target:
    """What a series shall be at a date (decimal year) in a region, in the series' unit."""

    series: str
    year: float
    value: float
    region: str = WORLD


@dataclass(frozen=True)
class Move:
    """One lever set to a value from the present on, and what the target's series then reaches.

    `now` is where the lever stands. `share` is the size of the move as a share of its published range
    (half to double where nothing is published); `outside` says that the value is not in that range.
    """

    lever: str
    region: str | None
    now: float
    value: float
    reached: float
    share: float
    outside: bool = False


@dataclass(frozen=True)
class Solution:
    """What came of one lever: its solutions, smallest move first, or the nearest and why there is none.

    `before` is the series as it stands. `reason` is empty where there is a solution.
    """

    target: Target
    lever: str
    region: str | None
    before: float
    moves: tuple[Move, ...]
    nearest: Move
    reason: str = ""

    @property
    def best(self) -> Move:
        """The smallest move that reaches the target, else the one that comes nearest."""
        return self.moves[0] if self.moves else self.nearest


@dataclass(frozen=True)
class Proposals:
    """The smallest moves of single levers that reach a target; fewer where fewer do, and then why."""

    target: Target
    before: float
    moves: tuple[Move, ...]
    nearest: Move | None
    reason: str = ""


def solve(
    scenario: Scenario,
    target: Target,
    lever: str,
    region: str | None = None,
    *,
    within: Within = "allowed",
    locked: Collection[str] = (),
    probe: Runs | None = None,
) -> Solution:
    """Find the values of a lever at which a series reaches a target.

    Args:
        scenario: What is dragged.
        target: What to reach.
        lever: The parameter that gives; a path is replaced by one value from the present on.
        region: Where it gives, None for the World. A region's own value in the scenario stays as it is
            when the World's gives.
        within: Where to look: between the hard limits, or in the published range.
        locked: What may not move: addresses, or `address@region` for one region's share of a whole.
        probe: What runs, if there is one for this scenario up to the target's year.

    Raises:
        AddressError: no such series, parameter or region.
        ValueRefusedError: the target is no number.
    """
    return Solver(scenario, target, probe, locked).one(lever, region, within=within)


def propose(
    scenario: Scenario,
    target: Target,
    levers: Sequence[str] = (),
    region: str | None = None,
    *,
    locked: Collection[str] = (),
    count: int = 3,
    probe: Runs | None = None,
    cancelled: Cancelled = lambda: False,
    progress: Progress = lambda share: None,
) -> Proposals | None:
    """Find the smallest moves of single levers that reach a target; None when cancelled on the way.

    Args:
        scenario: What is dragged.
        target: What to reach.
        levers: Which may give; every layer's levers if left out.
        region: Where those give that differ by region, None for the World.
        locked: Addresses that may not give.
        count: How many moves to look for.
        probe: What runs, if there is one for this scenario up to the target's year.
        cancelled: Asked before each run.
        progress: Told how much of the way out has been walked, 0 to 1.

    Raises:
        AddressError: no such series, parameter or region.
        ValueRefusedError: the target is no number.
    """
    chosen = levers or all_levers(scenario)
    free = [lever for lever in chosen if lever not in locked]
    return Solver(scenario, target, probe, locked).smallest(free, region, count, cancelled, progress)


def all_levers(scenario: Scenario) -> list[str]:
    """List the levers of every layer, and of capital."""
    parameters = scenario.catalogue.parameters
    return [lever for room in scenario.catalogue.layers for lever in room.levers if lever in parameters]


class Solver:
    """The runs behind the search for one target; what is locked stays, as a share of a moved whole too."""

    def __init__(
        self,
        scenario: Scenario,
        target: Target,
        probe: Runs | None = None,
        locked: Collection[str] = (),
    ) -> None:
        if target.series in TEXTS or not math.isfinite(target.value):
            raise ValueRefusedError(f"{target.series}: a target is a finite number of a series of numbers")
        scenario.catalogue.region(target.region)
        self.scenario, self.target, self.locked = scenario, target, locked
        self.probe: Runs = probe or Probe(scenario, target.year)
        self.before = self._of(self.probe.base)

    def one(self, lever: str, region: str | None, *, within: Within = "allowed") -> Solution:
        """Look for the values of one lever."""
        region = self.place(lever, region)
        reach = Reach.of(self.scenario, lever, region)
        refused = self._refused(lever, region)
        if refused:
            still = Move(lever, region, reach.now, reach.now, self.before, 0.0)
            return Solution(self.target, lever, region, self.before, (), still, refused)
        values = reach.scan(published_only=within == "published")
        found = search(lambda value: self.reached(lever, region, value), values, self.target.value)
        moves = [self._move(lever, region, reach, point) for point in found.solutions]
        moves.sort(key=lambda move: abs(move.share))
        closest = found.nearest or (reach.now, math.nan)
        nearest = self._move(lever, region, reach, closest)
        reason = "" if moves else self._why(lever, region, found)
        return Solution(self.target, lever, region, self.before, tuple(moves), nearest, reason)

    def smallest(
        self,
        levers: Sequence[str],
        region: str | None,
        count: int,
        cancelled: Cancelled,
        progress: Progress,
    ) -> Proposals | None:
        """Move every lever a little further at a time until enough of them reach the target.

        The moves are those of least share; equal ones stand in the order of the levers, since the
        parameters declare no cost of a unit of theirs that could decide.
        """
        target = self.target
        if target.year <= self.scenario.present:
            return Proposals(target, self.before, (), None, self._refused("", None))
        outward = [_Outward(self, lever, self.place(lever, region)) for lever in levers]
        shares = (0.0, *SHARES)
        for step, share in enumerate(shares):
            progress(step / len(shares))
            for one in outward:
                if cancelled():
                    return None
                one.step(share)
            if sum(one.found is not None for one in outward) >= count:
                break
        moves = sorted((one.found for one in outward if one.found), key=lambda move: abs(move.share))
        seen = [one.nearest for one in outward if one.nearest]
        nearest = min(seen, key=lambda move: abs(move.reached - target.value), default=None)
        return Proposals(target, self.before, tuple(moves[:count]), nearest, self._none(moves, nearest))

    def place(self, lever: str, region: str | None) -> str | None:
        """Give where a lever is moved: a region where it differs by region, else the World.

        Raises:
            AddressError: no such parameter or region.
        """
        regional = self.scenario.catalogue.parameter(lever).quantity.regional
        return self.scenario.catalogue.region(region) if regional else None

    def reached(self, lever: str, region: str | None, value: float) -> float:
        """Give what the series is with a lever at a value."""
        return self._of(self._run(lever, region, value))

    def _run(self, lever: str, region: str | None, value: float) -> Result:
        return self.probe.run(with_move(self.scenario, lever, value, region, self.locked))

    def _of(self, result: Result) -> float:
        return float(result.at(self.target.series, self.target.year, self.target.region))

    def _move(self, lever: str, region: str | None, reach: Reach, point: Point) -> Move:
        value, reached = point
        return Move(lever, region, reach.now, value, reached, reach.share(value), reach.outside(value))

    # ------------------------------------------------------------------------------------ why not

    def _refused(self, lever: str, region: str | None) -> str:
        """Say why nothing can be looked for; empty where it can."""
        present = self.scenario.present
        if self.target.year <= present:
            return (
                f"{self.target.year:g} is not after the present, {present:g}: levers act from the present on"
            )
        return f"{lever} is locked" if {lever, lock_key((lever, region))} & set(self.locked) else ""

    def _why(self, lever: str, region: str | None, found: Search) -> str:
        """Say why a lever does not reach the target, and how far one gets."""
        points, unit = found.points, self._unit()
        if not points:
            return f"{self.target.series} has no number at {self.target.year:g}"
        reached = [reached for _, reached in points]
        if max(reached) - min(reached) <= _FLAT * max(map(abs, reached)):
            held = self._text(reached[0], unit)
            return f"{lever} does not move {self.target.series} by {self.target.year:g}: it stays at {held}"
        own = self.scenario.catalogue.parameter(lever).quantity.unit
        if found.leaps:
            (low, under), (high, over) = found.leaps[0]
            return (
                f"{self.target.series} leaps past the target where {lever} passes {self._text(low, own)}: "
                f"from {self._text(under, unit)} to {self._text(over, unit)} at {self._text(high, own)}"
            )
        value, best = min(points, key=lambda point: abs(point[1] - found.target))
        most = "at most" if best < found.target else "no less than"
        return (
            f"{most} {self._text(best, unit)}, with {lever} at {self._text(value, own)} "
            f"({self._end(value, points)}), where {self._binds(lever, region, value)} binds"
        )

    def _end(self, value: float, points: Sequence[Point]) -> str:
        """Say where in what was looked at a value is."""
        if value == points[0][0]:
            return "the least that was tried"
        return (
            "the most that was tried" if value == points[-1][0] else "both more and less of it come less near"
        )

    def _binds(self, lever: str, region: str | None, value: float) -> str:
        """Say what binds with a lever at a value."""
        result = self._run(lever, region, value)
        year, place = self.target.year, self.target.region
        layer, cause = result.at("binding.layer", year, place), result.at("binding.cause", year, place)
        return f"{layer} ({result.cause_label(layer, cause)})"

    def _none(self, moves: Sequence[Move], nearest: Move | None) -> str:
        """Say that no lever reaches the target, and which comes nearest."""
        if moves:
            return ""
        if nearest is None:
            return "every lever is locked"
        own = self.scenario.catalogue.parameter(nearest.lever).quantity.unit
        return (
            f"no single lever reaches it; nearest comes {nearest.lever} at {self._text(nearest.value, own)}, "
            f"with {self._text(nearest.reached, self._unit())}"
        )

    def _unit(self) -> str:
        return self.scenario.catalogue.series[self.target.series].unit

    @staticmethod
    def _text(number: float, unit: str) -> str:
        return f"{number:.4g}" if unit in ("", "1") else f"{number:.4g} {unit}"


class _Outward:
    """One lever on its way out from where it stands, both ways at a time."""

    def __init__(self, solver: Solver, lever: str, region: str | None) -> None:
        self.solver, self.lever, self.region = solver, lever, region
        self.reach = Reach.of(solver.scenario, lever, region)
        self.found: Move | None = None
        self.nearest: Move | None = None
        self._last: dict[float, Point] = {}

    def step(self, share: float) -> None:
        """Move the lever a share of its range up and down, and narrow down where the target is passed."""
        if self.found is not None:
            return
        met = []
        for sign in (-1.0, 1.0):
            value = self.reach.moved(sign * share)
            before = self._last.get(sign)
            if before is not None and before[0] == value:
                continue  # at the hard limit
            point = value, self.solver.reached(self.lever, self.region, value)
            self._last[sign] = point
            self._note(point)
            met += self._met(before, point)
        self.found = min(met, key=lambda move: abs(move.share), default=None)

    def _met(self, before: Point | None, point: Point) -> list[Move]:
        """Give the solutions between two points, or at the second."""
        target = self.solver.target.value
        near = abs(point[1] - target) <= NEAR * (abs(target) or 1.0)
        passed = before is not None and (before[1] - target) * (point[1] - target) < 0.0
        if not near and not passed:
            return []
        values = [point[0]] if near or before is None else [before[0], point[0]]
        found = search(lambda value: self.solver.reached(self.lever, self.region, value), values, target)
        return [self._move(solution) for solution in found.solutions]

    def _note(self, point: Point) -> None:
        """Keep the point that comes nearest."""
        target, move = self.solver.target.value, self._move(point)
        if self.nearest is None or abs(move.reached - target) < abs(self.nearest.reached - target):
            self.nearest = move

    def _move(self, point: Point) -> Move:
        return self.solver._move(self.lever, self.region, self.reach, point)
