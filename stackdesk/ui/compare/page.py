"""The comparison page: places its cards itself, so that every edge lies on a whole pixel."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from stackdesk.ui.card import Card
from stackdesk.ui.compare.attributing import Attributing
from stackdesk.ui.compare.chart import CompareChart
from stackdesk.ui.compare.effects import EffectsCard
from stackdesk.ui.compare.fall_card import FallCard
from stackdesk.ui.compare.held import Comparing
from stackdesk.ui.compare.held_list import HeldList
from stackdesk.ui.compare.inputs_card import InputsCard
from stackdesk.ui.compare.says import Says
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.theme import Theme
from stackdesk.ui.tiles import Tiles

CHART_SHARE = 0.57
FALL_SHARE = 0.52
LEFT, LEFT_COMPACT, MOST_LEFT = 0.31, 0.34, 560
SAYS, SAYS_COMPACT = 118, 76


class ComparePage(QWidget):
    """Held open, inputs and words at the left; chart, waterfall, side effects and tiles at the right."""

    closed = Signal()

    def __init__(self, attributing: Attributing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: Density = COMFORTABLE
        self._left: tuple[int, str] = (0, "")
        self.setObjectName("compare")
        self.setAccessibleName(self.tr("Comparison of scenarios"))
        self.attributing = attributing
        self.held = HeldList()
        self.inputs = InputsCard()
        self.says = Says()
        self.chart = CompareChart()
        self.fall = FallCard(attributing)
        self.effects = EffectsCard()
        self._cards = {
            "held": Card(self.held, self),
            "inputs": Card(self.inputs, self),
            "chart": Card(self.chart, self),
            "fall": Card(self.fall, self),
            "effects": Card(self.effects, self),
        }
        self._cards["inputs"].hold(self.says, 0)
        self.tiles = Tiles(self)
        for tile in self.tiles.tiles:
            tile.letter = "A"
        self.effects.chosen.connect(self.chart.show_series)
        attributing.changed.connect(self._show_parts)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._sizes = sizes
        for card in self._cards.values():
            card.dress(theme)
        self.held.set_theme(theme)
        self.inputs.dress(theme, compact=sizes.compact)
        self.says.set_theme(theme)
        self.chart.set_theme(theme)
        self.fall.set_theme(theme)
        self.effects.set_theme(theme)
        self.tiles.dress(theme, sizes)
        self.arrange()

    def set_motion(self, milliseconds: int) -> None:
        """Set how long axes take to settle."""
        self.chart.set_motion(milliseconds)

    def show_comparing(self, comparing: Comparing) -> None:
        """Show one frame everywhere."""
        if self.held.show_comparing(comparing, self.fall.outcome):
            self.arrange()
        self.chart.show_comparing(comparing)
        self.fall.show_comparing(comparing)
        self.effects.show_comparing(comparing)
        self.inputs.show_comparing(comparing)
        self.says.show_comparing(comparing)
        self._share_left(comparing)
        self.tiles.show_result(replace(comparing.view, against_name=comparing.b.name))

    def _share_left(self, comparing: Comparing) -> None:
        """Place anew what shares the left side when the inputs or the words became more or fewer."""
        now = (self.inputs.wanted_height(), comparing.a.scenario.description)
        if now != self._left and not comparing.view.held:
            self._left = now
            self.arrange()

    def _show_parts(self) -> None:
        """Order the inputs by what they do to the gap, once that is known."""
        parts = self.attributing.current
        if parts is not None:
            self.inputs.show_parts(dict(parts.parts))

    def plot_left_right(self) -> tuple[int, int]:
        """Give where years begin and end above the year slider, in global pixels."""
        return self.chart.plot_left_right()

    # ----------------------------------------------------------------------------------------- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Share out width and height."""
        sizes, gap = self._sizes, self._sizes.gap
        wide, tall = self.width(), self.height()
        left = min(round((LEFT_COMPACT if sizes.compact else LEFT) * wide), MOST_LEFT)
        held = min(self.held.wanted_height(), tall // 3)
        self._cards["held"].setGeometry(0, 0, left, held)
        below = held + gap
        self._cards["inputs"].setGeometry(0, below, left, tall - below)
        self.says.setFixedHeight(self._says_height(left, tall - below))
        x = left + gap
        right = wide - x
        rest = tall - sizes.tiles - 2 * gap
        upper = round(rest * CHART_SHARE)
        self._cards["chart"].setGeometry(x, 0, right, upper)
        fall = round((right - gap) * FALL_SHARE)
        lower = upper + gap
        self._cards["fall"].setGeometry(x, lower, fall, rest - upper)
        self._cards["effects"].setGeometry(x + fall + gap, lower, right - fall - gap, rest - upper)
        self.tiles.setGeometry(x, tall - sizes.tiles, right, sizes.tiles)

    def _says_height(self, wide: int, room: int) -> int:
        """Give the words what the inputs leave over, and no less than a few lines."""
        least = SAYS_COMPACT if self._sizes.compact else SAYS
        spare = room - self.inputs.wanted_height()
        return max(least, min(self.says.wanted_height(wide), spare, room // 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
