"""A field that shows one choice of many; pressed, it opens a search over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.search import ROW, Entry, HitRow, Hits, Told, found
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font, lettering, px

Tell = Callable[[Entry], Told]
Offer = Callable[[], tuple[Sequence[Entry], Sequence[Entry], Tell]]
"""Gives everything there is to choose, what is listed while nothing is typed, and what a row says."""

WIDE = 460
ROWS = 7
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}


class Picker(QAbstractButton):
    """Shows the choice that holds; `picked` carries another one's address."""

    picked = Signal(str)

    def __init__(self, name: str, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._offer = name, offer
        self._theme: Theme = LIGHT
        self._entry: Entry | None = None
        self._popup: PickerPopup | None = None
        self.note = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.clicked.connect(self.open)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(round(px(200)), round(px(28)))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        if self._popup is not None:
            self._popup.dress(theme)
        self.updateGeometry()
        self.update()

    def show_entry(self, entry: Entry | None) -> None:
        """Show a choice."""
        self._entry = entry
        words = "" if entry is None else entry.label
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)
        self.setToolTip("" if entry is None else f"{entry.label}\n{entry.address}".strip())
        self.update()

    @property
    def popup(self) -> PickerPopup:
        """The list that opens below."""
        if self._popup is None:
            self._popup = PickerPopup(self._name, self)
            self._popup.dress(self._theme)
            self._popup.chosen.connect(self.picked)
        return self._popup

    def open(self) -> None:
        """Open the list."""
        self.popup.open_with(*self._offer(), self.note, self._entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down open the list, as they do on any field that lists choices."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field: glyph of the layer, the words, an arrow."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.hasFocus() or self.underMouse()
        painter.setPen(
            QPen(theme.ink if self.hasFocus() else theme.outline if hot else theme.field_border, 1.0)
        )
        painter.setBrush(theme.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0)
        middle, left = self.height() / 2.0, 10
        if self._entry is not None and self._entry.layer:
            look = theme.layer(self._entry.layer)
            paint_glyph(painter, look.glyph, QPointF(15.0, middle), 10.0, look.mark)
            left = 27
        painter.setFont(font(12.5))
        painter.setPen(theme.ink if self.isEnabled() else theme.ink3)
        room = QRect(left, 0, self.width() - left - 24, self.height())
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QPen(theme.ink2, 1.2))
        tip = QPointF(self.width() - 13.0, middle + 2.0)
        painter.drawPolyline([tip + QPointF(-4.0, -4.0), tip, tip + QPointF(4.0, -4.0)])


class PickerPopup(QFrame):
    """A search over the choices, below the field; Esc or a click elsewhere closes it."""

    chosen = Signal(str)

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self._theme: Theme = LIGHT
        self._entries: Sequence[Entry] = ()
        self._first: Sequence[Entry] = ()
        self._row, self.hits = HitRow(self), Hits(self)
        self.setObjectName(f"{field.objectName()}.popup")
        self.setAccessibleName(name)
        self.line = QLineEdit(self)
        self.line.setObjectName(f"{field.objectName()}.line")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("Type a few letters"))
        self.line.setFrame(False)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("What can be chosen"))
        self.list.setModel(self.hits)
        self.list.setItemDelegate(self._row)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QLabel(self)
        self._foot.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 8)
        column.setSpacing(4)
        for part, stretch in ((self.line, 0), (self.list, 1), (self._foot, 0)):
            column.addWidget(part, stretch)
        self.line.textChanged.connect(self.look_up)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._describe)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = self._row.theme = theme
        self.line.setFont(lettering(13))
        self.line.setStyleSheet(
            f"QLineEdit {{ background: transparent; color: {theme.ink.name()}; border: none;"
            " padding: 4px 8px; }"
        )
        self.list.setStyleSheet("QListView { background: transparent; border: none; outline: none; }")
        self._foot.setFont(lettering(11))
        self._foot.setContentsMargins(8, 0, 8, 0)
        self._foot.setStyleSheet(f"color: {theme.ink2.name()}")
        self.update()

    def open_with(
        self, entries: Sequence[Entry], first: Sequence[Entry], tell: Tell, note: str, now: Entry | None
    ) -> None:
        """Open below the field, or above it where there is no room; `note` stands at the foot."""
        self._entries, self._first, self.hits.tell = entries, first, tell
        self._foot.setText(note)
        self._foot.setVisible(bool(note))
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self.look_up("")
        listed = list(self._first)
        if now in listed:
            self.list.setCurrentIndex(self.hits.index(listed.index(now)))
        self._place()
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        wide = max(self._field.width(), round(px(WIDE)))
        tall = ROWS * ROW + round(px(48)) + (self._foot.heightForWidth(wide - 30) if self._foot.text() else 0)
        room = self._field.screen().availableGeometry()
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 3))
        above = self._field.mapToGlobal(QPoint(0, -3)).y() - tall
        top = below.y() if below.y() + tall <= room.bottom() or above < room.top() else above
        left = max(min(below.x(), room.right() - wide), room.left())
        self.setGeometry(left, top, wide, tall)

    def look_up(self, text: str) -> None:
        """List what fits, or what comes first while nothing is typed."""
        self.hits.show_entries(list(found(self._entries, text) if text.strip() else self._first))
        if self.hits.rowCount():
            self.list.setCurrentIndex(self.hits.index(0))
            self.list.scrollToTop()

    def _describe(self, index: QModelIndex) -> None:
        self.line.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            address = self.hits.entry(index.row()).address
            self.hide()
            self._field.setFocus(Qt.FocusReason.PopupFocusReason)
            self.chosen.emit(address)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the list's keys on while the focus is in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, rows = Qt.Key(event.key()), self.hits.rowCount()
            if key in _STEPS and rows:
                row = min(max(self.list.currentIndex().row() + _STEPS[key], 0), rows - 1)
                self.list.setCurrentIndex(self.hits.index(row))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, outline and the line below the field."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.surface)
        painter.setPen(QPen(theme.outline, 1.0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(theme.hairline, 1.0))
        line = self.line.geometry().bottom() + 2
        painter.drawLine(1, line, self.width() - 2, line)
