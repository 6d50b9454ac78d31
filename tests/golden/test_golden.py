"""The baseline gives the numbers it gave; a change on purpose is taken over by `python -m tests.golden`."""

from __future__ import annotations

import json

import pytest

from tests.golden.golden import FILE, REGIONS, SERIES, YEARS, Kept, baseline, kept


@pytest.fixture(scope="module")
def golden() -> Kept:
    """Read what was kept."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    assert tuple(document["years"]) == YEARS
    found: Kept = document["series"]
    assert tuple(found) == SERIES
    return found


@pytest.fixture(scope="module")
def now() -> Kept:
    """Run the baseline."""
    return kept(baseline())


@pytest.mark.parametrize("address", SERIES)
def test_the_baseline_gives_the_numbers_it_gave(golden: Kept, now: Kept, address: str) -> None:
    for region in REGIONS:
        if address.startswith("binding"):
            assert now[address][region] == golden[address][region]
        else:
            assert now[address][region] == pytest.approx(golden[address][region], rel=1e-9, abs=1e-12)
