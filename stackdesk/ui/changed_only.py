"""Panels that show only what the scenario changes, whether a lever of theirs or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from stackdesk.ui.subject import Subject
    from stackdesk.ui.window import MainWindow


class ChangedOnly(QObject):
    """Follows the scenario while it is on; a row goes only once the keyboard has left it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: frozenset[str] | None = None
        self.on = False

    def turn(self) -> None:
        """Show only changed parameters on the panels, or their levers again."""
        self.on = not self.on
        self._shown = None
        window = self._window
        if not self.on:
            window.stack.show_only(None)
        window.menus.changed_only.setChecked(self.on)
        words = self.tr("Panels show changed parameters only"), self.tr("Panels show their levers")
        window.say(words[0] if self.on else words[1])
        window.live.note("view")

    def forget(self) -> None:
        """Fill panels anew that were built for another reference."""
        self._shown = None

    def follow(self) -> None:
        """Show what the scenario changes now, and the row that has the keyboard."""
        window = self._window
        if not self.on or window.hand.holding:
            return
        scenario = window.desk.scenario
        acted = (event.parameter for event in scenario.events)
        changed = frozenset([*scenario.values, *(address for _, address in scenario.regional), *acted])
        focus = window.focusWidget()
        changed |= {one.address for one in window.stack.levers() if focus in (one.slider, one.box)}
        if changed == self._shown:
            return
        self._shown = changed
        window.stack.show_only({layer.key: self._listed(layer.key, changed) for layer in window.layers})

    def _listed(self, key: str, changed: frozenset[str]) -> list[Subject]:
        """List a panel's changed parameters, its levers first."""
        layer = next(one for one in self._window.layers if one.key == key)
        found = [one for one in self._window.listed(layer) if one.address in changed]
        return sorted(found, key=lambda one: one.address not in layer.levers)
