"""Beside the window: everything that varies, on or off, and what drives the spread of an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout

from stackdesk.engine.varied import variation
from stackdesk.scenario.document import Uncertainty
from stackdesk.ui import format as fmt
from stackdesk.ui.chooser import Chooser
from stackdesk.ui.errand import Asks, Errand
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.tiles import OUTCOMES
from stackdesk.ui.typeface import STRONG, lettering
from stackdesk.ui.uncertainty.draft import read_draft
from stackdesk.ui.uncertainty.drivers_model import (
    DRIVES,
    PARAMETER,
    SOURCE,
    SPAN,
    DriversCells,
    DriversModel,
    TickCells,
    read_rows,
)

if TYPE_CHECKING:
    from stackdesk.engine.banding import Drivers
    from stackdesk.ui.window import MainWindow

SEED, SAMPLES, MOST = 1, 1024, 500
Question = tuple[object, tuple[str, str]]


class DriversWindow(QDialog):
    """Asks beside the window, only while it is open and no lever is in hand."""

    chosen = Signal(str)

    def __init__(self, window: MainWindow, asks: Asks | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._theme: Theme = LIGHT
        self._errand = self._made(asks)
        self._asked: Question | None = None
        self._about: Question | None = None
        self._found: Drivers | None = None
        self._shown: tuple[object, ...] = ()
        self._progress, self._failed = 0.0, ""
        self.setObjectName("uncertainty.window")
        self.setWindowTitle(self.tr("Uncertainty"))
        self.outcome = Chooser(self)
        self.search = QLineEdit(self)
        self.told = QLabel(self)
        self.foot = QLabel(self)
        self.model = DriversModel(self)
        self.sifted = QSortFilterProxyModel(self)
        self.table = QTableView(self)
        self._cells, self._ticks = DriversCells(self), TickCells(self)
        self._fill()
        self._set_up_table()
        self._lay_out()
        self._connect()
        self.resize(840, 620)

    def _fill(self) -> None:
        """Name the parts and offer the outcomes."""
        known = self._window.reference.catalogue.series
        for outcome in OUTCOMES:
            if outcome.address in known:
                self.outcome.addItem(QCoreApplication.translate("tiles", str(outcome.label)), outcome.address)
        for part, name, words in (
            (self.outcome, "outcome", self.tr("Outcome whose spread is explained")),
            (self.search, "search", self.tr("Search what varies")),
            (self.table, "table", self.tr("What varies, and what drives the outcome")),
            (self.told, "told", self.tr("How many parameters vary")),
            (self.foot, "foot", self.tr("How to read the bars")),
        ):
            part.setObjectName(f"uncertainty.{name}")
            part.setAccessibleName(words)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.foot.setWordWrap(True)
        self.told.setWordWrap(True)

    def _set_up_table(self) -> None:
        self.sifted.setSourceModel(self.model)
        self.sifted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table.setModel(self.sifted)
        self.table.setItemDelegateForColumn(DRIVES, self._cells)
        self.table.setItemDelegateForColumn(PARAMETER, self._ticks)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(26)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(PARAMETER, QHeaderView.ResizeMode.Stretch)
        for column, wide in ((SPAN, 205), (SOURCE, 116), (DRIVES, 180)):
            self.table.setColumnWidth(column, wide)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        self._caption = QLabel(self.tr("What drives"), self)
        self._caption.setBuddy(self.outcome)
        self._when = QLabel(self)
        self._when.setObjectName("uncertainty.when")
        row.addWidget(self._caption)
        row.addWidget(self.outcome)
        row.addWidget(self._when, 1)
        row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.outcome.activated.connect(self.refresh)
        self.search.textChanged.connect(self.sifted.setFilterFixedString)
        self.model.turned.connect(self._turn)
        self.table.activated.connect(self._go)
        self._window.live.frame.connect(self.refresh)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = self._cells.theme = self._ticks.theme = theme
        for part in (self.outcome, self.search, self.table, self._caption):
            part.setFont(lettering(12.5))
        self.told.setFont(lettering(13, STRONG))
        for quiet in (self.foot, self._when):
            quiet.setFont(lettering(12))
            quiet.setStyleSheet(f"color: {theme.ink2.name()}")

    # ---------------------------------------------------------------------------------------- asking

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to ask."""
        super().showEvent(event)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask no more; the other process ends."""
        self.stop()
        event.accept()

    def stop(self) -> None:
        """End the other process."""
        self._errand.stop()
        self._errand.deleteLater()
        self._asked = None
        self._errand = self._made()

    def _made(self, asks: Asks | None = None) -> Errand:
        """Make what asks."""
        errand = Errand(self, asks)
        errand.told.connect(self._tell)
        errand.answered.connect(self._take)
        errand.failed.connect(self._fail)
        return errand

    def refresh(self, *_: object) -> None:
        """Show what varies now, and ask what drives it where that has changed; rests while it is hidden."""
        desk = self._window.desk
        if not self.isVisible() or desk.dragging is not None:
            return
        question: Question = (desk.scenario, (str(self.outcome.currentData()), desk.region))
        if self._window.live.compiled and question != self._asked:
            self._asked, self._progress, self._failed = question, 0.0, ""
            self._errand.ask("drivers", desk.scenario, SEED, question[1], SAMPLES)
        self._show()

    def _tell(self, told: float | Drivers) -> None:
        """Take how far it is, or a first answer."""
        if isinstance(told, int | float):
            self._progress = float(told)
            self._say()
        else:
            self._take(told)

    def _take(self, found: Drivers) -> None:
        self._found, self._about = found, self._asked
        self._show()

    def _fail(self, words: str) -> None:
        self._failed = words
        self._say()

    # --------------------------------------------------------------------------------------- showing

    def _show(self) -> None:
        """Show the table; bars of another scenario or outcome are not shown."""
        desk = self._window.desk
        current = self._found is not None and self._about == self._asked
        now = (desk.scenario, desk.year if current else None, id(self._found), current)
        if now == self._shown:
            return
        self._shown = now
        drives = dict(self._found.at(desk.year, MOST)) if current and self._found is not None else {}
        self.model.show_rows(read_rows(desk.scenario, drives))
        self._say()

    def _say(self) -> None:
        """Say how many vary, how far the answer is, and how to read it."""
        desk, rows = self._window.desk, self.model.rows
        own = sum(
            desk.scenario.uncertainty.get(row.subject.address) is not None and row.varies for row in rows
        )
        varies = sum(row.varies for row in rows)
        told = self.tr(
            "{all} parameters vary: {own} as this scenario says, {rest} within published ranges. "
            "Judged and fitted ones can be ticked."
        )
        self.told.setText(told.format(all=varies, own=own, rest=varies - own))
        when = self.tr("in {year}, {region}").format(
            year=fmt.year(desk.year), region=desk.scenario.catalogue.region_label(desk.region)
        )
        if self._errand.busy:
            when += self.tr(": computing, {share}").format(share=fmt.percent(self._progress))
        self._when.setText(when)
        chance = self._found.chance if self._found is not None else 0.1
        words = self.tr(
            "Bars: rank correlation with the outcome at the year in view, from {n} samples; below "
            "{chance:.2f} it may be chance and is left out. Its square is about the share of the spread. "
            "Enter or a double-click opens a parameter; Space turns it on or off."
        )
        count = SAMPLES if self._found is None else self._found.count
        self.foot.setText(self._failed or words.format(n=f"{count:,}", chance=chance))

    # --------------------------------------------------------------------------------------- editing

    def _turn(self, address: str, varies: bool) -> None:
        """Let a parameter vary as the reference has it, or hold it fixed; one undo step.

        One that the reference leaves alone is given its judged range as a distribution of its own.
        """
        desk = self._window.desk
        scenario = desk.scenario
        if varies == (variation(scenario, address) is not None):
            return
        label = scenario.catalogue.parameter(address).label
        bare = scenario.with_uncertainty(address, None)
        own: Uncertainty | None = read_draft(bare, address).as_own() if varies else Uncertainty()
        if varies == (variation(bare, address) is not None):
            own = None
        changed = scenario.with_uncertainty(address, own)
        desk.edit(changed, self.tr("Uncertainty, {label}").format(label=label))

    def _go(self, index: QModelIndex) -> None:
        """Open a parameter in the inspector."""
        self.chosen.emit(self.model.rows[self.sifted.mapToSource(index).row()].subject.address)
