"""Lags, delays, S-curves: worked out by hand."""

from __future__ import annotations

import math

import pytest

from stackdesk.core.dynamics import (
    annuity,
    approached,
    between,
    booked,
    expected,
    faded_growth,
    lagged,
    logistic,
    passed_on,
    power,
    ratio,
    through,
    weibull_hazard,
)


def test_a_ratio_over_nothing_gives_what_it_is_told() -> None:
    assert ratio(3.0, 4.0, 9.0) == 0.75
    assert ratio(3.0, 0.0, 9.0) == 9.0
    assert ratio(3.0, -4.0, 9.0) == 9.0


@pytest.mark.parametrize(("value", "held"), [(-1.0, 0.0), (0.4, 0.4), (2.0, 1.0)])
def test_between_holds_a_value_within_limits(value: float, held: float) -> None:
    assert between(0.0, value, 1.0) == held


def test_a_stock_that_is_not_fed_halves_over_its_half_life() -> None:
    # tau = 2, half-life 2 ln 2: 8 -> 4
    assert lagged(8.0, 0.0, 2.0, 2.0 * math.log(2.0)) == pytest.approx(4.0)


def test_a_fed_stock_settles_at_inflow_times_time() -> None:
    # 3 a year staying 2 years: 6
    assert lagged(6.0, 3.0, 2.0, 0.125) == pytest.approx(6.0)
    assert lagged(0.0, 3.0, 2.0, 1e3) == pytest.approx(6.0)


def test_two_half_steps_of_a_lag_are_one_step() -> None:
    half = lagged(lagged(5.0, 1.0, 0.3, 0.5), 1.0, 0.3, 0.5)

    assert half == pytest.approx(lagged(5.0, 1.0, 0.3, 1.0))


def test_approaching_goes_63_per_cent_of_the_way_in_one_time_constant() -> None:
    # 10 + (2 - 10) e^-1 = 10 - 8 x 0.36788 = 7.05696
    assert approached(2.0, 10.0, 0.5, 0.5) == pytest.approx(7.05696, abs=1e-5)


def test_what_passes_on_is_what_came_in_and_is_not_held() -> None:
    # held 4, then 3, while 2 a year came in for half a year: (4 - 3 + 1) / 0.5 = 4 a year
    assert passed_on(4.0, 2.0, 3.0, 0.5) == pytest.approx(4.0)


@pytest.mark.parametrize("speed", [1.0, 0.6, 0.02, 0.0])
@pytest.mark.parametrize("lead_time", [0.01, 0.5, 6.0])
def test_what_goes_into_a_delay_comes_out(speed: float, lead_time: float) -> None:
    pipe, came, went = [1.0, 0.0, 2.0], 0.0, 0.0

    for step in range(40):
        inflow = 5.0 if step < 20 else 0.0
        after = [0.0, 0.0, 0.0]
        went += 0.125 * through(pipe, after, inflow, lead_time, 0.125, speed)
        came += 0.125 * inflow
        pipe = after

    assert min(pipe) >= 0.0
    assert sum(pipe) + went == pytest.approx(3.0 + came)


def test_a_settled_delay_holds_inflow_times_lead_time() -> None:
    # 2 a year for 3 years: 6 in the pipe, 2 in each third, 2 a year out
    after = [0.0, 0.0, 0.0]
    out = through([2.0, 2.0, 2.0], after, 2.0, 3.0, 0.25, 1.0)

    assert out == pytest.approx(2.0)
    assert after == pytest.approx([2.0, 2.0, 2.0])


def test_work_at_half_speed_comes_out_half_as_fast() -> None:
    full = through([2.0, 2.0, 2.0], [0.0, 0.0, 0.0], 0.0, 3.0, 1e-6, 1.0)
    half = through([2.0, 2.0, 2.0], [0.0, 0.0, 0.0], 0.0, 3.0, 1e-6, 0.5)

    assert full == pytest.approx(2.0, rel=1e-4)
    assert half == pytest.approx(1.0, rel=1e-4)


