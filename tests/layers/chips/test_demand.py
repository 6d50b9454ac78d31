"""Orders of chips, and what the chains make of them."""

from __future__ import annotations

from typing import Any

import pytest

from stackdesk.layers.chips import CHIPS, demand, rates
from tests.layers.chips.room import DOMESTIC, GLOBAL, asked, chips

CAUSES = [key for key, _ in CHIPS.causes]


def test_causes_stand_where_they_are_booked() -> None:
    assert CAUSES == ["logic", "packaging", "memory", "assembly", "access", "capital"]


def test_orders_close_the_gap_to_what_buyers_want() -> None:
    room = chips(fleet_2023=[1.0], order_time=2.0, chains__power=0.8)
    room.s.transit[0][1][1] = 0.0
    demand(room.p, room.s, room.f, asked([4.8]), 0.0)

    # 4.8 - 0.8 GW over two years at 0.8 kW: 2.5 million a year; the chain makes 1.8 of them at 20 k USD
    assert room.f.ordered == pytest.approx([2.0])
    assert room.f.orders == pytest.approx([2.5])
    assert room.f.book == pytest.approx([2.5])
    assert room.f.attainable == pytest.approx([1.8])
    assert room.f.capital_cost == pytest.approx([36.0])


@pytest.mark.parametrize("place", ["shells_ready", "connection_ready", "power_ready"])
def test_orders_never_go_beyond_halls_that_will_stand_powered(place: str) -> None:
    room = chips(fleet_2023=[1.0])
    demand(room.p, room.s, room.f, asked([5.0], **{place: 1.5}), 0.0)

    assert room.f.orders == pytest.approx([0.5])
    assert room.f.ordered == pytest.approx([0.5])
    cut = {"shells_ready": "cut_shells", "connection_ready": "cut_connection", "power_ready": "cut_power"}
    for ready, flow in cut.items():
        assert getattr(room.f, flow) == pytest.approx([3.5 if ready == place else 0.0])


def test_nothing_is_ordered_without_a_hall() -> None:
    room = chips(fleet_2023=[1.0])
    demand(room.p, room.s, room.f, asked([5.0], shells_ready=0.9), 0.0)

    assert room.f.orders == room.f.ordered == [0.0]
    assert room.f.cut_shells == pytest.approx([4.0])


def test_the_domestic_chain_is_served_first() -> None:
    room = chips(chains=2, chains__access=[[0.5, 1.0]], chains__packaging=[10.0, 1.0])
    demand(room.p, room.s, room.f, asked([1.0]), 0.0)

    # of 1 million, the domestic chain takes orders for 1.5 x 0.18; of the rest half is let through
    assert room.f.chain_orders[DOMESTIC] == pytest.approx([0.27])
    assert room.f.chain_orders[GLOBAL] == pytest.approx([0.365])
    assert room.f.refused_access == pytest.approx([0.365])


def test_halls_are_filled_chain_by_chain_in_gigawatts() -> None:
    room = chips(
        chains=2,
        chains__access=[[1.0, 1.0]],
        chains__packaging=[100.0, 1.0],
        chains__power=[1.0, 2.0],
        chains__performance=[1.0, 0.5],
    )
    demand(room.p, room.s, room.f, asked([3.0]), 0.0)

    # 0.18 million domestic packages of half an H100e at 2 kW each make 0.18 GW; 1.5 times that is asked for:
    # 0.27 GW or 0.135 million H100e in 0.27 million packages; the other 2.73 GW take 2.73 million H100e
    assert room.f.chain_orders[DOMESTIC] == pytest.approx([0.135])
    assert room.f.chain_orders[GLOBAL] == pytest.approx([2.73])
    assert room.f.orders == pytest.approx([2.865])
    assert room.f.book == pytest.approx([2.73, 0.27])
    assert room.f.refused_access == [0.0]


