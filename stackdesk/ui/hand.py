"""The hand on the levers: what the mouse and keys do to a value becomes a call to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stackdesk.core.errors import StackDeskError
from stackdesk.scenario import Trajectory, lock_key, with_share
from stackdesk.ui.sitting import Sitting
from stackdesk.ui.subject import Subject, standing
from stackdesk.ui.trajectory import read_path, shifted

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.scenario import Scenario, Value


class Hand(QObject):
    """Every lever and table calls this one object; refusals come back as words beside the control."""

    chosen = Signal(str)
    inspected = Signal(str)
    held = Signal(str)
    let_go = Signal(str)
    moved = Signal(str)
    source_asked = Signal(str)
    range_asked = Signal(str)
    vary_asked = Signal(str)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._start: Scenario = desk.scenario
        self._far = ""
        self.sitting = Sitting(self)

    @property
    def holding(self) -> bool:
        """Whether a parameter is in hand."""
        return self._desk.dragging is not None

    def choose(self, address: str) -> None:
        """Make a parameter the one that the inspector shows."""
        self.chosen.emit(address)

    def inspect(self, address: str) -> None:
        """Bring a parameter to the front in the inspector."""
        self.chosen.emit(address)
        self.inspected.emit(address)

    def begin(self, address: str, region: str | None = None) -> None:
        """Take hold of a lever, or of one region's share whichever region is in view."""
        try:
            self._desk.begin(address, region)
        except StackDeskError as error:
            self.refused.emit(address, str(error))
            return
        self._start, self._far = self._desk.scenario, ""
        self.chosen.emit(address)
        self.held.emit(address)

    def preview(self, address: str, value: Value, kept: frozenset[str] = frozenset()) -> None:
        """Move the lever that is held; of its whole's other shares those `kept` stay."""
        try:
            self._desk.preview(address, value, kept)
        except StackDeskError as error:
            self.refused.emit(address, str(error))

    def end(self, address: str) -> None:
        """Let go: one entry in the history, or none if nothing changed."""
        self._desk.end()
        self.let_go.emit(address)

    def cancel(self, address: str) -> None:
        """Take the drag back."""
        self._desk.cancel()
        self.let_go.emit(address)

    def nudge(
        self, address: str, value: Value, region: str | None = None, kept: frozenset[str] = frozenset()
    ) -> None:
        """Set a value by key, wheel or typing; of its whole's other shares those `kept` stay."""
        try:
            self._desk.nudge(address, value, region, kept)
        except StackDeskError as error:
            self.refused.emit(address, str(error))
            return
        self.moved.emit(address)

    def slide(self, subject: Subject, value: float, kept: frozenset[str] = frozenset()) -> None:
        """Move the slider that is held; a path over the years moves as a whole, from where it was."""
        meant = self._meant(subject, value, self._start)
        self.preview(subject.address, meant, kept)
        if subject.parameter.quantity.share is not None and not kept:
            self._say_how_far(subject, meant)

    def value(self, subject: Subject) -> float:
        """Give where a parameter stands at the cursor."""
        return standing(subject, self._desk.scenario, self._desk.year).value

    def set(self, subject: Subject, value: float, kept: frozenset[str] = frozenset()) -> None:
        """Set the value at the cursor by key, wheel or typing; a path over the years moves as a whole."""
        self.nudge(subject.address, self._meant(subject, value, self._desk.scenario), subject.region, kept)

    def _say_how_far(self, subject: Subject, value: Value) -> None:
        """Say why a share follows the mouse no further, until it does again."""
        words = ""
        try:
            with_share(self._start, subject.address, value, subject.region, self._desk.locked)
        except StackDeskError as error:
            words = str(error)
        if words != self._far:
            self._far = words
            self.refused.emit(subject.address, words)

    def _meant(self, subject: Subject, value: float, before: Scenario) -> Value:
        """Give what a value at the cursor means: that value, or the path that runs through it."""
        address, region = subject.address, subject.region
        own = None if region is None else before.regional.get((region, address))
        if not isinstance(before.values.get(address) if own is None else own, Trajectory):
            return value
        start = standing(subject, before, self._desk.year).value
        return shifted(read_path(before, subject), subject.measure, start, value, snap=False)

    def put(self, address: str, value: Value) -> None:
        """Set a value, such as a path with a point more, as an undo step of its own."""
        try:
            self._desk.set_value(address, value)
        except StackDeskError as error:
            self.refused.emit(address, str(error))
            return
        self.moved.emit(address)

    def edit(self, scenario: Scenario, text: str) -> None:
        """Put another scenario in the place of this one, as an undo step of its own."""
        try:
            self._desk.edit(scenario, text)
        except StackDeskError as error:
            self.refused.emit("", str(error))

    def reset(self, address: str, region: str | None = None) -> None:
        """Follow the reference again."""
        try:
            self._desk.reset(address, region)
        except StackDeskError as error:
            self.refused.emit(address, str(error))
            return
        self.chosen.emit(address)
        self.moved.emit(address)

    def show_source(self, address: str) -> None:
        """Show where the reference's value comes from."""
        self.chosen.emit(address)
        self.source_asked.emit(address)

    def is_locked(self, address: str, region: str | None = None) -> bool:
        """Say whether a parameter is locked, or one region's share of it."""
        return bool({address, lock_key((address, region))} & self._desk.locked)

    def lock(self, address: str, locked: bool, region: str | None = None) -> None:
        """Lock a parameter where it stands, or one region's share of it, or let it go."""
        self.refused.emit(address, "")
        self._desk.lock(address, locked, region)
        self.chosen.emit(address)

    def deny(self, address: str) -> None:
        """Say that a locked parameter does not move, and how to let it go."""
        self.refused.emit(address, self.tr("locked; Ctrl+L or the right mouse button unlocks it"))

    def pin(self, address: str, pinned: bool) -> None:
        """Draw a parameter's path below the ceilings, or no longer."""
        self.sitting.pin(address, pinned)
        self.chosen.emit(address)

    def vary(self, address: str) -> None:
        """Give a parameter a distribution of its own, in the inspector."""
        self.chosen.emit(address)
        self.vary_asked.emit(address)

    def ask_range(self, address: str) -> None:
        """Ask from where to where the slider should go."""
        self.chosen.emit(address)
        self.range_asked.emit(address)
