"""Rent, spare compute, trade, expectations."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

from stackdesk.markets import advance, ask, clear, look_ahead, price, settle, start
from stackdesk.markets.equations import HIGHEST_RENT
from tests.layers.rooms import clock
from tests.markets.room import halls, market, needing, running

OPEN, CLOSED = [0.0, 0.0], [1.0, 1.0]


def cleared(
    need: list[float], runnable: list[float], sovereign: list[float]
) -> tuple[SimpleNamespace, SimpleNamespace]:
    """Give the markets' and infrastructure's flows after clearing; a GW runs a million H100e."""
    room, ceilings = market(len(need)), halls(runnable)
    clear(room.s, room.f, needing(need), ceilings, running(runnable), sovereign)
    return room.f, ceilings


def test_markets_start_at_the_rent_of_2023() -> None:
    room = market(rent__start=3.2)
    start(room.p, room.s)

    assert (room.s.rent, room.s.external_index) == ([3.2], 1.0)


def test_new_capacity_pays_at_the_hurdle_over_owning_cost() -> None:
    room = market()
    ask(room.p, room.s, room.f, [1.5])

    assert room.f.paying_rent == pytest.approx([1.8])
    assert (room.f.rent, room.f.paid, room.f.discount) == ([2.0], [2.0], [1.0])


def test_in_a_tight_market_rent_is_to_rise_and_nothing_is_let_cheaper() -> None:
    room = market()
    price(room.p, room.s, room.f, needing([6.0]), running([3.0]), [1.0])

    assert room.f.rent_target == pytest.approx([4.0])
    assert (room.f.discount, room.f.paid) == ([1.0], [2.0])


def test_spare_compute_is_let_at_the_rent_that_clears() -> None:
    room = market()
    price(room.p, room.s, room.f, needing([1.5]), running([3.0]), [1.0])

    # half of it needed, elasticity one: half the rent
    assert room.f.discount == pytest.approx([0.5])
    assert room.f.paid == pytest.approx([1.0])


def test_spare_compute_is_not_let_below_cash_cost() -> None:
    room = market()
    chips = running([100.0])
    chips.density = [1.0 / 1.453]
    price(room.p, room.s, room.f, needing([1.0]), chips, [1.0])

    # clearing would take 0.02 USD; power, staff and parts of an H100 cost 0.2
    assert room.f.rent_target == pytest.approx([0.2])
    assert room.f.paid == pytest.approx([0.2])
    assert room.f.discount == pytest.approx([0.1])


def test_a_discount_that_went_too_far_is_taken_back_but_never_beyond_the_contract() -> None:
    room = market()
    room.f.paid = [0.5]
    price(room.p, room.s, room.f, needing([6.0]), running([3.0]), [1.0])
    assert (room.f.discount, room.f.paid) == ([pytest.approx(2.0)], [pytest.approx(1.0)])

    price(room.p, room.s, room.f, needing([12.0]), running([3.0]), [1.0])
    assert room.f.rent_target == pytest.approx([4.0])
    assert room.f.paid == pytest.approx([2.0])  # of the 4 that would clear, contracts hold it at 2


def test_rent_stays_below_a_guard() -> None:
    room = market(rent__start=500.0)
    price(room.p, room.s, room.f, needing([6.0]), running([0.0]), [1.0])

    assert room.f.rent_target == [HIGHEST_RENT]


def test_a_region_that_serves_itself_alone_has_its_own_rent() -> None:
    room = market(2)
    price(room.p, room.s, room.f, needing([6.0, 1.5]), running([3.0, 3.0]), CLOSED)

    assert room.f.rent_target == pytest.approx([4.0, 1.0])


def test_open_regions_share_one_rent() -> None:
    room = market(2)
    price(room.p, room.s, room.f, needing([6.0, 1.5]), running([3.0, 3.0]), OPEN)

    assert room.f.rent_target == pytest.approx([2.5, 2.5])  # 7.5 needed of 6


def test_a_region_with_enough_serves_its_need_and_no_more() -> None:
    flows, ceilings = cleared([2.0], [5.0], [0.0])

    assert (flows.met, flows.occupancy) == ([1.0], [pytest.approx(0.4)])
    assert (ceilings.ceiling_need, ceilings.running) == ([2.0], [pytest.approx(2.0)])


def test_a_region_alone_that_is_short_serves_what_it_can() -> None:
    flows, ceilings = cleared([5.0], [2.0], [0.0])

    assert (flows.met, flows.occupancy) == ([pytest.approx(0.4)], [1.0])
    assert ceilings.running == pytest.approx([2.0])


def test_surplus_serves_unmet_need_abroad() -> None:
    flows, ceilings = cleared([6.0, 1.0], [2.0, 3.0], OPEN)

    # 4 short, 2 spare: all of it goes
    assert (flows.exports, flows.imports) == ([0.0, pytest.approx(2.0)], [pytest.approx(2.0), 0.0])
    assert flows.met == pytest.approx([4.0 / 6.0, 1.0])
    assert ceilings.running == pytest.approx([2.0, 3.0])
    assert ceilings.ceiling_need == pytest.approx([4.0, 3.0])


def test_what_must_be_served_at_home_is_not_imported() -> None:
    flows, _ = cleared([6.0, 1.0], [2.0, 9.0], [0.75, 0.0])

    # 4 short, a quarter of it may come from abroad
    assert flows.imports == pytest.approx([1.0, 0.0])
    assert flows.exports == pytest.approx([0.0, 1.0])
    assert flows.met == pytest.approx([0.5, 1.0])


def test_nothing_crosses_borders_that_are_closed() -> None:
    flows, _ = cleared([6.0, 1.0], [2.0, 9.0], CLOSED)

    assert (flows.imports, flows.exports) == ([0.0, 0.0], [0.0, 0.0])


@pytest.mark.parametrize("sovereign", [[0.0] * 3, [0.3, 0.9, 0.5], [1.0] * 3])
@pytest.mark.parametrize("runnable", [[1.0, 2.0, 30.0], [1.0, 2.0, 3.0], [0.0, 0.0, 5.0], [0.0] * 3])
def test_trade_conserves_compute(sovereign: list[float], runnable: list[float]) -> None:
    need = [4.0, 3.0, 2.0]
    flows, ceilings = cleared(need, runnable, sovereign)

    assert sum(flows.imports) == pytest.approx(sum(flows.exports))
    served = sum(met * wanted for met, wanted in zip(flows.met, need, strict=True))
    assert served == pytest.approx(sum(ceilings.running))
    for r, most in enumerate(runnable):
        assert flows.imports[r] <= (1.0 - sovereign[r]) * max(0.0, need[r] - most) + 1e-12
        assert 0.0 <= flows.met[r] <= 1.0
        assert ceilings.running[r] <= most + 1e-12


def test_the_models_ceiling_adds_what_skills_and_money_would_unlock() -> None:
    room, ceilings = market(), halls([5.0])
    clear(room.s, room.f, needing([2.0], unlocked=1.5), ceilings, running([5.0]), [0.0])

    assert ceilings.ceiling_models == pytest.approx([3.5])


def test_growth_is_what_need_outgrew_its_memory() -> None:
    room = market()
    settle(room.p, room.s, [3.0])
    look_ahead(room.p, room.s, room.f, needing([3.0]), halls([3.0]), running([3.0]))
    assert room.f.growth == pytest.approx([0.5])  # as expected at the start

    room.s.trend = [math.log(3.0)]
    look_ahead(room.p, room.s, room.f, needing([4.5]), halls([3.0]), running([3.0]))
    assert room.f.growth == pytest.approx([math.log(1.5)])


@pytest.mark.parametrize(("need", "growth"), [(1e6, 1.2), (1e-6, -0.3)])
def test_nobody_expects_the_impossible(need: float, growth: float) -> None:
    room = market()
    look_ahead(room.p, room.s, room.f, needing([need]), halls([1.0]), running([1.0]))

    assert room.f.growth == [growth]


def test_a_steady_growth_is_seen_as_it_is() -> None:
    room, need = market(), 1.0
    room.d.rent_target = [2.0]
    for step in range(160):
        need = math.exp(0.4 * step / 8)
        room.d.trend_target = [0.4 * (step + 0.5) / 8]
        advance(room.p, room.s, room.d, clock(2024.0), 0.125, room.n)
        room.s, room.n = room.n, room.s
    look_ahead(room.p, room.s, room.f, needing([need * math.exp(0.05)]), halls([1.0]), running([1.0]))

    assert room.f.growth == pytest.approx([0.4], rel=1e-2)


def test_buyers_want_power_for_what_their_fleet_lacks() -> None:
    room = market()
    look_ahead(room.p, room.s, room.f, needing([7.0]), halls([3.0]), running([3.0]))
    assert room.f.wanted == pytest.approx([3.0 + 4.0 * 0.5])  # new chips take half a kW each

    look_ahead(room.p, room.s, room.f, needing([1.5]), halls([3.0]), running([3.0]))
    assert room.f.wanted == pytest.approx([1.5])  # half of the fleet is enough


def test_contracts_follow_the_clearing_rent_with_a_lag() -> None:
    room = market()
    room.d.rent_target, room.d.capex = [4.0], [80.0]
    advance(room.p, room.s, room.d, clock(2024.0), 0.5, room.n)

    # 4 + (2 - 4) / e; half a year at 80 bn USD
    assert room.n.rent == pytest.approx([4.0 - 2.0 / math.e])
    assert room.n.cumulative == pytest.approx([40.0])


def test_money_from_outside_grows_from_the_present_on() -> None:
    room = market()
    advance(room.p, room.s, room.d, clock(2025.0), 1.0, room.n)
    assert room.n.external_index == 1.0

    advance(room.p, room.s, room.d, clock(2027.0), 1.0, room.n)
    assert room.n.external_index == pytest.approx(1.105171, rel=1e-5)


def test_need_that_is_served_abroad_is_planned_for_once() -> None:
    room, needs, chips = market(2), needing([6.0, 1.0]), running([2.0, 9.0])
    chips.new_power = [1.0, 1.0]
    clear(room.s, room.f, needs, halls([2.0, 9.0]), chips, OPEN)
    look_ahead(room.p, room.s, room.f, needs, halls([2.0, 9.0]), chips)

    # 6 needed where 2 run, 1 needed where 9 run: 4 cross the border
    assert room.f.wanted == pytest.approx([2.0, 5.0])
