"""The sentence above the chart, word by word."""

from __future__ import annotations

import numpy as np
import pytest

from stackdesk.ui.charts.ceilings import Ceilings, Curve, Pull, chips_per_gw, read_ceilings
from stackdesk.ui.charts.verdict import decimals, verdict
from stackdesk.ui.charts.words import cause_words
from tests.ui.charts.synthetic import view


def standing(year: float = 2030.0, **levels: float) -> Ceilings:
    """Make ceilings that stay at one level."""
    years = np.array([2023.0, 2040.0])
    defaults = {
        "models": 180.0,
        "applications": 155.0,
        "chips": 131.0,
        "energy": 111.8,
        "infrastructure": 103.1,
    }
    values = defaults | {"delivered": 103.1} | levels
    curves = tuple(Curve(key, key, np.array([value, value])) for key, value in values.items())
    return Ceilings(years, curves, year, differs=False)


def test_it_says_what_binds_why_how_much_runs_and_what_is_next() -> None:
    told = verdict("infrastructure", "connection", standing(), "GW")
    assert told.headline == "Infrastructure binds in 2030: connection."
    assert told.rest == ("103.1 of the 155.0 GW wanted runs.", "Next ceiling: energy at 111.8.")


def test_demand_that_is_met_is_told_otherwise() -> None:
    told = verdict("applications", "adoption", standing(applications=98.0, delivered=98.0), "GW")
    assert str(told) == (
        "Applications bind in 2030: adoption. All of the 98.0 GW wanted runs. "
        "Next ceiling: infrastructure at 103.1."
    )


@pytest.mark.parametrize(
    ("layer", "start"),
    [("energy", "Energy binds"), ("chips", "Chips bind"), ("models", "Models bind")],
)
def test_every_layer_has_its_own_sentence(layer: str, start: str) -> None:
    assert verdict(layer, "x", standing(), "GW").headline.startswith(f"{start} in 2030")


def test_when_demand_is_next_it_is_said_as_need() -> None:
    told = verdict("infrastructure", "connection", standing(applications=110.0), "GW")
    assert told.rest[1] == "Next ceiling: need at 110.0."


def test_a_need_that_rent_has_brought_down_to_what_runs_is_not_next() -> None:
    told = verdict("infrastructure", "connection", standing(applications=103.3), "GW")
    assert told.rest[1] == "Next ceiling: energy at 111.8."


def test_nothing_is_promised_where_no_other_ceiling_is_higher() -> None:
    low = standing(chips=103.1, energy=103.1, applications=103.1)
    assert verdict("infrastructure", "connection", low, "GW").rest == (
        "103.1 GW runs; at the going rent no more is wanted.",
    )


def test_dates_and_the_budget_are_told_in_words() -> None:
    told = verdict("energy", "gas turbines", standing(2030.5), "M H100e", (2029.0, 2031.25))
    assert told.headline == "Energy binds in mid 2030: gas turbines."
    assert told.rest[-1] == "The budget cuts orders to early 2031."


def test_one_number_of_decimals_for_a_column() -> None:
    assert [decimals((largest, 0.5)) for largest in (1152.0, 103.1, 4.2, 0.7)] == [0, 1, 2, 3]
    assert [decimals((largest,)) for largest in (0.07, 1e-9, 0.0)] == [4, 6, 2]


def test_causes_are_said_in_the_layers_words_and_items_are_named() -> None:
    shown = view()
    assert cause_words(shown, "energy", "turbines") == "gas turbines"
    assert cause_words(shown, "energy", "build_limit:gas") == "build-out of new gas"
    assert cause_words(shown, "infrastructure", "trade:electricians") == "electricians"
    assert cause_words(shown, "infrastructure", "capital") == "capital"
    assert cause_words(shown, "chips", "something_new") == "something new"


def test_infrastructure_is_the_lower_of_connection_and_halls() -> None:
    shown = view()
    read = read_ceilings(shown)
    connection = shown.result.get("infrastructure.ceiling.connection", "World")
    assert np.array_equal(read.curve("infrastructure").values, connection)
    assert not read.differs
    assert {curve.key for curve in read.curves} == {
        "models", "applications", "chips", "energy", "infrastructure", "delivered"
    }  # fmt: skip


def test_chips_are_the_running_ones_a_gigawatt() -> None:
    assert chips_per_gw(np.array([0.0, 2.0, 6.0]), np.array([0.0, 1.0, 2.0])).tolist() == [2.0, 2.0, 3.0]
    assert chips_per_gw(np.zeros(2), np.zeros(2)).tolist() == [0.0, 0.0]
    shown = view()
    delivered = read_ceilings(shown, chips=True).curve("delivered").values
    assert np.allclose(delivered, shown.result.get("chips.in_operation", "World"))


def test_a_comparison_is_drawn_only_where_something_differs() -> None:
    read = read_ceilings(view(2.6))
    assert read.differs
    assert read.at("delivered") > read.at("baseline")
    assert read.reference_at("chips") == read.at("chips"), "packaging has not moved"


def test_a_ceiling_far_above_need_leaves_the_plot_instead_of_flattening_the_rest() -> None:
    assert standing(models=9000.0).extent(log=False) == (0.0, 1.5 * 155.0)
    assert standing(models=9000.0, energy=300.0).extent(log=False) == (0.0, 300.0)
    assert standing().extent(log=True) == (103.1, 180.0)


def test_where_rent_has_cleared_the_verdict_says_what_rent_at_cost_would_call_for() -> None:
    told = verdict("infrastructure", "connection", standing(applications=103.1), "GW", pull=Pull(187.0))
    assert told.rest[0] == "103.1 GW runs; with rent at cost, 187.0 would."


def test_for_the_world_the_verdict_counts_the_regions_in_which_the_layer_binds() -> None:
    told = verdict("chips", "memory", standing(), "GW", pull=Pull(187.0, (5, 7)))
    assert told.headline == "Chips bind in 2030 in 5 of 7 regions: memory."


def test_where_a_layer_binds_everywhere_the_count_is_left_out() -> None:
    told = verdict("chips", "memory", standing(), "GW", pull=Pull(187.0, (7, 7)))
    assert told.headline == "Chips bind in 2030: memory."
