"""Standard output and error: UTF-8 everywhere, no control characters, no fuss when nobody reads."""

from __future__ import annotations

import contextlib
import os
import sys
from io import TextIOWrapper


def steady_streams() -> None:
    """Write UTF-8 whatever the locale or console says, and never fail on an odd character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(*lines: str) -> None:
    """Write lines for people to standard output."""
    for line in lines:
        print(shown(line), flush=True)


def write_raw(text: str) -> None:
    """Write a text as it is, all of it: with PYTHONUNBUFFERED set, Python itself stops at a short write."""
    if not isinstance(sys.stdout, TextIOWrapper):
        print(text, end="")
        return
    sys.stdout.flush()
    rest = memoryview(text.encode(errors="backslashreplace"))
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]


def complain(*lines: str) -> None:
    """Write lines to standard error, if there is one."""
    if sys.stderr is None:  # `print` would take standard output instead
        return
    with contextlib.suppress(BrokenPipeError):
        for line in lines:
            print(shown(line), file=sys.stderr)


def shown(line: str) -> str:
    """Spell out control characters, so that a title from a file cannot steer the terminal."""
    return line if line.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


def abandon_output() -> None:
    """Point standard output at nothing, so that Python's own last flush does not complain."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
