"""The search for a target: every solution, leaps, and the nearest where there is none."""

from __future__ import annotations

import math

import pytest

from stackdesk.engine.roots import NEAR, search

SCAN = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


def test_a_response_that_turns_reports_both_roots() -> None:
    found = search(lambda x: (x - 1.3) * (x - 3.6), SCAN, 0.5)
    middle, half = (1.3 + 3.6) / 2.0, math.sqrt((3.6 - 1.3) ** 2 / 4.0 + 0.5)
    assert [value for value, _ in found.solutions] == pytest.approx([middle - half, middle + half])
    assert [reached for _, reached in found.solutions] == pytest.approx([0.5, 0.5], rel=NEAR)
    assert found.leaps == ()


def test_two_roots_between_neighbouring_points_are_found() -> None:
    found = search(lambda x: 1.0 - (x - 2.4) ** 2, SCAN, 0.99)
    assert [value for value, _ in found.solutions] == pytest.approx([2.3, 2.5])


def test_a_root_at_the_end_counts_once() -> None:
    assert search(lambda x: x * x, SCAN, 25.0).solutions == ((5.0, 25.0),)


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e19])
def test_nearness_is_relative(scale: float) -> None:
    (solution,) = search(lambda x: scale * math.exp(x), SCAN, scale * 7.0).solutions
    assert solution[0] == pytest.approx(math.log(7.0), rel=1e-6)
    assert solution[1] == pytest.approx(scale * 7.0, rel=NEAR)


def test_a_leap_is_no_solution() -> None:
    found = search(lambda x: 1.0 if x < 2.2 else 9.0, SCAN, 5.0)
    assert found.solutions == ()
    ((low, under), (high, over)) = found.leaps[0]
    assert (under, over) == (1.0, 9.0)
    assert low < 2.2 <= high
    assert high - low < 1e-9


def test_out_of_reach_gives_the_nearest_inside_too() -> None:
    found = search(lambda x: 1.0 - (x - 2.4) ** 2, SCAN, 3.0)
    assert found.solutions == ()
    assert found.nearest is not None
    assert found.nearest == pytest.approx((2.4, 1.0), rel=1e-3)


def test_what_is_no_number_is_left_out() -> None:
    (solution,) = search(lambda x: math.nan if x < 1.5 else x, SCAN, 3.5).solutions
    assert solution[0] == pytest.approx(3.5)
    assert search(lambda _: math.nan, SCAN, 1.0).nearest is None
