"""What a small move of one parameter does to some series: two runs, compared in one year."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario import Scenario, Trajectory, Value, with_share
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.trajectory import points_of, value_at

if TYPE_CHECKING:
    from stackdesk.engine.runner import Runner

RISE = 0.10
"""How far a parameter is moved, as a share of its value."""


@dataclass(frozen=True)
class Effect:
    """A series without and with the move."""

    series: str
    before: float
    after: float

    @property
    def share(self) -> float:
        """The change as a share of what was there; nan where nothing was."""
        return self.after / self.before - 1.0 if abs(self.before) > 1e-12 else math.nan


@dataclass(frozen=True)
class Effects:
    """What a move from one value to another does to some series, in a region and a year.

    `relative` says whether the move is a share of the value (10 %), else it is a step of the parameter.
    """

    address: str
    start: float
    end: float
    relative: bool
    rows: tuple[Effect, ...]

    @property
    def move(self) -> float:
        """The move as a share of the value; nan where that is zero."""
        return self.end / self.start - 1.0 if self.start else math.nan

    def elasticity(self, row: Effect) -> float:
        """Per cent of the series for each per cent of the parameter; nan where either was zero."""
        return row.share / self.move if self.relative and self.move else math.nan


def effects(
    scenario: Scenario,
    address: str,
    region: str | None,
    year: float,
    series: Sequence[str],
    runner: Runner,
    where: str = WORLD,
    locked: Collection[str] = (),
) -> Effects:
    """Raise a parameter by a tenth from the present on, or lower it where there is no room, and compare.

    A path is moved as a whole; one at zero goes a step. Other shares of the same whole make room.

    Raises:
        AddressError: no such parameter, region or series.
        ValueRefusedError: it can go neither up nor down.
    """
    start = scenario.at(address, max(year, scenario.present), region)
    step = scenario.catalogue.parameter(address).quantity.step
    moved = None
    for factor, by in ((1.0 + RISE, 0.0), (1.0 - RISE, 0.0), (1.0, step), (1.0, -step)):
        if by == 0.0 and start == 0.0:
            continue
        try:
            value = _scaled(scenario, address, region, factor, by)
            moved = with_share(scenario, address, value, region, locked)
        except ValueRefusedError:
            continue
        break
    else:
        raise ValueRefusedError(f"{address}: it can go neither up nor down")
    end = moved.at(address, max(year, scenario.present), region)
    before, after = runner.run(scenario), runner.run(moved)
    rows = tuple(Effect(one, before.at(one, year, where), after.at(one, year, where)) for one in series)
    return Effects(address, start, end, by == 0.0, rows)


def _scaled(scenario: Scenario, address: str, region: str | None, factor: float, by: float) -> Value:
    """Give what holds from the present on, scaled and moved; a plain value stays plain."""
    present = scenario.present
    value = scenario.effective(address, region)
    own = scenario.values.get(address) if region is None else scenario.regional.get((region, address))
    later = [point for point in points_of(value) if point[0] > present]
    if not later or (own is not None and not isinstance(own, Trajectory)):
        plain = own if isinstance(own, float) else value_at(value, present)
        return plain * factor + by
    points = [(present, value_at(value, present)), *later]
    return Trajectory(tuple((year, number * factor + by) for year, number in points))
