"""One budget: what it pays, what it cuts, what it slows."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from stackdesk.markets import fund, rates
from tests.markets.room import costs, market, needing


def funded(
    chips: float = 0.0,
    halls: tuple[float, float] = (0.0, 0.0),
    plant: tuple[float, float] = (0.0, 0.0),
    staff: float = 0.0,
    speed: float = 1.0,
) -> SimpleNamespace:
    """Fund orders of chips, and orders and payments of halls and plant, from 100 bn USD a year."""
    room, building, models = market(), costs(*halls), needing([1.0])
    building.speed, models.staff = [speed], [staff]
    fund(room.p, room.s, room.f, costs(*plant), costs(chips), building, models)
    flows: SimpleNamespace = room.f
    return flows


def test_the_budget_is_money_from_outside_and_a_share_of_revenue() -> None:
    room = market()
    room.s.external_index, room.s.revenue = 1.2, [60.0]
    fund(room.p, room.s, room.f, costs(), costs(), costs(), needing([1.0]))

    assert room.f.budget == pytest.approx(150.0)


def test_orders_within_the_budget_are_placed_in_full() -> None:
    flows = funded(chips=50.0, halls=(20.0, 20.0), plant=(5.0, 5.0))

    assert (flows.funded, flows.slowed) == (1.0, 1.0)
    assert (flows.chips_funded, flows.building_funded) == (1.0, 1.0)
    assert flows.ordered == pytest.approx(75.0)


def test_with_ample_money_chips_and_building_are_funded_in_full_up_to_twice_the_budget() -> None:
    # 40 under way, 60 of chips twice, 40 ordered besides: 200, twice the budget
    flows = funded(chips=60.0, halls=(30.0, 30.0), plant=(10.0, 10.0))

    assert (flows.chips_funded, flows.building_funded) == pytest.approx((1.0, 1.0))
    assert flows.payments == pytest.approx(100.0)


def test_who_orders_nothing_lacks_nothing() -> None:
    flows = funded()

    assert (flows.funded, flows.chips_funded, flows.building_funded, flows.slowed) == (1.0, 1.0, 1.0, 1.0)
    assert (flows.ordered, flows.payments) == (0.0, 0.0)


def test_without_money_nothing_is_ordered_and_work_stops() -> None:
    room = market(external=0.0)
    fund(room.p, room.s, room.f, costs(5.0, 5.0), costs(50.0), costs(20.0, 20.0), needing([1.0]))

    assert (room.f.funded, room.f.slowed) == (0.0, 0.0)
    assert (room.f.chips_funded, room.f.building_funded, room.f.payments) == (0.0, 0.0, 0.0)


def test_payments_beyond_the_budget_slow_the_work_in_proportion() -> None:
    flows = funded(halls=(0.0, 120.0), plant=(0.0, 40.0))

    assert flows.slowed == pytest.approx(100.0 / 160.0)


def test_short_money_cuts_orders() -> None:
    flows = funded(halls=(300.0, 50.0))

    # 50 are being paid, so 150 may be ordered
    assert flows.funded == pytest.approx(0.5)
    assert (flows.chips_funded, flows.building_funded) == (1.0, pytest.approx(0.5))


def test_short_money_cuts_building_before_chips() -> None:
    flows = funded(chips=50.0, halls=(120.0, 40.0), plant=(30.0, 10.0))

    # 50 under way and 50 of chips twice leave 50 for 150 of halls and plant
    assert (flows.chips_funded, flows.slowed) == (1.0, 1.0)
    assert flows.building_funded == pytest.approx(1.0 / 3.0)
    assert flows.funded == pytest.approx((50.0 + 50.0) / 200.0)
    assert flows.payments == pytest.approx(50.0 + 50.0)


def test_very_short_money_cuts_chips_too_and_builds_nothing() -> None:
    flows = funded(chips=160.0, halls=(40.0, 0.0))

    assert flows.chips_funded == pytest.approx(100.0 / 160.0)
    assert flows.building_funded == pytest.approx(0.0, abs=1e-12)
    assert flows.funded == pytest.approx(100.0 / 200.0)
    assert flows.payments == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("chips", "under_way", "paid"), [(100.0, 50.0, 0.5), (60.0, 80.0, 1.0 / 3.0), (60.0, 100.0, 0.0)]
)
def test_where_chips_are_short_of_money_as_much_is_begun_as_is_paid_off(
    chips: float, under_way: float, paid: float
) -> None:
    flows = funded(chips=chips, halls=(30.0, under_way))

    assert flows.chips_funded == pytest.approx(paid)
    assert flows.payments == pytest.approx(100.0)
    assert flows.building_funded == pytest.approx(min(1.0, under_way / 30.0))


@pytest.mark.parametrize("chips", [0.0, 20.0, 60.0, 99.0, 150.0, 1000.0])
@pytest.mark.parametrize("building", [0.0, 10.0, 90.0, 400.0])
@pytest.mark.parametrize("under_way", [0.0, 30.0, 80.0, 120.0, 190.0, 250.0])
def test_orders_placed_and_chips_paid_stay_within_twice_the_budget(
    chips: float, building: float, under_way: float
) -> None:
    flows = funded(chips=chips, halls=(building, under_way))
    placed = flows.funded * flows.ordered if flows.ordered else 0.0

    assert placed == pytest.approx(chips * flows.chips_funded + building * flows.building_funded)
    # together with what is under way, or nothing where that alone is more
    assert placed + chips * flows.chips_funded <= max(0.0, 200.0 - under_way) + 1e-9
    assert flows.payments == pytest.approx(under_way * flows.slowed + chips * flows.chips_funded)
    assert flows.payments <= 100.0 + 1e-9
    shares = (flows.funded, flows.chips_funded, flows.building_funded, flows.slowed)
    assert min(shares) >= 0.0
    assert max(shares) <= 1.0 + 1e-12


def test_staff_are_among_the_orders_that_get_what_chips_leave() -> None:
    flows = funded(chips=80.0, halls=(20.0, 10.0), staff=10.0)

    # 20 under way and 80 of chips twice leave 20 for 20 of halls and 10 of staff
    assert flows.building_funded == pytest.approx(2.0 / 3.0)
    assert flows.funded == pytest.approx((80.0 + 20.0) / 110.0)


def test_work_under_way_is_paid_before_chips_and_new_orders() -> None:
    flows = funded(chips=60.0, halls=(20.0, 50.0), plant=(0.0, 20.0), staff=10.0)

    # 80 under way leave 20 for 60 of chips: a third; as for orders, (200 - 80) / (2 x 60) would be one
    assert flows.ordered == pytest.approx(90.0)
    assert (flows.chips_funded, flows.slowed) == (pytest.approx(1.0 / 3.0), 1.0)
    assert flows.payments == pytest.approx(100.0)


def test_chips_count_twice_among_orders_since_they_are_paid_at_once() -> None:
    flows = funded(chips=60.0, halls=(200.0, 20.0))

    # 200 - 20 - 2 x 60 leave 60 for 200 of halls; what is left this year, 80, pays all chips
    assert (flows.chips_funded, flows.building_funded) == (1.0, pytest.approx(0.3))
    assert flows.funded == pytest.approx((60.0 + 60.0) / 260.0)
    assert flows.payments == pytest.approx(20.0 + 60.0)


def test_plant_that_waits_for_people_leaves_money_for_chips() -> None:
    flows = funded(chips=100.0, plant=(0.0, 80.0), speed=0.5)

    # plant moves at half pace and takes 40: 60 for 100 of chips; (200 - 40) / (2 x 100) would be 0.8
    assert flows.funded == flows.chips_funded == pytest.approx(0.6)
    assert flows.payments == pytest.approx(100.0)


def test_money_is_spent_by_layer_and_adds_up() -> None:
    room = market()
    room.f.funded = room.f.building_funded = 0.3  # orders that are paid later
    room.f.chips_funded, room.f.slowed, room.f.rent_target = 0.5, 0.8, [3.0]
    models = needing([1.0])
    models.staff = [4.0]
    rates(room.p, room.s, room.f, room.d, costs(0, 10.0), costs(60.0), costs(0, 20.0), models, [7.0])

    assert room.f.capex_energy == pytest.approx([8.0])
    assert room.f.capex_chips == pytest.approx([30.0])
    assert room.f.capex_infrastructure == pytest.approx([16.0])
    assert room.f.capex_models == pytest.approx([3.2])
    assert room.f.capex == room.d.capex == pytest.approx([57.2])
    assert (room.d.rent_target, room.d.revenue_target) == ([3.0], [7.0])


@pytest.mark.parametrize("wished", [120.0, 150.0, 200.0, 400.0])
def test_wishing_for_more_chips_than_the_budget_spends_the_budget(wished: float) -> None:
    flows = funded(chips=wished)

    assert flows.funded * wished == flows.payments == pytest.approx(100.0)
    assert flows.chips_funded == pytest.approx(flows.funded)


def test_plant_that_moves_at_half_pace_is_paid_at_half_pace() -> None:
    room = market()
    room.f.chips_funded = room.f.slowed = 1.0
    halls = costs()
    halls.speed = [0.5]
    rates(room.p, room.s, room.f, room.d, costs(0.0, 10.0), costs(), halls, needing([1.0]), [0.0])

    assert room.f.capex_energy == pytest.approx([5.0])
