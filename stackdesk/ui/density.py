"""Sizes that depend on how much room there is: comfortable, or compact on small windows."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from PySide6.QtCore import QSize

from stackdesk.ui.typeface import LARGE

FIRST_SIZE = (1600, 950)
SMALLEST = (1000, 640)
COMPACT_WIDTH = 1500
COMPACT_HEIGHT = 870
NARROW_WIDTH = 1180
ROOMY_WIDTH = 2200
ROOMY_HEIGHT = 1240
LEVERS_OPEN = 7
LEVERS_MOST = 14
LEVERS_REST = 3


@dataclass(frozen=True)
class Columns:
    """Widths of a lever row from left to right; the slider takes the rest."""

    mark: int
    label: int
    value: int
    unit: int
    delta: int


@dataclass(frozen=True)
class Density:
    """Logical pixels of bars, gaps, panels and rows."""

    compact: bool
    top: int
    status: int
    tiles: int
    gap: int
    stack: int
    head: int
    cause: int
    row: int
    seam: int
    columns: Columns
    reduced: bool = False
    most: int = LEVERS_OPEN
    """How many levers the open panel shows at most."""


COMFORTABLE = Density(False, 44, 40, 84, 12, 488, 47, 24, 26, 20, Columns(20, 140, 58, 46, 54))
ROOMY = Density(False, 48, 44, 92, 14, 600, 53, 26, 29, 22, Columns(22, 200, 66, 60, 58), most=LEVERS_MOST)
COMPACT = Density(True, 40, 32, 56, 8, 396, 40, 18, 23, 17, Columns(17, 131, 48, 40, 54))
PRESENTING = Density(False, 60, 56, 126, 12, 420, 66, 34, 39, 30, COMFORTABLE.columns, reduced=True)
"""Heads and the large chart alone, for type half as large again."""

_STACK_GROWS = 0.7
_GROWS = ("top", "status", "tiles", "stack", "head", "cause", "row", "seam")


def density(width: int, height: int, scale: float = 1.0) -> Density:
    """Choose by the size of the window, and make room for type so many times as large."""
    wide, tall = width / scale, height / scale
    fits = COMPACT if wide < COMPACT_WIDTH or tall < COMPACT_HEIGHT else COMFORTABLE
    if wide >= ROOMY_WIDTH and tall >= ROOMY_HEIGHT:
        fits = ROOMY
    return _scaled(fits, scale)


def presenting(scale: float) -> Density:
    """Give the sizes of a presentation in type so many times as large as designed."""
    return _scaled(PRESENTING, scale / LARGE)


@lru_cache(maxsize=32)
def _scaled(sizes: Density, scale: float) -> Density:
    """Scale everything but gaps; the same sizes and scale give the same object."""
    if scale == 1.0:
        return sizes
    lengths = {name: round(getattr(sizes, name) * scale) for name in _GROWS}
    if scale > 1.0 and not sizes.reduced:  # the slider gives way before the charts do
        lengths["stack"] = round(sizes.stack * (1.0 + _STACK_GROWS * (scale - 1.0)))
    parts = {part.name: round(getattr(sizes.columns, part.name) * scale) for part in fields(Columns)}
    return replace(sizes, columns=Columns(**parts), **lengths)


@dataclass(frozen=True)
class Share:
    """How the stack's height is spent: rows in each panel, and pixels left for air."""

    rows: tuple[int, ...]
    row: int
    spare: int
    scrolls: bool


def shared_rows(
    height: int, sizes: Density, levers: tuple[int, ...], opened: int, binding: int | None
) -> Share:
    """Share the stack's height: the open panel up to seven levers, the others three, two, one, none.

    `levers` says how many each panel has, from the top; `opened` and `binding` are indices into it.
    What is left over shows more levers of the other panels, then makes rows up to 4 pixels taller.
    """
    fixed = len(levers) * sizes.head + (len(levers) - 1) * sizes.seam
    fixed += sizes.cause if binding is not None else 0
    room = (height - fixed) // sizes.row
    most = max(levers, default=0)
    for wanted, rest in _wishes(most):
        rows = [min(count, wanted if place == opened else rest) for place, count in enumerate(levers)]
        if sum(rows) <= room:
            _spend(rows, levers, room - sum(rows), sizes.most)
            return _with_air(tuple(rows), height - fixed, sizes)
    rows = [min(count, 1) if place == opened else 0 for place, count in enumerate(levers)]
    return Share(tuple(rows), sizes.row, 0, scrolls=sum(rows) > room)


def _wishes(most: int) -> list[tuple[int, int]]:
    """List (rows of the open panel, rows of the others), best first."""
    best = min(LEVERS_OPEN, most)
    return [(best, rest) for rest in (3, 2, 1, 0)] + [(few, 0) for few in range(best - 1, 0, -1)]


def _spend(rows: list[int], levers: tuple[int, ...], left: int, most: int) -> None:
    """Give spare rows to the panels that show fewest, from the top, while there are levers to show."""
    while left > 0:
        open_to_more = [p for p, count in enumerate(levers) if rows[p] < min(count, most)]
        if not open_to_more:
            return
        fewest = min(rows[p] for p in open_to_more)
        group = [p for p in open_to_more if rows[p] == fewest]
        if len(group) > left and fewest >= LEVERS_REST - 1:
            return
        for place in group[:left]:
            rows[place] += 1
        left -= min(len(group), left)


def _with_air(rows: tuple[int, ...], room: int, sizes: Density) -> Share:
    """Make rows a little taller with the pixels that are left."""
    count = sum(rows)
    row = min(sizes.row + 4, room // count) if count else sizes.row
    return Share(rows, row, max(room - count * row, 0), scrolls=False)


def first_size(screen: QSize) -> QSize:
    """Give the size of a first start: comfortable, but no larger than the screen.

    A screen smaller than the smallest window (such as that of a run without one) says nothing.
    """
    wanted = QSize(*FIRST_SIZE)
    usable = screen.width() >= SMALLEST[0] and screen.height() >= SMALLEST[1]
    return wanted.boundedTo(screen) if usable else wanted
