"""The pages: up to date with the code, complete, and without a link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlparse
from xml.etree import ElementTree

import pytest

from stackdesk.core.equation import EQUATIONS
from stackdesk.core.quantity import declarations
from stackdesk.engine import walk
from stackdesk.handbook.diagram import LOOPS, drawings
from stackdesk.handbook.names import spoken
from stackdesk.handbook.pages import FOLDER, filled
from stackdesk.handbook.source import ROOMS

PAGES = sorted(FOLDER.glob("*.md"))
REFRESH = "run `python -m stackdesk.handbook`"
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def slug(heading: str) -> str:
    """Give the anchor that forges make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    """Give the anchors of a page."""
    return {slug(one) for one in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)}


@pages
def test_a_page_is_up_to_date_with_the_code(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert filled(text) == text, REFRESH


@pytest.mark.parametrize("name", ["structure-light.svg", "structure-dark.svg"])
def test_the_drawing_is_up_to_date_and_well_formed(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert drawings()[name] == text, REFRESH
    words = " ".join(one.text or "" for one in ElementTree.fromstring(text).iter())
    for layer in ROOMS.values():
        assert layer.label.upper() in words
    for loop, _ in LOOPS:
        assert words.count(loop) >= 2, f"{loop} is marked and explained"


def test_every_equation_stands_on_one_page_once() -> None:
    shown: list[str] = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for module, body in re.findall(r"<!-- equations: (\S+) -->(.*?)<!-- end -->", text, re.DOTALL):
            titles = re.findall(r"^#### (.+)$", body, re.MULTILINE)
            shown += [f"{module}.{title}" for title in titles if title != "Constants"]
    wanted = [
        f"{function.__module__}.{title[:1].upper()}{title[1:]}"
        for function in EQUATIONS.values()
        if function.__module__ != walk.__name__
        for title in (spoken(function.__name__),)
    ]
    assert sorted(shown) == sorted(wanted)


@pytest.mark.parametrize("key", ROOMS)
def test_every_parameter_and_series_of_a_room_is_on_its_page(key: str) -> None:
    page = FOLDER / ("markets.md" if key == "capital" else f"{key}.md")
    text = page.read_text(encoding="utf-8")
    for one in declarations(key, ROOMS[key].parameters):
        assert one.quantity.hidden or f"| {one.quantity.label}. " in text, one.path
    for series in ROOMS[key].series:
        assert f"`{series.address.replace('{item}', '*')}`" in text


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)|(?:src|srcset)=\"([^\"]+)\"", text):
        link = urlparse(target[0] or target[1])
        if link.scheme:
            assert link.scheme == "https", target
            continue
        file = (page.parent / link.path).resolve() if link.path else page
        assert file.is_file(), target
        assert not link.fragment or link.fragment in anchors(file), target


def test_every_page_can_be_reached_from_the_first() -> None:
    first = (FOLDER / "README.md").read_text(encoding="utf-8")
    for page in PAGES:
        assert page.name == "README.md" or f"({page.name})" in first


@pages
def test_no_page_promises_more_than_a_conditional_projection(page: Path) -> None:
    assert not re.search(
        r"forecast|predict|business as usual", page.read_text(encoding="utf-8"), re.IGNORECASE
    )
