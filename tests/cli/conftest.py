"""A scenario file, a way to give commands in this process, and the result they should tell."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from stackdesk.cli import main
from stackdesk.engine import Result, run
from stackdesk.scenario import load

SCENARIO = """\
schema = 1
reference = "2026.1"

[scenario]
title = "Grid queues halve"

[infrastructure.connection]
lead_time = 2.0
"""


class Said(NamedTuple):
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def give(*words: str) -> Said:
    """Give a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write a scenario file that changes one value."""
    path: Path = tmp_path_factory.mktemp("scenarios") / "queues.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def result(file: str) -> Result:
    """Run the scenario by the engine itself."""
    return run(load(file))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], str]:
    """Give a way to write a scenario with some lines of its own below the two required ones."""

    def write(lines: str, name: str = "other.toml") -> str:
        path = tmp_path / name
        path.write_text(f'schema = 1\nreference = "2026.1"\n{lines}', encoding="utf-8")
        return str(path)

    return write
