"""Between two states of a scenario: what a change looks like on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from stackdesk.scenario import Scenario, Trajectory, Value

Key = TypeVar("Key")


def between(before: Scenario, after: Scenario, share: float) -> Scenario:
    """Give the state a share (0 to 1) of the way.

    Numbers move, and paths of the same years; all else waits until the end. A value that only one of them
    sets goes from or to the reference's.
    """
    if share <= 0.0:
        return before
    if share >= 1.0:
        return after
    known = after.reference.value
    values = _mixed(before.values, after.values, share, {key: known(key) for key in _keys(before, after)})
    places = {*before.regional, *after.regional}
    defaults = {(region, key): known(key, region) for region, key in places}
    return replace(before, values=values, regional=_mixed(before.regional, after.regional, share, defaults))


def _keys(before: Scenario, after: Scenario) -> set[str]:
    return {*before.values, *after.values}


def _mixed(
    before: Mapping[Key, Value], after: Mapping[Key, Value], share: float, default: Mapping[Key, Value]
) -> dict[Key, Value]:
    """Mix two sets of values."""
    return {key: _part(before.get(key, default[key]), after.get(key, default[key]), share) for key in default}


def _part(start: Value, end: Value, share: float) -> Value:
    """Mix two values of one parameter; what cannot be mixed stays at the start."""
    if isinstance(start, Trajectory) and isinstance(end, Trajectory):
        if [year for year, _ in start.points] != [year for year, _ in end.points]:
            return start
        pairs = zip(start.points, end.points, strict=True)
        return Trajectory(tuple((year, a + (b - a) * share) for (year, a), (_, b) in pairs))
    if isinstance(start, Trajectory) or isinstance(end, Trajectory):
        return start
    return start + (end - start) * share
