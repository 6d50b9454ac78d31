"""Files of reality checks: what is read, and what is told about mistakes, each on its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stackdesk.core.errors import ScenarioError
from stackdesk.scenario import Library, reference
from stackdesk.scenario.catalogue import Catalogue
from stackdesk.scenario.checks_in import FOLDER, limits, load_checks, matching, shipped_checks
from stackdesk.scenario.library import SHIPPED

LINES = """\
schema = 1
title = "Theme"

[[check]]
id = "one"
title = "One"
why = "Because."
change = [{ parameter = "chips.life", set = 3, from = 2027-07-02 }]
expect = [
  { series = "chips.retired", in = 2030, moves = "up" },
]
"""


def read(tmp_path: Path, text: str, library: Library = SHIPPED) -> str:
    """Read a file of checks; give what is told about it, without the folder."""
    file = tmp_path / "checks.toml"
    file.write_text(text, encoding="utf-8")
    try:
        load_checks([file], library)
    except ScenarioError as error:
        return "\n".join(str(problem).replace(f"{tmp_path}/", "") for problem in error.problems)
    return ""


def test_a_check_is_read(tmp_path: Path) -> None:
    file = tmp_path / "checks.toml"
    file.write_text(LINES, encoding="utf-8")
    (one,) = load_checks([file])

    assert (one.check.id, one.theme, one.line) == ("one", "Theme", 4)
    assert one.check.change[0].action == ("set", 3.0)
    assert one.check.change[0].start == pytest.approx(2027 + 182 / 365)
    assert one.check.expect[0].during == (2030.0, 2030.0)
    assert one.check.expect[0].verb == "moves"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('why = "Because."\n', "", "checks.toml:4: check[1].why: is required"),
        ('title = "One"', 'titel = "One"', "checks.toml:6: check[1].titel: unknown key; did you mean title?"),
        ("chips.life", "chips.live", "checks.toml:8: check[1].change[1].parameter: no parameter chips.live"),
        ("set = 3", "set = 300", "checks.toml:8: check[1].change[1].set: 300 is too high"),
        ("set = 3", "set = 3, add = 1", "checks.toml:8: check[1].change[1]: needs one of set, multiply, add"),
        (
            "set = 3,",
            'set = 3, region = "us",',
            "check[1].change[1].region: chips.life has one value for the World",
        ),
        (
            "chips.retired",
            "chips.retird",
            "checks.toml:10: check[1].expect[1].series: no series chips.retird; did",
        ),
        ("in = 2030", "in = 2090", "checks.toml:10: check[1].expect[1].in: 2090 is too high"),
        (
            "in = 2030",
            "in = [2032, 2030]",
            "check[1].expect[1]: the time ends (2030) before it starts (2032)",
        ),
        ("in = 2030, ", "", "checks.toml:10: check[1].expect[1]: needs one of in, within"),
        ('moves = "up"', 'moves = "sideways"', "checks.toml:10: check[1].expect[1].moves: "),
        ('moves = "up"', "rises_by = [0.4, 0.1]", "check[1].expect[1]: rises_by: 0.4 is above 0.1"),
        ('moves = "up"', 'binds = "chips"', "check[1].expect[1]: binds takes no series"),
        ('moves = "up"', 'moves = "up", course = "rises"', "check[1].expect[1]: needs one of "),
        ('moves = "up"', 'course = "rises"', "check[1].expect[1]: course needs a time: in = [2027, 2032]"),
        (
            "in = 2030",
            'region = "uss", in = 2030',
            "check[1].expect[1].region: no region uss; did you mean us?",
        ),
        (
            'series = "chips.retired", in = 2030, moves = "up"',
            'in = 2030, binds = "packing"',
            "no layer or cause packing",
        ),
        ("schema = 1", "schema = 2", "checks.toml:1: schema: "),
        (
            'title = "One"',
            'title = "One"\nonly = "baseline"',
            "checks.toml:4: check[1]: only and because go together",
        ),
        ('title = "One"', 'title = "One"\nbase = "none.toml"', "checks.toml:7: check[1].base: "),
        (
            "change = [{ parameter",
            "given = [{ parameter",
            "check[1]: without a change there is nothing to compare",
        ),
    ],
)
def test_a_mistake_is_told_on_its_line(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert before in LINES
    assert told in read(tmp_path, LINES.replace(before, after))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = read(tmp_path, LINES.replace("chips.life", "chips.live").replace("chips.retired", "chips.retird"))

    assert len(told.splitlines()) == 2


def test_an_id_stands_once(tmp_path: Path) -> None:
    again = LINES + LINES.partition('title = "Theme"\n')[2]

    assert "the id one stands at" in read(tmp_path, again)


def test_no_file_and_no_toml_are_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_checks([tmp_path / "none.toml"])
    assert read(tmp_path, "[[check").startswith("checks.toml:1: is not valid TOML")


def test_a_check_may_start_from_a_scenario_beside_its_file(tmp_path: Path) -> None:
    version = reference().version
    start = f'schema = 1\nreference = "{version}"\n\n[chips]\nlife = 4.0\n'
    (tmp_path / "start.toml").write_text(start, encoding="utf-8")
    text = LINES.replace('title = "One"', 'title = "One"\nbase = "start.toml"')
    assert read(tmp_path, text) == ""
    (one,) = load_checks([tmp_path / "checks.toml"])

    assert one.base is not None
    assert one.base.at("chips.life", 2030) == 4.0


def test_the_example_of_the_grammar_is_read(tmp_path: Path) -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)

    assert read(tmp_path, example) == ""


def test_a_star_stands_for_one_word() -> None:
    catalogue = reference().catalogue

    assert matching(catalogue, "energy.*") == tuple(
        one for one in catalogue.parameters if one.startswith("energy.") and one.count(".") == 1
    )
    assert len(matching(catalogue, "infrastructure.trades.*.reach")) == len(catalogue.lists["trade"])
    assert matching(catalogue, "energy.none*") == ()


# --------------------------------------------------------------------------------- the shipped checks


def covered() -> set[str]:
    """Give everything that the shipped checks are about."""
    return {word for one in shipped_checks() for word in one.check.about}


def causes(catalogue: Catalogue) -> set[str]:
    """Give every cause of the reference but the grid's build limit, which has none."""
    layers = {layer.key for layer in catalogue.layers}
    return {word for word in limits(catalogue) if word not in layers} - {"build_limit:grid"}


def test_every_cause_has_a_check() -> None:
    assert {f"cause:{one}" for one in causes(reference().catalogue)} - covered() == set()


def test_every_price_and_every_lead_time_has_a_check() -> None:
    prices = ("rent", "owning cost", "token", "electricity", "turbine", "wage", "chip")
    catalogue = reference().catalogue
    lead_times = {
        address.split(".")[-2]
        for address in catalogue.parameters
        if address.endswith(".lead_time") and "sources.grid" not in address
    }
    named = {"halls" if one == "shells" else one for one in lead_times}

    assert {f"price:{one}" for one in prices} - covered() == set()
    assert {f"lead time:{one}" for one in named} - covered() == set()


def test_every_change_says_what_is_expected_in_a_sentence() -> None:
    for one in shipped_checks():
        assert one.check.why.endswith("."), one.check.id
        assert not one.check.title.endswith("."), one.check.id
        assert one.check.about, one.check.id


def test_the_grammar_is_told_in_full() -> None:
    from stackdesk.scenario.checks import ACTIONS, VERBS

    text = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert [word for word in (*VERBS, *ACTIONS) if f"`{word}" not in text] == []
