"""Halls, connections and people over time, and what each limit books."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers.infrastructure import INFRASTRUCTURE, advance, rates
from tests.layers.infrastructure.room import ELECTRICIANS, building, fleet, planned
from tests.layers.rooms import clock

CAUSES = [key for key, _ in INFRASTRUCTURE.causes]


def stepped(room: SimpleNamespace, years: float, h: float = 0.125, start: float = 2024.0) -> None:
    """Advance under the rates as they stand."""
    for step in range(round(years / h)):
        advance(room.p, room.s, room.d, clock(start + step * h), h, room.n)
        room.s, room.n = room.n, room.s


def handed(room: SimpleNamespace, **given: Any) -> SimpleNamespace:
    """Hand the flows to the integrator, fully funded unless said otherwise."""
    terms: dict[str, Any] = {"funded": 1.0, "slowed": 1.0, "chips": fleet(10.0)} | given
    rates(room.p, room.s, room.f, room.d, terms["funded"], terms["slowed"], terms["chips"])
    return room


def quiet(room: SimpleNamespace) -> SimpleNamespace:
    """Set rates at which nothing moves, so that a test says what does."""
    room.d.study_time, room.d.hall_time, room.d.speed = [3.0], [1.5], [1.0]
    room.d.wage_target, room.d.draw_target = [[1.0, 1.0]], [[0.1, 0.1]]
    room.d.booking_time = [[1.0] * len(room.d.booking[0])]
    return room


@pytest.mark.parametrize("speed", [1.0, 0.3])
def test_halls_that_are_started_stand_or_slip_or_are_being_built(speed: float) -> None:
    room = quiet(building(shells__slip_share=0.4))
    room.d.hall_starts, room.d.speed = [2.0], [speed]
    stepped(room, 3.0)

    assert room.s.shells[0] + sum(room.s.halls[0]) + room.s.slipped[0] == pytest.approx(16.0, rel=1e-5)


def test_a_slip_delays_halls_and_loses_none() -> None:
    stands = {}
    for share in (0.0, 0.5):
        room = quiet(building(shells__slip_share=share, shells__under_way=3.0))
        stepped(room, 1.5)
        stands[share] = room.s.shells[0]
        stepped(room, 30.0)
        assert room.s.shells[0] == pytest.approx(13.0, rel=1e-3)

    assert stands[0.5] < stands[0.0]


@pytest.mark.parametrize("speed", [1.0, 0.3])
def test_connections_asked_for_are_built_or_wait_or_are_in_study(speed: float) -> None:
    room = quiet(building(connection__under_way=6.0))
    room.d.requests, room.d.connections_most, room.d.speed = [4.0], [1.0], [speed]
    stepped(room, 4.0)

    assert room.s.connected[0] + room.s.waiting[0] + sum(room.s.study[0]) == pytest.approx(12.5 + 6.0 + 16.0)


def test_what_cannot_be_built_waits_and_is_built_later() -> None:
    room = quiet(building(connection__under_way=6.0))
    room.d.connections_most = [1.0]
    stepped(room, 4.0)
    assert room.s.waiting[0] > 0.5
    assert room.s.connected[0] <= 12.5 + 4.0

    stepped(room, 10.0)
    assert room.s.waiting[0] == pytest.approx(0.0, abs=1e-9)
    assert room.s.connected[0] == pytest.approx(18.5, rel=1e-3)


def test_people_are_apprentices_then_workers_then_retire() -> None:
    room = quiet(building(labour__retirement=0.0))
    room.d.entry = [[30.0, 0.0]]
    before = room.s.workforce[0][ELECTRICIANS] + sum(room.s.apprentices[0][ELECTRICIANS])
    stepped(room, 3.0)

    after = room.s.workforce[0][ELECTRICIANS] + sum(room.s.apprentices[0][ELECTRICIANS])
    assert after == pytest.approx(before + 90.0)


def test_a_trade_that_trains_as_many_as_retire_keeps_its_size() -> None:
    room = handed(planned(building(), 10.0))
    assert room.d.entry[0] == pytest.approx([50.0, 50.0])
    stepped(room, 1.0)

    assert room.s.workforce[0] == pytest.approx([1000.0, 1000.0], rel=1e-3)
    assert sum(room.s.apprentices[0][ELECTRICIANS]) == pytest.approx(200.0)  # 50 a year for 4 years


def test_shortage_raises_wages_and_wages_draw_people() -> None:
    room = building(shells__under_way=3.0, trades__workforce=25.0)
    room.s.wage[0][ELECTRICIANS] = 1.5
    handed(planned(room, 10.0))

    # 10 k needed, 2.5 k there: four times, wage response 0.5: twice; 4 k operators for 10 GW: 1.6 times
    assert room.d.wage_target[0] == pytest.approx([2.0, math.sqrt(1.6)])
    assert room.d.draw_target[0] == pytest.approx([0.15, 0.1])
    assert room.d.entry[0] == pytest.approx([25.0 * 0.05 * 1.5, 25.0 * 0.05])


def test_no_more_than_the_workforce_is_drawn() -> None:
    room = building(trades__reach=[0.5, 0.1])
    room.s.wage[0][ELECTRICIANS] = 4.0
    handed(planned(room, 10.0))

    assert room.d.draw_target[0][ELECTRICIANS] == pytest.approx(0.6)


def test_people_are_redirected_over_their_time() -> None:
    room = quiet(building(labour__redirection_time=2.0))
    room.d.draw_target = [[0.3, 0.1]]
    stepped(room, 2.0)

    # 0.3 + (0.1 - 0.3) / e
    assert room.s.drawn[0] == pytest.approx([0.3 - 0.2 / 2.718281828, 0.1])


def test_limits_grow_from_the_present_on() -> None:
    room = quiet(building(connection__growth=0.1, permits__growth=0.2, equipment__growth=0.3))
    stepped(room, 1.0, start=2025.0)
    assert (room.s.connection_index, room.s.permit_index, room.s.equipment_index) == (1.0, 1.0, 1.0)

    stepped(room, 1.0, start=2027.0)
    indices = (room.s.connection_index, room.s.permit_index, room.s.equipment_index)
    assert indices == pytest.approx((1.105171, 1.221403, 1.349859), rel=1e-5)


def booking(room: SimpleNamespace, cause: str) -> float:
    """Give what a limit books in the only region."""
    return float(room.d.booking[0][CAUSES.index(cause)])


WIRED: dict[str, Any] = {"connection.connected": 100.0}
PERMITTED: dict[str, Any] = {"permits.limit": 1.0}
EQUIPPED: dict[str, Any] = {"equipment.output": 1.0}  # half of it goes to others


def by_equipment(starts: float, permitted: float, most: float) -> float:
    """Give the part of the blame that equipment takes, of starts that could have been the most."""
    return math.log(permitted / starts) / math.log(most / starts)


@pytest.mark.parametrize(
    ("numbers", "starts", "blamed", "equipment"),
    [
        ({}, 1.5, "connection", 0.0),  # 10 GW a year wanted; the wires are for 1.5
        (PERMITTED, 1.0, "permits", 0.0),  # tighter than the wires: more of those would start no hall
        (EQUIPPED, 0.5, "connection", by_equipment(0.5, 1.5, 10.0)),
        # permits for 1 and equipment for half: with both there would be 1.5, as the wires allow
        (PERMITTED | EQUIPPED, 0.5, "permits", by_equipment(0.5, 1.0, 1.5)),
        (WIRED | PERMITTED, 1.0, "permits", 0.0),
        (WIRED | EQUIPPED, 0.5, "connection", 1.0),
        (WIRED | {"permits.limit": 0.2} | EQUIPPED, 0.2, "permits", 0.0),  # equipment for more lies idle
        (WIRED | PERMITTED | EQUIPPED, 0.5, "permits", by_equipment(0.5, 1.0, 10.0)),
        ({"permits.limit": 0.0}, 0.0, "permits", 0.0),
    ],
)
@pytest.mark.parametrize("cut", [0.0, 3.0])
def test_halls_not_started_are_blamed_on_equipment_and_the_tighter_of_permits_and_wires(
    cut: float, numbers: dict[str, Any], starts: float, blamed: str, equipment: float
) -> None:
    chips = fleet(10.0)
    chips.cut_shells = [cut]  # chips not ordered for want of halls are booked with them
    room = handed(planned(building(**numbers), 20.0), chips=chips)

    short = 10.0 - starts + cut
    assert room.f.hall_starts == pytest.approx([starts], rel=1e-4)
    assert booking(room, "equipment") == pytest.approx(short * equipment, rel=1e-4, abs=1e-4)
    assert booking(room, blamed) == pytest.approx(short * (1.0 - equipment), rel=1e-4, abs=1e-4)
    assert sum(room.d.booking[0]) == pytest.approx(short, rel=1e-4)


def test_where_all_wanted_halls_are_started_nobody_is_blamed() -> None:
    assert sum(handed(planned(building(**WIRED), 14.0)).d.booking[0]) == 0.0
    assert sum(handed(planned(building(**WIRED | PERMITTED | EQUIPPED), 10.0)).d.booking[0]) < 1e-4


def test_halls_not_started_for_want_of_wires_are_booked_to_the_connection() -> None:
    room = handed(planned(building(), 20.0))

    assert booking(room, "connection") == pytest.approx(8.5)
    assert booking(room, "shells") == 0.0


def test_chips_not_ordered_are_shared_by_halls_not_started_and_halls_that_slip() -> None:
    numbers: dict[str, Any] = {"shells.under_way": 3.0, "shells.slip_share": 0.4, "permits.limit": 1.6}
    chips = fleet(10.0)
    chips.cut_shells = [1.6]
    room = handed(planned(building(**WIRED | numbers), 17.0), chips=chips)

    # 4 GW a year wanted, 1.6 permitted: 2.4 short; 0.8 slip; chips add half of either
    assert booking(room, "permits") == pytest.approx(3.6, rel=1e-4)
    assert booking(room, "shells") == pytest.approx(1.2, rel=1e-4)
    assert sum(room.d.booking[0]) == pytest.approx(4.8, rel=1e-4)


def test_halls_that_slip_book_what_is_late_and_the_chips_that_wait_for_them() -> None:
    numbers: dict[str, Any] = {
        "connection.connected": 100.0,
        "shells.under_way": 3.0,
        "shells.slip_share": 0.4,
    }
    chips = fleet(10.0)
    chips.cut_shells = [0.4]
    room = handed(planned(building(**numbers), 13.0), chips=chips)

    # 1 GW in the last half year: 2 GW a year, of which 0.8 slip; 0.4 of chips wait for them
    assert booking(room, "shells") == pytest.approx(1.2, rel=1e-3)
    assert booking(room, "connection") == 0.0


def test_connections_that_cannot_be_built_are_booked_with_the_chips_that_wait_for_them() -> None:
    room = building(connection__under_way=9.0)
    room.s.waiting = [2.0]
    chips = fleet(10.0)
    chips.cut_connection = [0.6]
    handed(planned(room, 10.0), chips=chips)

    # 3 GW a year out of study and 2 waiting, 2 are built: 3 GW at the meter are 2.4 of IT
    assert booking(room, "connection") == pytest.approx(2.4 + 0.6)


def test_what_slow_work_explains_goes_to_the_scarcest_trade() -> None:
    numbers: dict[str, Any] = {
        "shells.under_way": 3.0,
        "shells.slip_share": 0.4,
        "trades.workforce": 50.0,
        "connection.connected": 100.0,
    }
    chips = fleet(10.0)
    chips.cut_connection = [1.0]
    room = handed(planned(building(**numbers), 10.0), chips=chips)

    # half pace: half of 1 GW not wired and of 0.8 not built is booked to the trade, and half of 2 under way
    assert room.f.speed == pytest.approx([0.5])
    assert booking(room, "connection") == pytest.approx(0.5)
    assert booking(room, "shells") == pytest.approx(0.4)
    assert booking(room, "trade:{trade}") == pytest.approx(0.5 + 0.4 + 1.0)


def test_the_budget_books_orders_cut_and_work_slowed() -> None:
    numbers: dict[str, Any] = {"connection.connected": 100.0, "shells.under_way": 3.0}
    room = handed(planned(building(**numbers), 17.0), funded=0.25, slowed=0.5)

    # 4 GW a year wished, three quarters cut; 2 GW a year under way, half held back
    assert booking(room, "capital") == pytest.approx(3.0 + 1.0, rel=1e-3)
    assert room.d.hall_starts == pytest.approx([1.0], rel=1e-3)
    assert room.d.speed == pytest.approx([0.5])


def test_the_scarcest_trade_books_what_it_holds_back() -> None:
    numbers: dict[str, Any] = {
        "shells.under_way": 3.0,
        "trades.workforce": 50.0,
        "connection.connected": 100.0,
    }
    room = handed(planned(building(**numbers), 10.0))

    assert booking(room, "trade:{trade}") == pytest.approx(1.0, rel=0.01)  # 2 GW a year at half pace
