"""The shipped reference and the public names, as outsiders use them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import stackdesk
from stackdesk.scenario import Scenario, Trajectory, reference, sample
from stackdesk.scenario.trajectory import numbers_of

ROOT = Path(__file__).parents[2]

# The example in the documentation.
EXAMPLE = """\
schema = 1
reference = "2026.1"            # the immutable defaults this scenario stands on

[scenario]
title = "Grid queues halve"
author = "..."
description = "What if large loads connect in two years instead of four?"

[infrastructure.connection]
lead_time = 2.0                 # from the present on

[infrastructure.pue_mean]       # a trajectory; fractional years are quoted
"2026.75" = 1.25
"2028.5" = 1.18
2030 = 1.15

[regions.us.infrastructure.connection]      # one region only
build_limit = 18.0

[reasons]                                    # why, beside what
"infrastructure.connection.lead_time" = "FERC large-load rule, medium confidence"

[uncertainty."chips.performance_growth"]
low = 1.3
high = 1.6
shape = "lognormal"
quantiles = [0.1, 0.9]

[[events]]
date = 2027-06-01
title = "Open reasoning model released"
parameter = "models.open_weight_share"
add = 0.10
"""


def test_the_documented_example_is_read_saved_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "example.toml"
    file.write_text(EXAMPLE)

    scenario = stackdesk.load(file)
    stackdesk.save(scenario, tmp_path / "copy.toml")

    assert scenario.at("infrastructure.connection.lead_time", 2030, "us") == pytest.approx(
        2.0 * part(scenario, "infrastructure.connection.lead_time", "us")
    )
    assert scenario.at("infrastructure.connection.build_limit", 2030, "us") == 18.0
    assert (tmp_path / "copy.toml").read_text() == EXAMPLE
    assert stackdesk.load(tmp_path / "copy.toml") == scenario


def part(scenario: Scenario, address: str, region: str) -> float:
    """Give a region's part of a World value: one where the parameter has no regions."""
    bare = Scenario(scenario.reference)
    return bare.at(address, bare.present, region) / bare.at(address, bare.present)


def test_every_default_is_within_its_limits_in_every_region_and_year() -> None:
    shipped = reference()
    years = [shipped.start + quarter / 4 for quarter in range(round((shipped.end - shipped.start) * 4) + 1)]
    for address, parameter in shipped.catalogue.parameters.items():
        for region in shipped.catalogue.regions if parameter.quantity.regional else (None,):
            values = sample(Scenario(shipped), address, years, region)
            assert parameter.low <= min(values) <= max(values) <= parameter.high, (address, region)


def test_a_world_value_of_any_parameter_comes_back_as_it_was_set() -> None:
    bare = Scenario(reference())
    for address, parameter in bare.catalogue.parameters.items():
        low, high = bare.catalogue.limits(parameter, None)
        value = low + 0.25 * (high - low)
        edited = bare.with_value(address, value)
        assert edited.at(address, 2035) == value, address
        assert edited.at(address, 2025) == pytest.approx(bare.at(address, 2025), rel=1e-12), address


def test_published_ranges_are_inside_the_hard_limits() -> None:
    shipped = reference()
    for address, parameter in shipped.catalogue.parameters.items():
        ranges = [shipped.entry(address).range(), *shipped.entry(address).range_by_region.values()]
        for pair in ranges:
            assert pair is None or parameter.low <= pair[0] <= pair[1] <= parameter.high, address


def test_history_is_the_reference_whatever_is_set() -> None:
    bare = Scenario(reference())
    paths = [
        address for address in bare.catalogue.parameters if isinstance(bare.effective(address), Trajectory)
    ]
    for address in paths:
        first = numbers_of(bare.effective(address))[0]
        edited = bare.with_value(address, first)
        before = bare.present - 0.001
        assert edited.at(address, before) == pytest.approx(bare.at(address, before), rel=1e-12), address


def test_the_version_is_told_in_one_way() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == stackdesk.__version__


def test_importing_is_quick_and_needs_no_heavy_library() -> None:
    heavy = "{'numpy', 'numba', 'pydantic', 'PySide6', 'pyqtgraph', 'scipy', 'tomlkit'}"
    script = f"import sys, stackdesk; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_reading_a_scenario_needs_neither_window_nor_compiler() -> None:
    heavy = "{'numpy', 'numba', 'PySide6', 'pyqtgraph', 'scipy'}"
    script = f"import sys, stackdesk; stackdesk.load; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_an_unknown_public_name_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        stackdesk.lod  # noqa: B018  # looking it up is the test
    assert {"load", "save", "run", "Scenario", "StackDeskError", "__version__"} <= set(dir(stackdesk))
