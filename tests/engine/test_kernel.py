"""The compiled engine: it gives what plain Python gives, and never the numbers of older equations."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from stackdesk.core.equation import EQUATIONS
from stackdesk.engine import Runner, kernel
from stackdesk.scenario import Scenario
from tests.engine.box import apart, numbers

ROOT = Path(__file__).parents[2]
MODULES = sorted({function.__module__ for function in EQUATIONS.values()})

ASK = """
import json
from stackdesk.engine import run
from stackdesk.engine.kernel import cache_folder, is_cached
from stackdesk.scenario import Scenario, reference
result = run(Scenario(reference()))
print(json.dumps([str(cache_folder()), is_cached(), result.engine, result.at("chips.sold", 2026.0)]))
"""


@pytest.fixture(params=["reference", "strained"])
def either(request: pytest.FixtureRequest, scenario: Scenario) -> Scenario:
    """Give the reference, or a world where money, people and power are short."""
    if request.param == "reference":
        return scenario
    strained = scenario.with_value("capital.external", 300.0).with_value("infrastructure.ease.trades", 0.2)
    return strained.with_value("energy.grid.additions", 0.0, region="us")


def test_compiled_and_plain_agree(either: Scenario) -> None:
    plain, compiled = Runner("plain").run(either), Runner("compiled").run(either)
    assert (plain.engine, compiled.engine) == ("plain", "compiled")
    for kind in ("states", "flows"):
        for (name, one), (_, two) in zip(
            numbers(getattr(plain, kind)), numbers(getattr(compiled, kind)), strict=True
        ):
            assert apart(one, two, 1e-12) < 1e-9, name


def test_jit_off_means_plain_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKDESK_JIT", "0")
    assert Runner("compiled").engine == "plain"
    assert not Runner().compiled_ready()


@pytest.mark.parametrize("module", MODULES)
def test_the_hash_follows_the_text_of_every_equation(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kernel.sources_hash()
    text = inspect.getsource

    def changed(of: Any) -> str:
        touched = isinstance(of, ModuleType) and of.__name__ == module
        return text(of).replace("0.5", "0.6") + "\n" if touched else text(of)

    monkeypatch.setattr(inspect, "getsource", changed)
    assert kernel.sources_hash() != before


def test_the_cache_folder_follows_the_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKDESK_CACHE", str(tmp_path))
    folders = []
    for text in ("one", "two"):
        monkeypatch.setattr(kernel, "sources_hash", lambda text=text: text)
        folders.append(kernel.cache_folder())
    assert folders[0] != folders[1]
    assert all(folder.is_relative_to(tmp_path) and folder.is_dir() for folder in folders)
    (folders[0] / "kernel.nbc").touch()
    assert not kernel.is_cached()  # the second's folder is empty


def test_a_changed_equation_gives_a_changed_number(tmp_path: Path) -> None:
    """In a fresh process, beside a warm cache of the unchanged one."""
    for folder in ("stackdesk", "resources"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("ui", "__pycache__"))
    cache = tmp_path / "cache"
    before = asked(tmp_path, cache)
    (Path(before[0]) / "kernel.nbc").touch()  # as if it had been compiled
    file = tmp_path / "stackdesk" / "layers" / "chips" / "equations.py"
    text = file.read_text(encoding="utf-8")
    assert "PER_RACK = 72.0" in text
    file.write_text(text.replace("PER_RACK = 72.0", "PER_RACK = 7.0"), encoding="utf-8")
    folder, cached, engine, sold = asked(tmp_path, cache, jit="")
    assert folder != before[0]
    assert not cached
    assert engine == "plain"
    assert not np.isclose(sold, before[3], rtol=0.01)


def asked(package: Path, cache: Path, jit: str = "0") -> list[Any]:
    """Run the reference in a fresh process on a copy: cache folder, whether cached, engine, chips sold."""
    environment = os.environ | {
        "STACKDESK_CACHE": str(cache),
        "STACKDESK_JIT": jit,
        "PYTHONPATH": str(package),
    }
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=package, env=environment, capture_output=True, text=True, check=True)
    answer: list[Any] = json.loads(done.stdout)
    return answer
