"""Compare two scenarios: inputs that differ, outcomes that differ, and what each input has to do with it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.cli.check import opened
from stackdesk.cli.streams import complain, say, write_raw
from stackdesk.cli.usage import UsageError, region_named, year_within
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.trajectory import Trajectory, Value
from stackdesk.scenario.words import near, suggestion

if TYPE_CHECKING:
    from stackdesk.engine.attribution import Comparison
    from stackdesk.scenario import Scenario
    from stackdesk.scenario.comparison import Difference

NAME = "diff"
HELP = "compare two scenarios: inputs, outcomes, and what each input has to do with the gap"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("a", metavar="A", help="a scenario file (TOML)")
    parser.add_argument("b", metavar="B", help="another; gaps are B - A")
    parser.add_argument(
        "--year",
        metavar="Y",
        action="append",
        default=[],
        help="a date to compare at; can be repeated; 2028, 2030 and 2035 if left out",
    )
    parser.add_argument(
        "--region",
        metavar="R",
        action="append",
        default=[],
        help="a region beside the World; can be repeated",
    )
    parser.add_argument(
        "--series",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="a series to compare; can be repeated; each layer's headline and capital's if left out",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Compare and tell; scenarios that differ are no failure."""
    a, b = opened(options.a), opened(options.b)
    from stackdesk.engine.attribution import YEARS

    years = [_within_both(text, a, b) for text in options.year] or [
        year for year in YEARS if all(one.reference.start <= year <= one.reference.end for one in (a, b))
    ]
    regions = [WORLD, *(_known_to_both(text, a, b) for text in options.region)]
    for address in options.series:
        for scenario in (a, b):
            if address not in scenario.catalogue.series:
                guess = suggestion(near(address, scenario.catalogue.series))
                raise UsageError(f"--series {address}: no such series of numbers{guess}")
    found = _compared(a, b, options.series, regions, years)
    if options.format == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json(as_data(found)) + "\n")
    else:
        from stackdesk.cli.comparison import lines

        say(*lines(found, [a.title or Path(options.a).stem, b.title or Path(options.b).stem]))
    return 0


def _within_both(text: str, a: Scenario, b: Scenario) -> float:
    """Read a year that both spans have."""
    return min(year_within(text, one) for one in (a, b))


def _known_to_both(text: str, a: Scenario, b: Scenario) -> str:
    """Find a region that both have."""
    region = region_named(text, a)
    return region_named(region, b)


def _compared(
    a: Scenario, b: Scenario, series: list[str], regions: list[str], years: list[float]
) -> Comparison:
    """Run what lies between the two; fewer runs where they are not compiled."""
    from stackdesk.engine import Runner
    from stackdesk.engine.attribution import attribute
    from stackdesk.engine.shapley import EXACT, PLAIN, RUNS

    runner = Runner()
    runner.prepared(a)
    runner.compiled_ready()
    exact, runs = EXACT, RUNS
    if runner.engine != "compiled":
        exact, runs = PLAIN
        complain(
            "stackdesk: the equations are not compiled, so this takes a minute or two, and the parts of many "
            "inputs are rougher; `stackdesk warm` compiles them once"
        )
    found = attribute(a, b, series, regions, years, exact=exact, runs=runs)
    assert found is not None
    return found


def as_data(found: Comparison) -> dict[str, Any]:
    """Give the comparison as it stands in JSON; a path is a list of [year, value].

    Numbers are in the unit of their parameter or series. The parts of an attribution add up to b - a.
    """
    return {
        "a": _side(found.a),
        "b": _side(found.b),
        "same_reference": found.a.reference is found.b.reference,
        "sampled": found.sampled,
        "inputs": [_input(row, found) for row in found.inputs],
        "outcomes": [
            {
                "series": gap.place.series,
                "unit": found.a.catalogue.series[gap.place.series].unit,
                "region": gap.place.region,
                "year": gap.place.year,
                "a": gap.a,
                "b": gap.b,
                "attribution": dict(gap.parts),
            }
            for gap in found.gaps
        ],
    }


def _side(scenario: Scenario) -> dict[str, Any]:
    """Tell one scenario; the model version is that of the run that the file was saved after, if it says."""
    return {
        "scenario": scenario.title,
        "reference": scenario.reference.version,
        "model_version": scenario.model_version or None,
    }


def _input(row: Difference, found: Comparison) -> dict[str, Any]:
    """Give one input that differs."""
    parameter = next(
        (
            one.catalogue.parameters[row.address]
            for one in (found.a, found.b)
            if row.address in one.catalogue.parameters
        ),
        None,
    )
    return {
        "address": row.address,
        "region": row.region or WORLD,
        "a": _value(row.a),
        "b": _value(row.b),
        "unit": parameter.quantity.unit if parameter is not None else "",
    }


def _value(value: Value | str | None) -> Any:
    """Give a value; a path by its points."""
    return [list(point) for point in value.points] if isinstance(value, Trajectory) else value
