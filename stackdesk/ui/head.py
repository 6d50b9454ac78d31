"""A panel's head: which layer, what it gives at the cursor, how much of its ceiling is used, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QToolButton, QWidget

from stackdesk.core.layer import Layer
from stackdesk.scenario import Observation
from stackdesk.ui import format as fmt
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.reading import Cause, Reading
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering, px

LEFT = 20
RIGHT = 12
BOLD = 700


class Headline(QLabel):
    """The number a layer gives, its unit and its change; the text is the whole of it."""

    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{layer.key}.headline")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self._shown = fmt.Shown(fmt.NOTHING, "")
        self._change: fmt.Change | None = None
        self._theme: Theme = LIGHT
        self._faint = False

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_value(self, shown: fmt.Shown, text: str, change: fmt.Change | None, *, faint: bool) -> None:
        """Show a number; faint while it is out of date."""
        if (shown, text, change, faint) == (self._shown, self._text, self._change, self._faint):
            return
        self._text = text
        self._shown, self._change, self._faint = shown, change, faint
        words = f"{shown} {self._text}".rstrip()
        self.setText(f"{words} {change}" if change else words)
        self.setAccessibleName(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number large, the rest small; words go before numbers when room is short."""
        painter = QPainter(self)
        theme = self._theme
        base = self.height() - 5
        painter.setFont(font(16, STRONG))
        painter.setPen(theme.ink2 if self._faint else theme.ink)
        painter.drawText(0, base, self._shown.number)
        x = painter.fontMetrics().horizontalAdvance(self._shown.number) + 5
        change = str(self._change) if self._change else ""
        painter.setFont(font(11, STRONG))
        tail = painter.fontMetrics().horizontalAdvance(change) + 10 if change else 0
        painter.setFont(font(12))
        painter.setPen(theme.ink2)
        metrics = painter.fontMetrics()
        words = f"{self._shown.unit} {self._text}".strip()
        if metrics.horizontalAdvance(words) > self.width() - x - tail:
            words = self._shown.unit
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(self.width() - x - tail, 0))
        painter.drawText(x, base, words)
        if change:
            x += metrics.horizontalAdvance(words) + 9
            painter.setFont(font(11, STRONG))
            painter.setPen(theme.ink2 if self._faint else theme.ink)
            painter.drawText(x, base, change)


