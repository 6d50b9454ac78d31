"""Finds sums in the code: what starts at a value and is added to in loops becomes one sum sign."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Total:
    """`target = start + sum over loops of addend + ...`; several addends of the same loops stay apart."""

    target: ast.expr
    start: ast.expr
    added: list[tuple[tuple[ast.For, ...], ast.expr]] = field(default_factory=list)

    @property
    def lineno(self) -> int:
        """Where it stands in the code."""
        return self.target.lineno


Statement = ast.stmt | Total


def with_totals(body: list[ast.stmt]) -> list[Statement]:
    """Give a block with its sums folded; loops of which nothing is left go. The block is changed."""
    body = with_choices(body)
    done: list[Statement] = []
    waiting: list[Total] = []
    for at, statement in enumerate(body):
        rest = body[at + 1 :]
        if isinstance(statement, ast.Assign) and _is_folded(statement, rest):
            waiting.append(Total(statement.targets[0], statement.value))
            continue
        for total in waiting:
            _take(statement, total)
        if not (isinstance(statement, ast.For) and _empty(statement)) and not _taken(statement):
            done.append(statement)
        ready = [total for total in waiting if not any(_adds(one, total.target) for one in rest)]
        done += ready
        waiting = [total for total in waiting if total not in ready]
    return done + list(waiting)


def with_choices(body: list[ast.stmt]) -> list[ast.stmt]:
    """Turn `x = a` followed by `if c: x = b` into one choice between b and a."""
    done: list[ast.stmt] = []
    for statement in body:
        before = done[-1] if done else None
        if (
            isinstance(statement, ast.If)
            and not statement.orelse
            and len(statement.body) == 1
            and isinstance(statement.body[0], ast.Assign)
            and isinstance(before, ast.Assign)
            and _same(before.targets[0], statement.body[0].targets[0])
            and not _reads(statement, before.targets[0])
        ):
            statement.orelse = [before]
            done[-1] = statement
        else:
            done.append(statement)
    return done


class _OneByOne(ast.NodeTransformer):
    """Turns `a, b = x, y` into two statements."""

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:  # the visitor's name
        target, value = node.targets[0], node.value
        if not (isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)):
            return node
        pairs = zip(target.elts, value.elts, strict=True)
        return [ast.copy_location(ast.Assign([one], given), node) for one, given in pairs]


def without_aliases(function: ast.FunctionDef) -> None:
    """Put back what a name of the function's own merely stands for: `p.cooling.peak_pue[r]` for `pue`."""
    _OneByOne().visit(function)
    names = [one for one in ast.walk(function) if isinstance(one, ast.Name)]
    stored = [one.id for one in names if isinstance(one.ctx, ast.Store)]
    changed = {
        ast.unparse(one)
        for one in ast.walk(function)
        if isinstance(one, ast.Attribute | ast.Subscript) and isinstance(one.ctx, ast.Store)
    }
    meant: dict[str, ast.expr] = {}
    for one in ast.walk(function):
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            name, value = one.targets[0].id, one.value
            plain = isinstance(value, ast.Attribute | ast.Subscript) and ast.unparse(value) not in changed
            if plain and stored.count(name) == 1:
                meant[name] = value
    _Aliases(meant).visit(function)


class _Aliases(ast.NodeTransformer):
    """Replaces names by what they stand for and drops where that was said."""

    def __init__(self, meant: dict[str, ast.expr]) -> None:
        self._meant = meant

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | None:  # the visitor's name
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in self._meant:
            return None
        self.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:  # the visitor's name
        meant = self._meant.get(node.id)
        return copy.deepcopy(meant) if meant is not None else node


def _is_folded(statement: ast.Assign, rest: list[ast.stmt]) -> bool:
    """Whether a start is followed by additions alone, and read only once they are all made."""
    target, added = statement.targets[0], False
    if _reads(statement.value, target):
        return False
    adding = [place for place, one in enumerate(rest) if _adds(one, target)]
    between = rest[: adding[-1] + 1] if adding else []
    if any(_changes(one, part) for one in between for part in _parts(statement.value)):
        return False
    for place, one in enumerate(rest):
        if not isinstance(target, ast.Name) and _calls(one):  # what is called may change any field
            return added and not any(_changes(later, target) for later in rest[place:])
        if not _touches(one, target):
            continue
        if not _adds_only(one, target):
            following = any(_changes(later, target) for later in rest[place:])
            return added and not following
        added = True
    return added


def _parts(value: ast.expr) -> list[ast.expr]:
    """Give the names and fields that a value reads."""
    return [one for one in ast.walk(value) if isinstance(one, ast.Name | ast.Attribute | ast.Subscript)]


