"""Reality checks on a terminal: what fails with expected and found, what was not asked, and the count."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stackdesk.cli.streams import say, write_raw
from stackdesk.scenario import Scenario
from stackdesk.scenario.checks_in import Asked, load_checks, shipped_checks

if TYPE_CHECKING:
    from stackdesk.engine.outcomes import Outcome

WIDTH = 110
INDENT = " " * 11


def asked(files: Sequence[str]) -> tuple[Asked, ...]:
    """Give the shipped checks and those of some more files.

    Raises:
        ScenarioError: a file of checks is wrong; with every problem.
    """
    if not files:
        return shipped_checks()
    shipped = dict.fromkeys(one.file for one in shipped_checks())
    return load_checks([*shipped, *files])


def check(scenarios: Sequence[tuple[str, Scenario]], checks: Sequence[Asked], form: str) -> int:
    """Ask all checks of all scenarios and tell; 1 when one fails."""
    from stackdesk.engine.reality import Reality  # numpy is not needed to find a mistake in a file

    reality = Reality()
    answers = []
    for file, scenario in scenarios:
        outcomes = reality.all(scenario, checks)
        answers.append((file, scenario, outcomes))
        if form == "text":
            say(*lines(file, scenario, outcomes))
    if form == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json([as_data(*answer) for answer in answers]) + "\n")
    return int(any(one.verdict == "fails" for _, _, outcomes in answers for one in outcomes))


def lines(file: str, scenario: Scenario, outcomes: Sequence[Outcome]) -> list[str]:
    """Write what fails, what was not asked, and the count."""
    from stackdesk.engine.outcomes import tally

    text: list[str] = []
    for one in outcomes:
        if one.verdict == "fails":
            text += failure(one, scenario)
    for one in outcomes:
        if one.verdict == "not asked":
            text += wrapped("not asked", f"{one.check.title} ({one.check.id}): {one.reason}")
    return [*text, f"{file}: {tally(outcomes)}"]


def failure(one: Outcome, scenario: Scenario) -> list[str]:
    """Write a check that fails: what was turned, expected and found, and why it is expected."""
    from stackdesk.engine.reality_words import change_text

    text = wrapped("FAILS", f"{one.check.title} ({one.theme}: {one.check.id})")
    for word, turned in (("  given", one.check.given), ("  if", one.check.change)):
        changes = [change_text(each, scenario.catalogue, scenario.present) for each in turned]
        text += wrapped(word, "; ".join(changes)) if changes else []
    for each in one.findings:
        if not each.holds:
            text += wrapped("  expected", each.expected) + wrapped("  found", each.found)
    return text + wrapped("  because", one.check.why)


def wrapped(word: str, text: str) -> list[str]:
    """Write a text beside a word."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=word.ljust(len(INDENT)), subsequent_indent=INDENT, break_on_hyphens=False
    )


def as_data(file: str, scenario: Scenario, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Give one scenario's answers as they stand in JSON."""
    from stackdesk.engine.outcomes import tally

    count = tally(outcomes)
    return {
        "file": file,
        "scenario": scenario.title,
        "reference": str(scenario.reference),
        "hold": count.hold,
        "asked": count.asked,
        "not_asked": count.not_asked,
        "checks": [_check_data(one) for one in outcomes],
    }


def _check_data(one: Outcome) -> dict[str, Any]:
    """Give one answer."""
    check = one.check
    findings = [
        {
            "holds": each.holds,
            "expected": each.expected,
            "found": each.found,
            "series": each.series,
            "region": each.region,
            "year": each.year,
        }
        for each in one.findings
    ]
    return {
        "id": check.id,
        "theme": one.theme,
        "title": check.title,
        "why": check.why,
        "source": check.source,
        "about": list(check.about),
        "verdict": one.verdict,
        "reason": one.reason,
        "findings": findings,
    }
