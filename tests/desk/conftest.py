"""A desk over the small reference, with a runner that counts and a clock that is set by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from stackdesk.desk import Desk
from stackdesk.scenario import Library, Scenario
from tests.scenario.small import write_reference


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class FakeResult:
    """A result that only remembers what was run."""

    scenario: Scenario
    model_version: str = "7.0"


@dataclass
class FakeRunner:
    """A runner that only remembers what was run."""

    ran: list[Scenario] = field(default_factory=list)

    def run(self, scenario: Scenario) -> FakeResult:
        """Run at once."""
        self.ran.append(scenario)
        return FakeResult(scenario)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give a library with the small reference."""
    return write_reference(tmp_path_factory.mktemp("reference"))


@pytest.fixture
def clock() -> Clock:
    """Give a clock."""
    return Clock()


@pytest.fixture
def runner() -> FakeRunner:
    """Give a runner."""
    return FakeRunner()


@pytest.fixture
def desk(library: Library, clock: Clock, runner: FakeRunner) -> Desk:
    """Give a desk with an empty scenario."""
    return Desk(runner, library=library, clock=clock)  # type: ignore[arg-type]  # a result's stand-in
