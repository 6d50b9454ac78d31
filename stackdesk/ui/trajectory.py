"""The path of one parameter over the years: what is drawn of it, and what edits make of its points. No Qt."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stackdesk.scenario import Trajectory, Value
from stackdesk.ui.measure import Measure
from stackdesk.ui.subject import Subject

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario

Point = tuple[float, float]
QUARTER = 0.25
MONTH = 1.0 / 12.0
NEAR = 0.9 * MONTH
"""Years closer than this are one and the same point."""


@dataclass(frozen=True)
class Path:
    """One parameter in one region (or the World) as it runs over the years, values in the declared unit.

    `points` are the scenario's own and can be moved; a plain `value` and what follows the reference have
    none. `line` is what holds before events act, `eventful` what holds after them (empty where none act).
    `seed` is what a first point joins so that the line stays as it is.
    """

    points: tuple[Point, ...]
    value: float | None
    seed: tuple[Point, ...]
    line: tuple[Point, ...]
    eventful: tuple[Point, ...]
    reference: tuple[Point, ...]
    present: float
    start: float
    end: float

    @property
    def edits_history(self) -> bool:
        """Whether a point lies before the present."""
        return bool(self.points) and self.points[0][0] < self.present

    def at(self, year: float) -> float:
        """Give the value of the line in a year."""
        return Trajectory(self.line).at(year)

    def reference_at(self, year: float) -> float:
        """Give the reference's value in a year."""
        return Trajectory(self.reference).at(year)

    def later(self) -> float:
        """Give the value at which a line without points stands, once it has taken hold."""
        return self.value if self.value is not None else self.line[-1][1]


def read_path(scenario: Scenario, subject: Subject) -> Path:
    """Read a parameter's path off a scenario."""
    address, region, reference = subject.address, subject.region, scenario.reference
    own = scenario.values.get(address) if region is None else scenario.regional.get((region, address))
    span = reference.start, reference.end
    acted = any(event.parameter == address for event in scenario.events)
    bare = replace(scenario, events=()) if acted else scenario
    held = bare.effective(address, region)
    value = None if own is None or isinstance(own, Trajectory) else float(own)
    return Path(
        points=own.points if isinstance(own, Trajectory) else (),
        value=value,
        seed=_seed(held, value, scenario.present + subject.parameter.quantity.ramp, scenario.present),
        line=_stretched(held, *span),
        eventful=_stretched(scenario.effective(address, region), *span) if acted else (),
        reference=_stretched(reference.value(address, region), *span),
        present=scenario.present,
        start=span[0],
        end=span[1],
    )


def _stretched(value: Value, start: float, end: float) -> tuple[Point, ...]:
    """Give the corners of a path, jumps as two points of one year, from the first year shown to the last."""
    if not isinstance(value, Trajectory):
        return (start, float(value)), (end, float(value))
    inner = tuple(point for point in value.points if start < point[0] < end)
    return (start, value.at(start)), *inner, (end, value.before(end))


def _seed(held: Value, value: float | None, settled: float, present: float) -> tuple[Point, ...]:
    """Give the points that stand for a line which has none: a plain value's, or the reference's later ones.

    The point at the present is the line's anchor and comes by itself, unless the line jumps there.
    """
    if value is not None:
        return ((settled, value),)
    if not isinstance(held, Trajectory):
        return ()
    later = tuple(point for point in held.points if point[0] > present)
    jumps = sum(year == present for year, _ in held.points) > 1
    return ((present, held.at(present)), *later) if jumps else later


# ------------------------------------------------------------------------------------------------- edits


def added(path: Path, year: float, value: float) -> tuple[Point, ...]:
    """Add a point; one that already stands there takes its value."""
    kept = [point for point in path.points or path.seed if abs(point[0] - year) > NEAR]
    return _with_history(path, sorted([*kept, (year, value)]))


def moved(path: Path, index: int, year: float, value: float) -> tuple[Point, ...]:
    """Move a point to a year and a value; what it would meet there gives way."""
    kept = [point for place, point in enumerate(path.points) if place != index]
    kept = [point for point in kept if abs(point[0] - year) > NEAR]
    return _with_history(path, sorted([*kept, (year, value)]))


def removed(path: Path, index: int) -> tuple[Point, ...]:
    """Take a point away; none may be left."""
    return path.points[:index] + path.points[index + 1 :]


def shifted(path: Path, ruler: Measure, start: float, goal: float, *, snap: bool = True) -> Value:
    """Move the whole line so that what stood at one value stands at another: by steps, or by a factor.

    A line without points of its own becomes, or stays, a plain value. No point leaves the limits, so the
    shape is kept. Without `snap` the goal counts to the digit, as keys and typing give it.
    """
    points = path.points or (path.seed if path.value is None else ())
    if not points:
        return ruler.settled(goal)
    values = [value for _, value in points]
    if ruler.log:
        low, high = max(min(values), ruler.floor), max([*values, ruler.floor])
        factor = max(goal, ruler.floor) / max(start, ruler.floor)
        factor = min(max(factor, ruler.floor / low), ruler.high / high)
        return Trajectory(
            tuple((year, ruler.bounded(float(f"{value * factor:.4g}"))) for year, value in points)
        )
    step = round((goal - start) / ruler.step) * ruler.step if snap else goal - start
    step = min(max(step, ruler.low - min(values)), ruler.high - max(values))
    decimals = max(0, 3 - math.floor(math.log10(ruler.step)))
    return Trajectory(tuple((year, ruler.bounded(round(value + step, decimals))) for year, value in points))


def index_of(points: Sequence[Point], year: float) -> int | None:
    """Find the point of a year."""
    place = bisect_left([one for one, _ in points], year - NEAR)
    return place if place < len(points) and abs(points[place][0] - year) <= NEAR else None


def _with_history(path: Path, points: list[Point]) -> tuple[Point, ...]:
    """Keep history as it was where the first point enters it.

    A trajectory with a point before the present replaces all that was there, so the reference's own
    points join the new one; what the user moves is the only thing that changes.
    """
    if points[0][0] >= path.present or path.edits_history:
        return tuple(points)
    known = [point for point in path.reference if point[0] < path.present]
    known.append((path.present, Trajectory(path.reference).at(path.present)))
    free = [one for one in known if all(abs(one[0] - year) > NEAR for year, _ in points)]
    return tuple(sorted([*free, *points]))


# ----------------------------------------------------------------------------------------------- snapping


def free_quarter(path: Path, index: int, year: float) -> float:
    """Put a year on the nearest quarter between a point's neighbours; where there is none it stays."""
    years = [one for one, _ in path.points]
    low = years[index - 1] if index > 0 else -math.inf
    high = years[index + 1] if index + 1 < len(years) else math.inf
    first = max(path.start, _quarter_after(low))
    last = min(path.end, -_quarter_after(-high))
    return min(max(round(year / QUARTER) * QUARTER, first), last) if first <= last else years[index]


def _quarter_after(year: float) -> float:
    """Give the first quarter later than a year by a month or more."""
    return math.ceil((year + NEAR) / QUARTER) * QUARTER if math.isfinite(year) else year
