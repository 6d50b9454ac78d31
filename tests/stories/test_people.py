"""Stories of regions and people: borders, skills, work, machines."""

from __future__ import annotations

import pytest

from tests.stories.told import LOAD, RENT, TOKENS, VALUE, Story

DRIVING, CONSUMER = "applications.adoption.driving", "applications.adoption.consumer"
HEADCOUNT = "applications.headcount.healthcare"


def test_borders_make_tokens_scarce_at_home_and_cheap_where_compute_stands(stories: dict[str, Story]) -> None:
    sovereign = stories["sovereign-ai"]
    assert sovereign.change(RENT, 2031.0, "europe") > 0.2
    assert sovereign.change(TOKENS, 2031.0, "europe") < -0.15
    for region in ("us", "gulf"):
        assert sovereign.change(RENT, 2031.0, region) < -0.15, region
    assert abs(sovereign.change(LOAD, 2031.0, "europe")) < 0.05
    assert sovereign.change(LOAD, 2038.0, "europe") > 0.08
    assert sovereign.change(LOAD, 2038.0, "india") > 0.15
    assert sovereign.change(VALUE, 2031.0, "europe") < -0.03


def test_with_skills_sovereign_compute_is_worth_more(stories: dict[str, Story]) -> None:
    bare, skilled = stories["sovereign-ai"], stories["sovereign-ai-with-skills"]
    assert skilled.change(VALUE, 2031.0) > bare.change(VALUE, 2031.0) + 0.03
    assert skilled.change(VALUE, 2033.0) > 0.0 > bare.change(VALUE, 2030.0)
    for region in ("europe", "india"):
        assert skilled.change(CONSUMER, 2031.0, region) > 0.05, region
    assert skilled.change(TOKENS, 2031.0, "europe") < -0.15


def test_emerging_markets_leap_as_fast_as_halls_are_built(stories: dict[str, Story]) -> None:
    leap = stories["emerging-market-leapfrog"]
    assert leap.change(LOAD, 2031.0, "india") > 0.12
    assert leap.change(LOAD, 2031.0, "rest") > 0.05
    assert leap.change(TOKENS, 2031.0, "india") > 0.08
    gaps = [
        one.at(CONSUMER, 2031.0, "us") - one.at(CONSUMER, 2031.0, "india") for one in (leap.run, leap.base)
    ]
    assert gaps[0] < 0.65 * gaps[1]
    assert abs(leap.change(LOAD, 2031.0, "us")) < 0.03
    for region in ("india", "rest"):
        assert leap.share_bound("infrastructure", "shells", region, first=2029.0) > 0.5, region


def test_radiology_grows_with_automation(stories: dict[str, Story]) -> None:
    radiology = stories["radiology"]
    assert radiology.change("applications.adoption.healthcare", 2030.0) > 0.2
    assert radiology.change(HEADCOUNT, 2031.0) > 0.07
    assert radiology.change(HEADCOUNT, 2038.0) > 0.1
    assert radiology.run.at(HEADCOUNT, 2038.0) > 1.1 * radiology.run.at(HEADCOUNT, 2027.0)
    service = "applications.headcount.customer_service"
    assert radiology.run.at(service, 2031.0) < radiology.run.at(service, 2027.0)
    assert radiology.change("energy.electricity_use", 2031.0) == pytest.approx(0.0, abs=0.01)


def test_machines_draw_packages_and_not_halls(stories: dict[str, Story]) -> None:
    physical = stories["physical-ai"]
    assert physical.run.at("applications.on_board_packages", 2030.0) > 5.0
    assert physical.base.at("applications.on_board_packages", 2030.0) < 2.0
    assert physical.change("chips.packaging_capacity", 2031.0) > 0.15
    assert physical.mean_change(LOAD, 2029.0, 2030.5) < -0.005
    assert physical.change(VALUE, 2031.0) > 0.1
    assert physical.change(DRIVING, 2031.0) > 1.5


def test_skills_pay_before_they_load(stories: dict[str, Story]) -> None:
    skills = stories["skills-education"]
    for region in ("us", "europe", "india"):
        assert skills.change(CONSUMER, 2031.0, region) > 0.04, region
    assert skills.change(CONSUMER, 2031.0, "india") > skills.change(CONSUMER, 2031.0, "us")
    assert skills.change(VALUE, 2031.0) > 0.03
    assert skills.change("applications.spend", 2031.0) > 0.04
    assert skills.mean_change(LOAD, 2028.0, 2034.0) == pytest.approx(0.0, abs=0.02)
    assert skills.change(LOAD, 2038.0) > 0.01
    available = "infrastructure.trades.electricians.available"
    assert skills.change(available, 2028.0) < 0.02 < skills.change(available, 2035.0)