class Head(QAbstractButton):
    """The clickable head of a panel; a click opens the panel."""

    more_asked = Signal()
    help_asked = Signal()
    changed_asked = Signal()

    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(parent)
        self._layer = layer
        self._name = QCoreApplication.translate("declarations", layer.label)
        self._theme: Theme = LIGHT
        self._sizes: Density = COMFORTABLE
        self._reading: Reading | None = None
        self._history: Sequence[Observation] = ()
        self._year = 0.0
        self._open = False
        self._caused = False
        self._stale = False
        self._filtered = False
        self.setObjectName(f"{layer.key}.head")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.headline = Headline(layer, self)
        self.more = QToolButton(self)
        self.more.setObjectName(f"{layer.key}.more")
        self.more.setProperty("quiet", True)
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.clicked.connect(self.more_asked)
        self.setAccessibleName(self._name)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._sizes = theme, sizes
        self.headline.dress(theme)
        self.more.setFont(font(12))
        self.more.setVisible(not sizes.reduced)
        self._place()
        self.update()

    def show_filter(self, filtered: bool) -> None:
        """Say whether the panel shows changed parameters only."""
        self._filtered = filtered

    def show_more(self, hidden: int, total: int) -> None:
        """Say how many parameters are not on the panel."""
        words = self.tr("{count} hidden \u203a") if self._filtered else self.tr("{count} more \u203a")
        self.more.setText(words.format(count=hidden))
        tip = self.tr("All {count} parameters of {layer}").format(count=total, layer=self._name.lower())
        self.more.setToolTip(tip)
        self.more.setAccessibleName(tip)
        self._place()

    def show_state(self, *, opened: bool, caused: bool) -> None:
        """Say whether the panel is open and whether there is a line for the cause."""
        self._open, self._caused = opened, caused
        self.update()

    def show_history(self, history: Sequence[Observation]) -> None:
        """Take what is published of the headline, for the sparkline."""
        self._history = history
        self.update(self._spark_room())

    def show_reading(self, reading: Reading, year: float, *, stale: bool) -> None:
        """Show the layer at the cursor."""
        before = self._said()
        self._reading, self._year, self._stale = reading, year, stale
        self.headline.show_value(reading.shown, reading.text, reading.change, faint=stale)
        state = self.tr("binds") if reading.binds else self.tr("does not bind")
        used = self.tr("{share} of its ceiling used").format(share=fmt.percent(reading.used))
        self.setAccessibleDescription(f"{self.headline.text()}; {used}; {state}")
        if self._said() != before:
            self.update()
        else:
            self.update(self._spark_room())

    def _said(self) -> tuple[object, ...]:
        """Give what the head says beside headline and sparkline: these move with every frame."""
        reading = self._reading
        if reading is None:
            return ()
        return fmt.percent(reading.used), reading.binds, reading.cause if self._caused else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a layer."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Make the menu of the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open"), self.click)
        menu.addAction(self.tr("All parameters"), self.more_asked.emit)
        only = menu.addAction(self.tr("Changed parameters only\tCtrl+Shift+L"), self.changed_asked.emit)
        only.setCheckable(True)
        only.setChecked(self._filtered)
        menu.addAction(self.tr("How this layer works"), self.help_asked.emit)
        return menu

    # ------------------------------------------------------------------------------------- geometry

    def sizeHint(self) -> QSize:
        """Ask for the head, and the cause line where there is one."""
        return QSize(self._sizes.stack, self._sizes.head + (self._sizes.cause if self._caused else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place headline and button."""
        self._place()

    def _spark(self) -> QRect:
        """Give where the sparkline goes."""
        if self._sizes.reduced:
            return QRect(self.width() - RIGHT, 5, 0, 0)
        wide = round(px(64 if self._sizes.compact else 84))
        right = self.width() - round(px(88 if self._sizes.compact else 96))
        return QRect(right - wide, 5, wide, self._sizes.head - 11)

    def _spark_room(self) -> QRect:
        """Give what must be painted anew for another sparkline."""
        return self._spark().adjusted(-2, -2, 2, 2)

    def _place(self) -> None:
        second = self._sizes.head // 2 - 1
        tall = self._sizes.head - second
        self.headline.setGeometry(LEFT, second, self._spark().left() - LEFT - 6, tall)
        wide = self.more.fontMetrics().horizontalAdvance(self.more.text()) + 8
        self.more.setGeometry(self.width() - RIGHT - wide + 4, second + 1, wide, tall - 4)

    # ----------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph, name, number, badge, share, sparkline and cause, or only the sparkline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spark = self._spark_room()
        rest = event.region() - self.headline.geometry() - spark - QRect(0, 0, LEFT - 1, self.height())
        if self._reading is not None and rest.isEmpty() and not self.hasFocus():
            if event.region().intersects(spark):
                self._paint_spark(painter, self._reading)
            return
        line = self._sizes.head // 2 - round(px(7))
        look = self._theme.layer(self._layer.key)
        paint_glyph(painter, look.glyph, QPointF(LEFT + px(6.0), line), px(11.0), look.mark)
        x = self._paint_name(painter, LEFT + round(px(19)), line)
        if self._reading is not None:
            if self._reading.binds:
                self._paint_badge(painter, x + 8, line)
            self._paint_used(painter, line, self._reading)
            self._paint_spark(painter, self._reading)
            if self._caused and self._reading.cause is not None:
                self._paint_cause(painter, self._reading.cause)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.ink, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(9.0, 2.0, -3.0, -1.0), 4.0, 4.0)

    def _paint_name(self, painter: QPainter, x: int, line: int) -> int:
        look = self._theme.layer(self._layer.key)
        painter.setFont(lettering(11, BOLD, spaced=True))
        painter.setPen(look.text)
        name = self._name.upper()
        base = line + painter.fontMetrics().capHeight() // 2 + 1
        painter.drawText(x, base, name)
        x += painter.fontMetrics().horizontalAdvance(name) + 5
        painter.setFont(font(11))
        painter.setPen(self._theme.ink2)
        painter.drawText(x, base, str(self._layer.number))
        return x + painter.fontMetrics().horizontalAdvance(str(self._layer.number))

    def _paint_badge(self, painter: QPainter, x: int, line: int) -> None:
        look = self._theme.layer(self._layer.key)
        painter.setFont(font(11, STRONG))
        words = self.tr("BINDS")
        box = QRectF(x, line - px(8.0), painter.fontMetrics().horizontalAdvance(words) + 10.0, px(16.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.mark)
        painter.drawRoundedRect(box, 4.0, 4.0)
        painter.setPen(self._theme.on_layer)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_used(self, painter: QPainter, line: int, reading: Reading) -> None:
        if not math.isfinite(reading.used):
            return
        painter.setFont(font(12, STRONG if reading.binds else 400))
        painter.setPen(self._theme.ink if reading.binds else self._theme.ink2)
        words = self.tr("{share} used").format(share=fmt.percent(reading.used))
        room = QRect(0, line - round(px(9)), self.width() - RIGHT, round(px(18)))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_spark(self, painter: QPainter, reading: Reading) -> None:
        if self._sizes.reduced:
            return
        from stackdesk.ui.charts import paint_sparkline

        paint_sparkline(
            painter,
            QRectF(self._spark()),
            reading.years,
            reading.values,
            reading.reference_values,
            self._year,
            self._theme.layer(self._layer.key).mark,
            self._theme,
            self._history,
        )

    def _paint_cause(self, painter: QPainter, cause: Cause) -> None:
        room = QRect(LEFT, self._sizes.head - 1, self.width() - LEFT - RIGHT, self._sizes.cause)
        strong = self.tr("Cause: {cause}").format(cause=cause.words)
        rest = f", {fmt.span(cause.start, cause.end)}."
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(12, STRONG))
        painter.setPen(self._theme.ink)
        painter.drawText(room, flags, strong)
        wide = painter.fontMetrics().horizontalAdvance(strong)
        room.setLeft(room.left() + wide)
        painter.setFont(font(12))
        painter.setPen(self._theme.ink2)
        metrics = painter.fontMetrics()
        if cause.next_layer:  # told only where it fits whole
            following = self.tr("Next ceiling: {layer} at {level}")
            longer = f"{rest} {following.format(layer=cause.next_layer, level=cause.next_level)}"
            rest = longer if metrics.horizontalAdvance(longer) <= room.width() else rest
        painter.drawText(room, flags, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room.width()))
