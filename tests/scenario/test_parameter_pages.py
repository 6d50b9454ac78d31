"""The parameter reference: it tells everything, links work, and the file in the repository is the newest."""

from __future__ import annotations

import re

import pytest

from stackdesk.scenario import Library, reference
from stackdesk.scenario.parameter_pages import FILE, anchor, document, pages

MOST_BYTES = 500_000


def section(text: str, heading: str) -> str:
    """Give what stands below a heading."""
    return re.split(r"^#+ ", text.partition(f"### {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_the_file_is_what_the_newest_reference_says() -> None:
    assert FILE.read_text(encoding="utf-8") == document(reference()), (
        "docs/parameters.md is stale: python -m stackdesk.scenario.parameter_pages"
    )


def test_the_file_can_be_read_on_a_forge() -> None:
    assert FILE.stat().st_size < MOST_BYTES


def test_a_parameter_without_regions_is_told_in_lines(library: Library) -> None:
    text = section(pages(library.open("2026.1"))["energy"], "Losses")

    assert text.split("\n") == [
        "",
        "`energy.losses` · a pure number · assumption",
        "",
        "Share of power lost on the way.",
        "",
        "- Default: 0.06",
        "- Published range: 0.05 to 0.08",
        "- Allowed: 0 to 0.3",
        "- Basis: **measured**, confidence high",
        "- Note: At the meter.",
        "",
        "Sources:",
        "",
        "- Losses of the grid, An agency. 2024: 0.06. (E1)",
        "",
        "",
    ]


def test_a_parameter_by_region_has_a_table(library: Library) -> None:
    text = section(pages(library.open("2026.1"))["energy"], "Headroom")

    assert "- Allowed: 0 to 300 GW" in text
    assert "| World (sum) | 60 |  |" in text
    assert "| United States | 20 | 10 to 25 |" in text
    assert "No source is cited: this is a judgement." in text


def test_a_path_is_told_with_its_years(library: Library) -> None:
    text = section(pages(library.open("2026.1"))["energy"], "Growth")

    assert "- Default: 1 (2023), 2.5 (2026.75), 4 (2030) 1/yr" in text


@pytest.mark.parametrize("layer", [layer.key for layer in reference().catalogue.layers])
def test_every_parameter_has_a_section_that_its_layers_overview_links_to(layer: str) -> None:
    known = reference()
    text = pages(known)[layer]
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    links = re.findall(r"^\| \[.*?\]\(#(.*?)\) \|", text, re.MULTILINE)

    assert links == [anchor(heading) for heading in headings]
    assert re.findall(r"^`(.*?)` · ", text, re.MULTILINE) == [
        one.address for one in known.catalogue.of_layer(layer)
    ]


def test_no_two_headings_of_the_file_share_a_link() -> None:
    names = [anchor(one) for one in re.findall(r"^#+ (.*)$", document(reference()), re.MULTILINE)]

    assert len(names) == len(set(names))
