"""The right side: ceilings above, relief, layer chart and inspector below, tiles at the foot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from stackdesk.ui.card import Card
from stackdesk.ui.charts import CeilingsChart, LayerChart, ReliefChart
from stackdesk.ui.charts.ceilings_chart import LEFT
from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.density import COMFORTABLE, NARROW_WIDTH, Density
from stackdesk.ui.fit import FitPage
from stackdesk.ui.hand import Hand
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.layout.arrangement import CARDS, Arrangement
from stackdesk.ui.layout.row import Row
from stackdesk.ui.layout.upper import Upper
from stackdesk.ui.notice import Notice
from stackdesk.ui.pins import PinStrip
from stackdesk.ui.theme import Theme
from stackdesk.ui.tiles import Tiles
from stackdesk.ui.typeface import px
from stackdesk.ui.view import View

BESIDE = 180
SHORT = 380
"""Below this height the charts take the room of the tiles."""
RELIEF_FOLLOWS = ("year", "region", "layers", "held", "stale", "compact")


class Workspace(QWidget):
    """Places its cards itself, so that every edge lies on a whole pixel.

    What stands where, from the strongest: a page in the place of everything (`show_page`), one card in the
    place of ceilings and cards (`maximise`), the fit to history in the place of ceilings and tiles
    (`show_fit`), else ceilings, pinned parameters, a row of cards, tiles. `arrangement` is the user's part.
    """

    arranged = Signal()
    """Everything was placed anew."""
    changed = Signal()
    """The user has changed the arrangement: it is worth remembering."""
    wanted = Signal()
    """Something in here is to be looked at: what stands in front of it may go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrangement = Arrangement()
        self._sizes: Density = COMFORTABLE
        self._current = "layer"
        self._relief_place: tuple[object, ...] = ()
        self._view: View | None = None
        self._page: QWidget | None = None
        self._maximised = ""
        self._fitting = False
        self.setObjectName("charts")
        self.notice = Notice(self)
        self.ceilings = CeilingsChart()
        self.relief = ReliefChart()
        self.layer = LayerChart()
        self.inspector = Inspector()
        self.tiles = Tiles(self)
        self.fit = FitPage()
        self.pins = PinStrip()
        self._top = Card(self.ceilings, self)
        self._pinned = Card(self.pins, self)
        self.reading = Card(self.fit, self)
        self._pinned.hide()
        self.reading.hide()
        self._tabbed: tuple[str, ...] = ()
        self._tabs = {key: self._make_tabs(key) for key in CARDS}
        self.relief.lead_with(self._tabs["relief"])
        self.layer.lead_with(self._tabs["layer"])
        self.inspector.lead_with(self._tabs["inspector"])
        self.cards = {
            "relief": Card(self.relief, self),
            "layer": Card(self.layer, self),
            "inspector": Card(self.inspector, self),
            "pins": self._pinned,
            "ceilings": self._top,
        }
        """Every card by its key; what floats is no child of the workspace while it does."""
        self.upper = Upper(self)
        self.row = Row(self)

    def _make_tabs(self, key: str) -> Segments:
        """Make the segments that stand in one card's header and lead to the others."""
        names = {
            "relief": self.tr("Relief"),
            "layer": self.tr("Layer chart"),
            "inspector": self.tr("Inspector"),
        }
        choices = [
            (other, name, self.tr("Show {name}").format(name=name.lower())) for other, name in names.items()
        ]
        tabs = Segments(f"tabs.{key}", choices)
        tabs.chosen.connect(self.show_tab)
        return tabs

    def dress(self, theme: Theme, sizes: Density, window_width: int) -> None:
        """Take a theme and sizes; below some widths cards share tabs."""
        self._sizes = sizes
        for chart in (self.ceilings, self.relief, self.layer):
            chart.set_theme(theme)
        self.pins.dress(theme, compact=sizes.compact)
        for card in (self.reading, *self.cards.values()):
            card.dress(theme)
        self.inspector.dress(theme)
        self.fit.dress(theme)
        self.notice.dress(theme)
        self.tiles.dress(theme, sizes)
        for tabs in self._tabs.values():
            tabs.set_theme(theme)
        self.upper.dress(theme)
        self.row.dress(theme)
        self._tabbed = _tabbed(sizes, window_width)
        self.arrange()

    def narrowed(self, window_width: int) -> bool:
        """Say whether a window of this width shares tabs otherwise than now."""
        return _tabbed(self._sizes, window_width) != self._tabbed

    def show_result(self, view: View) -> None:
        """Show every chart and tile that is in sight."""
        self._view = view
        if self._top.isVisibleTo(self):
            self.ceilings.show_result(view)
        place = (view.reference_result is None, *(getattr(view, name) for name in RELIEF_FOLLOWS))
        if place != self._relief_place:  # a new result alone changes nothing there: relief comes by itself
            self._relief_place = place
            self.relief.show_result(view)
        if self.in_sight("layer"):
            self.layer.show_result(view)
        if self.tiles.isVisibleTo(self):
            self.tiles.show_result(view)
        self.fit.show_result(view)

    def set_motion(self, milliseconds: int) -> None:
        """Set how long axes take to settle once a lever is let go."""
        self.ceilings.set_motion(milliseconds)
        self.layer.set_motion(milliseconds)

    # ------------------------------------------------------------------------------ what is in front

    def show_tab(self, key: str) -> None:
        """Bring a card to the front: where cards share a place, from where it was hidden, or its window."""
        self.wanted.emit()
        if key in self.arrangement.hidden:
            self.arrangement.hidden.discard(key)
            self.changed.emit()
        if key in self.arrangement.floating:
            self.cards[key].window().raise_()
        if key in self._tabbed:
            self._current = key
        if self._maximised in CARDS and self._maximised != key:
            self._maximised = ""
        self.arrange()

    def show_fit(self, shown: bool) -> None:
        """Put the fit to history in the place of ceilings and tiles, or take it away again."""
        if shown:
            self.wanted.emit()
            self.show_page(None)
        self._fitting = shown
        self.maximise("")

    def show_page(self, page: QWidget | None) -> None:
        """Put a page in the place of everything here, or with None take it away again.

        The page becomes a child and gets the whole room below a notice; it brings its own cards. Charts that
        it hides compute nothing; they show the newest result once they are back.
        """
        if page is self._page:
            return
        if self._page is not None:
            self._page.hide()
        self._page = page
        if page is not None:
            page.setParent(self)
            page.show()
        self.arrange()

    @property
    def page(self) -> QWidget | None:
        """The page in the place of everything, if there is one."""
        return self._page

    def maximise(self, key: str) -> None:
        """Let one card (a key of `cards`) take the room of all but the tiles, or with "" none."""
        self._maximised = key if key in ("ceilings", *CARDS) else ""
        if self._maximised:
            self.arrangement.hidden.discard(key)
        self.arrange()

    @property
    def maximised(self) -> str:
        """The card that has the whole room, or ""."""
        return self._maximised

    @property
    def in_front(self) -> str:
        """The card in front where cards share a place."""
        return self._current

    @property
    def density(self) -> str:
        """The density that seams are remembered by."""
        return "compact" if self._sizes.compact else "comfortable"

    @property
    def sizes(self) -> Density:
        """The sizes in use."""
        return self._sizes

    @property
    def fitting(self) -> bool:
        """Whether the fit to history is on show."""
        return self._fitting

    def docked(self) -> list[str]:
        """List the cards of the row that are neither hidden nor in windows of their own, in order."""
        out = self.arrangement.hidden | set(self.arrangement.floating)
        return [key for key in self.arrangement.order if key not in out]

    def in_sight(self, key: str) -> bool:
        """Say whether a card can be seen, here or in a window of its own."""
        card = self.cards[key]
        return card.isVisible() if key in self.arrangement.floating else card.isVisibleTo(self)

    def plot_left_right(self) -> tuple[int, int]:
        """Give where years begin and end above the year slider, in global pixels."""
        if self._top.isVisibleTo(self):
            return self.ceilings.plot_left_right()
        corner = self.mapToGlobal(QPoint(0, 0)).x()
        return corner + round(LEFT), corner + self.width() - BESIDE

    def keep_pins(self, addresses: tuple[str, ...], hand: Hand) -> None:
        """Have a row below the ceilings for each pinned parameter."""
        self.pins.keep(addresses, hand)
        self.arrange()

    # -------------------------------------------------------------------------------------- geometry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put back the card that has the whole room on Esc."""
        if event.key() == Qt.Key.Key_Escape and self._maximised:
            self.maximise("")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards."""
        self.arrange()

    def arrange(self) -> None:
        """Share out width and height."""
        top = 0
        if self.notice.isVisibleTo(self):
            tall = self.notice.sizeHint().height()
            self.notice.setGeometry(0, 0, self.width(), tall)
            top = tall + self._sizes.gap
        before = self.in_sight("layer"), self._top.isVisibleTo(self), self.tiles.isVisibleTo(self)
        room = QRect(0, top, self.width(), self.height() - top)
        whole = self._page is not None
        self._place_tiles(room, shown=not whole and not self._fitting)
        if self._page is not None:
            self._page.setGeometry(0, top, self.width(), self.height() - top)
        below = self.upper.place(room if not whole else QRect())
        self.row.place(below, self._tabbed, self._current)
        self._current = self.row.current
        self._place_tabs()
        now = self.in_sight("layer"), self._top.isVisibleTo(self), self.tiles.isVisibleTo(self)
        if self._view is not None and any(new and not old for new, old in zip(now, before, strict=True)):
            self.show_result(self._view)
        self.arranged.emit()

    def _place_tiles(self, room: QRect, *, shown: bool) -> None:
        """Put the tiles at the foot, and leave what is above them in `room`."""
        short = room.height() - self._sizes.tiles < px(SHORT) and not self._sizes.reduced
        shown = shown and not short and "tiles" not in self.arrangement.hidden
        self.tiles.setVisible(shown)
        if shown:
            tall = self._sizes.tiles
            self.tiles.setGeometry(0, self.height() - tall, self.width(), tall)
            room.setBottom(room.bottom() - tall - self._sizes.gap)

    def _place_tabs(self) -> None:
        """Show the tabs in the header of the card in front."""
        together = self.row.together
        for key, tabs in self._tabs.items():
            tabs.setVisible(key in together)
            tabs.choose(key)
            for other in CARDS:
                tabs.offer(other, other in together)


def _tabbed(sizes: Density, window_width: int) -> tuple[str, ...]:
    """List the cards that share one place."""
    if window_width < px(NARROW_WIDTH):
        return CARDS
    return ("layer", "inspector") if sizes.compact else ()
