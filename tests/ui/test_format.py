"""Numbers on screen."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.window import MainWindow


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (86.12, "86.1"),
        (1152.4, "1,152"),
        (0.0, "0"),
        (-0.0, "0"),
        (2.6, "2.60"),
        (99.96, "100"),
        (0.18349, "0.183"),
        (-4.2, "−4.20"),
        (7.1e30, "7.1 × 10³⁰"),
        (9.99e30, "1.0 × 10³¹"),
        (3.2e-7, "3.2 × 10⁻⁷"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_numbers_have_three_figures(value: float, text: str) -> None:
    assert fmt.number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (86.1e15 * 365.25, "tokens/yr", "86.1 P tokens/day"),
        (284.0, "million H100e", "284 M H100e"),
        (1284.0, "million H100e", "1.28 B H100e"),
        (6812.0, "billion USD", "6.81 T$"),
        (2210.0, "thousand people", "2.21 M people"),
        (318.0, "MtCO2/yr", "318 Mt CO₂/yr"),
        (1.21, "USD/H100e-h", "1.21 $/H100e-h"),
        (0.184, "USD/million tokens", "0.184 $/M tokens"),
        (7.1e30, "FLOP/yr", "7.1 × 10³⁰ FLOP/yr"),
        (4.0, "years", "4.00 yr"),
        (3.2, "million/yr", "3.20 M/yr"),
        (1.1, "1", "1.10"),
    ],
)
def test_units_are_shown_at_a_readable_magnitude(value: float, unit: str, text: str) -> None:
    assert str(fmt.shown(value, unit)) == text


@pytest.mark.parametrize(
    ("value", "reference", "text"),
    [
        (2.6, 4.0, "▼ 35 %"),
        (1.06, 1.0, "▲ 6.0 %"),
        (12.0, 1.0, "▲ ×\u200912"),
        (1.0004, 1.0, "▲ <\u20090.1 %"),
        (0.1, 0.0, "▲ 0.100"),
        (-1.0, 1.0, "▼ 2.00"),
    ],
)
def test_change_has_arrow_and_size(value: float, reference: float, text: str) -> None:
    assert str(fmt.change(value, reference)) == text


def test_what_did_not_move_says_nothing() -> None:
    assert fmt.change(1.0, 1.0) is None
    assert fmt.change(1.00001, 1.0) is None
    assert fmt.change(math.nan, 1.0) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (400.0, "400"), (0.5, "0.5"), (1e7, "10⁷"), (2e7, "2 × 10⁷"), (1500.0, "1,500")],
)
def test_axis_numbers_have_no_trailing_zeros(value: float, text: str) -> None:
    assert fmt.short(value) == text


def test_elasticities_carry_their_sign() -> None:
    assert fmt.signed(0.612) == "+0.61"
    assert fmt.signed(-0.04) == "−0.04"
    assert fmt.signed(-0.0001) == "0.00"


@pytest.mark.parametrize(
    ("value", "text"),
    [(2030.0, "2030"), (2031.25, "early 2031"), (2024.5, "mid 2024"), (2026.75, "late 2026")],
)
def test_dates_read_as_people_say_them(value: float, text: str) -> None:
    assert fmt.year(value) == text


def test_another_locale_is_taken_once_the_window_hears_of_it(window: MainWindow) -> None:
    assert fmt.number(1152.0) == "1,152"
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
        QApplication.sendEvent(window, QEvent(QEvent.Type.LocaleChange))
        assert fmt.number(1152.0) == "1.152"
    finally:
        QLocale.setDefault(before)
        QApplication.sendEvent(window, QEvent(QEvent.Type.LocaleChange))
    assert fmt.number(1152.0) == "1,152"
