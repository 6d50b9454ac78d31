"""Commands as processes of their own: what they load, and how they end when somebody stops listening."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BLOCK = """
import runpy, sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Wall())
sys.argv = ["stackdesk", *{words!r}]
try:
    runpy.run_module("stackdesk", run_name="__main__")
finally:
    print([name for name in {watched!r} if name in sys.modules], file=sys.stderr)
"""


def process(
    *words: str, blocked: tuple[str, ...] = (), watched: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command where some packages are not installed; the last line of errors names what was loaded."""
    program = BLOCK.format(blocked=set(blocked), words=words, watched=watched)
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
        timeout=100,
    )


QT = ("PySide6", "shiboken6", "pyqtgraph")


def test_run_and_explain_work_without_qt(file: str) -> None:
    ran = process("run", file, "--format", "json", blocked=QT)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["scenario"] == "Grid queues halve"
    explained = process("explain", file, "--year", "2028", "--region", "gulf", blocked=QT)
    assert explained.returncode == 0, explained.stderr
    assert "RELIEF" in explained.stdout


def test_validate_works_without_qt(file: str) -> None:
    ran = process("validate", file, "--format", "json", blocked=QT)
    assert ran.returncode == 0, ran.stderr
    assert {one["kind"] for one in json.loads(ran.stdout)} >= {"history", "projection"}


def test_check_loads_neither_qt_nor_numpy_nor_the_compiler(file: str) -> None:
    checked = process("check", file, watched=(*QT, "numpy", "numba", "scipy"), blocked=QT)
    assert checked.returncode == 0
    assert checked.stderr == "[]\n"


def test_without_jit_the_compiler_is_not_loaded(file: str) -> None:
    ran = process("run", file, "--format", "json", watched=("numba", "llvmlite"), STACKDESK_JIT="0")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["engine"] == "plain"
    assert ran.stderr == "[]\n"


def test_with_jit_the_run_is_compiled(file: str) -> None:
    ran = process("run", file, "--format", "json", watched=("numba",), STACKDESK_JIT="1")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["engine"] == "compiled"
    assert ran.stderr == "['numba']\n"


def test_the_window_without_qt_is_a_plain_message() -> None:
    opened = process(blocked=QT)
    assert opened.returncode == 1
    assert opened.stderr.startswith("stackdesk: the window needs PySide6")
    assert "Traceback" not in opened.stderr


def test_output_is_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    path = tmp_path / "Zürich – 電力.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n', encoding="utf-8")
    checked = process("check", str(path), PYTHONIOENCODING="ascii")
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.startswith(f"{path}: in order")


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_causes_no_complaint(file: str, unbuffered: str) -> None:
    command = [sys.executable, "-m", "stackdesk", "run", file, "--format", "csv"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_one_line(file: str) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "stackdesk", "check", file]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert ended.returncode == 1
    assert ended.stderr == "stackdesk: the output: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
def test_ctrl_c_causes_no_traceback(file: str) -> None:
    command = [sys.executable, "-m", "stackdesk", "explain", file, "--year", "2040"]
    environment = {**os.environ, "STACKDESK_JIT": "0"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stderr is not None
        first = running.stderr.readline()  # says that it takes a while
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
    assert b"not compiled" in first
    assert (running.returncode, rest) == (130, b"")
