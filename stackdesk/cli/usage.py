"""Wrong usage, and the arguments that several commands read the same way."""

from __future__ import annotations

import argparse
import math

from stackdesk.core.errors import StackDeskError
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.words import near, suggestion


class UsageError(StackDeskError):
    """The command line asks for something that does not exist."""


def add_file(parser: argparse.ArgumentParser) -> None:
    """Declare the scenario file that a command reads."""
    parser.add_argument("file", metavar="FILE", help="a scenario file (TOML)")


def year_within(text: str, scenario: Scenario) -> float:
    """Read a year, which must lie in the span of the scenario's reference.

    Raises:
        UsageError: it is no year, or outside the span.
    """
    start, end = scenario.reference.start, scenario.reference.end
    try:
        year = float(text)
    except ValueError:
        year = math.nan
    if not start <= year <= end:
        raise UsageError(f"--year {text}: must be a year from {start:g} to {end:g}, such as 2030 or 2030.5")
    return year


def region_named(text: str, scenario: Scenario) -> str:
    """Find a region by its key or by what it is called, whatever the case.

    Raises:
        UsageError: there is no such region.
    """
    items = scenario.catalogue.lists["region"]
    keys = {WORLD.casefold(): WORLD} | {item.key.casefold(): item.key for item in items}
    names = {name.casefold(): item.key for item in items for name in (item.label, item.short) if name}
    found = keys.get(text.casefold()) or names.get(text.casefold())
    if found is None:
        guess = near(text.casefold(), {**keys, **names})
        known = f"; there are {', '.join(keys.values())}"
        raise UsageError(f"--region {text}: no such region{suggestion(guess) or known}")
    return found
