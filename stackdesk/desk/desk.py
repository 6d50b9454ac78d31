"""The desk: what is open, how it was changed, and what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from stackdesk.core.errors import LockedError, Problem, SaveError
from stackdesk.desk.history import History
from stackdesk.desk.locks import moves, split
from stackdesk.scenario import (
    SHIPPED,
    WORLD,
    Event,
    Library,
    Scenario,
    load_with_warnings,
    lock_key,
    reset_share,
    with_share,
)
from stackdesk.scenario import save as save_file

if TYPE_CHECKING:
    from stackdesk.engine import Result

Kind = Literal["scenario", "result", "document", "view"]
"""What changed: the numbers, what came of them, path or title or history, or where the user looks."""


class Runs(Protocol):
    """Something that runs scenarios."""

    def run(self, scenario: Scenario) -> Result:
        """Run one."""


class Desk:
    """One open scenario: drags, nudges and edits go in, results come out, listeners are told.

    Edits of a regional parameter are for the region in view; World edits keep the regions' proportions.
    """

    def __init__(
        self,
        runner: Runs | None = None,
        *,
        library: Library = SHIPPED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path: Path | None = None
        self.warnings: tuple[Problem, ...] = ()
        self.result: Result | None = None
        self.reference_result: Result | None = None
        self._runner = runner
        self._library = library
        self._clock = clock
        self._listeners: list[Callable[[Kind], None]] = []
        self._drag: tuple[str, str | None] | None = None
        self._locked: frozenset[str] = frozenset()
        self._region = WORLD
        self._shown = self._saved = self._bare = Scenario(library.newest())
        self._history = History(self._shown, clock)
        self._year = self._shown.present

    def on_change(self, listener: Callable[[Kind], None]) -> None:
        """Call a listener with the kind of every change."""
        self._listeners.append(listener)

    # --- where the user looks

    @property
    def region(self) -> str:
        """The region in view: "World" or a region's key; edits of regional parameters are for it.

        Raises:
            AddressError: when set to what is no region.
        """
        return self._region

    @region.setter
    def region(self, region: str) -> None:
        self._region = self.scenario.catalogue.region(region) or WORLD
        self._tell("view")

    @property
    def year(self) -> float:
        """The year under the cursor, kept within the span."""
        return self._year

    @year.setter
    def year(self, year: float) -> None:
        reference = self.scenario.reference
        self._year = min(max(year, reference.start), reference.end)
        self._tell("view")

    # --- the document

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is shown, in the middle of a drag too."""
        return self._shown

    @property
    def unsaved(self) -> bool:
        """Whether the scenario differs from the file."""
        return self._shown is not self._saved and self._shown != self._saved

    def open(self, path: str | os.PathLike[str]) -> None:
        """Open a file; when that fails, what was open stays open.

        Raises:
            ScenarioError: with every problem of the file.
        """
        scenario, warnings = load_with_warnings(path, self._library)
        self.path, self.warnings = Path(path), warnings
        self._take_up(scenario)

    def new(self) -> None:
        """Start an empty scenario on the newest reference."""
        self.path, self.warnings = None, ()
        self._take_up(Scenario(self._library.newest()))

    def save(self, path: str | os.PathLike[str] | None = None) -> None:
        """Save to the file it was opened from, or to another that it belongs to from then on.

        Raises:
            SaveError: it could not be written, or there is no file yet.
        """
        self.end()
        target = path if path is not None else self.path
        if target is None:
            raise SaveError("the scenario has no file yet: choose one")
        ran = self.result.model_version if self.result is not None else self._shown.model_version
        save_file(replace(self._shown, model_version=ran), target)
        self.path, self._saved = Path(target), self._shown
        self._history.close()
        self._tell("document")

    def _take_up(self, scenario: Scenario) -> None:
        """Start a document with its own history."""
        self._shown = self._saved = scenario
        self._bare = Scenario(scenario.reference)
        self._history = History(scenario, self._clock)
        self._drag = None
        self._locked = frozenset()
        self.result = None
        known = self.reference_result
        if known is not None and known.scenario.reference is not scenario.reference:
            self.reference_result = None
        if self._region not in scenario.catalogue.regions:
            self._region = WORLD
        self._tell("document", "scenario")

    # --- locks

    @property
    def locked(self) -> frozenset[str]:
        """The parameters that no edit may move, whatever asks for it; undo still can.

        Locks belong to the sitting and not to the file: opening a document starts without any.
        """
        return self._locked

    def lock(self, address: str, locked: bool = True, region: str | None = None) -> None:
        """Lock a parameter where it stands, in every region or as one region's share, or let it go again.

        Raises:
            AddressError: there is no such parameter.
        """
        key = lock_key((self._shown.catalogue.parameter(address).address, region))
        self.end()
        self._locked = self._locked | {key} if locked else self._locked - {key}
        self._tell("view")

    def _guard(self, *addresses: str) -> None:
        """Raise when one of these parameters is locked."""
        held = [address for address in addresses if address in self._locked]
        if held:
            names = ", ".join(self._text(address, region or None) for address, region in map(split, held))
            raise LockedError(f"{names}: locked, so nothing moves it; unlock it first")

    # --- one drag

    @property
    def dragging(self) -> str | None:
        """The address of the parameter in hand, if any."""
        return self._drag[0] if self._drag else None

    def begin(self, address: str, region: str | None = None) -> None:
        """Take a parameter in hand, in the region in view or another.

        Raises:
            AddressError: there is no such parameter.
            LockedError: it is locked.
        """
        self.end()
        place = self._place(address) if region is None else region
        self._guard(address, lock_key((address, place)))
        self._drag = address, place

    def preview(self, address: str, value: Any, kept: frozenset[str] = frozenset()) -> None:
        """Show a value while its parameter is in hand; moves that still come after Esc are ignored.

        The other shares of one whole make room, as far as they can; those `kept` stay as locked ones do.

        Raises:
            ValueRefusedError: outside the hard limits; what is shown stays.
        """
        if self._drag is not None and self._drag[0] == address:
            base, still = self._history.current, self._locked | kept
            self._show(with_share(base, address, value, self._drag[1], still, nearest=True))

    def preview_events(self, events: tuple[Event, ...]) -> None:
        """Show other events while the parameter that one of them acts on is in hand."""
        if self._drag is not None:
            self._show(replace(self._shown, events=events))

    def end(self) -> None:
        """Let go: one entry in the history, or none where nothing changed."""
        if self._drag is not None:
            text = self._text(*self._drag)
            self._drag = None
            self._history.push(self._shown, text)
            self._show(self._history.current)

    def cancel(self) -> None:
        """Let go and put everything back as it was before the drag."""
        if self._drag is not None:
            self._drag = None
            self._show(self._history.current)

    # --- edits

    def nudge(
        self, address: str, value: Any, region: str | None = None, kept: frozenset[str] = frozenset()
    ) -> None:
        """Set a value by arrow key, wheel or typing: nudges in quick succession share an entry.

        Raises:
            AddressError: there is no such parameter.
            ValueRefusedError: outside the hard limits.
            LockedError: it is locked.
        """
        self.end()
        place = self._place(address) if region is None else region
        self._guard(address, lock_key((address, place)))
        scenario = with_share(self._shown, address, value, place, self._locked | kept)
        self._history.nudge(scenario, self._text(address, place), (address, place))
        self._show(self._history.current)

    def set_value(self, address: str, value: Any, region: str | None = None) -> None:
        """Set a value as an entry of its own; without a region, for the one in view.

        Raises:
            AddressError: there is no such parameter or region.
            ValueRefusedError: outside the hard limits.
            LockedError: it is locked.
        """
        place = self._place(address) if region is None else region
        made = with_share(self._held(), address, value, place, self._locked)
        self.edit(made, self._text(address, place))

    def reset(self, address: str) -> None:
        """Take a parameter back to the reference, in the region in view or everywhere.

        Raises:
            AddressError: there is no such parameter.
            LockedError: it is locked.
        """
        place = self._place(address)
        self.edit(reset_share(self._held(), address, place, self._locked), self._text(address, place))

    def set_reason(self, address: str, text: str) -> None:
        """Say why a parameter was changed.

        Raises:
            AddressError: there is no such parameter.
        """
        self.edit(self._held().with_reason(address, text), self._text(address, None))

    def edit(self, scenario: Scenario, text: str) -> None:
        """Put another scenario in the place of this one, as an entry of its own.

        Raises:
            LockedError: it moves a parameter that is locked.
        """
        self.end()
        self._guard(*sorted(key for key in self._locked if moves(self._shown, scenario, key)))
        self._history.push(scenario, text)
        self._show(self._history.current)

    # --- history

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._history.can_redo

    @property
    def undo_text(self) -> str:
        """What undo takes back, such as "Connection lead time"."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        """What redo brings back."""
        return self._history.redo_text

    def undo(self) -> None:
        """Go back one entry; in the middle of a drag, to before it."""
        if self._drag is not None:
            self.cancel()
        else:
            self._show(self._history.undo())

    def redo(self) -> None:
        """Go forward one entry; in the middle of a drag there is none."""
        if self._drag is None:
            self._show(self._history.redo())

    # --- results

    @property
    def stale(self) -> bool:
        """Whether the scenario is newer than the result."""
        return self.result is None or self.result.scenario != self._shown

    @property
    def wanted(self) -> Scenario | None:
        """What to run next: the newest scenario, then the bare reference to compare with, else nothing."""
        if self.stale:
            return self._shown
        return self._bare if self.reference_result is None else None

    def compute(self) -> bool:
        """Run what is wanted, here and now; tell whether a new result came."""
        came = False
        while (scenario := self.wanted) is not None:
            self.take(self._runs().run(scenario))
            came = True
        return came

    def take(self, result: Result) -> None:
        """Take a result that was computed here or elsewhere; one of another reference comes too late."""
        scenario = result.scenario
        if scenario.reference is not self._shown.reference:
            return
        if not scenario.touched and scenario.present == self._bare.present:
            self.reference_result = result
        if scenario is not self._bare or self._shown == self._bare:
            self.result = result
        self._tell("result")

    def _runs(self) -> Runs:
        """Give the runner; the engine is loaded when it is first needed."""
        if self._runner is None:
            from stackdesk.engine import Runner

            self._runner = Runner()
        return self._runner

    # --- inside

    def _place(self, address: str) -> str | None:
        """Give the region that an edit of a parameter is for; None for the World."""
        regional = self._shown.catalogue.parameter(address).quantity.regional
        return self._region if regional and self._region != WORLD else None

    def _text(self, address: str, region: str | None) -> str:
        """Name an entry of the history."""
        catalogue = self._shown.catalogue
        label = catalogue.parameter(address).label
        place = catalogue.region(region)
        return label if place is None else f"{label}, {catalogue.region_label(place)}"

    def _held(self) -> Scenario:
        """Let go of what is in hand and give the scenario to edit."""
        self.end()
        return self._shown

    def _show(self, scenario: Scenario) -> None:
        """Show a scenario and tell the listeners."""
        self._shown = scenario
        self._tell("scenario", "document")

    def _tell(self, *kinds: Kind) -> None:
        """Tell the listeners what changed."""
        for kind in kinds:
            for listener in self._listeners:
                listener(kind)
