"""The scenarios that ship: each loads clean, says why, and tells the story of its description."""

from __future__ import annotations

from pathlib import Path

import pytest

from stackdesk.engine import Result, Runner
from stackdesk.scenario import load_with_warnings

FOLDER = Path(__file__).parents[1] / "scenarios"
FILES = sorted(FOLDER.glob("*.toml"))
NAMES = {"baseline", "power-constrained", "packaging-constrained", "trades-constrained"}


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """Run every scenario once."""
    runner = Runner("compiled")
    return {file.stem: runner.run(load_with_warnings(file)[0]) for file in FILES}


def quarters(result: Result, layer: str, cause: str = "") -> float:
    """Give the share of the quarters of 2028 to 2034 in which this binds in the United States."""
    years = (result.years >= 2028.0) & (result.years < 2035.0)
    layers = result.region("binding.layer", "us")[years].tolist()
    causes = result.region("binding.cause", "us")[years].tolist()
    held = [one == layer and two.startswith(cause) for one, two in zip(layers, causes, strict=True)]
    return float(sum(held) / len(held))


def running(result: Result) -> float:
    """Give the running load of the United States in 2031, GW."""
    return float(result.at("infrastructure.running_load", 2031.0, "us"))


def test_the_four_scenarios_are_there() -> None:
    assert {file.stem for file in FILES} >= NAMES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_loads_without_warning_and_says_why(file: Path) -> None:
    scenario, warnings = load_with_warnings(file)
    assert list(warnings) == []
    assert scenario.title
    assert len(scenario.description) > 100
    changed = {address for address, _ in scenario.changes()}
    assert changed == {address for address, reason in scenario.reasons.items() if reason}
    assert bool(changed) == (file.stem != "baseline")


def test_without_power_the_united_states_are_held_by_power_and_wires(results: dict[str, Result]) -> None:
    power, baseline = results["power-constrained"], results["baseline"]
    assert quarters(power, "energy") + quarters(power, "infrastructure", "connection") > 0.3
    assert quarters(power, "energy") > quarters(baseline, "energy")
    assert running(power) < 0.95 * running(baseline)


def test_without_packaging_chips_hold_the_united_states(results: dict[str, Result]) -> None:
    packaging, baseline = results["packaging-constrained"], results["baseline"]
    assert quarters(packaging, "chips", "packaging") > 0.5
    assert quarters(packaging, "chips", "packaging") > quarters(baseline, "chips", "packaging")
    assert running(packaging) < 0.95 * running(baseline)


def test_without_trades_work_waits_for_people(results: dict[str, Result]) -> None:
    trades, baseline = results["trades-constrained"], results["baseline"]
    assert quarters(trades, "infrastructure", "trade:") > 0.3
    assert quarters(trades, "infrastructure", "trade:") > quarters(baseline, "infrastructure", "trade:")
    assert running(trades) < 0.95 * running(baseline)


def test_other_regions_cannot_replace_what_the_united_states_cannot_run(results: dict[str, Result]) -> None:
    """Hence less runs in the World and rent is higher, in each of the three."""
    baseline = results["baseline"]
    for name in NAMES - {"baseline"}:
        result = results[name]
        load, rent = "infrastructure.running_load", "infrastructure.rental_price"
        assert result.at(load, 2031.0) < baseline.at(load, 2031.0), name
        assert result.at(rent, 2031.0) > baseline.at(rent, 2031.0), name
