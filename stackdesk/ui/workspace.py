"""The right side: ceilings above, relief, layer chart and inspector below, tiles at the foot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from stackdesk.ui.card import Card
from stackdesk.ui.charts import CeilingsChart, LayerChart, ReliefChart
from stackdesk.ui.charts.ceilings_chart import LEFT
from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.density import COMFORTABLE, NARROW_WIDTH, Density
from stackdesk.ui.fit import FitPage
from stackdesk.ui.hand import Hand
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.notice import Notice
from stackdesk.ui.pins import PinStrip
from stackdesk.ui.theme import Theme
from stackdesk.ui.tiles import Tiles
from stackdesk.ui.view import View

CEILINGS_SHARE = 0.525
FIT_SHARE = 0.64
BESIDE = 180
RELIEF_FOLLOWS = ("year", "region", "layers", "held", "stale", "compact")
SHARES = {"relief": 300, "layer": 380, "inspector": 372}


class Workspace(QWidget):
    """Places its cards itself, so that every edge lies on a whole pixel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: Density = COMFORTABLE
        self._tabbed: tuple[str, ...] = ()
        self._current = "layer"
        self._relief_place: tuple[object, ...] = ()
        self.setObjectName("charts")
        self.notice = Notice(self)
        self.ceilings = CeilingsChart()
        self.relief = ReliefChart()
        self.layer = LayerChart()
        self.inspector = Inspector()
        self.tiles = Tiles(self)
        self.fit = FitPage()
        self._top = Card(self.ceilings, self)
        self.pins = PinStrip()
        self._pinned = Card(self.pins, self)
        self._pinned.hide()
        self._reading = Card(self.fit, self)
        self._reading.hide()
        self._tabs = {key: self._make_tabs(key) for key in SHARES}
        self.relief.lead_with(self._tabs["relief"])
        self.layer.lead_with(self._tabs["layer"])
        self.inspector.lead_with(self._tabs["inspector"])
        self._cards = {
            "relief": Card(self.relief, self),
            "layer": Card(self.layer, self),
            "inspector": Card(self.inspector, self),
        }

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
        for card in (self._top, self._pinned, self._reading, *self._cards.values()):
            card.dress(theme)
        self.inspector.dress(theme)
        self.fit.dress(theme)
        self.notice.dress(theme)
        self.tiles.dress(theme, sizes)
        for tabs in self._tabs.values():
            tabs.set_theme(theme)
        self._tabbed = _tabbed(sizes, window_width)
        self.arrange()

    def narrowed(self, window_width: int) -> bool:
        """Say whether a window of this width shares tabs otherwise than now."""
        return _tabbed(self._sizes, window_width) != self._tabbed

    def show_result(self, view: View) -> None:
        """Show every chart and tile that is in sight."""
        self.ceilings.show_result(view)
        place = (view.reference_result is None, *(getattr(view, name) for name in RELIEF_FOLLOWS))
        if place != self._relief_place:  # a new result alone changes nothing there: relief comes by itself
            self._relief_place = place
            self.relief.show_result(view)
        if self._cards["layer"].isVisibleTo(self):
            self.layer.show_result(view)
        self.tiles.show_result(view)
        self.fit.show_result(view)

    def set_motion(self, milliseconds: int) -> None:
        """Set how long axes take to settle once a lever is let go."""
        self.ceilings.set_motion(milliseconds)
        self.layer.set_motion(milliseconds)

    def show_tab(self, key: str) -> None:
        """Bring a card to the front where cards share a place."""
        if key in self._tabbed:
            self._current = key
            self.arrange()

    def show_fit(self, shown: bool) -> None:
        """Put the fit to history in the place of ceilings and tiles, or take it away again."""
        self._reading.setVisible(shown)
        self._top.setVisible(not shown)
        self._pinned.setVisible(not shown and bool(self.pins.pins))
        self.tiles.setVisible(not shown)
        self.arrange()

    def plot_left_right(self) -> tuple[int, int]:
        """Give where years begin and end above the year slider, in global pixels."""
        if self._reading.isHidden():
            return self.ceilings.plot_left_right()
        corner = self.mapToGlobal(QPoint(0, 0)).x()
        return corner + round(LEFT), corner + self.width() - BESIDE

    @property
    def in_front(self) -> str:
        """The card in front where cards share a place."""
        return self._current

    # -------------------------------------------------------------------------------------- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards."""
        self.arrange()

    def arrange(self) -> None:
        """Share out width and height."""
        gap, wide = self._sizes.gap, self.width()
        top = 0
        if self.notice.isVisibleTo(self):
            tall = self.notice.sizeHint().height()
            self.notice.setGeometry(0, 0, wide, tall)
            top = tall + gap
        rest = self.height() - top - self._sizes.tiles - 2 * gap
        strip = self._pinned_height(gap)
        upper = round((rest - strip) * CEILINGS_SHARE) + strip
        if self._sizes.reduced and self._reading.isHidden():
            upper = rest + gap
        self._top.setGeometry(0, top, wide, upper - strip)
        self._pinned.setGeometry(0, top + upper - strip + gap // 2, wide, strip - gap // 2)
        self.pins.place()
        if not self._reading.isHidden():
            rest = self.height() - top - gap
            upper = round(rest * FIT_SHARE)
            self._reading.setGeometry(0, top, wide, upper)
        self._place_cards(QRect(0, top + upper + gap, wide, rest - upper))
        self.tiles.setGeometry(0, self.height() - self._sizes.tiles, wide, self._sizes.tiles)

    def _pinned_height(self, gap: int) -> int:
        """Give what the pinned parameters and the gap above them take; ceilings and cards share the loss."""
        tall = self.pins.wanted_height()
        return tall + 2 + gap // 2 if tall and self._reading.isHidden() else 0

    def keep_pins(self, addresses: tuple[str, ...], hand: Hand) -> None:
        """Have a row below the ceilings for each pinned parameter."""
        self.pins.keep(addresses, hand)
        self._pinned.setVisible(bool(addresses) and self._reading.isHidden())
        self.arrange()

    def _place_cards(self, room: QRect) -> None:
        """Place the cards of the middle row, those that share tabs in one place."""
        if self._tabbed and self._current not in self._tabbed:
            self._current = "layer"
        reduced = self._sizes.reduced and self._reading.isHidden()
        shown = [key for key in SHARES if not reduced and (key not in self._tabbed or key == self._current)]
        shares = {key: SHARES[key] for key in shown}
        if self._tabbed and shown:
            shares[self._current] = sum(SHARES[key] for key in self._tabbed) - (220 if len(shown) > 1 else 0)
        gap = self._sizes.gap
        left, total = room.left(), room.width() - gap * (len(shown) - 1)
        for key, card in self._cards.items():
            card.setVisible(key in shown)
            if key not in shown:
                continue
            last = key == shown[-1]
            wide = room.right() + 1 - left if last else round(total * shares[key] / sum(shares.values()))
            card.setGeometry(left, room.top(), wide, room.height())
            left += wide + gap
        self._place_tabs()

    def _place_tabs(self) -> None:
        """Show the tabs in the header of the card in front."""
        for key, tabs in self._tabs.items():
            tabs.setVisible(key in self._tabbed)
            tabs.choose(key)
            for other in SHARES:
                button = tabs.findChild(QWidget, f"tabs.{key}.{other}")
                if button is not None:
                    button.setVisible(other in self._tabbed)


def _tabbed(sizes: Density, window_width: int) -> tuple[str, ...]:
    """List the cards that share one place."""
    if window_width < NARROW_WIDTH:
        return ("relief", "layer", "inspector")
    return ("layer", "inspector") if sizes.compact else ()
