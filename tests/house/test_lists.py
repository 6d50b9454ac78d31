"""Lists are data: a region fewer or a source more is an edit of a reference, and it runs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomli_w

from stackdesk.engine import run
from stackdesk.engine.inputs import links
from stackdesk.scenario import SHIPPED, Library, Reference, Scenario

FILES = ("lists", "energy", "chips", "infrastructure", "models", "applications", "capital", "sources")
Files = dict[str, dict[str, Any]]


def shipped_files() -> Files:
    """Read the newest shipped reference, cut short so that it runs in no time."""
    folder = SHIPPED.folder
    assert folder is not None
    version = folder / SHIPPED.versions()[-1]
    files = {name: tomllib.loads((version / f"{name}.toml").read_text(encoding="utf-8")) for name in FILES}
    files["lists"]["end"] = 2027.0
    return files


def opened(folder: Path, files: Files) -> Reference:
    """Write a reference into a folder of its own and open it."""
    version = folder / files["lists"]["version"]
    version.mkdir()
    for name, content in files.items():
        (version / f"{name}.toml").write_text(tomli_w.dumps(content), encoding="utf-8")
    return Library(folder).open(version.name)


def without_region(files: Files, key: str) -> None:
    """Take a region out of the list and of every table by region."""
    files["lists"]["region"] = [item for item in files["lists"]["region"] if item["key"] != key]

    def clean(table: dict[str, Any]) -> None:
        for name, inner in table.items():
            if isinstance(inner, dict):
                if name in ("by_region", "range_by_region"):
                    inner.pop(key, None)
                clean(inner)

    for content in files.values():
        clean(content)


def one_more(layer: str, table: str, kind: str, like: str) -> Callable[[Files], None]:
    """Give an edit that adds an item to a list, with the numbers of another."""

    def edit(files: Files) -> None:
        files["lists"][kind].append({"key": "another", "label": "Another"})
        files[layer][table]["another"] = files[layer][table][like]

    return edit


EDITS: dict[str, Callable[[Files], None]] = {
    "one region fewer": lambda files: without_region(files, "gulf"),
    "an eighth source": one_more("energy", "sources", "source", "wind"),
    "a third chain": one_more("chips", "chains", "chain", "china_domestic"),
    "one trade more": one_more("infrastructure", "trades", "trade", "plumbers"),
    "one family more": one_more("models", "families", "family", "biology"),
    "one sector more": one_more("applications", "sectors", "sector", "legal"),
}


@pytest.mark.parametrize("name", EDITS)
def test_other_lists_run(name: str, tmp_path: Path) -> None:
    files = shipped_files()
    EDITS[name](files)
    result = run(Scenario(opened(tmp_path, files)), engine="plain", steps_per_year=4)

    for address in result.catalogue.series:
        assert np.isfinite(result[address]).all(), address
        assert (result[address] >= 0.0).all() or "capability" in address, address
    assert result.world("applications.tokens_delivered")[-1] > 0.0


def test_a_region_fewer_is_missing_from_every_series(tmp_path: Path) -> None:
    files = shipped_files()
    files["lists"]["end"] = 2023.5
    without_region(files, "gulf")
    result = run(Scenario(opened(tmp_path, files)), engine="plain", steps_per_year=4)

    assert "gulf" not in result.regions
    assert result["energy.firm_power"].shape == (3, len(files["lists"]["region"]))


def test_an_eighth_source_has_parameters_series_and_a_cause(tmp_path: Path) -> None:
    files = shipped_files()
    EDITS["an eighth source"](files)
    catalogue = opened(tmp_path, files).catalogue

    assert "energy.sources.another.build_limit" in catalogue.parameters
    assert "energy.firm_power.another" in catalogue.series
    assert len(catalogue.lists["source"]) == 8


def test_regions_may_be_listed_in_any_order(tmp_path: Path) -> None:
    files = shipped_files()
    files["lists"]["end"] = 2024.0
    one = run(Scenario(opened(tmp_path, files)), engine="plain", steps_per_year=4)
    (tmp_path / "other").mkdir()
    files["lists"]["region"].reverse()
    other = run(Scenario(opened(tmp_path / "other", files)), engine="plain", steps_per_year=4)

    for address in ("applications.tokens_delivered", "chips.sold", "energy.firm_power", "capital.capex"):
        assert other.world(address) == pytest.approx(one.world(address), rel=1e-9), address


def weights(reference: Reference, sector: str) -> dict[str, float]:
    """Give the families that a sector leans on, with their weights."""
    lists = reference.catalogue.lists
    row = [item.key for item in lists["sector"]].index(sector)
    numbers = links(reference)["sector_family"][0, row]
    return {item.key: float(n) for item, n in zip(lists["family"], numbers, strict=True) if n > 0.0}


def test_a_reference_of_ones_own_links_its_own_lists(tmp_path: Path) -> None:
    files = shipped_files()
    files["lists"]["version"] = "2030.1"
    files["lists"]["links"]["sector_family"] |= {"legal": ["language", "robotics"]}
    del files["lists"]["links"]["sector_family"]["humanoid"]
    own = opened(tmp_path, files)

    assert weights(own, "drug_discovery") == {"biology": 0.5, "chemistry": 0.5}
    assert weights(own, "legal") == {"language": 0.5, "robotics": 0.5}
    assert weights(own, "humanoid") == {"language": 1.0}  # no link: the first family
