"""References: what is in them, and everything that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from stackdesk.core.errors import AddressError, ReferenceDataError
from stackdesk.scenario import Library
from tests.scenario.small import LISTS, PARAMETERS, SOURCES, write_reference


def problems(library: Library) -> list[str]:
    """Open the reference, which must fail, and give the problems without the folder's path."""
    with pytest.raises(ReferenceDataError) as error:
        library.open("2026.1")
    return [line.replace(f"{library.folder}/2026.1/", "") for line in str(error.value).splitlines()]


def test_a_reference_knows_its_dates_lists_and_sources(library: Library) -> None:
    reference = library.open("2026.1")

    assert (reference.version, reference.present, reference.start, reference.end) == (
        "2026.1",
        2026.75,
        2023,
        2040,
    )
    assert reference.catalogue.regions == ("us", "china", "europe")
    assert reference.catalogue.lists["source"][1].label == "Nuclear"
    assert reference.sources["E1"].title == "Losses of the grid"
    assert reference.sources["E1"].year == "2024"


def test_an_entry_says_where_a_number_comes_from(library: Library) -> None:
    entry = library.open("2026.1").entry("energy.losses")

    assert entry.range() == (0.05, 0.08)
    assert [source.publisher for source in entry.sources] == ["An agency"]
    assert (entry.basis, entry.confidence, entry.note) == ("measured", "high", "At the meter.")


def test_a_region_has_its_own_range_or_the_common_one(library: Library) -> None:
    reference = library.open("2026.1")

    assert reference.entry("energy.headroom").range("us") == (10.0, 25.0)
    assert reference.entry("energy.headroom").range("china") is None
    assert reference.entry("energy.losses").range("us") == (0.05, 0.08)


def test_the_world_is_the_sum_or_the_mean_of_the_regions(library: Library) -> None:
    reference = library.open("2026.1")

    assert reference.value("energy.headroom") == 60.0
    assert reference.value("energy.price") == 60.0
    assert reference.value("energy.price", "us") == 60.0  # not named in by_region: the common value
    assert reference.value("energy.headroom", "World") == 60.0


def test_the_world_of_paths_has_all_their_years(tmp_path: Path) -> None:
    paths = "by_region = {us = {2024 = 10.0, 2026 = 20.0}, china = {2025 = 4.0, 2026 = 8.0}, europe = 1.0}"
    parameters = PARAMETERS.replace("by_region = {us = 20.0, china = 30.0, europe = 10.0}", paths)
    reference = write_reference(tmp_path, parameters=parameters).open("2026.1")

    world = reference.value("energy.headroom")

    assert not isinstance(world, float)
    assert world.points == ((2024.0, 15.0), (2025.0, 20.0), (2026.0, 29.0))


def test_a_version_is_loaded_once(library: Library) -> None:
    assert library.open("2026.1") is library.open("2026.1")
    assert library.newest() is library.open("2026.1")


def test_versions_are_ordered_by_number(tmp_path: Path) -> None:
    for version in ("2026.10", "2026.9", "notes"):
        (tmp_path / version).mkdir()
    for version in ("2026.10", "2026.9"):
        (tmp_path / version / "lists.toml").write_text("")

    assert Library(tmp_path, ()).versions() == ("2026.9", "2026.10")


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("2026.2", 'no reference "2026.2"; did you mean 2026.1?'),
        ("old", 'no reference "old"; there is 2026.1'),
        ("../2026.1", 'no reference "../2026.1"; did you mean 2026.1?'),
    ],
)
def test_an_unknown_version_is_answered_with_the_known_ones(
    library: Library, version: str, message: str
) -> None:
    with pytest.raises(ReferenceDataError) as error:
        library.open(version)

    assert str(error.value) == message


def test_an_unknown_address_or_region_is_refused(library: Library) -> None:
    reference = library.open("2026.1")

    with pytest.raises(
        AddressError, match=r"energy\.loses: no such parameter; did you mean energy\.losses\?"
    ):
        reference.value("energy.loses")
    with pytest.raises(AddressError, match="mars: no such region"):
        reference.value("energy.price", "mars")


def test_everything_wrong_in_a_layers_file_is_told_at_once(tmp_path: Path) -> None:
    parameters = """\
[losses]
value = 0.5
low = 0.08
high = 0.05
sources = ["E1", "E9"]
basis = "guessed"
[growth]
value = {2023 = "one"}
colour = "red"
[headroom]
by_region = {us = 20.0, mars = 1.0}
[sources.gas]
lead_time = {value = 3.0, by_region = {us = 2.0}}
capacity_factor = {value = 0.5, low = 0.4}
[sources.coal]
lead_time = {value = 3.0}
"""
    assert problems(write_reference(tmp_path, parameters=parameters)) == [
        "energy.toml:2: losses.value: 0.5 is too high; allowed 0 to 0.3",
        "energy.toml:1: losses: low 0.08 is above high 0.05",
        "energy.toml:5: losses.sources: E9 is not in sources.toml",
        "energy.toml:6: losses.basis: must be one of measured, derived, assumed, fitted",
        "energy.toml:9: growth.colour: unknown key; an entry has "
        "basis, by_region, confidence, high, low, note, range_by_region, sources, value",
        'energy.toml:8: growth.value.2023: must be a number, not the text "one"',
        "energy.toml:11: headroom.by_region.mars: no such region",
        "energy.toml:10: headroom: no value for china, europe",
        "energy.toml:13: sources.gas.lead_time.by_region: is not declared as regional",
        "energy.toml:14: sources.gas.capacity_factor: needs both low and high, or neither",
        "energy.toml:15: sources.coal: no such parameter",
        "energy.toml: energy.price: is missing",
        "energy.toml: energy.sources.nuclear.lead_time: is missing",
        "energy.toml: energy.sources.nuclear.capacity_factor: is missing",
    ]


