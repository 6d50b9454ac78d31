"""The title of the layer chart, which is also the button that chooses among charts."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from stackdesk.core.layer import Layer
from stackdesk.ui.charts.forms import REGIONS, Choice, rooms
from stackdesk.ui.charts.strokes import text_left
from stackdesk.ui.charts.words import declared
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font
from stackdesk.ui.view import View

_NAME = 20.0
_ARROW = 20.0


class Chooser(QAbstractButton):
    """Glyph, title, unit and an arrow; opens a menu of the layer's charts, the other layers' below."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, name: str = "layer.chart.choice") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme: Theme = LIGHT
        self._view: View | None = None
        self._layer, self._key, self._unit = "", "", ""
        self.clicked.connect(self.open_menu)

    def sizeHint(self) -> QSize:
        """Ask for the title."""
        return QSize(math.ceil(self._end()), 24)

    def minimumSizeHint(self) -> QSize:
        """Long titles are cut."""
        return QSize(80, 24)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_choice(self, view: View, choice: Choice, title: str, unit: str) -> None:
        """Show which chart is on."""
        if (choice.layer, choice.key, title, unit) != (self._layer, self._key, self.text(), self._unit):
            self._layer, self._key, self._unit = choice.layer, choice.key, unit
            self.setText(title)
            self.setAccessibleName(self.tr("Chart: {title}").format(title=title))
            self.setToolTip(self.tr("{title}: choose another chart").format(title=title))
            self.updateGeometry()
            self.update()
        self._view = view

    def menu(self) -> QMenu:
        """Make the menu."""
        menu = QMenu(self)
        if self._view is None:
            return menu
        layers = rooms(self._view)
        own = next((layer for layer in layers if layer.key == self._layer), None)
        if own is not None:
            self._add(menu, own)
            menu.addSeparator()
        for layer in layers:
            if layer.charts and layer is not own:
                self._add(menu.addMenu(declared(layer.label)), layer)
        return menu

    def _add(self, menu: QMenu, layer: Layer) -> None:
        for chart in layer.charts:
            self._offer(menu, declared(chart.title), layer.key, chart.key)
        regional = (
            [] if self._view is None else [s for s in self._view.series.values() if s.layer == layer.key]
        )
        regional = [one for one in regional if one.regional and one.unit != "text" and one.over is None]
        if regional:
            menu.addSeparator()
            inner = menu.addMenu(self.tr("Regions compared"))
            for one in regional:
                self._offer(inner, declared(one.label), layer.key, f"{REGIONS}{one.address}")

    def _offer(self, menu: QMenu, words: str, layer: str, key: str) -> None:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked((layer, key) == (self._layer, self._key))
        action.setData((layer, key))
        action.triggered.connect(self._tell)
        menu.addAction(action)

    def _tell(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            layer, key = action.data()
            self.chosen.emit(str(layer), str(key))

    def open_menu(self) -> None:
        """Open the menu under the title."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _end(self) -> float:
        title = QFontMetricsF(font(14, STRONG)).horizontalAdvance(self.text())
        return _NAME + title + 7.0 + QFontMetricsF(font(12)).horizontalAdvance(self._unit) + _ARROW

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph, title, unit and arrow; the title is cut before the unit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2.0
        look = self._theme.layer(self._layer)
        paint_glyph(painter, look.glyph, QPointF(6.0, middle), 10.0, look.mark)
        strong, plain = font(14, STRONG), font(12)
        unit = QFontMetricsF(plain).horizontalAdvance(self._unit)
        room = self.width() - _NAME - 7.0 - unit - _ARROW
        title = QFontMetricsF(strong).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        text_left(painter, _NAME, middle, title, strong, self._theme.ink)
        x = _NAME + QFontMetricsF(strong).horizontalAdvance(title) + 7.0
        text_left(painter, x, middle, self._unit, plain, self._theme.ink3)
        x += unit + 8.0
        painter.setPen(QPen(self._theme.ink2, 1.4))
        ends = [QPointF(x, middle - 1.5), QPointF(x + 3.5, middle + 2.0), QPointF(x + 7.0, middle - 1.5)]
        painter.drawPolyline(QPolygonF(ends))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.ink, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0), 5.0, 5.0)
