"""Presentation: large type, panels reduced to their heads, one large chart. Nothing of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from stackdesk.ui import typeface
from stackdesk.ui.density import COMPACT_WIDTH, ROOMY_WIDTH, Density, density, presenting

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


SPARED = ("undo", "redo", "against", "compare", "bands")
"""Tools that give way on a small screen; their keys and menu entries stay."""


class Presenting(QObject):
    """Turns presentation on and off; Esc turns it off."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before = Qt.WindowState.WindowNoState
        self.on = False
        self._widest = 0
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.stop)

    def sizes(self, width: int, height: int) -> Density:
        """Choose sizes for a window."""
        if self.on:
            return presenting(self._large())
        return density(width, height, self._window.text_size.scale)

    @property
    def _narrow(self) -> bool:
        """Whether the screen is small."""
        return self._widest < COMPACT_WIDTH

    def _large(self) -> float:
        """Give how large type is: as the screen allows, and never smaller than the user has it."""
        large = typeface.LARGEST if self._widest >= ROOMY_WIDTH else typeface.LARGE
        return max(typeface.LARGER if self._narrow else large, self._window.text_size.scale)

    def turn(self) -> None:
        """Begin or end."""
        self._set(not self.on)

    def stop(self) -> None:
        """End, if it is on."""
        self._set(False)

    def _set(self, on: bool) -> None:
        """Put the window into the other state: type first, then everything that is measured by it."""
        if on == self.on:
            return
        window = self._window
        self.on = on
        self._widest = max(window.screen().size().width(), window.width())
        typeface.set_scale(self._large() if on else window.text_size.scale)
        self._leave.setEnabled(on)
        window.menus.presentation.setChecked(on)
        if on:
            window.start.leave()
            self._before = window.windowState()
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen if on else self._before)
        self._show_tools(not on or not self._narrow)
        window.look.fit_sizes(anew=True)

    def _show_tools(self, shown: bool) -> None:
        """Show what a presentation can do without, or leave its room to what it cannot."""
        top = self._window.top
        tools = [one for one in (top.findChild(QWidget, name) for name in SPARED) if one is not None]
        labels = [one for one in top.findChildren(QLabel) if one.buddy() in tools]
        for widget in (*tools, *labels):
            widget.setVisible(shown)
