"""Parameters that are shares of one whole: one is set, and the others make room so that the sum stays.

Which ones belong together is declared (`Quantity.share`): one parameter for each item of a list, or one
whose regions share the whole. Moves keep the sum that they find: one, or what a rest without a parameter
leaves, or any other where only the proportions count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stackdesk.core.errors import ValueRefusedError
from stackdesk.core.quantity import Parameter, Whole
from stackdesk.scenario.trajectory import Trajectory, Value, as_value, points_of, value_at

if TYPE_CHECKING:
    from stackdesk.scenario.document import Scenario
    from stackdesk.scenario.references import Reference

Member = tuple[str, str | None]
"""A parameter's address, and the region where the regions share the whole."""

DIGITS = 6
NEAR = 0.5 * 10.0**-DIGITS
FAR = 1e-4


@dataclass(frozen=True)
class Group:
    """The shares of one whole, in the order they are declared; in the reference they sum to `total`."""

    whole: Whole
    members: tuple[Member, ...]
    total: float

    def sum_of(self, now: Mapping[Member, float]) -> float:
        """Give what shares that a file may have set are to sum to from now on."""
        total = sum(now[one] for one in self.members)
        return total if self.whole.relative else min(total, 1.0) if self.whole.rest else self.total


def share_groups(reference: Reference) -> dict[str, Group]:
    """Give the group of every parameter that is a share of a whole, by address."""
    catalogue = reference.catalogue
    wholes: dict[Whole, list[Parameter]] = {}
    for parameter in catalogue.parameters.values():
        if parameter.quantity.share is not None:
            wholes.setdefault(parameter.quantity.share, []).append(parameter)
    groups: dict[str, Group] = {}
    for whole, parameters in wholes.items():
        members = tuple(
            (one.address, region)
            for one in parameters
            for region in (catalogue.regions if one.quantity.regional else (None,))
        )
        total = sum(value_at(reference.value(*member), reference.present) for member in members)
        group = Group(whole, members, round(total, DIGITS))
        groups |= {one.address: group for one in parameters}
    return groups


def lock_key(member: Member) -> str:
    """Name a share among what is locked: `address`, or `address@region`."""
    address, region = member
    return address if region is None else f"{address}@{region}"


def with_share(
    scenario: Scenario,
    address: str,
    value: Any,
    region: str | None = None,
    locked: Collection[str] = (),
    *,
    nearest: bool = False,
) -> Scenario:
    """Set a parameter; where it is a share, the others that are not locked give or take in proportion.

    With `nearest` it goes as far as the locked ones let it, else what they leave no room for is refused.

    Raises:
        AddressError: no such parameter or region, or a region of what has none.
        ValueRefusedError: outside the hard limits, or more than the locked shares leave.
    """
    group = scenario.reference.shares.get(address)
    if group is None:
        return scenario.with_value(address, value, region)
    taken = as_value(value)
    member = address, scenario.catalogue.region(region)
    if member not in group.members:
        raise ValueRefusedError(f"{address}: the regions' shares always keep their sum; choose a region")
    present = scenario.present
    if points_of(taken) and points_of(taken)[0][0] < present:
        raise ValueRefusedError(f"{address}: a path of a share begins at the present ({present:g}) or later")
    made = _moved(scenario, group, member, taken, _Room(scenario, group, member, locked, nearest))
    defaults = {one: scenario.reference.value(*one) for one in made}
    if all(_same(value, defaults[one]) for one, value in made.items()):
        made = defaults  # back where they were, but for rounding
    return _with_all(scenario, made)


def with_move(
    scenario: Scenario, address: str, value: Any, region: str | None = None, locked: Collection[str] = ()
) -> Scenario:
    """Set a parameter as a search does: a share goes as far as it can, the others make room.

    Raises:
        AddressError: no such parameter or region, or a region of what has none.
        ValueRefusedError: outside the hard limits.
    """
    group = scenario.reference.shares.get(address)
    if group is None or (address, region) not in group.members:  # the sum of the regions is no share
        return scenario.with_value(address, value, region)
    return with_share(scenario, address, value, region, locked, nearest=True)


def reset_share(
    scenario: Scenario, address: str, region: str | None = None, locked: Collection[str] = ()
) -> Scenario:
    """Take a parameter back to the reference; where it is a share, the others make room for it.

    Raises:
        AddressError: no such parameter or region.
        ValueRefusedError: the locked shares leave no room for it.
    """
    group = scenario.reference.shares.get(address)
    if group is None or (address, region) not in group.members:
        return scenario.without(address, region)
    default = scenario.reference.value(address, region)
    return with_share(scenario, address, default, region, locked).without(address, region)


def sums_off(scenario: Scenario, group: Group) -> list[tuple[float, float]]:
    """Give the years from the present on, and the sums there, where shares do not make up their whole.

    Where there is a rest they may sum to less than one; relative ones may sum to anything.
    """
    if group.whole.relative:
        return []
    paths = [scenario.effective(*member) for member in group.members]
    found = [(year, sum(value_at(path, year) for path in paths)) for year in _years(paths, scenario.present)]
    if group.whole.rest:
        return [(year, total) for year, total in found if total > 1.0 + FAR]
    return [(year, total) for year, total in found if abs(total - group.total) > FAR]


