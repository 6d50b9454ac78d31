"""The ceilings, and what running means at the meter."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from stackdesk.layers.infrastructure import cost, run, supply
from stackdesk.layers.infrastructure.equations import owning_cost
from tests.layers.infrastructure.room import building, fleet, power


def test_ceilings_are_it_power() -> None:
    room = building()
    supply(room.p, room.s, room.f, power(20.0, on_site=2.5), fleet(7.0))

    assert room.f.ceiling_energy == pytest.approx([16.0])  # 20 / 1.25
    assert room.f.ceiling_connection == pytest.approx([12.0])  # (12.5 + 2.5) / 1.25
    assert room.f.ceiling_shells == pytest.approx([10.0])
    assert room.f.ceiling_chips == pytest.approx([7.0])
    assert room.f.ceiling_operators == pytest.approx([250.0])  # 1,000 k x 10 % / 400 a GW


def test_infrastructure_is_the_lower_of_wires_halls_and_operators() -> None:
    room = building(shells__capacity=30.0)
    supply(room.p, room.s, room.f, power(100.0), fleet(100.0))
    assert room.f.ceiling_infrastructure == pytest.approx([10.0])  # 12.5 / 1.25

    room = building(trades__reach=[0.1, 0.001])
    supply(room.p, room.s, room.f, power(100.0), fleet(100.0))
    assert room.f.ceiling_infrastructure == pytest.approx([2.5])


def test_the_trade_that_running_halls_are_shortest_of_is_known() -> None:
    room = building(
        trades=3,
        trades__workforce=[[80.0, 20.0, 1000.0]],
        trades__reach=0.1,
        trades__share=[0.0, 0.0, 1.0],
        trades__staff=[400.0, 200.0, 0.0],
    )
    supply(room.p, room.s, room.f, power(100.0), fleet(100.0))

    # 8 k at 400 a GW run 20 GW, 2 k at 200 run 10; who only builds runs none
    assert room.f.ceiling_operators == pytest.approx([10.0])
    assert room.f.operator == [1]


@pytest.mark.parametrize(("firm", "chips", "lowest"), [(5.0, 7.0, 4.0), (20.0, 7.0, 7.0), (20.0, 30.0, 10.0)])
def test_what_can_run_is_the_lowest_physical_ceiling(firm: float, chips: float, lowest: float) -> None:
    room = building()
    supply(room.p, room.s, room.f, power(firm), fleet(chips))

    assert room.f.physical == pytest.approx([lowest])


def test_power_on_site_needs_no_wire() -> None:
    room = building(connection__connected=0.0)
    supply(room.p, room.s, room.f, power(5.0, on_site=5.0), fleet(100.0))

    assert room.f.ceiling_connection == pytest.approx([4.0])


def test_more_people_are_there_when_trades_are_eased() -> None:
    room = building(ease__trades=1.5)
    supply(room.p, room.s, room.f, power(100.0), fleet(100.0))

    assert room.f.available[0] == pytest.approx([150.0, 150.0])


def test_running_load_at_the_meter_in_water_and_in_use() -> None:
    room = building()
    room.f.running = [4.0]
    chips = fleet(10.0)
    chips.in_operation = [5.0]
    run(room.p, room.f, chips, 0.5)

    assert room.f.facility_load == pytest.approx([5.0])  # 4 x 1.25
    assert room.f.water == pytest.approx([8.76])  # 4 x 0.5 x 8.76 TWh x 0.5 L/kWh, billion L
    assert room.f.usable == pytest.approx([4.0])  # 5 million, 80 % allocated


def test_owning_cost_takes_prices_from_where_they_are_made() -> None:
    room = building()
    money = SimpleNamespace(cost_of_capital=0.1, utilisation=0.9, h100_price=36.0)
    chips = SimpleNamespace(new_price=[15.0], new_power=[0.7])
    cost(room.p, room.f, [70.0], chips, 6.0, 0.75, money)

    assert room.f.owning_cost == pytest.approx(
        [owning_cost(15.0, 0.7, 10.0, 70.0, 1.1, 0.5, 0.1, 6.0, 1e6, 0.75, 0.9)]
    )
    assert room.f.owning_cost_h100 == pytest.approx(
        [owning_cost(36.0, 1.453, 10.0, 70.0, 1.1, 0.5, 0.1, 6.0, 1e6, 0.75, 0.9)]
    )


def test_what_a_gigawatt_costs_follows_from_its_chips_and_its_hall() -> None:
    room = building()
    money = SimpleNamespace(cost_of_capital=0.1, utilisation=0.9, h100_price=36.0)
    chips = SimpleNamespace(new_price=[15.0], new_power=[0.5])
    cost(room.p, room.f, [70.0], chips, 6.0, 0.75, money)

    # 15 k USD for half a kW: 30 bn USD a GW, and 10 for the hall; two million H100e a GW
    assert room.f.capital_of_power == pytest.approx([40.0])
    assert room.f.owning_cost_of_power == pytest.approx([room.f.owning_cost[0] * 2.0 * 8.76 * 0.9])
