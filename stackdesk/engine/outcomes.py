"""What came of reality checks: verdicts, findings, and their count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from stackdesk.scenario.checks import Check

Verdict = Literal["holds", "fails", "not asked"]


@dataclass(frozen=True)
class Finding:
    """What was found for one expectation in one place: whether it holds, and where to look."""

    holds: bool
    expected: str
    found: str
    series: str
    region: str
    year: float


@dataclass(frozen=True)
class Outcome:
    """One check's verdict, with a finding for every expectation; `reason` says why it was not asked."""

    check: Check
    theme: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def shown(self) -> Finding | None:
        """The finding that decides: the first that fails, else the first."""
        failed = (one for one in self.findings if not one.holds)
        return next(failed, self.findings[0] if self.findings else None)


class Tally(NamedTuple):
    """How many checks hold, of how many that were asked, and how many were not."""

    hold: int
    asked: int
    not_asked: int

    def __str__(self) -> str:
        """Say it: "47 of 50 hold, 2 not asked"."""
        text = f"{self.hold} of {self.asked} hold"
        return f"{text}, {self.not_asked} not asked" if self.not_asked else text


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """Count verdicts."""
    verdicts = [one.verdict for one in outcomes]
    left_out = verdicts.count("not asked")
    return Tally(verdicts.count("holds"), len(verdicts) - left_out, left_out)
