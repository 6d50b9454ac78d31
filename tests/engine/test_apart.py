"""Relief from another process is the relief of this one."""

from __future__ import annotations

import pytest

from stackdesk.engine import Measure, Runner
from stackdesk.engine.apart import Apart
from stackdesk.engine.reality import Reality
from stackdesk.scenario import Scenario
from stackdesk.scenario.checks_in import shipped_checks

YEAR = 2031.0


def test_another_process_measures_the_same(scenario: Scenario) -> None:
    apart = Apart()
    for lead, region in ((3.0, "World"), (5.0, "us")):
        edited = scenario.with_value("infrastructure.connection.lead_time", lead)
        found = apart.relief(edited, YEAR, region)
        assert found == Measure(Runner("compiled"), edited, YEAR, region).all(lambda: False)
        assert found.scenario is edited


def test_another_process_asks_the_same_reality_checks(scenario: Scenario) -> None:
    apart = Apart()
    here = Reality(Runner("compiled"))
    for edited in (scenario, scenario.with_value("infrastructure.connection.lead_time", 5.0)):
        found, count = apart.checks(edited, 3, 2)
        more, _ = apart.checks(edited, 5, 1)
        assert count == len(shipped_checks())
        assert found + more == here.all(edited, shipped_checks()[3:6])
    assert apart.checks(scenario, count, 5) == ((), count)


def test_a_process_that_has_ended_is_said(scenario: Scenario) -> None:
    apart = Apart()
    apart.relief(scenario, YEAR, "World")
    assert apart._process is not None
    apart._process.kill()
    with pytest.raises((OSError, EOFError)):
        apart.relief(scenario, YEAR, "World")
