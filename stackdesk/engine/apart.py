"""Relief and reality checks in a process of their own: their many short runs would keep taking the
interpreter from the window.

Questions and answers are pickled over the process's standard input and output; the process ends when
its input does. `python -m stackdesk.engine.apart` is the other side.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import weakref
from typing import IO, TYPE_CHECKING, Any

from stackdesk.engine.outcomes import Outcome
from stackdesk.engine.relief import OUTCOME, Measure, Relief
from stackdesk.engine.runner import Runner
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.toml_in import loads
from stackdesk.scenario.toml_out import dumps

if TYPE_CHECKING:
    from stackdesk.engine.reality import Reality


class Apart:
    """Asks the other process, which is started by the first question."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def relief(self, scenario: Scenario, year: float, region: str) -> Relief:
        """Measure every constraint.

        Raises:
            OSError, EOFError: the process cannot be started or has ended.
        """
        rows, following = self._ask("relief", dumps(scenario), year, region)
        return Relief(scenario, year, region, OUTCOME, rows, following)

    def checks(self, scenario: Scenario, first: int, count: int) -> tuple[tuple[Outcome, ...], int]:
        """Ask some of the shipped reality checks, from the one at a place on; tells how many there are.

        Raises:
            OSError, EOFError: the process cannot be started or has ended.
        """
        answer: tuple[tuple[Outcome, ...], int] = self._ask("checks", dumps(scenario), first, count)
        return answer

    def _ask(self, *question: Any) -> Any:
        """Put a question and wait for its answer."""
        if self._process is None:
            self._process = _started()
            weakref.finalize(self, _end, self._process)
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        pickle.dump(question, asked)
        asked.flush()
        return pickle.load(told)


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
    """Answer questions until there are no more; unchanged runs of checks are kept for one scenario."""
    from stackdesk.engine.reality import Reality  # late, as in the next function: the window starts without

    runner, reality = Runner(), Reality()
    judged: tuple[str, Scenario] | None = None
    while True:
        try:
            kind, text, *rest = pickle.load(asked)
        except EOFError:
            return
        if kind == "relief":
            answer = _relief(runner, loads(text), *rest)
        else:
            if judged is None or judged[0] != text:
                judged = text, loads(text)
            answer = some_checks(reality, judged[1], *rest)
        pickle.dump(answer, told)
        told.flush()


def _relief(runner: Runner, scenario: Scenario, year: float, region: str) -> Any:
    runner.prepared(scenario)
    runner.compiled_ready()
    found = Measure(runner, scenario, year, region).all(lambda: False)
    assert found is not None
    return found.rows, found.next


def some_checks(
    reality: Reality, scenario: Scenario, first: int, count: int
) -> tuple[tuple[Outcome, ...], int]:
    """Ask some of the shipped reality checks; tells how many there are."""
    from stackdesk.scenario.checks_in import shipped_checks

    checks = shipped_checks()
    return reality.all(scenario, checks[first : first + count]), len(checks)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
