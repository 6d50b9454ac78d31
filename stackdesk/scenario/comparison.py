"""Two scenarios side by side: the inputs that differ, and scenarios between them.

An input is a parameter (its value for the World and for regions together), an event, the reference, or
the present. What differs is known by a key: the parameter's address, `event: ...`, `reference`,
`present`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from stackdesk.scenario.document import Event, Scenario
from stackdesk.scenario.sampling import effective, sample
from stackdesk.scenario.trajectory import Value
from stackdesk.scenario.words import number_text

REFERENCE, PRESENT, EVENT = "reference", "present", "event: "

_A_YEAR = 8


@dataclass(frozen=True)
class Difference:
    """One input that differs, in one place: None is the World.

    `a` and `b` are values in the parameter's unit (what the reference has where a scenario sets none),
    versions of references, dates of the present, or events in words; None where there is no such event.
    """

    address: str
    region: str | None
    a: Value | str | None
    b: Value | str | None


def compare(a: Scenario, b: Scenario) -> tuple[Difference, ...]:
    """List the inputs that differ: reference, present, parameters in the catalogue's order, events."""
    rows: list[Difference] = []
    if a.reference is not b.reference:
        rows.append(Difference(REFERENCE, None, str(a.reference), str(b.reference)))
    if _presents_differ(a, b):
        rows.append(Difference(PRESENT, None, a.present, b.present))
    for address in _parameters(a, b):
        rows += _places(a, b, address)
    before, after = events_by_key(a), events_by_key(b)
    for key in dict.fromkeys([*before, *after]):
        if _acts(before.get(key, ())) != _acts(after.get(key, ())):
            texts = (_events_text(one.get(key, ())) for one in (before, after))
            rows.append(Difference(key, None, *texts))
    return tuple(rows)


def compare_parameter(a: Scenario, b: Scenario, address: str) -> tuple[Difference, ...]:
    """List the places in which one parameter differs; none where it does not."""
    bare = replace(a, events=()), replace(b, events=())
    if address not in _set(a) | _set(b) or not _unlike(*bare, address):
        return ()
    return tuple(_places(a, b, address))


def mixed(a: Scenario, b: Scenario, taken: Collection[str]) -> Scenario:
    """Give a scenario that is `a` with the inputs of some keys taken from `b`.

    With no key it runs as `a` does, with every key of the differences as `b` does. What the reference
    taken has no parameter or region for is left out.
    """
    reference = (b if REFERENCE in taken else a).reference
    differ = set(_parameters(a, b))
    known, regions = reference.catalogue.parameters, reference.catalogue.regions

    def side(address: str) -> Scenario:
        if address in differ:
            return b if address in taken else a
        return b if b.changed(address) else a

    both = {address: side(address) for address in _set(a) | _set(b) if address in known}
    events_a, events_b = events_by_key(a), events_by_key(b)
    keys = dict.fromkeys([*events_b, *events_a])
    events = [one for key in keys for one in (events_b if key in taken else events_a).get(key, ())]
    return Scenario(
        reference=reference,
        present=_present(a, b, taken),
        values={one: source.values[one] for one, source in both.items() if one in source.values},
        regional={
            (region, one): source.regional[region, one]
            for one, source in both.items()
            for region in regions
            if (region, one) in source.regional
        },
        events=tuple(one for one in events if one.parameter in known and one.region in (None, *regions)),
    )


# ----------------------------------------------------------------------------------------- parameters


def _set(scenario: Scenario) -> set[str]:
    """Give the parameters that a scenario sets a value of."""
    return {*scenario.values, *(address for _, address in scenario.regional)}


def _parameters(a: Scenario, b: Scenario) -> list[str]:
    """List the parameters that differ; a value that equals the other side's reference is none."""
    known = dict.fromkeys([*a.catalogue.parameters, *b.catalogue.parameters])
    touched = _set(a) | _set(b)
    bare = replace(a, events=()), replace(b, events=())
    return [one for one in known if one in touched and _unlike(*bare, one)]


