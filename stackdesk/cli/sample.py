"""Run a scenario many times with what is uncertain varied: quantiles, and how often each layer binds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackdesk.cli.check import opened
from stackdesk.cli.streams import complain, write_raw
from stackdesk.cli.usage import UsageError, add_file
from stackdesk.scenario.words import near, suggestion

if TYPE_CHECKING:
    from stackdesk.engine.bands import Bands
    from stackdesk.engine.ensemble import Ensemble
    from stackdesk.scenario import Scenario

NAME = "sample"
HELP = "run a scenario many times with its uncertain parameters varied"
SHOWN = (
    "infrastructure.running_load",
    "applications.tokens_delivered",
    "energy.electricity_use",
    "energy.price",
    "infrastructure.rental_price",
    "models.token_price",
    "capital.cumulative",
    "energy.emissions",
)
"""The series told to people who name none."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "-n", type=_whole, default=1000, metavar="N", help="how many samples (1000 if left out)"
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help="which random numbers (1 if left out); the same seed gives the same numbers",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", type=_whole, default=1, metavar="W", help="how many processes share the work"
    )
    where.add_argument("--cluster", metavar="ADDRESS", help="not there yet: use --workers")
    parser.add_argument(
        "--every", action="store_true", help="vary within judged ranges and around fitted values as well"
    )
    parser.add_argument(
        "--series",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="a series to tell about; can be repeated; all of them in JSON, some for people, if left out",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _whole(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


_whole.__name__ = "whole number above 0"  # what argparse calls it when it is none


def obey(options: argparse.Namespace) -> int:
    """Run the samples and tell."""
    if options.cluster is not None:
        raise UsageError("--cluster: several machines are not there yet; --workers W uses several processes")
    if options.seed < 0:
        raise UsageError(f"--seed {options.seed}: must be 0 or more")
    scenario = opened(options.file)
    for address in options.series:
        if address not in scenario.catalogue.series:
            guess = suggestion(near(address, scenario.catalogue.series))
            raise UsageError(f"--series {address}: no such series of numbers{guess}")
    ensemble, bands = sampled(scenario, options)
    if options.format == "json":
        from stackdesk.cli.export import as_json

        write_raw(as_json(as_data(ensemble, bands, Path(options.file).stem)) + "\n")
    else:
        from stackdesk.cli.sample_text import lines
        from stackdesk.cli.streams import say

        say(*lines(ensemble, bands, scenario.title or Path(options.file).stem))
    return 0


def sampled(scenario: Scenario, options: argparse.Namespace) -> tuple[Ensemble, Bands]:
    """Run what is needed, telling how far it is."""
    from stackdesk.engine.ensemble import Ensemble, every_column
    from stackdesk.engine.gather import gathered

    ensemble = Ensemble(scenario, options.seed, every=options.every)
    if ensemble.base.engine != "compiled":
        complain(
            "stackdesk: the equations are not compiled, so this takes a while; `stackdesk warm` compiles them"
        )
    if not ensemble.varied:
        complain("stackdesk: nothing varies in this scenario: every sample is the run itself")
    addresses = options.series or (SHOWN if options.format == "text" else ())
    columns = every_column(ensemble.base, addresses)
    if options.format == "text":
        columns = tuple(column for column in columns if column[1] == "World")
    progress = _Progress(options.n)
    bands = gathered(ensemble, columns, options.n, options.workers, progress)
    progress.end()
    return ensemble, bands


class _Progress:
    """Tells how many samples are done: in place on a terminal, else a line every tenth of the way."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._told = 0
        self._place = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, done: int) -> None:
        """Tell, unless it would be too soon."""
        if done - self._told < self._count / (100 if self._place else 10) and done < self._count:
            return
        self._told = done
        words = f"{done:,} of {self._count:,} samples"
        if self._place:
            sys.stderr.write(f"\r{words}")
            sys.stderr.flush()
        else:
            complain(words)

    def end(self) -> None:
        """Take the line away."""
        if self._place:
            sys.stderr.write("\r\x1b[K")


def as_data(ensemble: Ensemble, bands: Bands, name: str) -> dict[str, Any]:
    """Give the answer as it stands in JSON; `varied` says what was varied, from what and between what."""
    from stackdesk.engine.bands import QUANTILES

    series: dict[str, dict[str, Any]] = {}
    for (address, region), course in bands.quantiles.items():
        told = {key: row.tolist() for key, row in zip(QUANTILES, course, strict=True)}
        series.setdefault(address, {})[region] = told
    return {
        "scenario": name,
        "reference": ensemble.scenario.reference.version,
        "model_version": ensemble.base.model_version,
        "n": bands.count,
        "seed": bands.seed,
        "years": bands.years.tolist(),
        "series": series,
        "binding": {layer: shares.tolist() for layer, shares in bands.binding["World"].items()},
        "varied": {
            one.address: {
                "source": one.source,
                "value": one.centre,
                "q5": one.distribution.value(0.05),
                "q95": one.distribution.value(0.95),
            }
            for one in ensemble.varied
        },
    }
