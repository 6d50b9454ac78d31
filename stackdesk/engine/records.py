"""Layouts as records: numpy for the compiled engine, namespaces of lists for plain Python.

All numbers are float64 in the order they are declared, so a record is also a flat array.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from stackdesk.core.quantity import Declaration, declarations
from stackdesk.core.series import FIRST_VINTAGE, Item, Layout
from stackdesk.layers import LAYERS
from stackdesk.markets import CAPITAL

ROOMS = (*LAYERS, CAPITAL)
Lists = Mapping[str, Sequence[Item]]


def lengths(lists: Lists, end: float) -> dict[str, int]:
    """Give the length of every dimension: the lists, the vintages, the causes."""
    sizes = {name: len(items) for name, items in lists.items()}
    sizes["vintage"] = int(end) - FIRST_VINTAGE + 1
    for room in LAYERS:
        sizes[f"{room.key}_cause"] = len(spelled_causes(room.causes, lists))
    return sizes


def spelled_causes(causes: Sequence[tuple[str, str]], lists: Lists) -> list[tuple[str, str]]:
    """Spell out causes over lists: `trade:{trade}` becomes one for each trade."""
    spelled: list[tuple[str, str]] = []
    for key, label in causes:
        name = key[key.find("{") + 1 : key.find("}")] if "{" in key else ""
        if not name:
            spelled.append((key, label))
        for item in lists.get(name, ()):
            filled = label.replace("{" + name + "}", item.label.lower())
            spelled.append((key.replace("{" + name + "}", item.key), filled))
    return spelled


def layout_type(layout: Layout, sizes: Mapping[str, int]) -> np.dtype[Any]:
    """Give a layout's record type."""
    fields = []
    for name, shape in layout.items():
        numbers = tuple(size if isinstance(size, int) else sizes[size] for size in shape)
        fields.append((name, "f8", numbers) if numbers else (name, "f8"))
    return np.dtype(fields)


def rooms_type(kind: str, sizes: Mapping[str, int]) -> np.dtype[Any]:
    """Give the record type of all rooms' states, flows or rates."""
    return np.dtype([(room.key, layout_type(getattr(room, kind), sizes)) for room in ROOMS])


def parameters_type(sizes: Mapping[str, int]) -> np.dtype[Any]:
    """Give the record type of all parameters of one step, with the clock."""
    rooms = []
    for room in ROOMS:
        tree: dict[str, Any] = {}
        for declared in declarations(room.key, room.parameters):
            _plant(tree, declared.path[1:], _shape(declared, sizes))
        rooms.append((room.key, _tree_type(tree)))
    rooms.append(("clock", np.dtype([("year", "f8"), ("after", "f8"), ("since", "f8")])))
    return np.dtype(rooms)


def _shape(declared: Declaration, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """Give a declared field's shape: regions first, then the list's items."""
    shape: tuple[int, ...] = (sizes["region"],) if declared.quantity.regional else ()
    return (*shape, sizes[declared.over]) if declared.over else shape


def _plant(tree: dict[str, Any], path: tuple[str, ...], shape: tuple[int, ...]) -> None:
    for word in path[:-1]:
        tree = tree.setdefault(word, {})
    tree[path[-1]] = shape


def _tree_type(tree: Mapping[str, Any]) -> np.dtype[Any]:
    fields: list[Any] = []
    for name, inner in tree.items():
        if isinstance(inner, dict):
            fields.append((name, _tree_type(inner)))
        else:
            fields.append((name, "f8", inner) if inner else (name, "f8"))
    return np.dtype(fields)


def namespace(record: Any) -> Any:
    """Give a numpy record as namespaces, lists and floats."""
    if record.dtype.names is None:
        return record.tolist() if record.shape else float(record)
    return SimpleNamespace(**{name: namespace(record[name]) for name in record.dtype.names})


def blank(kind: np.dtype[Any]) -> npt.NDArray[Any]:
    """Give one record of zeros, in an array of one."""
    return np.zeros(1, kind)


def flat(record: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Give an array of one record as its numbers."""
    return record.view(np.float64)
