"""The chips room's formulas, worked out by hand."""

from __future__ import annotations

import pytest

from stackdesk.layers.chips.equations import (
    expansion,
    packages_from_assembly,
    packages_from_memory,
    packages_from_packaging,
    tightest,
)


def test_packages_from_packaging_wafers() -> None:
    # 40 k wafers a month x 12 x 30 packages x 0.7 good = 10,080 k = 10.08 million a year
    assert packages_from_packaging(40.0, 30.0, 0.7) == pytest.approx(10.08)


def test_packages_from_memory_bits() -> None:
    # 16 billion Gb = 2 billion GB; x 0.8 used / 160 GB = 10 million a year
    assert packages_from_memory(16.0, 160.0, 0.8) == pytest.approx(10.0)


def test_packages_from_racks() -> None:
    # 50 thousand racks of 72: 3.6 million a year
    assert packages_from_assembly(50.0) == pytest.approx(3.6)


@pytest.mark.parametrize(
    ("book", "expanded"),
    [
        (12.0, 0.1),  # 20 % over what is allowed, half of it a year
        (10.0, 0.0),
        (5.0, 0.0),  # never negative: idle capacity shrinks elsewhere
        (100.0, 0.4),  # held to the greatest growth
    ],
)
def test_expansion_answers_the_order_book(book: float, expanded: float) -> None:
    assert expansion(book, 10.0, 0.5, 0.4) == pytest.approx(expanded)


def test_the_scarcest_input_limits_a_chain() -> None:
    assert tightest([4.0, 2.0, 3.0, 5.0]) == 2.0
