"""Numbers and dates in words, and columns."""

from __future__ import annotations

import pytest

from stackdesk.cli.words import aligned, date, lettered, number, quantity, shown_unit


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (86.14, "86.1"),
        (1152.4, "1,152"),
        (0.04151, "0.0415"),
        (999.6, "1,000"),
        (9.996, "10.0"),
        (-3.0, "-3.00"),
        (4_123_456.0, "4,123,456"),
        (7.13e30, "7.1e30"),
        (4.3e-7, "4.3e-7"),
        (float("nan"), "-"),
    ],
)
def test_three_figures(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2.07e15, "2.07P"), (999.9e9, "1.00T"), (12.0, "12.0"), (0.0, "0")]
)
def test_letters_for_magnitudes(value: float, text: str) -> None:
    assert lettered(value) == text


def test_units() -> None:
    assert quantity(365.25e12, "tokens/yr") == "1.00T"
    assert shown_unit("tokens/yr") == "tokens/day"
    assert quantity(0.5, "1") == "50%"
    assert shown_unit("1") == ""
    assert shown_unit("bn USD/yr") == "billion USD/yr"
    assert shown_unit("k people") == "thousand people"


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2030.0, "2030"),
        (2030.25, "early 2030"),
        (2024.5, "mid 2024"),
        (2026.75, "late 2026"),
        (2029.99, "2030"),
    ],
)
def test_dates(year: float, text: str) -> None:
    assert date(year) == text


def test_columns() -> None:
    rows = [["name", "a", "unit"], ["x", "10.0", "GW"]]
    assert aligned(rows, left=(0, 2)) == ["name     a  unit", "x     10.0  GW"]
