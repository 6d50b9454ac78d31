"""Explain what stops a scenario in a year: what binds, what would relieve it, what binds next."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.cli.check import opened
from stackdesk.cli.streams import complain, say, write_raw
from stackdesk.cli.usage import add_file, region_named, year_within
from stackdesk.scenario.catalogue import WORLD

if TYPE_CHECKING:
    from stackdesk.engine import Next, Relief, ReliefRow, Result
    from stackdesk.engine.ladder import Ladder
    from stackdesk.engine.order_by import OrderBy
    from stackdesk.scenario import Scenario

NAME = "explain"
HELP = "say what stops a scenario in a year, and what would relieve it"
CEILING = "infrastructure.ceiling."


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_file(parser)
    parser.add_argument("--year", required=True, metavar="Y", help="the date, such as 2030 or 2030.5")
    parser.add_argument(
        "--region", default=WORLD, metavar="R", help="a region such as us; the World if left out"
    )
    parser.add_argument(
        "--ladder",
        action="store_true",
        help="also the smallest moves that free what binds, what binds then, and when to order by",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Run the scenario, measure the relief and tell."""
    scenario = opened(options.file)
    year, region = year_within(options.year, scenario), region_named(options.region, scenario)
    result, relief = _measured(scenario, year, region)
    from stackdesk.cli import rungs  # needs the engine, as do the next

    ladder = _climbed(result, year, region) if options.ladder and result.engine == "compiled" else None
    if options.format == "json":
        from stackdesk.cli.export import as_json

        more = {"ladder": rungs.as_data(*ladder) if ladder else None} if options.ladder else {}
        write_raw(as_json(as_data(result, relief) | more) + "\n")
    else:
        from stackdesk.cli.explanation import lines

        say(*lines(result, relief, scenario.title or Path(options.file).stem))
        if ladder:
            say("", *rungs.lines(*ladder))
    return 0


def _measured(scenario: Scenario, year: float, region: str) -> tuple[Result, Relief]:
    """Run the scenario and each constraint eased; in plain Python without looking how far easing helps."""
    from stackdesk.engine import relief, run  # numpy is not needed to find a mistake in the file

    result = run(scenario)
    compiled = result.engine == "compiled"
    if not compiled:
        complain(
            "stackdesk: the equations are not compiled, so this takes a while and leaves out how far each "
            "easing helps, and the ladder; `stackdesk warm` compiles them once"
        )
    return result, relief(scenario, year, region, until=compiled)


def _climbed(result: Result, year: float, region: str) -> tuple[Ladder, tuple[OrderBy, ...]]:
    """Find the ladder and the order-by dates."""
    from stackdesk.engine.ladder import ladder
    from stackdesk.engine.order_by import order_by

    found = ladder(result.scenario, year, region)
    assert found is not None
    return found, order_by(result.scenario, year, region, result)


def ceilings(result: Result, year: float, region: str) -> dict[str, float]:
    """Give the running load that each ceiling alone would allow, GW, by its short name."""
    addresses = (address for address in result.catalogue.series if address.startswith(CEILING))
    return {address.removeprefix(CEILING): result.at(address, year, region) for address in addresses}


def next_after(result: Result, relief: Relief) -> Next | None:
    """Give what binds next; easing acts from the present on, so before it there is nothing to tell."""
    return relief.next if relief.year > result.scenario.present else None


def as_data(result: Result, relief: Relief) -> dict[str, Any]:
    """Give the explanation as it stands in JSON; ceilings and running load are GW."""
    year, region = relief.year, relief.region
    following = next_after(result, relief)
    return {
        "year": year,
        "region": region,
        "binding": {
            "layer": result.at("binding.layer", year, region),
            "cause": result.at("binding.cause", year, region),
        },
        "running_load": result.at("infrastructure.running_load", year, region),
        "ceilings": ceilings(result, year, region),
        "outcome": relief.outcome,
        "relief": [_row_data(row) for name in ("ceiling", "limit") for row in relief.family(name)],
        "next": following and {"layer": following.layer, "cause": following.cause, "gw": following.gw},
    }


def _row_data(row: ReliefRow) -> dict[str, Any]:
    """Give one constraint: its elasticity, or the effect of a step where it stands at zero."""
    effect = {"per_step": row.per_step} if row.elasticity is None else {"elasticity": row.elasticity}
    place = {"constraint": row.constraint, "label": row.label, "layer": row.layer, "family": row.family}
    return {**place, **effect, "until": row.until}
