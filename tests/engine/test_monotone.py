"""More of any supply never lowers World tokens delivered at that instant, other stocks and prices unchanged.

In the baseline this holds throughout. Far from it three things that the model does on purpose can
turn it round by a little, and are held out of the other worlds below: chips are plugged in newest
first, also where a newer one does less per watt; training follows spare compute from region to region
and crowds out inference there; and spare compute is let at a lower price, at which training takes more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from stackdesk.engine import Result
from tests.engine.box import Box, Change

Index = tuple[int | slice, ...]
FACTORS = (1.01, 1.3, 5.0)
ROWS = (2, 16, 30, 50, 66)


def supplies(box: Box) -> Iterator[tuple[str, str, Index]]:
    """Name what stands in each region: plant, spare grid power, wires, halls, people, chips by year."""
    everything = slice(None)
    for r in range(len(box.regions)):
        yield "energy", "headroom", (r,)
        yield "energy", "capacity", (r, everything)
        yield "infrastructure", "connected", (r,)
        yield "infrastructure", "shells", (r,)
        yield "infrastructure", "workforce", (r, everything)
        yield "chips", "fleet", (r, everything)
        for v in range(0, 18, 3):
            yield "chips", "fleet", (r, v)


def increased(box: Box, result: Result, row: int) -> Iterator[tuple[str, Index, float, Any]]:
    """Walk once with more of each supply: its name and place, the factor, the flows."""
    for room, name, index in supplies(box):
        for factor in FACTORS:
            states: npt.NDArray[Any] = result.states.copy()
            states[room][name][(row, *index)] *= factor
            yield name, index, factor, box.instant(result, row, states)


def tokens(flows: Any) -> float:
    """Give World tokens delivered."""
    return float(flows["applications"]["delivered"].sum())


def newer_is_no_worse(result: Result, row: int, region: Any) -> bool:
    """Tell whether each year's chips do at least as much per watt as those of the year before."""
    fleet = result.states["chips"]["fleet"][row, region]
    there = fleet[:, 1] > 1e-9
    per_watt = fleet[there, 0] / fleet[there, 1]
    return bool((np.diff(per_watt) >= -1e-9).all())


@pytest.mark.parametrize("row", ROWS)
def test_more_supply_never_lowers_tokens_in_the_baseline(box: Box, row: int) -> None:
    result = box.run()
    before = tokens(box.instant(result, row, result.states))
    for name, index, factor, flows in increased(box, result, row):
        assert tokens(flows) >= before * (1.0 - 1e-9), (name, index, factor)


@pytest.mark.parametrize("seed", range(8))
def test_more_supply_never_lowers_tokens_in_other_worlds(box: Box, seed: int) -> None:
    random = np.random.default_rng(seed)
    changes = []
    for name in random.choice(list(box.parameters), 30, replace=False).tolist():
        one = box.parameters[name]
        low = max(one.low, 1.0) if name == "chips.efficiency_growth" else one.low
        changes.append(Change(name, low + (one.high - low) * random.random() ** 3))
    still = [Change("models.footloose", 0.0), Change("models.bandwidth_weight", 0.0)]
    result = box.run(*changes, *still)
    compared = 0
    for row in ROWS[1:4]:
        before = box.instant(result, row, result.states)
        price = before["capital"]["discount"]
        for name, index, factor, flows in increased(box, result, row):
            if name == "fleet" and not newer_is_no_worse(result, row, index[0]):
                continue
            if np.allclose(flows["capital"]["discount"], price, rtol=1e-12):
                assert tokens(flows) >= tokens(before) * (1.0 - 1e-9), (
                    name,
                    index,
                    factor,
                    result.years[row],
                )
                compared += 1
    assert compared > 50
