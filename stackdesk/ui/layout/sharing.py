"""How a length is shared out in whole pixels: by weight, and nothing below its least."""

from __future__ import annotations

from collections.abc import Sequence


def shared(total: int, weights: Sequence[int], least: Sequence[int]) -> list[int]:
    """Share `total` pixels by weight so that none gets less than its least and all of it is given.

    Where the leasts alone are more than there is, they are cut in proportion.
    """
    if not weights:
        return []
    if sum(least) >= total:
        return _whole(total, least)
    fixed: set[int] = set()
    while True:
        free = [place for place in range(len(weights)) if place not in fixed]
        room = total - sum(least[place] for place in fixed)
        given = dict(zip(free, _whole(room, [weights[place] for place in free]), strict=True))
        short = {place for place in free if given[place] < least[place]}
        if not short:
            return [least[place] if place in fixed else given[place] for place in range(len(weights))]
        fixed |= short


def _whole(total: int, weights: Sequence[int]) -> list[int]:
    """Share whole pixels in proportion; what rounding leaves goes to the last."""
    everything = sum(weights)
    given = [round(total * weight / everything) for weight in weights[:-1]]
    return [*given, max(total - sum(given), 0)]


def held_between(wanted: int, least: int, most: int) -> int:
    """Hold a length between its least and its most; the least gives way where both cannot be."""
    return max(min(wanted, most), min(least, most))
