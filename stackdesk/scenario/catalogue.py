"""The catalogue: every parameter and series by address, the declarations spelled out over the lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from stackdesk.core.errors import AddressError
from stackdesk.core.layer import Layer
from stackdesk.core.quantity import Block, Declaration, Over, Parameter, declarations
from stackdesk.core.series import Item, Series
from stackdesk.scenario.words import limits_text, near, suggestion

WORLD = "World"
"""The region that is all of them together."""


class Catalogue:
    """All addresses of one reference: what can be set, what comes out, and the lists they run over."""

    def __init__(self, layers: Sequence[Layer], lists: Mapping[str, Sequence[Item]]) -> None:
        self.layers = tuple(layers)
        self.lists = {name: tuple(items) for name, items in lists.items()}
        self.regions = tuple(item.key for item in self.lists.get("region", ()))
        self.parameters = {one.address: one for layer in layers for one in _parameters(layer, self.lists)}
        self.series: dict[str, Series] = {}
        self.series_index: dict[str, int | None] = {}
        for layer in self.layers:
            for address, series, index in _spelled_series(layer, self.lists):
                self.series[address] = series
                self.series_index[address] = index
        self.tables = _children(self.parameters)

    def parameter(self, address: str) -> Parameter:
        """Give the parameter with this address.

        Raises:
            AddressError: there is none; says which one may have been meant.
        """
        try:
            return self.parameters[address]
        except KeyError:
            raise AddressError(f"{address}: no such parameter{suggestion(self.meant(address))}") from None

    def region(self, key: str | None) -> str | None:
        """Give the region's key, or None for the World.

        Raises:
            AddressError: there is no such region.
        """
        if key is None or key == WORLD:
            return None
        if key not in self.regions:
            raise AddressError(f"{key}: no such region{suggestion(near(key, self.regions))}")
        return key

    def region_label(self, key: str | None) -> str:
        """Give what a region is called."""
        return next((item.label for item in self.lists.get("region", ()) if item.key == key), WORLD)

    def of_layer(self, key: str) -> tuple[Parameter, ...]:
        """Give the parameters of one layer (or of capital), in the order they are declared."""
        return tuple(one for one in self.parameters.values() if one.layer == key)

    def meant(self, address: str) -> str | None:
        """Guess which parameter or table a wrong address means: word by word, else by its last word."""
        found, words = "", address.split(".")
        for word in words:
            next_word = near(word, self.tables.get(found, {}))
            if next_word is None:
                break
            found = f"{found}.{next_word}" if found else next_word
        else:
            return found if found != address else None
        same = [one for one in self.parameters if one.rsplit(".", 1)[-1] == words[-1]]
        return same[0] if len(same) == 1 else None

    def limits(self, parameter: Parameter, region: str | None) -> tuple[float, float]:
        """Give the hard limits of a value; an amount that regions share may be as large as all of them."""
        quantity = parameter.quantity
        shared = quantity.regional and quantity.split == "extensive" and region is None
        count = max(len(self.regions), 1) if shared else 1
        return parameter.low * count, parameter.high * count

    def limits_text(self, parameter: Parameter, region: str | None) -> str:
        """Say the hard limits with their unit, such as "0.5 to 15 years"."""
        return limits_text(*self.limits(parameter, region), parameter.quantity.unit)


def _parameters(layer: Layer, lists: Mapping[str, tuple[Item, ...]]) -> Iterator[Parameter]:
    """Spell out a layer's declarations, the items of a block side by side and each one whole."""
    blocks: dict[tuple[str, ...], list[tuple[Declaration, int]]] = {}
    for declared in declarations(layer.key, layer.parameters):
        place = _item_place(layer.parameters, declared.path)
        blocks.setdefault(declared.path[:place], []).append((declared, place))
    for block in blocks.values():
        over = block[0][0].over
        if over is None:
            yield _parameter(block[0][0], 0, None, None)
            continue
        for index, item in enumerate(lists.get(over, ())):
            yield from (_parameter(declared, place, item, index) for declared, place in block)


def _item_place(block: type[Block], path: tuple[str, ...]) -> int:
    """Find where in a path the item's key goes: behind the field that is marked to run over a list."""
    for place, word in enumerate(path[1:], start=2):
        field = block.model_fields[word]
        if any(isinstance(mark, Over) for mark in field.metadata):
            return place
        if isinstance(field.annotation, type) and issubclass(field.annotation, Block):
            block = field.annotation
    return len(path)


def _parameter(declared: Declaration, place: int, item: Item | None, index: int | None) -> Parameter:
    """Make the parameter of one declaration, for one item where it has any."""
    words, quantity = declared.path, declared.quantity
    if item is not None:
        words = (*words[:place], item.key, *words[place:])
        quantity = replace(quantity, label=_item_first(item.label, quantity.label))
        if quantity.short:
            quantity = replace(quantity, short=_item_first(item.short or item.label, quantity.short))
    return Parameter(
        address=".".join(words),
        path=declared.path,
        item=item.key if item else None,
        index=index,
        quantity=quantity,
        low=declared.low,
        high=declared.high,
        definition=declared.definition,
    )


def _spelled_series(
    layer: Layer, lists: Mapping[str, tuple[Item, ...]]
) -> Iterator[tuple[str, Series, int | None]]:
    """Spell out a layer's series: address, series, and the item's place in its list."""
    for series in layer.series:
        if series.over is None:
            yield series.address, series, None
            continue
        for index, item in enumerate(lists.get(series.over, ())):
            address = series.address.replace("{item}", item.key)
            spelled = replace(
                series,
                address=address,
                label=_item_first(item.label, series.label),
                definition=series.definition.replace("{item}", item.label),
                weight=series.weight.replace("{item}", item.key),
            )
            yield address, spelled, index


def _item_first(item: str, label: str) -> str:
    """Put an item's name into a label, or before it: "Nuclear" and "Lead time" make "Nuclear lead time"."""
    if "{item}" in label:
        return label.replace("{item}", item)
    lower = label[:1].lower() if label[1:2].islower() else label[:1]
    return f"{item} {lower}{label[1:]}"


def _children(addresses: Iterable[str]) -> dict[str, dict[str, None]]:
    """List the words that may follow each beginning of an address; the empty one has the first words."""
    tables: dict[str, dict[str, None]] = {}
    for address in addresses:
        words = address.split(".")
        for depth, word in enumerate(words):
            tables.setdefault(".".join(words[:depth]), {})[word] = None
    return tables
