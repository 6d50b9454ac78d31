"""Rent, spare compute, trade, expectations."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.markets import advance, ask, clear, host, look_ahead, price, settle, start
from stackdesk.markets.equations import HIGHEST_RENT, hosting_weight, placed, trade, world_rent
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
    assert (room.f.rent, room.f.discount) == ([2.0], [1.0])


def test_in_a_tight_market_rent_is_to_rise_and_nothing_is_let_cheaper() -> None:
    room = market()
    price(room.p, room.s, room.f, needing([6.0]), running([3.0]), [1.0])

    assert room.f.rent_target == pytest.approx([4.0])
    assert room.f.discount == [1.0]


def test_spare_compute_is_let_at_the_rent_that_clears() -> None:
    room = market()
    price(room.p, room.s, room.f, needing([1.5]), running([3.0]), [1.0])

    # half of it needed, elasticity one: half the rent
    assert room.f.rent_target == pytest.approx([1.0])
    assert room.f.discount == pytest.approx([0.5])


def test_spare_compute_is_not_let_below_cash_cost() -> None:
    room = market()
    chips = running([100.0])
    chips.density = [1.0 / 1.453]
    price(room.p, room.s, room.f, needing([1.0]), chips, [1.0])

    # clearing would take 0.02 USD; power, staff and parts of an H100 cost 0.2
    assert room.f.rent_target == pytest.approx([0.2])
    assert room.f.discount == pytest.approx([0.1])


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


def test_a_region_that_may_not_import_does_not_raise_the_rent_of_others() -> None:
    # 60 needed where 3 run, none of it may be served abroad; the other lacks nothing and has nothing to spare
    room = market(2)
    price(room.p, room.s, room.f, needing([60.0, 3.0]), running([3.0, 3.0]), [1.0, 0.0])

    assert room.f.rent_target == pytest.approx([40.0, 2.0])


def test_the_rent_of_the_world_follows_need_that_may_be_served_abroad() -> None:
    room = market(2)
    price(room.p, room.s, room.f, needing([7.0, 1.0]), running([3.0, 3.0]), [0.5, 0.0])

    # of 4 short, 2 may be served abroad: 3 + 2 + 1 needed of 6, so the World's rent would stay at 2;
    # at home 7 are needed of 3: half of that counts, and takes need away
    assert room.f.scarce == pytest.approx([math.sqrt(7.0 / 3.0), 1.0])
    # 7 / sqrt(7/3) = sqrt 21: of that 3 and half of what is beyond: sqrt(21) / 2x + 1 / x are 4.5
    world = (math.sqrt(21.0) / 2.0 + 1.0) / 4.5
    assert room.f.rent_target == pytest.approx([2.0 * world * math.sqrt(7.0 / 3.0), 2.0 * world], rel=1e-3)


@pytest.mark.parametrize("sovereign", [0.0, 0.7, 1.0])
def test_need_that_is_met_at_home_counts_in_the_world_whatever_is_sovereign(sovereign: float) -> None:
    assert world_rent([2.0, 5.0], [1.0, 1.0], [3.0, 3.0], [sovereign, 0.0]) == pytest.approx(7.0 / 6.0)

    room = market(2)
    price(room.p, room.s, room.f, needing([2.0, 5.0]), running([3.0, 3.0]), [sovereign, 0.0])
    # at 7/6 of the rent the first needs 12/7 of 3: 4/7 of that rent at home, as far as need is sovereign
    home = (4.0 / 7.0) ** sovereign
    world = (2.0 / home + 5.0) / 6.0
    assert room.f.rent_target == pytest.approx([2.0 * world * home, 2.0 * world])


@pytest.mark.parametrize("placement", [0.0, 0.5, 1.0])
def test_where_providers_choose_a_region_is_short_of_what_it_cannot_import(placement: float) -> None:
    room = market(2, placement=placement)
    price(room.p, room.s, room.f, needing([6.0, 1.0]), running([4.0, 9.0]), [0.5, 0.5])

    # the first keeps 4 at home and half of what is beyond abroad: 3 / x + 2 and 1 / x are 13 at x = 4 / 11;
    # it then asks for 16.5, 12.5 short, 6.25 imported from the other, which needs 2.75 of 9 itself
    assert room.f.imports == pytest.approx([6.25, 0.0], rel=1e-3)
    assert room.f.exports == pytest.approx([0.0, 6.25], rel=1e-3)
    scarce = [math.sqrt((16.5 - 6.25 * placement) / 4.0), math.sqrt((2.75 + 6.25 * placement) / 9.0)]
    assert room.f.scarce == pytest.approx(scarce, rel=1e-3)
    # with the need that this leaves, 3 / (scarce x) + 2 and 1 / (scarce x) are 13
    world = (3.0 / scarce[0] + 1.0 / scarce[1]) / 11.0
    assert room.f.rent_target == pytest.approx([2.0 * world * rise for rise in scarce], rel=1e-3)


def test_need_at_the_rent_of_the_world_is_what_is_traded() -> None:
    room = market(2)
    price(room.p, room.s, room.f, needing([6.0, 1.5]), running([3.0, 3.0]), OPEN)

    # 7.5 needed of 6: rent rises by 5 / 4; 4.8 and 1.2 are needed then, of 3 each
    assert (room.f.imports, room.f.exports) == (pytest.approx([1.8, 0.0]), pytest.approx([0.0, 1.8]))
    assert room.f.scarce == [1.0, 1.0]  # nothing must be served at home


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


def test_trade_is_pooled_surplus_against_need_that_may_go_abroad() -> None:
    room = market(3)
    trade(room.f, [6.0, 1.0, 4.0], [2.0, 3.0, 5.0], [0.5, 0.0, 1.0])

    # 4 short, half of it may be imported; 2 and 1 are spare: two thirds and one third
    assert room.f.imports == pytest.approx([2.0, 0.0, 0.0])
    assert room.f.exports == pytest.approx([0.0, 4.0 / 3.0, 2.0 / 3.0])


def test_short_surplus_is_shared_in_proportion_to_what_may_be_imported() -> None:
    room = market(3)
    trade(room.f, [6.0, 3.0, 1.0], [2.0, 1.0, 2.5], [0.25, 0.5, 0.0])

    # 4 x 0.75 = 3 and 2 x 0.5 = 1 may come from abroad, 1.5 are spare
    assert room.f.imports == pytest.approx([1.125, 0.375, 0.0])
    assert room.f.exports == pytest.approx([0.0, 0.0, 1.5])


def test_trade_writes_over_what_was_traded_before() -> None:
    room = market(2)
    trade(room.f, [6.0, 1.0], [2.0, 9.0], OPEN)
    trade(room.f, [1.0, 1.0], [2.0, 9.0], OPEN)

    assert (room.f.imports, room.f.exports) == ([0.0, 0.0], [0.0, 0.0])


def test_the_models_ceiling_adds_what_skills_and_money_would_unlock() -> None:
    room, ceilings = market(), halls([5.0])
    clear(room.s, room.f, needing([2.0], unlocked=1.5), ceilings, running([5.0]), [0.0])

    assert ceilings.ceiling_models == pytest.approx([3.5])


def test_growth_is_what_need_outgrew_its_memory() -> None:
    room = market()
    settle(room.p, room.s, [3.0])
    look_ahead(room.p, room.s, room.f, needing([3.0]), running([3.0]), [0.0])
    assert room.f.growth == pytest.approx([0.5])  # as expected at the start

    room.s.trend = [math.log(3.0)]
    look_ahead(room.p, room.s, room.f, needing([4.5]), running([3.0]), [0.0])
    assert room.f.growth == pytest.approx([math.log(1.5)])


@pytest.mark.parametrize(("need", "growth"), [(1e6, 1.2), (1e-6, -0.3)])
def test_nobody_expects_the_impossible(need: float, growth: float) -> None:
    room = market()
    look_ahead(room.p, room.s, room.f, needing([need]), running([1.0]), [0.0])

    assert room.f.growth == [growth]


def test_a_steady_growth_is_seen_as_it_is() -> None:
    room, need = market(), 1.0
    room.d.rent_target = [2.0]
    for step in range(160):
        need = math.exp(0.4 * step / 8)
        room.d.trend_target = [0.4 * (step + 0.5) / 8]
        advance(room.p, room.s, room.d, clock(2024.0), 0.125, room.n)
        room.s, room.n = room.n, room.s
    look_ahead(room.p, room.s, room.f, needing([need * math.exp(0.05)]), running([1.0]), [0.0])

    assert room.f.growth == pytest.approx([0.4], rel=1e-2)


def test_buyers_want_power_for_what_their_fleet_lacks() -> None:
    room = market()
    look_ahead(room.p, room.s, room.f, needing([7.0]), running([3.0]), [0.0])
    assert room.f.wanted == pytest.approx([3.0 + 4.0 * 0.5])  # new chips take half a kW each

    look_ahead(room.p, room.s, room.f, needing([1.5]), running([3.0]), [0.0])
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
    look_ahead(room.p, room.s, room.f, needs, chips, OPEN)

    # 6 needed where 2 run, 1 needed where 9 run: 4 cross the border
    assert room.f.wanted == pytest.approx([2.0, 5.0])


def test_building_moves_on_from_where_it_is_refused() -> None:
    assert hosting_weight(0.6, 6.0, 0.0, 1.0) == pytest.approx(0.6)
    assert hosting_weight(0.6, 6.0, 2.0, 1.0) == pytest.approx(0.45)  # 6 of 8
    assert hosting_weight(0.6, 6.0, 18.0, 0.5) == pytest.approx(0.3)  # the root of 6 of 24
    assert hosting_weight(0.6, 6.0, 2.0, 0.0) == pytest.approx(0.6)  # building does not move
    assert hosting_weight(0.6, 0.0, 0.0, 1.0) == pytest.approx(0.6)  # nothing stands, nothing refused
    assert hosting_weight(0.0, 6.0, 2.0, 1.0) == 0.0


def hosted(refused: list[list[float]], **numbers: Any) -> list[float]:
    """Give the shares of regions of 6 and 2 GW in what providers place."""
    room = market(2, **numbers)
    host(room.p, room.f, running([6.0, 2.0]), refused)
    shares: list[float] = room.f.host
    return shares


NOTHING = [0.0, 0.0, 0.0]


def test_providers_place_by_hosting_weights() -> None:
    assert hosted([NOTHING, NOTHING], hosting=[0.6, 0.2]) == pytest.approx([0.75, 0.25])
    assert hosted([NOTHING, NOTHING], hosting=[0.0, 0.2]) == pytest.approx([0.0, 1.0])
    assert hosted([NOTHING, NOTHING]) == pytest.approx([0.5, 0.5])  # weights, not what stands


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_building_that_power_wires_or_halls_refuse_moves_weight_away(limit: int) -> None:
    refused = list(NOTHING)
    refused[limit] = 3.0

    # 0.6 x 6 / 9 = 0.4 against 0.2
    assert hosted([refused, NOTHING], hosting=[0.6, 0.2]) == pytest.approx([2.0 / 3.0, 1.0 / 3.0])
    assert hosted([refused, NOTHING], hosting=[0.6, 0.2], mobility=0.0) == pytest.approx([0.75, 0.25])


def test_limits_that_refuse_together_count_together() -> None:
    assert hosted([[1.0, 2.0, 3.0], NOTHING], hosting=[0.6, 0.1]) == pytest.approx([0.75, 0.25])


def test_without_any_weight_nobody_hosts() -> None:
    assert hosted([NOTHING, NOTHING], hosting=0.0) == [0.0, 0.0]


@pytest.mark.parametrize("placement", [0.0, 0.3, 1.0])
def test_need_is_placed_by_its_share_and_none_is_lost(placement: float) -> None:
    room, need, sovereign = market(3, placement=placement), [6.0, 1.0, 3.0], [0.5, 0.0, 1.0]
    room.f.host = [0.2, 0.7, 0.1]
    free = 6.0 * 0.5 + 1.0
    found = [placed(room.p, room.f, need[r], sovereign[r], free, r) for r in range(3)]

    # 3, 0 and 3 stay at home; 4 may be served from anywhere: 0.8, 2.8 and 0.4
    chosen = [3.8, 2.8, 3.4]
    mixed = [(1.0 - placement) * n + placement * c for n, c in zip(need, chosen, strict=True)]
    assert found == pytest.approx(mixed)
    assert sum(found) == pytest.approx(sum(need))


def placing(placement: float, **given: Any) -> SimpleNamespace:
    """Look ahead in two regions, of 2 and 9 GW; the first needs 6, of which 2 must be served at home."""
    room, needs, chips = market(2, placement=placement, **given), needing([6.0, 1.0]), running([2.0, 9.0])
    chips.new_power = [1.0, 1.0]
    host(room.p, room.f, chips, [NOTHING, NOTHING])
    sovereign = [1.0 / 3.0, 0.0]
    clear(room.s, room.f, needs, halls([2.0, 9.0]), chips, sovereign)
    look_ahead(room.p, room.s, room.f, needs, chips, sovereign)
    flows: SimpleNamespace = room.f
    return flows


def test_with_placement_all_that_may_go_abroad_is_built_by_the_weights() -> None:
    # 4 + 1 may be served from anywhere; 2 stay; whatever is traded today does not matter
    assert placing(1.0, hosting=[0.4, 0.1]).wanted == pytest.approx([2.0 + 4.0, 1.0])
    assert placing(1.0, hosting=[0.0, 0.1]).wanted == pytest.approx([2.0, 5.0])
    assert placing(1.0, hosting=[0.1, 0.0]).wanted == pytest.approx([7.0, 0.0])


def test_without_placement_weights_do_not_matter() -> None:
    # 4 short, of which 2/3 may be served abroad
    for weights in ([0.4, 0.1], [0.0, 0.1]):
        flows = placing(0.0, hosting=weights)
        assert flows.imports == pytest.approx([8.0 / 3.0, 0.0])
        assert flows.wanted == pytest.approx([6.0 - 8.0 / 3.0, 1.0 + 8.0 / 3.0])


@pytest.mark.parametrize("placement", [0.0, 0.25, 0.5, 1.0])
def test_as_much_is_wanted_in_all_as_is_needed_however_it_is_placed(placement: float) -> None:
    flows = placing(placement, hosting=[0.3, 0.1])

    whole, none = placing(1.0, hosting=[0.3, 0.1]), placing(0.0)
    assert sum(flows.wanted) == pytest.approx(7.0)
    assert flows.wanted == pytest.approx(
        [placement * a + (1.0 - placement) * b for a, b in zip(whole.wanted, none.wanted, strict=True)]
    )


def test_where_all_must_be_served_at_home_providers_have_no_choice() -> None:
    room, needs, chips = (
        market(2, placement=1.0, hosting=[1.0, 0.0]),
        needing([6.0, 1.0]),
        running([2.0, 9.0]),
    )
    host(room.p, room.f, chips, [NOTHING, NOTHING])
    look_ahead(room.p, room.s, room.f, needs, chips, CLOSED)

    assert room.f.wanted == pytest.approx([2.0 + 4.0 * 0.5, 1.0])
