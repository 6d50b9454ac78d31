"""One equation of the code as lines of LaTeX: assignments, sums, cases, and loops over index sets."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass

from stackdesk.handbook.expressions import Scope, applied, symbol, typeset
from stackdesk.handbook.names import FIRST, Module, dimension, word
from stackdesk.handbook.setting import Set, cases, summation
from stackdesk.handbook.sums import Statement, Total, backward, with_totals, without_aliases

WIDEST = 47.0  # em of a line; at 16 pixels the text column of the handbook's window
STEP = 1.6  # em of an indent


@dataclass(frozen=True)
class Line:
    """One line of an equation, and how far it is indented."""

    tex: str
    indent: int


def lines(function: ast.FunctionDef, module: Module) -> list[Line]:
    """Set a function's body; its own name and arguments stand before what it gives back."""
    function = copy.deepcopy(function)
    without_aliases(function)
    scope = Scope(module, function, _indices(function))
    return _Writer(scope).write()


def block(made: list[Line]) -> str:
    """Join lines to one block of LaTeX, each line aligned at its left."""
    body = ["& " + r"\quad " * line.indent + line.tex for line in made]
    return "\n".join([r"\begin{aligned}", " \\\\\n".join(body), r"\end{aligned}"])


def _indices(function: ast.FunctionDef) -> dict[str, None]:
    """Give the names that stand for places in lists: arguments of one letter, then loop variables."""
    whole = [
        one.arg
        for one in function.args.args
        if len(one.arg) == 1 and one.annotation and ast.unparse(one.annotation) == "int"
    ]
    loops = [one for one in ast.walk(function) if isinstance(one, ast.For)]
    named = [backward(one) or ast.unparse(one.target) for one in loops]
    return dict.fromkeys([*whole, *named])


