"""What is locked, told by key: an address, or `address@region` for one region's share of a whole."""

from __future__ import annotations

from stackdesk.scenario import Scenario


def split(key: str) -> tuple[str, str]:
    """Give address and region of a lock; the region is empty where it holds for all."""
    address, _, region = key.partition("@")
    return address, region


def moves(before: Scenario, after: Scenario, key: str) -> bool:
    """Whether a parameter's value differs between two scenarios, anywhere or in the region of a lock."""
    address, region = split(key)
    if region:
        return before.effective(address, region) != after.effective(address, region)
    return _set_values(before, address) != _set_values(after, address)


def _set_values(scenario: Scenario, address: str) -> tuple[object, ...]:
    """Give what a scenario sets one parameter to: for the World, by region and by events."""
    regional = {region: value for (region, key), value in scenario.regional.items() if key == address}
    events = [event for event in scenario.events if event.parameter == address]
    return scenario.values.get(address), regional, events
