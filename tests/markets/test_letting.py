"""Spare compute let at a discount, as users and models answer it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers.models import let
from tests.layers.applications.test_room import supplied, using, wanting
from tests.layers.models.test_room import models


def at_half_price(room: SimpleNamespace) -> float:
    """Give the tokens wanted at 2 USD a million when half of that is taken off."""
    wanting(room, price=2.0)
    sellers = models()
    let(sellers.p, sellers.f, room.f, [0.5], room.p.elasticity)
    return float(room.f.wanted[0])


def test_a_discount_is_answered_like_a_lower_price() -> None:
    room = supplied(using(elasticity=1.5))
    discounted = at_half_price(room)

    assert discounted == pytest.approx(wanting(room, price=1.0).f.wanted[0], rel=1e-6)


@pytest.mark.xfail(
    strict=True, reason="a discount is answered with one elasticity, without cap or saturation"
)
@pytest.mark.parametrize("limit", [{"spend_cap": 0.01}, {"saturation": 1.0}])
def test_a_discount_respects_the_spend_cap_and_saturation(limit: dict[str, Any]) -> None:
    room = supplied(using(elasticity=1.5, **limit))
    discounted = at_half_price(room)

    assert discounted == pytest.approx(wanting(room, price=1.0).f.wanted[0], rel=1e-6)