def _unlike(a: Scenario, b: Scenario, address: str) -> bool:
    """Tell whether what was set of a parameter differs, in words and in effect."""
    if a.values.get(address) == b.values.get(address) and _regional(a, address) == _regional(b, address):
        return False
    sides = [one for one in (a, b) if address in one.catalogue.parameters]
    if len(sides) < 2 or a.catalogue.regions != b.catalogue.regions:
        return True
    same = a.reference is b.reference
    start = a.reference.start if same else max(a.present, b.present)
    end = min(a.reference.end, b.reference.end)
    years = [start + step / _A_YEAR for step in range(round((end - start) * _A_YEAR) + 1)]
    regional = a.catalogue.parameter(address).quantity.regional
    places = a.catalogue.regions if regional else (None,)
    return any(sample(a, address, years, place) != sample(b, address, years, place) for place in places)


def _regional(scenario: Scenario, address: str) -> dict[str, Value]:
    """Give a parameter's own values of regions."""
    return {region: value for (region, one), value in scenario.regional.items() if one == address}


def _places(a: Scenario, b: Scenario, address: str) -> Iterator[Difference]:
    """Give a row for the World and each region that either side sets, where the values differ."""
    places: list[str | None] = [None] if address in a.values or address in b.values else []
    places += [
        region
        for region in dict.fromkeys([*a.catalogue.regions, *b.catalogue.regions])
        if (region, address) in a.regional or (region, address) in b.regional
    ]
    rows = [Difference(address, one, _held(a, address, one), _held(b, address, one)) for one in places]
    differing = [row for row in rows if row.a != row.b]
    yield from differing or rows


def _held(scenario: Scenario, address: str, region: str | None) -> Value | None:
    """Give what a scenario sets in a place, else what holds there without events; None where it has none."""
    if address not in scenario.catalogue.parameters or region not in (None, *scenario.catalogue.regions):
        return None
    own = scenario.values.get(address) if region is None else scenario.regional.get((region, address))
    return effective(replace(scenario, events=()), address, region) if own is None else own


# ------------------------------------------------------------------------------------------- the present


def _presents_differ(a: Scenario, b: Scenario) -> bool:
    """Tell whether the presents differ by more than what the references say."""
    return a.present != b.present and not (_follows(a) and _follows(b))


def _follows(scenario: Scenario) -> bool:
    return scenario.present == scenario.reference.present


def _present(a: Scenario, b: Scenario, taken: Collection[str]) -> float:
    """Give the present of a mixture; 0 is that of its reference."""
    if a.present != b.present and _follows(a) and _follows(b):
        return 0.0
    return (b if PRESENT in taken else a).present


# ------------------------------------------------------------------------------------------------ events


def events_by_key(scenario: Scenario) -> dict[str, tuple[Event, ...]]:
    """Give the events by key: those of one title, parameter and region are one input."""
    kept: dict[str, tuple[Event, ...]] = {}
    for event in scenario.events:
        place = f", {event.region}" if event.region else ""
        name = f"{event.title} ({event.parameter}{place})" if event.title else f"{event.parameter}{place}"
        key = EVENT + name
        kept[key] = (*kept.get(key, ()), event)
    return kept


def _acts(events: Collection[Event]) -> list[tuple[float | None, ...]]:
    """Give when events act and how."""
    return [(one.date, one.add, one.multiply, one.set) for one in events]


def _events_text(events: Collection[Event]) -> str | None:
    """Say what events do and when; None where there are none."""
    texts = []
    for event in events:
        actions = {"add": event.add, "multiply by": event.multiply, "set": event.set}
        date = f"{event.date:.3f}".rstrip("0").rstrip(".")
        texts += [
            f"{word} {number_text(number)} from {date}"
            for word, number in actions.items()
            if number is not None
        ]
    return "; ".join(texts) or None
