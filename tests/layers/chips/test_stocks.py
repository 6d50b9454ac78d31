"""Chips over time: transit, vintages, retirement, capacity."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

from stackdesk.layers.chips import advance
from tests.layers.chips.room import chips
from tests.layers.rooms import clock


def stepped(room: SimpleNamespace, years: float, h: float = 0.125, start: float = 2023.0) -> None:
    """Advance under the rates as they stand."""
    for step in range(round(years / h)):
        advance(room.p, room.s, room.d, clock(start + step * h), h, room.n)
        room.s, room.n = room.n, room.s


def counted(room: SimpleNamespace, stock: str) -> float:
    """Sum the H100 equivalents of a stock over regions and vintages."""
    return float(sum(vintage[0] for region in getattr(room.s, stock) for vintage in region))


def test_chips_sold_are_delivered_or_in_transit_or_retired() -> None:
    room = chips(regions=2, fleet_2023=[0.5, 0.1], life=2.0)
    room.d.sales = [[1.0, 0.9, 1.1], [0.4, 0.5, 0.3]]
    stepped(room, 2.0)

    assert sum(room.s.sold) == pytest.approx(2.8)
    somewhere = counted(room, "fleet") + counted(room, "transit") + sum(room.s.retired)
    assert somewhere == pytest.approx(0.6 + 2.8)
    assert sum(room.s.retired) > 0.1


def test_a_chip_belongs_to_the_year_it_was_bought_in() -> None:
    room = chips()
    room.d.sales = [[1.0, 1.0, 1.0]]
    stepped(room, 2.0)

    bought = [room.s.fleet[0][v][0] + room.s.transit[0][v][0] for v in range(3)]
    assert bought == pytest.approx([0.0, 1.0, 1.0], rel=0.02)  # vintages of 2022, 2023, 2024


def test_chips_arrive_after_the_transit() -> None:
    room = chips(transit=0.5, life=15.0)
    room.s.transit[0][1] = [2.0, 2.0, 2.0]
    stepped(room, 0.5)

    # after one time constant 1/e is still on its way
    assert room.s.transit[0][1][0] == pytest.approx(2.0 / math.e)
    assert room.s.fleet[0][1][0] == pytest.approx(2.0 * (1.0 - 1.0 / math.e), rel=1e-3)


def test_a_vintage_loses_half_around_its_mean_life() -> None:
    room = chips(fleet_2023=[1.0], life=4.0)
    stepped(room, 3.5)  # bought in mid-2022, so four years old

    # exp(-(4 / 4.4794)^3) = exp(-0.71206) = 0.49063, but for the half year before 2023
    lost_before = math.exp(-((0.5 / 4.4794) ** 3))
    assert room.s.fleet[0][0][0] == pytest.approx(0.49063 / lost_before, rel=1e-3)


def test_a_chip_takes_its_power_with_it_when_it_retires() -> None:
    room = chips(fleet_2023=[1.0], chains__power=1.4, life=4.0)
    stepped(room, 3.0)

    assert room.s.fleet[0][0][1] == pytest.approx(1.4 * room.s.fleet[0][0][0])


def test_capacity_that_is_decided_comes_to_stand() -> None:
    room = chips()
    room.d.expand = [[0.0, 4.0, 0.0, 0.0]]
    stepped(room, 2.0)

    assert room.s.capacity[0][1] + sum(room.s.pipe[0][1]) == pytest.approx(10.0 + 8.0)
    assert room.s.capacity[0][1] > 13.0  # a lead time of one year


def test_idle_capacity_goes_away_slowly() -> None:
    room = chips()
    room.d.shrink = [[0.0, 0.05, 0.0, 0.0]]
    stepped(room, 1.0)

    assert room.s.capacity[0] == pytest.approx([100.0, 10.0 * math.exp(-0.05), 10.0, 50.0])


def test_progress_is_counted_from_the_present_on() -> None:
    room = chips(performance_growth=1.5, memory_growth=1.2)
    stepped(room, 1.0, start=2025.75)
    assert (room.s.performance_index, room.s.memory_index) == (1.0, 1.0)

    stepped(room, 1.0, start=2026.75)
    assert (room.s.performance_index, room.s.memory_index) == pytest.approx((1.5, 1.2))
