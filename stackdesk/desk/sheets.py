"""The sheets on the desk: which are open, which is in front, what it is held against, and their results."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from stackdesk.core.errors import SaveError
from stackdesk.desk.sheet import Sheet, stamp
from stackdesk.scenario import SHIPPED, WORLD, Library, Reference, Scenario, load_with_warnings
from stackdesk.scenario import save as save_file

if TYPE_CHECKING:
    from stackdesk.engine import Result

Kind = Literal["scenario", "result", "document", "view", "sheets"]
"""What changed: the numbers, what came of them, path or title or history, where the user looks, or which
sheets are open, in front and held against."""


class Runs(Protocol):
    """Something that runs scenarios."""

    def run(self, scenario: Scenario) -> Result:
        """Run one."""


class Sheets:
    """The open sheets in the order of their tabs. There is always one, and one is in front."""

    def __init__(
        self,
        runner: Runs | None = None,
        *,
        library: Library = SHIPPED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._runner = runner
        self._library = library
        self._clock = clock
        self._listeners: list[Callable[[Kind], None]] = []
        self._keys = itertools.count(1)
        self._bare: dict[Reference, Scenario] = {}
        self._bare_results: dict[Reference, Result] = {}
        self._region = WORLD
        self._sheet = self._made(self._bare_of(library.newest()))
        self._sheets = [self._sheet]

    def on_change(self, listener: Callable[[Kind], None]) -> None:
        """Call a listener with the kind of every change."""
        self._listeners.append(listener)

    # --- which are open

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The open sheets, in the order of their tabs."""
        return tuple(self._sheets)

    @property
    def sheet(self) -> Sheet:
        """The sheet in front."""
        return self._sheet

    def sheet_of(self, path: str | os.PathLike[str]) -> Sheet | None:
        """Give the sheet of a file that is open."""
        wanted = os.path.realpath(path)
        return next((one for one in self._sheets if one.path and os.path.realpath(one.path) == wanted), None)

    def turn_to(self, sheet: Sheet) -> None:
        """Bring an open sheet to the front; what is in hand is let go of."""
        if sheet is not self._sheet and sheet in self._sheets:
            self.end()
            self._to_front(sheet)

    def open(self, path: str | os.PathLike[str]) -> None:
        """Open a file on a sheet of its own, or turn to it where it is open; failing that, nothing changes.

        It takes the place of a new scenario that nothing was done with.

        Raises:
            ScenarioError: with every problem of the file.
        """
        known = self.sheet_of(path)
        if known is not None:
            self.turn_to(known)
            return
        sheet = self._made(self._bare_of(self._library.newest()))
        self._read(sheet, path)
        self._add(sheet)

    def new(self) -> None:
        """Start an empty scenario on the newest reference."""
        self._add(self._made(self._bare_of(self._library.newest())))

    def bring_back(
        self,
        scenario: Scenario,
        saved: Scenario,
        path: Path | None = None,
        read: str = "",
        parent: Path | None = None,
    ) -> Sheet:
        """Put unsaved work on a sheet of its own, one undo step from what was saved last.

        `read` is the stamp of the file that the work began from, as far as is known.
        """
        sheet = self._made(saved)
        sheet.path, sheet.stamp, sheet.parent = path, read, parent
        sheet.history.push(scenario, "")
        sheet.show(scenario)
        self._add(sheet)
        return sheet

    def duplicate(self, sheet: Sheet | None = None, title: str = "") -> Sheet:
        """Make a child of a sheet, held against it: the same scenario, in no file yet."""
        origin = sheet or self._sheet
        self.end()
        called = title or origin.scenario.title
        child = self._made(replace(origin.scenario, parent="", title=called))
        child.saved = replace(origin.saved, parent="", title=called)  # unsaved there is unsaved here
        child.child_of = child.against = origin
        self._sheets.insert(self._sheets.index(origin) + 1, child)
        self._to_front(child)
        return child

    def close(self, sheet: Sheet | None = None) -> None:
        """Take a sheet off the desk, saved or not; in the place of the last one comes a new scenario."""
        gone = sheet or self._sheet
        self.end()
        place = self._sheets.index(gone)
        self._let_go_of(gone)
        self._sheets.remove(gone)
        if not self._sheets:
            self._sheets = [self._made(self._bare_of(self._library.newest()))]
        if gone is self._sheet:
            self._to_front(self._sheets[min(place, len(self._sheets) - 1)])
        else:
            self._tell("sheets", "document", "result")

    def move(self, sheet: Sheet, place: int) -> None:
        """Give a sheet another place among the tabs."""
        self._sheets.remove(sheet)
        self._sheets.insert(place, sheet)
        self._tell("sheets")

    def reload(self) -> None:
        """Read the file in front again; what was changed here is lost, and its history.

        Raises:
            ScenarioError: with every problem of the file; then nothing changes.
        """
        self.end()
        if self._sheet.path is not None:
            self._read(self._sheet, self._sheet.path)
            self._to_front(self._sheet)

    def save(self, path: str | os.PathLike[str] | None = None, sheet: Sheet | None = None) -> None:
        """Save the sheet in front, or another: to its file, or to one that it belongs to from then on.

        Raises:
            SaveError: it could not be written, or there is no file yet.
        """
        self.end()
        sheet = sheet or self._sheet
        target = Path(path) if path is not None else sheet.path
        if target is None:
            raise SaveError("the scenario has no file yet: choose one")
        ran = sheet.result.model_version if sheet.result is not None else sheet.scenario.model_version
        parent = _relative(sheet.parent, target) if sheet.parent else sheet.scenario.parent
        save_file(replace(sheet.scenario, model_version=ran, parent=parent), target)
        sheet.wrote(target)
        self._tell("document")

    # --- what the one in front is held against

    @property
    def against(self) -> Sheet | None:
        """The sheet that the one in front is held against; None stands for the bare reference."""
        return self._sheet.against

    @against.setter
    def against(self, sheet: Sheet | None) -> None:
        known = sheet is not None and sheet is not self._sheet and sheet in self._sheets
        self._sheet.against = sheet if known else None
        self._tell("sheets", "result")

    @property
    def against_result(self) -> Result | None:
        """The result that every change is told from: of `against`, or of the bare reference."""
        other = self._sheet.against
        return other.result if other is not None else self.reference_result

    @property
    def reference_result(self) -> Result | None:
        """The result of the bare reference that the scenario in front stands on."""
        return self._bare_results.get(self._sheet.scenario.reference)

    # --- results

    @property
    def result(self) -> Result | None:
        """What came of the scenario in front; kept while others are in front."""
        return self._sheet.result

    @property
    def stale(self) -> bool:
        """Whether the scenario in front is newer than its result."""
        return self._sheet.stale

    @property
    def wanted(self) -> Scenario | None:
        """What to run next: the newest scenario in front, what it is held against, the bare reference."""
        other = self._sheet.against
        if self._sheet.stale:
            return self._sheet.scenario
        if other is not None and other.stale:
            return other.scenario
        return self._bare_of(self._sheet.scenario.reference) if self.reference_result is None else None

    def compute(self) -> bool:
        """Run what is wanted, here and now; tell whether a new result came."""
        came = False
        while (scenario := self.wanted) is not None:
            self.take(self._runs().run(scenario))
            came = True
        return came

    def take(self, result: Result) -> None:
        """Take a result that was computed here or elsewhere; one that no sheet asked for comes too late."""
        scenario = result.scenario
        bare = self._bare.get(scenario.reference)
        if bare is not None and not scenario.touched and scenario.present == bare.present:
            self._bare_results[scenario.reference] = result
        for sheet in self._sheets:
            sheet.take(result)
            if scenario is bare and sheet.scenario == bare:
                sheet.result = result
        self._tell("result")

    def _runs(self) -> Runs:
        """Give the runner; the engine is loaded when it is first needed."""
        if self._runner is None:
            from stackdesk.engine import Runner

            self._runner = Runner()
        return self._runner

    # --- inside

    def end(self) -> None:
        """Let go of what is in hand."""

    def _made(self, scenario: Scenario) -> Sheet:
        """Make a sheet that is not on the desk yet."""
        return Sheet(next(self._keys), scenario, self._clock)

    def _bare_of(self, reference: Reference) -> Scenario:
        """Give the scenario of a reference that changes nothing, always the same one."""
        return self._bare.setdefault(reference, Scenario(reference))

    def _read(self, sheet: Sheet, path: str | os.PathLike[str]) -> None:
        """Read a file onto a sheet."""
        place = Path(path)
        read = stamp(place)  # before it is read: what is written in between is noticed later
        scenario, warnings = load_with_warnings(path, self._library)
        sheet.begin(scenario, warnings)
        sheet.path, sheet.stamp = place, read
        sheet.parent = _absolute(scenario.parent, place)

    def _add(self, sheet: Sheet) -> None:
        """Put a sheet in front, in the place of an untouched one or after the others."""
        self.end()
        if self._sheet.untouched:
            self._let_go_of(self._sheet)
            self._sheets[self._sheets.index(self._sheet)] = sheet
        else:
            self._sheets.append(sheet)
        self._to_front(sheet)

    def _let_go_of(self, gone: Sheet) -> None:
        """Hold no sheet against one that leaves the desk; its children remember its file."""
        for one in self._sheets:
            one.against = None if one.against is gone else one.against
            if one.child_of is gone:
                one.parent = gone.path

    def _to_front(self, sheet: Sheet) -> None:
        """Bring a sheet to the front and tell everybody."""
        self._sheet = sheet
        self._bare_of(sheet.scenario.reference)
        if self._region not in sheet.scenario.catalogue.regions:
            self._region = WORLD
        self._tell("sheets", "document", "scenario", "result")

    def _tell(self, *kinds: Kind) -> None:
        """Tell the listeners what changed."""
        for kind in kinds:
            for listener in self._listeners:
                listener(kind)


def _relative(parent: Path, child: Path) -> str:
    """Write a path as it is seen from a file's folder; on another drive as it is."""
    try:
        return Path(os.path.relpath(parent, os.path.abspath(child.parent))).as_posix()
    except ValueError:
        return parent.as_posix()


def _absolute(parent: str, child: Path) -> Path | None:
    """Give the path that a file names its parent by; None where it names none."""
    return Path(os.path.normpath(Path(os.path.abspath(child.parent)) / parent)) if parent else None
