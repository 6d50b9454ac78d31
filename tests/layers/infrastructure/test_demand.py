"""Orders of halls and connections, people, and what stands when chips arrive."""

from __future__ import annotations

import pytest

from tests.layers.infrastructure.room import ELECTRICIANS, OPERATORS, building, fleet, planned, power


def test_halls_are_ordered_towards_what_buyers_want() -> None:
    room = planned(building(connection__connected=100.0), 14.0)

    # 14 wanted, 10 stand, planned over a year, at 10 bn USD/GW
    assert room.f.hall_wish == pytest.approx([4.0], rel=1e-4)
    assert room.f.hall_starts == pytest.approx([4.0], rel=1e-4)
    assert room.f.capital_cost == pytest.approx([40.0], rel=1e-4)


def test_halls_under_way_are_not_ordered_again() -> None:
    room = planned(building(connection__connected=100.0, shells__under_way=3.0), 14.0)

    assert room.f.under_way == pytest.approx([3.0])
    assert room.f.hall_wish == pytest.approx([1.0], rel=1e-4)


def test_halls_worn_out_are_replaced() -> None:
    room = planned(building(connection__connected=100.0, shells__life=20.0), 14.0)

    assert room.f.hall_wish == pytest.approx([4.5])  # a twentieth of 10 GW a year


def test_halls_are_held_to_what_will_be_connected() -> None:
    room = planned(building(), 20.0)

    # 12.5 GW connected carry 10 GW of IT; 15 % more are started on speculation: 11.5 - 10
    assert room.f.hall_wish == pytest.approx([1.5], rel=1e-4)
    assert room.f.hall_want == pytest.approx([10.0], rel=1e-4)


def test_halls_wanted_are_those_wished_where_wires_are_plenty() -> None:
    room = planned(building(connection__connected=100.0, shells__under_way=3.0, shells__life=20.0), 14.0)
    assert room.f.hall_want == room.f.hall_wish == pytest.approx([1.5])  # 14 - 13, and a twentieth of 10

    room = planned(building(shells__under_way=6.0), 14.0)
    assert room.f.hall_want == room.f.hall_wish == [0.0]


def test_land_and_permits_limit_halls() -> None:
    room = planned(building(connection__connected=100.0, permits__limit=3.0), 14.0)

    assert room.f.permitted == pytest.approx([3.0])
    assert room.f.hall_starts == pytest.approx([3.0])


def test_transformers_limit_halls_after_others_took_their_share() -> None:
    room = planned(building(connection__connected=100.0, equipment__output=4.0), 14.0)

    assert room.f.permitted == pytest.approx([4.0], rel=1e-4)
    assert room.f.hall_starts == pytest.approx([2.0])  # half of 4 GW goes to others


def test_requests_close_the_gap_at_the_meter() -> None:
    room = planned(building(), 14.0)

    # 14 x 1.25 = 17.5 GW less 12.5 connected
    assert room.f.requests == pytest.approx([5.0])
    assert room.f.power_asked == pytest.approx([17.5])
    assert room.f.chips_asked == pytest.approx([14.0])


def test_power_on_site_spares_requests() -> None:
    room = planned(building(), 14.0, energy=power(100.0, on_site=2.0))

    assert room.f.requests == pytest.approx([3.0])


def test_nobody_builds_for_chips_out_of_sight() -> None:
    chips = fleet(8.0)
    chips.in_transit = [2.0]
    room = planned(building(shells__ahead=1.2, connection__connected=100.0), 20.0, chips=chips)

    # 8 GW delivered and 2 on their way, a fifth ahead: 12 GW, of which 10 stand
    assert room.f.hall_wish == pytest.approx([2.0], rel=1e-4)
    assert room.f.power_asked == pytest.approx([25.0])  # what is asked for stays


def test_nobody_joins_an_endless_queue() -> None:
    room = building(connection__patience=3.0)
    room.s.waiting = [4.0]
    planned(room, 100.0)

    # 2 GW a year for 3 years is a queue of 6 GW; 4 wait already
    assert room.f.requests == pytest.approx([2.0])

    room.s.waiting = [7.0]
    assert planned(room, 100.0).f.requests == [0.0]


@pytest.mark.parametrize(
    ("study", "waiting", "requests"),
    [(1.5, 0.0, 4.5), (1.5, 4.0, 0.5), (5.0, 0.0, 1.0), (1.5, 4.5, 0.0), (9.0, 0.0, 0.0)],
)
def test_requests_under_study_take_places_in_the_queue_as_those_that_wait(
    study: float, waiting: float, requests: float
) -> None:
    room = building(connection__patience=3.0, connection__under_way=study)
    room.s.waiting = [waiting]
    planned(room, 100.0)

    # 6 places
    assert room.f.requests == pytest.approx([requests])


