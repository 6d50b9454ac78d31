"""What holds over the years: the reference's history, the scenario's values from the present on, events.

The rule of the present. A plain value acts from the present on: history follows the reference and the
value jumps there, or ramps over the quantity's `ramp` (lead times act on what is in the pipe). So does
a trajectory that starts at the present or later: it is reached in a straight line from the reference's
value at the present. A trajectory with an earlier point replaces everything.

A World value of a regional parameter gives every region the part that it has in the reference at the
present (or at the point's own, earlier date).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from stackdesk.core.quantity import Parameter
from stackdesk.scenario.trajectory import Trajectory, Value, clipped, points_of, value_at, value_before

if TYPE_CHECKING:
    from stackdesk.scenario.document import Event, Scenario


def sample(
    scenario: Scenario, address: str, years: Sequence[float], region: str | None = None
) -> list[float]:
    """Give what holds in each of some ascending years.

    Raises:
        AddressError: no such parameter or region.
    """
    value = effective(scenario, address, region)
    return value.sampled(years) if isinstance(value, Trajectory) else [value] * len(years)


def effective(scenario: Scenario, address: str, region: str | None = None) -> Value:
    """Give what holds over all time for a region, or for the World.

    Raises:
        AddressError: no such parameter or region.
    """
    reference = scenario.reference
    if address not in scenario.touched:
        return reference.value(address, region)
    parameter = reference.catalogue.parameter(address)
    region = reference.catalogue.region(region) if parameter.quantity.regional else None
    value = reference.value(address, region)
    ramp, present = parameter.quantity.ramp, scenario.present
    if address in scenario.values:
        part = _part(scenario, parameter, region)
        value = _from_present(value, _scaled(scenario.values[address], part, present), present, ramp)
    if region is not None and (region, address) in scenario.regional:
        value = _from_present(value, scenario.regional[region, address], present, ramp)
    for event in _events(scenario, address, region):
        part = _part(scenario, parameter, region if event.region is None else None)
        value = _after(value, event, part(present), ramp)
    return clipped(value, *reference.catalogue.limits(parameter, region))


def differences(before: Scenario, after: Scenario) -> list[tuple[str, str | None]]:
    """List the (address, region) whose path may differ; the region is None for what has no regions."""
    catalogue = after.catalogue
    if before.reference is not after.reference:
        return [pair for one in catalogue.parameters.values() for pair in _places(one, catalogue.regions)]
    touched = before.touched | after.touched
    pairs = [pair for key in touched for pair in _places(catalogue.parameters[key], catalogue.regions)]
    if before.present == after.present:
        pairs = [pair for pair in pairs if _inputs(before, *pair) != _inputs(after, *pair)]
    return sorted(pairs, key=lambda pair: (pair[0], pair[1] or ""))


def _places(parameter: Parameter, regions: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Give a parameter's places: every region, or the World where it has none."""
    if parameter.quantity.regional:
        yield from ((parameter.address, region) for region in regions)
    else:
        yield parameter.address, None


def _inputs(scenario: Scenario, address: str, region: str | None) -> tuple[object, ...]:
    """Give all that decides a path, reference and present aside."""
    events = _events(scenario, address, region)
    return scenario.values.get(address), scenario.regional.get((region or "", address)), events


def _events(scenario: Scenario, address: str, region: str | None) -> list[Event]:
    """Give the events that act on a path, in the order of their dates."""
    acting = [one for one in scenario.events if one.parameter == address and one.region in (None, region)]
    return sorted(acting, key=lambda event: event.date)


def _part(scenario: Scenario, parameter: Parameter, region: str | None) -> Callable[[float], float]:
    """Give the part of a World value that a region gets, by year: one for the World itself.

    An amount of nothing is shared out evenly, since nothing has no proportions.
    """
    if region is None:
        return lambda year: 1.0
    reference, present = scenario.reference, scenario.present
    own, whole = reference.value(parameter.address, region), reference.value(parameter.address)
    even = 1.0 / len(reference.catalogue.regions) if parameter.quantity.split == "extensive" else 1.0

    def part(year: float) -> float:
        total = value_at(whole, min(year, present))
        return value_at(own, min(year, present)) / total if total else even

    return part


def _scaled(value: Value, part: Callable[[float], float], present: float) -> Value:
    """Scale a World value to a region's part of it; a plain one by the part at the present."""
    if isinstance(value, Trajectory):
        return Trajectory(tuple((year, number * part(year)) for year, number in value.points))
    return value * part(present)


def _from_present(base: Value, edit: Value, present: float, ramp: float) -> Value:
    """Let an edit act on a base by the rule of the present."""
    points = points_of(edit)
    if isinstance(edit, Trajectory) and points[0][0] < present:
        return edit
    history = tuple(point for point in points_of(base) if point[0] < present)
    start = ((present, value_before(base, present)),)
    later = points if isinstance(edit, Trajectory) else ((present + ramp, edit),)
    return Trajectory(history + start + later)


def _after(value: Value, event: Event, part: float, ramp: float) -> Value:
    """Let an event act on a path from its date on, or gradually over the ramp."""
    date = event.date
    change = _change(event, part)
    history = [point for point in points_of(value) if point[0] < date]
    later = [point for point in points_of(value) if point[0] > date]
    if ramp and all(year != date + ramp for year, _ in later):
        later = sorted([*later, (date + ramp, value_at(value, date + ramp))], key=lambda point: point[0])

    def changed(year: float, number: float) -> float:
        share = min((year - date) / ramp, 1.0) if ramp else 1.0
        return number + share * (change(number) - number)

    turn = [(date, value_before(value, date)), (date, changed(date, value_at(value, date)))]
    return Trajectory((*history, *turn, *((year, changed(year, number)) for year, number in later)))


def _change(event: Event, part: float) -> Callable[[float], float]:
    """Give what an event does to a number; what it adds or sets is shared among the regions."""
    if event.set is not None:
        fixed = event.set * part
        return lambda number: fixed
    factor = 1.0 if event.multiply is None else event.multiply
    extra = (event.add or 0.0) * part
    return lambda number: number * factor + extra