class _Writer:
    """Collects the lines of one function."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._lines: list[Line] = []
        self._set = {one.arg for one in scope.function.args.args}  # what has a value already
        self._open: list[str] = []  # indices of the loops around
        self._home: dict[str, tuple[str, ...]] = dict.fromkeys(self._set, ())  # loops around a first setting

    def write(self) -> list[Line]:
        body = self._scope.function.body
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            body = body[1:]
        self._block(body, 0)
        return self._lines

    # ----------------------------------------------------------------------------------------- blocks

    def _block(self, body: list[ast.stmt], indent: int) -> None:
        rows: list[tuple[Set, Set | None]] = []
        for statement in with_totals(body):
            if isinstance(statement, ast.If) and _returned(statement.body) and not statement.orelse:
                value = _returned(statement.body)
                assert value is not None
                rows.append((self._tex(value), self._tex(statement.test)))
            elif isinstance(statement, ast.Return) and statement.value is not None:
                self._give(statement.value, rows, indent)
            else:
                self._statement(statement, indent)
        for one, test in rows:  # ways out of a loop, where nothing else follows
            assert test is not None
            self._put(Set(r"\text{if }", 1.0), Set(rf"{test.tex}\text{{:}}", test.width), indent)
            self._end(one, indent + 1)

    def _statement(self, statement: Statement, indent: int) -> None:
        if isinstance(statement, Total):
            self._total(statement, indent)
        elif isinstance(statement, ast.Assign):
            self._assign(statement, indent)
        elif isinstance(statement, ast.AugAssign):
            changed = ast.BinOp(statement.target, statement.op, statement.value)
            ast.copy_location(changed, statement)
            self._equate(statement.target, self._tex(changed), indent, again=True)
        elif isinstance(statement, ast.For):
            self._loop(statement, indent)
        elif isinstance(statement, ast.If):
            self._choice(statement, indent)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            call = applied(ast.unparse(statement.value.func), statement.value.args, self._scope)
            self._put(Set(r"\text{do}\ ", 1.6), call, indent)
        elif isinstance(statement, ast.Break | ast.Continue | ast.Return):
            word_ = {ast.Break: "stop", ast.Continue: "next", ast.Return: "done"}[type(statement)]
            self._lines.append(Line(rf"\text{{{word_}}}", indent))
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            plain = ast.Assign([statement.target], statement.value)
            self._assign(ast.copy_location(plain, statement), indent)
        else:
            kind = type(statement).__name__
            raise TypeError(f"{self._scope.function.name}:{statement.lineno}: cannot typeset {kind}")

    def _give(self, value: ast.expr, rows: list[tuple[Set, Set | None]], indent: int) -> None:
        """Write what the function gives back, with the conditions of earlier ways out."""
        last = self._tex(value)
        made = cases([*rows, (last, None)]) if rows else last
        rows.clear()
        self._end(made, indent)

    def _end(self, made: Set, indent: int) -> None:
        """Write the function's name and what it comes to."""
        function = self._scope.function
        used = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
        arguments: list[ast.expr] = [ast.Name(one.arg) for one in function.args.args if one.arg in used]
        name = applied(function.name, arguments, self._scope)
        self._put(Set(f"{name.tex} = ", name.width + 1.3, parts=_equated(name)), made, indent)

    # ------------------------------------------------------------------------------------- statements

    def _assign(self, statement: ast.Assign, indent: int) -> None:
        target = statement.targets[0]
        self._depend(target, statement.value)
        self._equate(target, self._tex(statement.value), indent)

    def _depend(self, target: ast.expr, value: ast.AST) -> None:
        """Remember which indices a name of the function's own depends on."""
        if not isinstance(target, ast.Name):
            return
        used = [one.id for one in ast.walk(value) if isinstance(one, ast.Name)]
        found = [one for name in used for one in (name, *self._scope.depends.get(name, ()))]
        if target.id in self._home:
            found += self._scope.depends.get(target.id, ())
        home = self._home.setdefault(target.id, tuple(self._open))
        known = {*home, *self._scope.given}
        kept = [one for one in self._scope.indices if one in found and one in known]
        self._scope.depends[target.id] = tuple(kept)

    def _equate(self, target: ast.expr, value: Set, indent: int, *, again: bool = False) -> None:
        name = symbol(target, self._scope)
        key = ast.unparse(target)
        sign = r"\leftarrow" if again or key in self._set else "="
        self._set.add(key)
        self._put(Set(f"{name.tex} {sign} ", name.width + 1.3), value, indent)

    def _total(self, total: Total, indent: int) -> None:
        terms: list[Set] = []
        free = isinstance(total.start, ast.Constant) and not total.start.value
        if not free:
            terms.append(self._tex(total.start))
        groups: dict[tuple[str, ...], list[ast.expr]] = {}
        loops: dict[tuple[str, ...], tuple[ast.For, ...]] = {}
        for over, value in total.added:
            key = tuple(backward(one) or ast.unparse(one.target) for one in over)
            groups.setdefault(key, []).append(value)
            loops[key] = over
        for key, values in groups.items():
            merged = values[0]
            for one in values[1:]:
                merged = ast.copy_location(ast.BinOp(merged, ast.Add(), one), one)
            made = self._tex(merged)
            for loop in reversed(loops[key]):
                made = summation(self._over(loop), made)
            terms.append(made)
            self._depend(total.target, merged)
        made = terms[0]
        for term in terms[1:]:
            parts = [*made.pieces, (f"+ {term.pieces[0][0]}", term.pieces[0][1] + 1.3), *term.pieces[1:]]
            wide = made.width + term.width + 1.3
            made = Set(f"{made.tex} + {term.tex}", wide, 0, tuple(parts), made.tall or term.tall)
        self._equate(total.target, made, indent)

    def _over(self, loop: ast.For) -> str:
        """Set what stands below a sum sign."""
        index = backward(loop) or ast.unparse(loop.target)
        counted, first = _range(loop)
        if counted is not None and first == 1:
            what = dimension(self._scope.module, counted, index)
            return rf"{index}\neq {word(FIRST[what])}" if what in FIRST else f"{index}>0"
        return index

    def _loop(self, loop: ast.For, indent: int) -> None:
        index = ast.unparse(loop.target)
        body = loop.body
        reverse = backward(loop)
        if reverse:
            index, body = reverse, body[1:]
        counted, first = _range(loop)
        what = dimension(self._scope.module, counted, index) if counted is not None else ""
        words = rf"\text{{for each {what} }} {index}" if what else self._numbers(loop, index)
        start = loop.iter.args[0] if isinstance(loop.iter, ast.Call) and len(loop.iter.args) > 1 else None
        if isinstance(start, ast.Name):
            words += rf" \geq {self._tex(start).tex}"
        if what and first == 1:
            words += rf" \neq {word(FIRST[what])}" if what in FIRST else " > 0"
        if reverse:
            words += r"\text{, last to first}"
        self._lines.append(Line(rf"{words}\text{{:}}", indent))
        self._open.append(index)
        self._block(body, indent + 1)
        self._open.pop()
        for name in [name for name, home in self._home.items() if index in home]:
            self._home.pop(name)
            self._set.discard(name)

    def _numbers(self, loop: ast.For, index: str) -> str:
        assert isinstance(loop.iter, ast.Call)
        ends = [self._tex(one).tex for one in loop.iter.args]
        if index == "_":
            return rf"\text{{at most }} {ends[-1]} \text{{ times}}"
        limits = [ast.literal_eval(one) for one in loop.iter.args if isinstance(one, ast.Constant)]
        low, high = (limits[0], limits[1] - 1) if len(limits) == 2 else (0, limits[0] - 1)
        name = symbol(ast.Name(index), self._scope).tex
        return rf"\text{{for }} {name} = {low}, \ldots, {high}"

    def _choice(self, choice: ast.If, indent: int) -> None:
        if self._as_cases(choice, indent):
            return
        before = set(self._set)
        after: set[str] = set()
        head = r"\text{if }"
        rest: list[ast.stmt] = [choice]
        while len(rest) == 1 and isinstance(rest[0], ast.If):
            one = rest[0]
            test = self._tex(one.test)
            self._put(Set(head, 1.0), Set(rf"{test.tex}\text{{:}}", test.width, 0, _closed(test)), indent)
            self._set = set(before)
            self._block(one.body, indent + 1)
            after |= self._set
            rest, head = one.orelse, r"\text{else if }"
        if rest:
            self._lines.append(Line(r"\text{else:}", indent))
            self._set = set(before)
            self._block(rest, indent + 1)
            after |= self._set
        self._set = after

    def _as_cases(self, choice: ast.If, indent: int) -> bool:
        """Write a choice between values of one thing as cases, where it has an otherwise and fits."""
        rows: list[tuple[Set, Set | None]] = []
        targets: set[str] = set()
        rest: list[ast.stmt] = [choice]
        target: ast.expr | None = None
        while len(rest) == 1 and isinstance(rest[0], ast.If):
            one = rest[0]
            if len(one.body) != 1 or not isinstance(one.body[0], ast.Assign):
                return False
            target = one.body[0].targets[0]
            targets.add(ast.unparse(target))
            rows.append((self._tex(one.body[0].value), self._tex(one.test)))
            rest = one.orelse
        if len(rest) != 1 or not isinstance(rest[0], ast.Assign) or target is None:
            return False
        targets.add(ast.unparse(rest[0].targets[0]))
        rows.append((self._tex(rest[0].value), None))
        self._depend(target, choice)
        made = cases(rows)
        name = symbol(target, self._scope)
        if len(targets) > 1 or name.width + made.width + indent * STEP > WIDEST:
            return False
        self._equate(target, made, indent)
        return True

    # ------------------------------------------------------------------------------------------ lines

    def _tex(self, node: ast.expr) -> Set:
        return typeset(node, self._scope)

    def _put(self, before: Set, value: Set, indent: int) -> None:
        """Write a line; what is too long goes on below, further in."""
        room = WIDEST - indent * STEP
        if before.width + value.width <= room:
            self._lines.append(Line(before.tex + value.tex, indent))
            return
        if value.rows:
            self._put_rows(before, value, indent)
            return
        pieces = [*before.pieces[:-1]]
        last = before.pieces[-1]
        first, *rest = value.pieces
        pieces += [(last[0] + first[0], last[1] + first[1]), *rest]
        if last[1] + first[1] > room:
            pieces = [*before.pieces, *value.pieces]
        line, wide, level = "", 0.0, indent
        for tex, long in pieces:
            if line and wide + long > WIDEST - level * STEP:
                self._lines.append(Line(line, level))
                line, wide, level = "", 0.0, indent + 2
            line, wide = f"{line} {tex}".strip(), wide + long
        self._lines.append(Line(line, level))

    def _put_rows(self, before: Set, value: Set, indent: int) -> None:
        """Write cases one below the other: in one brace where that fits, else a line each."""
        self._put(before, Set("", 0.0), indent)
        if value.width <= WIDEST - (indent + 1) * STEP:
            self._lines.append(Line(value.tex, indent + 1))
            return
        for one, test in value.rows:
            ending = Set(r"\quad\text{otherwise}", 6.0)
            if test is not None:
                ending = Set(rf"\quad\text{{if }}{test.tex}", test.width + 3.0, parts=_headed(test))
            parts = (*one.pieces, *ending.pieces)
            self._put(
                Set("", 0.0), Set(one.tex + ending.tex, one.width + ending.width, parts=parts), indent + 1
            )


def _headed(test: Set) -> tuple[tuple[str, float], ...]:
    first, *rest = test.pieces
    return ((rf"\quad\text{{if }}{first[0]}", first[1] + 3.0), *rest)


def _equated(name: Set) -> tuple[tuple[str, float], ...]:
    *rest, last = name.pieces
    return (*rest, (f"{last[0]} = ", last[1] + 1.3))


def _closed(test: Set) -> tuple[tuple[str, float], ...]:
    *rest, last = test.pieces
    return (*rest, (rf"{last[0]}\text{{:}}", last[1]))


def _returned(body: list[ast.stmt]) -> ast.expr | None:
    """Give what a block gives back at once, if it does nothing else."""
    return body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None


def _range(loop: ast.For) -> tuple[ast.expr | None, int]:
    """Take `range(1, len(x))` apart: what is counted, and from where."""
    assert isinstance(loop.iter, ast.Call)
    last = loop.iter.args[-1]
    first = loop.iter.args[0] if len(loop.iter.args) > 1 else None
    start = first.value if isinstance(first, ast.Constant) and isinstance(first.value, int) else 0
    if isinstance(last, ast.Call) and ast.unparse(last.func) == "len":
        return last.args[0], start
    return None, start
