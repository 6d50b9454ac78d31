"""Answers to long questions, each a function of its own that the other process calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from stackdesk.engine.attribution import Comparison, attribute
from stackdesk.engine.errands import Work
from stackdesk.engine.ladder import Ladder, ladder
from stackdesk.engine.probe import Probe
from stackdesk.engine.solve import Proposals, Solution, Target, Within, propose, solve
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Scenario


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
    )


def climbed(
    work: Work,
    scenario: Scenario,
    year: float,
    region: str = WORLD,
    rungs: int = 3,
    locked: Collection[str] = (),
) -> Ladder | None:
    """Find what frees what binds, rung by rung; arguments as those of `ladder`."""
    return ladder(scenario, year, region, rungs, locked=locked, runner=work.runner, cancelled=work.cancelled)


def attributed(
    work: Work,
    a: Scenario,
    b: Scenario,
    series: Sequence[str],
    regions: Sequence[str],
    years: Sequence[float],
) -> Comparison | None:
    """Attribute the gap between two scenarios; arguments as those of `attribute`."""
    return attribute(a, b, series, regions, years, cancelled=work.cancelled)
