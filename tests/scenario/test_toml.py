"""Scenario files: what is read, what is written, and that both agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario import Event, Library, Scenario, Trajectory, Uncertainty, dumps, loads
from stackdesk.scenario.toml_in import load_with_warnings
from tests.scenario.small import bare, write_reference

FULL = """\
schema = 1
reference = "2026.1"
present = 2027.0
model_version = "1.0"

[scenario]
title = "Less is lost"
author = "N. N."
description = "What if the grid were better?"

[energy]
losses = 0.04

[energy.growth]
2030 = 3.0
"2028.5" = 2.8

[energy.sources.nuclear]
lead_time = 6

[regions.us.energy]
headroom = 25.0
price = {2028 = 50.0, 2030 = 40.0}

[reasons]
"energy.losses" = "New lines"

[uncertainty."energy.losses"]
low = 0.03
high = 0.05
shape = "lognormal"
quantiles = [0.1, 0.9]

[[events]]
date = 2027-06-01
title = "A line opens"
parameter = "energy.headroom"
region = "china"
add = 5

[[events]]
date = 2030.1
parameter = "energy.losses"
multiply = 0.5
"""


def test_everything_a_file_may_hold_is_read(library: Library) -> None:
    scenario = loads(FULL, library=library)

    assert scenario == Scenario(
        reference=library.open("2026.1"),
        title="Less is lost",
        author="N. N.",
        description="What if the grid were better?",
        present=2027.0,
        values={
            "energy.losses": 0.04,
            "energy.growth": Trajectory(((2028.5, 2.8), (2030.0, 3.0))),
            "energy.sources.nuclear.lead_time": 6.0,
        },
        regional={
            ("us", "energy.headroom"): 25.0,
            ("us", "energy.price"): Trajectory(((2028.0, 50.0), (2030.0, 40.0))),
        },
        reasons={"energy.losses": "New lines"},
        uncertainty={"energy.losses": Uncertainty(0.03, 0.05, "lognormal", (0.1, 0.9))},
        events=(
            Event(2027 + 151 / 365, "energy.headroom", "A line opens", "china", add=5.0),
            Event(2030.1, "energy.losses", multiply=0.5),
        ),
        model_version="1.0",
    )


def test_a_file_is_written_in_the_layout_it_is_documented_in(library: Library) -> None:
    assert (
        dumps(loads(FULL, library=library))
        == """\
schema = 1
reference = "2026.1"
present = 2027.0
model_version = "1.0"

[scenario]
title = "Less is lost"
author = "N. N."
description = "What if the grid were better?"

[energy]
losses = 0.04

[energy.growth]
"2028.5" = 2.8
2030 = 3.0

[energy.sources.nuclear]
lead_time = 6.0

[regions.us.energy]
headroom = 25.0

[regions.us.energy.price]
2028 = 50.0
2030 = 40.0

[reasons]
"energy.losses" = "New lines"

[uncertainty."energy.losses"]
low = 0.03
high = 0.05
shape = "lognormal"
quantiles = [
    0.1,
    0.9,
]

[[events]]
date = 2027-06-01
title = "A line opens"
parameter = "energy.headroom"
region = "china"
add = 5.0

[[events]]
date = 2030.1
parameter = "energy.losses"
multiply = 0.5
"""
    )


def test_only_what_differs_from_the_reference_is_written(library: Library, scenario: Scenario) -> None:
    text = 'schema = 1\nreference = "2026.1"\npresent = 2026.75\n[energy]\nlosses = 0.06\n'

    read = loads(text, library=library)

    assert read == scenario
    assert dumps(read) == 'schema = 1\nreference = "2026.1"\n'


def test_addresses_need_no_quotes_and_the_present_may_stand_with_the_title(library: Library) -> None:
    text = """\
schema = 1
reference = "2026.1"
scenario.present = 2028.0
reasons.energy.losses = "New lines"
[uncertainty.energy.losses]
low = 0.03
high = 0.05
"""
    scenario = loads(text, library=library)

    assert scenario.present == 2028.0
    assert scenario.reasons == {"energy.losses": "New lines"}
    assert scenario.uncertainty == {"energy.losses": Uncertainty(0.03, 0.05, "uniform", (0.0, 1.0))}


def test_what_does_not_vary_has_no_numbers(library: Library) -> None:
    scenario = Scenario(library.newest()).with_uncertainty("energy.losses", Uncertainty())

    text = dumps(scenario)

    assert text.endswith('[uncertainty."energy.losses"]\nshape = "fixed"\n')
    assert loads(text, library=library) == scenario
    assert scenario.with_uncertainty("energy.losses", None).uncertainty == {}


def test_ends_of_a_distribution_are_within_the_hard_limits(library: Library) -> None:
    with pytest.raises(ValueRefusedError, match="too high"):
        Scenario(library.newest()).with_uncertainty(
            "energy.losses", Uncertainty(0.1, 0.5, "uniform", (0.0, 1.0))
        )


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2027-01-01", 2027.0),
        ("2028-12-31", 2028 + 365 / 366),
        ("2027-06-01T12:30:00+02:00", 2027 + 151 / 365),
        ("2027-06-01 12:30:00", 2027 + 151 / 365),
        ("2027", 2027.0),
        ("2027.5", 2027.5),
    ],
)
def test_the_date_of_an_event_is_a_day_or_a_year(library: Library, date: str, year: float) -> None:
    event = f'[[events]]\ndate = {date}\nparameter = "energy.losses"\nadd = 0.01\n'
    scenario = loads(f'schema = 1\nreference = "2026.1"\n{event}', library=library)

    assert scenario.events[0].date == year
    assert loads(dumps(scenario), library=library) == scenario


def test_unknown_keys_are_warned_about_on_their_lines_and_written_back(
    library: Library, tmp_path: Path
) -> None:
    text = """\
