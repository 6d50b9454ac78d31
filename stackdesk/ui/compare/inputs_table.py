"""The table of inputs on screen: two lines a row, arrows between the values, A's values under the hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from stackdesk.ui.charts.strokes import rule_across, text_centred, text_left, text_right
from stackdesk.ui.compare.inputs import InputRow
from stackdesk.ui.compare.inputs_model import INPUT, TO_A, TO_B, UNIT, A, B, Index, InputsModel
from stackdesk.ui.glyph import paint_glyph, paint_padlock
from stackdesk.ui.theme import LIGHT, Theme, mixed
from stackdesk.ui.typeface import STRONG, font, px

_ARROW, _GLYPH = 25, 14.0
_VALUE, _UNIT, _UNIT_COMPACT = (46.0, 84.0), (34.0, 74.0), 50.0
"""The narrowest and the widest that a column may be."""

_LEFT = 33.0
_THRESHOLD = 3
_PIXELS = 4.0
"""Pixels that the mouse travels for one step of a value."""


class InputCells(QStyledItemDelegate):
    """Paints a row's cells; the row under the mouse or with the keyboard is told by its ground."""

    def __init__(self, table: InputsTable) -> None:
        super().__init__(table)
        self._table = table
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row, column, theme = self._table.inputs.rows[index.row()], index.column(), self.theme
        room = QRectF(option.rect)
        current = index.row() == self._table.currentIndex().row() and self._table.hasFocus()
        held = self._table.held == row.key
        painter.save()
        painter.fillRect(option.rect, theme.dragged_row(row.layer) if held else theme.inset if current
                         else theme.surface)  # fmt: skip
        rule_across(painter, room.left(), room.right() + 1.0, room.bottom() - 1.0, theme.hairline)
        if column == INPUT:
            self._paint_input(painter, row, room)
        elif column in (TO_A, TO_B):
            self._paint_arrow(painter, row, room, column, index.row())
        else:
            self._paint_value(painter, row, room, column)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.ink, 1.5))
            painter.drawRoundedRect(room.adjusted(1.5, 2.5, -1.5, -2.5), 4.0, 4.0)
        painter.restore()

    def _paint_input(self, painter: QPainter, row: InputRow, room: QRectF) -> None:
        theme, look = self.theme, self.theme.layer(row.layer)
        paint_glyph(
            painter, look.glyph, QPointF(room.left() + _GLYPH + 4.0, room.center().y()), 9.0, look.mark
        )
        x, wide = room.left() + _LEFT, room.width() - _LEFT - 4.0
        face, small = font(12.5), font(11)
        first, second = room.center().y() - px(8.0), room.center().y() + px(8.0)
        label = QFontMetricsF(face).elidedText(row.label, Qt.TextElideMode.ElideRight, wide)
        text_left(painter, x, first, label, face, theme.ink)
        note = QFontMetricsF(small).elidedText(row.note, Qt.TextElideMode.ElideRight, wide)
        text_left(painter, x, second, note, small, theme.ink2)

    def _paint_value(self, painter: QPainter, row: InputRow, room: QRectF, column: int) -> None:
        theme, middle = self.theme, room.center().y()
        if column == UNIT:
            words = QFontMetricsF(font(11)).elidedText(
                row.unit, Qt.TextElideMode.ElideRight, room.width() - 8
            )
            text_right(painter, room.right() - 6.0, middle, words, font(11), theme.ink2)
            return
        face = font(12.5, STRONG) if column == A else font(12.5)
        text = row.a if column == A else row.b
        words = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 8.0)
        if column == A:
            text_right(painter, room.right() - 4.0, middle, words, face, theme.ink)
            if row.plain and not row.to_a and self._table.over == (self._row_of(row), A):
                wide = QFontMetricsF(face).horizontalAdvance(words)
                rule_across(
                    painter, room.right() - 4.0 - wide, room.right() - 4.0, middle + px(9.0), theme.outline
                )
        else:
            text_left(painter, room.left() + 4.0, middle, words, face, theme.ink)

    def _row_of(self, row: InputRow) -> int:
        return next((at for at, one in enumerate(self._table.inputs.rows) if one is row), -1)

    def _paint_arrow(self, painter: QPainter, row: InputRow, room: QRectF, column: int, rank: int) -> None:
        """Draw an arrow; where nothing can be copied it is faint, and a lock is told by a padlock."""
        theme, centre = self.theme, room.center()
        why = row.to_a if column == TO_A else row.to_b
        if not row.differs:
            return
        if why and row.address in self._table.locked and column == TO_A:
            paint_padlock(painter, centre, theme.ink2)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not why and self._table.over == (rank, column):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.pill)
            painter.drawRoundedRect(QRectF(centre.x() - 11.0, centre.y() - 11.0, 22.0, 22.0), 5.0, 5.0)
        ink = mixed(theme.ink3, theme.surface, 0.45) if why else theme.ink
        painter.setPen(QPen(ink, 1.3))
        way = -1.0 if column == TO_A else 1.0
        tip, tail = centre.x() + 5.0 * way, centre.x() - 5.0 * way
        y = round(centre.y()) + 0.5
        painter.drawLine(QPointF(tail, y), QPointF(tip, y))
        for side in (-3.2, 3.2):
            painter.drawLine(QPointF(tip, y), QPointF(tip - 3.4 * way, y + side))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the editor room for a number with a unit."""
        room = QRect(option.rect)
        room.setLeft(room.left() - 40)
        tall = round(px(24.0))
        editor.setGeometry(room.left(), room.center().y() - tall // 2, room.width(), tall)


class InputsHead(QHeaderView):
    """The heads; one word stands over both columns of arrows, and the first over the names."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.theme: Theme = LIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads, then the shared word."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        x, middle = float(self.sectionViewportPosition(TO_B)), (self.height() - 2.0) / 2.0
        text_centred(painter, x, middle, self.tr("copy"), font(11), self.theme.ink3)
        text_left(painter, _LEFT, middle, self.tr("Input"), font(11), self.theme.ink3)


