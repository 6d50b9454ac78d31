"""The program: usage, help, the window's door, and that nothing ends in a traceback."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from stackdesk import __version__
from stackdesk.cli import check, program
from stackdesk.core.errors import ReferenceDataError
from tests.cli.conftest import give


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Catch what the window would be opened with."""
    asked: list[list[str]] = []

    def main(arguments: list[str]) -> int:
        asked.append(arguments)
        return 0

    monkeypatch.setattr("stackdesk.ui.app.main", main)
    return asked


def test_without_a_command_the_window_opens(opened: list[list[str]], file: str) -> None:
    assert give() == (0, "", "")
    assert give(file) == (0, "", "")
    assert give("--", file) == (0, "", "")
    assert opened == [[], [file], [file]]


def test_a_missing_scenario_is_left_to_the_window(opened: list[list[str]]) -> None:
    assert give("nowhere.toml").code == 0
    assert opened == [["nowhere.toml"]]


def test_a_misspelt_command_is_not_opened(opened: list[list[str]]) -> None:
    said = give("chek", "a.toml")
    assert said.code == 2
    assert "did you mean check?" in said.err
    assert give("frobnicate").code == 2
    assert not opened


def test_a_file_named_like_no_command_can_be_opened(
    opened: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("chek").touch()
    assert give("chek").code == 0
    assert opened == [["chek"]]


def test_without_the_window_s_packages_a_plain_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    said = give()
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("stackdesk: the window needs PySide6")
    assert len(said.err.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_a_plain_message(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = give()
    assert said.code == 1
    assert "needs a screen" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("check",),
        ("explain", "a.toml"),
        ("run", "a.toml", "--format", "xlsx"),
        ("run", "a.toml", "b.toml"),
        ("--nonsense",),
        ("a.toml", "b.toml"),
    ],
)
def test_wrong_usage(words: tuple[str, ...]) -> None:
    said = give(*words)
    assert (said.code, said.out) == (2, "")
    assert "stackdesk" in said.err


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_command_has_help(name: str) -> None:
    said = give(name, "--help")
    assert said.code == 0
    assert said.out.startswith(f"usage: stackdesk {name}")
    assert re.search(rf"^ +{name}\s", give("--help").out, re.MULTILINE)


def test_the_version() -> None:
    assert give("--version").out == f"stackdesk {__version__}\n"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
        (OSError(28, "No space left on device"), 1, "the output: No space left on device"),
        (ReferenceDataError("one\ntwo"), 1, "one\ntwo"),
        (ZeroDivisionError("division by zero"), 1, "a fault of the program: ZeroDivisionError"),
    ],
)
def test_nothing_ends_in_a_traceback(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    def fail(file: str) -> None:
        raise error

    monkeypatch.setattr(check, "load_with_warnings", fail)
    said = give("check", "a.toml")
    assert said.code == code
    assert words in said.err
    assert "Traceback" not in said.err
