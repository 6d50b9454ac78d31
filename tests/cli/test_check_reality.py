"""`check --reality`: what fails with expected and found, what was not asked, exit codes, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stackdesk.scenario.checks_in import shipped_checks
from tests.cli.conftest import give

MINE = """\
schema = 1
title = "Mine"

[[check]]
id = "mine-{name}"
title = "Chips that last shorter retire sooner"
why = "They wear out."
change = [{{ parameter = "chips.life", set = 3, from = 2027 }}]
expect = [{{ series = "chips.retired", in = 2030, moves = "{moves}" }}]
"""


@pytest.fixture
def one_shipped(monkeypatch: pytest.MonkeyPatch) -> str:
    """Leave one shipped check, which any scenario passes, so that exit codes are known; give its id."""
    kept = tuple(one for one in shipped_checks() if one.file.endswith("rules.toml"))[:2]
    monkeypatch.setattr("stackdesk.cli.reality.shipped_checks", lambda: kept[:1])
    return kept[0].check.id


def mine(folder: Path, moves: str) -> str:
    """Write a file of checks."""
    path = folder / f"{moves}.toml"
    path.write_text(MINE.format(name=moves, moves=moves), encoding="utf-8")
    return str(path)


def test_what_holds_is_counted(file: str, one_shipped: str) -> None:
    assert give("check", "--reality", file) == (0, f"{file}: 1 of 1 hold\n", "")


def test_a_users_checks_are_added_and_one_that_fails_is_told(file: str, tmp_path: Path) -> None:
    said = give(
        "check", "--reality", "--checks", mine(tmp_path, "down"), "--checks", mine(tmp_path, "up"), file
    )

    assert said.code == 1
    failure = said.out[said.out.index("FAILS      Chips that last shorter retire sooner (Mine: mine-down)") :]
    told = [line.strip() for line in failure.splitlines()[1:5]]
    assert told[0] == "if       Chip life at 3 years from 2027"
    assert told[1] == "expected Chips retired falls in 2030"
    assert told[2].startswith("found    +")
    assert told[3] == "because  They wear out."
    assert "mine-up" not in said.out
    hold, asked = map(
        int, said.out.splitlines()[-1].removeprefix(f"{file}: ").split(" hold")[0].split(" of ")
    )
    assert 0 < hold < asked <= len(shipped_checks()) + 2


def test_json_says_the_same(file: str, tmp_path: Path) -> None:
    words = ("check", "--reality", "--format", "json", "--checks", mine(tmp_path, "down"), file, file)
    said = give(*words)
    first, second = json.loads(said.out)

    assert said.code == 1
    assert first == second
    assert len(first["checks"]) == len(shipped_checks()) + 1
    verdicts = [one["verdict"] for one in first["checks"]]
    assert verdicts.count("holds") == first["hold"]
    assert verdicts.count("not asked") == first["not_asked"] == len(verdicts) - first["asked"]
    last = first["checks"][-1]
    assert (last["id"], last["verdict"]) == ("mine-down", "fails")
    assert last["findings"][0]["series"] == "chips.retired"
    assert last["findings"][0]["holds"] is False


def test_what_is_said_of_the_baseline_is_not_asked_of_another_scenario(file: str) -> None:
    said = give("check", "--reality", file)
    told = " ".join(said.out.split())

    assert "not asked China is bound by chips, not by power (china-is-chip-bound): only asked of the" in told


def test_a_wrong_file_of_checks_is_told_like_a_scenario(file: str, tmp_path: Path) -> None:
    path = mine(tmp_path, "sideways")
    said = give("check", "--reality", "--checks", path, file)

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{path}:9: check[1].expect[1].moves: ")


def test_a_wrong_scenario_counts_and_the_others_are_asked(
    file: str, one_shipped: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("schema = 1\n", encoding="utf-8")
    said = give("check", "--reality", str(bad), file)

    assert said.code == 1
    assert said.err.startswith(f"{bad}:1: reference: is required")
    assert said.out == f"{file}: 1 of 1 hold\n"


def test_an_id_of_a_shipped_check_cannot_be_used_again(file: str, tmp_path: Path) -> None:
    again = tmp_path / "again.toml"
    again.write_text(MINE.format(name="x", moves="up").replace("mine-x", shipped_checks()[0].check.id))
    said = give("check", "--reality", "--checks", str(again), file)

    assert said.code == 1
    assert "stands at" in said.err


@pytest.mark.parametrize("words", [("--checks", "x.toml"), ("--format", "json")])
def test_what_belongs_to_reality_checks_needs_them(file: str, words: tuple[str, ...]) -> None:
    said = give("check", *words, file)

    assert (said.code, said.out) == (2, "")
    assert said.err == f"stackdesk: {words[0]} goes with --reality\n"
