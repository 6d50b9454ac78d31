"""Set-up as far as it goes without a network: what it would install, where it stops, what is pinned."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NoReturn

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bootstrap

ROOT = Path(bootstrap.__file__).resolve().parent
LOCK_TEXT = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = [Requirement(line.rstrip(" \\")) for line in LOCK_TEXT.splitlines() if re.match(r"\w", line)]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]

HERE = bootstrap.Need("here", module="sys")
GONE = bootstrap.Need("libgone1", library="libgone-for-good.so.1")
GONE_FROM_TESTS = bootstrap.Need("xgone", command="gone-for-good", only_tests=True)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that set-up would have run."""
    record: list[list[str]] = []

    def note(command: list[str], *, quiet: bool = False) -> None:
        record.append(command)

    monkeypatch.setattr(bootstrap, "call", note)
    return record


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh clone, with nothing set up."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "requirements.lock")
    (tmp_path / "requirements.lock").write_text("numpy==2.0.0\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


def pretend_environment_is_complete(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").touch()
    stamp = f"{bootstrap.place()}\0{bootstrap.contents()}"
    (clone / ".venv" / "setup.stamp").write_text(stamp, encoding="utf-8")


# -------------------------------------------------------------------------------------------- the system


def test_nothing_is_missing_when_every_need_is_met() -> None:
    assert bootstrap.missing_packages(for_tests=True, needs=(HERE,)) == []


def test_what_only_tests_need_does_not_stop_the_application() -> None:
    assert bootstrap.missing_packages(for_tests=False, needs=(HERE, GONE_FROM_TESTS)) == []
    assert bootstrap.missing_packages(for_tests=True, needs=(HERE, GONE_FROM_TESTS)) == ["xgone"]


def test_one_command_installs_for_the_application_and_for_the_tests() -> None:
    missing = bootstrap.missing_packages(for_tests=False, needs=(GONE, HERE, GONE_FROM_TESTS))
    assert missing == ["libgone1", "xgone"]


@pytest.mark.parametrize(
    ("sudo", "command"),
    [
        (True, "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libgone1 xgone'"),
        (False, "su -c 'apt-get update && apt-get install --yes --no-install-recommends libgone1 xgone'"),
    ],
)
def test_without_root_it_prints_one_command_and_stops(
    sudo: bool, command: str, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"apt-get", "sudo"} if sudo else {"apt-get"}
    monkeypatch.setattr(shutil, "which", lambda name: name if name in found else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(bootstrap.SetupError) as stopped:
        bootstrap.ensure_system(["libgone1", "xgone"])

    assert [line for line in str(stopped.value).splitlines() if "apt-get" in line] == [command]
    assert calls == []


def test_root_installs_what_is_missing(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    bootstrap.ensure_system(["libgone1", "xgone"])

    assert [command[:2] for command in calls] == [["apt-get", "update"], ["apt-get", "install"]]
    assert {"--yes", "libgone1", "xgone"} <= set(calls[1])


def test_without_apt_it_names_the_packages(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.SetupError, match="libgone1 xgone"):
        bootstrap.ensure_system(["libgone1", "xgone"])
    assert calls == []


def test_a_problem_is_told_in_words_and_in_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> NoReturn:
        raise bootstrap.SetupError("Python 3.11 or newer is needed")

    monkeypatch.setattr(bootstrap, "ensure_python", stop)
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == "setup: Python 3.11 or newer is needed\n"


def test_a_failing_command_stops_setup_with_what_it_said() -> None:
    failing = [sys.executable, "-c", "print('no space left'); raise SystemExit(3)"]
    with pytest.raises(bootstrap.SetupError, match=r"(?s)no space left.*exit code 3"):
        bootstrap.call(failing, quiet=True)


@pytest.mark.skipif(shutil.which("ldd") is None, reason="there is no ldd to ask")
@pytest.mark.parametrize("plugin", ["libqxcb.so", "libqoffscreen.so"])
def test_the_system_has_every_library_that_qt_loads(plugin: str) -> None:
    found = importlib.util.find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    path = Path(found.origin).parent / "Qt" / "plugins" / "platforms" / plugin
    listing = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=True).stdout
    assert [line.split()[0] for line in listing.splitlines() if "not found" in line] == []


# --------------------------------------------------------------------------------------- the environment


def test_a_fresh_clone_gets_an_environment_from_the_lock(clone: Path, calls: list[list[str]]) -> None:
    (clone / ".venv").mkdir()  # stands for what `venv` would have made
    bootstrap.ensure_environment()

    made, installed, itself = calls
    assert made == [sys.executable, "-m", "venv", "--clear", str(clone / ".venv")]
    assert {"--require-hashes", str(clone / "requirements.lock")} <= set(installed)
    assert itself[-2:] == ["--editable", str(clone)]


def test_a_complete_environment_is_left_alone(clone: Path, calls: list[list[str]]) -> None:
    pretend_environment_is_complete(clone)
    bootstrap.ensure_environment()
    assert calls == []


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_updates_the_environment(
    changed: str, clone: Path, calls: list[list[str]]
) -> None:
    pretend_environment_is_complete(clone)
    (clone / changed).write_text("# changed\n", encoding="utf-8")
    bootstrap.ensure_environment()
    assert [command[0] for command in calls] == [str(clone / ".venv" / "bin" / "python")] * 2
    assert bootstrap.is_complete()


def test_a_moved_clone_gets_a_new_environment(
    clone: Path, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_environment_is_complete(clone)
    monkeypatch.setattr(bootstrap, "ROOT", clone / "elsewhere")
    (clone / "elsewhere").mkdir()
    shutil.copy(clone / "pyproject.toml", clone / "elsewhere")
    bootstrap.ensure_environment()
    assert "--clear" in calls[0]


def test_an_interrupted_setup_starts_again(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_environment_is_complete(clone)
    (clone / "requirements.lock").write_text("numpy==2.0.1\n", encoding="utf-8")

    def fail(command: list[str], *, quiet: bool = False) -> None:
        raise bootstrap.SetupError("the network went away")

    monkeypatch.setattr(bootstrap, "call", fail)
    with pytest.raises(bootstrap.SetupError):
        bootstrap.ensure_environment()
    assert not bootstrap.is_complete()


def test_setup_compiles_modules_and_equations(clone: Path, calls: list[list[str]]) -> None:
    bootstrap.warm()
    assert calls == []  # nothing to compile before there is an application

    (clone / "stackdesk").mkdir()
    (clone / "stackdesk" / "__main__.py").touch()
    bootstrap.warm()
    python = [str(clone / ".venv" / "bin" / "python"), "-m"]
    assert calls == [[*python, "compileall", "-q", "stackdesk"], [*python, "stackdesk", "warm"]]


def test_setup_runs_on_python_alone() -> None:
    """`-S` leaves out site-packages, as on a machine where nothing was installed yet."""
    command = [sys.executable, "-S", str(ROOT / "bootstrap.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--tests" in done.stdout


def test_the_package_is_found_from_any_folder(tmp_path: Path) -> None:
    ask = "import importlib.util as u; print(u.find_spec('stackdesk').origin)"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(ROOT / "stackdesk" / "__init__.py")


# ---------------------------------------------------------------------------------------------- the lock


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("declared", DECLARED)
def test_every_declared_package_is_pinned_within_its_range(declared: str, python: str) -> None:
    wanted = Requirement(declared)
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    pins = [
        pin
        for pin in PINS
        if canonicalize_name(pin.name) == canonicalize_name(wanted.name)
        and (pin.marker is None or pin.marker.evaluate(environment))
    ]
    assert len(pins) == 1
    (pinned,) = pins[0].specifier
    assert pinned.operator == "=="
    assert pinned.version in wanted.specifier


def test_every_pin_has_a_hash() -> None:
    pinned_and_hashed = re.findall(r"^[a-z0-9-]+==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", LOCK_TEXT, re.M)
    assert len(pinned_and_hashed) == len(PINS) > 0


def test_the_lock_names_no_server_and_no_folder() -> None:
    assert re.findall(r"://|--\w*index|--find-links|--trusted|@|/", LOCK_TEXT) == []


# ------------------------------------------------------------------------------------------ the commands


def planned(target: str) -> list[str]:
    """What `make TARGET` would run."""
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHON", "SCENARIO", "PYTEST_ARGS"}
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_make_run_sets_up_and_opens_the_baseline() -> None:
    assert planned("run") == [
        "python3 bootstrap.py",
        ".venv/bin/python -m stackdesk scenarios/baseline.toml",
    ]


def test_make_test_sets_up_first_and_runs_every_check() -> None:
    plan = planned("test")
    assert plan[0] == "python3 bootstrap.py --tests"
    for check in ("ruff check", "ruff format --check", "mypy", "lint-imports", "python -m tests"):
        assert any(line.startswith(f".venv/bin/{check}") for line in plan), check
