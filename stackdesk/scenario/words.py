"""How problems are put into words: numbers, limits, keys and suggestions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def number_text(number: float) -> str:
    """Write a number as a person would: 40, 0.3, 1.5e+09."""
    return f"{number:.12g}"


def limits_text(low: float, high: float, unit: str) -> str:
    """Write an allowed range with its unit; a pure number has none."""
    text = f"{number_text(low)} to {number_text(high)}"
    return text if unit in ("", "1") else f"{text} {unit}"


def outside_text(number: float, low: float, high: float, unit: str) -> str:
    """Say that a number is outside its hard limits; empty when it is inside."""
    if low <= number <= high:
        return ""
    side = "low" if number < low else "high"
    return f"{number_text(number)} is too {side}; allowed {limits_text(low, high, unit)}"


def near(word: str, words: Collection[str]) -> str | None:
    """Give the word that one comes nearest to, if any is near."""
    return next(iter(difflib.get_close_matches(word, words, 1, cutoff=0.7)), None)


def suggestion(meant: str | None) -> str:
    """Write the tail of a message that says what may have been meant."""
    return f"; did you mean {meant}?" if meant else ""


def path_text(keys: Sequence[str | int]) -> str:
    """Write a path as TOML does: words joined by dots, quoted where they must be, entries counted from 1."""
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"[{key + 1}]"
        else:
            text += "." * bool(text) + (key if _BARE.fullmatch(key) else f'"{key}"')
    return text


def year_text(year: float) -> str:
    """Write a year as a key: 2030 or 2026.75."""
    return str(int(year)) if year == int(year) else repr(year)
