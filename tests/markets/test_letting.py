"""Spare compute let at a discount, as users and models answer it."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.engine.walk import let_compute
from stackdesk.layers.models import demand, let
from tests.layers.applications.test_room import supplied, using, wanting
from tests.layers.models.test_room import models
from tests.markets.room import halls, market, running


def discounted(room: SimpleNamespace, discount: float) -> float:
    """Give the tokens wanted at 2 USD a million when that is let at a discount."""
    wanting(room, price=2.0)
    sellers = models()
    let(sellers.p, sellers.f, room.f, [discount])
    return float(room.f.wanted[0])


@pytest.mark.parametrize("discount", [0.95, 0.8, 0.5])
@pytest.mark.parametrize("limit", [{}, {"spend_cap": 5e-6}])
def test_a_discount_is_answered_like_a_lower_price(limit: dict[str, Any], discount: float) -> None:
    # where elasticity is the same at every price: far below the spend cap, or all but at it
    room = supplied(using(elasticity=1.5, **limit))
    let_cheaper = discounted(room, discount)

    assert let_cheaper == pytest.approx(wanting(room, price=2.0 * discount).f.wanted[0], rel=1e-6)


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


def test_a_discount_near_the_spend_cap_is_answered_by_the_response_at_the_going_price() -> None:
    # 10 USD a year, half of it for tokens that are paid: 20 USD, 10 of the 20 million that would be used;
    # the cap rules by 4/5, so that tokens answer 1.5 / 5 + 4 / 5 = 1.1
    room = supplied(using(elasticity=1.5, spend_cap=0.01))

    assert discounted(room, 0.5) == pytest.approx(100e6 * 0.1 * 20e6 / math.sqrt(5.0) * 2.0**1.1)


@pytest.mark.parametrize("elasticity", [0.7, 1.1, 1.5])
@pytest.mark.parametrize("discount", [0.95, 0.8, 0.5])
@pytest.mark.parametrize("near", [0.01, 0.3, 1.0, 3.0, 100.0])
def test_near_the_spend_cap_a_discount_finds_a_few_takers_too_many(
    near: float, discount: float, elasticity: float
) -> None:
    """Known limit: the elasticity at the going price stands for that at the lower one.

    With e the elasticity and w = near^2 / (1 + near^2) how far the cap rules, tokens answer
    e + (1 - e) w, which moves towards one (e > 1) or away from it (e < 1) as prices fall, by
    2 (1 - e)^2 w (1 - w) <= (1 - e)^2 / 2 for each unit of the logarithm: what is let is never too
    little, and too much by (1 - e)^2 ln(discount)^2 / 4 at most. That is 0.0007, 0.012 and 0.12 % for
    discounts of 5, 20 and 50 % at an elasticity of 1.1, and 0.016, 0.31 and 3.0 % at 1.5.
    """
    # 40 USD would be spent, half of the tokens paid
    room = supplied(using(elasticity=elasticity, spend_cap=0.02 / near))
    error = math.log(discounted(room, discount) / wanting(room, price=2.0 * discount).f.wanted[0])

    assert -1e-7 <= error <= (1.0 - elasticity) ** 2 * math.log(discount) ** 2 / 4.0 + 1e-7


def world(
    supply: list[float], sovereign: list[float], placement: float = 0.0, **numbers: Any
) -> SimpleNamespace:
    """Let what can run, over what is needed at the going rent of 2 USD; regions need alike."""
    regions = len(supply)
    users, sellers = supplied(using(regions, **numbers)), models(regions, race_budget=0.5)
    owners, ceilings, chips = market(regions, placement=placement), halls(supply), running(supply)
    wanting(users, price=2.0)
    demand(
        sellers.p, sellers.s, sellers.f, users.f, [2.0] * regions, 2.0, [2.0] * regions, [0.0] * regions,
        1.0, supply,
    )  # fmt: skip
    need = sellers.f.training_wish[0] + sellers.f.inference_wish[0]
    for r in range(regions):
        ceilings.physical[r] = chips.runnable[r] = supply[r] * need
    users.p.sovereign_share = sovereign
    p = SimpleNamespace(capital=owners.p, models=sellers.p, applications=users.p)
    s = SimpleNamespace(capital=owners.s)
    f = SimpleNamespace(
        capital=owners.f, models=sellers.f, applications=users.f, chips=chips, infrastructure=ceilings
    )
    let(p.models, f.models, f.applications, f.capital.discount)
    need, elasticity = list(f.models.need), list(f.models.elasticity)
    let_compute(p, s, f)
    return SimpleNamespace(f=f, need=need, elasticity=elasticity)


def too_much(room: SimpleNamespace, discount: float, elasticity: float) -> float:
    """How far need at a discount may exceed that of one constant elasticity, at most, as a logarithm.

    Training answers with 1, tokens with a response between 1 and `elasticity`: the logarithm of a sum of
    powers lies above its tangent, by (elasticity - 1)^2 ln(discount)^2 / 8 at most (Hoeffding).
    """
    assert all(min(1.0, elasticity) - 1e-9 <= e <= max(1.0, elasticity) + 1e-9 for e in room.elasticity)
    return (elasticity - 1.0) ** 2 * math.log(discount) ** 2 / 8.0


@pytest.mark.parametrize("elasticity", [0.7, 1.1, 1.5])
@pytest.mark.parametrize("spend_cap", [1e6, 0.02, 0.002])
@pytest.mark.parametrize("supply", [1.05, 1.25, 2.0, 4.0])
def test_all_that_is_spare_is_let_at_the_rent_that_clears(
    supply: float, spend_cap: float, elasticity: float
) -> None:
    room = world([supply], [0.0], elasticity=elasticity, spend_cap=spend_cap)
    discount = room.f.capital.discount[0]

    # near the spend cap as well: need answers with its elasticity at the going rent
    assert discount == pytest.approx(supply ** (-1.0 / room.elasticity[0]))
    excess = math.log(room.f.models.need[0] / room.f.chips.runnable[0])
    assert -1e-9 <= excess <= too_much(room, discount, elasticity) + 1e-9
    assert room.f.capital.occupancy == pytest.approx([1.0])


def test_a_tight_market_is_left_alone() -> None:
    room = world([0.8], [0.0], elasticity=1.1, spend_cap=0.02)

    assert room.f.capital.discount == [1.0]
    assert room.f.models.need == pytest.approx(room.need)
    assert room.f.capital.met == pytest.approx([0.8])


@pytest.mark.parametrize("placement", [0.0, 1.0])
def test_spare_compute_is_let_at_one_rent_where_all_may_be_served_abroad(placement: float) -> None:
    room = world([1.25, 2.0], [0.0, 0.0], placement, elasticity=1.1, spend_cap=0.02)

    # 3.25 run where 2 are needed
    discount = (2.0 / 3.25) ** (1.0 / room.elasticity[0])
    assert room.f.capital.discount == pytest.approx([discount, discount])
    excess = math.log(sum(room.f.models.need) / sum(room.f.chips.runnable))
    assert -1e-9 <= excess <= too_much(room, discount, 1.1) + 1e-9


@pytest.mark.parametrize("placement", [0.0, 1.0])
def test_spare_compute_is_let_at_rents_of_their_own_where_nothing_may(placement: float) -> None:
    room = world([1.25, 2.0], [1.0, 1.0], placement, elasticity=1.1, spend_cap=0.02)

    e = room.elasticity[0]
    assert room.f.capital.discount == pytest.approx([1.25 ** (-1.0 / e), 2.0 ** (-1.0 / e)])
    for need, runnable, discount in zip(
        room.f.models.need, room.f.chips.runnable, room.f.capital.discount, strict=True
    ):
        assert -1e-9 <= math.log(need / runnable) <= too_much(room, discount, 1.1) + 1e-9


def test_need_at_the_discount_is_that_of_training_and_tokens_each() -> None:
    room = world([2.0], [0.0], elasticity=1.5)
    wishes, d = room.f.models, room.f.capital.discount[0]

    # training answers with 1, tokens with 1.5: of the whole need at the going rent each has its part
    tokens = (room.elasticity[0] - 1.0) / 0.5
    assert wishes.training_wish == pytest.approx([room.need[0] * (1.0 - tokens) / d])
    assert wishes.inference_wish == pytest.approx([room.need[0] * tokens * d**-1.5])
