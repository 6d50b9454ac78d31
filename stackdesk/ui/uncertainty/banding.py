"""Bands in the window: turned on and off, asked for beside it, drawn in its frames.

While a lever moves, each answer is of the newest scenario at the time it was asked, from a few samples; a
question is not given up before that. What refines it is given up for any newer scenario.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence

from stackdesk.ui import icons
from stackdesk.ui.errand import Asks, Errand
from stackdesk.ui.tiles import OUTCOMES
from stackdesk.ui.uncertainty.fans import Fans, varies_as_before
from stackdesk.ui.uncertainty.page import UncertaintyPage

if TYPE_CHECKING:
    from stackdesk.engine.bands import Bands
    from stackdesk.scenario import Scenario
    from stackdesk.ui.theme import Theme
    from stackdesk.ui.uncertainty.drivers_window import DriversWindow
    from stackdesk.ui.window import MainWindow

SEED = 1
"""The window's random numbers, and those of `stackdesk sample` where it is given none."""

REST_MS = 50
"""A hand that moves a lever brings frames of its own; one that rests so long gets one for new bands."""

Column = tuple[str, str]
Question = tuple["Scenario", tuple[Column, ...]]


class Banding(QObject):
    """Asks for the bands of what is on show, and hands the newest to the view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._errand = self._made()
        self._asked: Question | None = None
        self._waiting = False
        self._asked_of = self._of = -1
        self._about: Scenario | None = None
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw)
        self._fans: Fans | None = None
        self.list: DriversWindow | None = None
        self.failed = ""
        self.action = self._make_action()
        self.page = UncertaintyPage(window.desk, window.work.inspector)
        tip = self.tr("How it varies in bands: low, high, shape")
        window.work.inspector.add_page("uncertainty", self.tr("Varies"), tip, self.page)
        window.hand.vary_asked.connect(self.vary)
        window.top.bands.setDefaultAction(self.action)
        window.live.frame.connect(self._follow)

    def _made(self, asks: Asks | None = None) -> Errand:
        """Make what asks."""
        errand = Errand(self, asks)
        errand.told.connect(self._take)
        errand.answered.connect(self._take)
        errand.failed.connect(self._fail)
        return errand

    def ask_of(self, asks: Asks) -> None:
        """Have questions answered by something else from now on."""
        self._errand.stop()
        self._errand = self._made(asks)

    def _make_action(self) -> QAction:
        """Make the switch, which menu and top bar share."""
        action = QAction(self.tr("&Bands"), self._window)
        action.setObjectName("action.bands")
        action.setCheckable(True)
        action.setChecked(self._window.settings.bands)
        action.setShortcut(QKeySequence("Ctrl+U"))
        action.setToolTip(
            self.tr("Bands: where 90 and 50 of 100 runs lie when uncertain parameters vary (Ctrl+U)")
        )
        action.toggled.connect(self._turn)
        return action

    @property
    def on(self) -> bool:
        """Whether bands are wanted."""
        return self.action.isChecked()

    @property
    def shown(self) -> Fans | None:
        """The bands to draw, if any."""
        desk = self._window.desk
        if not self.on or self._fans is None or self._about is None or self._of != desk.sheet.key:
            return None
        self._fans.still = varies_as_before(self._about, desk.scenario)
        return self._fans

    @property
    def words(self) -> str:
        """What the status line says of them."""
        if not self.on:
            return ""
        if self.failed or not (self._window.live.compiled or self._window.live.warming):
            return self.tr("no bands")
        fans = self.shown
        return self.tr("0 samples") if fans is None else self.tr("{n} samples").format(n=fans.count)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.action.setIcon(icons.bands(theme))
        if self.list is not None:
            self.list.dress(theme)

    def vary(self, address: str) -> None:
        """Bring a parameter's distribution into sight, and give it one of its own if it has none."""
        self.show(address)
        self.page.vary()

    def open_list(self) -> None:
        """Open what varies and what drives the spread, beside the window."""
        if self.list is None:
            from stackdesk.ui.uncertainty.drivers_window import (
                DriversWindow,
            )  # late: the window starts without

            self.list = DriversWindow(self._window)
            self.list.dress(self._window.theme)
            self.list.chosen.connect(self.show)
        self.list.show()
        self.list.raise_()
        self.list.table.setFocus()

    def show(self, address: str) -> None:
        """Bring a parameter's distribution into sight."""
        window = self._window
        window.chosen.show(address)
        window.commands.show_inspector()
        window.work.inspector.show_page("uncertainty")

    def stop(self) -> None:
        """Ask nothing more: the window closes."""
        self._errand.stop()
        if self.list is not None:
            self.list.close()

    # ---------------------------------------------------------------------------------------- asking

    def _turn(self, on: bool) -> None:
        """Show bands, or no longer, and remember it."""
        self._window.settings.bands = on
        self.failed = ""
        if not on:
            self._errand.cancel()
            self._asked, self._waiting = None, False
        self._window.live.note("bands")

    def _follow(self, kinds: object) -> None:
        """Ask about what is on show now, unless that was asked; called after every frame."""
        window = self._window
        self._drawing.stop()
        if not self.on or self.failed or not window.live.compiled or not window.isVisible():
            return
        question = (window.desk.scenario, self.wanted())
        if not self._waiting and question[1] and question != self._asked:
            self._asked, self._asked_of, self._waiting = question, window.desk.sheet.key, True
            self._errand.ask("bands", question[0], SEED, question[1])

    def wanted(self) -> tuple[Column, ...]:
        """List what is on show: the delivered load, the tiles, the lines of charts."""
        window, region = self._window, self._window.desk.region
        known = window.reference.catalogue.series
        work = window.work
        addresses = [work.ceilings.banded] if work.ceilings.isVisible() else []
        addresses += [outcome.address for outcome in OUTCOMES] if work.tiles.isVisible() else []
        columns = [(address, region) for address in addresses if address in known]
        lines = (*window.comparing.banded(), *window.board.banded(), *window.work.layer.banded())
        return tuple(dict.fromkeys([*columns, *lines]))

    def _take(self, bands: Bands | Any) -> None:
        """Have newer bands drawn in the next frame; ask again there if the scenario has moved on."""
        self._waiting = False
        if self._asked is None:
            return
        self._about, self._of, self._fans = self._asked[0], self._asked_of, Fans(bands)
        if self._window.desk.dragging is not None:
            self._drawing.start(REST_MS)  # the next move's frame draws them, or this if the hand rests
        else:
            self._window.live.note("bands")

    def _draw(self) -> None:
        self._window.live.note("bands")

    def _fail(self, words: str) -> None:
        """Say that there are none, until they are turned off and on."""
        self._waiting, self._fans, self.failed = False, None, words
        self._window.say(words)
        self._window.live.note("bands")
