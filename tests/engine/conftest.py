"""The baseline, run once by the compiled engine, and the box of inputs around it."""

from __future__ import annotations

import pytest

from stackdesk.engine import Result
from stackdesk.scenario import Scenario, reference
from tests.engine.box import Box


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """Give the reference as it stands."""
    return Scenario(reference())


@pytest.fixture(scope="session")
def box(scenario: Scenario) -> Box:
    """Give the box at the default step."""
    return Box(scenario)


@pytest.fixture(scope="session")
def coarse(scenario: Scenario) -> Box:
    """Give the box at the coarsest step allowed, where anything unstable shows first."""
    return Box(scenario, steps_per_year=4)


@pytest.fixture(scope="session")
def baseline(box: Box) -> Result:
    """Give the baseline's result."""
    return box.base
