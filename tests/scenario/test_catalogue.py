"""Addresses: declarations spelled out over lists."""

from __future__ import annotations

import pytest

from stackdesk.core.errors import AddressError
from stackdesk.scenario import Catalogue, Library


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.open("2026.1").catalogue


def test_every_item_of_a_list_has_its_parameters_side_by_side(catalogue: Catalogue) -> None:
    assert list(catalogue.parameters) == [
        "energy.losses",
        "energy.growth",
        "energy.headroom",
        "energy.price",
        "energy.sources.gas.lead_time",
        "energy.sources.gas.capacity_factor",
        "energy.sources.nuclear.lead_time",
        "energy.sources.nuclear.capacity_factor",
    ]


def test_a_parameter_over_a_list_knows_its_item_and_its_place_in_the_records(catalogue: Catalogue) -> None:
    parameter = catalogue.parameter("energy.sources.nuclear.lead_time")

    assert parameter.path == ("energy", "sources", "lead_time")
    assert (parameter.item, parameter.index) == ("nuclear", 1)
    assert parameter.label == "Nuclear lead time"
    assert (parameter.low, parameter.high) == (0.25, 15)
    assert parameter.definition == "From order to power."


def test_series_are_spelled_out_too(catalogue: Catalogue) -> None:
    assert list(catalogue.series) == ["energy.use", "energy.made.gas", "energy.made.nuclear"]
    assert catalogue.series["energy.made.gas"].label == "New gas electricity made"
    assert catalogue.series["energy.made.gas"].definition == "Made by New gas."
    assert catalogue.series_index == {"energy.use": None, "energy.made.gas": 0, "energy.made.nuclear": 1}


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("energy.loses", "energy.losses"),
        ("enrgy.sources.nuclaer.lead_tim", "energy.sources.nuclear.lead_time"),
        ("losses", "energy.losses"),
        ("energy.power.losses", "energy.losses"),
    ],
)
def test_a_wrong_address_is_answered_with_what_may_have_been_meant(
    catalogue: Catalogue, wrong: str, meant: str
) -> None:
    with pytest.raises(AddressError) as error:
        catalogue.parameter(wrong)

    assert str(error.value) == f"{wrong}: no such parameter; did you mean {meant}?"


def test_nothing_is_suggested_when_nothing_is_near(catalogue: Catalogue) -> None:
    with pytest.raises(AddressError, match=r"^weather\.rain: no such parameter$"):
        catalogue.parameter("weather.rain")


def test_the_world_may_have_as_much_as_all_regions_together(catalogue: Catalogue) -> None:
    headroom, price = catalogue.parameter("energy.headroom"), catalogue.parameter("energy.price")

    assert catalogue.limits(headroom, "us") == (0, 100)
    assert catalogue.limits(headroom, None) == (0, 300)
    assert catalogue.limits(price, None) == (0, 100)


def test_the_world_is_no_region_and_others_are_looked_up(catalogue: Catalogue) -> None:
    assert catalogue.region("World") is None
    assert catalogue.region("china") == "china"
    with pytest.raises(AddressError, match=r"^chin: no such region; did you mean china\?$"):
        catalogue.region("chin")
