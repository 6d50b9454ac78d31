"""The infrastructure room's formulas, worked out by hand."""

from __future__ import annotations

import pytest

from stackdesk.layers.infrastructure.equations import cost_of_power, owning_cost, people_needed


def test_owning_cost_without_interest() -> None:
    # chip 40 k USD over 5 years: 8; hall 10 k USD/kW x 2 kW over 20 years: 1; operation 0.5 x 2: 1
    # 10 k USD a year over 8,760 h = 1.141553; at 0.5 of the hours twice that
    def cost(hours: float) -> float:
        return owning_cost(40.0, 2.0, 10.0, 0.0, 1.2, 0.5, 0.0, 5.0, 20.0, 0.8, hours)

    assert cost(1.0) == pytest.approx(1.141553, abs=1e-6)
    assert cost(0.5) == pytest.approx(2.283105, abs=1e-6)


def test_owning_cost_of_energy() -> None:
    # 2 kW x 0.8 load x 1.25 PUE = 2 kWh an hour at 60 USD/MWh: 0.12; with half of the hours sold 0.24
    assert owning_cost(0.0, 2.0, 0.0, 60.0, 1.25, 0.0, 0.0, 5.0, 20.0, 0.8, 1.0) == pytest.approx(0.12)
    assert owning_cost(0.0, 2.0, 0.0, 60.0, 1.25, 0.0, 0.0, 5.0, 20.0, 0.8, 0.5) == pytest.approx(0.24)


def test_owning_cost_recovers_capital_at_interest() -> None:
    # 8.76 k USD over 2 years at 10 %: 0.576190 of it a year, one USD an hour for each 8.76 k a year
    assert owning_cost(8.76, 1.0, 0.0, 0.0, 1.2, 0.0, 0.1, 2.0, 20.0, 0.8, 1.0) == pytest.approx(
        0.576190, abs=1e-6
    )


def test_people_needed_spread_the_work_over_the_lead_time() -> None:
    # 6 GW over 2 years = 3 GW a year x 5,000 worker-years x 0.4 = 6 thousand
    assert people_needed(5000.0, 6.0, 2.0, 0.4) == pytest.approx(6.0)


def test_a_gigawatt_costs_what_its_chips_cost_over_the_hours_sold() -> None:
    # 2 kW: half a million H100e a GW, each 8,760 x 0.9 hours at 1.5 USD: 5.913 bn USD
    assert cost_of_power(1.5, 2.0, 0.9) == pytest.approx(5.913)


def test_a_gigawatt_costs_a_year_what_is_spent_on_it() -> None:
    # 10 k USD/kW over 5 years, nothing else, whatever the hours: 2 bn USD a year
    for hours in (0.5, 1.0):
        cost = owning_cost(20.0, 2.0, 0.0, 0.0, 1.2, 0.0, 0.0, 5.0, 20.0, 0.8, hours)
        assert cost_of_power(cost, 2.0, hours) == pytest.approx(2.0)
