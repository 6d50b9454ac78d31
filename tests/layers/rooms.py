"""Rooms small enough to work out by hand: plain records in the shapes that the rooms declare."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan
from types import SimpleNamespace
from typing import Any

from stackdesk.core.layer import Layer
from stackdesk.core.quantity import declarations
from stackdesk.core.series import Layout

SIZES = {"region": 1, "source": 3, "chain": 2, "trade": 2, "family": 1, "sector": 1, "vintage": 3, "input": 4}


def furnished(layer: Layer, numbers: Mapping[str, Any], **sizes: int) -> SimpleNamespace:
    """Give a room's parameters `p`, state `s`, flows `f`, rates `d` and next state `n`.

    `numbers` holds parameters by address without the layer ("grid.price"); one number fills a list.
    A parameter that is not given is NaN, so that no number takes part unseen; relief rests at one.
    """
    shapes = SIZES | sizes
    shapes["energy_cause"] = 3 + shapes["source"]
    shapes["chips_cause"] = 6
    shapes["infrastructure_cause"] = 5 + shapes["trade"]
    return SimpleNamespace(
        p=parameters(layer, numbers, shapes),
        s=record(layer.state, shapes),
        f=record(layer.flows, shapes),
        d=record(layer.rates, shapes),
        n=record(layer.state, shapes),
    )


def parameters(layer: Layer, numbers: Mapping[str, Any], sizes: Mapping[str, int]) -> SimpleNamespace:
    """Give a room's parameters as the engine lays them out: regions first, then the list's items."""
    block = SimpleNamespace()
    known = set()
    for declared in declarations(layer.key, layer.parameters):
        address = ".".join(declared.path[1:])
        known.add(address)
        shape = [sizes["region"]] if declared.quantity.regional else []
        shape += [sizes[declared.over]] if declared.over else []
        rest = 1.0 if address.startswith("ease.") else nan
        place(block, declared.path[1:], filled(numbers.get(address, rest), shape))
    assert not numbers.keys() - known, f"no such parameters: {numbers.keys() - known}"
    return block


def record(layout: Layout, sizes: Mapping[str, int]) -> SimpleNamespace:
    """Give a record of zeros."""
    shapes = {
        name: [size if isinstance(size, int) else sizes[size] for size in shape]
        for name, shape in layout.items()
    }
    return SimpleNamespace(**{name: filled(0.0, shape) for name, shape in shapes.items()})


def filled(value: Any, shape: list[int]) -> Any:
    """Fill lists of a shape with one number; lists that are given stand as they are."""
    if isinstance(value, list):
        assert len(value) == shape[0], f"{value}: {shape[0]} expected"
        return [filled(inner, shape[1:]) for inner in value]
    return [filled(value, shape[1:]) for _ in range(shape[0])] if shape else float(value)


def place(block: SimpleNamespace, path: tuple[str, ...], value: Any) -> None:
    """Put a value at a path of namespaces."""
    for word in path[:-1]:
        if not hasattr(block, word):
            setattr(block, word, SimpleNamespace())
        block = getattr(block, word)
    setattr(block, path[-1], value)


def clock(year: float, present: float = 2026.75) -> SimpleNamespace:
    """Give the clock of a step."""
    return SimpleNamespace(year=year, after=float(year >= present), since=year - present)
