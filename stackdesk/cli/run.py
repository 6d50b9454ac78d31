"""Run a scenario without a window: a summary for people, or every series as CSV or JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from stackdesk.cli.check import opened
from stackdesk.cli.streams import say, write_raw
from stackdesk.cli.usage import UsageError, add_file
from stackdesk.scenario.saving import write_file

if TYPE_CHECKING:
    from stackdesk.engine import Result

NAME = "run"
HELP = "run a scenario and print a summary, or write all series"

Format = Literal["csv", "json", "text"]
ENDINGS: dict[str, Format] = {".csv": "csv", ".json": "json", ".txt": "text"}


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write to this file; its ending says the format"
    )
    parser.add_argument(
        "--format", choices=get_args(Format), help="text (a summary), csv or json (all series)"
    )


def obey(options: argparse.Namespace) -> int:
    """Run the scenario and deliver what was asked for."""
    _refuse_place(options.file, options.output)
    form = format_of(options.format, options.output)
    scenario = opened(options.file)

    from stackdesk.engine import run  # numpy is not needed to find a mistake in the file

    result = run(scenario)
    name = scenario.title or Path(options.file).stem
    text = _written(result, name, form)
    if options.output is None:
        write_raw(text)
        return 0
    write_file(options.output, text.encode())
    if form != "text":
        say(*_written(result, name, "text").splitlines(), "")
    say(f"Wrote {'the summary' if form == 'text' else 'every series'} to {options.output}.")
    return 0


def format_of(asked: Format | None, output: str | None) -> Format:
    """Choose the format: the one asked for, else the one the file's ending says, else text.

    Raises:
        UsageError: the ending says nothing.
    """
    if asked or output is None:
        return asked or "text"
    ending = Path(output).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(
            f"-o {output}: its ending does not say the format; end it in {', '.join(ENDINGS)} or add --format"
        )
    return ENDINGS[ending]


def _refuse_place(file: str, output: str | None) -> None:
    """Refuse to put the result where a folder or a scenario is.

    Raises:
        UsageError: it is.
    """
    if output is None:
        return
    place = Path(output)
    if place.is_dir():
        raise UsageError(f"-o {output}: this is a folder; name a file in it")
    same = place.exists() and Path(file).exists() and place.samefile(file)
    if same or place.suffix.lower() == ".toml":
        raise UsageError(f"-o {output}: this would replace a scenario; give the result another name")


def _written(result: Result, name: str, form: Format) -> str:
    """Write the result in a format."""
    from stackdesk.cli import export, summary

    if form == "csv":
        return export.csv_text(result, name)
    if form == "json":
        return export.json_text(result, name)
    return "\n".join(summary.lines(result, name)) + "\n"
