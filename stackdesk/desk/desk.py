"""The desk: what is open, how it was changed, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from stackdesk.core.errors import LockedError, Problem
from stackdesk.desk.history import History
from stackdesk.desk.locks import moves, split
from stackdesk.desk.sheet import Sheet
from stackdesk.desk.sheets import Kind, Runs, Sheets
from stackdesk.scenario import SHIPPED, WORLD, Event, Library, Scenario, lock_key, reset_share, with_share

__all__ = ["Desk", "Kind"]


class Desk(Sheets):
    """Open scenarios, one in front: drags, nudges and edits go in, results come out, listeners are told.

    Whatever speaks of the scenario, its file, history, locks or result means the sheet in front. Edits
    of a regional parameter are for the region in view; World edits keep the regions' proportions.
    """

    def __init__(
        self,
        runner: Runs | None = None,
        *,
        library: Library = SHIPPED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(runner, library=library, clock=clock)
        self._drag: tuple[str, str | None] | None = None
        self._playing = False
        self.besides: tuple[Sheet, ...] = ()
        self._year = self.scenario.present

    @property
    def wanted(self) -> Scenario | None:
        """What to run next: what the sheet in front needs, then the sheets that are looked at `besides`."""
        first = super().wanted
        if first is not None:
            return first
        return next((one.scenario for one in self.besides if one in self._sheets and one.stale), None)

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
        return self._sheet.scenario

    @property
    def path(self) -> Path | None:
        """The file it belongs to, if any."""
        return self._sheet.path

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was odd in the file."""
        return self._sheet.warnings

    @property
    def unsaved(self) -> bool:
        """Whether the scenario differs from the file."""
        return self._sheet.unsaved

    @property
    def _shown(self) -> Scenario:
        return self._sheet.scenario

    @property
    def _history(self) -> History[Scenario]:
        return self._sheet.history

    # --- locks

    @property
    def locked(self) -> frozenset[str]:
        """The parameters that nothing may move, whatever asks for it, undo and redo included.

        Locks belong to the sitting and not to the file: opening a document starts without any.
        """
        return self._sheet.locked

    def lock(self, address: str, locked: bool = True, region: str | None = None) -> None:
        """Lock a parameter where it stands, in every region or as one region's share, or let it go again.

        Raises:
            AddressError: there is no such parameter.
        """
        key = lock_key((self._shown.catalogue.parameter(address).address, region))
        self.end()
        held = self.locked
        self._sheet.locked = held | {key} if locked else held - {key}
        self._tell("view")

    def _guard(self, *addresses: str, sheet: Sheet | None = None) -> None:
        """Raise when one of these parameters is locked on the sheet in front, or on another."""
        locked = self.locked if sheet is None else sheet.locked
        held = [address for address in addresses if address in locked]
        if held:
            names = ", ".join(self._text(address, region or None) for address, region in map(split, held))
            raise LockedError(f"{names}: locked, so nothing moves it; unlock it first")

    def _guard_against(self, scenario: Scenario, sheet: Sheet | None = None) -> None:
        """Raise when another scenario in the place of a sheet's would move what is locked there."""
        on = sheet or self._sheet
        moved = sorted(key for key in on.locked if moves(on.scenario, scenario, key))
        self._guard(*moved, sheet=on)

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
            base, still = self._history.current, self.locked | kept
            self._show(with_share(base, address, value, self._drag[1], still, nearest=True))

    def preview_events(self, events: tuple[Event, ...]) -> None:
        """Show other events while the parameter that one of them acts on is in hand."""
        if self._drag is not None:
            self._show(replace(self._shown, events=events))

    def end(self) -> None:
        """Let go: one entry in the history, or none where nothing changed."""
        self.play(None)
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
        scenario = with_share(self._shown, address, value, place, self.locked | kept)
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
        made = with_share(self._held(), address, value, place, self.locked)
        self.edit(made, self._text(address, place))

    def reset(self, address: str, region: str | None = None) -> None:
        """Take a parameter back to the reference, in the region in view (or another) or everywhere.

        Raises:
            AddressError: there is no such parameter.
            LockedError: it is locked.
        """
        place = self._place(address) if region is None else region
        self.edit(reset_share(self._held(), address, place, self.locked), self._text(address, place))

    def set_reason(self, address: str, text: str) -> None:
        """Say why a parameter was changed.

        Raises:
            AddressError: there is no such parameter.
        """
        self.edit(self._held().with_reason(address, text), self._text(address, None))

    def edit(self, scenario: Scenario, text: str, sheet: Sheet | None = None) -> None:
        """Put another scenario in the place of the one in front or of another sheet's: an entry of its own.

        Raises:
            LockedError: it moves a parameter that is locked there.
        """
        self.end()
        on = sheet or self._sheet
        self._guard_against(scenario, on)
        on.history.push(scenario, text)
        on.show(on.history.current)
        self._tell("scenario", "document")

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
        """Go back one entry; in the middle of a drag, to before it.

        Raises:
            LockedError: that would move a parameter that is locked.
        """
        if self._drag is not None:
            self.cancel()
            return
        self.end()
        self._guard_against(self._history.before)
        self._show(self._history.undo())

    def redo(self) -> None:
        """Go forward one entry; in the middle of a drag there is none.

        Raises:
            LockedError: that would move a parameter that is locked.
        """
        if self._drag is None:
            self.end()
            self._guard_against(self._history.after)
            self._show(self._history.redo())

    @property
    def last_step(self) -> tuple[Scenario, Scenario] | None:
        """The states before and after what undo takes back; None where there is nothing."""
        return (self._history.before, self._history.current) if self.can_undo else None

    @property
    def playing(self) -> bool:
        """Whether a state is shown that is in no history."""
        return self._playing

    def play(self, scenario: Scenario | None) -> None:
        """Show a state and enter it nowhere; None, or any edit, goes back to the current one."""
        if self._drag is None and (scenario is not None or self._playing):
            self._playing = scenario is not None
            self._show(self._history.current if scenario is None else scenario)

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
        self._sheet.show(scenario)
        self._tell("scenario", "document")
