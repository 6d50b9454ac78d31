"""Each reference gives the numbers it gave; a change on purpose is taken over by `python -m tests.golden`."""

from __future__ import annotations

import hashlib
import json

import pytest

from stackdesk.scenario import SHIPPED
from tests.golden.golden import FOLDER, REGIONS, SERIES, VERSIONS, YEARS, Kept, baseline, file, kept

RELEASED = json.loads((FOLDER / "released.json").read_text(encoding="utf-8"))
"""What the files of each released reference hash to."""


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """Give each reference in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def golden(version: str) -> Kept:
    """Read what was kept."""
    document = json.loads(file(version).read_text(encoding="utf-8"))
    assert tuple(document["years"]) == YEARS
    found: Kept = document["series"]
    assert tuple(found) == SERIES
    return found


@pytest.fixture(scope="module")
def now(version: str) -> Kept:
    """Run the baseline."""
    return kept(baseline(version))


@pytest.mark.parametrize("address", SERIES)
def test_a_reference_gives_the_numbers_it_gave(golden: Kept, now: Kept, address: str) -> None:
    for region in REGIONS:
        if address.startswith("binding"):
            assert now[address][region] == golden[address][region]
        else:
            assert now[address][region] == pytest.approx(golden[address][region], rel=1e-9, abs=1e-12)


def test_a_released_reference_never_changes(version: str) -> None:
    """A mistake in a released one is mended in the next; only its hash here says that it is released."""
    assert version in RELEASED, f"{version}: add its hash to released.json when it is released"
    assert hashed(version) == RELEASED[version]


def hashed(version: str) -> str:
    """Hash the files of a reference, names and contents."""
    assert SHIPPED.folder is not None
    digest = hashlib.sha256()
    for path in sorted((SHIPPED.folder / version).glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