def test_a_longer_patience_makes_a_longer_queue_as_limits_grow() -> None:
    room = building(connection__patience=3.0, planning=2.0)
    room.s.connection_index = 1.5
    planned(room, 100.0)

    # 3 GW a year for 3 years, asked for over two years
    assert room.f.requests == pytest.approx([4.5])


def test_no_more_is_connected_in_a_year_than_can_be_built() -> None:
    room = building(connection__under_way=9.0)
    room.s.waiting = [2.0]
    planned(room, 14.0)

    # 3 GW a year come out of study, 2 wait; 2 a year are built
    assert room.f.connections == pytest.approx([2.0])
    assert room.f.connection_wait == pytest.approx([3.0 + 2.0 / 2.0])


def test_others_take_their_part_of_the_connections() -> None:
    room = building(connection__under_way=9.0)
    planned(room, 14.0, rest=1.0)

    # 3 GW a year of AI beside 1 of others: three quarters of 2 GW
    assert room.f.connection_limit == pytest.approx([1.5])


def test_each_trade_needs_its_share_of_the_work() -> None:
    room = building(shells__under_way=3.0, connection__under_way=6.0)
    room.f.running = [5.0]
    planned(room, 10.0, plant=4000.0)

    # halls 5,000 x 3 / 1.5 = 10 k; connections 1,000 x 6 / 3 = 2 k; plant 4 k; operators 400 x 10 = 4 k
    assert room.f.needed[0] == pytest.approx([16.0, 4.0])
    assert room.f.jobs == pytest.approx([20.0])
    assert room.f.speed == [1.0]


def test_work_moves_at_the_pace_of_the_scarcest_trade() -> None:
    room = building(
        trades=3,
        shells__under_way=3.0,
        trades__workforce=[[40.0, 80.0, 40.0]],
        trades__reach=0.1,
        trades__share=[0.5, 0.5, 0.0],
        trades__staff=[0.0, 0.0, 400.0],
    )
    planned(room, 10.0)

    # each building trade needs 5 k; there are 4 k of the first, 8 k of the second
    assert room.f.speed == pytest.approx([0.8])
    assert room.f.scarce == [0.0]


def test_operators_limit_running_and_not_building() -> None:
    room = building(shells__under_way=3.0, trades__reach=[0.1, 0.0])
    room.f.running = [5.0]
    planned(room, 10.0)

    assert room.f.needed[0][OPERATORS] > room.f.available[0][OPERATORS]
    assert room.f.speed == [1.0]
    assert room.f.needed[0][ELECTRICIANS] < room.f.available[0][ELECTRICIANS]


def test_slow_work_is_paid_slowly() -> None:
    room = building(shells__under_way=3.0, trades__workforce=50.0)
    planned(room, 10.0)

    # 10 k electricians needed, 5 k there: 2 GW a year at half pace and 10 bn USD/GW
    assert room.f.speed == pytest.approx([0.5])
    assert room.f.spending == pytest.approx([10.0])


def test_buyers_of_chips_count_on_halls_that_are_due() -> None:
    room = building(shells__under_way=3.0)
    planned(room, 20.0, energy=power(15.0, ahead=2.5), chips=fleet(10.0, horizon=0.5))

    # 1 GW in the last half year of the pipe: 2 GW a year; power 12 + 2.5 x 0.5 / 1.25
    assert room.f.shells_ready == pytest.approx([11.0])
    assert room.f.power_ready == pytest.approx([13.0])


def test_without_need_no_hall_is_started() -> None:
    room = planned(building(shells__life=20.0), 0.0)

    assert room.f.hall_starts == pytest.approx([0.0])


def test_buyers_of_chips_count_on_no_connection_that_nobody_asked_for() -> None:
    room = building(connection__under_way=0.3)
    planned(room, 20.0)

    # a tenth of a gigawatt a year is due, though two could be built
    assert room.f.connections == pytest.approx([0.1])
    assert room.f.connection_ready == pytest.approx([10.0 + 0.1 / 1.25])


def test_a_region_without_a_fleet_plans_for_a_fifth_of_what_it_wants() -> None:
    room = planned(building(shells__capacity=0.0, shells__ahead=1.2), 5.0, chips=fleet(0.0))

    # 1 GW, for which 12.5 GW are connected
    assert room.f.planned == pytest.approx([1.0])
    assert room.f.facility == pytest.approx([1.25])
    assert room.f.hall_starts == pytest.approx([1.0])


