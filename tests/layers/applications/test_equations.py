"""The applications room's formulas, worked out by hand."""

from __future__ import annotations

import math

import pytest

from stackdesk.layers.applications.equations import (
    adoption_rate,
    affordable,
    answer,
    capped,
    held_by_cap,
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


def test_tokens_are_held_softly_below_what_may_be_spent() -> None:
    assert capped(3.0, 4.0) == pytest.approx(2.4)  # 3 / sqrt(1 + 9 / 16) = 3 / 1.25
    assert capped(5.0, 5.0) == pytest.approx(5.0 / math.sqrt(2.0))
    assert capped(5.0, 5e6) == pytest.approx(5.0)  # far below: not held
    assert capped(5e6, 5.0) == pytest.approx(5.0)  # far above: all but at the cap
    assert capped(0.0, 5.0) == 0.0


@pytest.mark.parametrize("use", [0.01, 0.5, 1.0, 2.0, 100.0])
def test_held_tokens_grow_with_what_is_wanted_and_stay_below_both(use: float) -> None:
    assert capped(use, 1.0) < min(use, 1.0)
    assert capped(use, 1.0) < capped(use * 1.01, 1.0)
    assert capped(use, 1.0) < capped(use, 1.01)


def test_a_user_spends_no_more_than_the_cap() -> None:
    # 20 M tokens at 2 USD would cost 40 USD; the cap is 10, 5 M tokens: 20 / sqrt(1 + 4^2)
    assert tokens_of_user(20.0, 1.0, 1e9, 10.0, 2.0) == pytest.approx(20.0 / math.sqrt(17.0))
    # a cap of 100 is in sight, 50 M tokens: 20 / sqrt(1 + 0.4^2)
    assert tokens_of_user(20.0, 1.0, 1e9, 100.0, 2.0) == pytest.approx(20.0 / math.sqrt(1.16))
    assert tokens_of_user(20.0, 1.0, 1e9, 1e6, 2.0) == pytest.approx(20.0)
    assert tokens_of_user(1e6, 1.0, 1e12, 10.0, 2.0) == pytest.approx(5.0)


def test_a_users_tokens_saturate_first_and_are_capped_then() -> None:
    # 100 asked, 100 at most: 50; 50 x 2 = 100 USD would be spent, 75 may be: 50 / sqrt(1 + (4 / 3)^2)
    assert tokens_of_user(50.0, 2.0, 100.0, 75.0, 2.0) == pytest.approx(30.0)


def test_a_user_answers_a_price_by_elasticity_damped_by_saturation() -> None:
    assert answer(20.0, 1e9, 20.0, 1.5) == pytest.approx(1.5)
    # 100 asked, at most 100: 50 used; 1.5 / (1 + 1) = 0.75
    assert answer(100.0, 100.0, 50.0, 1.5) == pytest.approx(0.75)
    # 300 asked, at most 100: 75 used; 1.5 / (1 + 3) = 0.375
    assert answer(300.0, 100.0, 75.0, 1.5) == pytest.approx(0.375)


def test_the_cap_rules_as_far_as_it_holds_tokens_back() -> None:
    assert held_by_cap(20.0, 20.0) == 0.0
    assert held_by_cap(20.0, 10.0) == pytest.approx(0.75)  # half of what is wanted: 1 - 1/4
    assert held_by_cap(20.0, 0.0) == 1.0
    assert held_by_cap(0.0, 0.0) == 0.0  # who wants nothing is not held
    assert held_by_cap(20.0, 20.0 * (1.0 + 1e-12)) == 0.0  # rounding never turns it round


def test_a_user_at_the_spend_cap_answers_one_to_one() -> None:
    # 5 used of the 20 that would be without the cap: it rules by 1 - 1/16
    assert answer(20.0, 1e9, 5.0, 1.5) == pytest.approx(1.5 / 16.0 + 15.0 / 16.0)
    assert answer(20.0, 1e9, 5.0, 0.4) == pytest.approx(0.4 / 16.0 + 15.0 / 16.0)
    # all but at the cap
    assert answer(20.0, 1e9, 1e-4, 1.5) == pytest.approx(1.0)
    assert answer(20.0, 1e9, 1e-4, 0.4) == pytest.approx(1.0)


def test_a_user_both_near_saturation_and_near_the_cap_answers_by_both() -> None:
    # 100 asked, at most 100: 50, of which the cap leaves 30: 0.36 x 1.5 / 2 + 0.64
    assert answer(100.0, 100.0, 30.0, 1.5) == pytest.approx(0.91)


@pytest.mark.parametrize("elasticity", [0.4, 1.0, 1.1, 1.5])
@pytest.mark.parametrize("most", [2.0, 20.0, 1e9])
@pytest.mark.parametrize("cap", [1e-3, 1.0, 10.0, 40.0, 160.0, 1e9])
@pytest.mark.parametrize("price", [0.3, 2.0, 9.0])
def test_the_answer_is_the_logarithmic_derivative_of_tokens(
    elasticity: float, most: float, cap: float, price: float
) -> None:
    def used(at: float) -> float:
        return tokens_of_user(20.0, (at / 2.0) ** -elasticity, most, cap, at)

    step = 1e-5
    up, down = used(price * math.exp(step)), used(price * math.exp(-step))
    slope = math.log(up / down) / (2.0 * step)
    asked = 20.0 * (price / 2.0) ** -elasticity

    assert answer(asked, most, used(price), elasticity) == pytest.approx(-slope, rel=1e-7)


def test_a_user_takes_no_more_than_can_be_used() -> None:
    assert tokens_of_user(20.0, 1e6, 100.0, 1e12, 1e-6) == pytest.approx(100.0, rel=1e-4)
