"""Fit a reference to published history: what may move, how far it moved, and what came of it.

Begins where the first fit began, weighs each published figure by its band, keeps every value in its
published range, and writes nothing unless asked to.
"""

from __future__ import annotations

import argparse
import math
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.cli.streams import say, write_raw
from stackdesk.cli.usage import UsageError
from stackdesk.cli.words import aligned
from stackdesk.scenario import Scenario, reference
from stackdesk.scenario.fitting import take_over

if TYPE_CHECKING:
    from stackdesk.engine import Row
    from stackdesk.engine.calibration import Fit, Moved

NAME = "calibrate"
HELP = "fit a reference to published history and report it"
AT_END = 1.01
"""A factor this near to an end of its range is told to stand there."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--reference", metavar="VERSION", help="the reference to fit; the newest if left out")
    parser.add_argument("--tries", metavar="N", type=int, default=80, help="evaluations at most (80)")
    parser.add_argument(
        "--write", metavar="FOLDER", type=Path, help="write a reference with the values found to a new folder"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Fit and report; the folder written is named after the version it holds."""
    known = reference(options.reference)
    if not known.free:
        raise UsageError(f"reference {known} does not say what a fit may move; 2026.2 and later do")
    if options.write and options.write.exists():
        raise UsageError(f"{options.write}: is there already; a released reference never changes")
    from stackdesk.engine.calibration import Fit
    from stackdesk.engine.validation import compare

    fit = Fit(Scenario(known))
    best = fit.best(options.tries)
    moved, before, after = fit.moved(best), compare(fit.base), compare(fit.run(best))
    if options.write:
        write(fit, moved, options.write)
    if options.format == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json(as_data(known.version, moved, before, after)) + "\n")
    else:
        say(*lines(fit, moved, before, after, options.write))
    return 0


def write(fit: Fit, moved: Sequence[Moved], folder: Path) -> None:
    """Copy the reference to a new folder, named after its version, and take the values over there."""
    shutil.copytree(_folder(fit), folder)
    lists = folder / "lists.toml"
    old, new = f'version = "{fit.reference}"', f'version = "{folder.name}"'
    lists.write_text(lists.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    take_over(folder, fit.reference, {one.free: one.factors for one in moved})


def _folder(fit: Fit) -> Path:
    """Give the folder that a reference was read from; one with a fit always has one."""
    if fit.reference.folder is None:
        raise UsageError(f"reference {fit.reference} was not read from a folder")
    return fit.reference.folder


def as_data(
    version: str, moved: Sequence[Moved], before: Sequence[Row], after: Sequence[Row]
) -> dict[str, Any]:
    """Give the report as it stands in JSON."""
    return {
        "reference": version,
        "free": [
            {
                "parameter": one.free.parameter,
                "knots": list(one.free.knots),
                "shipped": list(one.free.factors),
                "found": list(one.factors),
                "low": list(one.low),
                "high": list(one.high),
                "reason": one.free.reason,
            }
            for one in moved
        ],
        "rows": [
            {"id": old.observation.id, "shipped": old.log_error, "found": new.log_error}
            for old, new in zip(before, after, strict=True)
        ],
    }


def lines(
    fit: Fit, moved: Sequence[Moved], before: Sequence[Row], after: Sequence[Row], written: Path | None
) -> list[str]:
    """Write the report."""
    from stackdesk.engine.validation import summary

    history = [row for row in after if row.observation.kind == "history"]
    text = [
        f"Reference {fit.reference}: {len(moved)} groups of parameters fitted to {len(history)} figures",
        "",
        "Factors on the values before any fit, by year; < and > stand at an end of the published range.",
        "",
        *aligned([("", "year", "shipped", "found", "range"), *_groups(moved)], left=(0,)),
        "",
        *aligned([("", "shipped", "found"), *_errors(before, after)], left=(0,)),
        "",
    ]
    for name, rows in (("As shipped", before), ("As found", after)):
        told = summary(rows)
        middle = math.expm1(told.median) if told.median is not None else 0.0
        text.append(
            f"{name}: median error {middle:.1%}, {told.hits} of {told.figures} inside the band or within "
            f"25 %, {len(told.far)} beyond a factor of 2"
        )
    text.append(f"Written to {written}." if written else "Nothing was written; --write FOLDER does.")
    return text


def _groups(moved: Sequence[Moved]) -> list[tuple[str, ...]]:
    """Write a line for every knot of every group."""
    rows: list[tuple[str, ...]] = []
    for one in moved:
        for place, year in enumerate(one.free.knots):
            low, high, found = one.low[place], one.high[place], one.factors[place]
            end = " <" if found < low * AT_END else " >" if found > high / AT_END else "  "
            name = one.free.parameter if place == 0 else ""
            dated = f"{year:g}" if len(one.free.knots) > 1 else "all"
            rows.append(
                (
                    name,
                    dated,
                    f"{one.free.factors[place]:.3f}",
                    f"{found:.3f}{end}",
                    f"{low:.2f} to {high:.2f}",
                )
            )
    return rows


def _errors(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[str, ...]]:
    """Write a line for every figure of history."""
    return [
        (f"{old.observation.id}", f"{math.expm1(old.log_error):+.0%}", f"{math.expm1(new.log_error):+.0%}")
        for old, new in zip(before, after, strict=True)
        if old.observation.kind == "history"
    ]
