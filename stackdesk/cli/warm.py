"""Compile the equations now, so that the window is live at its first start."""

from __future__ import annotations

import argparse
import time

from stackdesk.cli.streams import complain, say

NAME = "warm"
HELP = "compile the equations now rather than at the first start"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def obey(options: argparse.Namespace) -> int:
    """Fill the cache of compiled equations, or see that it is filled."""
    from stackdesk.engine.runner import compiled_allowed

    if not compiled_allowed():
        _say("Compiling is switched off (STACKDESK_JIT=0); runs use plain Python.", options)
        return 0
    try:
        import numba  # noqa: F401  # only to see whether it can be loaded
    except ImportError as error:
        complain(f"stackdesk: the equations cannot be compiled: {error}")
        return 1
    return _warm(options)


def _warm(options: argparse.Namespace) -> int:
    """Load the kernel, which compiles it where it is not in the cache."""
    from stackdesk.engine.inputs import Inputs
    from stackdesk.engine.kernel import is_cached
    from stackdesk.engine.runner import load_compiled
    from stackdesk.scenario import Scenario, reference

    began = time.perf_counter()
    there = is_cached()
    if not there:
        _say("Compiling the equations (once, up to a minute) ...", options)
    load_compiled(Inputs(Scenario(reference())))
    seconds = time.perf_counter() - began
    done = "The compiled equations are at hand" if there else "Compiled the equations"
    _say(f"{done} ({seconds:.1f} s).", options)
    return 0


def _say(line: str, options: argparse.Namespace) -> None:
    if not options.quiet:
        say(line)
