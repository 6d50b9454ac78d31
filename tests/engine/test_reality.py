"""Reality checks: the shipped ones hold on the newest baseline, and every kind of expectation can fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stackdesk.engine import Runner
from stackdesk.engine.outcomes import Outcome, tally
from stackdesk.engine.reality import Reality, with_changes
from stackdesk.scenario import Scenario, reference
from stackdesk.scenario.checks import VERBS, Check
from stackdesk.scenario.checks_in import Asked, shipped_checks

DOUBTS: dict[str, str] = {}
"""Where the model is known to disagree with what is expected, and why. Strike what has been mended."""

LEAD = "infrastructure.connection.lead_time"
FASTER = {"parameter": LEAD, "region": "us", "multiply": 0.5, "from": 2027}


@pytest.fixture(scope="module")
def newest() -> Scenario:
    """Give the newest reference as it stands."""
    return Scenario(reference())


@pytest.fixture(scope="module")
def reality() -> Reality:
    """Give what runs checks, with its runs kept."""
    return Reality(Runner("compiled"))


def asked(**parts: Any) -> Asked:
    """Make a check."""
    whole = {"id": "one", "title": "One", "why": "Because.", **parts}
    return Asked(Check.model_validate(whole), "Theme", "file.toml", 1)


def shipped() -> list[Any]:
    """Give the shipped checks as parameters of a test."""
    marks = {name: pytest.mark.xfail(reason=why, strict=False) for name, why in DOUBTS.items()}
    names = [one.check.id for one in shipped_checks()]
    return [
        pytest.param(one, id=name, marks=[marks[name]] if name in marks else [])
        for one, name in zip(shipped_checks(), names, strict=True)
    ]


@pytest.mark.parametrize("one", shipped())
def test_shipped_check_holds_on_the_newest_baseline(one: Asked, newest: Scenario, reality: Reality) -> None:
    outcome = reality.one(newest, one)
    wrong = [f"{each.expected}: {each.found}" for each in outcome.findings if not each.holds]

    assert outcome.verdict == "holds", wrong or outcome.reason


def test_every_doubt_is_about_a_check() -> None:
    assert DOUBTS.keys() <= {one.check.id for one in shipped_checks()}


@pytest.mark.parametrize("date", [2023, 2026.9, 2027, 2027.125, 2027.4])
def test_a_changed_run_is_the_run_of_a_scenario_with_the_change(
    date: float, newest: Scenario, reality: Reality
) -> None:
    one = asked(
        change=[{**FASTER, "from": date}], expect=[{"series": "chips.sold", "in": 2040, "moves": "up"}]
    )
    base, unchanged = reality._start(newest, one)
    changed = reality._changed(base, unchanged, one.check)
    whole = Runner("compiled").run(with_changes(newest, one.check.change))

    for address in ("infrastructure.connected", "applications.tokens_delivered", "capital.cumulative"):
        np.testing.assert_allclose(changed[address], whole[address], rtol=1e-12)
        assert not np.array_equal(changed[address], unchanged[address])


TRUE_AND_FALSE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"rises_by": [0.001, 1.0]}, {"rises_by": [1.0, 2.0]}),
    ({"changes_by": [0.0, 1.0]}, {"changes_by": [-1.0, 0.0]}),
    ({"moves": "up"}, {"moves": "down"}),
    ({"moves": "up"}, {"moves": "not"}),
    ({"is_between": [1.0, 1000.0]}, {"is_between": [0.0, 1.0]}),
    ({"rises_by": [0.001, 1.0]}, {"falls_by": [0.001, 1.0]}),
]


@pytest.mark.parametrize(("right", "wrong"), TRUE_AND_FALSE)
def test_a_number_can_hold_and_fail(
    right: dict[str, Any], wrong: dict[str, Any], newest: Scenario, reality: Reality
) -> None:
    place = {"series": "infrastructure.connected", "region": "us", "in": 2028}

    assert verdict(newest, reality, change=[FASTER], expect=[{**place, **right}]) == "holds"
    assert verdict(newest, reality, change=[FASTER], expect=[{**place, **wrong}]) == "fails"
    assert (
        verdict(newest, reality, change=[FASTER], expect=[{**place, **right}, {**place, **wrong}]) == "fails"
    )


def test_from_nothing_to_something_is_up(newest: Scenario, reality: Reality) -> None:
    stop = [{"parameter": "infrastructure.permits.limit", "region": "us", "set": 0, "from": 2027}]
    up = {"series": "capital.imports", "region": "us", "in": 2032, "moves": "up"}
    one = outcome(newest, reality, change=stop, expect=[up, {**up, "moves": "down"}, {**up, "moves": "not"}])

    assert "0.00 to" in one.findings[0].found
    assert [each.holds for each in one.findings] == [True, False, False]


@pytest.mark.parametrize("date", [2027, 2039])
def test_a_lag_can_hold_and_fail(date: float, newest: Scenario, reality: Reality) -> None:
    lag = {"series": "infrastructure.connected", "region": "us", "unmoved_until": date}

    assert verdict(newest, reality, change=[FASTER], expect=[lag]) == ("holds" if date == 2027 else "fails")


@pytest.mark.parametrize(
    ("course", "expected"),
    [("rises", "holds"), ("never falls", "holds"), ("falls", "fails"), ("never rises", "fails")],
)
def test_a_course_can_hold_and_fail(course: str, expected: str, newest: Scenario, reality: Reality) -> None:
    one = {"series": "chips.sold", "in": [2024, 2030], "course": course}

    assert verdict(newest, reality, expect=[one]) == expected


def test_what_binds_can_hold_and_fail(newest: Scenario, reality: Reality) -> None:
    bound = reality.one(newest, asked(expect=[{"region": "us", "in": 2024, "binds": "chips"}]))
    layer = "chips" if bound.verdict == "holds" else "infrastructure"
    other = "energy"

    assert verdict(newest, reality, expect=[{"region": "us", "in": 2024, "binds": layer}]) == "holds"
    assert verdict(newest, reality, expect=[{"region": "us", "in": 2024, "does_not_bind": layer}]) == "fails"
    assert verdict(newest, reality, expect=[{"region": "us", "in": 2024, "binds": other}]) == "fails"
    assert verdict(newest, reality, expect=[{"region": "us", "in": 2024, "does_not_bind": other}]) == "holds"


def test_a_layer_that_binds_far_below_its_ceiling_is_found(newest: Scenario, reality: Reality) -> None:
    crossing = {"region": "china", "in": [2023, 2036], "binds_with_ceilings": 0.25}
    one = asked(expect=[crossing])
    _, run = reality._start(newest, one)
    assert verdict(newest, reality, expect=[crossing]) == "holds"

    other = reality.one(newest, one)
    wrong = run.flows["capital"]["layer"].copy()
    run.flows["capital"]["layer"][40:, 1] = 1.0  # energy, whose ceiling is far above the lowest there
    run._worlds.clear()
    try:
        assert reality.one(newest, one).verdict == "fails"
    finally:
        run.flows["capital"]["layer"][:] = wrong
        run._worlds.clear()
    assert reality.one(newest, one) == other


def test_always_and_at_some_time_are_told_apart(newest: Scenario, reality: Reality) -> None:
    moved = {"series": "infrastructure.connected", "region": "us", "moves": "up"}

    assert verdict(newest, reality, change=[FASTER], expect=[{**moved, "in": [2026, 2030]}]) == "fails"
    assert verdict(newest, reality, change=[FASTER], expect=[{**moved, "within": [2026, 2030]}]) == "holds"
    assert verdict(newest, reality, change=[FASTER], expect=[{**moved, "within": [2025, 2026]}]) == "fails"


def test_each_region_counts_and_all_but_one_is_the_rest(newest: Scenario, reality: Reality) -> None:
    series = {"series": "infrastructure.connected", "in": 2030, "is_between": [0, 1e6]}
    each = reality.one(newest, asked(expect=[{**series, "region": "each"}]))
    _, run = reality._start(newest, asked(expect=[series]))
    levels = {run.at("infrastructure.connected", 2030, one): one for one in run.regions}
    most = max(levels)
    but_one = reality.one(
        newest, asked(expect=[{**series, "region": "each", "is_between": [0, most * 0.99]}])
    )
    whole = {**series, "over": "infrastructure.connected", "over_region": "World"}

    assert (each.verdict, each.findings[0].found) == ("holds", "in all 7 regions")
    assert (but_one.verdict, but_one.findings[0].region) == ("fails", levels[most])
    assert but_one.findings[0].found.startswith("not in 1 of 7 regions, such as ")
    rest = {**whole, "region": "all but us", "is_between": [0, 0.999]}
    assert verdict(newest, reality, expect=[rest]) == "holds"
    assert verdict(newest, reality, expect=[{**rest, "is_between": [0.999, 1.001]}]) == "fails"


def test_a_check_is_not_asked_where_its_condition_is_not_met(newest: Scenario, reality: Reality) -> None:
    here = {"region": "us", "in": [2024, 2040]}
    parts = {
        "change": [FASTER],
        "expect": [{"series": "infrastructure.connected", "region": "us", "in": 2030, "moves": "down"}],
    }
    outcome = reality.one(newest, asked(asked_if=[{**here, "binds": "trade:plumbers"}], **parts))

    assert outcome.verdict == "not asked"
    assert "bound by plumbers in United States throughout 2024 to 2040" in outcome.reason
    assert (
        verdict(newest, reality, asked_if=[{**here, "does_not_bind": "trade:plumbers"}], **parts) == "fails"
    )


def test_a_check_of_the_baseline_is_not_asked_of_another(newest: Scenario, reality: Reality) -> None:
    one = asked(
        only="baseline",
        because="it is history",
        expect=[{"series": "chips.sold", "in": 2030, "is_between": [0, 1e-9]}],
    )
    other = newest.with_value(LEAD, 2.0)

    assert reality.one(newest, one).verdict == "fails"
    outcome = reality.one(other, one)
    assert outcome.verdict == "not asked"
    assert "it is history" in outcome.reason
    assert tally([outcome, reality.one(newest, one)]) == (0, 1, 1)


def test_what_is_given_changes_both_runs(newest: Scenario, reality: Reality) -> None:
    given = [{"parameter": "infrastructure.connection.build_limit", "set": 0, "from": 2027}]
    more = [{"parameter": "energy.grid.additions", "multiply": 2, "from": 2028}]
    still = [{"series": "infrastructure.connected", "in": [2027.25, 2040], "course": "never rises"}]
    same = [{"series": "infrastructure.connected", "in": [2023, 2040], "changes_by": [0, 0]}]

    assert verdict(newest, reality, given=given, change=more, expect=still + same) == "holds"
    assert verdict(newest, reality, change=more, expect=still) == "fails"


def test_a_check_can_start_from_a_scenario_of_its_own(newest: Scenario, reality: Reality) -> None:
    slow = newest.with_value("infrastructure.connection.build_limit", 0.0)
    still = {"series": "infrastructure.connected", "in": [2027.25, 2040], "course": "never rises"}
    one = asked(expect=[still])

    assert reality.one(newest, one).verdict == "fails"
    assert reality.one(newest, Asked(one.check, "", "", 1, base=slow)).verdict == "holds"


def test_a_region_alone_is_set_where_the_world_keeps_proportions(newest: Scenario, reality: Reality) -> None:
    share = "applications.sovereign_share"
    part = {"parameter": share, "set": 1, "from": 2027}
    each = with_changes(newest, asked(change=[{**part, "region": "each"}], expect=[SEEN]).check.change)

    assert {each.at(share, 2030, region) for region in newest.catalogue.regions} == {1.0}
    world = with_changes(newest, asked(change=[part], expect=[SEEN]).check.change)
    assert len({world.at(share, 2030, region) for region in newest.catalogue.regions}) > 1


SEEN = {"series": "chips.sold", "in": 2030, "moves": "up"}


def test_an_answer_can_be_cancelled(newest: Scenario, reality: Reality) -> None:
    left = iter([False, True])

    assert len(reality.all(newest, shipped_checks()[:5], lambda: next(left))) == 1


def test_a_finding_says_what_was_expected_and_found(newest: Scenario, reality: Reality) -> None:
    place = {"series": "infrastructure.connected", "region": "us", "in": 2028}
    finding = outcome(newest, reality, change=[FASTER], expect=[{**place, "falls_by": [0.1, 0.25]}]).findings[
        0
    ]

    assert finding.expected == "Connected in United States falls by 10 % to 25 % in 2028"
    assert finding.found.startswith("+")
    assert finding.found.endswith("GW)")
    assert (finding.series, finding.region, finding.year) == ("infrastructure.connected", "us", 2028)


def test_every_verb_is_tried_here_or_shipped() -> None:
    shipped_verbs = {each.verb for one in shipped_checks() for each in one.check.expect}
    tried = Path(__file__).read_text(encoding="utf-8")

    assert [verb for verb in VERBS if verb not in shipped_verbs and f'"{verb}"' not in tried] == []


def outcome(scenario: Scenario, reality: Reality, **parts: Any) -> Outcome:
    """Ask one check."""
    return reality.one(scenario, asked(**parts))


def verdict(scenario: Scenario, reality: Reality, **parts: Any) -> str:
    """Ask one check and give its verdict."""
    return outcome(scenario, reality, **parts).verdict
