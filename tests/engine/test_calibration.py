"""The reference against what is published, and the fit that anyone can run again."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from stackdesk.engine import Result, compare, summary
from stackdesk.engine.calibration import Fit, bounds, fitted, width
from stackdesk.scenario import Scenario, reference
from stackdesk.scenario.fitting import Free
from stackdesk.scenario.trajectory import Trajectory, value_at


@pytest.fixture(scope="module")
def fit(scenario: Scenario) -> Fit:
    """Give the fit, before it looked for anything."""
    return Fit(scenario)


def at(fit: Fit, parameter: str) -> int:
    """Give the place of a group's first knot among the logarithms."""
    place = 0
    for free in fit.free:
        if free.parameter == parameter:
            return place
        place += len(free.knots)
    raise AssertionError(parameter)


def test_the_reference_reproduces_what_is_published(baseline: Result) -> None:
    """The goal of the calibration: half within 15 %, nine of ten in their band or within 25 %."""
    told = summary(compare(baseline))
    assert told.figures >= 60
    assert told.median is not None
    assert told.median <= 0.14
    assert told.hits >= 0.9 * told.figures
    assert not told.unexplained
    assert len(told.far) <= told.figures / 20


def test_every_figure_of_history_is_of_its_own(scenario: Scenario) -> None:
    held = [one for one in scenario.reference.observations if one.kind == "history"]
    assert len({(one.series, one.region, one.year) for one in held}) == len(held)
    assert all(one.definition for one in held), "how its definition was mapped is said in the open"
    assert all(one.year < scenario.present for one in held)


def test_every_miss_says_why(baseline: Result) -> None:
    missed = [row for row in compare(baseline) if row.observation.kind == "history" and not row.hit]
    assert all(row.observation.why for row in missed), [row.observation.id for row in missed]


def test_what_the_fit_may_move_is_what_the_reference_calls_fitted(scenario: Scenario) -> None:
    called = {key for key, entry in scenario.reference.entries.items() if entry.basis == "fitted"}
    free = [one.address for one in fitted(scenario.reference)]
    assert len(free) == len(set(free))
    assert set(free) == called


def test_nothing_fitted_leaves_its_published_range(scenario: Scenario) -> None:
    """Every range holds the value at the present, to the rounding of what is written."""
    for parameter in fitted(scenario.reference):
        for region in scenario.catalogue.regions if parameter.quantity.regional else (None,):
            published = scenario.reference.entry(parameter.address).range(region)
            assert published is not None
            value = scenario.at(parameter.address, scenario.present, region)
            assert published[0] * (1 - 2e-3) <= value <= published[1] * (1 + 2e-3), (
                parameter.address,
                region,
            )


def test_bounds_keep_a_group_inside_its_range(scenario: Scenario, fit: Fit) -> None:
    free = next(one for one in fit.free if one.parameter == "capital.rent.contract_lag")
    before = scenario.at("capital.rent.contract_lag", 2026.75) / free.factors[0]
    (low,), (high,) = bounds(scenario.reference, free)
    assert math.exp(low) == pytest.approx(0.5 / before, rel=1e-6)
    assert math.exp(high) == pytest.approx(0.75 / before, rel=1e-6)


def test_no_change_changes_nothing(baseline: Result, fit: Fit) -> None:
    assert np.array_equal(fit.run(fit.shipped).states, baseline.states)


def test_a_factor_moves_the_path_between_its_knots(fit: Fit, baseline: Result) -> None:
    """Dearer chips from 2025 on cost more then and nothing before."""
    changed = fit.shipped.copy()
    changed[at(fit, "chips.chains.global.price") + 1] += 0.1
    dearer = fit.run(changed)
    assert dearer.at("capital.capex.chips", 2025.0) > 1.02 * baseline.at("capital.capex.chips", 2025.0)
    assert dearer.at("capital.capex.chips", 2023.0) == baseline.at("capital.capex.chips", 2023.0)


def test_the_fit_comes_nearer_and_stays_inside(fit: Fit) -> None:
    best = fit.best(tries=4)
    start = np.clip(np.zeros(len(fit.low)), fit.low, fit.high)
    assert cost(fit, best) < cost(fit, start)
    assert np.all(fit.low - 1e-6 <= best)
    assert np.all(best <= fit.high + 1e-6)


def cost(fit: Fit, logarithms: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Give what the fit makes small."""
    return float(np.sum(np.sqrt(1.0 + fit.residuals(logarithms) ** 2) - 1.0))


def test_an_error_is_measured_in_half_its_band(baseline: Result) -> None:
    rows = {row.observation.id: row for row in compare(baseline)}
    sold = rows["chips_sold_2023"].observation
    assert width(rows["chips_sold_2023"]) == pytest.approx(0.5 * math.log(sold.high / sold.low))
    assert width(rows["per_query_early_2025"]) == 0.5


def test_a_value_moves_by_the_change_of_its_factors() -> None:
    free = Free("x", (2023.0, 2025.0), (1.0, 2.0), "")
    path = Trajectory(((2023.0, 10.0), (2024.0, 10.0), (2026.0, 10.0)))
    moved = free.moved(path, (1.0, 8.0))
    assert [value_at(moved, year) for year in (2023.0, 2024.0, 2026.0)] == pytest.approx([10.0, 20.0, 40.0])
    assert Free("x", (2023.0,), (2.0,), "").moved(3.0, (4.0,)) == pytest.approx(6.0)


def test_a_reference_from_before_says_nothing_of_a_fit() -> None:
    assert reference("2026.1").free == ()
    assert Path(str(reference().folder)).name == str(reference())
