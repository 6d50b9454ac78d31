"""The plot of a path: points and line under mouse and keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMarginsF, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from stackdesk.ui.charts.plot import Plot
from stackdesk.ui.charts.year_axis import on_quarter
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import Theme
from stackdesk.ui.trajectory import Path, free_quarter
from stackdesk.ui.trajectory_edits import PathEdits
from stackdesk.ui.trajectory_painter import PathAxis, PathPainter, PathScene, pixels

MARGINS = QMarginsF(44.0, 10.0, 14.0, 24.0)
GRAB = 9.0
LINE_GRAB = 5.0
HOLD = 12.0
"""How far beyond the present a point must be pulled before it enters history."""
SLACK = 3.0
"""How far the mouse moves before a press on a point or the line becomes a drag."""


@dataclass
class _Grip:
    """What the mouse took hold of: the path as it was, which point of it (or the line), and where."""

    path: Path
    index: int | None
    press: QPointF
    offset: QPointF
    chosen: float | None
    moved: bool = False


class PathPlot(Plot):
    """Shows a path and turns mouse and keys into edits of it; `read_off` carries the year at the mouse."""

    typing_asked = Signal()
    read_off = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = PathPainter()
        super().__init__(self._painter, parent)
        self._axis = PathAxis()
        self._edits: PathEdits | None = None
        self._path: Path | None = None
        self._changed = False
        self._grip: _Grip | None = None
        self._mouse: QPointF | None = None
        self.setObjectName("trajectory.plot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(84)
        self.set_margins(MARGINS)

    def take(self, edits: PathEdits) -> None:
        """Take what edits are made by."""
        self._edits = edits
        edits.choice_changed.connect(self._draw)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self.dress(theme)
        self._painter.dress(theme)
        self._draw()

    # ------------------------------------------------------------------------------------- what is shown

    def show_path(self, path: Path, *, changed: bool) -> None:
        """Show a path. The axis holds still while a point or the line is held."""
        if self._edits is None:
            return
        self._path, self._changed = path, changed
        self.set_years(path.start, path.end)
        subject = self._edits.subject
        values = self._axis.fitted(path, subject, held=self._grip is not None)
        self.set_range(values, log=subject.measure.log)
        self._draw()

    def _draw(self) -> None:
        """Hand the newest frame to the painter."""
        if self._edits is None or self._path is None:
            return
        held = self._grip is not None and self._grip.moved
        scene = self._scene(self._path, self._edits.subject)
        hovered = None if held or self._mouse is None else self._point_at(self._mouse, scene)
        on_line = not held and hovered is None and self._mouse is not None and self._on_line(self._mouse)
        self._painter.show_scene(
            PathScene(
                scene.path,
                scene.subject,
                scene.year,
                self._changed,
                scene.chosen,
                hovered,
                held,
                self.hasFocus(),
                on_line,
            )
        )

    def _scene(self, path: Path, subject: Subject) -> PathScene:
        edits = self._edits
        assert edits is not None
        return PathScene(path, subject, edits.year, self._changed, edits.index)

    # --------------------------------------------------------------------------------------------- places

    def _point_at(self, place: QPointF, scene: PathScene) -> int | None:
        """Give the point under the mouse, the nearest one first."""
        away = [math.hypot(p.x() - place.x(), p.y() - place.y()) for p in pixels(scene, self._painter)]
        nearest = min(range(len(away)), key=away.__getitem__, default=None)
        return nearest if nearest is not None and away[nearest] <= GRAB else None

    def _on_line(self, place: QPointF) -> bool:
        """Say whether the mouse is on the part of the line that the scenario can move."""
        path, edits, plane = self._path, self._edits, self.plane()
        if path is None or edits is None or not plane.left <= place.x() <= plane.right:
            return False
        year = plane.year(place.x())
        if year < path.present and not path.edits_history:
            return False
        return abs(plane.y(path.at(year) * edits.subject.shape.factor) - place.y()) <= LINE_GRAB

    def _year_at(self, x: float) -> float:
        plane = self.plane()
        return on_quarter(plane.year(x), plane.start, plane.end)

    def _value_at(self, y: float, edits: PathEdits) -> float:
        return edits.subject.measure.settled(self.plane().value(y) / edits.subject.shape.factor)

    # ---------------------------------------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point, else of the line; a press beside both chooses nothing."""
        edits, path = self._edits, self._path
        if event.button() != Qt.MouseButton.LeftButton or edits is None or path is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place, path = event.position(), edits.path()
        scene = self._scene(path, edits.subject)
        index = self._point_at(place, scene)
        chosen = None if index is None else path.points[index][0]
        edits.choose(chosen)
        if index is not None:
            self._grip = _Grip(path, index, place, pixels(scene, self._painter)[index] - place, chosen)
        elif self._on_line(place):
            self._grip = _Grip(path, None, place, QPointF(), chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; else read off what is under the mouse."""
        self._mouse = event.position()
        grip, edits = self._grip, self._edits
        if edits is None or self._path is None:
            return
        if grip is None:
            self._hover()
            return
        if not grip.moved:
            away = self._mouse - grip.press
            if math.hypot(away.x(), away.y()) < SLACK:
                return
            grip.moved = True
            edits.begin()
        if grip.index is None:
            self._drag_line(grip, edits, self._mouse)
        else:
            self._drag_point(grip, grip.index, edits, self._mouse + grip.offset)

    def _drag_point(self, grip: _Grip, index: int, edits: PathEdits, place: QPointF) -> None:
        """Bring the held point to a quarter and a step; it enters history only when pulled well past it."""
        plane, path = self.plane(), grip.path
        year = free_quarter(path, index, plane.year(place.x()))
        was = path.points[index][0]
        if year < path.present <= was and plane.x(path.present) - place.x() < HOLD:
            year = free_quarter(path, index, path.present)
        edits.drag_point(path, index, year, self._value_at(place.y(), edits))
        self.read_off.emit(year)

    def _drag_line(self, grip: _Grip, edits: PathEdits, place: QPointF) -> None:
        """Move the whole line up or down with the mouse."""
        year = max(self.plane().year(grip.press.x()), grip.path.start)
        edits.drag_line(grip.path, grip.path.at(year), self._value_at(place.y(), edits))
        self.read_off.emit(year)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: one undo step; after Esc there is nothing to let go of."""
        grip, self._grip = self._grip, None
        if event.button() == Qt.MouseButton.LeftButton and grip is not None and self._edits is not None:
            if grip.moved:
                self._edits.end()
            self.show_path(self._edits.path(), changed=self._edits.changed)  # the axis may move again

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add a point: on the line where the mouse is near it, else where the mouse is."""
        edits, path, place = self._edits, self._path, event.position()
        if event.button() != Qt.MouseButton.LeftButton or edits is None or path is None:
            return
        inside = self.plane().rect.adjusted(-GRAB, -GRAB, GRAB, GRAB).contains(place)
        if inside and self._point_at(place, self._scene(path, edits.subject)) is None:
            self._add_at(place, edits, path)

    def _add_at(self, place: QPointF, edits: PathEdits, path: Path) -> None:
        plane, factor = self.plane(), edits.subject.shape.factor
        near = abs(plane.y(path.at(plane.year(place.x())) * factor) - place.y()) <= GRAB
        edits.add(self._year_at(place.x()), None if near else self._value_at(place.y(), edits))

    def leaveEvent(self, event: object) -> None:
        """Stop lighting up."""
        if self._grip is None:
            self._mouse = None
            self.read_off.emit(None)
            self._draw()

    def _hover(self) -> None:
        """Light up what a press would take, and tell the value under the mouse."""
        edits, path, place = self._edits, self._path, self._mouse
        if edits is None or path is None or place is None:
            return
        point = self._point_at(place, self._scene(path, edits.subject))
        shape = Qt.CursorShape.ArrowCursor
        if point is not None:
            shape = Qt.CursorShape.SizeAllCursor
        elif self._on_line(place):
            shape = Qt.CursorShape.SizeVerCursor
        self.viewport().setCursor(shape)
        if self.plane().rect.contains(place):
            self.read_off.emit(path.points[point][0] if point is not None else self._year_at(place.x()))
        self._draw()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here; by key, with the chosen point."""
        edits, path = self._edits, self._path
        if edits is None or path is None or self._grip is not None:
            return
        place = QPointF(event.pos())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = edits.index if by_key else self._point_at(place, self._scene(path, edits.subject))
        self.menu(edits, path, index, None if by_key else place).popup(event.globalPos())

    def menu(self, edits: PathEdits, path: Path, index: int | None, place: QPointF | None) -> QMenu:
        """Make the menu of the right mouse button for a point or for a place beside them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index is not None:
            edits.choose(path.points[index][0])
            menu.addAction(self.tr("Remove point"), _call(edits.remove, index))
            menu.addAction(self.tr("Type year and value"), self.typing_asked.emit)
        elif place is not None and self.plane().rect.contains(place):
            menu.addAction(self.tr("Add a point here"), lambda: self._add_at(place, edits, path))
        menu.addSeparator()
        flat = menu.addAction(self.tr("Back to one value"), edits.flatten)
        flat.setEnabled(bool(path.points))
        back = menu.addAction(self.tr("Reset to reference"), edits.follow_reference)
        back.setEnabled(self._changed)
        return menu

    # ----------------------------------------------------------------------------------------------- keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys that edit a point from being taken for shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            event.setAccepted(Qt.Key(event.key()) in _OURS and not control)
            return event.isAccepted()
        return bool(super().event(event))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from point to point before it leaves."""
        if self._edits is not None and self.hasFocus() and self._edits.choose_next(1 if forward else -1):
            return True
        return QWidget.focusNextPrevChild(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen point, Delete removes it, + adds one, Enter types, Esc lets go."""
        edits, key = self._edits, Qt.Key(event.key())
        if edits is None:
            return
        if self._grip is not None:
            self._key_in_drag(key, self._grip, edits)
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ACROSS:
            edits.nudge(_ACROSS[key] * (1 if fine else 3), 0.0)
        elif key in _UP:
            edits.nudge(0, _UP[key] * (0.1 if fine else 1.0))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Insert):
            edits.add(edits.year)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._delete(edits)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and edits.index is not None:
            self.typing_asked.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and edits.path().points:
            edits.choose(edits.path().points[0 if key == Qt.Key.Key_Home else -1][0])
        elif key == Qt.Key.Key_Escape and edits.chosen is not None:
            edits.choose(None)
        else:
            event.ignore()

    def _key_in_drag(self, key: Qt.Key, grip: _Grip, edits: PathEdits) -> None:
        """Let only Esc count while the mouse holds something."""
        if key == Qt.Key.Key_Escape:
            self._grip = None
            if grip.moved:
                edits.cancel(grip.chosen)
            self.show_path(edits.path(), changed=edits.changed)

    def _delete(self, edits: PathEdits) -> None:
        """Remove the chosen point; where there are no points, follow the reference as a lever does."""
        index = edits.index
        if index is not None:
            edits.remove(index)
        elif not edits.path().points and edits.changed:
            edits.follow_reference()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first point when the keyboard comes, or the last when it comes from behind."""
        super().focusInEvent(event)
        step = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}.get(event.reason())
        if step is not None and self._edits is not None:
            self._edits.choose(None)
            self._edits.choose_next(step)
        self._draw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Redraw without the ring."""
        super().focusOutEvent(event)
        self._draw()


_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UP = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0, Qt.Key.Key_PageUp: 10.0, Qt.Key.Key_PageDown: -10.0}
_OURS = (
    *_ACROSS,
    *_UP,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Insert,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
)


def _call(slot: Callable[[int], None], value: int) -> Callable[[], None]:
    """Bind the point that an entry of a menu stands for."""

    def call() -> None:
        slot(value)

    return call
