"""The translator of equations: what the code says is what is set, in the order in which it computes."""

from __future__ import annotations

import ast
import textwrap

import pytest

from stackdesk.handbook.names import Module, spoken
from stackdesk.handbook.source import modules, read
from stackdesk.handbook.statements import WIDEST, block, lines

ROOM = Module(
    key="energy",
    layouts={"s": {"capacity": ("region", "source"), "pipe": ("region", "source", 3)}},
    lists=frozenset({"sources"}),
    rooms=("energy", "chips"),
    numbers={"HOURS": 8.76},
)


def tex(body: str, arguments: str = "p: Any, s: Any, f: Any", returns: str = "None") -> list[str]:
    """Set a function with this body and give its lines, indented as they are."""
    code = (
        f"def example({arguments}) -> {returns}:\n{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n"
    )
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)
    return ["  " * one.indent + one.tex for one in lines(function, ROOM)]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("a * (b + c)", r"a \cdot (b + c)"),
        ("a - (b - c)", "a - (b - c)"),
        ("a - b - c", "a - b - c"),
        ("(a - b) / c", r"\frac{a - b}{c}"),
        ("a / b / c", r"\frac{a}{b \cdot c}"),
        ("a / (b / c)", r"\frac{a}{b / c}"),
        ("-a * b", r"-a \cdot b"),
        ("power(a + b, -c)", "(a + b)^{-c}"),
        ("power(a / b, c)", r"\left(\frac{a}{b}\right)^{c}"),
        ("math.exp(-a / b)", "e^{-a / b}"),
        ("math.exp(a * math.log(b))", "b^{a}"),
        ("math.log(a)", r"\ln a"),
        ("max(0.0, a - b)", r"\max(0, a - b)"),
        ("ratio(a, b, 0.0)", r"\left[\frac{a}{b}\right]_{0}"),
        ("between(0.0, a, 1.0)", "[a]_{0}^{1}"),
        ("a * HOURS * 2.1e25", r"a \cdot \text{HOURS} \cdot 2.1\times 10^{25}"),
        ("abs(a - b)", "|a - b|"),
        ("math.sqrt(a + b) * c", r"\sqrt{a + b} \cdot c"),
        ("a if b > c else 0.0", r"\begin{cases} a & \text{if } b > c \\ 0 & \text{otherwise} \end{cases}"),
    ],
)
def test_an_expression(code: str, wanted: str) -> None:
    (line,) = tex(f"return {code}", "a: float, b: float, c: float", "float")
    assert line.split(" = ", 1)[1] == wanted


def test_records_are_told_apart_by_style() -> None:
    (line,) = tex("n.price[r] = s.price[r] + h * d.rise[r] * f.need[r] * p.grid.share[r]", "r: int")
    assert line == (
        r"\textbf{price}'_{r} = \textbf{price}_{r} + h \cdot \text{rise}^{*}_{r} \cdot \text{need}_{r}"
        r" \cdot \textit{share}_{\text{grid},r}"
    )


def test_a_loop_names_the_list_it_runs_over() -> None:
    assert tex(
        """
        for r in range(len(s.capacity)):
            for g in range(1, len(s.capacity[r])):
                f.firm[r][g] = s.capacity[r][g] * p.sources.firm_share[g]
        """
    ) == [
        r"\text{for each region } r\text{:}",
        r"  \text{for each source } g \neq \text{grid}\text{:}",
        r"    \text{firm}_{r,g} = \textbf{capacity}_{r,g} \cdot \textit{firm share}_{g}",
    ]


def test_what_is_added_up_in_a_loop_becomes_a_sum() -> None:
    assert tex(
        """
        total = 0.0
        for r in range(len(s.capacity)):
            lost = p.losses * f.load[r]
            total += f.load[r] - lost
        f.share = total
        """
    ) == [
        r"\text{for each region } r\text{:}",
        r"  \text{lost}_{r} = \textit{losses} \cdot \text{load}_{r}",
        r"\text{total} = \sum_{r} (\text{load}_{r} - \text{lost}_{r})",
        r"\text{share} = \text{total}",
    ]


def test_what_starts_at_something_keeps_it() -> None:
    assert tex("x = f.a\nfor r in range(len(s.capacity)):\n    x += f.b[r]\nf.c = x") == [
        r"x = \text{a} + \sum_{r} \text{b}_{r}".replace(r"\text{a}", "a").replace(r"\text{b}", "b"),
        "c = x",
    ]


@pytest.mark.parametrize(
    "between",
    ["dispatch(p, s, f, r)", "f.left = f.total", "f.total *= 2.0", "if f.a > 0.0:\n    f.total += 1.0"],
)
def test_nothing_is_folded_over_what_may_read_or_change_it(between: str) -> None:
    made = tex(f"f.total = 0.0\n{between}\nf.total += f.late", "p: Any, s: Any, f: Any, r: int")
    assert made[0] == r"\text{total} = 0"
    assert made[-1] == r"\text{total} \leftarrow \text{total} + \text{late}"