UNACCOUNTED = """\
[losses]
value = 0.06
sources = ["E1"]
[growth]
value = 1.0
basis = "derived"
confidence = "low"
[headroom]
value = 20.0
basis = "fitted"
confidence = "low"
[price]
value = 60.0
basis = "measured"
confidence = "high"
sources = []
[sources.gas]
lead_time = {value = 3.0, basis = "assumed", confidence = "low"}
capacity_factor = {value = 0.5, basis = "fitted", confidence = "low", low = 0.4, high = 0.6}
[sources.nuclear]
lead_time = {value = 8.0, basis = "measured", confidence = "high", sources = ["E1"]}
capacity_factor = {value = 0.9, basis = "derived", confidence = "high", sources = ["E1"]}
"""


@pytest.mark.parametrize("version", ["2026.2", "2026.10", "2027.1"])
def test_newer_references_must_say_how_every_number_was_come_by(tmp_path: Path, version: str) -> None:
    lists = LISTS.replace("2026.1", version)

    assert problems(write_reference(tmp_path, lists=lists, parameters=UNACCOUNTED)) == [
        "energy.toml:1: losses: needs a basis: measured, derived, assumed, fitted",
        "energy.toml:1: losses: needs a confidence: high, medium, low, memory, derived",
        "energy.toml:6: growth.basis: derived needs a source; without one it is assumed",
        "energy.toml:10: headroom.basis: fitted needs the published range it was fitted within",
        "energy.toml:14: price.basis: measured needs a source; without one it is assumed",
    ]


def test_the_first_reference_is_read_as_it_was_released(tmp_path: Path) -> None:
    reference = write_reference(tmp_path, parameters=UNACCOUNTED).open("2026.1")

    assert reference.entry("energy.losses").basis == ""


def test_wrong_lists_are_told_with_their_lines(tmp_path: Path) -> None:
    lists = LISTS.replace("present = 2026.75\n", "").replace('key = "china"', 'key = "us"')
    lists = lists.replace('label = "Europe"', 'colour = "blue"')

    assert problems(write_reference(tmp_path, lists=lists)) == [
        "lists.toml:8: region[2].key: us stands twice",
        "lists.toml:12: region[3].colour: unknown key; an item has key, label, short",
        "lists.toml:10: region[3]: an item needs a key and a label",
        "lists.toml:1: present: must be a number, not missing",
    ]


LINKS = """\
[links.region_source]
us = ["gas", "nuclear"]
china = "nuclear"
"""


def test_links_name_items_of_one_list_for_items_of_another(tmp_path: Path) -> None:
    reference = write_reference(tmp_path, lists=LISTS + LINKS).open("2026.1")

    assert reference.links == {"region_source": {"us": ("gas", "nuclear"), "china": ("nuclear",)}}


def test_a_reference_may_have_no_links(library: Library) -> None:
    assert library.open("2026.1").links == {}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('mars = ["gas"]', "lists.toml:23: links.region_source.mars: mars is in no list"),
        ('europe = ["gas", "coal"]', "lists.toml:23: links.region_source.europe: coal is in no list"),
        ("europe = 3", "lists.toml:23: links.region_source.europe: 3 is in no list"),
        ("[links.region_fuel]\nus = 'gas'", "lists.toml:24: links.region_fuel.us: gas is in no list"),
        ("[links]\nregion_region = 1", "lists.toml:24: links.region_region: must be a table, not 1"),
    ],
)
def test_links_to_what_is_in_no_list_are_told_with_their_lines(
    tmp_path: Path, wrong: str, message: str
) -> None:
    assert problems(write_reference(tmp_path, lists=f"{LISTS}{LINKS}{wrong}\n")) == [message]


def test_links_that_are_no_table_are_told(tmp_path: Path) -> None:
    lists = LISTS.replace("present =", "links = 1\npresent =")

    assert problems(write_reference(tmp_path, lists=lists)) == [
        "lists.toml:2: links: must be a table, not 1",
    ]


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    found = problems(write_reference(tmp_path, sources="[E1\n"))

    assert found[0].startswith("sources.toml: is not valid TOML: Expected ']'")
    assert found[0].endswith("(at line 1, column 4)")


def test_wrong_sources_and_a_missing_file_are_told(tmp_path: Path) -> None:
    library = write_reference(tmp_path, sources=SOURCES + 'author = "N. N."\nlow = "little"\n')
    (tmp_path / "2026.1" / "energy.toml").unlink()

    found = problems(library)

    assert found[:3] == [
        "sources.toml:6: E1.author: unknown key",
        'sources.toml:7: E1.low: must be a number, not the text "little"',
        "energy.toml: cannot be read: No such file or directory",
    ]
    assert "energy.toml: energy.losses: is missing" in found
