"""Compare a scenario's run with the published figures of its reference: history, projections, context."""

from __future__ import annotations

import argparse
import math
import textwrap
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.cli.check import opened
from stackdesk.cli.streams import say, write_raw
from stackdesk.cli.usage import add_file
from stackdesk.cli.words import aligned, number, quantity, shown_unit
from stackdesk.scenario.observations import KINDS

if TYPE_CHECKING:
    from stackdesk.engine import Row, Summary
    from stackdesk.scenario import Catalogue, Scenario

NAME = "validate"
HELP = "compare a scenario's run with published history and projections"
WIDTH = 110
TITLES = {
    "history": "History",
    "projection": "Projections (shown, not counted)",
    "context": "Context (shown, not counted)",
}


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_file(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Run the scenario and tell how far it is from each figure; a miss is no failure."""
    scenario = opened(options.file)
    from stackdesk.engine import validate  # numpy is not needed to find a mistake in the file

    rows = validate(scenario)
    if options.format == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json([as_data(row) for row in rows]) + "\n")
    else:
        say(*lines(rows, scenario, scenario.title or Path(options.file).stem))
    return 0


def as_data(row: Row) -> dict[str, Any]:
    """Give one comparison as it stands in JSON, in the unit of the series; `year` is the middle of a mean."""
    one = row.observation
    when = one.when if isinstance(one.when, float) else list(one.when)
    return {
        "id": one.id,
        "kind": one.kind,
        "series": one.series,
        "region": one.region,
        "year": one.year,
        "when": when,
        "model": row.model,
        "observed": one.value,
        "low": one.low,
        "high": one.high,
        "log_error": row.log_error,
        "inside": row.inside,
        "why": one.why,
        "note": one.note,
        "sources": [
            {"title": source.title, "publisher": source.publisher, "date": source.date, "url": source.url}
            for source in one.sources
        ],
    }


def lines(rows: Sequence[Row], scenario: Scenario, name: str) -> list[str]:
    """Write the whole comparison, grouped by layer and then by kind."""
    head = f"{name}: its run and what is published (reference {scenario.reference})"
    if not rows:
        return [head, "", "The reference has no published figures."]
    cells = aligned([_HEAD, *(_cells(row, scenario.catalogue) for row in rows)], left=(0, 1, 2, 5, 8))
    written = dict(zip((row.observation.id for row in rows), cells[1:], strict=True))
    text = [head, "", cells[0]]
    for layer in scenario.catalogue.layers:
        for kind, group in groupby(
            sorted(_of(rows, layer.key), key=_by_kind), key=lambda row: row.observation.kind
        ):
            text += ["", f"{layer.label.upper()}: {TITLES[kind]}"]
            for row in group:
                text.append(written[row.observation.id])
                text += _why(row)
    from stackdesk.engine import summary

    return [*text, "", *summed_up(summary(rows), scenario.catalogue)]


_HEAD = ("", "", "", "published", "low to high", "", "model", "error", "")


def _of(rows: Sequence[Row], layer: str) -> list[Row]:
    """Give the rows of a layer's series."""
    return [row for row in rows if row.observation.series.partition(".")[0] == layer]


def _by_kind(row: Row) -> int:
    return KINDS.index(row.observation.kind)


def _cells(row: Row, catalogue: Catalogue) -> tuple[str, ...]:
    """Write one row: series, region, date, published value and band, unit, model, error, verdict."""
    one = row.observation
    series = catalogue.series[one.series]
    value, low, high, model = (_figure(x, series.unit) for x in (one.value, one.low, one.high, row.model))
    place, error = catalogue.region_label(one.region), error_text(row.log_error)
    unit = shown_unit(series.unit)
    return f"  {series.label}", place, one.dated, value, f"{low} to {high}", unit, model, error, _verdict(row)


def _figure(value: float, unit: str) -> str:
    """Write a value to three figures; small shares, such as those of something new, too."""
    return f"{number(100.0 * value)}%" if unit == "1" else quantity(value, unit)


def error_text(log_error: float) -> str:
    """Write how far a run is off: +12%, -40%, or as a factor where that reads better: x 3.1."""
    ratio = math.exp(log_error)
    return f"x {ratio:.3g}" if ratio >= 2.995 else f"{ratio - 1.0:+.0%}"


def _verdict(row: Row) -> str:
    """Say what to think of a row; only history can be missed."""
    if row.observation.kind != "history":
        return "" if row.inside else "outside"
    if row.far:
        return "MISS, beyond a factor of 2"
    return "" if row.hit else "MISS"


def _why(row: Row) -> list[str]:
    """Say why the run misses, under its row."""
    one = row.observation
    if row.hit or not (one.why or (row.far and one.kind == "history")):
        return []
    text = f"Why: {one.why}" if one.why else "Why: no reason is given."
    return textwrap.wrap(text, WIDTH, initial_indent="      ", subsequent_indent="           ")


def summed_up(told: Summary, catalogue: Catalogue) -> list[str]:
    """Sum up the rows of history."""
    if told.median is None or told.worst is None:
        return ["No published figure is history, so there is nothing to sum up."]
    worst = told.worst.observation
    place = f"{catalogue.series[worst.series].label}, {catalogue.region_label(worst.region)}, {worst.dated}"
    rows = [
        [
            "Median error over history",
            f"{math.expm1(told.median):.1%} (|ln| {told.median:.3f})",
        ],
        ["Inside the published band or within 25 %", f"{told.hits} of {told.figures}"],
        ["Farthest off", f"{place}: {error_text(told.worst.log_error)}"],
        ["Beyond a factor of 2", f"{len(told.far)}{_explained(told)}"],
    ]
    return aligned(rows, left=(0, 1))


def _explained(told: Summary) -> str:
    """Say how many of the far misses have a reason."""
    if not told.far:
        return ""
    return (
        f", {len(told.far) - len(told.unexplained)} with a reason"
        if told.unexplained
        else ", each with a reason"
    )
