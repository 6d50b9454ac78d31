"""The random numbers of ensembles: the same every time, for every scenario and whatever else varies.

A parameter's column of numbers follows from the seed and its address alone. Columns are Latin hypercubes,
block by block, each block as large as all before it together up to a limit: the first 32, 128 or 512
samples are even by themselves, and the same as the first of any longer ensemble. A Sobol sequence
would be so, too, but with some hundreds of dimensions pairs of its columns are all but equal up to a
thousand samples (correlations above 0.9), and one parameter would be given another's effect.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

FIRST_BLOCK = 32
LARGEST_BLOCK = 1024

Array = npt.NDArray[np.float64]


def shares(addresses: Sequence[str], seed: int, first: int, count: int) -> Array:
    """Give numbers between 0 and 1 for the samples from `first` on; shape (samples, parameters)."""
    drawn = np.empty((count, len(addresses)))
    done = 0
    while done < count:
        start, size = block_of(first + done)
        inside = first + done - start
        taken = min(size - inside, count - done)
        drawn[done : done + taken] = _block(tuple(addresses), seed, start, size)[inside : inside + taken]
        done += taken
    return drawn


def block_of(sample: int) -> tuple[int, int]:
    """Give the first sample and the size of the block that a sample lies in."""
    if sample < FIRST_BLOCK:
        return 0, FIRST_BLOCK
    if sample >= LARGEST_BLOCK:
        return sample // LARGEST_BLOCK * LARGEST_BLOCK, LARGEST_BLOCK
    start = FIRST_BLOCK
    while sample >= 2 * start:
        start *= 2
    return start, start


@lru_cache(maxsize=8)
def _block(addresses: tuple[str, ...], seed: int, start: int, size: int) -> Array:
    """Draw one block: in each column one number from every equal part of the way from 0 to 1."""
    drawn = np.empty((size, len(addresses)))
    for column, address in enumerate(addresses):
        random = np.random.default_rng([seed, start, *_words(address)])
        drawn[:, column] = (np.argsort(random.random(size)) + random.random(size)) / size
    return drawn


def _words(address: str) -> tuple[int, ...]:
    """Turn an address into whole numbers that seed its column."""
    digest = hashlib.sha256(address.encode()).digest()
    return tuple(int.from_bytes(digest[place : place + 4], "little") for place in (0, 4, 8, 12))
