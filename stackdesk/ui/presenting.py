"""Presentation: large type, panels reduced to their heads, one large chart. Nothing of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from stackdesk.ui import typeface
from stackdesk.ui.density import COMPACT_WIDTH, PRESENTING, PRESENTING_NARROW, Density, density

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
        self._narrow = False
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.stop)

    def sizes(self, width: int, height: int) -> Density:
        """Choose sizes for a window."""
        if self.on:
            return PRESENTING_NARROW if self._narrow else PRESENTING
        return density(width, height, self._window.text_size.scale)

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
        self._narrow = max(window.screen().size().width(), window.width()) < COMPACT_WIDTH
        large = typeface.LARGER if self._narrow else typeface.LARGE
        typeface.set_scale(large if on else window.text_size.scale)
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
