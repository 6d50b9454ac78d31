"""Check scenario files: what is wrong and what is allowed; with --reality, what an expert would doubt."""

from __future__ import annotations

import argparse
from dataclasses import replace

from stackdesk.cli.streams import complain, say
from stackdesk.cli.usage import UsageError
from stackdesk.core.errors import Problem, ScenarioError
from stackdesk.scenario import Scenario, load_with_warnings

NAME = "check"
HELP = "check scenario files and say what is wrong, line by line; --reality asks what an expert expects"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="scenario files (TOML)")
    parser.add_argument("--strict", action="store_true", help="let warnings count as problems")
    parser.add_argument("--reality", action="store_true", help="ask the reality checks of each scenario")
    parser.add_argument(
        "--checks", metavar="CHECKS", action="append", default=[], help="a file of more reality checks (TOML)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the reality checks")


def obey(options: argparse.Namespace) -> int:
    """Check every file; 1 when one of them cannot be used, with --strict also on a warning.

    Raises:
        UsageError: something about reality checks, which were not asked for.
    """
    if options.reality:
        return _check_reality(options)
    if options.checks or options.format != "text":
        raise UsageError(f"{'--checks' if options.checks else '--format'} goes with --reality")
    return max(_check(file, strict=options.strict) for file in options.files)


def _check_reality(options: argparse.Namespace) -> int:
    """Ask the reality checks of every file that can be used; 1 also when one fails."""
    from stackdesk.cli import reality  # its grammar is not needed to check a scenario

    checks = reality.asked(options.checks)
    usable: list[tuple[str, Scenario]] = []
    failed = 0
    for file in options.files:
        try:
            scenario, warnings = load_with_warnings(file)
        except ScenarioError as error:
            tell(error.problems)
            failed = 1
            continue
        tell(warnings)
        failed = max(failed, int(options.strict and bool(warnings)))
        usable.append((file, scenario))
    return max(failed, reality.check(usable, checks, options.format))


def _check(file: str, *, strict: bool) -> int:
    """Check one file and tell."""
    try:
        scenario, warnings = load_with_warnings(file)
    except ScenarioError as error:
        tell(error.problems)
        return 1
    tell(warnings)
    if warnings and strict:
        return 1
    say(f"{file}: {'usable' if warnings else 'in order'}; {changes_text(scenario)}")
    return 0


def opened(file: str) -> Scenario:
    """Read a scenario for another command; warnings go to standard error.

    Raises:
        ScenarioError: with every problem.
    """
    scenario, warnings = load_with_warnings(file)
    tell(warnings)
    return scenario


def tell(problems: tuple[Problem, ...]) -> None:
    """Write problems to standard error, one a line."""
    complain(*map(problem_text, problems))


def problem_text(problem: Problem) -> str:
    """Write a problem as `file:line: path: message`; a warning says that it is one."""
    if problem.warning:
        problem = replace(problem, message=f"warning: {problem.message}")
    return str(problem)


def changes_text(scenario: Scenario) -> str:
    """Say how far a scenario is from its reference."""
    count = len(scenario.changes())
    text = f"{count or 'no'} {'value differs' if count == 1 else 'values differ'} "
    text += f"from reference {scenario.reference}"
    if scenario.events:
        text += f", {len(scenario.events)} event{'s' * (len(scenario.events) > 1)}"
    return text + (", history is edited" if scenario.edits_history else "")
