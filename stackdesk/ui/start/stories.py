"""The shipped stories: which there are and what they ask, read without the model."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BASELINE = "baseline"
LARGEST = 4 * 2**20  # as much as the reader of scenarios takes
_SENTENCE = re.compile(r"[^.?!]*(?:[.?!](?!\s|$)[^.?!]*)*[.?!]?")


@dataclass(frozen=True)
class Story:
    """One scenario file as it is told on a card."""

    path: Path
    title: str
    question: str
    description: str = ""


def read_stories(folder: Path) -> tuple[Story, ...]:
    """Give the stories of a folder, the baseline first, then by title; what cannot be read is left out."""
    found = [story for path in folder.glob("*.toml") if (story := read_story(path)) is not None]
    return tuple(sorted(found, key=lambda one: (one.path.stem != BASELINE, one.title.casefold())))


def read_story(path: Path) -> Story | None:
    """Read title and question of a scenario file; None where it is none, or cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    about = raw.get("scenario", {})
    if "schema" not in raw or not isinstance(about, dict):
        return None
    told = _text(about.get("description"))
    return Story(path, _text(about.get("title")) or path.stem, question(told), told)


def question(description: str) -> str:
    """Give the first sentence of a description that asks, else the first of all."""
    sentences = [part.strip() for part in _SENTENCE.findall(description) if part.strip()]
    return next((one for one in sentences if one.endswith("?")), sentences[0] if sentences else "")


def _text(raw: Any) -> str:
    return " ".join(raw.split()) if isinstance(raw, str) else ""