class InputsTable(QTableView):
    """The table; `copied` asks to copy a row's value to A or B, the rest is A's value under the hand."""

    copied = Signal(object, str)
    taken = Signal(object)
    moved = Signal(object, float)
    let_go = Signal(object)
    given_up = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs = InputsModel(self)
        self.over = (-1, -1)
        self.held = ""
        self.locked: frozenset[str] = frozenset()
        self._pressed: tuple[QPoint, InputRow] | None = None
        self._compact = False
        self.setObjectName("compare.inputs")
        self.setAccessibleName(self.tr("Inputs that differ"))
        self.setModel(self.inputs)
        self.cells = InputCells(self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalHeader().hide()
        self.head = InputsHead(self)
        self.setHorizontalHeader(self.head)
        header = self.head
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(INPUT, QHeaderView.ResizeMode.Stretch)

    def set_theme(self, theme: Theme, *, compact: bool) -> None:
        """Take a theme and how close rows stand."""
        self.cells.theme = self.head.theme = theme
        self._compact = compact
        self.setFont(font(12.5))
        self.horizontalHeader().setFont(font(11))
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 3px 4px; }")
        self.verticalHeader().setDefaultSectionSize(round(px(36 if compact else 43)))
        self.fit_columns()
        self.viewport().update()

    def fit_columns(self) -> None:
        """Make columns as wide as what stands in them; what is left goes to the names."""
        bold, small = QFontMetricsF(font(12.5, STRONG)), QFontMetricsF(font(11))
        texts = [(bold.horizontalAdvance(row.a), bold.horizontalAdvance(row.b)) for row in self.inputs.rows]
        units = [small.horizontalAdvance(row.unit) for row in self.inputs.rows]
        values = max((max(pair) for pair in texts), default=0.0) + 9.0
        wide = round(min(max(values, px(_VALUE[0])), px(_VALUE[1])))
        most = _UNIT_COMPACT if self._compact else _UNIT[1]
        unit = round(min(max(max(units, default=0.0) + 9.0, px(_UNIT[0])), px(most)))
        for column, size in ((A, wide), (TO_A, _ARROW), (TO_B, _ARROW), (B, wide), (UNIT, unit)):
            if self.columnWidth(column) != size:
                self.setColumnWidth(column, size)

    # ---------------------------------------------------------------------------------------- the mouse

    def _cell(self, point: QPoint) -> tuple[int, int]:
        index = self.indexAt(point)
        return (index.row(), index.column()) if index.isValid() else (-1, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag A's value sideways, or show what is under the mouse."""
        if self._pressed is not None:
            self._drag(event)
            return
        over = self._cell(event.position().toPoint())
        if over != self.over:
            self.over = over
            self.viewport().update()
        shape = Qt.CursorShape.ArrowCursor
        if 0 <= over[0] < len(self.inputs.rows):
            row = self.inputs.rows[over[0]]
            if over[1] == A and self.inputs.may_edit(row):
                shape = Qt.CursorShape.SizeHorCursor
            elif self._may_copy(row, over[1]):
                shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of A's value; an arrow acts on release."""
        super().mousePressEvent(event)
        place = self._cell(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place[1] == A:
            row = self.inputs.rows[place[0]]
            if self.inputs.may_edit(row):
                self._pressed = (event.position().toPoint(), row)

    def _drag(self, event: QMouseEvent) -> None:
        assert self._pressed is not None
        start, row = self._pressed
        away = event.position().x() - start.x()
        if not self.held:
            if abs(away) < _THRESHOLD:
                return
            self.held = row.key
            self.taken.emit(row)
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.held:
            self.moved.emit(row, away / _PIXELS * (0.1 if fine else 1.0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, or copy across."""
        pressed, held = self._pressed, self.held
        self._pressed, self.held = None, ""
        if held and pressed is not None:
            self.let_go.emit(pressed[1])
            self.viewport().update()
            return
        super().mouseReleaseEvent(event)
        place = self._cell(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place == self._at_current():
            self._copy(*place)

    def _at_current(self) -> tuple[int, int]:
        return self.currentIndex().row(), self.currentIndex().column()

    def leaveEvent(self, event: QEvent) -> None:
        """Go quiet."""
        self.over = (-1, -1)
        self.viewport().update()
        super().leaveEvent(event)

    # ------------------------------------------------------------------------------------- copying and keys

    @staticmethod
    def _may_copy(row: InputRow, column: int) -> bool:
        why = {TO_A: row.to_a, TO_B: row.to_b}.get(column, "no")
        return row.differs and not why

    def _copy(self, rank: int, column: int) -> None:
        """Copy a row's value one way, where that is possible; else say why not."""
        if column not in (TO_A, TO_B) or not 0 <= rank < len(self.inputs.rows):
            return
        row = self.inputs.rows[rank]
        if self._may_copy(row, column):
            self.copied.emit(row, "A" if column == TO_A else "B")
        elif row.differs:
            self.inputs.refused.emit(f"! {row.label}: {row.to_a if column == TO_A else row.to_b}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space on an arrow copies, Alt with an arrow key does anywhere; Esc gives up a drag."""
        key, (rank, column) = event.key(), self._at_current()
        if key == Qt.Key.Key_Escape and self.held and self._pressed is not None:
            row = self._pressed[1]
            self._pressed, self.held = None, ""
            self.given_up.emit(row)
            return
        across = {Qt.Key.Key_Left: TO_A, Qt.Key.Key_Right: TO_B}.get(Qt.Key(key))
        if across is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._copy(rank, across)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if column in (TO_A, TO_B):
                self._copy(rank, column)
                return
            if column == A and self.state() != QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
                return
        super().keyPressEvent(event)
