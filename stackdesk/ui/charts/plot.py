"""The plot: pyqtgraph's view, plot item and axis around one painter item, with fixed ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.scale import Range
from stackdesk.ui.charts.strokes import rule_across
from stackdesk.ui.mirror import pg
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font


class PlotPainter(pg.GraphicsObject):
    """The one item of a chart: draws everything but the axis in one `paint`, in the plot item's pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.plane = Plane(0.0, 0.0, 1.0, 1.0, 2023.0, 2040.0, 0.0, 1.0)
        self.theme: Theme = LIGHT
        self.ticks: tuple[float, ...] = ()
        self._size = QSizeF(1.0, 1.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def place(self, plane: Plane, size: QSizeF, ticks: tuple[float, ...]) -> None:
        """Take the mapping from numbers to pixels, the room to draw in and the grid lines."""
        if size != self._size:
            self.prepareGeometryChange()
        self.plane, self._size, self.ticks = plane, size, ticks
        self.update()

    def boundingRect(self) -> QRectF:
        """Give the whole view: labels and read-outs stand outside the plot."""
        return QRectF(QPointF(0.0, 0.0), self._size)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the grid; charts add what they show."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        zero = self.theme.field_border
        for tick in self.ticks:
            colour = zero if tick == self.plane.low else self.theme.grid
            rule_across(painter, self.plane.left, self.plane.right, self.plane.y(tick), colour)


class ValueAxis(pg.AxisItem):
    """Numbers at the left of a plot, without line or ticks; the grid shows where they lie."""

    def drawPicture(self, painter: QPainter, axis: Any, ticks: Any, words: Any) -> None:
        """Draw the words only."""
        painter.setFont(font(11))
        painter.setPen(self.textPen())
        for rect, flags, text in words:
            painter.drawText(rect, int(flags), text)


class Plot(pg.GraphicsView):
    """A pyqtgraph view that reports the mouse in years and leaves wheel and keys to its surroundings."""

    pressed = Signal(QPointF)
    moved = Signal(QPointF)
    released = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, painter: PlotPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range = Range(0.0, 1.0, (0.0, 1.0))
        self._log = False
        self._years = (0.0, 1.0)
        self._margins = QMarginsF(40.0, 8.0, 120.0, 8.0)
        self.axis = ValueAxis("left")
        box = pg.ViewBox(enableMouse=False, enableMenu=False)
        self.item = pg.PlotItem(viewBox=box, axisItems={"left": self.axis})
        self.painter_item = painter
        self._assemble()
        painter.setParentItem(self.item)
        painter.setZValue(10.0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def _assemble(self) -> None:
        """Strip the plot item to a view box and one cached axis."""
        self.item.setMenuEnabled(False)
        self.item.hideButtons()
        self.item.hideAxis("bottom")
        self.item.layout.setSpacing(0.0)
        self.axis.setStyle(
            tickLength=0, tickTextOffset=8, autoExpandTextSpace=False, autoReduceTextSpace=False
        )
        self.axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.item.getViewBox().disableAutoRange()
        self.setCentralItem(self.item)

    def dress(self, theme: Theme) -> None:
        """Take a theme; pyqtgraph restyles nothing by itself."""
        self.setBackground(theme.surface)
        self.axis.setTextPen(pg.mkPen(theme.ink3))
        self.axis.setTickFont(font(11))
        self.painter_item.theme = theme
        self.painter_item.update()

    def set_margins(self, margins: QMarginsF) -> None:
        """Set the room around the plot: axis labels at the left, end labels at the right."""
        if margins != self._margins or self.axis.width() != margins.left():
            self._margins = margins
            self._lay_out()

    def set_years(self, start: float, end: float) -> None:
        """Set the years across."""
        if (start, end) != self._years:
            self._years = (start, end)
            self.item.getViewBox().setXRange(start, end, padding=0)
            self._tell()

    def set_range(self, values: Range, *, log: bool, labels: Sequence[str] | None = None) -> None:
        """Set the value axis: range, grid lines and what is written at them."""
        if values == self._range and log == self._log and labels is None:
            return
        self._range, self._log = values, log
        names = [fmt.short(tick) for tick in values.ticks] if labels is None else list(labels)
        low, high, *places = (math.log10(v) if log else v for v in (values.low, values.high, *values.ticks))
        self.item.getViewBox().setYRange(low, high, padding=0)
        self.axis.setTicks([list(zip(places, names, strict=True))])
        self._tell()

    def plane(self) -> Plane:
        """Give the mapping from numbers to pixels."""
        low, high = self._range.low, self._range.high
        room = self._room()
        return Plane(room.left(), room.top(), room.width(), room.height(), *self._years, low, high, self._log)

    def _room(self) -> QRectF:
        """Give the plot's rectangle in whole pixels."""
        rect = QRectF(self.rect()).marginsRemoved(self._margins)
        left, top = round(rect.left()), round(rect.top())
        return QRectF(left, top, max(round(rect.right()) - left, 10), max(round(rect.bottom()) - top, 10))

    def _lay_out(self) -> None:
        room = self._room()
        self.axis.setWidth(room.left())
        self.item.layout.setContentsMargins(
            0.0, room.top(), self.width() - room.right(), self.height() - room.bottom()
        )
        self._tell()

    def _tell(self) -> None:
        size = QSizeF(self.width(), self.height())
        self.painter_item.place(self.plane(), size, self._range.ticks)

    # ------------------------------------------------------------------------------------- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mapping in step with the size."""
        super().resizeEvent(event)
        if hasattr(self, "painter_item"):
            self._lay_out()
            self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report a press."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Report where the mouse is."""
        self.moved.emit(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report a release."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.released.emit()

    def leaveEvent(self, event: object) -> None:
        """Report that the mouse has gone."""
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around the chart."""
        event.ignore()
