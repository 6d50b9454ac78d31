"""The start page: files at the left, the shipped stories at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stackdesk.core.layer import Layer
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.start.grid import CardGrid
from stackdesk.ui.start.previews import Preview
from stackdesk.ui.start.rail import Rail
from stackdesk.ui.start.stories import Story
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering

NARROW_WINDOW = 1400


class StartPage(QWidget):
    """Stands in the place of the desk; `chosen` gives a story's file, `left` that nothing was chosen."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._narrow = False
        self.setObjectName("start")
        self.setAccessibleName(self.tr("Start page"))
        self.rail = Rail(self)
        self.title = QLabel(self.tr("Begin with a question"), self)
        told = self.tr("Each story is an ordinary scenario file. Open it and drag any lever.")
        self.subtitle = QLabel(told, self)
        self.legend = _Legend(self)
        self.grid = CardGrid(self)
        self.grid.chosen.connect(self.chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(3, 0, 10, 0)
        head.addLayout(words, 1)
        head.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout()
        column.setContentsMargins(24, 22, 12, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.rail.dress(theme, narrow=self._narrow)
        self.legend.dress(theme)
        self.grid.dress(theme)
        for label, face, colour in (
            (self.title, lettering(20, STRONG), theme.ink),
            (self.subtitle, lettering(13), theme.ink2),
        ):
            label.setFont(face)
            label.setStyleSheet(f"color: {colour.name()}")

    def show_stories(self, stories: Sequence[Story], layers: Sequence[Layer]) -> None:
        """Show the stories and what the glyphs stand for."""
        self.legend.show_layers(layers)
        self.grid.show_stories(stories)

    def show_preview(self, path: Path, preview: Preview | None) -> None:
        """Show the run of a story."""
        card = self.grid.card(path)
        if card is not None:
            card.show_preview(preview)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the card that had the keyboard last."""
        super().showEvent(event)
        QTimer.singleShot(0, self.grid.take_keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the left side narrower in a small window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_WINDOW
        if narrow is not self._narrow:
            self._narrow = narrow
            self.rail.dress(self._theme, narrow=narrow)
            self.legend.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class _Legend(QWidget):
    """Which glyph is which layer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._layers: tuple[tuple[str, str], ...] = ()

    def show_layers(self, layers: Sequence[Layer]) -> None:
        """Name the layers, from the lowest up."""
        ordered = sorted(layers, key=lambda one: one.number)
        self._layers = tuple((layer.key, layer.label.lower()) for layer in ordered)
        self.setAccessibleName(", ".join(name for _, name in self._layers))
        self.updateGeometry()
        self.update()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for all names in a row."""
        metrics = QFontMetrics(lettering(12))
        wide = sum(metrics.horizontalAdvance(name) + 34 for _, name in self._layers)
        return QSize(wide, 20)

    def minimumSizeHint(self) -> QSize:
        """Take all of it or be cut by nothing."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph and name of each layer."""
        painter, metrics = QPainter(self), QFontMetrics(lettering(12))
        painter.setFont(lettering(12))
        x = 0.0
        for key, name in self._layers:
            look = self._theme.layer(key)
            paint_glyph(painter, look.glyph, QPointF(x + 5.0, self.height() / 2.0), 9.0, look.mark)
            painter.setPen(self._theme.ink2)
            wide = metrics.horizontalAdvance(name)
            box = self.rect().adjusted(round(x) + 15, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            x += wide + 34.0
