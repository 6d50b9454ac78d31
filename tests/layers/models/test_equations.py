"""The models room's formulas, worked out by hand."""

from __future__ import annotations

import pytest

from stackdesk.layers.models.equations import (
    capability,
    compute_for_tokens,
    fixed_price,
    log10,
    reliability,
    run_size,
    token_price,
    training_need,
)


def test_compute_behind_tokens() -> None:
    # an H100 gives 1.979e15 FLOP/s x 3.15576e7 s = 6.24525e22 a year; 1e15 tokens at 1 TFLOP = 1e27 FLOP
    # 1e27 / 6.24525e22 = 16,012 H100 = 0.016012 million
    assert compute_for_tokens(1.0, 1.0) == pytest.approx(0.016012, abs=1e-6)
    assert compute_for_tokens(3.0, 1.5) == pytest.approx(2.0 * 0.016012, abs=1e-5)


def test_the_price_of_a_million_tokens() -> None:
    # 0.1 million H100e for a year of 8,766 h is 8.766e8 h for 1e9 million tokens: 0.8766 h each
    # at 2 USD an hour and a margin of 1.5: 2.6298 USD
    assert token_price(0.1, 2.0, 1.5) == pytest.approx(2.6298)


def test_the_price_of_a_capability_held_fixed() -> None:
    # a tenfold of algorithms lets a model of 10^-0.5 = 0.316228 of the size do
    assert fixed_price(1.0, 0.0, 1.0) == pytest.approx(1.0)
    assert fixed_price(1.0, 1.0, 1.0) == pytest.approx(0.316228, abs=1e-6)
    # half the rent, two tenfolds, twice the tokens from as much compute
    assert fixed_price(0.5, 2.0, 2.0) == pytest.approx(0.5 * 0.1 / 2.0)


def test_compute_that_training_money_rents() -> None:
    # 17.532 bn USD a year at 2 USD: 8.766e9 hours, a million H100e all year
    assert training_need(17.532, 2.0) == pytest.approx(1.0)
    assert training_need(17.532, 4.0) == pytest.approx(0.5)


def test_the_largest_run_is_a_fraction_of_the_year() -> None:
    assert run_size(4e27, 0.025) == pytest.approx(1e26)


def test_gpt_4_has_a_capability_of_zero() -> None:
    assert capability(2.1e25, 1.0, 0.0) == pytest.approx(0.0)


def test_capability_counts_tenfolds_of_effective_compute() -> None:
    # 100 times GPT-4, a tenth of it for the family, one tenfold by better algorithms: 2 - 1 + 1
    assert capability(2.1e27, 0.1, 1.0) == pytest.approx(2.0)


def test_reliability_adds_scale_reasoning_and_grounding() -> None:
    # 1 + 0.2 x 3 + 0.5 x log10(100) + 0.8 x 0.25 = 2.8
    assert reliability(1.0, 0.2, 3.0, 0.5, 100.0, 0.8, 0.25) == pytest.approx(2.8)
    assert reliability(0.1, 0.5, -3.0, 0.5, 1.0, 0.8, 0.0) == 0.0


@pytest.mark.parametrize(("value", "logarithm"), [(1000.0, 3.0), (0.01, -2.0), (0.0, -12.0)])
def test_decimal_logarithms(value: float, logarithm: float) -> None:
    assert log10(value) == pytest.approx(logarithm)
