"""Results that can be pulled: listens to the mouse over charts and tiles, shows what belongs to a pull."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from stackdesk.ui.solve.card import PullCard, over
from stackdesk.ui.solve.grip import Grip, Refusal
from stackdesk.ui.solve.holds import CeilingsHold, Hold, LayerHold, TileHold
from stackdesk.ui.solve.marker import Marker, Sight
from stackdesk.ui.solve.placing import Room, placed
from stackdesk.ui.solve.pulling import Phase, Pulling
from stackdesk.ui.theme import Theme

if TYPE_CHECKING:
    from stackdesk.ui.solve.target_window import TargetWindow
    from stackdesk.ui.window import MainWindow

_ASIDE = 70.0
"""How far to either side of a pulled point the card leaves room, in pixels."""

_EDGE = 8.0


class Solving(QObject):
    """Watches charts and tiles of a window; presses that are not near a curve stay theirs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.pulling = Pulling(window)
        self.card = PullCard(self.pulling, window)
        work = window.work
        self.holds: list[Hold] = [CeilingsHold(work.ceilings), LayerHold(work.layer)]
        self.holds += [TileHold(tile) for tile in work.tiles.tiles]
        self._markers = [Marker(hold.surface, partial(self._sight, hold)) for hold in self.holds[:2]]
        self._hold: Hold | None = None
        self._start = QPointF()
        self._watched: list[QWidget] = []
        self._before: QWidget | None = None
        self.target: TargetWindow | None = None
        for hold in self.holds:
            hold.surface.installEventFilter(self)
        for chart, hold in ((work.ceilings, self.holds[0]), (work.layer, self.holds[1])):
            chart.plot.moved.connect(lambda point, hold=hold: self._hover(hold, point))
        self.pulling.changed.connect(self._show)
        window.live.frame.connect(self._follow)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.card.dress(theme)
        for marker in self._markers:
            marker.dress(theme)
        if self.target is not None:
            self.target.dress(theme)

    def stop(self) -> None:
        """End the other processes, and listen no more: the window closes."""
        for hold in self.holds:
            hold.surface.removeEventFilter(self)
        self.pulling.errand.stop()
        if self.target is not None:
            self.target.errand.stop()

    def open_target(self) -> None:
        """Open the window in which a target is typed."""
        if self.target is None:
            from stackdesk.ui.solve.target_window import TargetWindow  # late: the window starts without

            self.target = TargetWindow(self._window, self.pulling.levers)
            self.target.dress(self._window.theme)
        self.target.show_here()

    # ------------------------------------------------------------------------------------------- mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses near a curve, and what follows until the release; keys only during a pull."""
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QMouseEvent | QResizeEvent):
            hold = next((one for one in self.holds if one.surface is watched), None)
            if hold is not None and isinstance(event, QMouseEvent):
                return self._mouse(hold, event)
            if hold is not None:
                self._lose(hold)
        elif event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._lose(next((one for one in self.holds if one.surface is watched), None))
        return False

    def _lose(self, hold: Hold | None) -> None:
        """End a pull whose curve has moved or gone: the card would no longer stand beside it."""
        if hold is not None and hold is self._hold:
            if self.pulling.grip is not None:
                self.pulling.finish()
            self.card.hide()

    def _mouse(self, hold: Hold, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick) and left:
            return self._press(hold, event.position())
        if kind == QEvent.Type.MouseMove:
            if self.pulling.phase is Phase.HELD and hold is self._hold:
                self._pull(event.position())
                return True
            if isinstance(hold, TileHold):
                self._hover(hold, event.position())
            return False
        if kind == QEvent.Type.MouseButtonRelease and left and self.pulling.phase is Phase.HELD:
            self._let_go()
            return True
        return False

    def _let_go(self) -> None:
        """Keep the pull, and put the keyboard on the card: on the value, or on what gives."""
        self._watch_keys(False)
        self.pulling.let_go()
        if self.card.isVisible():
            self._before = QApplication.focusWidget()
            field = self.card.field if self.pulling.phase is Phase.OPEN else self.card.picker
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.card.field.selectAll()

    def _give_back_focus(self) -> None:
        """Put the keyboard back where it was before the card had it."""
        before, self._before, focused = self._before, None, QApplication.focusWidget()
        if before is None or focused is None:
            return
        if before.isVisible() and self.card.isAncestorOf(focused):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hover(self, hold: Hold, point: QPointF) -> None:
        """Show where a curve can be taken hold of."""
        able = self._able() and self.pulling.phase is not Phase.HELD
        grip = hold.grip_at(point) if able else None
        if isinstance(grip, Refusal):
            hold.surface.setCursor(Qt.CursorShape.ForbiddenCursor)
        elif grip is not None:
            hold.surface.setCursor(Qt.CursorShape.SizeVerCursor)
            self.pulling.warm_up()
        elif isinstance(hold, TileHold):
            hold.surface.unsetCursor()

    def _able(self) -> bool:
        """Whether a pull may begin: solved in plain Python it would take minutes."""
        return self._window.live.compiled and self._window.desk.dragging is None

    def _press(self, hold: Hold, point: QPointF) -> bool:
        if not self._able():
            return False
        self.card.clear_refusal()
        grip = hold.grip_at(point)
        if grip is None:
            if self.pulling.phase is not Phase.IDLE:
                self.pulling.finish()
            self.card.hide()
            return False
        self._hold, self._start = hold, point
        if isinstance(grip, Refusal):
            self.pulling.finish()
            self.card.show_refusal(grip.words)
            self._open_card(QRectF(point.x() - _ASIDE, point.y() - 8.0, 2.0 * _ASIDE, 16.0), [])
            return True
        self._take(hold, grip)
        return True

    def _take(self, hold: Hold, grip: Grip) -> None:
        """Begin a pull and place the card beside it."""
        self.pulling.begin(grip)
        self._watch_keys(True)
        place = hold.place_of(grip, grip.value)
        surface = hold.surface
        if place is None:
            room = QRectF(surface.rect())
        else:
            room = QRectF(place.x() - _ASIDE, 0.0, 2.0 * _ASIDE, surface.height())
        self._open_card(room, hold.course(grip))

    def _pull(self, point: QPointF) -> None:
        hold, grip = self._hold, self.pulling.grip
        if hold is not None and grip is not None:
            self.pulling.pull(hold.value_at(grip, self._start, point))

    # -------------------------------------------------------------------------------------------- keys

    def _watch_keys(self, on: bool) -> None:
        """Hear the keys first while a result is held, whatever has the focus."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        focused = QApplication.focusWidget()
        self._watched = [one for one in (focused, self._window) if one is not None] if on else []
        for widget in self._watched:
            widget.installEventFilter(self)

    def _key(self, event: QKeyEvent) -> bool:
        """Esc puts back, Up and Down choose another lever while a result is held."""
        if self.pulling.phase is not Phase.HELD:
            return False
        key = Qt.Key(event.key())
        if key not in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        if event.type() == QEvent.Type.KeyPress:
            if key == Qt.Key.Key_Escape:
                self._watch_keys(False)
                self.pulling.cancel()
            else:
                self._next_lever(1 if key == Qt.Key.Key_Down else -1)
        event.accept()
        return True

    def _next_lever(self, step: int) -> None:
        """Let the next of the levers on offer give."""
        offered = self.pulling.levers.offered()
        at = offered.index(self.pulling.lever) if self.pulling.lever in offered else 0
        self.pulling.choose_lever(offered[(at + step) % len(offered)])

    # ----------------------------------------------------------------------------------------- showing

    def _open_card(self, room: QRectF, course: list[QPointF]) -> None:
        """Show the card where it hides neither the curve nor what is being pulled."""
        hold = self._hold
        if hold is None:
            return
        card, window = self.card, self._window
        card.refresh()
        card.resize(card.sizeHint())
        offset = over(hold.surface, window).topLeft()
        clear = room.translated(offset)
        points = [point + offset for point in course]
        apart = [over(window.stack, window)]
        if hold is not self.holds[0]:
            apart.append(over(window.work.ceilings, window))
        around = Room(over(hold.surface, window), over(hold.frame, window), clear, points, apart)
        place = placed(card.size(), around, window.rect())
        card.anchor(place, rising=place.y() + card.height() <= around.frame.top())
        card.show()
        card.raise_()

    def _follow(self, _: object) -> None:
        """Let the marker follow what the desk shows."""
        if self.pulling.grip is not None:
            self._show()

    def _show(self) -> None:
        """Show handle, target and how far one gets; nothing once the pull has ended."""
        for marker in self._markers:
            marker.follow()
        if self.pulling.grip is None:
            self._watch_keys(False)
            if not self.card.refusing:
                self._give_back_focus()
                self.card.hide()

    def _sight(self, hold: Hold) -> Sight | None:
        """Give what the marker over a chart shows; None where nothing of that chart is pulled."""
        grip = self.pulling.grip
        if grip is None or hold is not self._hold:
            return None
        pulling = self.pulling
        start, target = self._inside(hold, grip, grip.value), self._inside(hold, grip, pulling.target)
        if start is None or target is None:
            return None
        move = pulling.move
        short = pulling.answer is not None and not pulling.reached and not pulling.solving
        reach = self._inside(hold, grip, move.reached) if move is not None else None
        reach_words = self.tr("{value}, nearest").format(value=grip.text(move.reached)) if move else ""
        words = grip.text(pulling.target)
        words = self.tr("{value}, solving").format(value=words) if pulling.solving else words
        return Sight(start, target, reach, grip.colour, words, reach_words, short)

    @staticmethod
    def _inside(hold: Hold, grip: Grip, value: float) -> QPointF | None:
        """Give where a value lies; what is beyond the plot stays at its edge."""
        place = hold.place_of(grip, value)
        if place is None:
            return None
        return QPointF(place.x(), min(max(place.y(), _EDGE), hold.surface.height() - _EDGE))
