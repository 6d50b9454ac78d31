"""The energy room's formulas, worked out by hand."""

from __future__ import annotations

import math

import pytest

from stackdesk.layers.energy.equations import (
    OF_CAPITAL,
    OF_LEVELISED,
    choice_weight,
    energy_of_tokens,
    scarcity_price,
    turbine_mark_up,
    turbine_price,
)


def test_power_without_a_reserve_costs_the_full_mark_up() -> None:
    # 60 x (1 + 1.5) = 150
    assert scarcity_price(60.0, 0.0, 1.5, 0.1) == pytest.approx(150.0)
    assert scarcity_price(60.0, -0.3, 1.5, 0.1) == pytest.approx(150.0)


def test_the_mark_up_falls_to_37_per_cent_within_one_reserve_scale() -> None:
    # 60 x (1 + 1.5 e^-1) = 60 x 1.551819 = 93.1091
    assert scarcity_price(60.0, 0.1, 1.5, 0.1) == pytest.approx(93.1091, abs=1e-3)
    assert scarcity_price(60.0, 2.0, 1.5, 0.1) == pytest.approx(60.0, abs=1e-5)


def test_turbines_cost_more_when_the_backlog_is_longer_than_normal() -> None:
    # 5 years against 2.5: twice as long; response 0.5: square root of two
    assert turbine_price(5.0, 2.5, 0.5) == pytest.approx(math.sqrt(2.0))
    assert turbine_price(2.5, 2.5, 0.5) == pytest.approx(1.0)
    assert turbine_price(0.0, 2.5, 1.0) == 0.5


def test_a_plant_costs_more_by_the_turbine_in_it() -> None:
    # turbine 30 % of the capital, at double price: + 30 %; half a turbine for each GW: + 15 %
    assert turbine_mark_up(2.0, 1.0, OF_CAPITAL) == pytest.approx(1.3)
    assert turbine_mark_up(2.0, 0.5, OF_CAPITAL) == pytest.approx(1.15)
    assert turbine_mark_up(2.0, 0.0, OF_CAPITAL) == 1.0
    assert turbine_mark_up(0.5, 1.0, OF_CAPITAL) == pytest.approx(0.85)


def test_what_a_plant_makes_costs_less_more_since_most_of_it_is_fuel() -> None:
    # turbine 8 % of the levelised cost, at three times the price: + 16 %
    assert turbine_mark_up(3.0, 1.0, OF_LEVELISED) == pytest.approx(1.16)


def test_a_source_loses_by_cost_and_by_waiting() -> None:
    # exp(-0.05 x (60 + 10 x 4)) = e^-5
    assert choice_weight(60.0, 4.0, 10.0, 0.05) == pytest.approx(math.exp(-5.0))
    # a year's wait at 10 is as bad as 10 more USD/MWh
    assert choice_weight(60.0, 4.0, 10.0, 0.05) == pytest.approx(choice_weight(70.0, 3.0, 10.0, 0.05))


def test_tokens_take_what_the_compute_behind_them_draws() -> None:
    # 8.76 TWh a year of a million H100e, half a million of them for 1e15 tokens: 4.38e9 kWh for 1e9 million
    assert energy_of_tokens(8.76, 0.5) == pytest.approx(4.38)
