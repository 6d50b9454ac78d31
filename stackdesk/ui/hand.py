"""The hand on the levers: what the mouse and keys do to a value becomes a call to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stackdesk.core.errors import StackDeskError

if TYPE_CHECKING:
    from stackdesk.desk import Desk


class Hand(QObject):
    """Every lever and table calls this one object; refusals come back as words beside the control."""

    chosen = Signal(str)
    inspected = Signal(str)
    held = Signal(str)
    let_go = Signal(str)
    moved = Signal(str)
    source_asked = Signal(str)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def choose(self, address: str) -> None:
        """Make a parameter the one that the inspector shows."""
        self.chosen.emit(address)

    def inspect(self, address: str) -> None:
        """Bring a parameter to the front in the inspector."""
        self.chosen.emit(address)
        self.inspected.emit(address)

    def begin(self, address: str) -> None:
        """Take hold of a lever."""
        self._desk.begin(address)
        self.chosen.emit(address)
        self.held.emit(address)

    def preview(self, address: str, value: float) -> None:
        """Move the lever that is held."""
        try:
            self._desk.preview(address, value)
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

    def nudge(self, address: str, value: float) -> None:
        """Set a value by key, wheel or typing."""
        try:
            self._desk.nudge(address, value)
        except StackDeskError as error:
            self.refused.emit(address, str(error))
            return
        self.moved.emit(address)

    def reset(self, address: str) -> None:
        """Follow the reference again."""
        self._desk.reset(address)
        self.chosen.emit(address)
        self.moved.emit(address)

    def show_source(self, address: str) -> None:
        """Show where the reference's value comes from."""
        self.chosen.emit(address)
        self.source_asked.emit(address)
