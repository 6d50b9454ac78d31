"""`warm` and `bench`."""

from __future__ import annotations

import json
import sys

import pytest

from stackdesk.cli import timing
from stackdesk.engine import Result
from stackdesk.engine.inputs import Inputs
from tests.cli.conftest import give


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure little, and no window."""
    figures = ({"start_s": 0.5, "frame_p50_ms": 9.0}, "")
    monkeypatch.setattr(timing, "window_figures", lambda moves: figures)
    monkeypatch.setattr(timing, "median_ms", lambda work, repeats: work() and 2.0)


def test_warm_says_how_long_it_took(result: Result) -> None:
    said = give("warm")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith(" s).\n")
    assert give("warm", "--quiet") == (0, "", "")


def test_warm_has_nothing_to_do_when_compiling_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKDESK_JIT", "0")
    said = give("warm")
    assert (said.code, said.err) == (0, "")
    assert "STACKDESK_JIT=0" in said.out


def test_warm_without_the_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    said = give("warm")
    assert said.code == 1
    assert said.err.startswith("stackdesk: the equations cannot be compiled")


@pytest.mark.usefixtures("few")
def test_bench_gives_the_figures_that_it_measured() -> None:
    said = give("bench", "--quick", "--format", "json")
    assert said.code == 0
    figures = json.loads(said.out)
    assert figures["run_ms"] == 2.0
    assert figures["start_s"] == 0.5
    assert figures["equations_per_run"] > 0
    assert figures["run_eq_per_s"] == pytest.approx(figures["equations_per_run"] / 2e-3)
    assert "c_run_ms" not in figures, "what is not measured is left out"
    assert figures["ensemble_eq_per_s"] > 0


@pytest.mark.usefixtures("few")
def test_bench_in_words_says_how_equations_are_counted() -> None:
    said = give("bench", "--quick")
    assert timing.COUNTED in said.out
    assert "Not measured" in said.out


def test_equations_are_the_numbers_of_every_step(result: Result) -> None:
    inputs = Inputs(result.scenario)
    numbers = result.flows.dtype.itemsize + result.states.dtype.itemsize + inputs.kinds["rates"].itemsize
    assert timing.equations_per_run(inputs) == numbers // 8 * len(inputs.years)


def test_a_window_that_does_not_come_up_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    figures, missing = timing.window_figures(moves=5)
    assert figures == {}
    assert missing.startswith("The window was not measured: ")
