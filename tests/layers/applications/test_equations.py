"""The applications room's formulas, worked out by hand."""

from __future__ import annotations

import pytest

from stackdesk.layers.applications.equations import (
    adoption_rate,
    affordable,
    answer,
    saturated,
    tokens_of_user,
    work_left,
    worth,
)


def test_use_saturates() -> None:
    assert saturated(10.0, 1e9) == pytest.approx(10.0)
    assert saturated(100.0, 100.0) == pytest.approx(50.0)
    assert saturated(1e9, 100.0) == pytest.approx(100.0)


def test_half_can_afford_what_costs_its_worth() -> None:
    assert affordable(100.0, 100.0, 0.5) == pytest.approx(0.5)
    # ln 3 / 0.5 = 2.1972: 1 / (1 + 1/9) = 0.9
    assert affordable(300.0, 100.0, 0.5) == pytest.approx(0.9)
    assert affordable(100.0, 300.0, 0.5) == pytest.approx(0.1)
    assert affordable(100.0, 0.0, 0.5) == pytest.approx(1.0)


def test_more_tokens_are_worth_more_with_falling_returns() -> None:
    assert worth(200.0, 16.0, 0.25) == pytest.approx(400.0)
    assert worth(200.0, 16.0, 0.0) == pytest.approx(200.0)


@pytest.mark.parametrize(
    ("adoption", "ceiling", "rate"),
    [
        (0.0, 0.8, 0.016),  # 0.02 x 0.8: innovators only
        (0.4, 0.8, 0.168),  # (0.02 + 0.8 x 0.5) x 0.4
        (0.8, 0.8, 0.0),
        (0.8, 0.4, -0.2),  # above the ceiling half of the excess fades in a year
        (0.5, 0.0, -0.25),
    ],
)
def test_adoption_by_bass(adoption: float, ceiling: float, rate: float) -> None:
    assert adoption_rate(adoption, ceiling, 0.02, 0.8) == pytest.approx(rate)


def test_radiology_grows_where_cheaper_readings_find_more_takers() -> None:
    # half adopt, 40 % of the hours: 20 % of the work gone; 0.8^(1 - 1.5) = 0.8^-0.5 = 1.1180
    assert work_left(0.5, 0.4, 1.5) == pytest.approx(1.1180, abs=1e-4)


def test_work_shrinks_where_the_demand_for_it_is_inelastic() -> None:
    # 0.8^(1 - 0.5) = 0.8944
    assert work_left(0.5, 0.4, 0.5) == pytest.approx(0.8944, abs=1e-4)
    assert work_left(0.5, 0.4, 0.0) == pytest.approx(0.8)


def test_work_stays_where_demand_answers_one_to_one_or_nobody_adopts() -> None:
    assert work_left(0.5, 0.4, 1.0) == pytest.approx(1.0)
    assert work_left(0.0, 0.4, 2.0) == pytest.approx(1.0)


def test_a_user_spends_no_more_than_the_cap() -> None:
    # 20 M tokens at 2 USD would cost 40 USD; the cap is 10: 5 M tokens
    assert tokens_of_user(20.0, 1.0, 1e9, 10.0, 2.0) == pytest.approx(5.0)
    assert tokens_of_user(20.0, 1.0, 1e9, 100.0, 2.0) == pytest.approx(20.0)


def test_a_user_answers_a_price_by_elasticity_damped_by_saturation() -> None:
    assert answer(20.0, 1e9, 20.0, 1.5) == pytest.approx(1.5)
    # 100 asked, at most 100: 50 used; 1.5 / (1 + 1) = 0.75
    assert answer(100.0, 100.0, 50.0, 1.5) == pytest.approx(0.75)
    # 300 asked, at most 100: 75 used; 1.5 / (1 + 3) = 0.375
    assert answer(300.0, 100.0, 75.0, 1.5) == pytest.approx(0.375)


def test_a_user_at_the_spend_cap_answers_one_to_one() -> None:
    # 5 used of the 20 that would be without the cap
    assert answer(20.0, 1e9, 5.0, 1.5) == 1.0
    assert answer(20.0, 1e9, 5.0, 0.4) == 1.0


def test_a_user_takes_no_more_than_can_be_used() -> None:
    assert tokens_of_user(20.0, 1e6, 100.0, 1e12, 1e-6) == pytest.approx(100.0, rel=1e-4)
