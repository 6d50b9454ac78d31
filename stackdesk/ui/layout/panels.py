"""The layout as a feature of the window: what is remembered, and the menu that does all of it by key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu

from stackdesk.ui.layout.arrangement import CARDS, HIDEABLE, MOVABLE, read
from stackdesk.ui.layout.carrying import Carrying
from stackdesk.ui.layout.columns import Columns
from stackdesk.ui.layout.docks import Docks
from stackdesk.ui.theme import Theme

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class Panels(QObject):
    """Keeps the arrangement of the workspace in the settings, and fills View > Panels."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        work = window.work
        work.arrangement = read(window.settings.layout)
        self.columns = Columns(window)
        self.docks = Docks(work, self)
        self.carrying = Carrying(work, self.docks)
        self.menu = QMenu(self.tr("&Panels"), window)
        self.menu.aboutToShow.connect(self._fill)
        work.changed.connect(self.keep)
        work.arranged.connect(self._arranged)
        self.docks.changed.connect(self.keep)
        self.carrying.menu_asked.connect(self._open_menu)
        work.installEventFilter(self)
        for key, chart in (("ceilings", work.ceilings), ("relief", work.relief), ("layer", work.layer)):
            chart.menu_opened.connect(partial(self._add_to_menu, key))
        window.stack.grown.connect(self._fill_rows)
        QTimer.singleShot(0, self.docks.place_all)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.columns.dress(theme)
        self.docks.dress(theme)
        self.carrying.dress(theme)
        self._rest()

    def keep(self) -> None:
        """Remember the arrangement."""
        self._window.settings.layout = self._window.work.arrangement.write()

    def reset(self) -> None:
        """Put every seam and card where it stands at first."""
        self._window.work.arrangement.reset()
        self.docks.place_all()
        self._window.work.maximise("")
        self.columns.fit()
        self.keep()
        self._window.say(self.tr("Layout as at first"))
        self._window.live.request()

    def stop(self) -> None:
        """Remember where windows stand, and close them."""
        self.docks.stop()
        self.keep()

    # --------------------------------------------------------------------------------------- following

    def _arranged(self) -> None:
        self.docks.follow()
        QTimer.singleShot(0, self._align)

    def _fill_rows(self) -> None:
        QTimer.singleShot(0, self._window.dressed)

    def _align(self) -> None:
        if self._window.work.isVisible():
            self._window.align()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rest the windows while another page or presentation has the screen; follow to another screen."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and not event.spontaneous():
            self._rest()
        elif event.type() == QEvent.Type.DevicePixelRatioChange:  # a screen with other pixels: paint anew
            QTimer.singleShot(0, self._window.look.dress)
        return False

    def _rest(self) -> None:
        work = self._window.work
        self.docks.rest(work.sizes.reduced or not work.isVisible())

    # -------------------------------------------------------------------------------------------- menu

    def _fill(self) -> None:
        """List the panels with a tick, then for each that moves what can be done with it."""
        menu, hidden = self.menu, self._window.work.arrangement.hidden
        menu.clear()
        for key in HIDEABLE:
            action = menu.addAction(self.docks.title(key))
            action.setObjectName(f"panels.{key}")
            action.setCheckable(True)
            action.setChecked(key not in hidden)
            action.triggered.connect(partial(self.docks.hide_card, key, key not in hidden))
        menu.addSeparator()
        for key in MOVABLE:
            one = menu.addMenu(self.tr("Move {name}").format(name=self.docks.title(key)))
            self.fill_card_menu(one, key, hiding=False)
        menu.addSeparator()
        menu.addAction(self.tr("&Reset Layout"), self.reset).setObjectName("panels.reset")

    def fill_card_menu(self, menu: QMenu, key: str, *, hiding: bool = True) -> None:
        """Offer what can be done with a card: float, maximise, change places, hide."""
        work, docks = self._window.work, self.docks
        floats = key in work.arrangement.floating
        if key in MOVABLE:
            words = self.tr("Put Back") if floats else self.tr("Float in a Window")
            menu.addAction(words, partial(docks.put_back if floats else docks.float_card, key))
        if key != "pins" and not floats:
            full = work.maximised == key
            words = self.tr("Restore") if full else self.tr("Maximise")
            menu.addAction(words, partial(work.maximise, "" if full else key))
        if key in CARDS:
            place = work.arrangement.order.index(key)
            left = menu.addAction(self.tr("Move Left"), partial(self._shift, key, -1))
            right = menu.addAction(self.tr("Move Right"), partial(self._shift, key, 1))
            left.setEnabled(not floats and place > 0)
            right.setEnabled(not floats and place < len(CARDS) - 1)
        if hiding and key in HIDEABLE:
            menu.addAction(self.tr("Hide"), partial(docks.hide_card, key, True))

    def _add_to_menu(self, key: str, menu: QMenu) -> None:
        menu.addSeparator()
        self.fill_card_menu(menu, key)

    def _shift(self, key: str, by: int) -> None:
        arrangement = self._window.work.arrangement
        arrangement.move(key, arrangement.order.index(key) + by)
        self._window.work.arrange()
        self.keep()

    def _open_menu(self, key: str, at: QPoint) -> None:
        menu = QMenu(self._window.work.cards[key])
        menu.setProperty("card", key)
        self.fill_card_menu(menu, key)
        menu.addSeparator()
        menu.addAction(self.tr("Reset Layout"), self.reset)
        menu.popup(at)
        menu.aboutToHide.connect(menu.deleteLater)
