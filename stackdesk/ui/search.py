"""Search over every parameter and series: type a few letters, choose with the arrows, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui.fuzzy import fit, folded
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import NORMAL, STRONG, font, lettering, monospace

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WIDE = 640
ROW = 42
ROWS = 9
MOST = 80
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Entry:
    """Something that can be gone to."""

    kind: Literal["parameter", "series", "chart"]
    address: str
    label: str
    layer: str
    name: str
    """The label as it is compared with what is typed."""
    place: str
    """The address as it is compared with what is typed."""


def entry(kind: Literal["parameter", "series", "chart"], address: str, label: str, layer: str) -> Entry:
    """Make an entry, ready to be compared."""
    return Entry(kind, address, label, layer, folded(label), folded(address))


def found(entries: Sequence[Entry], text: str) -> list[Entry]:
    """List what fits a text, best first; of equals the one listed first."""
    words = folded(text).split()
    scored = ((fit(words, one.name, one.place), one) for one in entries)
    fitting = [(-score, place, one) for place, (score, one) in enumerate(scored) if score]
    return [one for _, _, one in sorted(fitting, key=lambda row: row[:2])[:MOST]]


@dataclass(frozen=True)
class Told:
    """What a row says at its right: the value and what kind of thing this is."""

    value: str
    kind: str
    changed: bool = False


class Hits(QAbstractListModel):
    """What was found; a row's value is asked for when the row is drawn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self.tell: Callable[[Entry], Told] = lambda one: Told("", one.kind)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Give the entry of a row."""
        return self._entries[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count what was found."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the label, or all of the row in words."""
        one = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.label}\n{one.address}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = self.tell(one)
            return ", ".join(part for part in (one.label, told.value, told.kind, one.address) if part)
        return None


class HitRow(QStyledItemDelegate):
    """Draws glyph, label and value, and below them the address and what it is."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for two lines."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row; the label is cut before the value."""
        model = index.model()
        assert isinstance(model, Hits)
        one = model.entry(index.row())
        told, theme, look = model.tell(one), self.theme, self.theme.layer(one.layer)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRect(option.rect).adjusted(6, 1, -6, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.outline, 1.0))
            painter.setBrush(theme.pill)
            painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0)
        upper = QRect(room.left() + 32, room.top() + 3, room.width() - 42, 18)
        lower = QRect(upper.left(), upper.bottom(), upper.width(), 16)
        paint_glyph(
            painter, look.glyph, QPointF(room.left() + 17.0, upper.center().y() + 1.0), 11.0, look.mark
        )
        strong = STRONG if told.changed else NORMAL
        wide = _write(painter, upper, told.value, (font(12.5, strong), theme.ink), right=True)
        upper.setRight(upper.right() - wide - 14)
        _write(painter, upper, one.label, (lettering(13, STRONG), theme.ink))
        wide = _write(painter, lower, told.kind, (lettering(11), theme.ink2), right=True)
        lower.setRight(lower.right() - wide - 14)
        _write(painter, lower, one.address, (monospace(11), theme.ink2))
        painter.restore()


def _write(painter: QPainter, room: QRect, text: str, look: tuple[Any, Any], *, right: bool = False) -> int:
    """Write one line, cut where it does not fit, and give its width."""
    painter.setFont(look[0])
    painter.setPen(look[1])
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, _RIGHT if right else _LEFT, shown)
    return metrics.horizontalAdvance(shown)


class Search(QFrame):
    """Floats over the window while it is open; Esc, a click elsewhere or a choice closes it."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._above = parent
        self._theme: Theme = LIGHT
        self._entries: Sequence[Entry] = ()
        self._first: list[Entry] = []
        self._before: QWidget | None = None
        self.setObjectName("search")
        self.setAccessibleName(self.tr("Search parameters, series and charts"))
        self.field = QLineEdit(self)
        self.field.setObjectName("search.field")
        self.field.setAccessibleName(self.tr("Search parameters, series and charts"))
        self.field.setPlaceholderText(self.tr("Search parameters, series and charts"))
        self.field.setFrame(False)
        self.list = QListView(self)
        self.hits = Hits(self)
        self._row = HitRow(self)
        self._foot = QLabel(self)
        self._foot.setObjectName("search.foot")
        self._lay_out()
        self.field.textChanged.connect(self.look_up)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._describe)
        self.hide()

    def _lay_out(self) -> None:
        self.list.setObjectName("search.list")
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setModel(self.hits)
        self.list.setItemDelegate(self._row)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = self._row.theme = theme
        self.field.setFont(lettering(15))
        self.field.setStyleSheet(
            f"QLineEdit {{ background: transparent; color: {theme.ink.name()}; border: none;"
            " padding: 4px 10px; }"
        )
        self.list.setStyleSheet("QListView { background: transparent; border: none; outline: none; }")
        self._foot.setFont(lettering(11))
        self._foot.setContentsMargins(10, 0, 10, 0)
        self._foot.setStyleSheet(f"color: {theme.ink2.name()}")
        self.update()

    # --------------------------------------------------------------------------------------- opening

    def open_with(
        self, entries: Sequence[Entry], first: Sequence[Entry], tell: Callable[[Entry], Told]
    ) -> None:
        """Open over the window; `first` is listed while nothing is typed."""
        self._entries, self._first, self.hits.tell = entries, list(first), tell
        self._before = QApplication.focusWidget()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.look_up("")
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """Stand in the upper middle of the window."""
        above = self._above
        wide = min(WIDE, above.width() - 40)
        tall = min(ROWS * ROW + 84, above.height() - 80)
        self.setGeometry((above.width() - wide) // 2, 48, wide, tall)

    def close_up(self) -> None:
        """Close, and give the focus back to what had it."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------- searching

    def look_up(self, text: str) -> None:
        """List what fits, or what comes first while nothing is typed."""
        hits = found(self._entries, text) if text.strip() else self._first
        self.hits.show_entries(hits)
        if hits:
            self.list.setCurrentIndex(self.hits.index(0))
            self.list.scrollToTop()
        keys = self.tr("↑ ↓ choose, Enter goes there, Esc closes")
        if not text.strip():
            count = self.tr("{count} parameters, series and charts").format(count=len(self._entries))
        elif not hits:
            count = self.tr("Nothing fits. Try fewer letters")
        else:
            more = "+" if len(hits) == MOST else ""
            count = self.tr("{count} found").format(count=f"{len(hits)}{more}")
        self._foot.setText(f"{count}  ·  {keys}")

    def _describe(self, index: QModelIndex) -> None:
        """Tell assistive technology which row is chosen, since the focus stays in the field."""
        self.field.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            one = self.hits.entry(index.row())
            self.close_up()
            self.chosen.emit(one.kind, one.address)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the list's keys on while the focus is in the field; leaving the field closes."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        """Answer a key; False leaves it to the field."""
        rows = self.hits.rowCount()
        move = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS - 1,
            Qt.Key.Key_PageUp: 1 - ROWS,
        }.get(key)
        if move is not None:
            if rows:
                row = self.list.currentIndex().row()
                to = (row + move) % rows if abs(move) == 1 else max(0, min(rows - 1, row + move))
                self.list.setCurrentIndex(self.hits.index(to))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape:
            self.close_up()
            return True
        return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, one outline and the line below the field."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.outline, 1.0))
        painter.setBrush(self._theme.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10.0, 10.0)
        painter.setPen(QPen(self._theme.hairline, 1.0))
        line = self.field.geometry().bottom() + 3
        painter.drawLine(1, line, self.width() - 2, line)
