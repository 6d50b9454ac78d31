"""The program: which command was asked for, and how whatever goes wrong is told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from stackdesk import __version__
from stackdesk.cli import (
    bench,
    calibrate,
    check,
    diff,
    explain,
    run,
    sample,
    solve,
    sources,
    validate,
    warm,
    window,
)
from stackdesk.cli.streams import abandon_output, complain, steady_streams
from stackdesk.cli.usage import UsageError
from stackdesk.core.errors import ScenarioError, StackDeskError
from stackdesk.scenario.words import near, suggestion

COMMANDS = {
    module.NAME: module
    for module in (run, explain, solve, diff, sample, validate, sources, calibrate, check, warm, bench)
}
WRONG_USAGE, INTERRUPTED, NOBODY_READS = 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; give 0 when done, 1 when something fell short, 2 on wrong usage."""
    steady_streams()
    try:
        code = _obey(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as stop:  # argparse has said what there was to say
        code = stop.code if isinstance(stop.code, int) else 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        code = NOBODY_READS
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        code = _tell(error)
    return code


def _obey(words: list[str]) -> int:
    """Find the command and run it; anything else is a file to open."""
    if words and (words[0] in COMMANDS or (words[0].startswith("-") and words[0] != "--")):
        options = parser().parse_args(words)
    else:
        _refuse_misspelt(words)
        options = window.parser().parse_args(words)
    code: int = options.obey(options)
    return code


def parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="stackdesk",
        usage="stackdesk [FILE]\n       stackdesk COMMAND ... (stackdesk COMMAND --help tells more)",
        description="Scenarios of the AI build-out. Without a command the window opens.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"stackdesk {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    for name, module in COMMANDS.items():
        one = commands.add_parser(
            name, prog=f"stackdesk {name}", help=module.HELP, description=module.__doc__, allow_abbrev=False
        )
        module.declare(one)
        one.set_defaults(obey=module.obey)
    return top


def _refuse_misspelt(words: list[str]) -> None:
    """Raise when the first word is meant for a command: it names no file and does not look like one."""
    word = words[0] if words else ""
    if word not in ("", "--") and not os.path.lexists(word) and Path(word).name == word == Path(word).stem:
        raise UsageError(f"{word}: no such command or file{suggestion(near(word, COMMANDS))}")


def _tell(error: Exception) -> int:
    """Say what went wrong in one line for each problem; give the exit code."""
    if isinstance(error, UsageError):
        complain(f"stackdesk: {error}")
        return WRONG_USAGE
    if isinstance(error, ScenarioError):
        check.tell(error.problems)
    elif isinstance(error, StackDeskError):
        complain(*str(error).splitlines())
    elif isinstance(error, OSError):
        abandon_output()  # it may be the output that cannot be written
        complain(f"stackdesk: {error.filename or 'the output'}: {error.strerror or error}")
    else:
        complain(f"stackdesk: a fault of the program: {type(error).__name__}: {error}")
        complain("stackdesk: python -X dev -m stackdesk ... shows where")
    return 1
