"""The random numbers: even, the same every time, and nobody's business but the parameter's."""

from __future__ import annotations

import numpy as np
import pytest

from stackdesk.engine.drawing import block_of, shares

SOME = ("energy.losses", "chips.performance_growth", "models.serving_efficiency")


def test_a_column_does_not_depend_on_which_others_vary() -> None:
    alone, together = shares(SOME[1:2], 1, 0, 100), shares(SOME, 1, 0, 100)
    assert np.array_equal(alone[:, 0], together[:, 1])


@pytest.mark.parametrize(("first", "count"), [(0, 32), (31, 40), (500, 600), (1000, 1100), (3000, 7)])
def test_any_stretch_is_that_of_the_whole(first: int, count: int) -> None:
    whole = shares(SOME, 7, 0, 3100)
    assert np.array_equal(shares(SOME, 7, first, count), whole[first : first + count])


def test_another_seed_gives_other_numbers() -> None:
    assert not np.array_equal(shares(SOME, 1, 0, 32), shares(SOME, 2, 0, 32))


@pytest.mark.parametrize("size", [32, 64, 128, 256, 512, 1024])
def test_the_first_samples_are_even_by_themselves(size: int) -> None:
    drawn = shares(SOME, 3, 0, size)
    counts = np.stack([np.histogram(column, bins=16, range=(0.0, 1.0))[0] for column in drawn.T])
    assert (counts == size // 16).all()


def test_no_two_columns_are_alike() -> None:
    names = [f"one.{number}" for number in range(200)]
    likeness = np.corrcoef(shares(names, 1, 0, 512).T) - np.eye(len(names))
    assert np.abs(likeness).max() < 0.25


def test_blocks_follow_one_another() -> None:
    at = 0
    while at < 5000:
        start, size = block_of(at)
        assert start == at
        assert block_of(at + size - 1) == (start, size)
        at += size
