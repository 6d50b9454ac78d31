"""The upper part of the workspace: ceilings, or the fit to history, above the row of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from stackdesk.ui.layout.arrangement import CARDS
from stackdesk.ui.layout.divider import Divider
from stackdesk.ui.layout.sharing import held_between
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import px

if TYPE_CHECKING:
    from stackdesk.ui.workspace import Workspace

CEILINGS_SHARE = 0.525
FIT_SHARE = 0.64
LEAST_ABOVE = 222
LEAST_BELOW = 150


class Upper(QObject):
    """Places ceilings, pinned parameters, a card that has the whole room, and the seam below them."""

    def __init__(self, work: Workspace) -> None:
        super().__init__(work)
        self._work = work
        self._room = QRect()
        words = self.tr("Height of the chart above")
        self.divider = Divider("divider.upper", words, upright=False, parent=work)
        self.divider.size_asked.connect(self._ask)
        self.divider.reset_asked.connect(self._reset)
        self.divider.settled.connect(work.changed)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.divider.dress(theme)

    def place(self, room: QRect) -> QRect:
        """Place what stands above in a room; give what is left for the row of cards below."""
        work, gap = self._work, self._work.sizes.gap
        self._room = room
        lone = work.maximised
        reduced = work.sizes.reduced and not work.fitting
        alone = reduced or not work.docked() or bool(lone)
        shown = not room.isNull() and (not lone or lone == "ceilings")
        work.cards["ceilings"].setVisible(shown and not work.fitting)
        work.reading.setVisible(shown and work.fitting)
        strip = self._place_pins(room, shown=shown and not work.fitting and not lone)
        if room.isNull() or lone in CARDS:
            self.divider.hide()
            return room
        rest = room.height() - gap
        tall = room.height() if alone else self._height(rest, strip)
        front = work.reading if work.fitting else work.cards["ceilings"]
        front.setGeometry(room.left(), room.top(), room.width(), tall - strip)
        if strip:
            pinned = work.cards["pins"]
            top = room.top() + tall - strip + gap // 2
            pinned.setGeometry(room.left(), top, room.width(), strip - gap // 2)
            work.pins.place()
        self.divider.setVisible(not alone)
        if alone:
            return QRect()
        seam = QRect(room.left(), room.top() + tall, room.width(), gap)
        self.divider.stand(seam, tall, self._least(strip), rest - round(px(LEAST_BELOW)))
        return QRect(room.left(), room.top() + tall + gap, room.width(), rest - tall)

    def _least(self, strip: int) -> int:
        return round(px(LEAST_ABOVE)) + strip

    def _height(self, rest: int, strip: int) -> int:
        """Give the height of all that stands above; pinned parameters take their part from both."""
        sizes = self._work.arrangement.of(self._work.density)
        chosen = sizes.reading if self._work.fitting else sizes.upper
        share = chosen or (FIT_SHARE if self._work.fitting else CEILINGS_SHARE)
        return held_between(
            round((rest - strip) * share) + strip, self._least(strip), rest - round(px(LEAST_BELOW))
        )

    def _place_pins(self, room: QRect, *, shown: bool) -> int:
        """Show the pinned parameters where there are some; give their height and the gap above them."""
        work = self._work
        if "pins" in work.arrangement.floating:
            return 0
        tall = work.pins.wanted_height()
        shown = shown and bool(tall) and "pins" not in work.arrangement.hidden
        work.cards["pins"].setVisible(shown)
        return tall + 2 + work.sizes.gap // 2 if shown else 0

    # ------------------------------------------------------------------------------------------ hand

    def _ask(self, tall: int) -> None:
        """Take a height: it is kept as a share, so that it holds in windows of other heights."""
        pinned = self._work.cards["pins"]
        strip = pinned.height() + self._work.sizes.gap // 2 if pinned.isVisibleTo(self._work) else 0
        rest = self._room.height() - self._work.sizes.gap - strip
        self._keep(min(max((tall - strip) / max(rest, 1), 0.01), 0.99))

    def _reset(self) -> None:
        self._keep(None)
        self._work.changed.emit()

    def _keep(self, share: float | None) -> None:
        sizes = self._work.arrangement.of(self._work.density)
        if self._work.fitting:
            sizes.reading = share
        else:
            sizes.upper = share
        self._work.arrange()