schema = 1
reference = "2026.1"
colour = "red"

[scenario]
title = "Strange"
tags = ["a", "b"]

[energy]
loses = 0.04

[energy.sources.coal]
lead_time = 3.0

[regions.mars.energy]
losses = 0.1

[reasons]
"energy.loses" = "Typing"

[weather]
rain = 2027-06-01

[[events]]
date = 2027-06-01
parameter = "energy.losses"
add = 0.01
icon = {name = "bolt", sizes = [1, 2]}
"""
    file = tmp_path / "strange.toml"
    file.write_text(text)

    scenario, warnings = load_with_warnings(file, library)

    kept = "it is kept and has no effect"
    assert [str(warning).replace(str(file), "strange.toml") for warning in warnings] == [
        f"strange.toml:3: colour: unknown key; {kept}",
        f"strange.toml:7: scenario.tags: unknown key; {kept}",
        f"strange.toml:10: energy.loses: unknown key; did you mean energy.losses? I{kept[1:]}",
        f"strange.toml:12: energy.sources.coal: unknown key; {kept}",
        f"strange.toml:15: regions.mars: unknown key; {kept}",
        f'strange.toml:19: reasons."energy.loses": unknown key; did you mean energy.losses? I{kept[1:]}',
        f"strange.toml:21: weather: unknown key; {kept}",
        f"strange.toml:28: events[1].icon: unknown key; {kept}",
    ]
    assert all(warning.warning for warning in warnings)
    written = dumps(scenario)
    assert loads(written, library=library) == scenario
    assert 'name = "bolt"' in written
    assert 'colour = "red"' in written
    for line in ("loses = 0.04", "[energy.sources.coal]", "[regions.mars.energy]", "rain = 2027-06-01"):
        assert line in written


def test_long_texts_are_written_over_several_lines(library: Library, scenario: Scenario) -> None:
    text = dumps(replace(scenario, description='First "line"\nSecond \\ line\n'))

    assert 'description = """\nFirst \\"line\\"\nSecond \\\\ line\n"""' in text
    assert loads(text, library=library).description == 'First "line"\nSecond \\ line\n'


@pytest.mark.parametrize("lead", ["", "\N{BYTE ORDER MARK}"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_other_editors_marks_and_line_ends_are_read(
    library: Library, tmp_path: Path, lead: str, newline: str
) -> None:
    file = tmp_path / "windows.toml"
    file.write_bytes((lead + FULL).replace("\n", newline).encode())

    assert load_with_warnings(file, library) == (loads(FULL, library=library), ())


ADDRESSES = {
    "energy.losses": (0.0, 0.3),
    "energy.growth": (0.0, 10.0),
    "energy.headroom": (0.0, 100.0),
    "energy.price": (0.0, 100.0),
    "energy.sources.gas.lead_time": (0.25, 15.0),
}
REGIONAL = ("energy.headroom", "energy.price")
YEARS = st.floats(1900, 2200)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def values(draw: st.DrawFn, address: str) -> float | Trajectory:
    """Draw a number or a trajectory within the address's limits."""
    numbers = st.floats(*ADDRESSES[address])
    if draw(st.booleans()):
        return draw(numbers)
    years = draw(st.lists(YEARS, min_size=1, max_size=4, unique=True))
    return Trajectory(tuple((year, draw(numbers)) for year in sorted(years)))


UNKNOWN = st.dictionaries(TEXT.map("x{}".format), st.one_of(st.integers(), TEXT, st.lists(TEXT)), max_size=2)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Draw an event."""
    address = draw(st.sampled_from(sorted(ADDRESSES)))
    region = draw(st.sampled_from([None, "us"])) if address in REGIONAL else None
    action = draw(st.sampled_from(["add", "multiply", "set"]))
    amount = draw(st.floats(*ADDRESSES[address]))
    date = draw(st.one_of(YEARS, st.integers(0, 12).map(lambda month: 2027 + month * 31 / 365)))
    add, multiply, set_to = (amount if action == one else None for one in ("add", "multiply", "set"))
    return Event(date, address, draw(TEXT), region, add, multiply, set_to)


@st.composite
def scenarios(draw: st.DrawFn, bare_one: Scenario) -> Scenario:
    """Draw a scenario, with keys nobody knows among the rest."""
    some = st.lists(st.sampled_from(sorted(ADDRESSES)), unique=True)
    return replace(
        bare_one,
        title=draw(TEXT),
        description=draw(TEXT),
        present=draw(st.sampled_from([2026.75, 2028.0])),
        values={address: draw(values(address)) for address in draw(some)},
        regional={("us", address): draw(values(address)) for address in draw(some) if address in REGIONAL},
        reasons={address: draw(TEXT) for address in draw(some)},
        events=tuple(draw(st.lists(events(), max_size=3))),
        unknown=draw(UNKNOWN),
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return write_reference(tmp_path_factory.mktemp("small"))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_scenario_reads_back_as_it_was_written(small: Library, data: st.DataObject) -> None:
    scenario = data.draw(scenarios(bare(small)))

    assert loads(dumps(scenario), library=small) == scenario


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_scenario_reads_back_from_a_file_with_comments(small: Library, data: st.DataObject) -> None:
    commented = loads(f"# Ours.\n{FULL}# The end.\n", library=small).commented
    scenario = replace(data.draw(scenarios(bare(small))), commented=commented)

    written = dumps(scenario)

    assert loads(written, library=small) == scenario
    assert "# Ours." in written
