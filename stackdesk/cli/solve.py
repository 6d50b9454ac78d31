"""Find the value of a lever that makes a series reach a target: --target ADDRESS@YEAR=VALUE."""

from __future__ import annotations

import argparse
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stackdesk.cli.check import opened
from stackdesk.cli.streams import complain, say, write_raw
from stackdesk.cli.usage import UsageError, add_file, region_named, year_within
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.units import UnreadableError, parsed
from stackdesk.scenario.words import near, suggestion

if TYPE_CHECKING:
    from stackdesk.engine.solve import Move, Proposals, Solution
    from stackdesk.scenario import Scenario

NAME = "solve"
HELP = "find the value of a lever that makes a series reach a target"
ANY = "any"
FORM = re.compile(r"\s*(?P<series>[^@=\s]+)\s*@\s*(?P<year>[^@=\s]+)\s*=\s*(?P<value>\S.*?)\s*")
CHANGE = re.compile(r"(?P<number>[+-]\S+?)\s*%")


class Wish(NamedTuple):
    """What was asked for: a value in the series' unit, or a relative change such as 0.1 for +10%."""

    series: str
    year: float
    value: float
    relative: bool


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "--target",
        required=True,
        metavar="ADDRESS@YEAR=VALUE",
        help="the series, the date, and what it shall be: a number in the series' unit or with any unit of "
        'its kind ("120 GW"), or +10%% or -5%% of what it is',
    )
    parser.add_argument(
        "--lever",
        required=True,
        metavar="ADDRESS",
        help=f"the parameter that gives; {ANY}: the three levers that need the smallest moves",
    )
    parser.add_argument(
        "--region", default=WORLD, metavar="R", help="where the series is read; the World if left out"
    )
    parser.add_argument(
        "--lever-region",
        metavar="R",
        help="where the lever gives, if it differs by region; --region's if not",
    )
    parser.add_argument(
        "--within",
        choices=("allowed", "published"),
        default="allowed",
        help="look between the lever's hard limits (allowed) or in its published range",
    )
    parser.add_argument(
        "--lock",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="a lever that may not give; can be repeated",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Solve and tell; a target out of reach is an answer, too."""
    scenario = opened(options.file)
    wish = wished(options.target, scenario)
    region = region_named(options.region, scenario)
    gives_in = region_named(options.lever_region or options.region, scenario)
    for address in [options.lever] * (options.lever != ANY) + options.lock:
        _refuse_unknown("lever", address, scenario.catalogue.parameters)
    found = _solved(scenario, wish, region, gives_in, options)
    if options.format == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json(as_data(found)) + "\n")
    else:
        from stackdesk.cli.solution import lines

        say(*lines(found, scenario, scenario.title or Path(options.file).stem))
    return 0


def wished(text: str, scenario: Scenario) -> Wish:
    """Read a target.

    Raises:
        UsageError: it has another form, or names no series, date or number.
    """
    form = FORM.fullmatch(text)
    if form is None:
        raise UsageError(
            f"--target {text}: must be ADDRESS@YEAR=VALUE, such as applications.tokens_delivered@2030=+10%"
        )
    _refuse_unknown("target", form["series"], scenario.catalogue.series)
    year = year_within(form["year"], scenario)
    change = CHANGE.fullmatch(form["value"])
    unit = scenario.catalogue.series[form["series"]].unit
    try:
        if change is not None:
            return Wish(form["series"], year, _number(change["number"], "1") / 100.0, True)
        return Wish(form["series"], year, _number(form["value"], unit), False)
    except UnreadableError as error:
        raise UsageError(
            f"--target {text}: {error}; a target is a number in the series' unit ({unit}) or in one of its "
            "kind, or a change such as +10% or -5%"
        ) from None


def _number(text: str, unit: str) -> float:
    """Read a number of a unit, with any unit of its kind or none.

    Raises:
        UnreadableError: says what is wrong.
    """
    try:
        value = float(text)
    except ValueError:
        return parsed(text, unit)
    if not math.isfinite(value):
        raise UnreadableError(f"{text} must be a number")
    return value


def _refuse_unknown(option: str, address: str, known: Any) -> None:
    """Refuse what is not there.

    Raises:
        UsageError: it is not.
    """
    if address not in known:
        kind = "series of numbers" if option == "target" else "parameter"
        raise UsageError(f"--{option} {address}: no such {kind}{suggestion(near(address, known))}")


def _solved(
    scenario: Scenario, wish: Wish, region: str, gives_in: str, options: argparse.Namespace
) -> Solution | Proposals:
    """Run what is needed."""
    from stackdesk.engine.probe import Probe  # numpy is not needed to find a mistake in the file
    from stackdesk.engine.solve import Target, propose, solve

    probe = Probe(scenario, wish.year)
    if probe.base.engine != "compiled":
        complain(
            "stackdesk: the equations are not compiled, so this takes a while; `stackdesk warm` compiles them"
        )
    before = probe.base.at(wish.series, wish.year, region)
    target = Target(
        wish.series, wish.year, before * (1.0 + wish.value) if wish.relative else wish.value, region
    )
    if options.lever == ANY:
        found = propose(scenario, target, (), gives_in, locked=options.lock, probe=probe)
        assert found is not None
        return found
    return solve(
        scenario, target, options.lever, gives_in, within=options.within, locked=options.lock, probe=probe
    )


def as_data(found: Solution | Proposals) -> dict[str, Any]:
    """Give the answer as it stands in JSON; `reason` is null where the target is reached.

    `value` is in the lever's unit, `target`, `reached` and `before` in the series'. Where the target is
    out of reach, `value` and `reached` are the nearest.
    """
    from stackdesk.engine.solve import Solution

    target, alone = found.target, isinstance(found, Solution)
    best = found.best if isinstance(found, Solution) else next(iter(found.moves), found.nearest)
    return {
        "lever": best.lever if best is not None else None,
        "lever_region": (best.region or WORLD) if best is not None else None,
        "value": best.value if best is not None else None,
        "reached": best.reached if best is not None else found.before,
        "target": target.value,
        "reason": found.reason or None,
        "series": target.series,
        "region": target.region,
        "year": target.year,
        "now": best.now if best is not None else None,
        "before": found.before,
        "solutions" if alone else "proposals": [_row(move) for move in found.moves],
    }


def _row(move: Move) -> dict[str, Any]:
    """Give one move; `share` is its size as a share of the published range."""
    return {
        "lever": move.lever,
        "region": move.region or WORLD,
        "now": move.now,
        "value": move.value,
        "reached": move.reached,
        "share": move.share,
        "outside_published": move.outside,
    }