def test_a_refusal_is_remembered_when_it_is_due_and_forgotten_after() -> None:
    memory, seen = [0.0, 0.0, 0.0, 0.0], []
    for step in range(80):
        after = [0.0, 0.0, 0.0, 0.0]
        booked(memory, after, 4.0 if step < 8 else 0.0, 2.0, 0.125, math.exp(-0.125))
        memory = after
        seen.append(memory[3])

    assert seen[0] < 0.01
    assert 12 < seen.index(max(seen)) < 32  # a year of refusals, due two years on, remembered for one
    assert seen[-1] < 0.05


def test_a_lasting_refusal_is_remembered_at_its_size() -> None:
    memory = [0.0, 0.0, 0.0, 0.0]
    for _ in range(200):
        after = [0.0, 0.0, 0.0, 0.0]
        booked(memory, after, 4.0, 2.0, 0.125, math.exp(-0.125))
        memory = after

    assert memory[3] == pytest.approx(4.0, rel=1e-3)


def test_the_s_curve_is_half_at_zero_and_never_overflows() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(math.log(3.0)) == pytest.approx(0.75)
    assert 0.0 < logistic(-1e9) < 1e-15
    assert logistic(1e9) == pytest.approx(1.0)


def test_power_takes_any_exponent_and_a_base_of_zero() -> None:
    assert power(4.0, 0.5) == pytest.approx(2.0)
    assert power(10.0, -2.0) == pytest.approx(0.01)
    assert power(0.0, 1.0) == pytest.approx(1e-12)


def test_an_annuity_recovers_the_capital() -> None:
    # 10 % over 2 years: 0.1 / (1 - 1 / 1.21) = 0.576190; paid twice, discounted, it is worth one
    rent = annuity(0.1, 2.0)

    assert rent == pytest.approx(0.576190, abs=1e-6)
    assert rent / 1.1 + rent / 1.21 == pytest.approx(1.0)
    assert annuity(0.0, 5.0) == 0.2


def test_expected_growth_fades() -> None:
    # 10 exp(0.4 x 1.5 x (1 - e^-2)) = 10 exp(0.518799) = 16.8001
    assert expected(10.0, 0.4, 1.5, 3.0) == pytest.approx(16.8001, abs=1e-3)
    # over a nuclear lead time not more than exp(0.4 x 1.5)
    assert expected(10.0, 0.4, 1.5, 100.0) == pytest.approx(10.0 * math.exp(0.6))
    assert expected(10.0, 0.4, 1.5, 0.0) == 10.0


def test_growth_fades_after_the_present_and_rests_before_it() -> None:
    assert faded_growth(2.0, 4.0, -0.125, 1.0) == 1.0
    assert faded_growth(2.0, 4.0, 0.0, 1e-3) == pytest.approx(1.0 + 1e-3 * math.log(2.0), rel=1e-6)
    # at four years the pace is 1/e: 2^(0.001/e)
    assert faded_growth(2.0, 4.0, 4.0, 1e-3) == pytest.approx(2.0 ** (1e-3 / math.e))


def test_fading_growth_does_not_depend_on_the_step() -> None:
    whole = faded_growth(2.5, 6.0, 0.0, 0.125)
    halves = faded_growth(2.5, 6.0, 0.0, 0.0625) * faded_growth(2.5, 6.0, 0.0625, 0.0625)

    assert whole == pytest.approx(halves, rel=1e-6)


def test_hazard_grows_with_the_square_of_age() -> None:
    # scale = 6 / 0.8929795 = 6.71908; 3 / 6.71908 x (3 / 6.71908)^2 = 0.0890097
    assert weibull_hazard(3.0, 6.0) == pytest.approx(0.0890097, abs=1e-6)
    assert weibull_hazard(6.0, 6.0) == pytest.approx(4.0 * weibull_hazard(3.0, 6.0))
    assert weibull_hazard(0.0, 6.0) == 0.0


def test_the_hazard_gives_the_mean_life_it_was_asked_for() -> None:
    alive, life, h = 1.0, 0.0, 0.01
    for step in range(3000):
        life += alive * h
        alive *= math.exp(-h * weibull_hazard((step + 0.5) * h, 6.0))

    assert life == pytest.approx(6.0, abs=0.02)