def test_what_runs_on_from_turn_to_turn_is_no_sum() -> None:
    made = tex(
        """
        left = f.room
        f.total = 0.0
        for r in range(len(s.capacity)):
            f.total += left
            left -= f.used[r]
        """
    )
    assert r"\sum" not in "".join(made)
    assert made[-2].strip() == r"\text{total} \leftarrow \text{total} + \text{left}"


def test_a_start_that_changes_before_the_addition_is_kept_where_it_is() -> None:
    made = tex("f.total = f.early\nf.early = 2.0\nf.total += f.late")
    assert made == [
        r"\text{total} = \text{early}",
        r"\text{early} = 2",
        r"\text{total} \leftarrow \text{total} + \text{late}",
    ]


def test_the_stages_of_a_delay_are_summed() -> None:
    (line,) = tex("f.way[r] = s.pipe[r][0] + s.pipe[r][1] + s.pipe[r][2] + f.late[r]", "r: int")
    assert line == r"\text{way}_{r} = \sum_{j=0}^{2} \textbf{pipe}_{r,j} + \text{late}_{r}"


def test_a_default_and_a_condition_become_cases() -> None:
    (line,) = tex("f.wage = 1.0\nif f.short > 1.0:\n    f.wage = f.short")
    assert line == (
        r"\text{wage} = \begin{cases} \text{short} & \text{if } \text{short} > 1"
        r" \\ 1 & \text{otherwise} \end{cases}"
    )


def test_ways_out_become_cases() -> None:
    (line,) = tex("if a < b:\n    return b\nreturn a", "a: float, b: float", "float")
    assert line == (
        r"\text{example}(a, b) = \begin{cases} b & \text{if } a < b \\ a & \text{otherwise} \end{cases}"
    )


def test_a_second_value_is_an_arrow_and_a_name_like_a_flow_gets_a_bar() -> None:
    made = tex("book = f.book * 2.0\nbook = book + 1.0\nf.asked = book")
    assert made[0] == r"\overline{\text{book}} = \text{book} \cdot 2"
    assert made[1].startswith(r"\overline{\text{book}} \leftarrow")


def test_a_loop_from_the_last_to_the_first() -> None:
    made = tex(
        """
        for back in range(len(s.capacity[r])):
            g = len(s.capacity[r]) - 1 - back
            f.left = f.left - s.capacity[r][g]
        """,
        "s: Any, f: Any, r: int",
    )
    assert made[0] == r"\text{for each source } g\text{, last to first}\text{:}"


def test_long_lines_are_broken_between_terms() -> None:
    terms = " + ".join(f"f.something_rather_long_{one}" for one in "abcdefgh")
    made = tex(f"f.sum_of_all = {terms}")
    assert len(made) > 1
    assert all(len(one) < WIDEST * 4 for one in made)
    assert " ".join(made).count(r"\text{something") == 8


def test_what_cannot_be_set_is_refused_with_its_line() -> None:
    with pytest.raises(TypeError, match=r"example:2: cannot typeset While"):
        tex("while f.a > 0.0:\n    f.a -= 1.0")


def test_a_way_out_of_a_loop_is_not_lost() -> None:
    made = tex(
        """
        for r in range(len(s.capacity)):
            if s.capacity[r] > 0.0:
                return 1.0
        return 0.0
        """,
        "s: Any",
        "float",
    )
    assert made == [
        r"\text{for each region } r\text{:}",
        r"  \text{if }\textbf{capacity}_{r} > 0\text{:}",
        r"    \text{example} = 1",
        r"\text{example} = 0",
    ]


def test_nothing_of_the_model_is_dropped() -> None:
    """Every field that the equations set stands left of a sign in what is typeset."""
    for name in modules():
        module = read(name)
        for function in module.functions.values():
            text = "\n".join(one.tex for one in lines(function, module))
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and any(
                    isinstance(one, ast.Assign | ast.AugAssign) and _target(one) is node
                    for one in ast.walk(function)
                ):
                    assert spoken(node.attr) in text, (name, function.name, node.attr)


def _target(statement: ast.Assign | ast.AugAssign) -> ast.expr:
    """Give the field that a statement sets, without its indices."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    while isinstance(target, ast.Subscript):
        target = target.value
    return target


def test_a_block_aligns_its_lines() -> None:
    function = ast.parse("def f(x: float) -> float:\n    return x").body[0]
    assert isinstance(function, ast.FunctionDef)
    text = block(lines(function, ROOM))
    assert text == "\\begin{aligned}\n& f(x) = x\n\\end{aligned}"
