"""Bad files: one message a problem, on its line, with what is allowed or meant; never a traceback."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stackdesk.core.errors import ScenarioError
from stackdesk.scenario import Library, load, loads
from stackdesk.scenario.toml_in import loads_with_warnings
from stackdesk.scenario.toml_text import scanned
from tests.scenario.small import write_reference

HEAD = 'schema = 1\nreference = "2026.1"\n'


def problems(text: str, library: Library) -> list[str]:
    """Read a text, which must fail, and give the problems; the file is called a.toml."""
    with pytest.raises(ScenarioError) as error:
        loads(text, "a.toml", library)
    return [str(problem) for problem in error.value.problems]


# What stands below the two head lines, and what is said about it.
ONE_WRONG = {
    "too high": (
        "[energy]\nlosses = 0.5\n",
        "a.toml:4: energy.losses: 0.5 is too high; allowed 0 to 0.3",
    ),
    "too low": (
        "[energy.sources.gas]\n\nlead_time = 0\n",
        "a.toml:5: energy.sources.gas.lead_time: 0 is too low; allowed 0.25 to 15 years",
    ),
    "just too high": (
        "energy.losses = 0.3000001\n",
        "a.toml:3: energy.losses: 0.3000001 is too high; allowed 0 to 0.3",
    ),
    "too high for the world": (
        "[energy]\nheadroom = 301\n",
        "a.toml:4: energy.headroom: 301 is too high; allowed 0 to 300 GW",
    ),
    "too high for a region": (
        "[regions.us.energy]\nheadroom = 101\n",
        "a.toml:4: regions.us.energy.headroom: 101 is too high; allowed 0 to 100 GW",
    ),
    "too high in a year": (
        '[energy.losses]\n2027 = 0.1\n"2028.5" = 0.4\n',
        'a.toml:5: energy.losses."2028.5": 0.4 is too high; allowed 0 to 0.3',
    ),
    "text": (
        '[energy]\nlosses = "little"\n',
        'a.toml:4: energy.losses: must be a number, not the text "little"',
    ),
    "quoted number": (
        '[energy]\nlosses = "0.1"\n',
        'a.toml:4: energy.losses: must be a number, not the text "0.1"; leave out the quotes',
    ),
    "truth": ("[energy]\nlosses = true\n", "a.toml:4: energy.losses: must be a number, not true"),
    "list": ("[energy]\nlosses = [0.1]\n", "a.toml:4: energy.losses: must be a number, not a list"),
    "date": (
        "[energy]\nlosses = 2027-01-01\n",
        "a.toml:4: energy.losses: must be a number, not a date or time",
    ),
    "infinite": ("[energy]\nlosses = inf\n", "a.toml:4: energy.losses: must be a finite number, not inf"),
    "nan": ("[energy]\n\nlosses = nan\n", "a.toml:5: energy.losses: must be a finite number, not nan"),
    "nan nobody reads": (
        "[weather]\nrain = [1.0, nan]\n",
        "a.toml:4: weather.rain[2]: must be a finite number, not nan",
    ),
    "giant": (f"[energy]\nlosses = 1{'0' * 400}\n", "a.toml:4: energy.losses: is too large a number"),
    "not a table": ("energy = 3\n", "a.toml:3: energy: must be a table, not 3"),
    "inner not a table": ("[energy]\nsources = 3\n", "a.toml:4: energy.sources: must be a table, not 3"),
    "no year": (
        "[energy.losses]\nvalue = 0.1\n",
        'a.toml:4: energy.losses.value: is not a year; a trajectory has years such as 2030 or "2026.5"',
    ),
    "no point": (
        "[energy.losses]\n",
        "a.toml:3: energy.losses: a trajectory needs at least one year, such as 2030 = 1.2",
    ),
    "year twice": (
        '[energy.losses]\n2027 = 0.1\n"2027.0" = 0.2\n',
        'a.toml:5: energy.losses."2027.0": this year stands twice',
    ),
    "year far off": (
        "[energy.losses]\n1066 = 0.1\n",
        "a.toml:4: energy.losses.1066: years go from 1900 to 2200",
    ),
    "unquoted year": (
        "[energy.losses]\n2026.5 = 0.1\n",
        'a.toml:4: energy.losses.2026.5: a fractional year needs quotes: write "2026.5" = ...',
    ),
    "unquoted year beside its whole one": (
        "[energy.losses]\n2026 = 0.1\n2026.5 = 0.1\n",
        'a.toml:5: a fractional year needs quotes: write "2026.5" = ...',
    ),
    "table in a year": (
        "[energy.losses.2026]\nfirst = 1\n",
        "a.toml:4: energy.losses.2026.first: must be a number, not a table",
    ),
    "not regional": (
        "[regions.us.energy]\nlosses = 0.1\n",
        "a.toml:4: regions.us.energy.losses: has one value for the World; set it as energy.losses",
    ),
    "region not a table": ("[regions]\nus = 1\n", "a.toml:4: regions.us: must be a table, not 1"),
    "regions not a table": ("regions = 1\n", "a.toml:3: regions: must be a table, not 1"),
    "title": ("[scenario]\ntitle = 3\n", "a.toml:4: scenario.title: must be a text in quotes, not 3"),
    "titles": ('scenario = "x"\n', 'a.toml:3: scenario: must be a table, not the text "x"'),
    "present": ("present = 2050\n", "a.toml:3: present: 2050 is too high; allowed 2023 to 2040"),
    "model version": ("model_version = 1.0\n", "a.toml:3: model_version: must be a text in quotes, not 1"),
    "reason": (
        '[reasons]\n"energy.losses" = 3\n',
        'a.toml:4: reasons."energy.losses": must be a text in quotes, not 3',
    ),
    "uncertainty not a table": (
        '[uncertainty]\n"energy.losses" = 3\n',
        'a.toml:4: uncertainty."energy.losses": must be a table, not 3',
    ),
    "events not a list": ("[events]\n", "a.toml:3: events: must be a list: write [[events]] over each"),
    "event not a table": ("events = [1]\n", "a.toml:3: events[1]: must be a table, not 1"),
}


@pytest.mark.parametrize("case", ONE_WRONG)
def test_a_wrong_entry_is_told_on_its_line(library: Library, case: str) -> None:
    text, message = ONE_WRONG[case]

    assert message in problems(HEAD + text, library)


SAYS_MORE = {"uncertainty not a table", "event not a table", "nan nobody reads"}


@pytest.mark.parametrize("case", sorted(ONE_WRONG.keys() - SAYS_MORE))
def test_and_nothing_else_is_said(library: Library, case: str) -> None:
    assert len(problems(HEAD + ONE_WRONG[case][0], library)) == 1


UNCERTAINTY = {
    "upside down": ("low = 0.2\nhigh = 0.1", "4: {}.low: low 0.2 must be below high 0.1"),
    "equal": ("low = 0.2\nhigh = 0.2", "4: {}.low: low 0.2 must be below high 0.2"),
    "no high": ("low = 0.2", "3: {}.high: must be a number, not missing"),
    "too high": ("low = 0.2\nhigh = 0.4", "5: {}.high: 0.4 is too high; allowed 0 to 0.3"),
    "shape": (
        'low = 0.1\nhigh = 0.2\nshape = "triangel"',
        "6: {}.shape: must be one of uniform, loguniform, triangular, normal, lognormal, fixed; "
        "did you mean triangular?",
    ),
    "shape is no text": (
        "low = 0.1\nhigh = 0.2\nshape = [1]",
        "6: {}.shape: must be one of uniform, loguniform, triangular, normal, lognormal, fixed",
    ),
    "descending": (
        "low = 0.1\nhigh = 0.2\nquantiles = [0.9, 0.1]",
        "6: {}.quantiles: must ascend between 0 and 1, such as [0.1, 0.9]",
    ),
    "per cent": (
        "low = 0.1\nhigh = 0.2\nquantiles = [10, 90]",
        "6: {}.quantiles: must ascend between 0 and 1, such as [0.1, 0.9]",
    ),
    "three": (
        "low = 0.1\nhigh = 0.2\nquantiles = [0.1, 0.5, 0.9]",
        "6: {}.quantiles: must be two numbers such as [0.1, 0.9]",
    ),
    "no ends": (
        'low = 0.1\nhigh = 0.2\nshape = "normal"\nquantiles = [0, 1]',
        "7: {}.quantiles: must be above 0 and below 1 where the shape is normal, which has no ends",
    ),
    "logarithm of nothing": (
        'low = 0\nhigh = 0.2\nshape = "lognormal"',
        "4: {}.low: must be above 0 where the shape is lognormal",
    ),
}


@pytest.mark.parametrize("case", UNCERTAINTY)
def test_a_wrong_distribution_is_told(library: Library, case: str) -> None:
    text, message = UNCERTAINTY[case]

    found = problems(f'{HEAD}[uncertainty."energy.losses"]\n{text}\n', library)

    assert found == ["a.toml:" + message.format('uncertainty."energy.losses"')]


EVENTS = {
    "no date": (
        'parameter = "energy.losses"\nadd = 1',
        "3: events[1].date: must be a date such as 2027-06-01, without quotes, not missing",
    ),
    "quoted date": (
        'parameter = "energy.losses"\nadd = 1\ndate = "2027-06-01"',
        '6: events[1].date: must be a date such as 2027-06-01, without quotes, not the text "2027-06-01"',
    ),
    "date far off": (
        'date = 0001-01-01\nparameter = "energy.losses"\nadd = 1',
        "4: events[1].date: 1 is too low; allowed 1900 to 2200",
    ),
    "typing": (
        'date = 2027-06-01\nparameter = "energy.loses"\nadd = 1',
        "5: events[1].parameter: no parameter energy.loses; did you mean energy.losses?",
    ),
    "no parameter": (
        "date = 2027-06-01\nadd = 1",
        "3: events[1].parameter: must be a parameter's address in quotes, not missing",
    ),
    "no action": (
        'date = 2027-06-01\nparameter = "energy.losses"',
        "3: events[1]: needs one of add, multiply, set, has none",
    ),
    "two actions": (
        'date = 2027-06-01\nparameter = "energy.losses"\nadd = 1\nset = 0.1',
        "3: events[1]: needs one of add, multiply, set, has add and set",
    ),
    "set too high": (
        'date = 2027-06-01\nparameter = "energy.losses"\nset = 1',
        "6: events[1].set: 1 is too high; allowed 0 to 0.3",
    ),
    "no such region": (
        'date = 2027-06-01\nparameter = "energy.price"\nadd = 1\nregion = "chin"',
        "7: events[1].region: no region chin; did you mean china?",
    ),
    "not regional": (
        'date = 2027-06-01\nparameter = "energy.losses"\nadd = 1\nregion = "us"',
        "7: events[1].region: energy.losses has one value for the World",
    ),
}


@pytest.mark.parametrize("case", EVENTS)
def test_a_wrong_event_is_told(library: Library, case: str) -> None:
    text, message = EVENTS[case]

    assert problems(f"{HEAD}[[events]]\n{text}\n", library) == [f"a.toml:{message}"]


def test_the_second_event_is_told_on_its_own_lines(library: Library) -> None:
    good = '[[events]]\ndate = 2027-06-01\nparameter = "energy.losses"\nadd = 0.1\n'

    assert problems(HEAD + good + "\n" + good.replace("0.1", '"x"'), library) == [
        'a.toml:11: events[2].add: must be a number, not the text "x"'
    ]


HEADS = {
    "empty": (
        "",
        [
            "a.toml:1: schema: is required; write schema = 1 in the first line",
            'a.toml:1: reference: is required; write reference = "2026.1"',
        ],
    ),
    "no reference, and worse": (
        "schema = 1\nenergy.losses = 1\n",
        [
            'a.toml:1: reference: is required; write reference = "2026.1"',
            "a.toml:2: energy.losses: 1 is too high; allowed 0 to 0.3",
        ],
    ),
    "another reference": (
        'schema = 1\nreference = "2026.7"\nenergy.losses = 1\n',
        [
            'a.toml:2: reference: no reference "2026.7"; did you mean 2026.1?',
            "a.toml:3: energy.losses: 1 is too high; allowed 0 to 0.3",
        ],
    ),
    "a number for a reference": (
        "schema = 1\nreference = 2026.1\n",
        ['a.toml:2: reference: must be a version such as "2026.1", not 2026.1'],
    ),
    "a text for a schema": (
        'schema = "1"\nreference = "2026.1"\n',
        ['a.toml:1: schema: must be 1, not the text "1"'],
    ),
    "a truth for a schema": (
        'schema = true\nreference = "2026.1"\n',
        ["a.toml:1: schema: must be 1, not true"],
    ),
    "an older schema": ('reference = "2026.1"\nschema = 0\n', ["a.toml:2: schema: must be 1, not 0"]),
    "a newer schema": (
        'schema = 2\nreference = "2030.1"\nlosses = "none of our business"\n',
        [
            "a.toml:1: schema: the file has layout 2, made by a newer StackDesk; this one reads up to 1. "
            "Update StackDesk to open it"
        ],
    ),
}


@pytest.mark.parametrize("case", HEADS)
def test_schema_and_reference_are_required_and_checked(library: Library, case: str) -> None:
    text, expected = HEADS[case]

    assert problems(text, library) == expected


def test_all_problems_are_told_at_once_in_the_order_of_lines_with_the_warnings(library: Library) -> None:
    text = (
        HEAD
        + """\
