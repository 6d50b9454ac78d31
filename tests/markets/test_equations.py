"""The markets' formulas, worked out by hand."""

from __future__ import annotations

import pytest

from stackdesk.markets.equations import affordable_orders, cash_cost, clearing_rent


def test_rent_stays_where_need_equals_supply() -> None:
    for elasticity in (0.5, 1.0, 1.3):
        assert clearing_rent(2.5, 7.0, 7.0, elasticity) == pytest.approx(2.5)


def test_rent_rises_with_need_over_supply() -> None:
    # twice the supply needed, elasticity one: twice the rent; elasticity one half: four times
    assert clearing_rent(2.0, 6.0, 3.0, 1.0) == pytest.approx(4.0)
    assert clearing_rent(2.0, 6.0, 3.0, 0.5) == pytest.approx(8.0)
    assert clearing_rent(2.0, 3.0, 6.0, 1.0) == pytest.approx(1.0)


def test_a_need_of_constant_elasticity_clears_in_one_step() -> None:
    # need 12 at a rent of 1, falling as rent^-1.5; supply 4
    cleared = clearing_rent(1.0, 12.0, 4.0, 1.5)

    assert 12.0 * cleared**-1.5 == pytest.approx(4.0)


def test_rent_is_finite_without_supply_or_need() -> None:
    assert clearing_rent(2.0, 1.0, 0.0, 1.0) == pytest.approx(200.0)
    assert clearing_rent(2.0, 0.0, 1.0, 1.0) == pytest.approx(0.02)


def test_a_denser_fleet_is_cheaper_to_keep_running() -> None:
    # an H100 takes 1.453 kW: 0.688 million a GW; twice as dense, half the cost
    assert cash_cost(0.2, 1.0 / 1.453) == pytest.approx(0.2)
    assert cash_cost(0.2, 2.0 / 1.453) == pytest.approx(0.1)


def test_with_payments_at_the_budget_as_much_is_ordered_as_is_paid() -> None:
    assert affordable_orders(100.0, 100.0) == pytest.approx(100.0)
    assert affordable_orders(100.0, 40.0) == pytest.approx(160.0)
    assert affordable_orders(100.0, 250.0) == 0.0
