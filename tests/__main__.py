"""Run all tests, those of the window beside the rest: `python -m tests [PYTEST ARGUMENTS]`.

Two processes, since the window's tests wait for the screen while the others compute. With arguments
there is one process, and pytest gets them as they are.
"""

from __future__ import annotations

import subprocess
import sys

HALVES = (("tests/ui",), ("tests", "--ignore=tests/ui", "-p", "no:cacheprovider"))


def main(arguments: list[str]) -> int:
    """Give 0 when every test passed, else the exit code of a half that failed."""
    pytest = [sys.executable, "-m", "pytest"]
    if arguments:
        return subprocess.call([*pytest, *arguments])
    pipe = subprocess.PIPE
    halves = [
        subprocess.Popen([*pytest, *half], stdout=pipe, stderr=subprocess.STDOUT, text=True)
        for half in HALVES
    ]
    for half in halves:
        told, _ = half.communicate()
        print(told, end="", flush=True)
    return max((abs(half.returncode) for half in halves), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