[reasons]
"energy.losses" = 1
[energy]
loses = 0.1
losses = 1
price = "dear"
[regions.us.energy]
headroom = -1
"""
    )
    assert problems(text, library) == [
        'a.toml:4: reasons."energy.losses": must be a text in quotes, not 1',
        "a.toml:6: energy.loses: unknown key; did you mean energy.losses? It is kept and has no effect",
        "a.toml:7: energy.losses: 1 is too high; allowed 0 to 0.3",
        'a.toml:8: energy.price: must be a number, not the text "dear"',
        "a.toml:10: regions.us.energy.headroom: -1 is too low; allowed 0 to 100 GW",
    ]


def test_a_text_without_a_file_has_lines_too(library: Library) -> None:
    with pytest.raises(ScenarioError, match=r"^<text>:3: energy\.losses: 1 is too high; allowed 0 to 0\.3$"):
        loads(HEAD + "energy.losses = 1\n", library=library)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema = \n", "a.toml:1: is not valid TOML: Invalid value"),
        ("\n\nschema\n", "a.toml:3: is not valid TOML: Expected '=' after a key in a key/value pair"),
        ("schema = 1\nschema = 1\n", "a.toml:2: is not valid TOML: Cannot overwrite a value"),
        ('title = "never ends\n', "a.toml:1: is not valid TOML: Illegal character '\\n'"),
        ('schema = 1\ntitle = """never ends\n\n', "a.toml:3: is not valid TOML: Unterminated string"),
        (
            "[energy.losses]\n2026.5 = 1\n2026.5 = 2\n",
            'a.toml:3: a fractional year needs quotes: write "2026.5" = ...',
        ),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(library: Library, text: str, message: str) -> None:
    assert problems(text, library) == [message]


