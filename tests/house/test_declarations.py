"""Every declaration is complete: units, limits, words, and names that exist."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from stackdesk.core.layer import Layer
from stackdesk.core.quantity import Block, declarations
from stackdesk.layers import LAYERS
from stackdesk.markets import CAPITAL
from stackdesk.scenario import Reference, reference

ROOMS = (*LAYERS, CAPITAL)
DECLARED = [(room, declared) for room in ROOMS for declared in declarations(room.key, room.parameters)]
SERIES = [(room, series) for room in ROOMS for series in room.series]
DIMENSIONS = {"region", "source", "chain", "trade", "family", "sector", "input"}
ENGINE_DIMENSIONS = {"vintage", "energy_cause", "chips_cause", "infrastructure_cause"}

every_room = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)


@pytest.fixture(scope="module")
def shipped() -> Reference:
    """Give the newest shipped reference."""
    return reference()


def blocks(block: type[Block]) -> list[type[Block]]:
    """Give a block and all blocks within it."""
    found = [block]
    for field in block.model_fields.values():
        for inner in re.findall(r"\w+", str(field.annotation)):
            kind = next((one for one in Block.__subclasses__() if one.__name__ == inner), None)
            if kind and kind.__module__ == block.__module__:
                found += blocks(kind)
    return found


@every_room
def test_a_parameter_says_what_it_is(room: Layer) -> None:
    for declared in declarations(room.key, room.parameters):
        address, quantity = ".".join(declared.path), declared.quantity
        assert quantity.unit, address
        assert 0.0 < quantity.step <= declared.high - declared.low, address
        assert declared.definition.endswith("."), address
        assert 0 < len(quantity.label) <= 40, address
        assert len(quantity.short) <= 25, address
        assert quantity.split == "intensive" or quantity.regional, address
        assert declared.over is None or declared.over in DIMENSIONS, address


def test_labels_within_a_block_are_unlike() -> None:
    labels = Counter((one.path[:-1], one.quantity.label) for _, one in DECLARED)

    assert [place for place, count in labels.items() if count > 1] == []


@every_room
def test_every_block_says_what_it_groups(room: Layer) -> None:
    for block in blocks(room.parameters):
        assert (block.__doc__ or "").strip().endswith("."), block.__name__


@every_room
def test_a_series_says_what_it_is(room: Layer) -> None:
    for series in room.series:
        assert series.unit, series.address
        assert 0 < len(series.label) <= 40, series.address
        assert series.definition.endswith("."), series.address
        assert ("{item}" in series.address) == (series.over is not None), series.address
        assert (series.total == "mean") == bool(series.weight), series.address
        assert series.total != "first" or not series.regional, series.address


@every_room
def test_a_series_stands_in_the_layouts(room: Layer) -> None:
    places = {"flows": room.flows, "state": room.state, "markets": CAPITAL.flows}
    for series in room.series:
        place, name = series.source.split(".")
        shape = places[place][name]
        assert ("region" in shape) == series.regional, series.address
        assert series.over is None or shape[-1] == series.over, series.address
        assert len(shape) == series.regional + (series.over is not None), series.address


def test_a_weight_is_a_series() -> None:
    addresses = {series.address for _, series in SERIES}

    for _, series in SERIES:
        assert not series.weight or series.weight in addresses, series.address


def test_no_two_series_or_rooms_share_an_address() -> None:
    addresses = Counter(series.address for _, series in SERIES)

    assert [address for address, count in addresses.items() if count > 1] == []
    assert all(series.address.startswith(f"{room.key}.") for room, series in SERIES)


@every_room
def test_layouts_use_known_dimensions(room: Layer) -> None:
    for layout in (room.state, room.flows, room.rates):
        for name, shape in layout.items():
            unknown = {one for one in shape if isinstance(one, str)} - DIMENSIONS - ENGINE_DIMENSIONS
            assert not unknown, f"{room.key}: {name}"
            assert "region" not in shape[1:] or shape[0] == "chain", f"{room.key}: {name}: regions come first"


@every_room
def test_charts_show_series_that_exist(room: Layer) -> None:
    addresses = {series.address for _, series in SERIES}
    spelled = {pattern.replace("{item}", "*") for pattern in addresses}
    for chart in (part for one in room.charts for part in (one, *one.panes)):
        assert chart.title
        assert chart.unit or chart.panes or chart.form == "flow", chart.title
        for address in (*chart.series, *chart.lines, *((chart.over,) if chart.over else ())):
            shown = address.replace("{item}", "*")
            listed = re.sub(r"(trades\.)\w+(\.)", r"\1*\2", shown)
            assert {shown, listed} & spelled, address


@every_room
def test_levers_and_constraints_move_parameters_that_exist(room: Layer, shipped: Reference) -> None:
    parameters = shipped.catalogue.parameters
    assert room.levers
    for address in room.levers:
        assert address in parameters, address
        assert not parameters[address].quantity.hidden, address
        assert address.startswith(f"{room.key}."), address
    for constraint in room.constraints:
        assert constraint.eases in parameters, constraint.name
        assert constraint.family in ("ceiling", "limit"), constraint.name


def test_constraints_have_names_of_their_own() -> None:
    names = Counter(constraint.name for room in ROOMS for constraint in room.constraints)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.key)
def test_a_layer_shows_series_that_exist(layer: Layer) -> None:
    addresses = {series.address for _, series in SERIES}

    assert {layer.headline, layer.ceiling, layer.supplied[0], layer.asked[0]} <= addresses
    assert layer.headline_text
    assert len(layer.levers) <= 7


@every_room
def test_every_parameter_of_the_shipped_reference_has_its_entry(room: Layer, shipped: Reference) -> None:
    for parameter in shipped.catalogue.of_layer(room.key):
        assert parameter.address in shipped.entries


def test_charts_have_keys_of_their_own() -> None:
    keys = Counter((room.key, chart.key) for room in ROOMS for chart in room.charts)

    assert [key for key, count in keys.items() if count > 1] == []
