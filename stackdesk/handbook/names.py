"""How names of the code are written as symbols: words, styles, subscripts."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

SPELLED = {"pue": "PUE", "kw": "kW", "h100": "H100", "h100e": "H100e", "it": "IT", "ai": "AI"}
GREEK = {"tau": r"\tau"}
STYLES = {"p": "textit", "s": "textbf", "n": "textbf", "f": "text", "d": "text"}
MARKS = {"n": "'", "d": "^{*}"}
"""Parameters are italic, stocks bold (their next value primed), flows upright, rates handed on starred."""

DIMENSIONS = {"chain": "supply chain", "family": "model family", "input": "input of a chain"}
INDICES = {"r": "region", "c": "supply chain", "v": "vintage", "m": "model family", "q": "limit"}
FIRST = {"source": "grid"}
"""What stands first in a list that some equations run over from the second on."""


@dataclass(frozen=True)
class Module:
    """What an equation's file says beside its functions: constants, and the lists that blocks run over."""

    key: str
    layouts: Mapping[str, Mapping[str, tuple[str | int, ...]]]
    lists: frozenset[str]
    rooms: tuple[str, ...]
    numbers: Mapping[str, float] = field(default_factory=dict)
    functions: Mapping[str, ast.FunctionDef] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def spoken(name: str) -> str:
    """Give a name's words: `peak_pue` is "peak PUE"."""
    return " ".join(SPELLED.get(word, word) for word in name.strip("_").split("_"))


def word(name: str, style: str = "text") -> str:
    """Set a name as one symbol: a single letter in italics, words in the style."""
    if name in GREEK:
        return GREEK[name]
    if len(name) == 1:
        return name if style == "text" else rf"\{style}{{{name}}}"
    return rf"\{style}{{{spoken(name)}}}"


def number(value: float) -> str:
    """Set a number: no trailing zeros, powers of ten beyond five digits."""
    text = f"{value:.0e}" if value in (1e4, 1e5, 1e6) else f"{value:.7g}"
    if "e" not in text:
        return text
    digits, exponent = text.split("e")
    ten = rf"10^{{{int(exponent)}}}"
    return ten if digits == "1" else rf"{digits}\times {ten}"


def unravel(node: ast.expr) -> tuple[str, list[str], list[ast.expr]]:
    """Take `p.trades.share[k]` apart: root, words, indices; the root is empty for anything else."""
    words: list[str] = []
    indices: list[ast.expr] = []
    while True:
        if isinstance(node, ast.Subscript):
            indices.insert(0, node.slice)
            node = node.value
        elif isinstance(node, ast.Attribute):
            words.insert(0, node.attr)
            node = node.value
        else:
            return (node.id if isinstance(node, ast.Name) else ""), words, indices


def dimension(module: Module, counted: ast.expr, index: str) -> str:
    """Name what `range(len(counted))` runs over, from the layout of what is counted."""
    root, words, indices = unravel(counted)
    layout = module.layouts.get(root, {}).get(words[-1] if words else "", ())
    if len(indices) < len(layout):
        found = layout[len(indices)]
        if isinstance(found, str):
            return "limit" if found.endswith("_cause") else DIMENSIONS.get(found, found)
    return INDICES.get(index, "")
