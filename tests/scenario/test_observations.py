"""Published figures: how they are read and brought to the unit of their series."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stackdesk.core.errors import ReferenceDataError
from stackdesk.scenario import Observation, Reference, reference
from stackdesk.scenario.observations import read_observations

VERSION = "2026.1"
ROW = """
[[observation]]
id = "use_2024"
kind = "history"
series = "energy.price"
region = "us"
when = [2024, 2025]
published = 100
low = 80
high = 120
scale = 0.5
dollars = 2024
sources = ["own"]
note = "Mean of the year."
why = "Long contracts."
definition = "At the meter."

[dollars]
2024 = 1.026

[sources.own]
title = "Prices"
publisher = "An agency"
"""


def seen(key: str) -> Observation:
    """Give one published figure of a shipped reference."""
    return next(one for one in reference(VERSION).observations if one.id == key)


def read(text: str, folder: Path) -> tuple[Observation, ...]:
    """Read figures out of a text, against the newest reference."""
    (folder / "observations.toml").write_text(text, encoding="utf-8")
    return read_observations(folder, reference())


def test_figures_are_brought_to_the_unit_of_their_series() -> None:
    assert seen("chips_sold_2025").value == pytest.approx(19.7)  # million, of 19.7e6
    assert seen("tokens_2026").value == pytest.approx(330e12 * 365.25)  # a year, of 330 trillion a day
    assert seen("packaging_2024").low == pytest.approx(28.5)  # thousand wafers


def test_nominal_dollars_are_deflated_to_2025() -> None:
    assert seen("rent_2023").value == pytest.approx(3.0 * 1.05)
    assert seen("capex_2024").value == pytest.approx(220.0 * 1.026)
    assert seen("capex_2025").value == 400.0
    assert seen("rent_2026").high == pytest.approx(2.65 * 1.25 * 0.975)


def test_a_row_is_read_with_its_own_source_and_words(tmp_path: Path) -> None:
    (one,) = read(ROW, tmp_path)
    assert (one.when, one.year) == ((2024.0, 2025.0), 2024.5)
    assert (one.low, one.value, one.high) == pytest.approx((41.04, 51.3, 61.56))
    assert [(source.title, source.publisher) for source in one.sources] == [("Prices", "An agency")]
    assert (one.why, one.definition, one.basis) == ("Long contracts.", "At the meter.", "")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "history"', 'kind = "guess"', "guess: no such kind"),
        ("energy.price", "energy.prize", "energy.prize: no such series"),
        ('"us"', '"moon"', "moon: no such region"),
        ('["own"]', '["other"]', "no such source: other"),
        ('["own"]', "[]", "no such source: none"),
        ("low = 80", "low = 110", "within low to high"),
        ("published = 100", 'published = "100"', "must be a number"),
        ("[2024, 2025]", "[2025, 2024]", "a date or [from, to]"),
        ("dollars = 2024", "dollars = 1999", "1999 is not in the table"),
        ("why =", "wyh =", "wyh: unknown key"),
        ('publisher = "', 'published = "', "unknown key"),
        ("[[observation]]", "[[observation]", "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ReferenceDataError) as caught:
        read(ROW.replace(old, new, 1), tmp_path)
    assert "observations.toml" in str(caught.value)
    assert told in str(caught.value)


def test_names_are_unlike(tmp_path: Path) -> None:
    row, tables = ROW.split("[dollars]")
    with pytest.raises(ReferenceDataError, match="use_2024 stands twice"):
        read(f"{row}{row}[dollars]{tables}", tmp_path)


def test_a_reference_without_figures_has_none(tmp_path: Path) -> None:
    assert read_observations(tmp_path, reference()) == ()


def shipped() -> list[str]:
    """Give every shipped version."""
    from stackdesk.scenario import SHIPPED

    return list(SHIPPED.versions())


@pytest.mark.parametrize("version", shipped())
def test_every_shipped_figure_is_distinct_and_has_its_note(version: str) -> None:
    known: Reference = reference(version)
    held = [one for one in known.observations if one.kind == "history"]
    assert held
    assert len({(one.series, one.region, one.when) for one in held}) == len(held)
    assert all(one.note and known.start <= one.year <= known.end for one in known.observations)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (2024.99, "end of 2024"),
        (2025.0, "start of 2025"),
        (2023.5, "mid 2023"),
        (2026.38, "May 2026"),
        (2025.8, "Oct 2025"),
        ((2025.0, 2026.0), "2025"),
        ((2024.0833, 2025.0833), "Feb 2024 to Jan 2025"),
        ((2025.5, 2026.5), "July 2025 to June 2026"),
        ((2025.0, 2025.25), "Jan 2025 to Mar 2025"),
    ],
)
def test_a_date_is_told_in_words(when: float | tuple[float, float], text: str) -> None:
    assert replace(seen("rent_2025"), when=when).dated == text
