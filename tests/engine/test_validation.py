"""A run against what is published: errors, hits and their summary."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

import stackdesk
from stackdesk.engine import Result, Row, compare, summary
from stackdesk.engine.validation import modelled
from stackdesk.scenario import Observation, Scenario


def figure(kind: str = "history", value: float = 10.0, why: str = "") -> Observation:
    """Give a published figure with a band of a tenth on either side."""
    return Observation(
        "one", kind, "chips.sold", "World", 2025.0, value, 0.9 * value, 1.1 * value, (), "", why
    )


def row(model: float, kind: str = "history", why: str = "") -> Row:
    """Give how far a run is from a figure of ten."""
    return Row(figure(kind, why=why), model, math.log(model / 10.0), 9.0 <= model <= 11.0)


def test_a_date_is_read_between_quarters(baseline: Result) -> None:
    one = replace(figure(), when=2025.38)
    assert modelled(baseline, one) == baseline.at("chips.sold", 2025.38)


def test_a_year_is_read_as_its_mean(baseline: Result) -> None:
    a, b, c, d, e = baseline.world("chips.sold")[8:13]
    one = replace(figure(), when=(2025.0, 2026.0))
    assert modelled(baseline, one) == pytest.approx((a / 2 + b + c + d + e / 2) / 4)


def test_a_mean_between_dates_off_the_quarters(baseline: Result) -> None:
    """A fiscal year: the mean of a fine sampling of the same straight lines."""
    fine = np.linspace(2024.08, 2025.08, 10_001)
    mean = np.interp(fine, baseline.years, baseline.world("chips.sold")).mean()
    assert modelled(baseline, replace(figure(), when=(2024.08, 2025.08))) == pytest.approx(mean, rel=1e-4)


def test_a_row_says_how_far_off_and_whether_inside(baseline: Result) -> None:
    for one, model, log_error, inside in compare(baseline):
        assert log_error == pytest.approx(math.log(model / one.value))
        assert inside == (one.low <= model <= one.high)


@pytest.mark.parametrize(
    ("model", "hit"), [(7.4, False), (7.6, True), (10.0, True), (12.4, True), (12.6, False)]
)
def test_a_hit_is_inside_the_band_or_within_a_quarter(model: float, hit: bool) -> None:
    assert row(model).hit is hit


def test_a_wide_band_makes_a_hit_of_what_is_farther_off() -> None:
    assert Row(figure(), 20.0, math.log(2.0), inside=True).hit


def test_only_history_is_summed_up() -> None:
    rows = [
        row(10.0),
        row(13.0),
        row(30.0),
        row(4.0, why="A lag."),
        row(90.0, "projection"),
        row(1.0, "context"),
    ]
    held = summary(rows)
    assert (held.figures, held.hits) == (4, 1)
    assert held.median == pytest.approx((math.log(1.3) + math.log(2.5)) / 2)
    assert held.worst is rows[2]
    assert held.far == (rows[2], rows[3])
    assert held.unexplained == (rows[2],)


def test_no_history_has_no_median() -> None:
    assert summary([row(9.0, "projection")]) == (0, 0, None, None, ())


def test_a_scenario_or_its_result_can_be_validated(scenario: Scenario, baseline: Result) -> None:
    assert stackdesk.validate(baseline) == compare(baseline)
    again = stackdesk.validate(scenario)
    assert [one.observation for one in again] == list(scenario.reference.observations)
    assert [one.model for one in again] == pytest.approx([one.model for one in compare(baseline)], rel=1e-9)