def _adds_only(statement: ast.stmt, target: ast.expr) -> bool:
    """Whether a statement adds to the target, in loops or straight, and does nothing else with it."""
    if isinstance(statement, ast.AugAssign):
        return (
            isinstance(statement.op, ast.Add)
            and _same(statement.target, target)
            and not _reads(statement.value, target)
        )
    if isinstance(statement, ast.For):
        names = {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
        if isinstance(target, ast.Name):
            names = set()
        if ast.unparse(statement.target) in names or _locals(statement) & names:
            return False
        if _reads_running(statement, target):
            return False
        return all(_adds_only(one, target) for one in statement.body if _touches(one, target))
    return False


def _reads_running(loop: ast.For, target: ast.expr) -> bool:
    """Whether what a loop adds depends on what runs on from turn to turn, so that no sum says it."""
    added = [
        one.value for one in ast.walk(loop) if isinstance(one, ast.AugAssign) and _same(one.target, target)
    ]
    stored = [one.targets[0] for one in ast.walk(loop) if isinstance(one, ast.Assign)]
    texts = [ast.unparse(one) for one in stored]
    running: list[ast.expr] = [
        one.target
        for one in ast.walk(loop)
        if isinstance(one, ast.AugAssign) and not _same(one.target, target) and not _turned(one.target, loop)
    ]
    running += [one for one in stored if texts.count(ast.unparse(one)) > 1 and not _turned(one, loop)]
    return any(_reads(value, one) for value in added for one in running)


def _turned(target: ast.expr, loop: ast.For) -> bool:
    """Whether a field is another one at each turn."""
    index = backward(loop) or ast.unparse(loop.target)
    return any(isinstance(one, ast.Name) and one.id == index for one in ast.walk(target))


def _calls(statement: ast.stmt) -> bool:
    """Whether a statement calls something for what it changes."""
    return any(isinstance(one, ast.Expr) for one in ast.walk(statement))


def _locals(loop: ast.For) -> set[str]:
    """Give the plain names that a loop sets."""
    return {
        one.id for one in ast.walk(loop) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    } - {ast.unparse(loop.target)}


def _take(statement: ast.stmt, total: Total, loops: tuple[ast.For, ...] = ()) -> None:
    """Move what a statement adds to the total out of it."""
    if isinstance(statement, ast.AugAssign) and _same(statement.target, total.target):
        total.added.append((loops, statement.value))
        statement.target = ast.Name("", ast.Store())  # marks it as taken
    elif isinstance(statement, ast.For):
        for one in statement.body:
            _take(one, total, (*loops, statement))
        statement.body = [one for one in statement.body if not _taken(one)]


def _taken(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.AugAssign)
        and isinstance(statement.target, ast.Name)
        and not statement.target.id
    )


def _empty(loop: ast.For) -> bool:
    """Whether nothing is left in a loop and the loops inside it, but where it counts backward."""
    body = loop.body[1:] if backward(loop) else loop.body
    return all(isinstance(one, ast.For) and _empty(one) for one in body)


def backward(loop: ast.For) -> str:
    """Give the index of a loop that runs from the last to the first: `c = len(x) - 1 - back`."""
    first = loop.body[0] if loop.body else None
    if isinstance(first, ast.Assign) and isinstance(first.value, ast.BinOp):
        right = first.value.right
        if isinstance(right, ast.Name) and right.id == ast.unparse(loop.target):
            return ast.unparse(first.targets[0])
    return ""


def _same(one: ast.expr, other: ast.expr) -> bool:
    return ast.unparse(one) == ast.unparse(other)


def _places(node: ast.AST, target: ast.expr) -> Iterator[ast.expr]:
    for one in ast.walk(node):
        if isinstance(one, type(target)) and _same(one, target):
            yield one


def _touches(node: ast.AST, target: ast.expr) -> bool:
    return any(True for _ in _places(node, target))


def _changes(node: ast.AST, target: ast.expr) -> bool:
    return any(not isinstance(one.ctx, ast.Load) for one in _places(node, target))  # type: ignore[attr-defined]


def _adds(node: ast.AST, target: ast.expr) -> bool:
    """Whether the target is added to somewhere."""
    return any(isinstance(one, ast.AugAssign) and _same(one.target, target) for one in ast.walk(node))


def _reads(node: ast.AST, target: ast.expr) -> bool:
    return any(isinstance(one.ctx, ast.Load) for one in _places(node, target))  # type: ignore[attr-defined]
