"""Presentation: large type, panels reduced to their heads, one large chart. Nothing of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from stackdesk.ui import typeface
from stackdesk.ui.density import PRESENTING, Density, density

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class Presenting(QObject):
    """Turns presentation on and off; Esc turns it off."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before = Qt.WindowState.WindowNoState
        self.on = False
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.stop)

    def sizes(self, width: int, height: int) -> Density:
        """Choose sizes for a window."""
        return PRESENTING if self.on else density(width, height, self._window.text_size.scale)

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
        typeface.set_scale(typeface.LARGE if on else window.text_size.scale)
        self._leave.setEnabled(on)
        window.menus.presentation.setChecked(on)
        if on:
            window.start.leave()
            self._before = window.windowState()
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen if on else self._before)
        window.look.fit_sizes(anew=True)
