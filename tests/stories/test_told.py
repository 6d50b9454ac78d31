"""The scenarios that ship: each loads clean, is small, says why, and stays within what is published."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from stackdesk.scenario import Scenario, load_with_warnings, reference
from stackdesk.scenario.trajectory import numbers_of
from tests.stories.told import BASELINE, FILES, Story
from tests.story_pictures import LOOKS, PICTURES, ROOT

TOLD = {
    "baseline",
    "power-constrained",
    "packaging-constrained",
    "memory-constrained",
    "trades-constrained",
    "open-reasoning-model",
    "gpu-rent-squeeze",
    "trillion-dollar-build-out",
    "sovereign-ai",
    "sovereign-ai-with-skills",
    "emerging-market-leapfrog",
    "radiology",
    "efficiency-breakthrough",
    "capital-drought",
    "permits-moratorium",
    "on-site-power-rush",
    "reliability-threshold",
    "reliability-undone",
    "agents-take-off",
    "physical-ai",
    "skills-education",
}
KEY = re.compile(r"\b[A-Z]{1,2}\d{3}\b")
README = ROOT / "README.md"
LARGEST = 60_000  # bytes of a picture
PARAGRAPH = 300  # letters of a description that can say what changes and what to look at

every = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def outside(scenario: Scenario) -> list[str]:
    """List the values that lie outside the range which the reference publishes for them."""
    found = []
    for address, region in scenario.changes():
        published = scenario.reference.entry(address).range(region)
        value = scenario.values[address] if region is None else scenario.regional[region, address]
        numbers = numbers_of(value)
        if published is None or any(not published[0] <= one <= published[1] for one in numbers):
            found.append(f"{address} {region or ''} {numbers}")
    return found


def test_the_stories_are_there() -> None:
    assert {file.stem for file in FILES} == TOLD


@every
def test_each_loads_without_warning_on_the_newest_reference(file: Path) -> None:
    scenario, warnings = load_with_warnings(file)
    assert list(warnings) == []
    assert scenario.reference.version == reference().version
    assert scenario.author == "StackDesk"


@every
def test_each_asks_says_what_to_look_at_and_why(file: Path) -> None:
    scenario = load_with_warnings(file)[0]
    assert scenario.title
    assert len(scenario.description) > PARAGRAPH
    assert "?" in scenario.description
    assert "What to look at:" in scenario.description
    assert {address for address, _ in scenario.changes()} == set(scenario.reasons)


@every
def test_each_is_small(file: Path) -> None:
    changes = load_with_warnings(file)[0].changes()
    assert len(changes) == 0 if file.stem == BASELINE else 3 <= len(changes) <= 10


@every
def test_each_stays_within_what_is_published_or_says_that_it_is_a_stress(file: Path) -> None:
    scenario = load_with_warnings(file)[0]
    assert outside(scenario) == [] or "this is a stress" in scenario.description


@every
def test_a_reason_cites_sources_of_its_parameter_or_says_judgement(file: Path) -> None:
    scenario = load_with_warnings(file)[0]
    for address, reason in scenario.reasons.items():
        keys = {source.key for source in scenario.reference.entry(address).sources}
        cited = set(KEY.findall(reason))
        assert cited <= keys, address
        assert cited or reason.startswith("Judgement: ") or reason.endswith("A stress."), address


@every
def test_each_runs_to_the_end(file: Path, stories: dict[str, Story]) -> None:
    result = stories[file.stem].run
    for address in ("applications.tokens_delivered", "infrastructure.running_load", "capital.capex"):
        assert np.isfinite(result.world(address)).all(), address
        assert (result.world(address) > 0.0).all(), address


@every
def test_the_handbook_tells_each_with_a_small_picture(file: Path) -> None:
    page = (ROOT / "docs" / "handbook" / "stories.md").read_text(encoding="utf-8")
    assert f"<!-- story: {file.stem} -->" in page
    assert file.stem in LOOKS
    picture = PICTURES / f"{file.stem}.png"
    assert picture.stat().st_size < LARGEST
    assert f"]({file.parent.name}/{file.name})" in README.read_text(encoding="utf-8") or file.stem == BASELINE
