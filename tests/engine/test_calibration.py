"""The reference against what is published, and the fit that anyone can run again."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from stackdesk.engine import Result, Row, compare
from stackdesk.engine.calibration import FREE, Fit, factors, main, table
from stackdesk.scenario import Observation, Scenario, reference

VERSION = "2026.1"


@pytest.fixture(scope="module")
def fit(scenario: Scenario) -> Fit:
    """Give the fit, before it looked for anything."""
    return Fit(scenario)


def seen(key: str) -> Observation:
    """Give one published figure."""
    return next(one for one in reference(VERSION).observations if one.id == key)


def test_the_reference_reproduces_what_is_published(baseline: Result) -> None:
    """The first calibration: fifteen of eighteen inside their range, none beyond a factor of two."""
    rows = [row for row in compare(baseline) if row.observation.counted]
    assert len(rows) == 18
    assert sum(row.inside for row in rows) >= 15, table(rows)
    assert max(abs(row.log_error) for row in rows) < math.log(2.0), table(rows)


def test_every_figure_is_of_a_series_and_has_a_source(baseline: Result) -> None:
    for one in reference(VERSION).observations:
        assert one.series in baseline.addresses
        assert one.region in ("World", *baseline.regions)
        assert one.kind in ("history", "projection", "context")
        assert one.low < one.value < one.high
        assert one.sources
        assert one.note
    assert len(reference(VERSION).observations) == 21


def test_what_the_fit_may_move_is_what_the_reference_calls_fitted(scenario: Scenario, fit: Fit) -> None:
    fitted = {key for key, entry in scenario.reference.entries.items() if entry.basis == "fitted"}
    free = [one.address for group in fit.groups for one in group]
    assert len(free) == len(set(free))
    assert set(free) == fitted


def test_nothing_fitted_leaves_its_published_range(scenario: Scenario) -> None:
    """Every range holds the value at the present, and the fit stays inside."""
    for address, entry in scenario.reference.entries.items():
        if entry.basis != "fitted":
            continue
        parameter = scenario.catalogue.parameters[address]
        for region in scenario.catalogue.regions if parameter.quantity.regional else (None,):
            bounds = entry.range(region)
            assert bounds is not None
            value = scenario.at(address, scenario.present, region)
            assert bounds[0] * (1 - 1e-3) <= value <= bounds[1] * (1 + 1e-3), (address, region)


def test_factors_keep_a_group_inside_its_tightest_range(scenario: Scenario, fit: Fit) -> None:
    lag = fit.groups[FREE.index("capital.rent.contract_lag")]
    value = scenario.at("capital.rent.contract_lag", 2026.75)
    assert factors(scenario.reference, lag) == pytest.approx((0.5 / value, 0.75 / value), rel=1e-6)


def test_no_factor_changes_nothing(baseline: Result, fit: Fit) -> None:
    again = fit.run([0.0] * len(FREE))
    assert np.array_equal(again.states, baseline.states)


def test_a_factor_moves_the_whole_path(fit: Fit, baseline: Result) -> None:
    """Dearer chips, and with them capital, through history."""
    logarithms = [0.1 if name == "chips.chains.global.price" else 0.0 for name in FREE]
    dearer = fit.run(logarithms)
    assert dearer.at("capital.capex.chips", 2025.0) > 1.02 * baseline.at("capital.capex.chips", 2025.0)


def test_the_fit_comes_no_farther_off(fit: Fit) -> None:
    best = fit.best(tries=4)
    zero = np.zeros(len(FREE))
    before, after = fit.residuals(zero), fit.residuals(np.array(best))
    assert after @ after <= before @ before
    for logarithm, (low, high) in zip(best, fit.ranges, strict=True):
        assert low * (1 - 1e-6) <= math.exp(logarithm) <= high * (1 + 1e-6)


def test_the_command_prints_the_comparison() -> None:
    said: list[str] = []
    assert main([], said.append) == 0
    assert "of 18 inside" in said[0]
    assert all(one.id in said[0] for one in reference(VERSION).observations)


def test_what_is_outside_is_marked() -> None:
    one = seen("rent_2025")
    far, context = Row(one, 9.0, 1.67, False), Row(replace(one, kind="context"), 9.0, 1.67, False)
    text = table([far, context, Row(one, 1.7, 0.0, True)])
    assert text.splitlines()[1].endswith("+431%  outside")
    assert text.splitlines()[2].endswith("(not counted)")
    assert text.endswith("1 of 2 inside")
