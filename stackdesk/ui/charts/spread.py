"""Labels in one column: as near as can be to where they belong, never on top of each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Place labels at least `gap` apart between `low` and `high`, moving them as little as can be.

    Positions are pixels of the labels' middles. They keep the order of `wanted`, which need not be sorted.
    Where they cannot all fit, the gap shrinks. (Least squares under an order: neighbours that collide form
    a block around their mean.)
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    blocks: list[tuple[float, int]] = []
    for rank, place in enumerate(order):
        mean, size = wanted[place] - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    top = high - (len(wanted) - 1) * gap
    shifts = [min(max(mean, low), top) for mean, size in blocks for _ in range(size)]
    placed = [0.0] * len(wanted)
    for rank, place in enumerate(order):
        placed[place] = shifts[rank] + rank * gap
    return placed
