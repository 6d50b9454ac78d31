"""Answers to long questions, each a function of its own that the other process calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from stackdesk.engine.attribution import Comparison, attribute
from stackdesk.engine.effects import Effects, effects
from stackdesk.engine.errands import Work
from stackdesk.engine.ladder import Ladder, ladder
from stackdesk.engine.order_by import OrderBy, order_by
from stackdesk.engine.probe import Probe
from stackdesk.engine.shapley import EXACT, PLAIN, RUNS, combinations
from stackdesk.engine.solve import Proposals, Solution, Target, Within, propose, solve
from stackdesk.engine.uses import Uses, uses
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.comparison import compare
from stackdesk.scenario.document import Scenario

TOLD_EVERY = 16
"""How many runs of an attribution pass between two tellings of how far it is."""


def solved(
    work: Work,
    scenario: Scenario,
    target: Target,
    lever: str,
    region: str | None = None,
    within: Within = "allowed",
    locked: Collection[str] = (),
) -> Solution:
    """Find the values of a lever that reach a target; arguments as those of `solve`."""
    probe = Probe(scenario, target.year, work.runner)
    return solve(scenario, target, lever, region, within=within, locked=locked, probe=probe)


def proposed(
    work: Work,
    scenario: Scenario,
    target: Target,
    levers: Sequence[str] = (),
    region: str | None = None,
    locked: Collection[str] = (),
    count: int = 3,
) -> Proposals | None:
    """Find the smallest moves that reach a target; arguments as those of `propose`."""
    probe = Probe(scenario, target.year, work.runner)
    return propose(
        scenario,
        target,
        levers,
        region,
        locked=locked,
        count=count,
        probe=probe,
        cancelled=work.cancelled,
        progress=work.tell,
    )


def climbed(
    work: Work,
    scenario: Scenario,
    year: float,
    region: str = WORLD,
    rungs: int = 3,
    locked: Collection[str] = (),
) -> tuple[Ladder, tuple[OrderBy, ...]] | None:
    """Find what frees what binds, rung by rung, and the dates to order by; arguments as those of `ladder`."""
    probe = Probe(scenario, year, work.runner)
    orders = order_by(scenario, year, region, probe.base)
    found = ladder(
        scenario,
        year,
        region,
        rungs,
        locked=locked,
        runner=work.runner,
        cancelled=work.cancelled,
        progress=work.tell,
    )
    return None if found is None else (found, orders)


def attributed(
    work: Work,
    a: Scenario,
    b: Scenario,
    series: Sequence[str],
    regions: Sequence[str],
    years: Sequence[float],
) -> Comparison | None:
    """Attribute the gap between two scenarios; arguments as those of `attribute`. Tells the share done."""
    work.runner.prepared(a)
    exact, runs = (EXACT, RUNS) if work.runner.compiled_ready() else PLAIN
    changes = len({row.address for row in compare(a, b)})
    whole, done = combinations(changes, exact=exact, runs=runs), 0

    def cancelled() -> bool:
        nonlocal done
        if done % TOLD_EVERY == 0:
            work.tell(min(done / whole, 1.0))
        done += 1
        return work.cancelled()

    return attribute(a, b, series, regions, years, exact=exact, runs=runs, cancelled=cancelled)


def used(work: Work, scenario: Scenario, address: str) -> Uses:
    """Say which equations read a parameter and which series they reach first."""
    return uses(scenario.catalogue, address)


def effected(
    work: Work,
    scenario: Scenario,
    address: str,
    region: str | None,
    year: float,
    series: Sequence[str],
    where: str = WORLD,
    locked: Collection[str] = (),
) -> Effects:
    """Find what a small move of a parameter does; arguments as those of `effects`."""
    return effects(scenario, address, region, year, series, work.runner, where, locked)
