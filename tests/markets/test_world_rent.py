"""The World's rent: one solution over all regions, and what each region's rent makes of it."""

from __future__ import annotations

import math
from itertools import permutations
from types import SimpleNamespace

import pytest

from stackdesk.markets import price
from stackdesk.markets.equations import open_need, world_rent
from tests.markets.room import market, needing, running

NEED = [3.0, 1.0, 2.0]
PARTS = [0.2, 0.5, 0.3]  # where the compute stands
RATIOS = [0.3, 0.5, 0.8, 1.0, 1.25, 2.0, 3.0]
ELASTICITIES = [[1.0, 1.0, 1.0], [1.1, 0.7, 0.9], [0.5, 1.0, 1.5], [0.3, 2.0, 1.0]]


def answering(need: list[float], elasticity: list[float]) -> SimpleNamespace:
    """Give needs by region, each with its own elasticity."""
    needs = needing(need)
    needs.elasticity = list(elasticity)
    return needs


def left(
    rise: float, need: list[float], elasticity: list[float], runnable: list[float], sovereign: list[float]
) -> float:
    """Give need that may be met over supply, at a rent that rose."""
    rows = zip(need, elasticity, runnable, sovereign, strict=True)
    met = (open_need(n * rise**-e, supply, share) for n, e, supply, share in rows)
    return sum(met) / sum(runnable)


def test_need_beyond_supply_counts_as_far_as_it_may_be_met_abroad() -> None:
    assert open_need(7.0, 3.0, 0.0) == 7.0
    assert open_need(7.0, 3.0, 0.25) == pytest.approx(6.0)  # 4 short, of which 1 must be served at home
    assert open_need(7.0, 3.0, 1.0) == 3.0
    assert open_need(2.0, 3.0, 1.0) == 2.0  # what is met at home counts whatever is sovereign


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("elasticity", [0.5, 1.0, 1.7])
def test_needs_of_one_elasticity_clear_exactly(elasticity: float, ratio: float) -> None:
    runnable = [sum(NEED) / ratio * part for part in PARTS]
    rise = world_rent(NEED, [elasticity] * 3, runnable, [0.0] * 3)

    assert rise == pytest.approx(ratio ** (1.0 / elasticity))


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("elasticity", ELASTICITIES)
def test_needs_of_different_elasticities_clear_together(elasticity: list[float], ratio: float) -> None:
    runnable = [sum(NEED) / ratio * part for part in PARTS]
    rise = world_rent(NEED, elasticity, runnable, [0.0] * 3)

    assert left(rise, NEED, elasticity, runnable, [0.0] * 3) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("sovereign", [[0.0, 0.3, 0.6], [0.5, 0.5, 0.5], [1.0, 0.0, 0.3], [1.0, 1.0, 0.0]])
def test_what_may_be_traded_clears_beside_what_may_not(sovereign: list[float], ratio: float) -> None:
    elasticity, runnable = [1.1, 0.7, 0.9], [sum(NEED) / ratio * part for part in PARTS]
    rise = world_rent(NEED, elasticity, runnable, sovereign)

    assert left(rise, NEED, elasticity, runnable, sovereign) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize("ratio", [0.3, 1.25, 3.0])
def test_the_order_of_regions_does_not_matter(ratio: float) -> None:
    rows = list(zip(NEED, [0.5, 1.0, 1.5], PARTS, [0.0, 0.4, 1.0], strict=True))
    found = []
    for order in permutations(rows):
        need, elasticity, parts, sovereign = (list(column) for column in zip(*order, strict=True))
        runnable = [sum(NEED) / ratio * part for part in parts]
        found.append(world_rent(need, elasticity, runnable, sovereign))

    assert found == pytest.approx([found[0]] * 6, rel=1e-9)


