"""Which equations read a parameter and which series they reach first, read off the equations' own text.

The walk is followed as it is written: what it hands to each function, what each function computes from
what, and where it puts it. Numbers are not looked at, so a parameter that matters only at times counts too.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from stackdesk.core.equation import EQUATIONS
from stackdesk.engine import walk
from stackdesk.scenario.catalogue import Catalogue

Place = tuple[str, ...]
"""A number in the records: ("p", "energy", "losses"), ("f", "models", "largest_run")."""

ROOT = "simulate"
RECORDS = {"p": "p", "s": "s", "n": "s", "f": "f", "d": "d", "e": "d", "links": "links"}
"""What the walk calls its records, and what they are: the next state is state, both walks make rates."""
FEW = 3
"""So many series are enough: in the end nearly all depend on nearly everything."""

ROUNDS = 3
"""How often a loop's body is read, so that what one pass leaves reaches the next."""


@dataclass(frozen=True)
class Uses:
    """What depends on one parameter at once: equations as (layer, name, first line), and series."""

    equations: tuple[tuple[str, str, str], ...]
    series: tuple[str, ...]


@dataclass(frozen=True)
class Meant:
    """What an expression stands for: a record or number in the records, or numbers it is made of."""

    place: Place = ()
    parts: frozenset[Place] = frozenset()

    @property
    def numbers(self) -> frozenset[Place]:
        """The numbers in the records that it is made of."""
        return self.parts | {self.place} if self.place else self.parts


NOTHING = Meant()


@dataclass
class Graph:
    """Which numbers are made of which, and which functions read a number."""

    made: dict[Place, set[Place]] = field(default_factory=lambda: defaultdict(set))
    read: dict[Place, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))


def uses(catalogue: Catalogue, address: str) -> Uses:
    """Say which equations read a parameter, and which series they reach before any other.

    Raises:
        AddressError: there is no such parameter.
    """
    place = ("p", *catalogue.parameter(address).path)
    graph = graph_of_walk()
    names = [name for name in graph.read.get(place, {}) if _room(name)]  # not what divides and the like
    equations = tuple((_room(name), name.rsplit(".", 1)[-1], _first_line(name)) for name in names)
    return Uses(equations, tuple(_first_series(catalogue, graph, address)))


def _first_series(catalogue: Catalogue, graph: Graph, address: str) -> list[str]:
    """Go from a parameter to what is made of it, step by step, until some series are met."""
    start = ("p", *catalogue.parameter(address).path)
    seen, front = {start}, [start]
    found: dict[str, None] = {}
    while front and len(found) < FEW:
        ahead = [one for place in front for one in sorted(graph.made.get(place, ())) if one not in seen]
        seen.update(ahead)
        front = []
        for place in dict.fromkeys(ahead):
            met = _series_of(catalogue, place, catalogue.parameter(address).item)
            found |= dict.fromkeys(met)
            front += [] if met else [place]
    return list(found)


def _series_of(catalogue: Catalogue, place: Place, item: str | None) -> list[str]:
    """Give the series that show a number; of one kept by a list, the item's own where it has one."""
    source = f"{ {'f': 'flows', 's': 'state'}.get(place[0], '') }.{'.'.join(place[2:])}"
    known = [one for one in catalogue.series.values() if one.source == source and one.layer == place[1]]
    own = [one.address for one in known if item is not None and one.address.split(".")[-1] == item]
    return own or [one.address for one in known]


def _room(name: str) -> str:
    """Give the layer of an equation (or its module); capital for the markets, none for what all use."""
    words = name.split(".")
    return "capital" if "markets" in words else words[2] if "layers" in words else ""


def _first_line(name: str) -> str:
    """Give what an equation says that it does."""
    return (inspect.getdoc(EQUATIONS[name]) or "").partition("\n")[0]


@cache
def graph_of_walk() -> Graph:
    """Follow the walk from its roots; some tenths of a second, once."""
    graph = Graph()
    function = EQUATIONS[f"{walk.__name__}.{ROOT}"]
    arguments = inspect.signature(function).parameters
    handed = {one: Meant((RECORDS[one],)) if one in RECORDS else NOTHING for one in arguments}
    _Reader(graph).follow(function, handed)
    rates = {place for made in graph.made.values() for place in made if place[0] == "d"}
    for place in rates:  # a rate moves the stock of its name
        graph.made[place].add(("s", *place[1:]))
    return graph


