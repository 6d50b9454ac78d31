"""Values over time."""

from __future__ import annotations

import math
from typing import Any

import pytest

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario import Trajectory
from stackdesk.scenario.trajectory import as_value

RISING = Trajectory(((2026, 1.0), (2028, 3.0), (2030, 3.0)))
JUMPING = Trajectory(((2024, 1.0), (2026, 2.0), (2026, 5.0), (2028, 6.0)))


@pytest.mark.parametrize(
    ("year", "value"),
    [(2020, 1.0), (2026, 1.0), (2026.5, 1.5), (2027, 2.0), (2028, 3.0), (2029, 3.0), (2050, 3.0)],
)
def test_a_trajectory_is_linear_between_points_and_flat_outside(year: float, value: float) -> None:
    assert RISING.at(year) == value


def test_at_a_jump_the_later_value_holds() -> None:
    assert JUMPING.at(2025) == 1.5
    assert JUMPING.before(2026) == 2.0
    assert JUMPING.at(2026) == 5.0
    assert JUMPING.at(2027) == 5.5


@pytest.mark.parametrize("year", [2020, 2024, 2025, 2027, 2028, 2031])
def test_where_nothing_jumps_before_and_at_agree(year: float) -> None:
    assert JUMPING.before(year) == JUMPING.at(year)


@pytest.mark.parametrize("trajectory", [RISING, JUMPING])
def test_a_sweep_gives_what_single_questions_give(trajectory: Trajectory) -> None:
    years = [2020 + quarter / 4 for quarter in range(48)]

    assert trajectory.sampled(years) == [trajectory.at(year) for year in years]


@pytest.mark.parametrize(
    "points",
    [
        (),
        ((2028, 1.0), (2026, 1.0)),
        ((2026, 1.0), (2026, 2.0), (2026, 3.0)),
        ((2026, math.nan),),
        ((math.inf, 1.0),),
    ],
)
def test_points_that_are_no_path_are_refused(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueRefusedError):
        Trajectory(points)


def test_a_mapping_of_years_is_a_trajectory() -> None:
    assert as_value({2030: 3, 2026.5: 1}) == Trajectory(((2026.5, 1.0), (2030.0, 3.0)))


@pytest.mark.parametrize("given", [True, "2.0", None, math.nan, math.inf, 10**400, [1.0]])
def test_what_is_no_finite_number_is_refused(given: Any) -> None:
    with pytest.raises(ValueRefusedError):
        as_value(given)