@pytest.mark.parametrize("placement", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("ratio", RATIOS)
def test_where_all_may_be_served_abroad_every_rent_rises_alike(ratio: float, placement: float) -> None:
    room, needs = market(3, placement=placement), answering(NEED, [0.5, 1.0, 1.5])
    chips = running([sum(NEED) / ratio * part for part in PARTS])
    room.s.rent = [1.8, 2.0, 2.5]  # contracts differ, what they move by does not
    price(room.p, room.s, room.f, needs, chips, [0.0] * 3)

    rise = world_rent(needs.need, needs.elasticity, chips.runnable, [0.0] * 3)
    assert room.f.rent_target == pytest.approx([1.8 * rise, 2.0 * rise, 2.5 * rise])
    assert room.f.discount == pytest.approx([min(1.0, rise)] * 3)
    assert room.f.scarce == [1.0] * 3
    # what is traded is need at that rent
    over = [
        need - r
        for need, r in zip((3.0 * rise**-0.5, 1.0 / rise, 2.0 * rise**-1.5), chips.runnable, strict=True)
    ]
    assert room.f.imports == pytest.approx([max(0.0, short) for short in over], abs=1e-3)
    assert room.f.exports == pytest.approx([max(0.0, -short) for short in over], abs=1e-3)


@pytest.mark.parametrize("placement", [0.0, 1.0])
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("sovereign", [[0.0, 0.3, 0.6], [0.5, 0.5, 0.5], [1.0, 0.0, 0.3]])
@pytest.mark.parametrize("elasticity", [[1.1, 0.7, 0.9], [0.5, 1.0, 1.5]])
def test_what_may_be_traded_clears_at_the_rents_that_home_scarcity_makes(
    elasticity: list[float], sovereign: list[float], ratio: float, placement: float
) -> None:
    room, runnable = market(3, placement=placement, rent__floor=0.0), [sum(NEED) / ratio * p for p in PARTS]
    price(room.p, room.s, room.f, answering(NEED, elasticity), running(runnable), sovereign)

    rises = [target / 2.0 for target in room.f.rent_target]
    needs = [n * rise**-e for n, rise, e in zip(NEED, rises, elasticity, strict=True)]
    assert left(1.0, needs, elasticity, runnable, sovereign) == pytest.approx(1.0, rel=1e-3)
    # open regions share one rent; at home it differs as far as need must be served there
    world = [rise / scarce for rise, scarce in zip(rises, room.f.scarce, strict=True)]
    assert world == pytest.approx([world[0]] * 3)
    assert [scarce for scarce, share in zip(room.f.scarce, sovereign, strict=True) if share == 0.0] in (
        [],
        [1.0],
    )


@pytest.mark.parametrize("placement", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("runnable", [[1.0, 0.5, 1.0], [1.5, 1.25, 4.0], [6.0, 3.0, 5.0]])
def test_where_nothing_may_each_region_clears_alone(runnable: list[float], placement: float) -> None:
    room, elasticity = market(3, placement=placement), [0.5, 1.0, 1.5]
    price(room.p, room.s, room.f, answering(NEED, elasticity), running(runnable), [1.0] * 3)

    # a power law clears in one step, whatever the World's rent is: nobody pays that
    rows = zip(NEED, runnable, elasticity, strict=True)
    assert room.f.rent_target == pytest.approx([2.0 * (n / supply) ** (1.0 / e) for n, supply, e in rows])


@pytest.mark.parametrize("need", [7.0, 12.0, 60.0, 120.0])
@pytest.mark.parametrize("others", [1.5, 3.0, 6.0])
def test_a_region_that_is_short_and_closed_does_not_move_the_rent_of_others(
    others: float, need: float
) -> None:
    room = market(2)
    price(room.p, room.s, room.f, needing([need, others]), running([3.0, 3.0]), [1.0, 0.0])

    # either clears alone: 3 run in it, and the first has nothing to spare at the rent of the second
    assert room.f.rent_target == pytest.approx([2.0 * need / 3.0, 2.0 * others / 3.0], rel=1e-3)


def test_the_rent_of_the_world_stays_finite_without_supply_or_need() -> None:
    for need, runnable in ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)):
        rise = world_rent([need, need], [1.0, 1.0], [runnable, runnable], [0.0, 0.5])
        assert math.exp(-7.0) <= rise <= math.exp(7.0)
