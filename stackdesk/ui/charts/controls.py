"""The small controls of a chart's header: segments and icon buttons, painted in ink."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

_TALL = 24
_PAD = 9.0


class _Choice(QAbstractButton):
    """One segment: words; filled and strong when chosen."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(font(12, STRONG)).horizontalAdvance(self.text())
        return QSize(math.ceil(wide + 2.0 * _PAD), round(px(_TALL)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.pill)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.0, 2.0, -2.0, -2.0), 4.0, 4.0)
        painter.setFont(font(12, STRONG if chosen else 400))
        painter.setPen(self.theme.ink if chosen else self.theme.ink2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(self.theme.ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 4.0, 4.0)


class Segments(QWidget):
    """A row of choices of which one holds, such as log and lin."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """Make a row of (key, words, tooltip); the first is chosen."""
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._name, self._row = name, row
        for choice in choices:
            self.add(*choice)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for button in self.findChildren(_Choice):
            button.theme = theme
            button.updateGeometry()
            button.update()
        self.update()

    def add(self, key: str, words: str, tip: str) -> None:
        """Add one more choice."""
        button = _Choice(words, self)
        button.theme = self._theme
        button.setObjectName(f"{self._name}.{key}")
        button.setToolTip(tip)
        self._group.addButton(button, len(self._keys))
        self._keys.append(key)
        self._row.addWidget(button)

    def offer(self, key: str, offered: bool) -> None:
        """Show a choice, or leave it out for now."""
        self._group.button(self.place(key)).setVisible(offered)

    def place(self, key: str) -> int:
        """Give the place of a choice, in the order in which they were added."""
        return self._keys.index(key)

    def current(self) -> str:
        """Give the key of the choice that holds."""
        return self._keys[max(self._group.checkedId(), 0)]

    def offered(self) -> tuple[str, ...]:
        """List the keys of the choices."""
        return tuple(self._keys)

    def choose(self, key: str) -> None:
        """Set the choice without telling anyone."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def _tell(self, place: int) -> None:
        self.chosen.emit(self._keys[place])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline around all choices."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.field_border, 1.0))
        painter.setBrush(self._theme.field if self._theme.dark else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0)


Icon = Callable[[QPainterPath, QPointF], None]


def table_icon(path: QPainterPath, centre: QPointF) -> None:
    """Draw a table: a frame, a head line and a column line."""
    x, y = centre.x() - 5.5, centre.y() - 5.0
    path.addRect(QRectF(x, y, 11.0, 10.0))
    for start, end in (((0, 3.5), (11, 3.5)), ((0, 6.75), (11, 6.75)), ((4, 3.5), (4, 10))):
        path.moveTo(x + start[0], y + start[1])
        path.lineTo(x + end[0], y + end[1])


def dots_icon(path: QPainterPath, centre: QPointF) -> None:
    """Draw three dots: more."""
    for shift in (-4.5, 0.0, 4.5):
        path.addEllipse(QPointF(centre.x() + shift, centre.y()), 0.6, 0.6)


def pin_icon(path: QPainterPath, centre: QPointF) -> None:
    """Draw a pin: held in place."""
    x, y = centre.x(), centre.y()
    path.addRect(QRectF(x - 2.0, y - 5.5, 4.0, 5.0))
    for start, end in (((-4.0, -0.5), (4.0, -0.5)), ((0.0, -0.5), (0.0, 5.5))):
        path.moveTo(x + start[0], y + start[1])
        path.lineTo(x + end[0], y + end[1])


class Held(QWidget):
    """Says that the axis keeps still; its place is kept free while it does not."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme: Theme = LIGHT
        self._held = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the pin and the words."""
        return QSize(math.ceil(QFontMetricsF(font(12)).horizontalAdvance(self._words)) + 22, round(px(_TALL)))

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_held(self, held: bool) -> None:
        """Show or hide the words."""
        if held != self._held:
            self._held = held
            self.setAccessibleName(self._words if held else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a pin and the words."""
        if not self._held:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        pin_icon(path, QPointF(7.0, self.height() / 2.0))
        painter.setPen(QPen(self._theme.ink2, 1.2))
        painter.drawPath(path)
        painter.setFont(font(12))
        painter.drawText(self.rect().adjusted(18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)


class IconButton(QAbstractButton):
    """A button of 24 pixels with a drawn icon; checkable ones stay filled while they hold."""

    def __init__(self, icon: Icon, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme: Theme = LIGHT
        self._over = False
        self.setObjectName(name)
        self.setAccessibleName(tip)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(28, round(px(_TALL)))

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet again."""
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon on a pill while it holds or the mouse is over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        if self.isChecked() or self._over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.pill)
            painter.drawRoundedRect(frame, 5.0, 5.0)
        path = QPainterPath()
        self._icon(path, QPointF(self.width() / 2.0, self.height() / 2.0))
        painter.setPen(QPen(self._theme.ink2, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.ink, 1.5))
            painter.drawRoundedRect(frame, 5.0, 5.0)
