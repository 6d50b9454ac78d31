"""One input copied from a scenario to another: a value, a whole path, a region's value, or an event."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario.comparison import EVENT, PRESENT, REFERENCE, Difference, events_by_key
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.sampling import effective
from stackdesk.scenario.shares import with_share
from stackdesk.scenario.trajectory import Trajectory, Value, value_at


def may_carry(row: Difference, receiver: Scenario) -> bool:
    """Tell whether a scenario can take an input: its reference and present are its own."""
    if row.address in (REFERENCE, PRESENT):
        return False
    known = receiver.catalogue.parameters
    if row.address.startswith(EVENT):
        return True
    return row.address in known and row.region in (None, *receiver.catalogue.regions)


def carried(giver: Scenario, receiver: Scenario, row: Difference, locked: Collection[str] = ()) -> Scenario:
    """Give the receiver with one input as it stands in the giver, the reason with it.

    Where the giver follows a reference that the receiver shares, the receiver follows it too. Shares of
    one whole keep their sum: those that are not locked make room for the one that is copied.

    Raises:
        AddressError: the receiver's reference has no such parameter or region.
        ValueRefusedError: the receiver's limits refuse it, or it is no input that can be copied.
    """
    if row.address in (REFERENCE, PRESENT):
        raise ValueRefusedError(f"{row.address}: belongs to a scenario and is not copied")
    if row.address.startswith(EVENT):
        return _with_events(giver, receiver, row.address)
    changed = _with_own(giver, receiver, row.address, row.region, locked)
    reason = giver.reasons.get(row.address, "")
    if reason or not changed.changed(row.address):
        changed = changed.with_reason(row.address, reason)
    return changed


def _with_events(giver: Scenario, receiver: Scenario, key: str) -> Scenario:
    """Put the giver's events of one key in the place of the receiver's."""
    kept = [one for other, events in events_by_key(receiver).items() if other != key for one in events]
    given = events_by_key(giver).get(key, ())
    for event in given:
        receiver.catalogue.parameter(event.parameter)
        receiver.catalogue.region(event.region)
    return replace(receiver, events=tuple(sorted((*kept, *given), key=lambda one: one.date)))


def _with_own(
    giver: Scenario, receiver: Scenario, address: str, region: str | None, locked: Collection[str]
) -> Scenario:
    """Set a parameter in one place as the giver has it there."""
    own = giver.values.get(address) if region is None else giver.regional.get((region, address))
    if own is not None:
        return with_share(receiver, address, own, region, locked)
    wanted = _quiet(giver, address, region)
    if address in receiver.reference.shares:
        return with_share(receiver, address, _from_present(wanted, receiver.present), region, locked)
    follows = _without(receiver, address, region)
    if _quiet(follows, address, region) == wanted:
        return follows
    return receiver.with_value(address, _from_present(wanted, receiver.present), region)


def _without(receiver: Scenario, address: str, region: str | None) -> Scenario:
    """Take one place's own value away; other places keep theirs."""
    if region is None:
        return replace(receiver, values={key: v for key, v in receiver.values.items() if key != address})
    kept = {place: value for place, value in receiver.regional.items() if place != (region, address)}
    return replace(receiver, regional=kept)


def _quiet(scenario: Scenario, address: str, region: str | None) -> Value:
    """Give what holds in a place apart from events."""
    return effective(replace(scenario, events=()), address, region)


def _from_present(value: Value, present: float) -> Value:
    """Give a path from the present on: copying does not rewrite history."""
    if not isinstance(value, Trajectory) or value.points[0][0] >= present:
        return value
    later = tuple(point for point in value.points if point[0] > present)
    if not later:
        return value_at(value, present)
    return Trajectory(((present, value_at(value, present)), *later))
