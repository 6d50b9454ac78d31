"""The row of cards below the ceilings: who stands in it, how wide, and the seams between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from stackdesk.ui.layout.arrangement import CARDS
from stackdesk.ui.layout.divider import Divider
from stackdesk.ui.layout.sharing import shared
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import px

if TYPE_CHECKING:
    from stackdesk.ui.workspace import Workspace

SHARES = {"relief": 300, "layer": 380, "inspector": 372}
LEAST = {"relief": 285, "layer": 250, "inspector": 250}
TABS = "tabs"
_TABS_LESS = 220
"""What cards that share a place need less than side by side."""


class Row(QObject):
    """Places the cards of the row; those that share tabs stand in one place."""

    def __init__(self, work: Workspace) -> None:
        super().__init__(work)
        self._work = work
        self._widths: dict[str, int] = {}
        self.current = "layer"
        self.together: tuple[str, ...] = ()
        """The cards that share one place now, if there are several."""
        self.dividers = [self._make(place) for place in range(len(CARDS) - 1)]

    def _make(self, place: int) -> Divider:
        words = self.tr("Width of card {place} below the ceilings").format(place=place + 1)
        made = Divider(f"divider.row.{place}", words, upright=True, parent=self._work)
        made.setProperty("place", place)
        made.size_asked.connect(self._ask)
        made.reset_asked.connect(self._reset)
        made.settled.connect(self._work.changed)
        made.hide()
        return made

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        for divider in self.dividers:
            divider.dress(theme)

    def place(self, room: QRect, tabbed: tuple[str, ...], current: str) -> None:
        """Place the cards in a room; the one in front of those that share a place is `current`."""
        work, lone = self._work, self._work.maximised
        docked = [] if room.isNull() else work.docked()
        if lone in CARDS and lone not in work.arrangement.floating:
            docked = [lone] if not room.isNull() else []
        together = [key for key in docked if key in tabbed]
        self.current = current if current in together else next(iter(together), current)
        self.together = tuple(together) if len(together) > 1 else ()
        fronts = [key for key in docked if key not in self.together or key == self.current]
        names = [TABS if key in self.together else key for key in fronts]
        gap = work.sizes.gap
        widths = self._share(room.width() - gap * (len(names) - 1), names)
        self._widths = dict(zip(names, widths, strict=True))
        left = room.left()
        for key in CARDS:
            if key not in work.arrangement.floating:
                work.cards[key].setVisible(key in fronts)
        for key, wide in zip(fronts, widths, strict=True):
            if key not in work.arrangement.floating:
                work.cards[key].setGeometry(left, room.top(), wide, room.height())
            left += wide + gap
        self._place_dividers(room)

    def places(self) -> list[str]:
        """Name the places of the row from the left; the one that several share is "tabs"."""
        return list(self._widths)

    def _share(self, total: int, names: list[str]) -> list[int]:
        """Share a width among places: as the user left them, else as designed."""
        chosen = self._work.arrangement.of(self._work.density).row
        weights = [chosen.get(name, 0) for name in names]
        if not all(weights):
            weights = [self._designed(name, len(names)) for name in names]
        return shared(total, weights, [self._least(name) for name in names])

    def _designed(self, name: str, places: int) -> int:
        if name != TABS:
            return SHARES[name]
        return sum(SHARES[key] for key in self.together) - (_TABS_LESS if places > 1 else 0)

    def _least(self, name: str) -> int:
        return round(px(max(LEAST[key] for key in self.together) if name == TABS else LEAST[name]))

    def _place_dividers(self, room: QRect) -> None:
        names, widths = list(self._widths), list(self._widths.values())
        gap, left = self._work.sizes.gap, room.left()
        for place, divider in enumerate(self.dividers):
            shown = place + 1 < len(names)
            divider.setVisible(shown)
            if not shown:
                continue
            left += widths[place]
            both = widths[place] + widths[place + 1]
            seam = QRect(left, room.top(), gap, room.height())
            divider.stand(
                seam, widths[place], self._least(names[place]), both - self._least(names[place + 1])
            )
            left += gap

    # ------------------------------------------------------------------------------------------ hand

    def _place_of(self) -> int:
        """Give which seam is asking."""
        return int(self.sender().property("place"))

    def _ask(self, wide: int) -> None:
        """Give the place before a seam a width; the one behind it takes what is left of both."""
        place = self._place_of()
        first, second = list(self._widths)[place : place + 2]
        both = self._widths[first] + self._widths[second]
        self._keep({first: wide, second: both - wide})

    def _reset(self) -> None:
        """Share what both places have as designed."""
        place = self._place_of()
        names = list(self._widths)[place : place + 2]
        both = sum(self._widths[name] for name in names)
        weights = [self._designed(name, len(self._widths)) for name in names]
        widths = shared(both, weights, [self._least(name) for name in names])
        self._keep(dict(zip(names, widths, strict=True)))
        self._work.changed.emit()

    def _keep(self, widths: dict[str, int]) -> None:
        kept = self._work.arrangement.of(self._work.density).row
        kept.update({name: max(wide, 1) for name, wide in {**self._widths, **widths}.items()})
        self._work.arrange()
