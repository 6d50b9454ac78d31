"""What there is to read in the help window: handbook, parameters, words, keys; and the search in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from stackdesk.scenario import Reference

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "handbook"
"""The handbook is read from the repository, as scenarios and references are."""

FIRST = "README"
ORDER = (
    FIRST, "reading", "energy", "chips", "infrastructure", "models", "applications", "markets", "binding",
    "uncertainty", "stories", "shared", "calibration", "limits",
)  # fmt: skip
APART = {"words": FOLDER / "words.md", "checks": ROOT / "resources" / "reality" / "README.md"}
"""Pages that are listed apart, and their files."""

ROOMS = {"capital": "markets"}
"""Pages of layers that are not called after them."""

PARAMETERS = "parameters"
KEYS = "keys"
HEADING = re.compile(r"^(#{1,4}) (.+)$", re.MULTILINE)
NO_WORDS = re.compile(r"\\[a-zA-Z]+|<[^>]*>|[{}_^&\\$*`|#]|\]\([^)]*\)|-{3,}")
MOST_FOUND = 80


@dataclass(frozen=True)
class Section:
    """A stretch of a page below one heading, as the search reads it."""

    page: str
    heading: str
    text: str


@dataclass(frozen=True)
class Found:
    """A section that has all the words, with some of the text around the first of them."""

    page: str
    heading: str
    excerpt: str


class Page:
    """One page: its key, the group it stands in, and its text, which is read when it is first asked for."""

    def __init__(self, key: str, group: str, title: str, read: Callable[[], str]) -> None:
        self.key = key
        self.group = group
        self.title = title
        self._read = read

    @cached_property
    def text(self) -> str:
        """The page as Markdown."""
        return self._read()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The page cut at its headings."""
        return tuple(_sections(self))


class Pages:
    """All pages in the order of the list."""

    def __init__(self, reference: Reference, keys: Sequence[tuple[str, str]]) -> None:
        self._reference = reference
        self._keys = keys
        self.all = {page.key: page for page in self._listed()}

    def _listed(self) -> Iterator[Page]:
        """List the handbook in its order (what is not in it comes last), parameters, words and keys."""
        group = _tr("Handbook")
        files = {path.stem: path for path in sorted(FOLDER.glob("*.md")) if path not in APART.values()}
        for stem in sorted(files, key=lambda one: ORDER.index(one) if one in ORDER else len(ORDER)):
            yield Page(stem, group, _title(files[stem]), _reader(files[stem]))
        for layer in self._reference.catalogue.layers:
            name = QCoreApplication.translate("declarations", layer.label)
            yield Page(f"{PARAMETERS}/{layer.key}", _tr("Parameters"), name, self._parameters(layer.key))
        for key, path in APART.items():
            if path.is_file():
                yield Page(key, _tr("Look up"), _title(path), _reader(path))
        yield Page(KEYS, _tr("Look up"), _tr("Keys and mouse"), self._keys_text)

    def _parameters(self, key: str) -> Callable[[], str]:
        def read() -> str:
            return self._parameter_pages[key].replace("\n## ", "\n# ").replace("## ", "# ", 1)

        return read

    @cached_property
    def _parameter_pages(self) -> dict[str, str]:
        from stackdesk.scenario.parameter_pages import pages

        return pages(self._reference)

    def _keys_text(self) -> str:
        rows = [f"| {keys} | {what} |" for keys, what in self._keys]
        head = f"| {_tr('keys')} | {_tr('what they do')} |"
        return "\n".join([f"# {_tr('Keys and mouse')}", "", head, "| --- | --- |", *rows])

    # ------------------------------------------------------------------------------------------- where

    def of_layer(self, key: str) -> str:
        """Give the page of a layer's room."""
        page = ROOMS.get(key, key)
        return page if page in self.all else FIRST

    def resolved(self, link: str, page: str) -> tuple[str, str] | None:
        """Find the page and the heading's anchor that a link on a page leads to; None leads outside."""
        parts = urlsplit(link)
        if parts.scheme:
            return None
        path = (APART.get(page, FOLDER / page).parent / parts.path).resolve()
        apart = {file: key for key, file in APART.items()}
        stem = apart.get(path, path.stem if path.parent == FOLDER else "") if parts.path else page
        if path == FOLDER.parent / f"{PARAMETERS}.md":
            inner = f"{PARAMETERS}/{parts.fragment}"
            if inner in self.all:
                return inner, ""
            return self._parameter_page(parts.fragment), parts.fragment
        return (stem, parts.fragment) if stem in self.all else None

    def _parameter_page(self, anchor: str) -> str:
        """Find the parameter page that has a heading with this anchor, else the first one."""
        keys = [key for key in self.all if key.startswith(f"{PARAMETERS}/")]
        for key in keys:
            if any(slug(section.heading) == anchor for section in self.all[key].sections):
                return key
        return keys[0]

    def find(self, words: str) -> list[Found]:
        """Find the sections that have all the words; those with a word in the heading come first."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        hits: list[tuple[int, Found]] = []
        for page in self.all.values():
            for section in page.sections:
                heading = f"{page.title} {section.heading}".casefold()
                text = section.text.casefold()
                if all(word in heading or word in text for word in wanted):
                    missed = sum(word not in section.heading.casefold() for word in wanted)
                    hits.append((missed, Found(page.key, section.heading, _excerpt(section, wanted))))
        hits.sort(key=lambda hit: hit[0])
        return [found for _, found in hits[:MOST_FOUND]]


def slug(heading: str) -> str:
    """Give the anchor that forges make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _reader(path: Path) -> Callable[[], str]:
    return lambda: path.read_text(encoding="utf-8")


def _title(path: Path) -> str:
    """Read a page's first heading."""
    with path.open(encoding="utf-8") as lines:
        return next((line[2:].strip() for line in lines if line.startswith("# ")), path.stem)


def _sections(page: Page) -> Iterator[Section]:
    """Cut a page at its headings and leave out what is no word."""
    text = re.sub(r"<!--.*?-->", "", page.text, flags=re.DOTALL)
    marks = list(HEADING.finditer(text))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        body = NO_WORDS.sub(" ", text[mark.end() : end].replace("](", "] ("))
        yield Section(page.key, mark[2].strip(), " ".join(body.split()))


def _excerpt(section: Section, wanted: Sequence[str]) -> str:
    """Give some of the text around the first word."""
    text = section.text
    places = [place for place in (text.casefold().find(word) for word in wanted) if place >= 0]
    start = max(min(places, default=0) - 30, 0)
    start = text.find(" ", start) + 1 if start else 0
    return ("… " if start else "") + text[start : start + 84] + (" …" if len(text) > start + 84 else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
