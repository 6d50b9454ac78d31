"""The small reference, made once."""

from __future__ import annotations

import pytest

from stackdesk.scenario import Library, Scenario
from tests.scenario.small import bare, write_reference


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give a library with the small reference."""
    return write_reference(tmp_path_factory.mktemp("reference"))


@pytest.fixture
def scenario(library: Library) -> Scenario:
    """Give the scenario that changes nothing."""
    return bare(library)
