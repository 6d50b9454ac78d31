"""The page of the board: two to six charts in a grid, and one line above them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from stackdesk.ui.board.chart import BoardChart, Place
from stackdesk.ui.card import Card
from stackdesk.ui.charts.frame import Words
from stackdesk.ui.charts.memory import Memory
from stackdesk.ui.charts.panes_view import grid
from stackdesk.ui.density import Density
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, px
from stackdesk.ui.view import View

FEWEST, MOST = 2, 6
FIRST = (
    Place("infrastructure", "running_load_by_region"),
    Place("energy", "energy_by_source_against_load"),
    Place("chips", "chip_supply_by_limit"),
    Place("infrastructure", "prices_of_compute_and_tokens"),
    Place("capital", "capital_by_layer"),
    Place("applications", "flow_of_a_year"),
)
_HEAD = 30
LEAST = 225.0
"""A card is never lower than this, in logical pixels that grow with the type: rather the board scrolls."""


class _Sheet(QWidget):
    """What the cards lie on; it may be higher than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board.sheet")
        self.theme: Theme = LIGHT
        self.target: QRect | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the card with which a carried one would change places."""
        if self.target is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.ink, 2.0))
        painter.drawRect(self.target.adjusted(-2, -2, 1, 1))


class BoardPage(QWidget):
    """Places its cards on whole pixels; hidden cards compute nothing."""

    closed = Signal()
    figureChosen = Signal(str)  # noqa: N815  (a Qt signal)

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self.setAccessibleName(self.tr("Board of charts"))
        self._memory, self._theme, self._gap = memory, LIGHT, 12
        self._motion = 0
        self._numbers = count(1)
        self._view: View | None = None
        self._largest: BoardChart | None = None
        self.charts: list[BoardChart] = []
        self._cards: dict[BoardChart, Card] = {}
        self.view_now: Callable[[], View | None] = lambda: self._view
        self._add_head()
        self._add_sheet()
        self._add_keys()
        for place in self._remembered():
            self._take(place)

    def _add_head(self) -> None:
        self.head = QWidget(self)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(2, 0, 2, 4)
        self.title = Words("ink", 14, STRONG, self.head)
        self.title.say(self.tr("Board"))
        self.hint = Words("ink2", 12, parent=self.head)
        self.hint.say(self.tr("Drag a title to move a chart, double-click beside it for the whole page"))
        self.add = QPushButton(self.tr("Add a Chart"), self.head)
        self.reset = QPushButton(self.tr("Reset"), self.head)
        self.close_button = QPushButton(self.tr("Close"), self.head)
        row.addWidget(self.title)
        row.addWidget(self.hint, 1)
        for name, button, slot in (
            ("add", self.add, self.add_chart),
            ("reset", self.reset, self.start_again),
            ("close", self.close_button, self.closed.emit),
        ):
            button.setObjectName(f"board.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.add.setToolTip(self.tr("Add one more chart, six at most"))
        self.reset.setToolTip(self.tr("Put the first six charts back"))

    def _add_sheet(self) -> None:
        """Make what the cards lie on; it scrolls where they would get too low."""
        self.sheet = _Sheet()
        self.scroller = QScrollArea(self)
        self.scroller.setObjectName("board.scroll")
        self.scroller.setAccessibleName(self.tr("Charts on the board"))
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(self.sheet)
        self.scroller.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)

    def _add_keys(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (
            ("Esc", self.back),
            ("Ctrl+Shift+Left", partial(self._move_focused, -1)),
            ("Ctrl+Shift+Right", partial(self._move_focused, 1)),
            ("Ctrl+Shift+Up", self._enlarge_focused),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(within)
            shortcut.activated.connect(slot)

    def _remembered(self) -> list[Place]:
        """Give what was on the board the last time, or what it starts with."""
        kept = [
            Place(one["layer"], one["chart"], one.get("region", ""))
            for one in self._memory.board
            if {"layer", "chart"} <= one.keys()
        ]
        return kept[:MOST] if len(kept) >= FEWEST else list(FIRST)

    def remember(self) -> None:
        """Keep what is on the board."""
        self._memory.board = [chart.place.kept() for chart in self.charts]

    # ------------------------------------------------------------------------------------- the charts

    def _take(self, place: Place) -> BoardChart:
        """Put one more chart on the board."""
        chart = BoardChart(place, next(self._numbers))
        chart.memory = self._memory
        chart.set_motion(self._motion)
        chart.changedPlace.connect(self.remember)
        chart.askedAgain.connect(self._show_all)
        chart.largerAsked.connect(partial(self.enlarge, chart))
        chart.removeAsked.connect(partial(self.take_off, chart))
        chart.moveAsked.connect(partial(self.shift, chart))
        chart.carried.connect(partial(self._carry, chart))
        chart.dropped.connect(partial(self._drop, chart))
        chart.figureChosen.connect(self.figureChosen)
        self.charts.append(chart)
        self._cards[chart] = Card(chart, self.sheet)
        return chart

    def add_chart(self) -> None:
        """Add a chart that is not on the board yet."""
        if len(self.charts) >= MOST:
            return
        here = {(chart.place.layer, chart.place.chart) for chart in self.charts}
        place = next((one for one in FIRST if (one.layer, one.chart) not in here), FIRST[0])
        chart = self._take(place)
        chart.set_theme(self._theme)
        self._cards[chart].dress(self._theme)
        self._largest = None
        self._settle()
        chart.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_off(self, chart: BoardChart) -> None:
        """Take a chart off; two stay."""
        if len(self.charts) <= FEWEST:
            return
        self.charts.remove(chart)
        card = self._cards.pop(chart)
        card.hide()
        card.deleteLater()
        if self._largest is chart:
            self._largest = None
        self._settle()
        self.charts[0].chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_again(self) -> None:
        """Put the first charts back."""
        for chart in self.charts:
            card = self._cards.pop(chart)
            card.hide()
            card.deleteLater()
        self.charts, self._largest = [], None
        for place in FIRST:
            self._take(place)
        self.dress_charts()
        self._settle()

    def shift(self, chart: BoardChart, steps: int) -> None:
        """Move a chart on or back in the order."""
        place = self.charts.index(chart)
        wanted = min(max(place + steps, 0), len(self.charts) - 1)
        self.charts.insert(wanted, self.charts.pop(place))
        self._settle()

    def enlarge(self, chart: BoardChart) -> None:
        """Give a chart the whole page, or back its place."""
        self._largest = None if self._largest is chart else chart
        for one in self.charts:
            one.larger.setChecked(one is self._largest)
        self.arrange()
        self._show_all()

    @property
    def largest(self) -> BoardChart | None:
        """The chart that has the whole page."""
        return self._largest

    def back(self) -> None:
        """Give a chart back its place, or close the page."""
        if self._largest is not None:
            self.enlarge(self._largest)
        else:
            self.closed.emit()

    def _settle(self) -> None:
        """Place, show and remember after a change."""
        self.remember()
        self.arrange()
        self._show_all()

    def _focused(self) -> BoardChart | None:
        """Give the chart that has the focus."""
        focus = QApplication.focusWidget()
        return next((one for one in self.charts if focus is not None and one.isAncestorOf(focus)), None)

    def _move_focused(self, steps: int) -> None:
        chart = self._focused()
        if chart is not None:
            self.shift(chart, steps)

    def _enlarge_focused(self) -> None:
        chart = self._focused()
        if chart is not None:
            self.enlarge(chart)

    # --------------------------------------------------------------------------------------- carrying

    def _chart_at(self, here: QPoint) -> BoardChart | None:
        point = self.sheet.mapFromGlobal(here)
        return next(
            (
                c
                for c in self.charts
                if self._cards[c].isVisible() and self._cards[c].geometry().contains(point)
            ),
            None,
        )

    def _carry(self, chart: BoardChart, here: QPoint) -> None:
        """Show with whom a carried chart would change places."""
        target = self._chart_at(here)
        carried = target is None or target is chart
        self.sheet.target = None if carried or target is None else self._cards[target].geometry()
        self.sheet.update()

    def _drop(self, chart: BoardChart, here: QPoint) -> None:
        """Let two charts change places."""
        target, self.sheet.target = self._chart_at(here), None
        if target is not None and target is not chart:
            one, other = self.charts.index(chart), self.charts.index(target)
            self.charts[one], self.charts[other] = target, chart
            self._settle()
        self.sheet.update()

    # ---------------------------------------------------------------------------------- frames, places

    def show_result(self, view: View) -> None:
        """Show one frame on every chart in sight."""
        self._view = view
        for chart in self.charts:
            if self._largest is None or chart is self._largest:
                chart.show_result(view)

    def _show_all(self) -> None:
        view = self.view_now()
        if view is not None:
            self.show_result(view)

    def set_motion(self, milliseconds: int) -> None:
        """Set how long axes take to settle; 0 with reduced motion."""
        self._motion = milliseconds
        for chart in self.charts:
            chart.set_motion(milliseconds)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._gap = theme, sizes.gap
        self.sheet.theme = theme
        self.title.set_theme(theme)
        self.hint.set_theme(theme)
        self.dress_charts()
        self.arrange()

    def dress_charts(self) -> None:
        """Give the theme to every chart."""
        for chart in self.charts:
            chart.set_theme(self._theme)
            self._cards[chart].dress(self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards."""
        self.arrange()

    def arrange(self) -> None:
        """Share the page out to the cards in sight."""
        self.head.setGeometry(0, 0, self.width(), _HEAD)
        self.scroller.setGeometry(0, _HEAD, self.width(), max(self.height() - _HEAD, 1))
        shown = [self._largest] if self._largest is not None else self.charts
        room, across, down = self._room(len(shown))
        self.sheet.setFixedSize(room)
        for chart, card in self._cards.items():
            card.setVisible(chart in shown)
            chart.remove.setEnabled(len(self.charts) > FEWEST)
        for place, chart in enumerate(shown):
            column, row = place % across, place // across
            last = place == len(shown) - 1
            left, right = (
                self._edge(room.width(), column, across),
                self._edge(room.width(), column + 1, across),
            )
            right = room.width() + self._gap if last else right  # the last one takes what its row has left
            top, bottom = self._edge(room.height(), row, down), self._edge(room.height(), row + 1, down)
            self._cards[chart].setGeometry(left, top, right - left - self._gap, bottom - top - self._gap)
        self.add.setEnabled(len(self.charts) < MOST)
        self._set_order(shown)

    def _room(self, charts: int) -> tuple[QSize, int, int]:
        """Give the sheet's size, its columns and rows: whole rows fill the page, more of them scroll."""
        wide, tall = self.scroller.width(), self.scroller.height()
        across, down = grid(charts, wide, tall)
        least = round(px(LEAST))
        if (tall + self._gap) / down - self._gap >= least:
            return QSize(wide, tall), across, down
        wide -= self.scroller.verticalScrollBar().sizeHint().width() + 2
        across, _ = grid(charts, wide, tall)
        across = max(across, min(charts, 2))
        down = -(-charts // across)
        fitting = max(min((tall + self._gap) // (least + self._gap), down), 1)
        row = max((tall + self._gap) // fitting, least + self._gap)
        return QSize(wide, max(row * down - self._gap, tall)), across, down

    def _edge(self, whole: int, place: int, of: int) -> int:
        """Give where a column or row begins; the gap is behind each."""
        return round((whole + self._gap) * place / of)

    def _set_order(self, shown: list[BoardChart]) -> None:
        """Let the focus go over the cards in the order in which they stand."""
        before: QWidget = self.close_button
        for chart in shown:
            for control in (chart.chooser, chart.table_button, chart.menu_button, chart.larger, chart.remove):
                QWidget.setTabOrder(before, control)
                before = control
