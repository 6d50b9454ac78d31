"""Reality checks run: what changes, against the unchanged run, and whether an expert's expectation holds.

A check costs little more than the years it looks at: a changed run starts from the state that the
unchanged one kept before the change, and ends at the last date that is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

import numpy as np
import numpy.typing as npt

from stackdesk.engine.outcomes import Finding, Outcome, Verdict
from stackdesk.engine.reality_words import expected_text, found_text, limit_found_text
from stackdesk.engine.result import Result
from stackdesk.engine.runner import Runner, rerun
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.checks import ALL_BUT, EACH, UNMOVED, Change, Check, Expectation
from stackdesk.scenario.checks_in import Asked, matching
from stackdesk.scenario.document import Event, Scenario
from stackdesk.scenario.references import Reference

Array = npt.NDArray[np.float64]
STEADY = 1e-6  # a course that gives way by less than this share from quarter to quarter has not turned
RUNNING = ("applications", "models")  # their ceilings are need: the lower of the two counts


class Reality:
    """Runs checks on scenarios, one after another; unchanged runs are kept for the scenario at hand."""

    def __init__(self, runner: Runner | None = None) -> None:
        self.runner = runner or Runner()
        self._scenario: Scenario | None = None
        self._unchanged: list[tuple[Scenario | None, tuple[Change, ...], tuple[Scenario, Result]]] = []

    def all(
        self, scenario: Scenario, checks: Sequence[Asked], cancelled: Callable[[], bool] = lambda: False
    ) -> tuple[Outcome, ...]:
        """Ask every check; fewer answers when cancelled on the way."""
        outcomes = []
        for asked in checks:
            if cancelled():
                break
            outcomes.append(self.one(scenario, asked))
        return tuple(outcomes)

    def one(self, scenario: Scenario, asked: Asked) -> Outcome:
        """Ask one check."""
        check = asked.check
        reason = _not_for(scenario if asked.base is None else asked.base, check)
        if reason:
            return Outcome(check, asked.theme, "not asked", reason=reason)
        if scenario is not self._scenario:
            self._scenario = scenario
            self._unchanged.clear()
        base, unchanged = self._start(scenario, asked)
        for expectation in check.asked_if:
            premise = look(expectation, unchanged, unchanged)
            if not premise.holds:
                reason = f"only asked where {premise.expected}; found {premise.found}"
                return Outcome(check, asked.theme, "not asked", reason=reason)
        changed = self._changed(base, unchanged, check) if check.change else unchanged
        findings = tuple(look(expectation, changed, unchanged) for expectation in check.expect)
        verdict: Verdict = "holds" if all(one.holds for one in findings) else "fails"
        return Outcome(check, asked.theme, verdict, findings)

    def _start(self, scenario: Scenario, asked: Asked) -> tuple[Scenario, Result]:
        """Give what a check starts from and its run."""
        for base, given, known in self._unchanged:
            if base is asked.base and given == asked.check.given:
                return known
        start = with_changes(asked.base or scenario, asked.check.given)
        self.runner.prepared(start)
        self.runner.compiled_ready()
        pair = start, self.runner.run(start)
        self._unchanged.append((asked.base, asked.check.given, pair))
        return pair

    def _changed(self, base: Scenario, unchanged: Result, check: Check) -> Result:
        """Run the change from the quarter before it to the last date that is looked at."""
        inputs = self.runner.prepared(with_changes(base, check.change))
        steps, last = self.runner.steps_per_year, len(inputs.years) - 1
        begins = min(_date(change, base) for change in check.change)
        ends = max(expectation.last for expectation in check.expect)
        before = math.ceil((begins - inputs.years[0]) * steps - 1e-9) - 1  # differs from the step after on
        first = max(before, 0) // inputs.every * inputs.every
        until = math.ceil((ends - inputs.years[0]) * 4 - 1e-9) * inputs.every
        return rerun(self.runner, unchanged, inputs, first, min(max(until, first), last))


def with_changes(scenario: Scenario, changes: Sequence[Change], title: str = "") -> Scenario:
    """Give a scenario with changes added to it as events of a title."""
    events = [
        Event(
            date=_date(change, scenario),
            parameter=address,
            title=title,
            region=region,
            set=change.set,
            multiply=change.multiply,
            add=change.add,
        )
        for change in changes
        for region in (scenario.catalogue.regions if change.region == EACH else (change.region,))
        for address in matching(scenario.catalogue, change.parameter)
    ]
    return replace(scenario, events=(*scenario.events, *events)) if events else scenario


def _date(change: Change, scenario: Scenario) -> float:
    """Give from when on a change holds."""
    return scenario.present if change.start is None else change.start


def _not_for(scenario: Scenario, check: Check) -> str:
    """Say why a check makes no sense for a scenario; empty when it does."""
    reference = scenario.reference
    if check.only == "baseline" and (scenario.touched or scenario.present != reference.present):
        return f"only asked of the baseline: {check.because}"
    missing = next(_missing(check, reference), None)
    return f"reference {reference} has no {missing}" if missing else ""


def _missing(check: Check, reference: Reference) -> Iterator[str]:
    """Give what a check names and a reference, older or smaller than that it was written for, lacks."""
    catalogue = reference.catalogue
    for change in (*check.given, *check.change):
        if not matching(catalogue, change.parameter):
            yield change.parameter
    for expectation in (*check.asked_if, *check.expect):
        for address in (expectation.series, expectation.over):
            if address and address not in catalogue.series:
                yield address
        region = expectation.region.removeprefix(ALL_BUT)
        if region not in (WORLD, EACH, *catalogue.regions):
            yield region


# ------------------------------------------------------------------------------------- expectations


def look(expectation: Expectation, changed: Result, unchanged: Result) -> Finding:
    """Look at one expectation; of each region, the first that fails decides."""
    if expectation.region != EACH:
        return _look(expectation, changed, unchanged, expectation.region)
    found = [_look(expectation, changed, unchanged, region) for region in changed.regions]
    wrong = [one for one in found if not one.holds]
    first = (wrong or found)[0]
    words = f"in all {len(found)} regions"
    if wrong:
        words = (
            f"not in {len(wrong)} of {len(found)} regions, such as {_label(changed, first)}: {first.found}"
        )
    return replace(first, expected=expected_text(expectation, changed.catalogue, EACH), found=words)


def _look(expectation: Expectation, changed: Result, unchanged: Result, region: str) -> Finding:
    """Look at one expectation in one place."""
    verb = expectation.verb
    if verb in ("binds", "does_not_bind"):
        return _limit(expectation, changed, region)
    if verb == "binds_with_ceilings":
        return _crossing(expectation, changed, region)
    if verb == "course":
        return _course(expectation, changed, region)
    return _number(expectation, changed, unchanged, region)


def _label(result: Result, finding: Finding) -> str:
    """Give what a finding's region is called."""
    return result.catalogue.region_label(finding.region)


