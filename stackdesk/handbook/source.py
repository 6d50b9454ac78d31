"""Reads the files of equations: their functions and constants, and what the walk hands to each function."""

from __future__ import annotations

import ast
import copy
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType

from stackdesk.core.equation import EQUATIONS
from stackdesk.core.layer import Layer
from stackdesk.core.quantity import Block, Over
from stackdesk.engine import walk
from stackdesk.handbook.names import Module, unravel
from stackdesk.handbook.sums import without_aliases
from stackdesk.layers import LAYERS
from stackdesk.markets import CAPITAL

ROOMS: dict[str, Layer] = {layer.key: layer for layer in (*LAYERS, CAPITAL)}
COMMENT = re.compile(r"^([A-Z][A-Z0-9_]*) = .*?#\s*(.+)$", re.MULTILINE)
Handed = dict[str, dict[str, ast.expr]]
"""What arguments stand for, by function and argument."""


def modules() -> tuple[str, ...]:
    """List the files of equations that the handbook shows: all but the walk, which only calls them."""
    names = dict.fromkeys(function.__module__ for function in EQUATIONS.values())
    return tuple(name for name in names if name != walk.__name__)


def read(name: str) -> Module:
    """Read one file of equations, each argument replaced by what the walk hands in."""
    text = inspect.getsource(sys.modules[name])
    tree = ast.parse(text)
    functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
    handed = _handed(name, functions)
    for function in functions.values():
        _Handed(handed.get(function.name, {})).visit(function)
    numbers = dict(_numbers(tree, sys.modules[name]))
    notes = {key: note for key, note in COMMENT.findall(text) if key in numbers}
    layer = ROOMS.get(_room(name))
    layouts: Mapping[str, Mapping[str, tuple[str | int, ...]]] = {}
    if layer is not None:
        layouts = {"s": layer.state, "n": layer.state, "f": layer.flows, "d": layer.rates}
    lists = frozenset(one for room in ROOMS.values() for one in _lists(room.parameters))
    return Module(_room(name), layouts, lists, tuple(ROOMS), numbers, functions, notes)


def _room(name: str) -> str:
    """Give the room that a file of equations belongs to; none for those that all use."""
    words = name.split(".")
    return "capital" if "markets" in words else words[2] if "layers" in words else ""


def _numbers(tree: ast.Module, module: ModuleType) -> Iterator[tuple[str, float]]:
    """Give the constants that are numbers of their own; those set in a row name places in lists."""
    for one in tree.body:
        if isinstance(one, ast.ImportFrom):
            yield from ((name.name, getattr(module, name.name)) for name in one.names if name.name.isupper())
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            value = one.value
            if isinstance(value, ast.Constant) and isinstance(value.value, float):
                yield one.targets[0].id, value.value


def _lists(block: type[Block]) -> Iterator[str]:
    """Give the names of the blocks that every item of a list has."""
    for name, declared in block.model_fields.items():
        if any(isinstance(mark, Over) for mark in declared.metadata):
            yield name


# -------------------------------------------------------------------------------------- what is handed in


class _Handed(ast.NodeTransformer):
    """Puts what is handed in where the argument is named."""

    def __init__(self, meant: Mapping[str, ast.expr]) -> None:
        self._meant = meant

    def visit_Name(self, node: ast.Name) -> ast.expr:  # the visitor's name
        meant = self._meant.get(node.id)
        return copy.deepcopy(meant) if meant is not None else node


def _handed(name: str, functions: Mapping[str, ast.FunctionDef]) -> Handed:
    """Find what the records and arrays among the arguments are, from the walk down through the file."""
    tree = ast.parse(inspect.getsource(walk))
    doors = {
        alias.asname or alias.name: alias.name
        for one in tree.body
        if isinstance(one, ast.ImportFrom) and one.module and name.startswith(f"{one.module}.")
        for alias in one.names
        if alias.name in functions
    }
    found: dict[tuple[str, str], set[str]] = {}
    for caller in (one for one in tree.body if isinstance(one, ast.FunctionDef)):
        without_aliases(caller)
        _collect(caller, doors, functions, found)
    for _ in functions:  # as deep as calls go
        before = {key: set(value) for key, value in found.items()}
        handed = _settled(found)
        for caller in functions.values():
            inside = copy.deepcopy(caller)
            _Handed(handed.get(caller.name, {})).visit(inside)
            _collect(inside, {one: one for one in functions}, functions, found)
        if found == before:
            break
    return _settled(found)


def _collect(
    caller: ast.FunctionDef,
    called: Mapping[str, str],
    functions: Mapping[str, ast.FunctionDef],
    found: dict[tuple[str, str], set[str]],
) -> None:
    """Note what a function hands to the arguments of those it calls."""
    for call in (one for one in ast.walk(caller) if isinstance(one, ast.Call)):
        name = called.get(ast.unparse(call.func), "")
        if name not in functions:
            continue
        gives = functions[name].returns
        scalars = gives is not None and ast.unparse(gives) == "None"
        for argument, given in zip(functions[name].args.args, call.args, strict=False):
            if scalars or (argument.annotation is not None and ast.unparse(argument.annotation) == "Any"):
                found.setdefault((name, argument.arg), set()).add(ast.unparse(given))


def _settled(found: Mapping[tuple[str, str], Iterable[str]]) -> Handed:
    """Keep what is the same at every call and names a layer's record or array."""
    handed: Handed = {}
    for (function, argument), given in found.items():
        texts = set(given)
        if len(texts) != 1:
            continue
        value = ast.parse(texts.pop(), mode="eval").body
        root, words, indices = unravel(value)
        if root in "psfd" and words and words[0] in ROOMS and not indices and len(argument) > 1:
            handed.setdefault(function, {})[argument] = value
    return handed
