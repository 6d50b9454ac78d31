"""One line under a lever whose typed value was refused: what is wrong and what is allowed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from stackdesk.ui.lever import Lever
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import font


class ErrorLine(QLabel):
    """Floats over the rows below, so that nothing moves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("lever.error")
        self.setAccessibleName(self.tr("Refused value"))
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

    def clear(self) -> None:
        """Put it away."""
        self.hide()
