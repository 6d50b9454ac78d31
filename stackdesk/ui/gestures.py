"""What the window does when the hand takes hold of a parameter, lets go, is refused or asks for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class Gestures(QObject):
    """Listens to the hand, and keeps the words about what was changed last."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said = ("", "")
        hand = window.hand
        hand.chosen.connect(self.choose)
        hand.held.connect(self._hold)
        hand.let_go.connect(self._let_go)
        hand.moved.connect(self._move)
        hand.refused.connect(self._refuse)
        hand.source_asked.connect(self._show_source)
        hand.inspected.connect(self._inspect)
        hand.range_asked.connect(window.commands.set_range)
        hand.sitting.ranged.connect(self._follow_range)
        hand.sitting.pins_changed.connect(self._keep_pins)

    # ------------------------------------------------------------------------------- what is chosen

    def choose(self, address: str) -> None:
        """Show a parameter in the inspector."""
        if address:
            self._window.chosen.show(address)
            self.show_chosen()

    def show_chosen(self) -> None:
        """Enable what acts on the parameter in the inspector."""
        chosen = self._window.chosen
        locked = chosen.address in self._window.desk.locked
        self._window.menus.show_chosen(bool(chosen.address), chosen.changed, locked)

    def _inspect(self, address: str) -> None:
        self._window.commands.show_inspector()

    def _show_source(self, address: str) -> None:
        self._window.commands.show_source()

    # ----------------------------------------------------------------------------- what the hand does

    def _hold(self, address: str) -> None:
        self._window.error_line.clear()
        self._window.stack.hold(True)

    def _let_go(self, address: str) -> None:
        self._window.stack.hold(False)
        self._move(address)

    def _move(self, address: str) -> None:
        """Say what was changed last."""
        self._said = (self._window.chosen.change_words(address), "")
        self._window.status.show_change(*self._said)
        self._window.live.request()

    def _refuse(self, address: str, words: str) -> None:
        lever = self._window.stack.lever(address)
        if lever is None or not words:
            self._window.error_line.clear()
        else:
            self._window.error_line.show_below(lever, words)

    def _keep_pins(self) -> None:
        self._window.work.keep_pins(self._window.hand.sitting.pins, self._window.hand)
        self._window.show_now()

    def show_pins(self) -> None:
        """Show the paths of what is pinned, on the years of the plot above them."""
        window, desk = self._window, self._window.desk
        if not window.work.pins.pins:
            return
        window.work.pins.show_scenario(
            desk.scenario,
            window.subject,
            (desk.year, desk.region),
            window.work.plot_left_right(),
            held=desk.dragging is not None,
        )

    def _follow_range(self, address: str) -> None:
        lever = self._window.stack.lever(address)
        if lever is not None:
            lever.follow_range()

    # ------------------------------------------------------------------------------ what was done last

    def say(self, words: str) -> None:
        """Say what was done last, below."""
        self._said = (words, "")

    def show(self) -> None:
        """Say what the hand is doing, or did last."""
        held = self._window.desk.dragging
        if held is not None:
            self._said = (self._window.chosen.change_words(held), self.tr("Esc cancels"))
        elif self._said[1]:
            self._said = (self._said[0], "")
        self._window.status.show_change(*self._said)
