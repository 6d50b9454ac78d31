"""The applications room: who uses AI, how many tokens, what it does to work."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from stackdesk.layers.applications import APPLICATIONS, advance, demand, rates, report, run, start, supply
from stackdesk.layers.applications.equations import AFFORDABILITY, CAPABILITY, RELIABILITY, SKILLS
from tests.layers.rooms import clock, furnished

NUMBERS: dict[str, Any] = {
    "innovation": 0.02,
    "imitation": 0.8,
    "elasticity": 1.0,
    "saturation": 1e9,
    "use_growth": 2.0,
    "use_fade": 4.0,
    "sharpness": 1.0,
    "spread": 1.0,
    "returns": 0.0,
    "spend_cap": 1e6,  # far out of sight
    "income": 1.0,
    "income_elasticity": 0.0,
    "paid_share": 0.5,
    "reference_price": 2.0,
    "sovereign_share": 0.0,
    "skills.start": 1.0,
    "skills.training": 0.0,
    "sectors.units": 100.0,
    "sectors.adoption": 0.1,
    "sectors.intensity": 20.0,
    "sectors.agentic": 1.0,
    "sectors.value": 1000.0,
    "sectors.threshold": 0.0,
    "sectors.reliability": 1.0,
    "sectors.skills": 1.0,
    "sectors.automation": 0.4,
    "sectors.output_elasticity": 0.5,
    "sectors.headcount": 1000.0,
    "sectors.headcount_growth": 0.0,
    "sectors.turnover": 2.0,
    "sectors.cloud_share": 1.0,
    "sectors.on_board": 0.0,
}


def levers(**given: float) -> SimpleNamespace:
    """Give the levers of models that applications feel."""
    plain = {
        "agentic_share": 0.0,
        "agentic_factor": 10.0,
        "reasoning_steps": 1.0,
        "open_weight_share": 0.0,
        "open_reach": 0.5,
    }
    return SimpleNamespace(**(plain | given))


def using(regions: int = 1, sectors: int = 1, **numbers: Any) -> SimpleNamespace:
    """Give a room at the start of 2023: one sector of 100 million users, a tenth of whom use AI."""
    given = NUMBERS | {key.replace("__", "."): value for key, value in numbers.items()}
    room = furnished(APPLICATIONS, given, region=regions, sector=sectors)
    start(room.p, room.s)
    return room


def supplied(
    room: SimpleNamespace, capability: float = 0.0, reliability: float = 1.0, **given: float
) -> SimpleNamespace:
    """Let the room know what models can do."""
    families = SimpleNamespace(capability=[capability], reliability=[reliability])
    links = SimpleNamespace(sector_family=[[1.0] for _ in room.f.use])
    supply(room.p, room.s, room.f, families, levers(**given), links)
    return room


def wanting(room: SimpleNamespace, price: float = 2.0, **given: float) -> SimpleNamespace:
    """Let the room want tokens at a price, with rents of 2 unless said otherwise."""
    terms: dict[str, Any] = {"rent": 2.0, "reference": 2.0, "paying": 2.0} | given
    regions = len(room.s.skills)
    demand(
        room.p,
        room.s,
        room.f,
        [price] * regions,
        [terms["rent"]] * regions,
        terms["reference"],
        [terms["paying"]] * regions,
    )
    return room


def test_half_can_be_done_at_the_thresholds() -> None:
    room = supplied(using(), capability=0.0, reliability=1.0)

    assert room.f.capability_factor == pytest.approx([0.5])
    assert room.f.reliability_factor == pytest.approx([0.5])


def test_more_can_be_done_above_the_thresholds() -> None:
    # logistic(ln 3) = 0.75; reliability counts twice: logistic(2 x 0.5493) = 0.75
    room = supplied(using(), capability=1.0986123, reliability=1.5493061)

    assert room.f.capability_factor == pytest.approx([0.75])
    assert room.f.reliability_factor == pytest.approx([0.75])


def test_a_sector_leans_on_its_families_alike() -> None:
    room = furnished(APPLICATIONS, NUMBERS, family=2)
    start(room.p, room.s)
    families = SimpleNamespace(capability=[1.0, -1.0], reliability=[2.0, 0.0])
    supply(room.p, room.s, room.f, families, levers(), SimpleNamespace(sector_family=[[0.5, 0.5]]))

    assert (room.f.capability_factor, room.f.reliability_factor) == ([0.5], [0.5])


def test_reasoning_and_agents_multiply_tokens() -> None:
    room = supplied(using(), reasoning_steps=3.0, agentic_share=0.5, agentic_factor=5.0)

    # 3 x (1 + 0.5 x 4) = 9 times 20 million
    assert room.f.use == pytest.approx([180.0], rel=1e-6)


def test_what_runs_on_board_takes_no_cloud() -> None:
    assert supplied(using(sectors__cloud_share=0.25)).f.use == pytest.approx([5.0])


def test_more_tokens_are_worth_more() -> None:
    assert supplied(using(returns=0.5), reasoning_steps=4.0).f.worth == pytest.approx([2000.0], rel=1e-6)


def test_open_weights_bridge_missing_skills() -> None:
    # 60 % lack skills; half of the use is open and bridges half of that
    assert supplied(using(skills__start=0.4)).f.skills_factor[0] == pytest.approx([0.4])
    bridged = supplied(using(skills__start=0.4), open_weight_share=0.5, open_reach=0.5)
    assert bridged.f.skills_factor[0] == pytest.approx([0.55])


def test_a_sector_that_needs_no_skills_has_none_missing() -> None:
    assert supplied(using(skills__start=0.1, sectors__skills=0.0)).f.skills_factor[0] == [1.0]


def test_tokens_wanted_are_users_times_use() -> None:
    room = wanting(supplied(using()))

    # 100 million x 0.1 x 20 million tokens at the reference price
    assert room.f.wanted == pytest.approx([2e14], rel=1e-6)


def test_tokens_answer_price_with_elasticity() -> None:
    room = wanting(supplied(using(elasticity=1.5)), price=8.0)

    assert room.f.wanted == pytest.approx([2e14 / 8.0], rel=1e-6)  # four times the price: 4^-1.5


def test_tokens_at_the_reference_rent_and_at_a_rent_that_pays() -> None:
    room = wanting(supplied(using()), rent=4.0, reference=2.0, paying=1.0)

    assert room.f.at_reference == pytest.approx([2.0 * room.f.wanted[0]], rel=1e-6)
    assert room.f.at_cost == pytest.approx([4.0 * room.f.wanted[0]], rel=1e-6)


def test_spend_is_capped_at_a_share_of_value() -> None:
    # 1 % of 1,000 USD a year, all of it paid: 5 million tokens at 2 USD, of 20 that would be used
    room = wanting(supplied(using(spend_cap=0.01, paid_share=1.0)))
    assert room.f.wanted == pytest.approx([100e6 * 0.1 * 20e6 / math.sqrt(1.0 + 4.0**2)])

    # at 1e6 times the use hardly more than those 5 million
    room = wanting(supplied(using(spend_cap=0.01, paid_share=1.0), reasoning_steps=1e6))
    assert room.f.wanted == pytest.approx([100e6 * 0.1 * 5e6])


def test_a_cap_out_of_sight_holds_nobody_and_a_near_one_some() -> None:
    def of_all(cap: float) -> float:
        return float(wanting(supplied(using(spend_cap=cap))).f.wanted[0]) / (100e6 * 0.1 * 20e6)

    # 40 USD would be spent, half of them paid; cap 20 USD: 1 / sqrt 2, a hundred times that: 1 / sqrt 1.0001
    assert of_all(0.02) == pytest.approx(1.0 / math.sqrt(2.0))
    assert of_all(2.0) == pytest.approx(1.0 / math.sqrt(1.0001))
    assert of_all(2e5) == pytest.approx(1.0)


@pytest.mark.parametrize("paid", [0.1, 0.25, 0.5, 1.0])
def test_tokens_that_nobody_pays_for_do_not_count_against_the_cap(paid: float) -> None:
    room = wanting(supplied(using(spend_cap=0.01, paid_share=paid), reasoning_steps=1e6))
    run(room.p, room.s, room.f, [2.0], [1.0])

    # whatever is free besides: 10 million users pay 1 % of 1,000 USD, 0.1 bn USD
    assert room.f.wanted == pytest.approx([100e6 * 0.1 * 5e6 / paid])
    assert room.f.spend == pytest.approx([0.1])


def test_the_cap_stays_finite_where_hardly_anything_is_paid() -> None:
    room = wanting(supplied(using(spend_cap=0.01, paid_share=0.0), reasoning_steps=1e9))

    assert room.f.wanted == pytest.approx([100e6 * 0.1 * 500e6])  # as if 1 % were paid


def test_the_cap_holds_at_every_rent() -> None:
    room = supplied(using(spend_cap=0.01, paid_share=1.0), reasoning_steps=1e6)
    wanting(room, rent=4.0, reference=2.0, paying=1.0)

    # tokens at half and at a quarter of the price: the same money buys twice and four times as many
    assert room.f.at_reference == pytest.approx([2.0 * room.f.wanted[0]])
    assert room.f.at_cost == pytest.approx([4.0 * room.f.wanted[0]])


@pytest.mark.parametrize("price", [0.5, 2.0, 8.0])
@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"saturation": 1.0},
        {"spend_cap": 0.001},
        {"spend_cap": 0.02},
        {"spend_cap": 0.02, "saturation": 1.0},
        {"sectors.cloud_share": 0.2},
    ],
)
def test_the_response_is_the_slope_of_tokens_over_price(limits: dict[str, Any], price: float) -> None:
    room = supplied(using(elasticity=1.5, **limits))
    response = wanting(room, price).f.response[0]
    below = wanting(room, price / 1.00001).f.wanted[0]
    above = wanting(room, price * 1.00001).f.wanted[0]

    assert -math.log(above / below) / (2.0 * math.log(1.00001)) == pytest.approx(response, rel=1e-6)


def test_the_response_of_a_region_is_the_mean_over_its_tokens() -> None:
    room = using(sectors=2, elasticity=1.5, spend_cap=0.01, sectors__value=[1000.0, 1e9])
    wanting(supplied(room))

    # one sector may buy 10 million, half of it paid, of 20 it would: 20 / sqrt 5, and answers
    # 1.5 / 5 + 4 / 5 = 1.1; the other takes 20 and answers 1.5
    held = 20.0 / math.sqrt(5.0)
    assert room.f.wanted == pytest.approx([100e6 * 0.1 * (held + 20.0) * 1e6], rel=1e-6)
    assert room.f.response == pytest.approx([(held * 1.1 + 20.0 * 1.5) / (held + 20.0)], rel=1e-6)


def test_without_users_the_response_is_the_elasticity() -> None:
    assert wanting(supplied(using(elasticity=1.5, sectors__units=0.0))).f.response == [1.5]


def test_what_runs_on_board_saturates_with_what_runs_in_halls() -> None:
    cloud = wanting(supplied(using(saturation=1.0)))
    part = wanting(supplied(using(saturation=1.0, sectors__cloud_share=0.25)))

    # 20 million asked, 20 at most: 10 million; a quarter of it in halls
    assert cloud.f.wanted == pytest.approx([100e6 * 0.1 * 10e6])
    assert part.f.wanted == pytest.approx([100e6 * 0.1 * 2.5e6])


def test_the_adoption_ceiling_is_the_product_of_four_factors() -> None:
    room = wanting(supplied(using(skills__start=0.8)))

    # 20 million tokens at 2 USD, half of them paid, cost 20 of 1,000 USD: 1 / (1 + 0.02)
    assert room.f.affordability[0] == pytest.approx([1.0 / 1.02])
    assert room.f.ceiling[0] == pytest.approx([0.5 * 0.5 * 0.8 / 1.02])


@pytest.mark.parametrize(("paid", "cost"), [(1.0, 40.0), (0.5, 20.0), (0.1, 4.0), (0.0, 0.0)])
@pytest.mark.parametrize("spend_cap", [1e6, 0.02, 0.001])
def test_affordability_is_asked_of_what_would_be_paid_without_the_cap(
    spend_cap: float, paid: float, cost: float
) -> None:
    room = wanting(supplied(using(spend_cap=spend_cap, paid_share=paid)))

    assert room.f.affordability[0] == pytest.approx([1000.0 / (1000.0 + cost)])


def test_affordability_follows_price_and_saturation() -> None:
    # at four times the price a quarter of the tokens at elasticity one, an eighth at 1.5
    assert wanting(supplied(using()), 8.0).f.affordability[0] == pytest.approx([1.0 / 1.02])
    assert wanting(supplied(using(elasticity=1.5)), 8.0).f.affordability[0] == pytest.approx([1.0 / 1.01])
    # 20 million asked, 20 at most: 10
    assert wanting(supplied(using(saturation=1.0))).f.affordability[0] == pytest.approx([1.0 / 1.01])


@pytest.mark.parametrize("limits", [{}, {"saturation": 1.0}, {"spend_cap": 0.001}, {"income": 0.2}])
@pytest.mark.parametrize("elasticity", [0.0, 0.5, 1.0, 1.5, 3.0])
def test_cheaper_tokens_never_lower_affordability(elasticity: float, limits: dict[str, Any]) -> None:
    room = supplied(using(elasticity=elasticity, **limits))
    affordability = [
        wanting(room, price).f.affordability[0][0] for price in (2.0, 1.9, 1.0, 0.5, 0.1, 0.001, 1e-6)
    ]

    # from the reference price down; above it, see below, use that answers more than one to one costs less
    assert affordability == sorted(set(affordability))


@pytest.mark.parametrize("elasticity", [0.0, 0.5, 1.0])
def test_dearer_tokens_never_raise_affordability_where_use_answers_at_most_one_to_one(
    elasticity: float,
) -> None:
    room = supplied(using(elasticity=elasticity))
    affordability = [wanting(room, price).f.affordability[0][0] for price in (2.0, 4.0, 20.0, 2000.0)]

    assert affordability == pytest.approx(sorted(affordability, reverse=True))


def test_below_the_reference_price_affordability_is_asked_of_use_at_the_reference_price() -> None:
    # 20 million tokens at half a dollar, half of them paid, cost 5 of 1,000 USD, though 80 or 160 are used
    for elasticity in (1.0, 1.5):
        room = wanting(supplied(using(elasticity=elasticity)), 0.5)
        assert room.f.affordability[0] == pytest.approx([1.0 / 1.005])
        assert room.f.grown[0] == pytest.approx([4.0**elasticity])


@pytest.mark.parametrize(
    ("numbers", "can", "weakest"),
    [
        ({}, {"capability": -3.0, "reliability": 5.0}, CAPABILITY),
        ({}, {"capability": 5.0, "reliability": 0.0}, RELIABILITY),
        ({"skills.start": 0.2}, {"capability": 5.0, "reliability": 5.0}, SKILLS),
        ({"sectors.value": 10.0}, {"capability": 5.0, "reliability": 5.0}, AFFORDABILITY),
    ],
)
def test_the_weakest_factor_is_found(numbers: dict[str, Any], can: dict[str, float], weakest: int) -> None:
    room = wanting(supplied(using(**numbers), **can))

    assert room.f.weakest == [weakest]
    assert 0.0 < room.f.factor[0] < 0.6


def test_need_that_skills_and_money_would_unlock() -> None:
    room = wanting(supplied(using(skills__start=0.5)))

    assert room.f.unlocked == pytest.approx([1.0 / (0.5 / 1.02)])


def test_vehicles_and_robots_take_packages_as_they_are_adopted() -> None:
    room = wanting(supplied(using(sectors__on_board=2.0), capability=50.0, reliability=50.0))

    # ceiling 1 / 1.02 = 0.980392; (0.02 + 0.8 x 0.102) x 0.880392 = 0.089448 of 100 million, two each
    assert room.f.on_board == pytest.approx(17.8896, abs=1e-3)


def test_adoption_is_held_to_the_turnover_of_the_equipment() -> None:
    numbers: dict[str, Any] = {"sectors.turnover": 0.05, "sectors.on_board": 2.0}
    room = wanting(supplied(using(**numbers), capability=50.0, reliability=50.0))
    rates(room.p, room.s, room.f, room.d)

    # 0.089448 would adopt, 0.05 of the equipment is replaced: 5 million, two packages each
    assert room.d.adoption[0] == [0.05]
    assert room.f.on_board == pytest.approx(10.0)


def test_use_fades_faster_than_equipment_turns_over() -> None:
    room = wanting(supplied(using(sectors__adoption=0.9, sectors__turnover=0.05, sectors__on_board=2.0)))
    rates(room.p, room.s, room.f, room.d)

    # the ceiling is a quarter over 1.02: half of the excess over two years, and no packages
    assert room.d.adoption[0] == pytest.approx([-(0.9 - 0.25 / 1.02) / 2.0])
    assert room.f.on_board == 0.0


def test_delivered_tokens_are_paid_for_in_part() -> None:
    room = wanting(supplied(using()))
    run(room.p, room.s, room.f, [2.0], [0.5])

    # 1e14 tokens, half paid at 2 USD a million: 0.1 bn USD
    assert room.f.delivered == pytest.approx([1e14])
    assert room.f.spend == pytest.approx([0.1])


def reported(room: SimpleNamespace, met: float, price: float = 2.0) -> SimpleNamespace:
    """Deliver a share of what is wanted, and report."""
    regions = len(room.s.skills)
    run(room.p, room.s, room.f, [price] * regions, [met] * regions)
    report(room.p, room.s, room.f, [met] * regions)
    return room


def test_value_and_surplus() -> None:
    room = reported(wanting(supplied(using(returns=0.5))), met=0.25)

    # 10 million users x 1,000 USD; a quarter of the tokens of 2023, with returns of a half: half = 5 bn USD
    assert room.f.grown == [pytest.approx([1.0])]
    assert room.f.value == pytest.approx([5.0])
    # 2e14 tokens wanted, a quarter delivered, half of them paid at 2 USD a million: 0.05 bn USD
    assert room.f.surplus == pytest.approx([4.95])


def test_tokens_of_a_user_are_counted_over_those_of_2023() -> None:
    # 4 steps: four times the tokens; at four times the price a quarter of them
    assert wanting(supplied(using(), reasoning_steps=4.0)).f.grown[0] == pytest.approx([4.0])
    assert wanting(supplied(using(), reasoning_steps=4.0), price=8.0).f.grown[0] == pytest.approx([1.0])
    # 80 million asked, 20 at most: 16, a fifth less than those of 2023
    saturating = wanting(supplied(using(saturation=1.0), reasoning_steps=4.0))
    assert saturating.f.grown[0] == pytest.approx([0.8])
    # the spend cap is 5 million: 20 / sqrt(1 + 4^2)
    held = wanting(supplied(using(spend_cap=0.01, paid_share=1.0)))
    assert held.f.grown[0] == pytest.approx([1.0 / math.sqrt(17.0)])
    # neither what runs on board nor income counts: both are in those of 2023
    assert wanting(supplied(using(sectors__cloud_share=0.25))).f.grown[0] == pytest.approx([1.0])
    assert wanting(supplied(using(income=4.0, income_elasticity=0.5))).f.grown[0] == pytest.approx([1.0])


def test_value_rises_when_more_tokens_are_delivered() -> None:
    room = wanting(supplied(using(returns=0.25), reasoning_steps=16.0))
    values = [reported(room, met).f.value[0] for met in (0.0, 0.0625, 0.5, 1.0)]

    # 10 million users x 1,000 USD x (16 met)^0.25; no tokens at all count as 1e-12: a thousandth is left
    assert values == pytest.approx([0.01, 10.0, 10.0 * 8.0**0.25, 20.0], rel=1e-6)
    assert values == sorted(set(values))


def test_value_rises_when_cheaper_tokens_are_used_more() -> None:
    room = supplied(using(returns=0.5))
    values = [reported(wanting(room, price), 1.0, price).f.value[0] for price in (8.0, 2.0, 0.5)]

    # at an elasticity of one a quarter and four times the tokens: half and twice the value
    assert values == pytest.approx([5.0, 10.0, 20.0])


def test_without_returns_value_does_not_depend_on_tokens() -> None:
    room = wanting(supplied(using(), reasoning_steps=16.0))

    assert [reported(room, met).f.value[0] for met in (0.1, 1.0)] == pytest.approx([10.0, 10.0])


def test_richer_regions_use_and_pay_more() -> None:
    room = using(regions=2, income=[1.0, 4.0], income_elasticity=0.5, returns=0.5)
    reported(wanting(supplied(room)), met=1.0)

    # 4^0.5: twice the tokens, at the same price twice the money; each user is worth four times as much
    assert room.f.wanted == pytest.approx([2e14, 4e14])
    assert room.f.at_reference == room.f.at_cost == room.f.wanted
    assert room.f.spend == pytest.approx([0.2, 0.4])
    assert room.f.value == pytest.approx([10.0, 40.0])
    # 20 of 1,000 USD, and 40 of 4,000
    assert room.f.affordability == [pytest.approx([1.0 / 1.02]), pytest.approx([1.0 / 1.01])]


@pytest.mark.parametrize("income", [0.25, 1.0, 4.0])
def test_without_an_income_elasticity_the_rich_use_as_much_and_can_afford_it_better(income: float) -> None:
    room = reported(wanting(supplied(using(income=income))), met=1.0)

    assert room.f.wanted == pytest.approx([2e14])
    assert room.f.value == pytest.approx([10.0 * income])
    assert room.f.affordability[0] == pytest.approx([1.0 / (1.0 + 0.02 / income)])


@pytest.mark.parametrize("elasticity", [0.0, 0.5, 1.0])
def test_what_may_be_spent_follows_income(elasticity: float) -> None:
    numbers: dict[str, Any] = {"spend_cap": 0.01, "paid_share": 1.0, "income_elasticity": elasticity}
    room = supplied(using(regions=2, income=[1.0, 4.0], **numbers), reasoning_steps=1e6)
    reported(wanting(room), met=1.0)

    # all but at the cap, 1 % of 1,000 and of 4,000 USD, whatever more would be used
    assert room.f.spend == pytest.approx([0.1, 0.4])


def test_what_can_be_used_at_most_follows_income() -> None:
    room = using(regions=2, income=[1.0, 4.0], income_elasticity=0.5, saturation=100.0, sectors__value=1e9)
    wanting(supplied(room, reasoning_steps=1e9))

    # 100 times the 20 and the 40 million tokens of 2023
    assert room.f.wanted == pytest.approx([100e6 * 0.1 * 2000e6, 100e6 * 0.1 * 4000e6], rel=1e-3)


@pytest.mark.parametrize(("elasticity", "grows"), [(1.5, True), (0.5, False)])
def test_radiology_can_grow_and_other_work_shrink(elasticity: float, grows: bool) -> None:
    room = using(sectors__output_elasticity=elasticity)
    headcounts = []
    for adoption in (0.0, 0.5, 1.0):
        room.s.adoption = [[adoption]]
        report(room.p, room.s, room.f, [1.0])
        headcounts.append(room.f.headcount[0][0])

    assert headcounts[0] == pytest.approx(1000.0)
    assert headcounts == sorted(headcounts, reverse=not grows)
    assert headcounts[2] == pytest.approx(1000.0 * 0.6 ** (1.0 - elasticity))


def test_skills_are_gained_by_those_without() -> None:
    room = wanting(supplied(using(skills__start=0.4, skills__training=0.1)))
    rates(room.p, room.s, room.f, room.d)
    advance(room.p, room.s, room.d, clock(2024.0), 0.5, room.n)

    assert room.d.skills == pytest.approx([0.06])
    assert room.n.skills == pytest.approx([0.43])


def test_adoption_grows_to_its_ceiling_and_fades_above_it() -> None:
    room = wanting(supplied(using(sectors__adoption=0.9), capability=0.0))
    rates(room.p, room.s, room.f, room.d)
    assert room.d.adoption[0][0] < 0.0

    for _ in range(160):
        rates(room.p, room.s, room.f, room.d)
        advance(room.p, room.s, room.d, clock(2024.0), 0.125, room.n)
        room.s, room.n = room.n, room.s
    assert room.s.adoption[0] == pytest.approx(room.f.ceiling[0], rel=1e-2)


def test_work_without_ai_grows_at_its_own_pace() -> None:
    room = using(sectors__headcount_growth=0.02)
    advance(room.p, room.s, room.d, clock(2024.0), 1.0, room.n)

    assert room.n.headcount_index == pytest.approx([1.020201], rel=1e-6)


def test_a_user_of_endless_tasks_takes_the_most_that_can_be_used() -> None:
    room = wanting(supplied(using(saturation=100.0, sectors__value=1e9), reasoning_steps=1e9))

    # 100 times the 20 million tokens of 2023
    assert room.f.wanted == pytest.approx([100e6 * 0.1 * 2000e6], rel=1e-3)
