"""What the README shows works as shown."""

from __future__ import annotations

import re
from pathlib import Path

from stackdesk.cli.program import COMMANDS
from tests.cli.conftest import give

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Give the README's examples in a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_scenario_is_in_order(tmp_path: Path) -> None:
    (example,) = blocks("toml")
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    said = give("check", "--strict", str(path))
    assert (said.code, said.err) == (0, "")


def test_the_python_example_runs(file: str, tmp_path: Path) -> None:
    (example,) = blocks("python")
    saved = tmp_path / "faster.toml"
    exec(example.replace("scenarios/baseline.toml", file).replace("faster.toml", str(saved)), {})
    assert give("check", "--strict", str(saved)).code == 0


def test_every_command_is_listed() -> None:
    assert set(re.findall(r"^\| `stackdesk (\w+)[ `]", README, re.MULTILINE)) == set(COMMANDS)


def test_messages_are_told_as_shown(tmp_path: Path) -> None:
    shown = re.findall(r"^ +(mine\.toml:.*)$", README, re.MULTILINE)
    lines = ["schema = 1", 'reference = "2026.1"', "", "[scenario]", 'titel = "x"', ""]
    path = tmp_path / "mine.toml"
    path.write_text("\n".join([*lines, "[infrastructure.connection]", "lead_time = 200"]), encoding="utf-8")
    said = give("check", str(path))
    assert [line.removeprefix(f"{tmp_path}/") for line in said.err.splitlines()] == shown
