"""Snapshots: named points of a scenario, kept beside the settings, and one at each save."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from stackdesk.core.errors import StackDeskError
from stackdesk.desk.desk import Desk
from stackdesk.desk.sheet import Sheet
from stackdesk.scenario import SHIPPED, Library, dumps, loads

MOST_AUTOMATIC = 20
"""Saves that are remembered of one file; named ones are kept until they are removed."""


@dataclass(frozen=True)
class Snapshot:
    """A scenario as it was, as text; `when` in seconds since 1970, without a name it was made by a save."""

    when: float
    text: str
    name: str = ""


class Snapshots:
    """The snapshots of every document, by its file; of one without a file until the program ends."""

    def __init__(self, folder: Path, library: Library = SHIPPED) -> None:
        self._folder = folder
        self._library = library
        self._loose: dict[int, list[Snapshot]] = {}

    def of(self, sheet: Sheet) -> list[Snapshot]:
        """List a document's snapshots, newest first."""
        loose = self._loose.get(sheet.key, [])
        kept = self._read(sheet.path) if sheet.path is not None else []
        return sorted([*loose, *kept], key=lambda one: -one.when)

    def take(self, sheet: Sheet, when: float, name: str = "") -> Snapshot:
        """Keep a document as it is now; a save that changed nothing since the newest is not kept twice.

        Raises:
            OSError: it could not be written.
        """
        made, before = Snapshot(when, dumps(sheet.scenario), name), self.of(sheet)
        same = not name and before and before[0].text == made.text
        self._write(sheet, before if same else [made, *before])
        return before[0] if same else made

    def remove(self, sheet: Sheet, snapshot: Snapshot) -> None:
        """Forget a snapshot.

        Raises:
            OSError: it could not be written.
        """
        self._write(sheet, [one for one in self.of(sheet) if one != snapshot])

    def restore(self, desk: Desk, snapshot: Snapshot, text: str) -> None:
        """Put a snapshot in the place of the scenario in front, as one entry of its history.

        Raises:
            ScenarioError: it cannot be read any more.
            LockedError: it moves a parameter that is locked.
        """
        desk.edit(loads(snapshot.text, text, self._library), text)

    def _write(self, sheet: Sheet, snapshots: list[Snapshot]) -> None:
        saves = [one for one in snapshots if not one.name][:MOST_AUTOMATIC]
        keep = [one for one in snapshots if one.name or one in saves]
        if sheet.path is None:
            self._loose[sheet.key] = keep
            return
        place = self._place(sheet.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}.part")
        draft.write_text(json.dumps([asdict(one) for one in keep]), encoding="utf-8")
        draft.replace(place)
        self._loose.pop(sheet.key, None)

    def _read(self, path: Path) -> list[Snapshot]:
        try:
            return [Snapshot(**raw) for raw in json.loads(self._place(path).read_text(encoding="utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def _place(self, path: Path) -> Path:
        return self._folder / f"{hashlib.sha256(os.path.realpath(path).encode()).hexdigest()[:24]}.json"


def changes_text(snapshot: Snapshot, library: Library = SHIPPED) -> int | None:
    """Count what a snapshot changes against its reference; None where it cannot be read any more."""
    try:
        return len(loads(snapshot.text, "snapshot", library).changes())
    except StackDeskError:
        return None
