"""Unsaved work in a folder of its own, so that a kill loses seconds; the user's files are left alone."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stackdesk.core.errors import StackDeskError
from stackdesk.desk.desk import Desk
from stackdesk.desk.sheet import Sheet
from stackdesk.scenario import SHIPPED, Library, Scenario, dumps, load, loads

_SUFFIX = ".work"


@dataclass(frozen=True)
class Work:
    """Unsaved work: the scenario as text, the file it belongs to and that file's stamp, and when it was kept.

    `when` is in seconds since 1970; `parent` the file that it is a variant of.
    """

    key: int
    name: str
    text: str
    path: str = ""
    stamp: str = ""
    parent: str = ""
    when: float = 0.0


def work_of(sheet: Sheet, name: str, when: float, scenario: Scenario | None = None) -> Work:
    """Give what must be kept of a sheet: a state of it, or the scenario as it is shown."""
    path = str(sheet.path.absolute()) if sheet.path else ""
    text = dumps(scenario or sheet.scenario)
    return Work(sheet.key, name, text, path, sheet.stamp, str(sheet.parent or ""), when)


def keep(folder: Path, work: Work) -> None:
    """Write one sheet's work, replacing what was kept of it before.

    Raises:
        OSError: it could not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{work.key}{_SUFFIX}"
    draft = place.with_suffix(".part")
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(asdict(work), stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(place)


def drop(folder: Path, key: int) -> None:
    """Forget one sheet's work: it was saved, or given up."""
    with contextlib.suppress(OSError):
        (folder / f"{key}{_SUFFIX}").unlink()


def forget(folder: Path, keys: Collection[int] | None = None) -> None:
    """Remove a folder of kept work, or some of it: then a folder with more, that cannot be read, stays."""
    for key in keys or ():
        drop(folder, key)
    if keys is None or not any(folder.glob(f"*{_SUFFIX}")):
        shutil.rmtree(folder, ignore_errors=True)


def found(folder: Path) -> tuple[Work, ...]:
    """Read what a folder keeps, oldest first; what cannot be read is left where it is."""
    works = (_read(path) for path in folder.glob(f"*{_SUFFIX}"))
    return tuple(sorted((one for one in works if one is not None), key=lambda one: (one.when, one.key)))


def _read(path: Path) -> Work | None:
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Work(**raw)
    except (OSError, ValueError, TypeError):
        return None


def bring_back(
    desk: Desk, works: Sequence[Work], library: Library = SHIPPED
) -> tuple[tuple[Sheet, Work], ...]:
    """Put work on sheets of its own, one undo step from its file; what cannot be read is left out."""
    sheets: list[tuple[Sheet, Work]] = []
    for work in works:
        try:
            scenario = loads(work.text, work.name, library)
        except StackDeskError:
            continue
        path = Path(work.path) if work.path else None
        known = desk.sheet_of(path) if path is not None else None
        if known is not None and not known.unsaved:
            desk.close(known)
        parent = Path(work.parent) if work.parent else None
        made = desk.bring_back(scenario, _saved(scenario, path, library), path, work.stamp, parent)
        sheets.append((made, work))
    return tuple(sheets)


def _saved(scenario: Scenario, path: Path | None, library: Library) -> Scenario:
    """Give what the file says now; where there is none to read, the bare reference."""
    if path is not None:
        with contextlib.suppress(StackDeskError):
            return load(path, library)
    return Scenario(scenario.reference)
