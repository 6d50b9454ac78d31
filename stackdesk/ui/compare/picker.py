"""Choosing series: a button that names the one on show, and a list to search in below it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.strokes import text_left
from stackdesk.ui.charts.words import declared
from stackdesk.ui.fuzzy import fit, folded
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import NORMAL, STRONG, font, lettering, px

if TYPE_CHECKING:
    from stackdesk.core.series import Series

_WIDE, _TALL = 360, 380
_ADDRESS = Qt.ItemDataRole.UserRole
_ARROW = 20.0


class SeriesButton(QAbstractButton):
    """Names what is on show, the unit beside it in quieter ink, and an arrow."""

    def __init__(self, name: str, size: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._size, self._detail = size, ""
        self._spoken = ""
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_choice(self, title: str, detail: str, spoken: str) -> None:
        """Show what is chosen; `spoken` begins the accessible name, such as "Series"."""
        if (title, detail, spoken) == (self.text(), self._detail, self._spoken):
            return
        self._detail, self._spoken = detail, spoken
        self.setText(title)
        whole = ", ".join(part for part in (title, detail) if part)
        self.setAccessibleName(f"{spoken}: {whole}")
        self.setToolTip(whole)
        self.updateGeometry()
        self.update()

    def _faces(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        weight = STRONG if self._size > 12 else NORMAL
        return QFontMetricsF(font(self._size, weight)), QFontMetricsF(font(12))

    def sizeHint(self) -> QSize:
        """Ask for the words and the arrow."""
        strong, plain = self._faces()
        wide = strong.horizontalAdvance(self.text()) + plain.horizontalAdvance(self._detail) + 9.0 + _ARROW
        return QSize(math.ceil(wide), round(px(22)))

    def minimumSizeHint(self) -> QSize:
        """Long names are cut; the whole stands in the tooltip."""
        return QSize(90, round(px(22)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, unit and arrow; the unit is cut first."""
        painter, theme = QPainter(self), self._theme
        strong, plain = self._faces()
        weight = STRONG if self._size > 12 else NORMAL
        middle, room = self.height() / 2.0, self.width() - _ARROW
        title = strong.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        ink = theme.ink if weight == STRONG else theme.ink2
        text_left(painter, 0.0, middle, title, font(self._size, weight), ink)
        x = strong.horizontalAdvance(title) + (7.0 if self._detail else 0.0)
        detail = plain.elidedText(self._detail, Qt.TextElideMode.ElideRight, max(room - x, 0.0))
        text_left(painter, x, middle, detail, font(12), theme.ink2)
        x += plain.horizontalAdvance(detail) + 8.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.ink2, 1.4))
        ends = [QPointF(x, middle - 1.5), QPointF(x + 3.5, middle + 2.0), QPointF(x + 7.0, middle - 1.5)]
        painter.drawPolyline(QPolygonF(ends))
        if self.hasFocus():
            painter.setPen(QPen(theme.ink, 1.5))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, -2, -2), 5.0, 5.0)


class SeriesPicker(QFrame):
    """A search line above a list of series; several can be ticked where `many`."""

    chosen = Signal(str)
    ticked = Signal(object)

    def __init__(self, name: str, parent: QWidget, *, many: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._many = many
        self._series: list[Series] = []
        self._theme: Theme = LIGHT
        self._kept: list[str] = []
        self.setObjectName(name)
        self.field = QLineEdit(self)
        self.field.setObjectName(f"{name}.search")
        self.field.setPlaceholderText(self.tr("Search series"))
        self.field.setAccessibleName(self.tr("Search series"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(self.tr("Series"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)

    def open_below(
        self, widget: QWidget, series: Iterable[Series], current: Sequence[str], theme: Theme
    ) -> None:
        """Open under a widget, the current choice in sight."""
        self._series, self._kept, self._theme = list(series), list(current), theme
        self.setStyleSheet(
            f"QLineEdit {{ background: {theme.field.name()}; color: {theme.ink.name()}; border-radius: 6px;"
            f" border: 1px solid {theme.field_border.name()}; padding: 3px 6px; }}"
            f"QLineEdit:focus {{ border-color: {theme.ink.name()}; }}"
            f"QListWidget {{ background: {theme.surface.name()}; color: {theme.ink.name()}; border: none; }}"
            f"QListWidget::item {{ padding: 2px 4px; border-radius: 4px; }}"
            f"QListWidget::item:selected {{ background: {theme.pill.name()}; color: {theme.ink.name()}; }}"
        )
        self.field.setFont(lettering(12.5))
        self.list.setFont(lettering(12.5))
        self.field.clear()
        self._fill()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        self.setGeometry(place.x(), place.y(), _WIDE, _TALL)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        """List what fits what is typed: ticked ones first, else the best first."""
        words = folded(self.field.text()).split()
        rated = [(fit(words, folded(declared(one.label)), folded(one.address)), one) for one in self._series]
        found = [one for score, one in sorted(rated, key=lambda pair: -pair[0]) if score > 0.0]
        if not words and self._many:
            found.sort(key=lambda one: one.address not in self._kept)
        self.list.clear()
        for one in found:
            unit = fmt.sign(one.unit) if one.unit not in ("1", "") else ""
            item = QListWidgetItem(f"{declared(one.label)}  {unit}".rstrip(), self.list)
            item.setData(_ADDRESS, one.address)
            item.setIcon(self._icon(one.layer))
            item.setToolTip(f"{one.address}\n{declared(one.definition)}")
            if self._many:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                on = one.address in self._kept
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if one.address in self._kept and self.list.currentRow() < 0:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 or words:
            self.list.setCurrentRow(0)

    def _icon(self, layer: str) -> QIcon:
        look = self._theme.layer(layer)
        pixmap = QPixmap(28, 28)
        pixmap.setDevicePixelRatio(2.0)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_glyph(painter, look.glyph, QPointF(7.0, 7.0), 8.0, look.mark)
        painter.end()
        return QIcon(pixmap)

    def _take(self, item: QListWidgetItem) -> None:
        """Choose a series and close, or tick it."""
        address = str(item.data(_ADDRESS))
        if not self._many:
            self.hide()
            self.chosen.emit(address)
            return
        on = address not in self._kept
        self._kept = [*self._kept, address] if on else [one for one in self._kept if one != address]
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.ticked.emit(tuple(self._kept))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its outline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.surface)
        painter.setPen(self._theme.field_border)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter of the search line act on the list."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            rows = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            step = rows.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._take(item)
                return True
        return super().eventFilter(watched, event)
