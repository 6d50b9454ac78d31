"""`check`: problems with file, line, path and what is allowed; warnings; exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import give

Write = Callable[..., str]

WRONG = """\
[infrastructure.connection]
lead_time = 200.0
build_limit = "many"
"""
ODD = """\
[infrastructure.connection]
lead_tme = 2.0
"""


def test_a_file_in_order(file: str) -> None:
    said = give("check", file)
    assert said == (0, f"{file}: in order; 1 value differs from reference 2026.1\n", "")


def test_every_problem_is_told_on_its_line(written: Write) -> None:
    name = written(WRONG)
    said = give("check", name)
    assert (said.code, said.out) == (1, "")
    first, second = said.err.splitlines()
    assert first.startswith(f"{name}:4: infrastructure.connection.lead_time: ")
    assert "allowed" in first
    assert second.startswith(f"{name}:5: infrastructure.connection.build_limit: ")


def test_an_unknown_key_is_a_warning(written: Write) -> None:
    name = written(ODD)
    said = give("check", name)
    assert said.code == 0
    assert said.err.startswith(f"{name}:4: infrastructure.connection.lead_tme: warning: unknown key")
    assert "did you mean infrastructure.connection.lead_time?" in said.err
    assert said.out.startswith(f"{name}: usable")


def test_strict_lets_warnings_count(written: Write, file: str) -> None:
    said = give("check", "--strict", written(ODD))
    assert said.code == 1
    assert said.err
    assert said.out == ""
    assert give("check", "--strict", file).code == 0


def test_all_files_are_checked_and_one_bad_one_counts(written: Write, file: str) -> None:
    bad, odd = written(WRONG, "bad.toml"), written(ODD, "odd.toml")
    said = give("check", bad, odd, file)
    assert said.code == 1
    assert f"{odd}: usable" in said.out
    assert f"{file}: in order" in said.out


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("nowhere.toml", "noise.toml", ""):
        path = str(tmp_path / name)
        said = give("check", path)
        assert said.code == 1
        assert said.err.startswith(f"{tmp_path}")
        assert len(said.err.splitlines()) == 1


def test_events_and_edited_history_are_mentioned(written: Write) -> None:
    text = """\
[energy.losses]
2024 = 0.05
2030 = 0.04

[[events]]
date = 2027-06-01
title = "Open model"
parameter = "models.open_weight_share"
add = 0.1
"""
    said = give("check", written(text))
    assert said.code == 0, said.err
    assert said.out.endswith("1 value differs from reference 2026.1, 1 event, history is edited\n")


def test_other_commands_tell_the_same_problems(written: Write) -> None:
    name = written(WRONG)
    expected = give("check", name).err
    for words in (("run", name), ("explain", name, "--year", "2030")):
        said = give(*words)
        assert (said.code, said.out, said.err) == (1, "", expected)


def test_warnings_do_not_stop_a_run(written: Write) -> None:
    said = give("run", written(ODD))
    assert said.code == 0
    assert "warning: unknown key" in said.err
    assert "WORLD" in said.out
