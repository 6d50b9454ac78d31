"""Typeset pieces and how they are put together: LaTeX, its width, and where it may be broken."""

from __future__ import annotations

from dataclasses import dataclass

CHARACTER, SMALL = 0.5, 0.36  # mean width in em of a letter of a word, and of one in a subscript
ADD, MULTIPLY, POWER, ATOM = 0, 1, 2, 3


@dataclass(frozen=True)
class Set:
    """A typeset expression: LaTeX, width in em, how tightly it binds, and its parts for a line break."""

    tex: str
    width: float
    level: int = ATOM
    parts: tuple[tuple[str, float], ...] = ()
    tall: bool = False
    rows: tuple[tuple[Set, Set | None], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[str, float], ...]:
        """What must stay together on a line."""
        return self.parts or ((self.tex, self.width),)


def fraction(above: Set, below: Set, *, slim: bool) -> Set:
    """Set a quotient, in one line where there is no room for two."""
    if slim:
        return joined([fenced(above, MULTIPLY), fenced(below, POWER)], "/", 0.4, MULTIPLY)
    return Set(rf"\frac{{{above.tex}}}{{{below.tex}}}", max(above.width, below.width) + 0.2, tall=True)


def raised(base: Set, exponent: Set) -> Set:
    """Set a power."""
    base = fence(base) if base.level < ATOM or base.tall else base
    return Set(f"{base.tex}^{{{exponent.tex}}}", base.width + 0.7 * exponent.width, POWER, tall=base.tall)


def summation(over: str, inner: Set) -> Set:
    """Set a sum over something."""
    inner = fenced(inner, MULTIPLY)
    sign = rf"\sum_{{{over}}} "
    first, *rest = inner.pieces
    parts = ((sign + first[0], first[1] + 1.6), *rest)
    return Set(sign + inner.tex, inner.width + 1.6, ADD, parts, tall=True)


def joined(items: list[Set], sign: str, wide: float, level: int = ADD) -> Set:
    """Set items with a sign between them; a line may be broken before each sign."""
    parts = list(items[0].pieces)
    for one in items[1:]:
        first, *rest = one.pieces
        parts += [(f"{sign} {first[0]}", first[1] + wide), *rest]
    return Set(
        f" {sign} ".join(one.tex for one in items),
        sum(one.width for one in items) + wide * (len(items) - 1),
        level,
        tuple(parts),
        any(one.tall for one in items),
    )


def fenced(inner: Set, level: int) -> Set:
    """Put brackets around what binds less tightly than `level`."""
    return fence(inner) if inner.level < level else inner


def fence(inner: Set, left: str = "(", right: str = ")", name: str = "") -> Set:
    """Put brackets around an expression, as tall as it is; broken lines get brackets of a fixed size."""
    big = r"\Big" if inner.tall else ""
    (head, wide), *rest = inner.pieces
    parts = [(f"{name}{big}{left}{head}", wide + 0.4 + CHARACTER * letters(name)), *rest]
    tail, wide = parts[-1]
    parts[-1] = (f"{tail}{big}{right}", wide + 0.4)
    grown = (rf"\left{left}", rf"\right{right}") if inner.tall else (left, right)
    return Set(
        f"{name}{grown[0]}{inner.tex}{grown[1]}",
        inner.width + 0.8 + CHARACTER * letters(name),
        ATOM,
        tuple(parts),
        inner.tall,
    )


def letters(tex: str) -> int:
    """Guess how many letters a name in LaTeX shows."""
    return len(tex.replace(r"\text{", "").replace("}", "").replace("\\", ""))


def cases(rows: list[tuple[Set, Set | None]]) -> Set:
    """Set what holds under which condition; the last row may hold otherwise."""
    lines = [
        rf"{value.tex} & \text{{if }} {test.tex}" if test else rf"{value.tex} & \text{{otherwise}}"
        for value, test in rows
    ]
    wide = max(value.width + (test.width + 2.5 if test else 5.0) for value, test in rows)
    body = r" \\ ".join(lines)
    return Set(rf"\begin{{cases}} {body} \end{{cases}}", wide + 1.5, ATOM, tall=True, rows=tuple(rows))


def prefixed(name: str, wide: float, inner: Set) -> Set:
    """Set a function's name before its argument, with brackets where it is more than one symbol."""
    if inner.level == ATOM and not inner.tall and "(" not in inner.tex:
        return Set(rf"{name} {inner.tex}", inner.width + wide, MULTIPLY)
    made = fence(inner)
    first, *rest = made.pieces
    return Set(
        rf"{name}{made.tex}", made.width + wide, POWER, ((name + first[0], first[1] + wide), *rest), made.tall
    )


def listed(items: list[Set]) -> Set:
    """Set arguments with commas; a line may be broken after each."""
    parts: list[tuple[str, float]] = []
    for at, one in enumerate(items):
        *rest, last = one.pieces
        comma = ", " if at < len(items) - 1 else ""
        parts += [*rest, (last[0] + comma, last[1] + 0.5)]
    tex = ", ".join(one.tex for one in items)
    wide = sum(one.width + 0.5 for one in items)
    return Set(tex, wide, ATOM, tuple(parts), any(one.tall for one in items))