def _moved(
    scenario: Scenario, group: Group, member: Member, value: Value, room: _Room
) -> dict[Member, Value]:
    """Give the share that is set, and all that make room for it, at every date at which one of them turns."""
    bare = replace(scenario, events=())
    before = {one: bare.effective(*one) for one in group.members}
    after = before | {member: bare.with_value(member[0], value, member[1]).effective(*member)}
    years = _years([*before.values(), *after.values()], scenario.present)
    rows: list[dict[Member, float]] = []
    for year in years:
        total = group.sum_of({one: value_at(path, year) for one, path in before.items()})
        rows.append(room.shared({one: value_at(path, year) for one, path in after.items()}, total))
    made = {one: _path(years, [row[one] for row in rows]) for one in (member, *room.free)}
    own = [value_at(after[member], year) for year in years]
    if all(abs(row[member] - wanted) < NEAR for row, wanted in zip(rows, own, strict=True)):
        made[member] = value  # nothing had to be cut off: it keeps its own points
    return made


class _Room:
    """Shares one date's whole out."""

    def __init__(
        self, scenario: Scenario, group: Group, member: Member, locked: Collection[str], nearest: bool
    ) -> None:
        self._scenario, self._member, self._nearest = scenario, member, nearest
        others = [one for one in group.members if one != member]
        self.free = [one for one in others if not {lock_key(one), one[0]} & set(locked)]
        self._held = [one for one in others if one not in self.free]

    def shared(self, now: Mapping[Member, float], total: float) -> dict[Member, float]:
        """Give every share of one date anew: the member's own, the locked ones, then what is left."""
        most = total - sum(now[one] for one in self._held)
        wanted = now[self._member]
        if wanted > most + NEAR or (not self.free and abs(wanted - most) > NEAR):
            if not self._nearest:
                raise ValueRefusedError(self._words(most))
            wanted = most
        left, standing = max(most - wanted, 0.0), sum(now[one] for one in self.free)
        made = dict(now) | {self._member: wanted}
        for one in self.free:
            part = now[one] / standing if standing > NEAR else 1.0 / len(self.free)
            made[one] = round(left * part, DIGITS)
        if self.free:  # what rounding leaves goes to the largest
            largest = max(self.free, key=lambda one: made[one])
            rounded = sum(made[one] for one in self.free)
            made[largest] = max(round(made[largest] + left - rounded, DIGITS), 0.0)
        return made

    def _words(self, most: float) -> str:
        """Say how far it goes, and what stands in the way."""
        names = ", ".join(member_label(self._scenario.reference, one) for one in self._held)
        verb = "are" if len(self._held) > 1 else "is"
        return f"{self._member[0]}: {max(most, 0.0) * 100.0:.3g} % is left, since {names} {verb} locked"


def member_label(reference: Reference, member: Member) -> str:
    """Name a share: its region, else the item it stands for."""
    address, region = member
    catalogue = reference.catalogue
    if region is not None:
        return catalogue.region_label(region)
    item = catalogue.parameter(address).item
    known = (one for items in catalogue.lists.values() for one in items if one.key == item)
    return next((one.label for one in known), catalogue.parameter(address).label)


def _years(paths: Collection[Value], present: float) -> list[float]:
    """Give the present and every later year in which one of some paths turns."""
    turns = {year for path in paths for year, _ in points_of(path) if year > present}
    return [present, *sorted(turns)]


def _same(value: Value, default: Value) -> bool:
    """Whether two plain values differ by no more than rounding leaves."""
    plain = isinstance(value, float) and isinstance(default, float)
    return plain and abs(value_at(value, 0.0) - value_at(default, 0.0)) < 10.0 * NEAR


def _path(years: Sequence[float], values: Sequence[float]) -> Value:
    """Make a plain value of what stays the same, else a path."""
    if max(values) - min(values) < NEAR:
        return values[0]
    return Trajectory(tuple(zip(years, values, strict=True)))


def _with_all(scenario: Scenario, made: Mapping[Member, Value]) -> Scenario:
    """Set several shares at once, each with what it was before the present."""
    values, regional = dict(scenario.values), dict(scenario.regional)
    for (address, region), value in made.items():
        if region is None:
            values[address] = _after_history(values.get(address), value, scenario.present)
        else:
            old = regional.get((region, address))
            regional[region, address] = _after_history(old, value, scenario.present)
    return replace(scenario, values=values, regional=regional)


def _after_history(old: Value | None, value: Value, present: float) -> Value:
    """Keep the points that a path has before the present."""
    early = tuple(point for point in points_of(old) if point[0] < present) if old is not None else ()
    if not early:
        return value
    return Trajectory((*early, *(points_of(value) or ((present, value_at(value, present)),))))