def _number(expectation: Expectation, changed: Result, unchanged: Result, region: str) -> Finding:
    """Look at numbers: how far a series moved, or what it is."""
    low, high = _bounds(expectation)
    years = _dates(expectation, changed)
    now = np.interp(years, changed.years, _values(expectation, changed, region))
    was = np.interp(years, unchanged.years, _values(expectation, unchanged, region))
    seen = _relative(now, was) if expectation.compares else now
    inside = (seen >= low) & (seen <= high)  # nothing to compare, nan, is not inside
    off = np.where(inside, 0.0, np.inf)
    finite = np.isfinite(seen)
    off[finite] = np.maximum(low - seen[finite], seen[finite] - high)
    pick = int(off.argmin() if expectation.within else off.argmax())
    unit = _unit(expectation, changed)
    return Finding(
        holds=bool(inside[pick]),
        expected=expected_text(expectation, changed.catalogue, region),
        found=found_text(expectation, years, seen, was, now, pick, unit),
        series=expectation.series,
        region=_shown_region(region),
        year=float(years[pick]),
    )


def _bounds(expectation: Expectation) -> tuple[float, float]:
    """Give between what the number that a verb speaks of must lie."""
    verb, value = expectation.verb, expectation.value
    if verb == "falls_by":
        return -value[1], -value[0]
    if verb == "unmoved_until":
        return -UNMOVED, UNMOVED
    if verb == "moves":
        return {"up": (UNMOVED, math.inf), "down": (-math.inf, -UNMOVED), "not": (-UNMOVED, UNMOVED)}[value]
    low, high = value
    return low, high


def _dates(expectation: Expectation, result: Result) -> Array:
    """Give the dates to look at: one, or every quarter of a time."""
    time = expectation.during or expectation.within
    start, end = time if time is not None else (float(result.years[0]), expectation.last)
    inside = result.years[(result.years >= start - 1e-9) & (result.years <= end + 1e-9)]
    return inside if end > start and len(inside) else np.array([start])


def _values(expectation: Expectation, result: Result, region: str) -> Array:
    """Give the series, shape (quarters,), divided by the other where there is one."""
    values = _get(result, expectation.series, region)
    if not expectation.over:
        return values
    below = _get(result, expectation.over, expectation.over_region or region)
    ratios: Array = np.divide(values, below, out=np.full_like(values, np.nan), where=below != 0.0)
    return ratios


