"""The gap between two scenarios of the real model, attributed to what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackdesk.core.errors import AddressError, ValueRefusedError
from stackdesk.engine import Runner
from stackdesk.engine.attribution import Comparison, attribute, headlines
from stackdesk.scenario import Event, Scenario, reference

LEAD = "infrastructure.connection.lead_time"
LOSSES = "energy.losses"
MEMORY = "chips.ease.memory"
OPEN = Event(2028.0, "models.open_weight_share", "Open model", add=0.1)


@pytest.fixture(scope="module")
def pair(scenario: Scenario) -> tuple[Scenario, Scenario]:
    """Give two scenarios with four inputs that differ."""
    a = scenario.with_value(LEAD, 4.0, "us").with_value(LOSSES, 0.08)
    b = scenario.with_value(LOSSES, 0.03).with_value(MEMORY, 0.5)
    return a, replace(b, events=(OPEN,))


@pytest.fixture(scope="module")
def found(pair: tuple[Scenario, Scenario]) -> Comparison:
    """Compare them in two places."""
    compared = attribute(*pair, regions=("World", "us"))
    assert compared is not None
    return compared


def test_the_parts_add_up_to_the_gap_of_full_runs(found: Comparison, pair: tuple[Scenario, Scenario]) -> None:
    a, b = (Runner("compiled").run(one) for one in pair)
    assert len(found.gaps) == len(headlines(pair[0])) * 2 * 3
    for gap in found.gaps:
        place = (gap.place.series, gap.place.year, gap.place.region)
        assert [gap.a, gap.b] == pytest.approx([a.at(*place), b.at(*place)])
        assert gap.parts.keys() == {row.address for row in found.inputs}
        assert sum(gap.parts.values()) == pytest.approx(gap.b - gap.a, rel=1e-9, abs=1e-12 * abs(gap.a))


def test_the_other_way_round_has_the_opposite_parts(
    found: Comparison, pair: tuple[Scenario, Scenario]
) -> None:
    back = attribute(pair[1], pair[0], regions=("us", "World"))
    assert back is not None
    by_place = {gap.place: gap for gap in back.gaps}
    for gap in found.gaps:
        size = max(map(abs, gap.parts.values()))
        for key, part in gap.parts.items():
            assert by_place[gap.place].parts[key] == pytest.approx(-part, rel=1e-6, abs=1e-9 * size)


def test_a_single_change_is_the_whole_gap(scenario: Scenario) -> None:
    found = attribute(scenario, scenario.with_value(MEMORY, 0.5), ("chips.sold",), years=(2029.0,))
    assert found is not None
    (gap,) = found.gaps
    assert gap.b != gap.a
    assert gap.parts == {MEMORY: pytest.approx(gap.b - gap.a)}


def test_what_has_no_effect_gets_nothing(scenario: Scenario) -> None:
    late = Event(2036.0, LOSSES, "Too late", set=0.2)
    b = replace(scenario.with_value(MEMORY, 0.5), events=(late,))
    found = attribute(scenario, b, ("chips.sold", "energy.firm_power"), years=(2030.0, 2035.0))
    assert found is not None
    for gap in found.gaps:
        (event,) = (part for key, part in gap.parts.items() if key != MEMORY)
        assert event == 0.0
        assert gap.parts[MEMORY] == pytest.approx(gap.b - gap.a)


def test_the_reference_has_its_part(scenario: Scenario) -> None:
    a = Scenario(reference("2026.1"))
    b = scenario.with_value(MEMORY, 0.5)
    found = attribute(a, b, ("chips.sold",), years=(2030.0,))
    assert found is not None
    (gap,) = found.gaps
    assert gap.parts.keys() == {"reference", MEMORY}
    assert sum(gap.parts.values()) == pytest.approx(gap.b - gap.a)
    middle = [
        Runner("compiled").run(one).at("chips.sold", 2030.0) for one in (scenario, a.with_value(MEMORY, 0.5))
    ]
    by_hand = ((middle[0] - gap.a) + (gap.b - middle[1])) / 2.0
    assert gap.parts["reference"] == pytest.approx(by_hand)


def test_many_changes_are_sampled_and_still_add_up(scenario: Scenario) -> None:
    easing = [one for one in scenario.catalogue.parameters if one.startswith("chips.ease.")]
    build = [one for one in scenario.catalogue.parameters if one.endswith(".build_limit")]
    b = scenario
    for address in (*easing, *build):
        b = b.with_value(address, scenario.at(address, 2027.0) * 0.8)
    found = attribute(scenario, b, ("energy.firm_power",), years=(2030.0,), runs=60)
    assert found is not None
    assert found.sampled
    assert len(found.inputs) > 10
    (gap,) = found.gaps
    assert sum(gap.parts.values()) == pytest.approx(gap.b - gap.a, rel=1e-9)


def test_it_can_be_cancelled_and_refuses_what_is_not_there(pair: tuple[Scenario, Scenario]) -> None:
    left = iter([False, False, True])
    assert attribute(*pair, cancelled=lambda: next(left)) is None
    with pytest.raises(AddressError):
        attribute(*pair, ("chips.nothing",))
    with pytest.raises(AddressError):
        attribute(*pair, regions=("moon",))
    with pytest.raises(ValueRefusedError):
        attribute(*pair, ("binding.layer",))
