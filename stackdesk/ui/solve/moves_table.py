"""The table of what a target takes: a lever a row, from, to, how large a move that is, what it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from stackdesk.engine.solve import Move, Proposals, Solution
from stackdesk.ui import format as fmt
from stackdesk.ui.solve.grip import Grip
from stackdesk.ui.solve.words import move_words, value_words
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
COLUMNS = ("Lever", "From", "To", "Change", "Of its range", "Published", "Reaches")
_NUMBERS = (1, 2, 3, 4, 6)


class MoveModel(QAbstractTableModel):
    """The moves that reach a target, smallest first; where none does, the one that comes nearest."""

    def __init__(self, window: MainWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._theme: Theme = LIGHT
        self._grip: Grip | None = None
        self.moves: tuple[Move, ...] = ()
        self.reached = True

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme

    def show_answer(self, answer: Solution | Proposals | None, grip: Grip | None) -> None:
        """Show another answer, or nothing."""
        self.beginResetModel()
        self._grip, self.moves, self.reached = grip, (), True
        if answer is not None:
            self.reached = bool(answer.moves)
            nearest = answer.nearest
            near = () if nearest is None or nearest.value == nearest.now else (nearest,)
            self.moves = answer.moves or near
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the moves."""
        return 0 if parent.isValid() else len(self.moves)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return QCoreApplication.translate("solve", COLUMNS[section]) if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Give what a cell says."""
        move, column = self.moves[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._words(move)[column]
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return f"{move_words(move, self._window, named=True)}\n{move.lever}"
        if role == Role.TextAlignmentRole and column in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.FontRole:
            return font(12.5, STRONG if column == 2 else 400)
        if role == Role.ForegroundRole:
            return self._theme.ink if column in (0, 2, 6) else self._theme.ink2
        return None

    def _words(self, move: Move) -> tuple[str, ...]:
        """Write one row."""
        subject = self._window.subject(move.lever)
        label, unit = subject.label, subject.shape.unit
        if move.region:
            label = f"{label}, {self._window.reference.catalogue.region_label(move.region)}"
        now, value = (value_words(move, self._window, number) for number in (move.now, move.value))
        change = fmt.change(move.value, move.now)
        tr = QCoreApplication.translate
        outside = tr("solve", "! outside") if move.outside else tr("solve", "inside")
        if not subject.published:
            outside = tr("solve", "no range")
        reached = self._grip.text(move.reached) if self._grip is not None else ""
        if not self.reached:
            reached = tr("solve", "{value}, nearest").format(value=reached)
        texts = (label, now, f"{value} {unit}".rstrip(), str(change or ""), fmt.percent(abs(move.share)))
        return (*texts, outside, reached)