def test_what_access_refuses_is_booked_in_power() -> None:
    room = chips(chains__access=[[0.25]], chains__power=2.0)
    demand(room.p, room.s, room.f, asked([1.6]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    # 1.6 GW wanted, a quarter let through: what is refused was ordered
    assert room.f.ordered == pytest.approx([1.6])
    assert room.d.booking[0][CAUSES.index("access")] == pytest.approx(1.2)


def test_the_scarcest_input_books_what_it_refused() -> None:
    room = chips(chains__power=0.5)
    demand(room.p, room.s, room.f, asked([1.5]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    # 3 million asked, packaging makes 1.8: 1.2 million x 0.5 kW
    assert room.f.packages == pytest.approx(1.8)
    assert room.d.booking[0] == pytest.approx([0.0, 0.6, 0.0, 0.0, 0.0, 0.0])


def test_the_budget_books_what_it_cut() -> None:
    room = chips(chains__packaging=100.0)
    demand(room.p, room.s, room.f, asked([2.0]), 0.0)
    rates(room.p, room.s, room.f, room.d, 0.25)

    assert room.f.shipments == pytest.approx([0.5])
    assert room.d.booking[0] == pytest.approx([0.0, 0.0, 0.0, 0.0, 0.0, 1.5])


def test_a_short_chain_serves_regions_in_proportion_to_their_orders() -> None:
    room = chips(regions=2)
    demand(room.p, room.s, room.f, asked([3.0, 1.0]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    assert room.f.shipments == pytest.approx([1.35, 0.45])  # 1.8 million as three to one
    assert [sales[0] for sales in room.d.sales] == pytest.approx([1.35, 0.45])


def test_sales_carry_power_and_bandwidth() -> None:
    room = chips(chains__power=0.5, chains__bandwidth=1.5)
    demand(room.p, room.s, room.f, asked([0.5]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    assert room.d.sales == [pytest.approx([1.0, 0.5, 1.5])]
    assert room.f.revenue == pytest.approx(10.0)  # 1 million x 20 k USD, half of it the vendors'


def test_vehicles_and_robots_take_packages_from_the_same_book() -> None:
    room = chips()
    demand(room.p, room.s, room.f, asked([1.8]), 1.8)
    rates(room.p, room.s, room.f, room.d, 1.0)

    assert room.f.book == pytest.approx([3.6])
    assert room.f.packages == pytest.approx(1.8)
    assert room.f.shipments == pytest.approx([0.9])
    assert room.f.revenue == pytest.approx(9.0)  # of data centres: 0.9 million x 20 k USD, half


@pytest.mark.parametrize("funded", [1.0, 0.6, 0.0])
@pytest.mark.parametrize("wanted", [0.5, 3.6])
def test_chips_shipped_are_chips_paid(wanted: float, funded: float) -> None:
    room = chips(regions=2, chains=2, chains__price=[20.0, 30.0], chains__access=[[1.0, 0.0], [0.5, 1.0]])
    demand(room.p, room.s, room.f, asked([wanted, 2.0 * wanted]), 0.3)
    rates(room.p, room.s, room.f, room.d, funded)

    assert room.f.revenue / 0.5 == pytest.approx(funded * sum(room.f.capital_cost))


def test_short_money_and_a_short_chain_share_what_is_refused() -> None:
    room = chips()
    demand(room.p, room.s, room.f, asked([3.6]), 0.0)
    rates(room.p, room.s, room.f, room.d, 0.5)

    # of 3.6 GW half is not paid; of the other 1.8 the chain, which makes half of what is asked, makes 0.9
    assert room.d.sales[0][1] == pytest.approx(0.9)
    assert room.d.booking[0] == pytest.approx([0.0, 0.9, 0.0, 0.0, 0.0, 1.8])


def expansions(wanted: float, **numbers: Any) -> list[float]:
    """Give how the four inputs expand, as a share of what stands, when `wanted` packages are asked for."""
    room = chips(**numbers)
    demand(room.p, room.s, room.f, asked([wanted]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)
    return [grown / stands for grown, stands in zip(room.d.expand[0], room.s.capacity[0], strict=True)]


def test_only_inputs_short_of_the_book_expand() -> None:
    # 2.7 asked: packaging allows 1.8, half over it, answered by half: 25 %
    assert expansions(2.7) == pytest.approx([0.0, 0.25, 0.0, 0.0])


def test_expansion_is_held_to_the_greatest_growth() -> None:
    assert expansions(1000.0) == pytest.approx([0.4, 0.8, 0.6, 1.0])


def test_what_is_being_built_counts_as_capacity() -> None:
    room = chips()
    room.s.pipe[0][1] = [2.0, 2.0, 1.0]  # packaging: 10 stand, 5 under way
    demand(room.p, room.s, room.f, asked([2.7]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    assert room.d.expand[0][1] == pytest.approx(0.0)


def test_idle_capacity_shrinks_by_what_is_not_used() -> None:
    room = chips(idle_shrink=0.1)
    demand(room.p, room.s, room.f, asked([0.9]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    # packaging could make 1.8: half idle; assembly 3.6: three quarters; memory 10: 91 %
    # phones and computers use the logic that AI leaves
    assert room.d.shrink[0] == pytest.approx([0.0, 0.05, 0.091, 0.075])


def test_half_the_money_buys_half_of_what_can_be_delivered() -> None:
    shipped = []
    for funded in (1.0, 0.5):
        room = chips()
        demand(room.p, room.s, room.f, asked([3.6]), 0.0)  # twice what packaging allows
        rates(room.p, room.s, room.f, room.d, funded)
        shipped.append(room.f.shipments[0])

    assert shipped[1] == pytest.approx(0.5 * shipped[0])


def test_chips_of_every_chain_fit_the_halls_they_were_ordered_for() -> None:
    room = chips(chains=2, chains__power=[1.0, 2.0], chains__packaging=100.0, chains__access=[[1.0, 1.0]])
    demand(room.p, room.s, room.f, asked([1.0]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    assert room.d.sales[0][1] <= 1.0 + 1e-9


def test_an_input_that_a_chain_lacks_is_never_built() -> None:
    # known limit: expansion is a share of what stands, so a chain keeps out of what it never made
    room = chips(chains__packaging=0.0)
    demand(room.p, room.s, room.f, asked([1.0]), 0.0)
    rates(room.p, room.s, room.f, room.d, 1.0)

    assert room.d.expand[0][1] == 0.0
    assert room.f.packages == 0.0
    assert room.d.booking[0][1] == pytest.approx(1.0)  # and packaging is named for what is not made
