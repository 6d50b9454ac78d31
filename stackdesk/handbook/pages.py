"""The handbook's pages: text by hand, equations and tables from the code between markers.

A marker is `<!-- equations: MODULE -->`, `<!-- parameters: LAYER -->`, `<!-- series: LAYER -->` or
`<!-- story: SCENARIO -->`; what follows it up to `<!-- end -->` is written anew.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from stackdesk.core.quantity import Declaration, declarations
from stackdesk.core.series import Series
from stackdesk.handbook.names import Module, number, spoken
from stackdesk.handbook.source import ROOMS, read
from stackdesk.handbook.statements import block, lines
from stackdesk.handbook.stories import story

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handbook"
MARKED = re.compile(r"(<!-- (equations|parameters|series|story): (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
FORMULA = re.compile(r":\s+`[^`]+`(?=[.;,]|$)")
INDEX = {
    "source": "g",
    "trade": "k",
    "chain": "c",
    "input": "i",
    "family": "m",
    "sector": "i",
}


def filled(text: str) -> str:
    """Give a page with everything between its markers written anew."""
    writers = {"equations": equations, "parameters": parameters, "series": series, "story": story}

    def write(found: re.Match[str]) -> str:
        return f"{found[1]}\n{writers[found[2]](found[3])}\n\n{found[4]}"

    return MARKED.sub(write, text)


# ------------------------------------------------------------------------------------------- equations


def equations(name: str) -> str:
    """Write the equations of a file in their order, each below the first sentence of its docstring."""
    module = read(name)
    parts = [_equation(name, function, module) for function in module.functions]
    used = dict(sorted(module.numbers.items()))
    if used:
        parts.append("#### Constants\n\n" + "\n".join(_constant(key, used[key], module) for key in used))
    return "\n\n".join(parts)


def _equation(name: str, function: str, module: Module) -> str:
    text = inspect.getdoc(getattr(sys.modules[name], function)) or ""
    first, _, rest = text.partition("\n\n")
    sentence = FORMULA.sub("", " ".join(first.split()))
    made = block(lines(module.functions[function], module))
    title = spoken(function)
    parts = [f"#### {title[:1].upper()}{title[1:]}", sentence, f"$$\n{made}\n$$"]
    notes = [" ".join(paragraph.split()) for paragraph in rest.split("\n\n") if paragraph.strip()]
    return "\n\n".join([*parts, *notes])


def _constant(key: str, value: float, module: Module) -> str:
    note = module.notes.get(key, "")
    plain = number(value).replace(r"\times ", "× ")
    plain = re.sub(r"\^\{(.*?)\}", r"<sup>\1</sup>", plain)
    return f"- {spoken(key)} = {plain}{f': {note}' if note else ''}"


# ---------------------------------------------------------------------------------------------- tables


def parameters(key: str) -> str:
    """Tabulate what can be set in a room: symbol, meaning, unit, kind."""
    room = ROOMS[key]
    rows = ["| symbol | parameter | unit | kind |", "| --- | --- | --- | --- |"]
    for one in declarations(room.key, room.parameters):
        if not one.quantity.hidden:
            unit = "" if one.quantity.unit == "1" else one.quantity.unit
            what = " ".join(f"{one.quantity.label}. {one.definition}".split())
            rows.append(f"| {parameter_symbol(one)} | {what} | {unit} | {one.quantity.kind} |")
    return "\n".join(rows)


def parameter_symbol(one: Declaration) -> str:
    """Write a parameter's symbol as the equations show it, in Markdown."""
    lists = {name for room in ROOMS.values() for name in _list_names(room.key)}
    groups = [spoken(word) for word in one.path[1:-1] if word not in lists]
    regional = ["r"] if one.quantity.regional else []
    over = [INDEX.get(one.over, one.over[0])] if one.over else []
    return _symbol("*", one.path[-1], [*groups, *(f"<i>{index}</i>" for index in (*regional, *over))])


def _list_names(key: str) -> Iterator[str]:
    """Give the words of a room's addresses behind which the item of a list goes."""
    for one in declarations(key, ROOMS[key].parameters):
        if one.over is not None:
            yield one.path[1]


def series(key: str) -> str:
    """Tabulate what comes out of a room: symbol, meaning, unit, address."""
    rows = ["| symbol | series | unit | address |", "| --- | --- | --- | --- |"]
    for one in ROOMS[key].series:
        unit = "" if one.unit == "1" else one.unit
        address = one.address.replace("{item}", "*")
        rows.append(f"| {series_symbol(one)} | {_said(one)} | {unit} | `{address}` |")
    return "\n".join(rows)


def _said(one: Series) -> str:
    label = one.label.replace("{item}", one.over or "item")
    definition = one.definition.replace("{item}", f"the {one.over}")
    return " ".join(f"{label}. {definition}".split())


def series_symbol(one: Series) -> str:
    """Write a series' symbol as the equations show it, in Markdown; stocks are bold."""
    record, _, name = one.source.partition(".")
    indices = [*(["<i>r</i>"] if one.regional else [])]
    if one.over:
        indices.append(f"<i>{INDEX.get(one.over, one.over[0])}</i>")
    return _symbol("**" if record == "state" else "", name, indices)


def _symbol(mark: str, name: str, below: list[str]) -> str:
    text = f"{mark}{spoken(name)}{mark}"
    return f"{text}<sub>{','.join(below)}</sub>" if below else text
