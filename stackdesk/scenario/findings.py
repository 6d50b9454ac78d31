"""What is found wrong in a file, collected so that everything is told at once, each on its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from stackdesk.core.errors import Problem
from stackdesk.scenario.trajectory import FIRST_YEAR, LAST_YEAR, Trajectory, Value
from stackdesk.scenario.words import outside_text, path_text

Keys = tuple[str | int, ...]
Limits = tuple[float, float, str]
"""Lowest, highest, unit."""

_YEAR = re.compile(r"\d{4}(\.\d+)?")
_DIGITS = re.compile(r"\d+")


class Findings:
    """The problems of one file, and the readers of single values that report into it.

    The lines of keys are asked for when there is something to tell: finding them takes longer than parsing.
    """

    def __init__(self, file: str, lines: Callable[[], Mapping[Keys, int]]) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._find_lines = lines

    @cached_property
    def lines(self) -> Mapping[Keys, int]:
        """The line of every key."""
        return self._find_lines()

    def wrong(self, keys: Keys, message: str, *, warning: bool = False) -> None:
        """Enter a problem (or a warning) at the line where its keys stand."""
        self.problems.append(Problem(message, path_text(keys), self.file, self.line(keys), warning))

    def line(self, keys: Keys) -> int:
        """Give the line of a key; where it is not known that of its table, else the first."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.lines:
                return self.lines[keys[:end]]
        return 1

    def ordered(self) -> tuple[Problem, ...]:
        """Give all problems in the order of their lines, each once."""
        return tuple(sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line))

    @property
    def fatal(self) -> bool:
        """Whether anything was found that is more than a warning."""
        return any(not problem.warning for problem in self.problems)

    def number(self, raw: object, keys: Keys, limits: Limits | None = None) -> float | None:
        """Read a number, within limits where they are given; None and a problem when it is none."""
        complaint = _not_a_number(raw)
        if not complaint and limits is not None:
            complaint = outside_text(_float(raw), *limits)
        if complaint:
            self.wrong(keys, complaint)
            return None
        return _float(raw)

    def text(self, raw: object, keys: Keys) -> str:
        """Read a text; empty and a problem when it is none."""
        if isinstance(raw, str):
            return raw
        self.wrong(keys, f"must be a text in quotes, not {kind(raw)}")
        return ""

    def table(self, raw: object, keys: Keys) -> Mapping[str, Any]:
        """Read a table; empty and a problem when it is none."""
        if isinstance(raw, dict):
            return raw
        self.wrong(keys, f"must be a table, not {kind(raw)}")
        return {}

    def value(self, raw: object, keys: Keys, limits: Limits | None = None) -> Value | None:
        """Read a parameter's value: a number, or a trajectory given as a table of years."""
        if not isinstance(raw, dict):
            return self.number(raw, keys, limits)
        if not raw:
            self.wrong(keys, "a trajectory needs at least one year, such as 2030 = 1.2")
            return None
        points: dict[float, float | None] = {}
        before = len(self.problems)
        for key, item in raw.items():
            if not _YEAR.fullmatch(key):
                self.wrong((*keys, key), 'is not a year; a trajectory has years such as 2030 or "2026.5"')
            elif not FIRST_YEAR <= float(key) <= LAST_YEAR:
                self.wrong((*keys, key), f"years go from {FIRST_YEAR:g} to {LAST_YEAR:g}")
            elif isinstance(item, dict):
                self._unquoted_year(key, item, keys)
            elif float(key) in points:
                self.wrong((*keys, key), "this year stands twice")
            else:
                points[float(key)] = self.number(item, (*keys, key), limits)
        if len(self.problems) > before:
            return None
        return Trajectory(tuple(sorted((year, item) for year, item in points.items() if item is not None)))

    def _unquoted_year(self, year: str, inner: Mapping[str, Any], keys: Keys) -> None:
        """Advise to quote a fractional year, which TOML takes for a key inside a table."""
        for part in inner or ("",):
            if _DIGITS.fullmatch(part):
                message = f'a fractional year needs quotes: write "{year}.{part}" = ...'
            else:
                message = "must be a number, not a table"
            self.wrong((*keys, year, part), message)


def kind(raw: object) -> str:
    """Say what a TOML value is."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return f'the text "{raw[:40]}"'
    if raw is None:
        return "missing"
    if isinstance(raw, int | float):
        return f"{raw:.12g}" if isinstance(raw, float) or abs(raw) < 1e15 else "a long number"
    if isinstance(raw, dict):
        return "a table"
    return "a list" if isinstance(raw, list) else "a date or time"


def _not_a_number(raw: object) -> str:
    """Say why a TOML value is no finite number; empty when it is one."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        quoted = isinstance(raw, str) and re.fullmatch(r"\s*[-+]?[\d._]+\s*", raw)
        return f"must be a number, not {kind(raw)}" + ("; leave out the quotes" if quoted else "")
    if isinstance(raw, float) and raw - raw != 0:
        return f"must be a finite number, not {raw}"
    if abs(raw) > 1e300:
        return "is too large a number"
    return ""


def _float(raw: object) -> float:
    """Make a float of a TOML number."""
    assert isinstance(raw, int | float)
    return float(raw)
