"""How the code is written: rooms alike, equations marked, functions short, no paths of one machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from stackdesk.core.equation import EQUATIONS
from stackdesk.engine import walk
from stackdesk.layers import LAYERS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "stackdesk"
ROOM_FILES = {"__init__.py", "equations.py", "parameters.py", "series.py"}
DOORS = {"start", "supply", "demand", "rates", "advance"}
SCREEN = 40

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS = {
    "stackdesk/engine/walk.py:clear": "the arguments of its steps are one a line",
    "stackdesk/layers/chips/equations.py:supply": "one line for each number that chains and regions show",
}

rooms = pytest.mark.parametrize("room", [layer.key for layer in LAYERS])


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    """Give every function of a file, methods included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(function: ast.FunctionDef) -> int:
    """Count the lines of a function."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def equations_files() -> list[Path]:
    """Give the files that hold nothing but equations."""
    return [
        *(PACKAGE / "layers").glob("*/equations.py"),
        PACKAGE / "markets" / "equations.py",
        PACKAGE / "markets" / "binding.py",
        PACKAGE / "core" / "dynamics.py",
        PACKAGE / "engine" / "walk.py",
    ]


@rooms
def test_every_room_has_the_same_files(room: str) -> None:
    assert {file.name for file in (PACKAGE / "layers" / room).glob("*.py")} == ROOM_FILES


@rooms
def test_every_room_has_the_same_doors(room: str) -> None:
    module = f"stackdesk.layers.{room}.equations"
    for door in DOORS:
        assert f"{module}.{door}" in EQUATIONS, door


@rooms
def test_what_a_room_passes_out_is_used_by_the_walk(room: str) -> None:
    door = __import__(f"stackdesk.layers.{room}", fromlist=["__all__"])
    text = Path(walk.__file__).read_text(encoding="utf-8")
    for name in set(door.__all__) - {room.upper()}:
        assert f"from stackdesk.layers.{room} import {name}" in text, name


@pytest.mark.parametrize("file", equations_files(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_equation_is_marked_and_says_what_it_does(file: Path) -> None:
    for function in functions(file):
        marks = [mark.id for mark in function.decorator_list if isinstance(mark, ast.Name)]
        assert marks == ["equation"], function.name
        assert (ast.get_docstring(function) or "").splitlines()[0].endswith((".", ":")), function.name


@pytest.mark.parametrize("folder", ["core", "layers", "markets"])
def test_equations_are_plain_python(folder: str) -> None:
    for file in (PACKAGE / folder).rglob("*.py"):
        assert not re.search(r"^\s*(import|from) (numpy|numba|scipy)\b", file.read_text(), re.MULTILINE), file


def test_a_step_of_the_walk_fits_on_a_screen() -> None:
    for function in functions(Path(walk.__file__)):
        assert length(function) <= SCREEN + 5, function.name


def test_files_are_not_too_long() -> None:
    long = {
        str(file.relative_to(ROOT))
        for file in PACKAGE.rglob("*.py")
        if len(file.read_text(encoding="utf-8").splitlines()) > 400
    }

    assert long <= LONG_FILES.keys()


def test_functions_are_not_too_long() -> None:
    long = {
        f"{file.relative_to(ROOT)}:{function.name}"
        for file in PACKAGE.rglob("*.py")
        for function in functions(file)
        if length(function) > SCREEN
    }

    assert long <= LONG_FUNCTIONS.keys()


def texts() -> list[Path]:
    """Give the files of text that are the project's own."""
    kinds = {".py", ".toml", ".md", ".txt", ".lock", ".svg", ".json"}
    own = [ROOT / "Makefile", ROOT / "bootstrap.py", ROOT / "pyproject.toml", ROOT / "requirements.lock"]
    for folder in ("stackdesk", "tests", "resources", "scenarios", "docs"):
        own += [file for file in (ROOT / folder).rglob("*") if file.suffix in kinds]
    own += ROOT.glob("*.md")
    return [file for file in own if file.is_file() and file != Path(__file__)]


def test_no_file_names_places_of_one_machine() -> None:
    found = [
        str(file.relative_to(ROOT))
        for file in texts()
        if re.search(r"(?<![\w.])/(work|root|tmp)/", text := file.read_text(encoding="utf-8"))
        and not (file.is_relative_to(ROOT / "tests") and not re.search(r"(?<![\w.])/(work|root)/", text))
    ]

    assert found == []


def test_no_file_names_a_host_that_packages_come_from() -> None:
    hosts = re.compile(r"(index|mirror|proxy|registry)[\w.-]*\.\w+/(simple|pypi)|--(extra-)?index-url \S")
    found = [
        str(file.relative_to(ROOT)) for file in texts() if hosts.search(file.read_text(encoding="utf-8"))
    ]

    assert found == []
