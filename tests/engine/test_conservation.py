"""One step conserves what goes through it: GW, people, chips, money; at any speed and with slips."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stackdesk.core.dynamics import weibull_hazard
from stackdesk.engine import Result, walk
from stackdesk.engine.records import blank, namespace
from tests.engine.box import Box, Change, apart, worst

Step = SimpleNamespace


def a(values: Any) -> Any:
    """Make an array of nested lists."""
    return np.array(values, dtype=float)


def step(box: Box, result: Result, row: int) -> Step:
    """Walk and advance once in plain Python from the stocks of a quarter."""
    p, links = namespace(box.inputs.parameters[row * box.inputs.every]), namespace(box.inputs.links[0])
    before, after = namespace(result.states[row]), namespace(result.states[row])
    f, d = namespace(result.flows[row]), namespace(blank(box.inputs.kinds["rates"])[0])
    walk.walk(p, before, f, d, links)
    walk.advance(p, before, d, box.inputs.h, after)
    return Step(
        p=p, s=before, n=after, f=f, d=d, h=box.inputs.h, year=box.inputs.years[row * box.inputs.every]
    )


def worn(stock: Any, inflow: Any, life: Any, h: float) -> Any:
    """Give a stock after a step of wear and inflow."""
    kept = np.exp(-h / life)
    return stock * kept + inflow / h * life * (1.0 - kept)


def differences(one: Step) -> list[tuple[str, float]]:
    """Give by how much each account of a step is out."""
    return [*infrastructure(one), *energy(one), *chips(one), *money(one)]


def infrastructure(one: Step) -> list[tuple[str, float]]:
    """GW asked for are studied, wait or are connected; halls begun are built or late; people train."""
    s, n, d, p = one.s.infrastructure, one.n.infrastructure, one.d.infrastructure, one.p.infrastructure
    wires = [a(x.study).sum(1) + a(x.waiting) + a(x.connected) for x in (s, n)]
    halls = [a(x.halls).sum(1) + a(x.slipped) for x in (s, n)]
    built = one.h * a(d.hall_starts) + halls[0] - halls[1]
    trained = one.h * a(d.entry) + a(s.apprentices).sum(2) - a(n.apprentices).sum(2)
    people = a(s.workforce) * np.exp(-one.h * p.labour.retirement) + trained
    return [
        ("connection", apart(wires[1], wires[0] + one.h * a(d.requests), 1.0)),
        ("halls", apart(n.shells, worn(a(s.shells), built, p.shells.life, one.h), 1.0)),
        ("halls unbuilt", -min(built.min(), 0.0)),
        ("people", apart(n.workforce, people, 1.0)),
        ("people untrained", -min(trained.min(), 0.0)),
    ]


def energy(one: Step) -> list[tuple[str, float]]:
    """Plant begun is being built or stands; turbines ordered are made or wait."""
    s, n, d = one.s.energy, one.n.energy, one.d.energy
    life = a(one.p.energy.sources.lifetime)[1:]
    built = (one.h * a(d.starts) + a(s.pipe).sum(2) - a(n.pipe).sum(2))[
        :, 1:
    ]  # the grid is bought, not built
    backlog = s.backlog + one.h * (d.turbine_orders - d.turbine_output)
    return [
        ("plant", apart(a(n.capacity)[:, 1:], worn(a(s.capacity)[:, 1:], built, life, one.h), 1.0)),
        ("plant unbuilt", -min(built.min() / one.h, 0.0)),
        ("turbines", apart(n.backlog, max(0.0, backlog), 1.0)),
    ]


def chips(one: Step) -> list[tuple[str, float]]:
    """Chips sold are on their way, stand, or are retired by the hazard of their age; lines are built."""
    s, n, d = one.s.chips, one.n.chips, one.d.chips
    stock = [(a(x.fleet) + a(x.transit))[:, :, 0].sum(1) + a(x.retired) for x in (s, n)]
    ages = [max(0.0, one.year + 0.5 * one.h - (2022 + v + 0.5)) for v in range(len(s.fleet[0]))]
    lost = 1.0 - np.exp([-one.h * weibull_hazard(age, one.p.chips.life) for age in ages])
    retired = (a(s.fleet)[:, :, 0] * lost).sum(1)
    lines = one.h * a(d.expand) + a(s.pipe).sum(2) - a(n.pipe).sum(2)
    return [
        ("chips", apart(stock[1], stock[0] + one.h * a(one.f.chips.shipments), 1.0)),
        ("chips sold", apart(n.sold, a(s.sold) + one.h * a(one.f.chips.shipments), 1.0)),
        ("chips retired", apart(n.retired, a(s.retired) + retired, 1.0)),
        ("lines", apart(n.capacity, a(s.capacity) * np.exp(-a(d.shrink) * one.h) + lines, 1.0)),
    ]


def money(one: Step) -> list[tuple[str, float]]:
    """What is spent adds up by layer and over time."""
    f = one.f.capital
    layers = a(f.capex_energy) + a(f.capex_chips) + a(f.capex_infrastructure) + a(f.capex_models)
    spent = a(one.s.capital.cumulative) + one.h * a(f.capex)
    return [
        ("capex", apart(f.capex, layers, 1.0)),
        ("cumulative", apart(one.n.capital.cumulative, spent, 1.0)),
    ]


SCARCE = [Change("infrastructure.ease.trades", 0.1), Change("infrastructure.shells.slip_share", 0.6)]


def shortest(box: Box) -> list[Change]:
    """Set every lead time to the least allowed."""
    words = ("lead_time", "transit", "apprenticeship", "slip_time")
    return [
        Change(one.address, one.low, history=True) for one in box.parameters.values() if one.path[-1] in words
    ]


@pytest.mark.parametrize("case", ["baseline", "scarce people", "shortest lead times", "no money"])
def test_a_step_conserves(box: Box, case: str) -> None:
    changes = {
        "baseline": [],
        "scarce people": SCARCE,
        "shortest lead times": shortest(box),
        "no money": [Change("capital.external", 0.0), Change("capital.revenue_share", 0.0)],
    }[case]
    result = box.run(*changes)
    for row in (0, 5, 16, 40, 67):
        assert worst(differences(step(box, result, row))) == [], result.years[row]


def test_work_is_slower_than_its_pace_where_people_are_scarce(box: Box) -> None:
    """Else the case above would not test what it is for."""
    assert box.run(*SCARCE).flows["infrastructure"]["speed"].min() < 0.5


def test_a_step_conserves_with_everything_changed(box: Box) -> None:
    random = np.random.default_rng(2026)
    for _ in range(12):
        shares = random.choice([0.0, 1.0, random.random()], len(box.parameters))
        changes = [
            Change(one.address, one.low + (one.high - one.low) * share, history=bool(random.random() < 0.5))
            for one, share in zip(box.parameters.values(), shares, strict=True)
        ]
        result = box.run(*changes)
        for row in (1, 30):
            assert worst(differences(step(box, result, row))) == []


def test_money_spent_is_the_integral_of_capex(baseline: Result) -> None:
    """By trapezoids of a quarter, hence within half a percent once the first year is over."""
    capex, cumulative = baseline.world("capital.capex"), baseline.world("capital.cumulative")
    integral = np.cumsum([0.0, *((one + two) / 8.0 for one, two in pairwise(capex))])
    assert cumulative[4:] == pytest.approx(integral[4:], rel=0.01)
    assert cumulative[-1] == pytest.approx(integral[-1], rel=0.005)
