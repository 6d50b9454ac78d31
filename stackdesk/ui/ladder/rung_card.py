"""One rung: what binds, the moves that free it, and a button beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stackdesk.engine.ladder import FACTORS, Move, Rung
from stackdesk.ui import format as fmt
from stackdesk.ui.card import paint_card
from stackdesk.ui.charts.words import declared
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.ladder.words import (
    amount_words,
    bound_words,
    change_words,
    detail_words,
    label_words,
    move_sentence,
)
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, lettering

if TYPE_CHECKING:
    from collections.abc import Mapping


class Glyph(QWidget):
    """A layer's glyph."""

    def __init__(self, layer: str, theme: Theme, size: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._layer, self._theme, self._size = layer, theme, size
        self.setFixedSize(QSize(16, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = self._theme.layer(self._layer)
        middle = QPointF(self.width() / 2.0, self.height() / 2.0)
        paint_glyph(QPainter(self), look.glyph, middle, self._size, look.mark)


class RungCard(QFrame):
    """A rung of the ladder; `applied` carries the move whose button was pressed."""

    applied = Signal(object)

    def __init__(
        self, place: int, rung: Rung, names: Mapping[str, str], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._rung, self._place = theme, rung, place
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 14)
        column.setSpacing(8)
        column.addLayout(self._head(names))
        column.addLayout(self._moves())
        self.setAccessibleName(self._headline(names))

    def _headline(self, names: Mapping[str, str]) -> str:
        bound = self._rung.bound
        words = self.tr("{place}. {layer}: {bound}")
        return words.format(
            place=self._place, layer=names.get(bound.layer, bound.layer), bound=bound_words(bound)
        )

    def _head(self, names: Mapping[str, str]) -> QHBoxLayout:
        """Say what binds and what runs."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Glyph(self._rung.bound.layer, self._theme, 11.0, self))
        row.addWidget(self._words(self._headline(names), lettering(13, STRONG), "ink"), 1)
        running = self.tr("{gw} GW run").format(gw=fmt.number(self._rung.running))
        row.addWidget(self._words(running, font(12), "ink2"))
        return row

    def _moves(self) -> QGridLayout:
        """List the moves, limits first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        if not self._rung.moves:
            words = self.tr("No single constraint, eased up to {factor:g}-fold, frees it.").format(
                factor=FACTORS[-1]
            )
            grid.addWidget(self._words(words, font(12.5), "ink2"), 0, 0, 1, 5)
        for place, move in enumerate(self._rung.moves):
            self._move(grid, 3 * place, move)
        return grid

    def _move(self, grid: QGridLayout, row: int, move: Move) -> None:
        """Write one move on two lines."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(Glyph(move.layer, self._theme, 9.0, self), row, 0)
        grid.addWidget(self._words(label_words(move.label), lettering(12.5, STRONG), "ink"), row, 1)
        grid.addWidget(self._words(amount_words(move.amount), font(12.5, STRONG), "ink"), row, 2, right)
        tokens = self.tr("tokens {change}").format(change=change_words(move, self._rung))
        grid.addWidget(self._words(tokens, font(12), "ink"), row, 3, right)
        detail = detail_words(move)
        if move is self._rung.applied:
            detail = self.tr("{detail}  ·  the next rung stands on it").format(detail=detail)
        told = self._words(detail, font(12), "ink2")
        told.setWordWrap(True)
        grid.addWidget(told, row + 1, 1, 1, 3)
        button = QPushButton(self.tr("Apply"), self)
        button.setAccessibleName(self.tr("Apply: {move}").format(move=move_sentence(move, self._rung)))
        above = self.tr("Put this move on the desk, with those of the rungs above; undo takes it back")
        alone = self.tr("Put this move on the desk; undo takes it back")
        button.setToolTip(above if self._place > 1 else alone)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.applied.emit(move))
        grid.addWidget(button, row, 4, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowMinimumHeight(row + 2, 6)
        self.buttons.append(button)

    def _words(self, text: str, face: object, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(face)  # type: ignore[arg-type]  # a QFont
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setStyleSheet(f"color: {getattr(self._theme, role).name()}")
        return label

    def enable(self, enabled: bool) -> None:
        """Let the moves be applied, or not while they are out of date."""
        for button in self.buttons:
            button.setEnabled(enabled)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        paint_card(QPainter(self), self.rect(), self._theme)


def layer_names(layers: Mapping[str, str]) -> dict[str, str]:
    """Translate what layers are called."""
    return {key: declared(label) for key, label in layers.items()}
