"""Distributions keep their quantiles, their limits and, where they are split, their median."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stackdesk.engine.distribution import Distribution

FAR = (-1e9, 1e9)
POSITIVE = (0.0, 1e9)
EVERY = (
    ("uniform", False),
    ("loguniform", True),
    ("triangular", False),
    ("normal", False),
    ("lognormal", True),
    ("split", False),
    ("split", True),
)


def made(shape: str, log: bool = False, **other: Any) -> Distribution:
    """Make a distribution from 2 to 7 around 3."""
    whole = {"low": 2.0, "high": 7.0, "quantiles": (0.1, 0.9), "middle": 3.0, "limits": FAR, **other}
    return Distribution(shape=shape, log=log, **whole)  # type: ignore[arg-type]


@pytest.mark.parametrize(("shape", "log"), EVERY)
@pytest.mark.parametrize("quantiles", [(0.1, 0.9), (0.05, 0.95), (0.2, 0.7)])
def test_low_and_high_are_the_quantiles_that_they_are_said_to_be(
    shape: str, log: bool, quantiles: tuple[float, float]
) -> None:
    one = made(shape, log, quantiles=quantiles)
    assert one.value(quantiles[0]) == pytest.approx(2.0)
    assert one.value(quantiles[1]) == pytest.approx(7.0)


@pytest.mark.parametrize(("shape", "log"), EVERY)
def test_numbers_ascend_and_stay_within_the_limits(shape: str, log: bool) -> None:
    numbers = made(shape, log, limits=(2.5, 6.0)).values(np.linspace(0.0, 1.0, 501))
    assert (np.diff(numbers) >= 0.0).all()
    assert (numbers[0], numbers[-1]) == (pytest.approx(2.5), pytest.approx(6.0))


def test_what_is_cut_off_is_shared_out_among_the_rest() -> None:
    whole, cut = made("normal"), made("normal", limits=(2.0, 7.0))
    assert cut.value(0.0) == pytest.approx(2.0)
    assert cut.value(0.5) == pytest.approx(whole.value(0.5))
    assert cut.value(0.25) == pytest.approx(whole.value(0.1 + 0.25 * 0.8))


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("limits", [POSITIVE, (3.0, 8.0), (2.9, 3.5)])
def test_half_of_a_split_lies_above_its_middle_wherever_it_is_cut(
    log: bool, limits: tuple[float, float]
) -> None:
    assert made("split", log, limits=limits).value(0.5) == pytest.approx(3.0)


def test_a_split_of_no_width_below_stays_at_its_middle() -> None:
    numbers = made("split", low=3.0).values(np.array([0.01, 0.3, 0.5, 0.9]))
    assert numbers == pytest.approx([3.0, 3.0, 3.0, 7.0])


def test_a_triangle_is_highest_at_its_middle() -> None:
    numbers = made("triangular").values(np.linspace(0.0, 1.0, 2001))
    crowded = numbers[np.argmin(np.diff(numbers))]
    assert crowded == pytest.approx(3.0, abs=0.05)


def test_a_triangle_whose_middle_lies_outside_is_even() -> None:
    one = made("triangular", middle=9.0)
    assert one.value(0.5) == pytest.approx(4.5)


def test_ends_at_0_and_1_are_the_ends() -> None:
    for shape in ("uniform", "triangular"):
        numbers = made(shape, quantiles=(0.0, 1.0)).values(np.array([0.0, 1.0]))
        assert numbers == pytest.approx([2.0, 7.0])
