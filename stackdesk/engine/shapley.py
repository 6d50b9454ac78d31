"""Shapley values: how much each of several changes has to do with a gap, whatever their order.

The part of a change is its marginal effect, averaged over all orders in which the changes can be made
(Shapley 1953). It adds up to the gap, gives a change without effect nothing, and gives two changes that
do the same equal parts. Above a number of changes the orders are sampled (Castro, Gómez and Tejada
2009), each with its reverse, which lowers the variance (Mitchell et al. 2022).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Collection, Iterator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Worth = Callable[[frozenset[str]], Array]
"""Gives the outcomes with some changes made, shape (outcomes,)."""

EXACT = 10
"""Most changes for which every combination is looked at: 2 to the power of it."""

RUNS = 1500
"""About how many combinations are looked at where orders are sampled."""


PLAIN = 7, 130
"""The same two where runs are not compiled: most changes in every combination, combinations of a sample."""


def combinations(changes: int, *, exact: int = EXACT, runs: int = RUNS) -> int:
    """Give about how many combinations of so many changes are looked at."""
    if changes <= exact:
        return int(2**changes)
    pairs = _pairs(changes, runs)
    return int(2 + 2 * pairs * (changes - 1))


def _pairs(changes: int, runs: int) -> int:
    """Give how many orders are drawn, each with its reverse."""
    return max(runs // (2 * changes), 2)


def shapley(
    worth: Worth, changes: Collection[str], *, exact: int = EXACT, runs: int = RUNS, seed: int = 1
) -> dict[str, Array]:
    """Give every change its part of `worth(all) - worth(none)`, shape (outcomes,).

    The parts add up to that to rounding: what is left over is spread in proportion to them. The order in
    which the changes are named is of no account.

    Args:
        worth: The outcomes with some of the changes made; asked once for each combination.
        changes: Names of the changes.
        exact: Above this many changes, orders are sampled.
        runs: About how many combinations may then be looked at.
        seed: Of the sample; the same gives the same parts.
    """
    names = sorted(set(changes))
    known: dict[frozenset[str], Array] = {}

    def once(made: frozenset[str]) -> Array:
        if made not in known:
            known[made] = np.asarray(worth(made), dtype=np.float64)
        return known[made]

    gap = once(frozenset(names)) - once(frozenset())
    if not names:
        return {}
    parts = _exact(once, names) if len(names) <= exact else _sampled(once, names, runs, seed)
    return dict(zip(names, _spread(parts, gap), strict=True))


def _exact(worth: Worth, names: list[str]) -> Array:
    """Average over all orders, shape (changes, outcomes).

    A combination weighs as often as just it has been made when a change is.
    """
    count = len(names)
    sets = [frozenset(_chosen(names, mask)) for mask in range(2**count)]
    outcomes = np.stack([worth(made) for made in sets])
    weights = [
        math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
        for size in range(count)
    ]
    parts = np.zeros((count, outcomes.shape[1]))
    for mask, made in enumerate(sets):
        for index, name in enumerate(names):
            if name not in made:
                parts[index] += weights[len(made)] * (outcomes[mask | 1 << index] - outcomes[mask])
    return parts


def _chosen(names: list[str], mask: int) -> Iterator[str]:
    return (name for index, name in enumerate(names) if mask >> index & 1)


def _sampled(worth: Worth, names: list[str], runs: int, seed: int) -> Array:
    """Average over some orders and their reverses, shape (changes, outcomes)."""
    pairs = _pairs(len(names), runs)
    draw = random.Random(seed)
    parts = 0.0 * np.stack([worth(frozenset())] * len(names))
    for _ in range(pairs):
        order = draw.sample(range(len(names)), len(names))
        for way in (order, order[::-1]):
            made: frozenset[str] = frozenset()
            for index in way:
                more = made | {names[index]}
                parts[index] += (worth(more) - worth(made)) / (2 * pairs)
                made = more
    return parts


def _spread(parts: Array, gap: Array) -> Array:
    """Spread what rounding leaves over in proportion to the parts, so that they add up to the gap."""
    for _ in range(2):
        size = np.abs(parts).sum(axis=0)
        rest = gap - parts.sum(axis=0)
        parts = parts + np.abs(parts) * (rest / np.where(size > 0.0, size, 1.0))
    return parts
