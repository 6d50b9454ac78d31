"""The one tree of errors, and the problem that says what, where and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands (file, line, path) and what would be right."""

    message: str
    path: str = ""
    file: str = ""
    line: int = 0
    warning: bool = False

    def __str__(self) -> str:
        """Give `file:line: path: message`, leaving out what is not known."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.path, self.message) if part)


class StackDeskError(Exception):
    """The base of everything that StackDesk raises on purpose."""


class ScenarioError(StackDeskError):
    """A scenario cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class AddressError(StackDeskError):
    """An address names no parameter or series."""


class ValueRefusedError(StackDeskError):
    """A value is outside the hard limits of its parameter."""


class LockedError(StackDeskError):
    """A parameter that was locked would have been moved."""


class SaveError(StackDeskError):
    """A file could not be written; the old one is untouched."""


class ReferenceDataError(StackDeskError):
    """The reference data is incomplete or contradicts the declarations."""
