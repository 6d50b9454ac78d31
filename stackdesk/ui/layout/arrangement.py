"""What the user made of the layout: plain data, written as JSON, read back with doubt."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CARDS = ("relief", "layer", "inspector")
"""The cards of the lower row, as they stand at first."""
MOVABLE = (*CARDS, "pins")
"""What can float in a window of its own."""
HIDEABLE = (*MOVABLE, "tiles")
Rect = tuple[int, int, int, int]
_MOST = 100_000


@dataclass
class Sizes:
    """Where the seams of one density stand; None where they stand as designed.

    `stack` is the width of the stack in logical pixels; `upper` and `reading` are the shares of the height
    that the ceilings and the fit to history take, 0 to 1; `row` weighs the places of the lower row.
    """

    stack: int | None = None
    upper: float | None = None
    reading: float | None = None
    row: dict[str, int] = field(default_factory=dict)


@dataclass
class Arrangement:
    """Seams by density, the order of the cards, which are hidden, and which float and where."""

    sizes: dict[str, Sizes] = field(default_factory=dict)
    order: tuple[str, ...] = CARDS
    hidden: set[str] = field(default_factory=set)
    floating: dict[str, Rect] = field(default_factory=dict)
    places: dict[str, Rect] = field(default_factory=dict)
    """Where each card floated last: it floats there again."""

    def of(self, density: str) -> Sizes:
        """Give the seams of a density."""
        return self.sizes.setdefault(density, Sizes())

    def move(self, key: str, place: int) -> None:
        """Put a card into another place of the row, counted without it."""
        rest = [one for one in self.order if one != key]
        rest.insert(max(0, min(place, len(rest))), key)
        self.order = tuple(rest)

    def reset(self) -> None:
        """Forget everything."""
        fresh = Arrangement()
        self.sizes, self.order, self.hidden = fresh.sizes, fresh.order, fresh.hidden
        self.floating, self.places = fresh.floating, fresh.places

    def write(self) -> str:
        """Write all of it as JSON."""
        seams = {
            name: {"stack": one.stack, "upper": one.upper, "reading": one.reading, "row": one.row}
            for name, one in self.sizes.items()
        }
        said = {
            "sizes": seams,
            "order": list(self.order),
            "hidden": sorted(self.hidden),
            "floating": self.floating,
            "places": self.places,
        }
        return json.dumps(said)


def read(text: str) -> Arrangement:
    """Read what was written; whatever makes no sense is as at first."""
    try:
        said = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        said = {}
    made = Arrangement()
    if not isinstance(said, Mapping):
        return made
    for name, seams in _mapping(said.get("sizes")).items():
        made.sizes[str(name)] = _sizes(_mapping(seams))
    order = [key for key in _sequence(said.get("order")) if key in CARDS]
    if sorted(order) == sorted(CARDS):
        made.order = tuple(order)
    made.hidden = {key for key in _sequence(said.get("hidden")) if key in HIDEABLE}
    made.floating, made.places = _rects(said.get("floating")), _rects(said.get("places"))
    return made


def _sizes(said: Mapping[Any, Any]) -> Sizes:
    row = {str(key): value for key, value in _mapping(said.get("row")).items() if _is_length(value)}
    stack = said.get("stack")
    return Sizes(
        stack if _is_length(stack) else None, _share(said.get("upper")), _share(said.get("reading")), row
    )


def _is_length(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST


def _share(value: object) -> float | None:
    return value if isinstance(value, float) and 0.0 < value < 1.0 else None


def _rects(said: object) -> dict[str, Rect]:
    """Read rectangles: x, y, width, height."""
    made: dict[str, Rect] = {}
    for key, rect in _mapping(said).items():
        sides = _sequence(rect)
        whole = len(sides) == 4 and all(isinstance(side, int) and abs(side) < _MOST for side in sides)
        if key in MOVABLE and whole and sides[2] > 0 and sides[3] > 0:
            made[str(key)] = (sides[0], sides[1], sides[2], sides[3])
    return made


def _mapping(said: object) -> Mapping[Any, Any]:
    return said if isinstance(said, Mapping) else {}


def _sequence(said: object) -> Sequence[Any]:
    return said if isinstance(said, list) else ()