@pytest.mark.parametrize(("chips", "planned_for"), [(0.0, 2.0), (1.5, 2.0), (5.0, 6.0), (20.0, 10.0)])
def test_what_is_planned_for_follows_chips_in_sight(chips: float, planned_for: float) -> None:
    room = planned(building(shells__ahead=1.2), 10.0, chips=fleet(chips))

    # at least a fifth of 10 GW, 1.2 times the chips in sight, at most what is wanted
    assert room.f.planned == pytest.approx([planned_for])


def test_operators_are_needed_for_all_that_would_run_with_enough_of_them() -> None:
    room = building(trades__reach=[0.1, 0.001])  # 1 k operators run 2.5 GW
    room.f.running = [2.5]
    planned(room, 8.0)

    assert room.f.ceiling_operators == pytest.approx([2.5])
    assert room.f.needed[0][OPERATORS] == pytest.approx(3.2)  # 400 a GW for 8 GW that are wanted
    assert room.f.jobs == pytest.approx([1.0])
    assert room.f.speed == [1.0]


@pytest.mark.parametrize("need", [0.0, 3.0, 8.0, 100.0])
def test_operators_are_needed_for_what_buyers_want_whatever_is_needed_at_the_going_rent(need: float) -> None:
    room = building(trades__reach=[0.1, 0.001])
    room.f.running, room.f.ceiling_need = [2.5], [need]
    planned(room, 8.0)

    assert room.f.needed[0][OPERATORS] == pytest.approx(3.2)


@pytest.mark.parametrize(
    ("lowered", "load"),
    [
        ({}, 9.0),  # what is wanted
        ({"energy": 7.5}, 6.0),  # at the meter: over 1.25
        ({"chips": 7.0}, 7.0),
        ({"shells": 5.0}, 5.0),
        ({"connected": 10.0}, 8.0),
        ({"chips": 1.0}, 2.5),  # never fewer than run what runs
    ],
)
def test_no_operators_are_needed_for_what_would_not_run_anyway(
    lowered: dict[str, float], load: float
) -> None:
    room = building(
        trades__reach=[0.1, 0.001],
        shells__capacity=lowered.get("shells", 10.0),
        connection__connected=lowered.get("connected", 12.5),
    )
    room.f.running = [2.5]
    planned(room, 9.0, energy=power(lowered.get("energy", 100.0)), chips=fleet(lowered.get("chips", 10.0)))

    assert room.f.needed[0][OPERATORS] == pytest.approx(0.4 * load)


def test_operators_that_are_short_slow_no_work_that_they_do_not_do() -> None:
    # one trade builds and runs: what runs is served first, what would run does not count before it does
    room = building(shells__under_way=3.0, trades__workforce=80.0, trades__share=0.5, trades__staff=400.0)
    room.f.running = [5.0]
    planned(room, 10.0)

    # 8 k; 5 GW take 2 of them; halls 5,000 x 3 / 1.5 x 0.5 = 5 k
    assert room.f.needed[0] == pytest.approx([5.0 + 4.0, 5.0 + 4.0])
    assert room.f.speed == [1.0]


def test_wires_are_those_that_stand_and_what_the_queue_adds_a_year() -> None:
    room = building(connection__under_way=3.0)
    planned(room, 14.0)

    assert room.f.wires == pytest.approx([12.5])
    assert room.f.wires_queued == pytest.approx([3.0])
    assert room.f.wires_ahead == pytest.approx([1.0])  # 3 GW over 3 years

    room.s.waiting = [1.5]
    planned(room, 14.0)
    assert room.f.wires_queued == pytest.approx([4.5])
    assert room.f.wires_ahead == pytest.approx([1.5])


def test_the_queue_adds_no_more_wires_than_can_be_built() -> None:
    room = building(connection__under_way=9.0)
    assert planned(room, 14.0).f.wires_ahead == pytest.approx([2.0])
    assert room.f.wires_queued == pytest.approx([9.0])  # all of it, whenever it is built
    # 3 GW a year of AI beside 1 of others: three quarters of 2 GW
    assert planned(room, 14.0, rest=1.0).f.wires_ahead == pytest.approx([1.5])


def test_an_empty_queue_adds_no_wires() -> None:
    room = planned(building(), 14.0)

    assert room.f.wires_ahead == room.f.wires_queued == [0.0]


def test_a_connection_takes_people_when_it_is_made_and_not_before() -> None:
    room = building()
    room.s.study = [[6.0, 0.0, 0.0]]
    assert planned(room, 10.0).f.needed[0][ELECTRICIANS] == 0.0

    # 3 GW a year come out of study, 2 can be built: 1,000 worker-years each
    room.s.study = [[0.0, 0.0, 3.0]]
    assert planned(room, 10.0).f.needed[0][ELECTRICIANS] == pytest.approx(2.0)
    assert planned(room, 10.0, rest=1.0).f.needed[0][ELECTRICIANS] == pytest.approx(1.5)
