"""Relief in a process of its own: its many short runs would keep taking the interpreter from the window.

Questions and answers are pickled over the process's standard input and output; the process ends when
its input does. `python -m stackdesk.engine.apart` is the other side.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import weakref
from typing import IO, Any

from stackdesk.engine.relief import OUTCOME, Measure, Relief
from stackdesk.engine.runner import Runner
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.toml_in import loads
from stackdesk.scenario.toml_out import dumps


class Apart:
    """Asks the other process, which is started by the first question."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def relief(self, scenario: Scenario, year: float, region: str) -> Relief:
        """Measure every constraint.

        Raises:
            OSError, EOFError: the process cannot be started or has ended.
        """
        if self._process is None:
            self._process = _started()
            weakref.finalize(self, _end, self._process)
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        pickle.dump((dumps(scenario), year, region), asked)
        asked.flush()
        rows, following = pickle.load(told)
        return Relief(scenario, year, region, OUTCOME, rows, following)


def _started() -> subprocess.Popen[bytes]:
    """Start the process; it finds the packages where this one does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "stackdesk.engine.apart"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with its owner."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer questions until there are no more."""
    runner = Runner()
    while True:
        try:
            question: tuple[str, float, str] = pickle.load(asked)
        except EOFError:
            return
        pickle.dump(_answer(runner, *question), told)
        told.flush()


def _answer(runner: Runner, text: str, year: float, region: str) -> Any:
    scenario = loads(text)
    runner.prepared(scenario)
    runner.compiled_ready()
    found = Measure(runner, scenario, year, region).all(lambda: False)
    assert found is not None
    return found.rows, found.next


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