class _Reader:
    """Reads functions as they are called, each way of calling once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._done: dict[tuple[str, tuple[Meant, ...]], Meant] = {}

    def follow(self, function: Callable[..., Any], handed: Mapping[str, Meant]) -> Meant:
        """Read a function's body with what is handed to it; give what it returns."""
        name = f"{function.__module__}.{function.__qualname__}"
        key = name, tuple(handed.values())
        if key not in self._done:
            self._done[key] = NOTHING  # while it is being read
            for meant in handed.values():
                self.note(name, meant, scalar=True)
            body = _Body(self, name, function.__globals__, dict(handed))
            body.statements(_tree(function).body)
            self._done[key] = body.given
        return self._done[key]

    def note(self, name: str, meant: Meant, *, scalar: bool = False) -> None:
        """Note that a function reads a parameter: as an argument of its own, or from the records."""
        if meant.place[:1] == ("p",) and len(meant.place) > 2 and (not scalar or not meant.parts):
            self.graph.read[meant.place][name] = None


@cache
def _tree(function: Callable[..., Any]) -> ast.FunctionDef:
    """Parse a function's text."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(tree, ast.FunctionDef)
    return tree


class _Body:
    """Reads the statements of one call."""

    def __init__(self, reader: _Reader, name: str, known: Mapping[str, Any], local: dict[str, Meant]) -> None:
        self._reader, self._name, self._known, self._local = reader, name, known, local
        self._tests: list[frozenset[Place]] = []
        self.given = NOTHING

    def statements(self, body: list[ast.stmt]) -> None:
        """Read statements in their order."""
        for one in body:
            if isinstance(one, ast.Assign):
                for target in one.targets:
                    self._put(target, self.meant(one.value))
            elif isinstance(one, ast.AugAssign):
                self._put(one.target, _joined(self.meant(one.target), self.meant(one.value)))
            elif isinstance(one, ast.AnnAssign) and one.value is not None:
                self._put(one.target, self.meant(one.value))
            elif isinstance(one, ast.For | ast.While):
                self._loop(one)
            elif isinstance(one, ast.If):
                self._tests.append(self.meant(one.test).numbers)
                self.statements(one.body)
                self.statements(one.orelse)
                self._tests.pop()
            elif isinstance(one, ast.Return) and one.value is not None:
                self.given = _joined(self.given, self.meant(one.value))
            elif isinstance(one, ast.Expr):
                self.meant(one.value)

    def _loop(self, loop: ast.For | ast.While) -> None:
        if isinstance(loop, ast.For):
            self._put(loop.target, NOTHING)
        for _ in range(ROUNDS):
            self.statements(loop.body)

    def _put(self, target: ast.expr, meant: Meant) -> None:
        """Let a name stand for something, or note what a number in the records is made of."""
        if isinstance(target, ast.Name):
            old = self._local.get(target.id, NOTHING)
            if meant.place and not self._tests:
                self._local[target.id] = meant
            else:
                under = frozenset().union(*self._tests) if self._tests else frozenset()
                self._local[target.id] = Meant((), meant.numbers | old.numbers | under)
            return
        place = self.meant(target, reads=False).place
        if len(place) > 2:
            for number in meant.numbers.union(*self._tests):
                self._reader.graph.made[number].add(place)

    # ------------------------------------------------------------------------------------ expressions

    def meant(self, node: ast.expr, *, reads: bool = True) -> Meant:
        """Say what an expression stands for."""
        if isinstance(node, ast.Name):
            return self._local.get(node.id, NOTHING)
        if isinstance(node, ast.Attribute):
            record = self.meant(node.value, reads=False)
            found = Meant((*record.place, node.attr)) if record.place else NOTHING
            if reads:
                self._reader.note(self._name, found)
            return found
        if isinstance(node, ast.Subscript):
            inside = self.meant(node.value, reads=reads)
            return inside if inside.place else Meant((), inside.numbers)
        if isinstance(node, ast.Call):
            return self._called(node)
        parts = (self.meant(one) for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr))
        return Meant((), frozenset().union(*(one.numbers for one in parts)))

    def _called(self, call: ast.Call) -> Meant:
        """Follow a call of an equation; anything else only mixes its arguments."""
        given = [self.meant(one, reads=False) for one in call.args]
        function = self._known.get(call.func.id) if isinstance(call.func, ast.Name) else None
        if f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}" not in EQUATIONS:
            for one in given:
                self._reader.note(self._name, one)
            return Meant((), frozenset().union(*(one.numbers for one in given)))
        assert callable(function)
        if not _room(function.__module__):  # what divides and the like: the caller is the one that reads
            for one in given:
                self._reader.note(self._name, one)
        names = inspect.signature(function).parameters
        made = self._reader.follow(function, dict(zip(names, given, strict=False)))
        return Meant((), made.numbers)


def _joined(one: Meant, other: Meant) -> Meant:
    """Take two together."""
    return Meant((), one.numbers | other.numbers)
