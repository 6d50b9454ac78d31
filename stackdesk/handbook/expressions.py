"""One expression of the code as LaTeX: names become symbols, operations and calls mathematics."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from stackdesk.handbook.names import MARKS, STYLES, Module, number, spoken, unravel, word
from stackdesk.handbook.setting import (
    ADD,
    ATOM,
    CHARACTER,
    MULTIPLY,
    POWER,
    SMALL,
    Set,
    cases,
    fence,
    fenced,
    fraction,
    joined,
    listed,
    prefixed,
    raised,
    summation,
)

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Lt: "<",
    ast.LtE: r"\leq",
    ast.Gt: ">",
    ast.GtE: r"\geq",
    ast.Eq: "=",
    ast.NotEq: r"\neq",
    ast.And: r"\text{ and }",
    ast.Or: r"\text{ or }",
}
RECORDS = frozenset("psfdne")


@dataclass
class Scope:
    """What is known inside one function: its file, and which indices each of its own names depends on."""

    module: Module
    function: ast.FunctionDef
    indices: dict[str, None] = field(default_factory=dict)
    depends: dict[str, tuple[str, ...]] = field(default_factory=dict)
    slim: bool = False

    @cached_property
    def shadowed(self) -> frozenset[str]:
        """Names of the function's own that would look like a flow: they get a bar."""
        flows = {
            one.attr
            for one in ast.walk(self.function)
            if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "f"
        }
        own = {one.id for one in ast.walk(self.function) if isinstance(one, ast.Name)}
        return frozenset(flows & own)

    @property
    def given(self) -> set[str]:
        """The indices that come as arguments."""
        return {one.arg for one in self.function.args.args} & set(self.indices)

    def slimmer(self) -> Scope:
        """The same where there is no room for fractions, such as in an exponent."""
        return replace(self, slim=True)


def typeset(node: ast.expr, scope: Scope) -> Set:
    """Set one expression."""
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        return symbol(node, scope)
    if isinstance(node, ast.BinOp):
        return _binary(node, scope)
    if isinstance(node, ast.UnaryOp):
        inner = typeset(node.operand, scope)
        if isinstance(node.op, ast.Not):
            return Set(rf"\text{{not }}{inner.tex}", inner.width + 1.6)
        inner = fenced(inner, MULTIPLY)
        return Set(f"-{inner.tex}", inner.width + 0.8, MULTIPLY, tall=inner.tall)
    if isinstance(node, ast.Compare):
        return _compare(node, scope)
    if isinstance(node, ast.BoolOp):
        return joined([typeset(one, scope) for one in node.values], SIGNS[type(node.op)], 2.0)
    if isinstance(node, ast.Call):
        return _call(node, scope)
    if isinstance(node, ast.IfExp):
        return cases(
            [(typeset(node.body, scope), typeset(node.test, scope)), (typeset(node.orelse, scope), None)]
        )
    raise TypeError(f"{scope.function.name}:{node.lineno}: cannot typeset {type(node).__name__}")


def _constant(value: object) -> Set:
    if not isinstance(value, int | float):
        return Set(rf"\text{{{value}}}", CHARACTER * len(str(value)))
    tex = number(float(value))
    return Set(tex, CHARACTER * len(tex.replace(r"\times", "x").replace("^{", "")))


# --------------------------------------------------------------------------------------------- symbols


def symbol(node: ast.expr, scope: Scope) -> Set:
    """Set a name with its subscripts: the block or layer it belongs to, then its indices."""
    root, words, given = unravel(node)
    if not root:
        raise TypeError(f"{scope.function.name}:{node.lineno}: not a name")
    if not words and root in scope.module.numbers:
        return Set(word(root), CHARACTER * 1.4 * len(root))
    groups = [one for one in words[:-1] if one not in scope.module.lists and one != scope.module.key]
    if words and root not in STYLES:
        groups.insert(0, root)
    below = [(word(one), len(spoken(one))) for one in groups]
    if not words:
        given_names = {one.id for one in given if isinstance(one, ast.Name)}
        below += [(one, 1) for one in scope.depends.get(root, ()) if one not in given_names]
    below += [_index(one, scope) for one in given]
    if not words and root.isupper():  # one of several things that are told apart by number
        said = spoken(root.lower())
        return Set(rf"\text{{“{said}”}}", CHARACTER * (len(said) + 2))
    name = words[-1] if words else root
    style = STYLES.get(root, "text") if words else "text"
    tex = word(name, style) + (MARKS.get(root, "") if words else "")
    if not words and root in scope.shadowed:
        tex = rf"\overline{{{tex}}}"
    wide = CHARACTER * len(spoken(name)) + SMALL * sum(count + 0.5 for _, count in below)
    if below:
        tex += f"_{{{','.join(one for one, _ in below)}}}"
    starred = bool(words) and root in MARKS
    return Set(tex, wide, POWER if starred else ATOM)


