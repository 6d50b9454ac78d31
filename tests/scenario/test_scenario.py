"""The scenario and what holds over the years; every number here is worked out by hand.

The small reference, at the present of 2026.75: losses 0.06; growth 1.0 in 2023 to 2.5 at the present to 4.0
in 2030; headroom 20, 30, 10 GW (60 together); price 60, 40, 80 (60 on average); lead times 3 and 8 years.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stackdesk.core.errors import AddressError, ValueRefusedError
from stackdesk.scenario import Event, Library, Scenario, Trajectory, differences, sample
from tests.scenario.small import PARAMETERS, bare, write_reference


def test_a_bare_scenario_is_the_reference(scenario: Scenario) -> None:
    assert sample(scenario, "energy.losses", [2023, 2030]) == [0.06, 0.06]
    assert sample(scenario, "energy.growth", [2023, 2026.75, 2028.375, 2030, 2040]) == [
        1.0,
        2.5,
        3.25,
        4.0,
        4.0,
    ]
    assert sample(scenario, "energy.price", [2030], "us") == [60.0]
    assert sample(scenario, "energy.price", [2030], "europe") == [80.0]
    assert scenario.changes() == []


def test_a_plain_value_acts_from_the_present_on(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.losses", 0.1)

    assert sample(edited, "energy.losses", [2023, 2026.5, 2026.75, 2040]) == [0.06, 0.06, 0.1, 0.1]
    assert not edited.edits_history


def test_history_stays_when_the_reference_has_a_path(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.growth", 1.0)

    assert sample(edited, "energy.growth", [2023, 2024.875, 2026.75, 2030]) == [1.0, 1.75, 1.0, 1.0]


def test_a_lead_time_ramps_over_half_a_year(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.sources.gas.lead_time", 2.0)

    values = sample(edited, "energy.sources.gas.lead_time", [2026.5, 2026.75, 2027.0, 2027.25, 2030])
    assert values == [3.0, 3.0, 2.5, 2.0, 2.0]


def test_a_later_trajectory_is_reached_in_a_straight_line(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.losses", {2028.75: 0.1, 2030.75: 0.2})

    values = sample(edited, "energy.losses", [2026, 2026.75, 2027.75, 2028.75, 2029.75, 2035])
    assert values == pytest.approx([0.06, 0.06, 0.08, 0.1, 0.15, 0.2], abs=1e-15)
    assert not edited.edits_history


def test_a_trajectory_with_an_earlier_point_replaces_all_and_edits_history(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.growth", {2024: 2.0, 2028: 4.0})

    assert sample(edited, "energy.growth", [2023, 2024, 2026, 2028, 2030]) == [2.0, 2.0, 3.0, 4.0, 4.0]
    assert edited.edits_history


def test_the_present_can_be_moved(scenario: Scenario) -> None:
    edited = replace(scenario, present=2028.0).with_value("energy.losses", 0.1)

    assert sample(edited, "energy.losses", [2027, 2028]) == [0.06, 0.1]


def test_a_world_amount_keeps_the_regions_proportions(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.headroom", 120.0)

    at_2030 = [edited.at("energy.headroom", 2030, region) for region in ("us", "china", "europe", None)]
    assert at_2030 == [40.0, 60.0, 20.0, 120.0]
    assert edited.at("energy.headroom", 2025, "us") == 20.0


def test_a_world_mean_scales_every_region_within_its_limits(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.price", 90.0)

    at_2030 = [edited.at("energy.price", 2030, region) for region in ("us", "china", "europe", "World")]
    assert at_2030 == [90.0, 60.0, 100.0, 90.0]  # Europe's 120 is above the hard limit of 100


def test_an_amount_of_nothing_is_shared_out_evenly(library: Library, scenario: Scenario) -> None:
    entries = dict(scenario.reference.entries)
    entries["energy.headroom"] = replace(entries["energy.headroom"], by_region={}, value=0.0)
    nothing = replace(scenario.reference, entries=entries)

    edited = Scenario(nothing).with_value("energy.headroom", 30.0)

    assert [edited.at("energy.headroom", 2030, region) for region in ("us", "china")] == [10.0, 10.0]


def test_a_world_path_is_shared_out_along_its_way(scenario: Scenario) -> None:
    later = scenario.with_value("energy.headroom", {2028.75: 120.0})
    assert sample(later, "energy.headroom", [2026, 2026.75, 2027.75, 2028.75], "us") == [
        20.0,
        20.0,
        30.0,
        40.0,
    ]

    earlier = scenario.with_value("energy.headroom", {2024: 30.0, 2030: 60.0})
    assert sample(earlier, "energy.headroom", [2023, 2024, 2027, 2030], "china") == [15.0, 15.0, 22.5, 30.0]


def test_the_present_decides_how_a_later_world_value_is_shared(tmp_path: Path) -> None:
    growing = "by_region = {us = {2026 = 20.0, 2030 = 100.0}, china = 30.0, europe = 10.0}"
    parameters = PARAMETERS.replace("by_region = {us = 20.0, china = 30.0, europe = 10.0}", growing)
    edited = bare(write_reference(tmp_path, parameters=parameters)).with_value("energy.headroom", 150.0)

    assert sample(edited, "energy.headroom", [2027, 2030], "us") == [70.0, 70.0]  # 35 of 75 at the present


def test_a_trajectory_from_the_present_on_leaves_history_alone(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.losses", {2026.75: 0.1, 2028.75: 0.2})

    assert sample(edited, "energy.losses", [2026.5, 2026.75, 2028.75]) == [0.06, 0.1, 0.2]
    assert not edited.edits_history


def test_a_region_can_be_held_at_the_reference_while_the_world_moves(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.headroom", 120.0).with_value("energy.headroom", 20.0, "us")

    assert edited.at("energy.headroom", 2030, "us") == 20.0
    assert edited.at("energy.headroom", 2030, "china") == 60.0


def test_a_regional_value_follows_the_worlds_history(scenario: Scenario) -> None:
    world = scenario.with_value("energy.headroom", {2024: 30.0, 2030: 60.0})
    edited = world.with_value("energy.headroom", 50.0, "china")

    assert sample(edited, "energy.headroom", [2024, 2026.75], "china") == [15.0, 50.0]


def test_a_regional_value_wins_over_the_world(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.headroom", 25.0, region="us").with_value("energy.headroom", 120.0)

    assert edited.at("energy.headroom", 2030, "us") == 25.0
    assert edited.at("energy.headroom", 2030, "china") == 60.0
    assert edited.changes() == [("energy.headroom", None), ("energy.headroom", "us")]


def test_a_region_is_set_alone(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.price", 50.0, "china")

    assert sample(edited, "energy.price", [2026, 2027], "china") == [40.0, 50.0]
    assert sample(edited, "energy.price", [2026, 2027], "us") == [60.0, 60.0]
    assert edited.changed("energy.price")
    assert edited.changed("energy.price", "china")
    assert not edited.changed("energy.price", "us")


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        (Event(2028.0, "energy.losses", add=0.04), 0.06, 0.10),
        (Event(2028.0, "energy.losses", multiply=2.0), 0.06, 0.12),
        (Event(2028.0, "energy.losses", set=0.2), 0.06, 0.2),
        (Event(2028.0, "energy.losses", add=5.0), 0.06, 0.3),  # kept within the hard limit
    ],
)
def test_an_event_acts_from_its_date_on(
    scenario: Scenario, event: Event, before: float, after: float
) -> None:
    edited = replace(scenario, events=(event,))

    assert edited.at("energy.losses", 2027.99) == before
    assert sample(edited, "energy.losses", [2028, 2040]) == pytest.approx([after, after], abs=1e-15)


def test_events_act_on_what_was_set_and_on_each_other(scenario: Scenario) -> None:
    events = (Event(2030.0, "energy.losses", multiply=2.0), Event(2028.0, "energy.losses", add=0.02))
    edited = replace(scenario.with_value("energy.losses", 0.1), events=events)

    values = sample(edited, "energy.losses", [2026, 2027, 2028, 2030])
    assert values == pytest.approx([0.06, 0.1, 0.12, 0.24], abs=1e-15)


def test_an_event_keeps_the_slope_of_a_path(scenario: Scenario) -> None:
    edited = replace(scenario, events=(Event(2028.375, "energy.growth", add=1.0),))

    assert sample(edited, "energy.growth", [2026.75, 2028.375, 2030]) == [2.5, 4.25, 5.0]


def test_an_event_on_a_lead_time_ramps(scenario: Scenario) -> None:
    edited = replace(scenario, events=(Event(2028.0, "energy.sources.gas.lead_time", multiply=2.0),))

    values = sample(edited, "energy.sources.gas.lead_time", [2028, 2028.25, 2028.5, 2030])
    assert values == [3.0, 4.5, 6.0, 6.0]


def test_an_event_of_one_region_leaves_the_others(scenario: Scenario) -> None:
    edited = replace(scenario, events=(Event(2028.0, "energy.headroom", region="us", add=5.0),))

    assert edited.at("energy.headroom", 2030, "us") == 25.0
    assert edited.at("energy.headroom", 2030, "china") == 30.0


def test_what_a_world_event_adds_to_an_amount_is_shared(scenario: Scenario) -> None:
    edited = replace(scenario, events=(Event(2028.0, "energy.headroom", add=12.0),))

    assert [edited.at("energy.headroom", 2030, key) for key in ("us", "china", "europe")] == [
        24.0,
        36.0,
        12.0,
    ]


def test_events_before_the_present_edit_history(scenario: Scenario) -> None:
    assert replace(scenario, events=(Event(2025.0, "energy.losses", add=0.01),)).edits_history
    assert not replace(scenario, events=(Event(2027.0, "energy.losses", add=0.01),)).edits_history


def test_a_value_dragged_back_is_no_change(scenario: Scenario) -> None:
    assert scenario.with_value("energy.losses", 0.1).with_value("energy.losses", 0.06) == scenario
    assert scenario.with_value("energy.price", 50, "us").with_value("energy.price", 60, "us") == scenario


def test_a_plain_value_that_stops_a_path_is_a_change(scenario: Scenario) -> None:
    assert scenario.with_value("energy.growth", 2.5).changed("energy.growth")


def test_reset_takes_the_value_everywhere_and_its_reason(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.price", 50).with_value("energy.price", 70, "us")
    edited = edited.with_reason("energy.price", "A new market")

    assert edited.without("energy.price") == scenario


def test_reset_of_one_region_keeps_the_rest_and_the_reason(scenario: Scenario) -> None:
    both = scenario.with_value("energy.price", 50, "china").with_value("energy.price", 70, "us")
    both = both.with_reason("energy.price", "A new market")

    left = both.without("energy.price", "us")

    assert dict(left.regional) == {("china", "energy.price"): 50.0}
    assert left.reasons["energy.price"] == "A new market"


def test_an_edit_leaves_the_old_scenario_alone(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.losses", 0.1)

    assert scenario.values == {}
    with pytest.raises(TypeError):
        edited.values["energy.losses"] = 0.2  # type: ignore[index]  # that it is refused is the point


@pytest.mark.parametrize(
    ("address", "value", "region", "message"),
    [
        ("energy.losses", 0.5, None, "energy.losses: 0.5 is too high; allowed 0 to 0.3"),
        ("energy.losses", -1, None, "energy.losses: -1 is too low; allowed 0 to 0.3"),
        (
            "energy.sources.gas.lead_time",
            40,
            None,
            "energy.sources.gas.lead_time: 40 is too high; allowed 0.25 to 15 years",
        ),
        ("energy.headroom", 400, None, "energy.headroom: 400 is too high; allowed 0 to 300 GW"),
        ("energy.headroom", 200, "us", "energy.headroom: 200 is too high; allowed 0 to 100 GW"),
        ("energy.losses", {2030: 0.1, 2031: 0.4}, None, "energy.losses: 0.4 is too high; allowed 0 to 0.3"),
        ("energy.losses", {30: 0.1}, None, "energy.losses: years go from 1900 to 2200"),
        (
            "energy.losses",
            Trajectory(((2030, 0.1), (2030, 0.2))),
            None,
            "energy.losses: a year stands twice",
        ),
        ("energy.losses", "0.1", None, "'0.1' is not a number"),
    ],
)
def test_a_value_outside_its_limits_is_refused(
    scenario: Scenario, address: str, value: Any, region: str | None, message: str
) -> None:
    with pytest.raises(ValueRefusedError) as error:
        scenario.with_value(address, value, region)

    assert str(error.value) == message


def test_a_region_of_what_has_none_is_refused(scenario: Scenario) -> None:
    with pytest.raises(AddressError, match=r"^energy\.losses: has one value for the World, none for us$"):
        scenario.with_value("energy.losses", 0.1, "us")


def test_only_what_changed_differs(scenario: Scenario) -> None:
    losses = scenario.with_value("energy.losses", 0.1)
    both = losses.with_value("energy.price", 50, "us")

    assert differences(losses, both) == [("energy.price", "us")]
    assert differences(both, scenario) == [("energy.losses", None), ("energy.price", "us")]
    assert differences(both, both.with_title("Other")) == []


def test_a_world_value_differs_in_every_region(scenario: Scenario) -> None:
    edited = scenario.with_value("energy.headroom", 120)

    places = [("energy.headroom", region) for region in ("china", "europe", "us")]
    assert differences(scenario, edited) == places


def test_events_and_the_present_make_a_difference(scenario: Scenario) -> None:
    event = replace(scenario, events=(Event(2028.0, "energy.price", region="us", add=5.0),))
    losses = scenario.with_value("energy.losses", 0.1)

    assert differences(scenario, event) == [("energy.price", "us")]
    assert differences(losses, replace(losses, present=2028.0)) == [("energy.losses", None)]
    assert differences(scenario, replace(scenario, present=2028.0)) == []
