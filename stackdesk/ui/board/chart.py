"""A chart on the board: its own layer, chart and region, whatever the rest of the window looks at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QMouseEvent, QPainterPath
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from stackdesk.ui.charts import LayerChart
from stackdesk.ui.charts.controls import IconButton
from stackdesk.ui.charts.forms import Choice, choice
from stackdesk.ui.charts.frame import Words
from stackdesk.ui.theme import Theme
from stackdesk.ui.view import WORLD, View


@dataclass(frozen=True)
class Place:
    """What a card shows; without a region it follows the window's."""

    layer: str
    chart: str
    region: str = ""

    def kept(self) -> dict[str, str]:
        """Give it as plain values."""
        return {"layer": self.layer, "chart": self.chart, "region": self.region}


def larger_icon(path: QPainterPath, centre: object) -> None:
    """Draw two corners that point outwards."""
    x, y = centre.x(), centre.y()  # type: ignore[attr-defined]  # a point
    for way in (1.0, -1.0):
        path.moveTo(x + way * 1.0, y - way * 5.0)
        path.lineTo(x + way * 5.0, y - way * 5.0)
        path.lineTo(x + way * 5.0, y - way * 1.0)
        path.moveTo(x + way * 5.0, y - way * 5.0)
        path.lineTo(x + way * 1.5, y - way * 1.5)


def close_icon(path: QPainterPath, centre: object) -> None:
    """Draw a cross."""
    x, y = centre.x(), centre.y()  # type: ignore[attr-defined]  # a point
    for way in (1.0, -1.0):
        path.moveTo(x - 4.0, y - 4.0 * way)
        path.lineTo(x + 4.0, y + 4.0 * way)


class BoardChart(LayerChart):
    """One card's chart. It is carried by its title, and asks the page for what concerns the others."""

    changedPlace = Signal()  # noqa: N815  (a Qt signal)
    largerAsked = Signal()  # noqa: N815
    removeAsked = Signal()  # noqa: N815
    moveAsked = Signal(int)  # noqa: N815
    askedAgain = Signal()  # noqa: N815
    carried = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, place: Place, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, f"board.{number}.chart")
        self.place = place
        self.alone = False
        self._pressed: QPoint | None = None
        self._carrying = False
        self.where = Words("ink2", 12, parent=self)
        self.header.insertWidget(1, self.where)
        self.larger = IconButton(
            larger_icon, f"board.{number}.larger", self.tr("Whole page (double-click)"), self
        )
        self.larger.setCheckable(True)
        self.remove = IconButton(close_icon, f"board.{number}.remove", self.tr("Take off the board"), self)
        self.header.addWidget(self.larger)
        self.header.addWidget(self.remove)
        self.larger.clicked.connect(self.largerAsked)
        self.remove.clicked.connect(self.removeAsked)
        self.chooser.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self.where.set_theme(theme)

    def choose(self, layer: str, key: str) -> None:
        """Show another chart on this card."""
        self.place = replace(self.place, layer=layer, chart=key)
        self.changedPlace.emit()
        if self._view is not None:
            self.show_result(self._view)

    def set_region(self, region: str) -> None:
        """Hold a region, or with "" follow the window's."""
        self.place = replace(self.place, region=region)
        self.changedPlace.emit()
        self.askedAgain.emit()

    def _chosen(self, view: View) -> Choice | None:
        return choice(view, self.place.layer, self.place.chart)

    def show_result(self, view: View) -> None:
        """Show one frame of this card's region."""
        known = self.place.region in (WORLD, *view.result.regions)
        super().show_result(replace(view, region=self.place.region) if known and self.place.region else view)
        held = self.place.region if known else ""
        words = self.tr("World") if held == WORLD else view.region_label(held) if held else ""
        self.where.say(words)

    def add_actions(self, menu: QMenu) -> None:
        """Offer the region and the card's place above what the chart offers."""
        view = self._view
        if view is not None:
            inner, group = menu.addMenu(self.tr("Region")), QActionGroup(menu)
            names = [("", self.tr("As in the window")), (WORLD, self.tr("World"))]
            names += [(key, view.region_label(key)) for key in view.result.regions]
            for key, words in names:
                action = inner.addAction(words, partial(self.set_region, key))
                action.setCheckable(True)
                action.setChecked(key == self.place.region)
                group.addAction(action)
        super().add_actions(menu)
        menu.addAction(self.tr("Move back (Ctrl+Shift+Left)"), partial(self.moveAsked.emit, -1))
        menu.addAction(self.tr("Move on (Ctrl+Shift+Right)"), partial(self.moveAsked.emit, 1))
        menu.addSeparator()

    # --------------------------------------------------------------------------------------- carrying

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Carry the card by its title; a click without a move still opens the menu of charts."""
        if watched is self.chooser and isinstance(event, QMouseEvent):
            return self._carry(event)
        return super().eventFilter(watched, event)

    def _carry(self, event: QMouseEvent) -> bool:
        here = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = here
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._carrying = self._carrying or far
            if self._carrying:
                self.chooser.setDown(False)
                self.carried.emit(here)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            carrying, self._carrying, self._pressed = self._carrying, False, None
            if carrying:
                self.chooser.setDown(False)
                self.dropped.emit(here)
                return True
        return False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the whole page, or give it back, on a double click beside the title."""
        if event.position().y() < self.pages.y():
            self.largerAsked.emit()