def _get(result: Result, address: str, region: str) -> Array:
    """Give a series of a place, which may be the World without a region."""
    if region.startswith(ALL_BUT):
        rest: Array = result.world(address) - result.region(address, region.removeprefix(ALL_BUT))
        return rest
    return np.asarray(result.get(address, region), dtype=np.float64)


def _relative(now: Array, was: Array) -> Array:
    """Give the change as a share of what was; from nothing to something is without bounds."""
    base = np.where(was == 0.0, 1.0, was)
    from_nothing = np.where(now == 0.0, 0.0, np.copysign(np.inf, now))
    moved: Array = np.where(was == 0.0, from_nothing, now / base - 1.0)
    return moved


def _unit(expectation: Expectation, result: Result) -> str:
    """Give the unit of what is looked at; a ratio of two series of one unit has none."""
    units = [result.catalogue.series[one].unit for one in (expectation.series, expectation.over) if one]
    if len(units) == 1:
        return units[0]
    return "1" if units[0] == units[1] else f"{units[0]} over {units[1]}"


def _shown_region(region: str) -> str:
    """Give the place to look at in the window."""
    return WORLD if region.startswith(ALL_BUT) else region


def _course(expectation: Expectation, changed: Result, region: str) -> Finding:
    """Look at how the changed run itself goes."""
    years = _dates(expectation, changed)
    values = np.interp(years, changed.years, _values(expectation, changed, region))
    up = expectation.value in ("rises", "never falls")
    course = values if up else -values
    scale = max(float(np.abs(values).max()), 1e-300)
    if expectation.value.startswith("never"):
        steps = np.diff(course) / scale
        pick = int(steps.argmin()) + 1
        holds = bool(steps.min() >= -STEADY)
    else:
        pick = len(values) - 1
        holds = bool(course[-1] - course[0] > UNMOVED * scale)
    return Finding(
        holds=holds,
        expected=expected_text(expectation, changed.catalogue, region),
        found=found_text(expectation, years, values, values, values, pick, _unit(expectation, changed)),
        series=expectation.series,
        region=_shown_region(region),
        year=float(years[pick]),
    )


def _limit(expectation: Expectation, changed: Result, region: str) -> Finding:
    """Look at what binds."""
    years = _dates(expectation, changed)
    layers = [str(changed.at("binding.layer", year, region)) for year in years]
    causes = [str(changed.at("binding.cause", year, region)) for year in years]
    hits = [
        fnmatchcase(layer, expectation.value) or fnmatchcase(cause, expectation.value)
        for layer, cause in zip(layers, causes, strict=True)
    ]
    wanted = [hit == (expectation.verb == "binds") for hit in hits]
    holds = any(wanted) if expectation.within else all(wanted)
    pick = wanted.index(bool(expectation.within)) if bool(expectation.within) in wanted else 0
    return Finding(
        holds=holds,
        expected=expected_text(expectation, changed.catalogue, region),
        found=limit_found_text(changed, years, layers, causes),
        series="",
        region=region,
        year=float(years[pick]),
    )


def _crossing(expectation: Expectation, changed: Result, region: str) -> Finding:
    """Look whether a layer begins to bind only when its ceiling has come down to the lowest."""
    ceilings = {layer.key: layer.ceiling for layer in changed.catalogue.layers if layer.ceiling}
    levels = {key: _get(changed, address, region) for key, address in ceilings.items()}
    lowest = np.min(list(levels.values()), axis=0)
    need = np.minimum.reduce([levels[key] for key in RUNNING])
    layers = changed.get("binding.layer", region)
    worst, at = 0.0, _dates(expectation, changed)[-1]
    turns = 0
    for year in _dates(expectation, changed)[1:]:
        row = int(np.searchsorted(changed.years, year - 1e-9))
        if layers[row] != layers[row - 1]:
            turns += 1
            own = need if layers[row] in RUNNING else levels[str(layers[row])]
            above = float(_relative(own[row : row + 1], lowest[row : row + 1])[0])
            if above >= worst:
                worst, at = above, year
    found = "no other layer begins to bind"
    if turns:
        found = (
            f"{turns} change{'s' * (turns > 1)} of layer, the farthest {worst:.1%} above the lowest ceiling"
        )
    return Finding(
        holds=worst <= expectation.value,
        expected=expected_text(expectation, changed.catalogue, region),
        found=found,
        series="",
        region=region,
        year=float(at),
    )
