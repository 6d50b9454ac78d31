"""`stackdesk calibrate`: a report anyone can make, and a new folder when asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stackdesk.cli import main
from stackdesk.layers import LAYERS
from stackdesk.markets import CAPITAL
from stackdesk.scenario import reference
from stackdesk.scenario.reference_in import read_reference


def test_the_report_tells_groups_figures_and_that_nothing_was_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["calibrate", "--tries", "1"]) == 0
    told = capsys.readouterr().out
    assert all(free.parameter in told for free in reference().free)
    assert "chips_sold_2025" in told
    assert "As shipped: median error" in told
    assert "Nothing was written" in told


def test_a_written_reference_holds_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "2027.1"
    assert main(["calibrate", "--tries", "1", "--write", str(folder), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    written = read_reference(folder, (*LAYERS, CAPITAL))
    assert written.version == "2027.1"
    for told, free in zip(report["free"], written.free, strict=True):
        assert list(free.factors) == pytest.approx(told["found"], rel=1e-5)
    changed = report["free"][0]
    ratio = changed["found"][0] / changed["shipped"][0]
    old, new = (known.value(changed["parameter"]) for known in (reference(), written))
    assert new == pytest.approx(old * ratio, rel=1e-3)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--write", str(tmp_path)]) == 2
    assert "never changes" in capsys.readouterr().err


def test_a_reference_without_a_fit_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--reference", "2026.1"]) == 2
    assert "does not say what a fit may move" in capsys.readouterr().err
