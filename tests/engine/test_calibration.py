"""The reference against what is published, and the fit that anyone can run again."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from stackdesk.core.errors import ReferenceDataError
from stackdesk.engine import Result
from stackdesk.engine.calibration import (
    FREE,
    Fit,
    Observation,
    Row,
    compare,
    factors,
    main,
    observations,
    table,
)
from stackdesk.scenario import Scenario

VERSION = "2026.1"


@pytest.fixture(scope="module")
def fit(scenario: Scenario) -> Fit:
    """Give the fit, before it looked for anything."""
    return Fit(scenario)


def seen(key: str) -> Observation:
    """Give one published figure."""
    return next(one for one in observations(VERSION) if one.id == key)


def test_the_reference_reproduces_what_is_published(baseline: Result) -> None:
    """The first calibration: fifteen of eighteen inside their range, none beyond a factor of two."""
    rows = [row for row in compare(baseline) if row.observation.counted]
    assert len(rows) == 18
    assert sum(row.inside for row in rows) >= 15, table(rows)
    assert max(abs(row.log_error) for row in rows) < math.log(2.0), table(rows)


def test_every_figure_is_of_a_series_and_has_a_source(baseline: Result) -> None:
    for one in observations(VERSION):
        assert one.series in baseline.addresses
        assert one.region in ("World", *baseline.regions)
        assert one.kind in ("history", "projection", "context")
        assert one.low < one.value < one.high
        assert one.sources
        assert one.note
    assert len({one.id for one in observations(VERSION)}) == len(observations(VERSION)) == 21


def test_figures_are_brought_to_the_unit_of_their_series() -> None:
    assert seen("chips_sold_2025").value == pytest.approx(19.7)  # million, of 19.7e6
    assert seen("tokens_2026").value == pytest.approx(330e12 * 365.25)  # a year, of 330 trillion a day
    assert seen("packaging_2024").low == pytest.approx(28.5)  # thousand wafers


def test_nominal_dollars_are_deflated_to_2025() -> None:
    assert seen("rent_2023").value == pytest.approx(3.0 * 1.05)
    assert seen("capex_2024").value == pytest.approx(220.0 * 1.026)
    assert seen("capex_2025").value == 400.0
    assert seen("rent_2026").high == pytest.approx(2.65 * 1.25 * 0.975)


def test_a_date_is_read_between_quarters_and_a_year_as_its_mean(baseline: Result) -> None:
    rows = {row.observation.id: row for row in compare(baseline)}
    assert rows["tokens_2026"].model == baseline.at("applications.tokens_delivered", 2026.38)
    a, b, c, d, e = baseline.world("energy.it_electricity")[8:13]
    assert rows["it_electricity_2025"].model == pytest.approx((a / 2 + b + c + d + e / 2) / 4)
    assert rows["it_electricity_2025"].observation.year == 2025.5


def test_a_row_says_how_far_off_and_whether_inside(baseline: Result) -> None:
    rows = {row.observation.id: row for row in compare(baseline)}
    row = rows["chips_sold_2025"]
    assert row.log_error == pytest.approx(math.log(row.model / 19.7))
    assert row.inside == (19.7 * 0.75 <= row.model <= 19.7 * 1.25)


def test_a_reference_without_figures_is_told() -> None:
    with pytest.raises(ReferenceDataError, match=r"1999\.1 has no observations\.toml"):
        observations("1999.1")


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
    assert all(one.id in said[0] for one in observations(VERSION))


def test_what_is_outside_is_marked() -> None:
    one = seen("rent_2025")
    far, context = Row(one, 9.0, 1.67, False), Row(replace(one, kind="context"), 9.0, 1.67, False)
    text = table([far, context, Row(one, 1.7, 0.0, True)])
    assert text.splitlines()[1].endswith("+431%  outside")
    assert text.splitlines()[2].endswith("(not counted)")
    assert text.endswith("1 of 2 inside")
