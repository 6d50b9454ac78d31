"""Copying and averaging of records: flat arrays when compiled, namespaces of lists in plain Python.

These three are the only operations with two texts; each takes a record's storage as the engine
lays it out (see `records.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

PAIRS: dict[Callable[..., Any], Callable[..., Any]] = {}
"""For each plain function its twin for flat arrays."""


def copy(target: Any, source: Any) -> None:
    """Copy a record into another of the same shape."""
    if isinstance(source, SimpleNamespace):
        inner, outer = vars(source), vars(target)
        for key, value in inner.items():
            if isinstance(value, float):
                outer[key] = value
            else:
                copy(outer[key], value)
    elif source and isinstance(source[0], list):
        for mine, other in zip(target, source, strict=True):
            copy(mine, other)
    else:
        target[:] = source


def average(target: Any, other: Any) -> None:
    """Set a record to the mean of itself and another."""
    if isinstance(target, SimpleNamespace):
        mine, theirs = vars(target), vars(other)
        for key, value in mine.items():
            if isinstance(value, float):
                mine[key] = 0.5 * (value + theirs[key])
            else:
                average(value, theirs[key])
    elif target and isinstance(target[0], list):
        for one, two in zip(target, other, strict=True):
            average(one, two)
    else:
        target[:] = [0.5 * (one + two) for one, two in zip(target, other, strict=True)]


def flattened(record: Any) -> list[float]:
    """Give a record's numbers in the order of its layout."""
    if isinstance(record, SimpleNamespace):
        return [number for value in vars(record).values() for number in flattened(value)]
    if isinstance(record, list):
        return [number for value in record for number in flattened(value)]
    return [float(record)]


def keep(kept: Any, row: int, record: Any) -> None:
    """Write a record's numbers into a row of a table."""
    kept[row] = flattened(record)


def _copy_flat(target: Any, source: Any) -> None:
    for i in range(target.size):
        target[i] = source[i]


def _average_flat(target: Any, other: Any) -> None:
    for i in range(target.size):
        target[i] = 0.5 * (target[i] + other[i])


def _keep_flat(kept: Any, row: int, record: Any) -> None:
    for i in range(record.size):
        kept[row, i] = record[i]


PAIRS[copy] = _copy_flat
PAIRS[average] = _average_flat
PAIRS[keep] = _keep_flat
