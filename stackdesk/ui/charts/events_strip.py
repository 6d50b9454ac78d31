"""The events as flags along the time axis of the ceilings chart: dragged in time, read by hovering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.strokes import rule_down, text_left
from stackdesk.ui.events_words import month_of, month_start
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font

TALL = 20
GRAB = 7.0
SLACK = 3.0
_WIDE, _HIGH = 9.0, 8.0


@dataclass(frozen=True)
class Flag:
    """One event as it is drawn: its place in the scenario's list, date, layer, title and sentence."""

    index: int
    date: float
    layer: str
    title: str
    sentence: str


class EventStrip(QWidget):
    """A low strip below the plot; it takes no room while there are no events.

    `begun`, `moved`, `ended` and `cancelled` are a drag, `stepped` a key (months), each with the event's
    place in the list.
    """

    begun = Signal(int)
    moved = Signal(int, float)
    ended = Signal()
    cancelled = Signal()
    stepped = Signal(int, int)
    removed = Signal(int)
    edit_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._plane: Plane | None = None
        self._year = 0.0
        self._flags: tuple[Flag, ...] = ()
        self._chosen: int | None = None
        self._hovered: int | None = None
        self._press: QPointF | None = None
        self._grip = 0.0
        self._held = False
        self.setObjectName("ceilings.events")
        self.setAccessibleName(self.tr("Events along the time axis"))
        self.setAccessibleDescription(self.tr("No events"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(200, TALL)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def place(self, plane: Plane, year: float) -> None:
        """Keep the flags under their years, and lead the cursor from the plot to the ribbon."""
        if (plane, year) != (self._plane, self._year):
            self._plane, self._year = plane, year
            self.update()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """Show the events."""
        if tuple(flags) == self._flags:
            return
        self._flags = tuple(flags)
        if self._chosen is not None and self._chosen >= len(self._flags):
            self._chosen = None
        self.setVisible(bool(self._flags))
        self._describe()
        self.update()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The events on show."""
        return self._flags

    def place_of(self, flag: Flag) -> float:
        """Give the pixel of an event's date."""
        return 0.0 if self._plane is None else self._plane.x(flag.date)

    def _describe(self) -> None:
        chosen = self._flag(self._chosen)
        sentences = [flag.sentence for flag in self._flags] if chosen is None else [chosen.sentence]
        self.setAccessibleDescription("; ".join(sentences))

    def _flag(self, index: int | None) -> Flag | None:
        return next((flag for flag in self._flags if flag.index == index), None)

    def _in_order(self) -> list[Flag]:
        return sorted(self._flags, key=lambda flag: (flag.date, flag.index))

    # ----------------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw poles and pennants in the layers' colours, titles where there is room."""
        if self._plane is None:
            return
        painter, order = QPainter(self), self._in_order()
        rule_down(painter, self._plane.x(self._year), 0.0, self.height(), self._theme.ink)
        edge = self._plane.right
        for place, flag in enumerate(order):
            after = self.place_of(order[place + 1]) if place + 1 < len(order) else edge
            self._paint_flag(painter, flag, after)

    def _paint_flag(self, painter: QPainter, flag: Flag, after: float) -> None:
        x, look = self.place_of(flag), self._theme.layer(flag.layer)
        chosen = flag.index == self._chosen and (self.hasFocus() or self._held)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rule_down(painter, x, 0.0, TALL - 2.0, self._theme.ink if chosen else look.mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.ink if chosen or flag.index == self._hovered else look.mark, 1.2))
        painter.setBrush(look.mark)
        top = 2.0
        corners = [(0.0, 0.0), (_WIDE, _HIGH / 2.0), (0.0, _HIGH)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, top + dy) for dx, dy in corners]))
        if chosen:
            painter.setPen(QPen(self._theme.ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x - 3.0, 0.75, _WIDE + 7.0, _HIGH + 3.5), 3.0, 3.0)
        face = font(11, STRONG if flag.index == self._chosen and self._held else 400)
        wide = QFontMetricsF(face).horizontalAdvance(flag.title)
        if x + _WIDE + 5.0 + wide < after - 4.0:
            ground = QRectF(x + _WIDE + 3.0, 0.0, wide + 4.0, TALL - 3.0)
            painter.fillRect(ground, self._theme.surface)  # the cursor passes behind the words
            text_left(painter, x + _WIDE + 5.0, top + _HIGH / 2.0, flag.title, face, self._theme.ink2)

    # ----------------------------------------------------------------------------------------------- mouse

    def _at(self, place: QPointF) -> Flag | None:
        """Give the flag under the mouse, the nearest pole first."""
        near = [flag for flag in self._flags if -GRAB <= place.x() - self.place_of(flag) <= _WIDE + GRAB]
        return min(near, key=lambda flag: abs(self.place_of(flag) - place.x()), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a flag."""
        flag = self._at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or flag is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(flag.index)
        self._press, self._grip = event.position(), event.position().x() - self.place_of(flag)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the flag that is held over the months; else light up."""
        place = event.position()
        if self._press is None or self._chosen is None or self._plane is None:
            self._hover(self._at(place))
            return
        if not self._held:
            if abs(place.x() - self._press.x()) < SLACK:
                return
            self._held = True
            self.begun.emit(self._chosen)
        self.moved.emit(self._chosen, self._month_at(place.x() - self._grip, self._plane))
        flag = self._flag(self._chosen)
        if flag is not None:
            QToolTip.showText(event.globalPosition().toPoint(), flag.sentence, self)

    @staticmethod
    def _month_at(x: float, plane: Plane) -> float:
        first, last = month_of(plane.start), month_of(plane.end)
        return month_start(min(max(month_of(plane.year(x)), first), last))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: one undo step; after Esc there is nothing to let go of."""
        if event.button() == Qt.MouseButton.LeftButton:
            held, self._held, self._press = self._held, False, None
            if held:
                self.ended.emit()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the event."""
        flag = self._at(event.position())
        if flag is not None:
            self.edit_asked.emit(flag.index)

    def _hover(self, flag: Flag | None) -> None:
        self.setCursor(Qt.CursorShape.ArrowCursor if flag is None else Qt.CursorShape.SizeHorCursor)
        hovered = None if flag is None else flag.index
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: object) -> None:
        """Stop lighting up."""
        self._hover(None)

    def menu(self, flag: Flag) -> QMenu:
        """Make the menu of the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit event…"), lambda: self.edit_asked.emit(flag.index))
        menu.addAction(self.tr("Remove event"), lambda: self.removed.emit(flag.index))
        return menu

    def event(self, event: QEvent) -> bool:
        """Tell what a flag says, and open its menu."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            flag = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), flag.sentence if flag is not None else "", self)
            return True
        if event.type() == QEvent.Type.ContextMenu:
            where = self.mapFromGlobal(self.cursor().pos())
            flag = self._at(QPointF(where)) or self._flag(self._chosen)
            if flag is not None:
                self.menu(flag).popup(self.mapToGlobal(QPointF(self.place_of(flag), TALL).toPoint()))
            return True
        return bool(super().event(event))

    # ------------------------------------------------------------------------------------------------ keys

    def _choose(self, index: int | None) -> None:
        self._chosen = index
        self._describe()
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from flag to flag before it leaves."""
        order = [flag.index for flag in self._in_order()]
        place = order.index(self._chosen) if self._chosen in order else (-1 if forward else len(order))
        place += 1 if forward else -1
        if self.hasFocus() and 0 <= place < len(order):
            self._choose(order[place])
            return True
        return bool(super().focusNextPrevChild(forward))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first flag when the keyboard comes, the last when it comes from behind."""
        super().focusInEvent(event)
        places = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: -1}
        if event.reason() in places and self._flags:
            self._choose(self._in_order()[places[event.reason()]].index)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Redraw without the ring."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen event a month, with Shift a year; Enter edits it, Delete removes it."""
        key, index = Qt.Key(event.key()), self._chosen
        months = 12 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if self._press is not None:
            if key == Qt.Key.Key_Escape:
                held, self._held, self._press = self._held, False, None
                if held:
                    self.cancelled.emit()
        elif index is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(index, months if key == Qt.Key.Key_Right else -months)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(index)
        else:
            super().keyPressEvent(event)
