"""What chains could make, what stands, and which chips run."""

from __future__ import annotations

import pytest

from stackdesk.layers.chips import plug_in, run, supply
from tests.layers.chips.room import chips


def test_each_input_allows_its_packages() -> None:
    room = chips()

    # logic 100 x 12 x 40 x 0.5 / 1000 = 24; packaging 10 x 12 x 30 x 0.5 / 1000 = 1.8;
    # memory 10 x 1000 x 0.8 / (8 x 100) = 10; assembly 50 x 72 / 1000 = 3.6
    assert room.f.limit[0] == pytest.approx([24.0, 1.8, 10.0, 3.6])
    assert (room.f.limits_packaging, room.f.packaging) == pytest.approx((1.8, 10.0))


def test_a_larger_package_takes_more_memory() -> None:
    room = chips()
    room.s.memory_index = 2.0
    supply(room.p, room.s, room.f)

    assert room.f.limit[0] == pytest.approx([24.0, 1.8, 5.0, 3.6])


def test_progress_makes_chips_faster_leaner_and_cheaper() -> None:
    room = chips()
    room.s.performance_index, room.s.efficiency_index, room.s.price_index = 2.0, 1.25, 1.6
    supply(room.p, room.s, room.f)

    assert (room.f.performance, room.f.power, room.f.price) == ([2.0], [0.8], [12.5])
    assert (room.f.new_power, room.f.new_price) == ([0.8], [12.5])
    assert room.f.new_per_megawatt == [1250.0]


def test_a_region_looks_at_the_chain_that_may_serve_it_best() -> None:
    room = chips(
        regions=2,
        chains=2,
        chains__price=[20.0, 30.0],
        chains__power=[1.0, 1.5],
        chains__access=[[1.0, 0.0], [0.2, 1.0]],
    )

    assert room.f.new_price == [20.0, 30.0]
    assert room.f.new_power == [1.0, 1.5]
    assert room.f.new_per_megawatt == pytest.approx([1000.0, 1000.0 / 1.5])


def test_the_fleet_starts_with_what_was_sold_before() -> None:
    room = chips(regions=2, fleet_2023=[0.6, 0.2], sold_before=0.4, chains__power=1.4)

    assert room.f.fleet == pytest.approx([0.6, 0.2])
    assert room.f.nameplate == pytest.approx([0.84, 0.28])
    assert room.s.sold == pytest.approx([0.3, 0.1])  # as the fleet divides


def test_what_stands_is_the_sum_of_all_vintages() -> None:
    room = chips()
    room.s.fleet[0] = [[1.0, 1.4, 1.0], [2.0, 2.0, 2.4], [4.0, 3.0, 6.0]]
    room.s.transit[0][2] = [0.5, 0.4, 0.7]
    supply(room.p, room.s, room.f)

    assert (room.f.fleet, room.f.nameplate) == ([7.0], [6.4])
    assert (room.f.transit, room.f.in_transit) == ([0.5], [0.4])


@pytest.mark.parametrize(
    ("physical", "runnable"),
    [
        (10.0, 7.0),  # all 6.4 GW
        (4.0, 5.0),  # the newest 3 GW with 4 million, then 1 of the 2 GW of the year before
        (1.5, 2.0),  # half of the newest
        (0.0, 0.0),
    ],
)
def test_the_newest_chips_are_plugged_in_first(physical: float, runnable: float) -> None:
    room = chips()
    room.s.fleet[0] = [[1.0, 1.4, 1.0], [2.0, 2.0, 2.4], [4.0, 3.0, 6.0]]
    plug_in(room.p, room.s, room.f, [physical], 0.5)

    assert room.f.runnable == pytest.approx([runnable])


def test_chips_with_more_bandwidth_serve_better() -> None:
    room = chips()
    room.s.fleet[0] = [[0.0] * 3, [2.0, 2.0, 2.4], [4.0, 3.0, 6.0]]
    plug_in(room.p, room.s, room.f, [10.0], 0.25)

    # 8.4 bandwidth equivalents over 6 million H100e = 1.4; a quarter of the weight: 1.1
    assert room.f.serving == pytest.approx([1.1])
    assert room.f.density == pytest.approx([6.0 / 5.0])


def test_what_does_not_run_stands_idle() -> None:
    room = chips()
    room.s.fleet[0] = [[0.0] * 3, [2.0, 2.0, 2.0], [4.0, 3.0, 4.0]]
    supply(room.p, room.s, room.f)
    plug_in(room.p, room.s, room.f, [4.0], 0.0)
    run(room.f, [2.0])

    # 5 million could run on 4 GW, half of that power runs
    assert room.f.in_operation == pytest.approx([2.5])
    assert room.f.idle == pytest.approx([3.5])
    assert room.f.per_megawatt == pytest.approx([1250.0])
