"""What gives way in the bar above where there is little room: words first, then tools that have keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON = Qt.ToolButtonStyle.ToolButtonIconOnly


class TopRoom:
    """Hides one thing after the other until the rest fits, and shows again what it hid itself."""

    def __init__(
        self, row: QHBoxLayout, worded: Sequence[QToolButton], spare: Sequence[QWidget], elastic: QWidget
    ) -> None:
        """Take the row, buttons that can do without words, what can go in its order, and what can shrink."""
        self._row = row
        self._elastic = elastic
        self._worded = tuple(worded)
        self._spare = tuple(spare)
        self._hidden: list[QWidget] = []

    def restore(self) -> None:
        """Show again what gave way; a label only beside what it names."""
        for widget in self._hidden:
            buddy = widget.buddy() if isinstance(widget, QLabel) else None
            widget.setVisible(buddy is None or not buddy.isHidden() or buddy in self._hidden)
        self._hidden = []

    def fit(self, width: int) -> None:
        """Make everything fit into a width; call `restore` first."""
        for button in self._worded:
            button.setToolButtonStyle(_WORDS)
        for place, widget in enumerate(self._spare):
            if self._wanted() <= width:
                return
            if place == 2:  # labels go before words, words before tools
                for button in self._worded:
                    button.setToolButtonStyle(_ICON)
                if self._wanted() <= width:
                    return
            if not widget.isHidden():
                widget.hide()
                self._hidden.append(widget)

    def _wanted(self) -> int:
        self._row.invalidate()
        shrinks = self._elastic.sizeHint().width() - self._elastic.minimumSizeHint().width()
        return self._row.sizeHint().width() - (0 if self._elastic.isHidden() else shrinks)
