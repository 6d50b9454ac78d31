"""Every scenario that ships, run once by the compiled engine."""

from __future__ import annotations

import pytest

from stackdesk.engine import Runner
from stackdesk.scenario import Scenario
from tests.stories.told import BASELINE, FILES, Story, read


@pytest.fixture(scope="session")
def runner() -> Runner:
    """Give the runner that all stories share."""
    return Runner("compiled")


@pytest.fixture(scope="session")
def scenarios() -> dict[str, Scenario]:
    """Read every scenario, by its file's name."""
    return {file.stem: read(file) for file in FILES}


@pytest.fixture(scope="session")
def stories(runner: Runner, scenarios: dict[str, Scenario]) -> dict[str, Story]:
    """Run every scenario beside the baseline."""
    base = runner.run(scenarios[BASELINE])
    return {name: Story(runner.run(scenario), base) for name, scenario in scenarios.items()}
