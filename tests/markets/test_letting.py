"""Spare compute let at a discount, as users and models answer it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers.models import let
from tests.layers.applications.test_room import supplied, using, wanting
from tests.layers.models.test_room import models


def discounted(room: SimpleNamespace, discount: float) -> float:
    """Give the tokens wanted at 2 USD a million when that is let at a discount."""
    wanting(room, price=2.0)
    sellers = models()
    let(sellers.p, sellers.f, room.f, [discount])
    return float(room.f.wanted[0])


@pytest.mark.parametrize("limit", [{}, {"spend_cap": 0.005}])
def test_a_discount_is_answered_like_a_lower_price(limit: dict[str, Any]) -> None:
    room = supplied(using(elasticity=1.5, **limit))
    let_cheaper = discounted(room, 0.5)

    assert let_cheaper == pytest.approx(wanting(room, price=1.0).f.wanted[0], rel=1e-6)


def test_a_discount_respects_saturation() -> None:
    room = supplied(using(elasticity=1.5, saturation=1.0))

    # 20 million asked, 20 at most: 10 used, which answers with 1.5 / 2; 2 % cheaper: 1.5 % more
    assert discounted(room, 0.98) == pytest.approx(wanting(room, price=1.96).f.wanted[0], rel=1e-3)
    assert discounted(room, 0.98) == pytest.approx(100e6 * 0.1 * 10e6 * 0.98**-0.75)


def test_a_large_discount_is_answered_as_the_first_per_cent_is() -> None:
    # known limit: the response is that at the going price, so a halving finds 14 % more takers than it would
    room = supplied(using(elasticity=1.5, saturation=1.0))
    let_cheaper = discounted(room, 0.5)

    assert let_cheaper == pytest.approx(100e6 * 0.1 * 10e6 * 2.0**0.75)
    assert let_cheaper == pytest.approx(1.139 * wanting(room, price=1.0).f.wanted[0], rel=1e-3)
