"""The relief ladder beside the main window: rungs at the left, the dates to order by at the right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stackdesk.engine.ladder import Ladder
from stackdesk.ui import format as fmt
from stackdesk.ui.ladder.climbing import Climbing
from stackdesk.ui.ladder.orders import OrdersTable
from stackdesk.ui.ladder.rung_card import RungCard, layer_names
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class LadderWindow(QDialog):
    """A window of its own; it blocks nothing and follows the desk."""

    def __init__(self, climbing: Climbing, window: MainWindow) -> None:
        super().__init__(window)
        self._climbing, self._window = climbing, window
        self._theme: Theme = LIGHT
        self._shown: Ladder | None = None
        self.cards: list[RungCard] = []
        self.setModal(False)
        self.setObjectName("ladder")
        self.setWindowTitle(self.tr("Relief Ladder"))
        self.title, self.told = QLabel(self), QLabel(self)
        self.cancel = QPushButton(self.tr("&Cancel"), self)
        self.again = QPushButton(self.tr("&Ask again"), self)
        self.progress = QProgressBar(self)
        self.orders_title, self.orders_note = QLabel(self), QLabel(self)
        self.orders = OrdersTable(self)
        self._set_up()
        self._lay_out()
        climbing.changed.connect(self.refresh)
        self.again.clicked.connect(climbing.ask)
        self.cancel.clicked.connect(climbing.cancel)
        self.resize(1120, 660)

    def _set_up(self) -> None:
        self.told.setObjectName("ladder.told")
        self.told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(kept)
        self.orders_note.setText(
            self.tr(
                "On average: deliveries of one order spread around the date. Hollow and dashed: in the past."
            )
        )
        self.orders_note.setWordWrap(True)
        for button in (self.again, self.cancel):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        for part, stretch in ((self.title, 0), (self.told, 1), (self.cancel, 0), (self.again, 0)):
            head.addWidget(part, stretch)
        self._rungs = QWidget(self)
        self._rungs.setObjectName("ladderRungs")
        self._column = QVBoxLayout(self._rungs)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        scroll = self._scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._rungs)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Rungs"))
        right = QVBoxLayout()
        right.setSpacing(8)
        for widget in (self.orders_title, self.orders, self.orders_note):
            right.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(scroll, 56)
        body.addLayout(right, 44)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addLayout(body, 1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme, self._shown = theme, None
        for title in (self.title, self.orders_title):
            title.setFont(lettering(14, STRONG))
            title.setStyleSheet(f"color: {theme.ink.name()}")
        for label in (self.told, self.orders_note):
            label.setFont(font(12))
            label.setStyleSheet(f"color: {theme.ink2.name()}")
        self._rungs.setStyleSheet(f"QWidget#ladderRungs {{ background: {theme.window.name()}; }}")
        self.progress.setStyleSheet(
            f"QProgressBar {{ background: {theme.pill.name()}; border: none; border-radius: 2px; }}"
            f" QProgressBar::chunk {{ background: {theme.ink.name()}; border-radius: 2px; }}"
        )
        self.orders.dress(theme)
        self.refresh()

    # ----------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show the newest answer, and how it stands."""
        climbing = self._climbing
        found = climbing.ladder
        if found is not self._shown:
            self._shown = found
            self._show_ladder(found)
        self.progress.setVisible(climbing.asking)
        self.progress.setValue(round(100.0 * climbing.progress))
        self.cancel.setVisible(climbing.asking)
        self.again.setVisible(not climbing.asking)
        for card in self.cards:
            card.enable(not climbing.stale and not climbing.asking)
        words = self._state()
        if words != self.told.text():
            self.told.setText(words)
            self.told.setToolTip(words)
            self.told.setAccessibleName(words)

    def _state(self) -> str:
        """Say what is being done, or why the ladder cannot be used."""
        climbing = self._climbing
        if climbing.failure:
            return f"! {climbing.failure}"
        if climbing.asking:
            return self.tr("looking for what frees it …")
        if climbing.stale:
            return self.tr("Out of date: asked again once the scenario rests.")
        if climbing.ladder is not None and climbing.ladder.reason:
            return self.tr("{reason}.").format(reason=climbing.ladder.reason)
        return self.tr("The smallest single moves from the present on. The outcome is tokens delivered.")

    def _show_ladder(self, found: Ladder | None) -> None:
        """Build the rungs and the dates anew."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = []
        if found is None:
            self.title.setText(self.tr("What would free it?"))
            self.orders_title.setText(self.tr("Order by"))
            return
        catalogue = self._window.reference.catalogue
        place = catalogue.region_label(found.region)
        when = fmt.year(found.year)
        self.title.setText(self.tr("What would free it? {place}, {year}").format(place=place, year=when))
        names = layer_names({layer.key: layer.label for layer in catalogue.layers})
        for index, rung in enumerate(found.rungs, 1):
            card = RungCard(index, rung, names, self._theme, self._rungs)
            card.applied.connect(self._climbing.apply)
            self._column.insertWidget(index - 1, card)
            self.cards.append(card)
        self._order_by_rungs()
        self.orders_title.setText(self.tr("Order by, to have it in {year}").format(year=when))
        self.orders.dates.show_orders(self._climbing.orders, found.year, found.scenario.present)

    def _order_by_rungs(self) -> None:
        """Let Tab go from rung to rung, then to the dates beside them."""
        buttons = [button for card in self.cards for button in card.buttons]
        for before, after in pairwise((self._scroll, *buttons, self.orders)):
            QWidget.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is being looked for, else closes."""
        if event.key() == Qt.Key.Key_Escape and self._climbing.asking:
            self._climbing.cancel()
            return
        super().keyPressEvent(event)
