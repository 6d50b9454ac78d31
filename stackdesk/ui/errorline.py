"""One line under a lever whose typed value was refused: what is wrong and what is allowed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from stackdesk.ui.lever import Lever
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import font

PATIENCE_MS = 6000


class ErrorLine(QLabel):
    """Floats over the rows below, so that nothing moves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("lever.error")
        self.setAccessibleName(self.tr("Refused value"))
        self._lever: Lever | None = None
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.timeout.connect(self._forgive)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.setFont(font(11))
        self.setStyleSheet(
            f"QLabel {{ background: {theme.surface.name()}; color: {theme.error.name()};"
            f" border: 1px solid {theme.error.name()}; border-radius: 4px; padding: 2px 6px; }}"
        )

    def show_below(self, lever: Lever, words: str) -> None:
        """Say what is wrong, below the lever."""
        self.setText(f"! {lever.subject.label}: {words}")
        self.setAccessibleDescription(self.text())
        self.adjustSize()
        self.move(self._window.mapFromGlobal(lever.popup_place()))
        self.raise_()
        self.show()
        self._lever = lever
        self._leaving.start(PATIENCE_MS)

    def clear(self) -> None:
        """Put it away."""
        self._leaving.stop()
        self.hide()

    def _forgive(self) -> None:
        """Put it away once it was read, unless what was typed is still being mended."""
        if self._lever is None:
            return
        if self._lever.box.hasFocus():
            self._leaving.start(PATIENCE_MS)
        else:
            self._lever.forgive()
