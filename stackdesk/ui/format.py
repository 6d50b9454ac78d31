"""Numbers on screen: three significant figures, a real minus, readable magnitudes, the user's locale.

Pure functions. Charts, panels, tiles and tables all go through here, so one value reads the same everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

MINUS = "\u2212"
THIN = "\u2009"
UP, DOWN = "▲", "▼"
NOTHING = "–"

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_WORDS = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "M": 1e6, "bn": 1e9,
}  # fmt: skip
_SI = ((1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_COUNT = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_DAYS = 365.25
_CHEAP = 0.01  # USD/million tokens; below, they are told by the billion
_SIGNS = (
    ("USD", "$"),
    ("MtCO2", "Mt CO₂"),
    ("CO2", "CO₂"),
    ("million tokens", "M tokens"),
    ("M tokens/yr", "M tok/yr"),
    ("wafers/month", "wafers/mo"),
    ("litres", "L"),
    ("years", "yr"),
    ("year", "yr"),
)


@dataclass(frozen=True)
class Scale:
    """How a unit is shown: multiply by `factor`, write `unit`; `power` asks for powers of ten."""

    factor: float
    unit: str
    power: bool = False

    def text(self, value: float, digits: int = 3) -> str:
        """Write a value of the original unit."""
        return number(value * self.factor, digits)


@dataclass(frozen=True)
class Shown:
    """A number and its unit, ready to draw side by side."""

    number: str
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".rstrip()


@dataclass(frozen=True)
class Change:
    """By how much something moved: an arrow and words, for badges and tiles."""

    up: bool
    amount: str

    def __str__(self) -> str:
        return f"{UP if self.up else DOWN} {self.amount}"


@cache
def locale() -> QLocale:
    """Give the locale numbers are written in; the C locale reads as English, with grouping.

    A frame writes a hundred numbers, so it is asked for once: `locale.cache_clear()` where it has changed.
    """
    current = QLocale()
    return QLocale(QLocale.Language.English) if current.language() == QLocale.Language.C else current


def fixed(value: float, decimals: int) -> str:
    """Write a number with so many decimals, grouped, with a real minus."""
    if not math.isfinite(value):
        return NOTHING
    text = locale().toString(float(value), "f", max(decimals, 0))
    text = text.replace("-", MINUS)
    return text[1:] if text.startswith(MINUS) and not any(c in text for c in "123456789") else text


def number(value: float, digits: int = 3) -> str:
    """Write a number to `digits` significant figures: 86.1, 1,152, 0.0415, 7.1 × 10³⁰.

    Whole parts are never rounded away below a hundred thousand.
    """
    if not math.isfinite(value):
        return NOTHING
    if value == 0.0:
        return "0"
    power = _power(value, digits)
    if power >= 5 or power < -4:
        return _scientific(value, max(digits - 1, 1))
    return fixed(value, digits - 1 - power)


def _power(value: float, digits: int) -> int:
    """Give the power of ten of a number once it is rounded to `digits` figures."""
    return int(f"{value:.{digits - 1}e}".partition("e")[2])


def _scientific(value: float, digits: int) -> str:
    """Write 7.1 × 10³⁰; one figure less than elsewhere, since the power says the size."""
    power = _power(value, digits)
    return f"{fixed(value / 10.0**power, digits - 1)} × 10{str(power).translate(_RAISED)}"


def short(value: float) -> str:
    """Write a number for an axis: no trailing zeros."""
    if value == 0.0 or not math.isfinite(value):
        return "0" if value == 0.0 else NOTHING
    power = math.floor(math.log10(abs(value)) + 1e-9)
    if power >= 6 or power < -4:
        mantissa = value / 10.0**power
        raised = f"10{str(power).translate(_RAISED)}"
        return raised if math.isclose(mantissa, 1.0) else f"{short(round(mantissa, 2))} × {raised}"
    for decimals in range(6):
        if math.isclose(value, round(value, decimals), rel_tol=1e-9):
            return fixed(value, decimals)
    return number(value)


def signed(value: float, decimals: int = 2) -> str:
    """Write an elasticity: +0.61, −0.04, 0.00."""
    text = fixed(value, decimals)
    return text if text.startswith(MINUS) or not any(c in text for c in "123456789") else f"+{text}"


def percent(share: float, digits: int = 0) -> str:
    """Write a share as a percentage: 92 %."""
    return f"{fixed(100.0 * share, digits)} %" if math.isfinite(share) else NOTHING


def change(value: float, reference: float) -> Change | None:
    """Say how far a value is from another; None when it has not moved (or cannot be said)."""
    if not (math.isfinite(value) and math.isfinite(reference)):
        return None
    if math.isclose(value, reference, rel_tol=5e-5, abs_tol=1e-12):
        return None
    up = value > reference
    if reference == 0.0 or (value < 0.0) != (reference < 0.0):
        return Change(up, number(abs(value - reference)))
    ratio = value / reference
    if ratio >= 10.0:
        return Change(up, f"×{THIN}{number(ratio, 2)}")
    return Change(up, _percentage(abs(ratio - 1.0) * 100.0))


def _percentage(amount: float) -> str:
    if amount < 0.1:
        return f"<{THIN}{fixed(0.1, 1)} %"
    return f"{fixed(amount, 0 if amount >= 9.95 else 1)} %"


def scale(unit: str, magnitude: float) -> Scale:
    """Choose how to show values of a unit that are about `magnitude` large.

    Tokens a year are told per day; counts of tokens, people, chips and dollars get a magnitude letter;
    FLOP are told in powers of ten; shares become per cent; cheap tokens are priced by the billion.
    """
    if unit in ("1", ""):
        return Scale(1.0, "")
    if unit in ("%", "text"):
        return Scale(1.0, unit if unit == "%" else "")
    if unit.startswith("tokens/yr"):
        return _lettered(1.0 / _DAYS, "tokens/day", magnitude, _SI)
    if unit.startswith(("FLOP", "tokens")):
        if unit.startswith("FLOP"):
            return Scale(1.0, unit, power=True)
        return _lettered(1.0, unit, magnitude, _SI)
    if unit == "USD/million tokens" and 0.0 < abs(magnitude) < _CHEAP:
        return Scale(1e3, sign("USD/B tokens"))
    word, _, base = unit.partition(" ")
    if base.partition("/")[0] in _WORDS:  # "Gb billion/yr"
        name, _, per = base.partition("/")
        word, base = name, f"{word}/{per}"
    if word in _WORDS:
        return _lettered(_WORDS[word], base, magnitude, _COUNT)
    if word.partition("/")[0] in _WORDS:  # "million/yr"
        head, _, per = word.partition("/")
        return _lettered(_WORDS[head], f"/{per}", magnitude, _COUNT)
    return Scale(1.0, sign(unit))


def _lettered(factor: float, base: str, magnitude: float, steps: tuple[tuple[float, str], ...]) -> Scale:
    """Pick the magnitude letter that leaves one to three figures before the point."""
    size = abs(magnitude) * factor * (1.0 + 1e-12)
    base = sign(base)
    step, letter = next(((s, name) for s, name in steps if size >= s), (1.0, ""))
    if not letter:
        return Scale(factor, base)
    glue = "" if base.startswith(("$", "/")) else " "
    return Scale(factor / step, f"{letter}{glue}{base}")


def sign(unit: str) -> str:
    """Write a unit with its signs: USD/MWh becomes $/MWh, MtCO2/yr becomes Mt CO₂/yr."""
    if unit == "x" or unit.startswith("x/"):
        return "×" + unit[1:]
    for plain, pretty in _SIGNS:
        unit = unit.replace(plain, pretty)
    return unit


def shown(value: float, unit: str, digits: int = 3) -> Shown:
    """Write one value with its unit at the magnitude that suits it."""
    chosen = scale(unit, value)
    return Shown(chosen.text(value, digits), chosen.unit)


def common_scale(unit: str, values: Sequence[float]) -> Scale:
    """Choose one scale for a whole axis or table, by its largest value."""
    return scale(unit, max((abs(v) for v in values if math.isfinite(v)), default=0.0))


def year(value: float) -> str:
    """Write a date as people say it: 2030, early 2031, mid 2024, late 2026."""
    whole = math.floor(value + 1e-9)
    part = value - whole
    if part < 0.125:
        return str(whole)
    if part < 0.375:
        return QCoreApplication.translate("format", "early {year}").format(year=whole)
    if part < 0.625:
        return QCoreApplication.translate("format", "mid {year}").format(year=whole)
    return QCoreApplication.translate("format", "late {year}").format(year=whole)


def span(start: float, end: float) -> str:
    """Write a stretch of time: mid 2024 to early 2031."""
    return QCoreApplication.translate("format", "{start} to {end}").format(start=year(start), end=year(end))
