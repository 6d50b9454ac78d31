"""The inspector's further pages: shares of a whole, what depends on a parameter, what it does to outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stackdesk.ui.errand import Asks, Errand
from stackdesk.ui.inspector_effect import EffectPage
from stackdesk.ui.inspector_uses import UsesPage
from stackdesk.ui.reading_order import ReadingOrder
from stackdesk.ui.shares.page import SharesPage

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class Inspecting(QObject):
    """Adds the pages to the window's inspector; one other process answers for those that ask."""

    def __init__(self, window: MainWindow, asks: Asks | None = None) -> None:
        super().__init__(window)
        self._window = window
        inspector, desk = window.work.inspector, window.desk
        self.shares = SharesPage(desk, window.hand, inspector)
        self._errand = Errand(self, asks)
        self.uses = UsesPage(desk, self._errand, inspector)
        self.effect = EffectPage(desk, self._errand, inspector)
        add = inspector.add_page
        add("shares", self.tr("Shares"), self.tr("The shares of one whole that it belongs to"), self.shares)
        add("uses", self.tr("Uses"), self.tr("What depends on it: equations and series"), self.uses)
        add("effect", self.tr("Effect"), self.tr("What a tenth more of it does to the outcomes"), self.effect)
        self.order = ReadingOrder(window)
        self.shares.offered.connect(lambda offered: inspector.offer_page("shares", offered))
        inspector.offer_page("shares", offered=False)
        self.uses.series_asked.connect(self.show_series)
        self.uses.equation_asked.connect(window.help.open_layer)

    def show_series(self, address: str) -> None:
        """Show the chart of a series; where the inspector's place is shared, it gives way to the chart."""
        self._window.work.show_tab("layer")
        self._window.show_now()
        self._window.work.layer.show_series(address)

    def stop(self) -> None:
        """End the other process: the window closes."""
        self._errand.stop()
