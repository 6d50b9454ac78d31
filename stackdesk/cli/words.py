"""Numbers and dates for people on a terminal: three figures, readable magnitudes, aligned columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

NOTHING = "-"
DAYS = 365.25
_LETTERS = (
    (1e24, "Y"),
    (1e21, "Z"),
    (1e18, "E"),
    (1e15, "P"),
    (1e12, "T"),
    (1e9, "G"),
    (1e6, "M"),
    (1e3, "k"),
)


def number(value: float) -> str:
    """Write three significant figures, whole parts in full: 86.1, 1,152, 0.0415, 7.1e30."""
    if not math.isfinite(value):
        return NOTHING
    if value == 0:
        return "0"
    power = int(f"{value:.2e}".partition("e")[2])
    if power >= 7 or power < -3:
        mantissa, _, exponent = f"{value:.1e}".partition("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{value:,.{max(2 - power, 0)}f}"


def lettered(value: float) -> str:
    """Write a number with its magnitude as a letter: 2.07P, 71.3T."""
    for step, letter in _LETTERS:
        if abs(value) >= step * 0.9995:
            return number(value / step) + letter
    return number(value)


def quantity(value: float, unit: str) -> str:
    """Write a value of a unit, see `shown_unit` for what the number then means."""
    if unit == "tokens/yr":
        return lettered(value / DAYS)
    return f"{value:.0%}" if unit == "1" else number(value)


def shown_unit(unit: str) -> str:
    """Give the unit that `quantity` writes numbers in; tokens are told per day, shares in per cent."""
    if unit == "tokens/yr":
        return "tokens/day"
    return unit.replace("bn ", "billion ").replace("k ", "thousand ") if unit != "1" else ""


def date(year: float) -> str:
    """Write a date as people say it: 2030, early 2031, mid 2024, late 2026."""
    whole = math.floor(year + 1e-9)
    quarter = round((year - whole) * 4)
    words = ("", "early ", "mid ", "late ", "")
    return f"{words[quarter]}{whole + (quarter == 4)}"


def aligned(rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)) -> list[str]:
    """Line up cells in columns, numbers to the right, the columns named in `left` to the left."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if i in left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