HOSTILE = {
    "a key of many parts": ("\n" + "a." * 20_000 + "b = 1\n", "a.toml:2: a key of more than 32 parts"),
    "a table of many parts": ("[" + "a." * 20_000 + "b]\n", "a.toml:1: a key of more than 32 parts"),
    "a quoted key of many parts": ('"a".' * 20_000 + "b = 1\n", "a.toml:1: a key of more than 32 parts"),
    "an inner key of many parts": (
        "x = [\n{" + "a . " * 20_000 + "b = 1}]\n",
        "a.toml:2: a key of more than 32 parts",
    ),
    "many brackets": ("x = " + "[" * 100_000, "a.toml:1: brackets nested more than 64 deep"),
    "many braces": ("x = " + "{a=" * 100_000, "a.toml:1: brackets nested more than 64 deep"),
    "many digits": ("\nx = " + "1" * 5_000, "a.toml:2: a value of 5,000 characters without quotes"),
    "too much": ("# " + "x" * 4 * 1024 * 1024, "a.toml: is larger than 4 MiB; that is no scenario"),
    "a quote that never ends": (
        "x = '''" + "'' \n" * 500_000,
        "a.toml:500000: is not valid TOML: Expected \"'''\"",
    ),
    "many escapes": ('x = "' + '\\"' * 1_000_000, "a.toml:1: is not valid TOML: Unterminated string"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_would_choke_the_parser_is_refused_at_once(library: Library, case: str) -> None:
    text, message = HOSTILE[case]
    start = time.process_time()

    found = problems(text, library)

    assert [line[:100] for line in found] == [message]
    assert time.process_time() - start < 2.0


def test_many_unknown_keys_are_read_in_a_moment_by_guessing_at_the_first_hundred_only(
    library: Library,
) -> None:
    text = HEAD + "".join(f"energy.lossez{number} = 1\n" for number in range(5_000))
    start = time.process_time()

    _, warnings = loads_with_warnings(text, "a.toml", library)

    assert len(warnings) == 5_000
    assert sum("did you mean energy.losses?" in warning.message for warning in warnings) == 100
    assert time.process_time() - start < 4.0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"schema = 1\n# caf\xe9\n", "2: is not UTF-8 text (byte 0xe9); save it as UTF-8"),
        ("schema = 1".encode("utf-16"), "1: is not UTF-8 text (byte 0xff); save it as UTF-8"),
        (b"schema = 1\x00\n", "1: is not valid TOML: Expected newline or end of document after a statement"),
    ],
)
def test_what_is_no_text_is_refused(library: Library, tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(data)

    with pytest.raises(ScenarioError) as error:
        load(file, library)

    assert str(error.value) == f"{file}:{message}"


def test_what_cannot_be_opened_is_told(library: Library, tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.toml", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (tmp_path / ("x" * 300), "File name too long"),
    ):
        with pytest.raises(ScenarioError) as error:
            load(path, library)
        assert str(error.value) == f"{path}: cannot be read: {message}"
    with pytest.raises(ScenarioError, match="is not the name of a file"):
        load("a\0b", library)


def test_a_large_file_is_not_read_to_its_end(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.touch()
    os.truncate(file, 50 * 1024**3)  # holds no blocks

    with pytest.raises(ScenarioError, match=r"large\.toml: is larger than 4 MiB; that is no scenario$"):
        load(file, library)


def test_every_key_has_its_line() -> None:
    text = """\
a = 1  # b = 2
"c.d" = [ # [no.table]
  {e = 1, 'f' = [2]},
  "x = 1", 1.5,
  {e.g = 2},
]
h = \"\"\"
[no.table]
no = 1\"\"\"
[ i . "j" ]
k = 1979-05-27T07:32:00Z
l.m = 1
[[n]]
o = 1
[n.p]
q = 1
[[n]]
o = '''
'''
r = 1
"\\u0073" = 1
"""
    assert scanned(text).lines == {
        ("a",): 1,
        ("c.d",): 2,
        ("c.d", 0): 3,
        ("c.d", 0, "e"): 3,
        ("c.d", 0, "f"): 3,
        ("c.d", 3): 5,
        ("c.d", 3, "e"): 5,
        ("c.d", 3, "e", "g"): 5,
        ("h",): 7,
        ("i",): 10,
        ("i", "j"): 10,
        ("i", "j", "k"): 11,
        ("i", "j", "l"): 12,
        ("i", "j", "l", "m"): 12,
        ("n",): 13,
        ("n", 0): 13,
        ("n", 0, "o"): 14,
        ("n", 0, "p"): 15,
        ("n", 0, "p", "q"): 16,
        ("n", 1): 17,
        ("n", 1, "o"): 18,
        ("n", 1, "r"): 20,
        ("n", 1, "s"): 21,
    }


FRAGMENTS = [
    *"[]{}=,.\"'#\n",
    "\\",
    '"""',
    "'''",
    "energy",
    "losses",
    "regions",
    "us",
    "events",
    "uncertainty",
    "scenario",
    "reasons",
    "present",
    "2026.5",
    "2030",
    " = ",
    "0.1",
    "nan",
    "true",
    "\n[energy]\n",
    "\n[[events]]\n",
    "1979-05-27",
    '"energy.losses"',
    "é",
    "\0",
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return write_reference(tmp_path_factory.mktemp("small"))


@settings(max_examples=300, deadline=None)
@given(fragments=st.lists(st.sampled_from(FRAGMENTS), max_size=30))
def test_whatever_is_in_a_file_it_is_read_or_refused_with_a_message(
    small: Library, fragments: list[str]
) -> None:
    text = HEAD + "".join(fragments)
    try:
        found = loads(text, "a.toml", small).reference.version
    except ScenarioError as error:
        found = "".join("x" if one.file == "a.toml" and one.line else "!" for one in error.problems)

    assert found == "2026.1" or set(found) == {"x"}