def _index(node: ast.expr, scope: Scope) -> tuple[str, int]:
    """Set one index; places that have no name are counted from zero."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return str(node.value), 1
    made = typeset(node, scope.slimmer())
    made = replace(made, tex=re.sub(r"\\text\{“(.*?)”\}", lambda found: word(found[1]), made.tex))
    return made.tex, round(made.width / CHARACTER)


# ----------------------------------------------------------------------------------------- operations


def _binary(node: ast.BinOp, scope: Scope) -> Set:
    if isinstance(node.op, ast.Add):
        stages = _three_stages(node, scope)
        if stages is not None:
            return stages
    if isinstance(node.op, ast.Div):
        return _quotient(node, scope)
    left, right = typeset(node.left, scope), typeset(node.right, scope)
    if isinstance(node.op, ast.Add | ast.Sub):
        sign = SIGNS[type(node.op)]
        right = fenced(right, MULTIPLY if isinstance(node.op, ast.Sub) else ADD)
        return joined([left, right], sign, 1.3, ADD)
    if isinstance(node.op, ast.Mult):
        return joined([fenced(left, MULTIPLY), fenced(right, MULTIPLY)], r"\cdot", 0.8, MULTIPLY)
    if isinstance(node.op, ast.Pow):
        return raised(left, typeset(node.right, scope.slimmer()))
    raise TypeError(f"{scope.function.name}:{node.lineno}: cannot typeset {type(node.op).__name__}")


def _quotient(node: ast.BinOp, scope: Scope) -> Set:
    """Set a quotient; `a / b / c` stands over one line, and fractions inside it in one line each."""
    below = [node.right]
    above = node.left
    while isinstance(above, ast.BinOp) and isinstance(above.op, ast.Div) and not scope.slim:
        below.insert(0, above.right)
        above = above.left
    inner = scope.slimmer()
    factors = [typeset(one, inner) for one in below]
    if len(factors) > 1:
        factors = [joined([fenced(one, MULTIPLY) for one in factors], r"\cdot", 0.8, MULTIPLY)]
    return fraction(typeset(above, inner), factors[0], slim=scope.slim)


def _three_stages(node: ast.BinOp, scope: Scope) -> Set | None:
    """Set `x[0] + x[1] + x[2]`, the stages of a delay, as a sum; what else is added follows."""
    terms: list[ast.expr] = []
    rest: ast.expr = node
    while isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Add):
        terms.insert(0, rest.right)
        rest = rest.left
    terms.insert(0, rest)
    for at in range(len(terms) - 2):
        three = terms[at : at + 3]
        bases = {ast.dump(one.value) for one in three if isinstance(one, ast.Subscript)}
        places = [
            one.slice.value
            for one in three
            if isinstance(one, ast.Subscript) and isinstance(one.slice, ast.Constant)
        ]
        if len(bases) == 1 and places == [0, 1, 2]:
            first = three[0]
            assert isinstance(first, ast.Subscript)
            stage = ast.copy_location(
                ast.Subscript(first.value, ast.Name("j", ast.Load()), ast.Load()), first
            )
            summed = summation(r"j=0}^{2", symbol(stage, scope))
            others = [typeset(one, scope) for one in terms[:at] + terms[at + 3 :]]
            return joined([*others[:at], summed, *others[at:]], "+", 1.3, ADD) if others else summed
    return None


def _compare(node: ast.Compare, scope: Scope) -> Set:
    items = [typeset(node.left, scope), *(typeset(one, scope) for one in node.comparators)]
    made = items[0]
    for operator, item in zip(node.ops, items[1:], strict=True):
        if type(operator) not in SIGNS:
            raise TypeError(f"{scope.function.name}:{node.lineno}: cannot typeset {type(operator).__name__}")
        made = joined([made, item], SIGNS[type(operator)], 1.3)
    return made


# ---------------------------------------------------------------------------------------------- calls


def _call(node: ast.Call, scope: Scope) -> Set:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    arguments = node.args
    if name == "exp":
        return _exponential(arguments[0], scope)
    if name == "power":
        return raised(typeset(arguments[0], scope), typeset(arguments[1], scope.slimmer()))
    if name == "log":
        return prefixed(r"\ln", 1.0, typeset(arguments[0], scope))
    if name == "log10":
        return prefixed(r"\log_{10}", 1.9, typeset(arguments[0], scope))
    if name == "sqrt":
        inner = typeset(arguments[0], scope)
        return Set(rf"\sqrt{{{inner.tex}}}", inner.width + 0.8, tall=inner.tall)
    if name == "ratio":
        return _guarded(arguments, scope)
    if name == "between":
        low, inner, high = (typeset(one, scope) for one in arguments)
        held = fence(inner, "[", "]")
        limits = f"_{{{low.tex}}}^{{{high.tex}}}"
        *rest, last = held.pieces
        wide = 0.7 * max(low.width, high.width)
        return Set(
            held.tex + limits,
            held.width + wide,
            POWER,
            (*rest, (last[0] + limits, last[1] + wide)),
            held.tall,
        )
    if name in ("float", "abs", "int", "len"):
        inner = typeset(arguments[0], scope)
        left, right = {"abs": ("|", "|"), "int": (r"\lfloor ", r"\rfloor ")}.get(name, ("|", "|"))
        return inner if name == "float" else Set(f"{left}{inner.tex}{right}", inner.width + 0.6)
    if name in ("min", "max"):
        return fence(listed([typeset(one, scope) for one in arguments]), name=rf"\{name}")
    return applied(name, arguments, scope)


def _exponential(argument: ast.expr, scope: Scope) -> Set:
    """Set `exp(a log(b))` as a power, short exponents above e, long ones in brackets."""
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Mult):
        right = argument.right
        if isinstance(right, ast.Call) and ast.unparse(right.func) == "math.log":
            return raised(typeset(right.args[0], scope), typeset(argument.left, scope.slimmer()))
    slim = typeset(argument, scope.slimmer())
    if slim.width < 13.0:
        return Set(f"e^{{{slim.tex}}}", 0.5 + 0.7 * slim.width, POWER)
    return fence(typeset(argument, scope), name=r"\exp")


def _guarded(arguments: list[ast.expr], scope: Scope) -> Set:
    """Set a quotient that has a value of its own where the denominator is zero."""
    above, below, otherwise = (typeset(one, scope.slimmer()) for one in arguments)
    if scope.slim:
        inline = fence(fraction(above, below, slim=scope.slim), "[", "]")
        return Set(f"{inline.tex}_{{{otherwise.tex}}}", inline.width + 0.7 * otherwise.width, POWER)
    made = fraction(above, below, slim=scope.slim)
    tex = rf"\left[{made.tex}\right]_{{{otherwise.tex}}}"
    return Set(tex, made.width + 0.8 + 0.7 * otherwise.width, POWER, tall=True)


def applied(name: str, arguments: list[ast.expr], scope: Scope) -> Set:
    """Set one of the model's own functions: indices below, records left out, the rest in brackets."""
    below = [one for one in arguments if isinstance(one, ast.Name) and one.id in scope.indices]
    shown = [one for one in arguments if one not in below and not _is_record(one, scope)]
    tex = word(name)
    wide = CHARACTER * len(spoken(name)) + SMALL * 1.5 * len(below)
    if below:
        tex += f"_{{{','.join(one.id for one in below)}}}"
    if not shown:
        return Set(tex, wide)
    made = fence(listed([typeset(one, scope) for one in shown]), name=tex)
    return replace(made, width=made.width + SMALL)


def _is_record(node: ast.expr, scope: Scope) -> bool:
    """Whether an argument only hands records on: a whole layer's parameters, state or flows."""
    root, words, indices = unravel(node)
    return root in RECORDS and not indices and (not words or words in ([one] for one in scope.module.rooms))
