"""The models room: what tokens cost, who wants compute, how good models get."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers.models import MODELS, advance, demand, let, rates, run, settle, start, supply
from stackdesk.layers.models.equations import compute_for_tokens, token_price
from tests.layers.rooms import clock, furnished

BILLION_PER_MILLION = 17.532  # bn USD a year that rent a million H100e at 2 USD an hour

NUMBERS: dict[str, Any] = {
    "serving_efficiency": 2.0,
    "serving_fade": 5.0,
    "compute_per_token": 1.0,
    "bandwidth_weight": 0.5,
    "algorithmic_growth": 3.0,
    "revenue_share": 0.5,
    "race_budget": 0.0,
    "race_growth": 0.0,
    "footloose": 0.0,
    "run_fraction": 0.05,
    "utilisation": 0.2,
    "nontoken": 0.0,
    "nontoken_growth": 0.0,
    "nontoken_elasticity": 0.5,
    "reasoning_steps": 1.0,
    "agentic_share": 0.0,
    "agentic_factor": 10.0,
    "grounding": 0.0,
    "grounding_gain": 1.0,
    "scale_gain": 0.2,
    "deployment_lag": 0.5,
    "open_weight_share": 0.0,
    "open_price_ratio": 0.5,
    "open_reach": 0.5,
    "margin": 1.5,
    "staff_share": 0.2,
    "families.run_share": 1.0,
    "families.reliability": 1.0,
    "families.reasoning": 0.3,
}


def models(regions: int = 1, **numbers: Any) -> SimpleNamespace:
    """Give a room at the start of 2023 whose supply is known, at a rent of 2 USD an hour."""
    given = NUMBERS | {key.replace("__", "."): value for key, value in numbers.items()}
    room = furnished(MODELS, given, region=regions)
    start(room.p, room.s)
    supply(room.p, room.s, room.f, SimpleNamespace(serving=[1.0] * regions), [2.0] * regions, 2.0)
    return room


def tokens(wanted: list[float], response: float = 1.1) -> SimpleNamespace:
    """Give tokens wanted, in 1e15 a year, the same at every rent, that answer a discount."""
    counts = [count * 1e15 for count in wanted]
    return SimpleNamespace(
        wanted=counts,
        at_reference=list(counts),
        at_cost=list(counts),
        unlocked=[1.0] * len(counts),
        response=[response] * len(counts),
    )


def needs(room: SimpleNamespace, wanted: list[float], **given: Any) -> SimpleNamespace:
    """Let the room state its needs; give the tokens, which a discount changes."""
    regions = len(wanted)
    response = given.pop("response", 1.1)
    terms: dict[str, Any] = {
        "rent": 2.0,
        "paying": 2.0,
        "revenue": 0.0,
        "allocation": 1.0,
        "supply": [1.0] * regions,
    } | given
    asked = tokens(wanted, response)
    demand(
        room.p,
        room.s,
        room.f,
        asked,
        [terms["rent"]] * regions,
        2.0,
        [terms["paying"]] * regions,
        [terms["revenue"]] * regions,
        terms["allocation"],
        terms["supply"],
    )
    let(room.p, room.f, asked, [1.0] * regions)
    return asked


def test_tokens_take_less_compute_as_serving_improves() -> None:
    room = models()
    room.s.serving_index = 4.0
    supply(room.p, room.s, room.f, SimpleNamespace(serving=[1.25]), [2.0], 2.0)

    assert room.f.token_compute == pytest.approx([compute_for_tokens(0.25, 1.25)])
    assert room.f.token_price == pytest.approx([token_price(room.f.token_compute[0], 2.0, 1.5)])


def test_open_weights_lower_the_price_paid() -> None:
    closed, mixed = models(), models(open_weight_share=0.4, open_price_ratio=0.25)

    # 0.6 + 0.4 x 0.25 = 0.7
    assert mixed.f.open_price == pytest.approx(0.7)
    assert mixed.f.token_price[0] == pytest.approx(0.7 * closed.f.token_price[0])


def test_training_money_buys_compute_at_the_rent() -> None:
    room = models(race_budget=BILLION_PER_MILLION)
    needs(room, [0.0], revenue=2.0 * BILLION_PER_MILLION)

    # the race budget rents one million, half of the revenue another
    assert room.f.training_spend == pytest.approx([2.0 * BILLION_PER_MILLION])
    assert room.f.training_wish == pytest.approx([2.0])
    assert room.f.staff == pytest.approx([0.4 * BILLION_PER_MILLION])


def test_dearer_compute_halves_what_training_wishes() -> None:
    room = models(race_budget=BILLION_PER_MILLION)
    needs(room, [0.0], rent=4.0)

    assert room.f.training_wish == pytest.approx([0.5])


def test_need_is_stated_as_running_compute() -> None:
    room = models(nontoken=0.4)
    needs(room, [10.0], allocation=0.8)

    # ten times 0.016012 million, and 0.4 million, over 80 % allocated
    assert room.f.inference_wish == pytest.approx([0.160124 / 0.8], rel=1e-4)
    assert room.f.other_wish == pytest.approx([0.5])
    assert room.f.need == pytest.approx([0.160124 / 0.8 + 0.5], rel=1e-4)


def test_other_work_answers_rent_with_its_own_elasticity() -> None:
    room = models(nontoken=0.4)
    needs(room, [0.0], rent=8.0)

    assert room.f.other_wish == pytest.approx([0.2])  # four times the reference rent, elasticity one half


def test_needs_at_three_rents() -> None:
    room = models(race_budget=BILLION_PER_MILLION, nontoken=0.4)
    needs(room, [0.0], rent=4.0, paying=1.0)

    assert room.f.need == pytest.approx([0.5 + 0.4 / 2.0**0.5])
    assert room.f.need_reference == pytest.approx([1.0 + 0.4])
    assert room.f.need_cost == pytest.approx([2.0 + 0.4 * 2.0**0.5])


def test_training_that_can_move_goes_where_compute_is_spare() -> None:
    room = models(regions=2, race_budget=[BILLION_PER_MILLION, 0.0], footloose=0.5)
    needs(room, [0.0, 0.0], supply=[1.0, 3.0])

    # half stays; the other half divides as the spare 1 to 3
    assert room.f.training_wish == pytest.approx([0.5 + 0.125, 0.375])


def test_training_money_is_spent_wherever_it_goes() -> None:
    room = models(regions=2, race_budget=[BILLION_PER_MILLION, BILLION_PER_MILLION], footloose=0.7)
    needs(room, [5.0, 200.0], supply=[1.0, 3.0])

    assert sum(room.f.training_wish) == pytest.approx(2.0)


def test_a_discount_is_answered_by_each_use_with_its_elasticity() -> None:
    room = models(race_budget=BILLION_PER_MILLION, nontoken=0.4)
    asked = needs(room, [10.0])
    inference, price = room.f.inference_wish[0], room.f.token_price[0]
    let(room.p, room.f, asked, [0.25])

    assert room.f.training_wish == pytest.approx([4.0])
    assert room.f.other_wish == pytest.approx([0.8])
    assert room.f.inference_wish == pytest.approx([inference * 4.0**1.1])
    assert asked.wanted == pytest.approx([10e15 * 4.0**1.1])
    assert room.f.token_price == pytest.approx([0.25 * price])
    assert room.f.fixed_price == pytest.approx([0.25])


def test_users_at_their_spend_cap_answer_a_discount_one_to_one() -> None:
    room = models(regions=2)
    asked = needs(room, [10.0, 10.0], response=1.0)
    let(room.p, room.f, asked, [0.25, 1.0])

    assert asked.wanted == pytest.approx([40e15, 10e15])
    assert room.f.inference_wish[0] == pytest.approx(4.0 * room.f.inference_wish[1])


def test_a_discount_taken_back_leaves_what_was_wished() -> None:
    room = models(race_budget=BILLION_PER_MILLION, nontoken=0.4)
    asked = needs(room, [10.0])
    before = room.f.need[0]
    let(room.p, room.f, asked, [0.25])
    let(room.p, room.f, asked, [4.0])

    assert room.f.need == pytest.approx([before])
    assert asked.wanted == pytest.approx([10e15])


def test_tokens_weigh_with_their_own_response() -> None:
    room = models(nontoken=1.0)
    needs(room, [62.4525], response=0.8)  # a million H100e

    assert room.f.elasticity == pytest.approx([(0.8 + 0.5) / 2.0], rel=1e-4)


def test_the_elasticity_of_the_whole_need_is_the_mean_of_its_parts() -> None:
    room = models(race_budget=BILLION_PER_MILLION, nontoken=1.0)
    needs(room, [0.0])

    assert room.f.elasticity == pytest.approx([0.75])  # training 1, other work 0.5, as much of each


def running(runnable: float) -> SimpleNamespace:
    """Give what could run, million H100e."""
    return SimpleNamespace(runnable=[runnable])


def test_compute_is_rationed_in_proportion() -> None:
    room = models(race_budget=BILLION_PER_MILLION, nontoken=1.0)
    needs(room, [62.4525])  # a million H100e
    run(room.p, room.s, room.f, running(1.5), [0.5], 1.0, 0.9)

    assert (room.f.training, room.f.other) == ([pytest.approx(0.5)], [pytest.approx(0.5)])
    assert room.f.inference == pytest.approx([0.5], rel=1e-4)
    assert room.f.inference_share == pytest.approx([0.5], rel=1e-4)


def test_token_capacity_is_what_all_compute_would_serve() -> None:
    room = models()
    run(room.p, room.s, room.f, running(2.0), [1.0], 0.75, 0.9)

    # 1.5 million H100e allocated, at 1e15 tokens for 0.016012 million: 93.67875e15
    assert room.f.token_capacity == pytest.approx([93.67875e15], rel=1e-4)


def test_training_compute_and_the_largest_run_it_allows() -> None:
    room = models(race_budget=BILLION_PER_MILLION)
    needs(room, [0.0], allocation=0.5)  # two million running, one allocated
    run(room.p, room.s, room.f, running(2.0), [1.0], 0.5, 0.9)

    # one million allocated for a year: 6.24525e28 FLOP at peak; x 5 % x 20 % x 90 %
    assert room.f.training_compute == pytest.approx([6.24525e28], rel=1e-5)
    assert room.f.largest_run == pytest.approx(5.620725e26, rel=1e-5)
    assert room.f.target == pytest.approx([1.42757], abs=1e-4)  # log10(26.7654)


def test_reliability_rises_with_grounding_and_reasoning() -> None:
    room = models(grounding=0.5, reasoning_steps=10.0)
    room.s.capability = [2.0]
    run(room.p, room.s, room.f, running(1.0), [1.0], 1.0, 0.9)

    assert room.f.reliability_target == pytest.approx([1.0 + 0.4 + 0.3 + 0.5])


def test_a_model_once_trained_is_not_unlearned() -> None:
    room = models()
    room.s.capability, room.f.target = [2.0], [1.0]
    rates(room.s, room.f, room.d)

    assert room.d.capability_target == [2.0]


def test_models_start_where_the_first_walk_puts_them() -> None:
    room = models()
    room.f.target, room.f.reliability_target = [0.3], [1.1]
    settle(room.s, room.f)

    assert (room.s.capability, room.s.reliability) == ([0.3], [1.1])


def test_a_model_reaches_users_after_the_deployment_lag() -> None:
    room = models()
    room.d.capability_target = [1.0]
    advance(room.p, room.s, room.d, clock(2025.0), 0.5, room.n)

    assert room.n.capability == pytest.approx([1.0 - 1.0 / 2.718281828])


def test_algorithms_gain_a_threefold_a_year() -> None:
    room = models()
    advance(room.p, room.s, room.d, clock(2025.0), 1.0, room.n)

    assert room.n.algorithmic == pytest.approx(0.477121, abs=1e-6)
    assert room.n.serving_index == pytest.approx(2.0)


def test_budgets_and_other_work_grow_from_the_present_on() -> None:
    room = models(race_growth=0.1, nontoken_growth=0.2)
    advance(room.p, room.s, room.d, clock(2025.0), 1.0, room.n)
    assert (room.n.race_index, room.n.nontoken_index) == (1.0, 1.0)

    advance(room.p, room.s, room.d, clock(2027.0), 1.0, room.n)
    assert (room.n.race_index, room.n.nontoken_index) == pytest.approx((1.105171, 1.221403), rel=1e-5)


def test_the_price_of_a_fixed_capability_starts_at_one_and_follows_rent() -> None:
    room = models(regions=2)
    assert room.f.fixed_price == [1.0, 1.0]

    supply(room.p, room.s, room.f, SimpleNamespace(serving=[1.0, 1.0]), [4.0, 2.0], 2.0)
    assert room.f.fixed_price == pytest.approx([2.0, 1.0])


def test_a_fixed_capability_gets_cheaper_by_smaller_models_and_better_serving() -> None:
    room = models()
    room.s.algorithmic, room.s.serving_index = 2.0, 4.0
    supply(room.p, room.s, room.f, SimpleNamespace(serving=[1.0]), [2.0], 2.0)

    # two tenfolds: a tenth of the size; a quarter of the compute: a fortieth
    assert room.f.fixed_price == pytest.approx([0.025])
