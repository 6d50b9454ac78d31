"""Solve for a target, by keyboard: the series, the place, the date, what it shall be, and what gives."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.solve import Move, Proposals, Solution
from stackdesk.scenario.shares import with_move
from stackdesk.scenario.units import UnreadableError, plain_number
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.charts.words import declared
from stackdesk.ui.chooser import Chooser
from stackdesk.ui.errand import Errand
from stackdesk.ui.search import Entry, entry
from stackdesk.ui.solve.grip import Grip, step_text
from stackdesk.ui.solve.levers import SMALLEST, Levers, no_costs, series_entries
from stackdesk.ui.solve.moves_table import MoveModel
from stackdesk.ui.solve.picker import Picker, Tell
from stackdesk.ui.solve.words import reason_words
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, lettering
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.scenario import Scenario
    from stackdesk.ui.window import MainWindow

FIRST = "infrastructure.running_load"


class TargetWindow(QDialog):
    """A window of its own beside the main one; it blocks nothing. What it finds is applied as one step."""

    def __init__(self, window: MainWindow, levers: Levers) -> None:
        super().__init__(window)
        self._window, self._desk, self._levers = window, window.desk, levers
        self.series, self.lever = FIRST, SMALLEST
        self.errand = Errand(self)
        self._grip: Grip | None = None
        self._solved: Grip | None = None
        self._about: Scenario | None = None
        self.setModal(False)
        self.setObjectName("target")
        self.setWindowTitle(self.tr("Solve for a Target"))
        self.what = Picker(self.tr("Series"), self._offer_series, self)
        self.region, self.year, self.value = Chooser(self), QLineEdit(self), QLineEdit(self)
        self.gives = Picker(self.tr("What gives"), levers.offer, self)
        self.now, self.told = QLabel(self), QLabel(self)
        allowed = self.tr("Look between the lever's hard limits")
        published = self.tr("Look in the lever's published range only")
        choices = (("allowed", self.tr("allowed"), allowed), ("published", self.tr("published"), published))
        self.within = Segments("target.within", choices, self)
        self.solve_button = QPushButton(self.tr("&Solve"), self)
        self.cancel_button = QPushButton(self.tr("&Cancel"), self)
        self.apply_button = QPushButton(self.tr("&Apply"), self)
        self.progress = QProgressBar(self)
        self.model, self.view = MoveModel(window, self), QTableView(self)
        self._set_up()
        self._lay_out()
        self._connect()
        self.resize(860, 470)

    # ---------------------------------------------------------------------------------------- building

    def _set_up(self) -> None:
        named: tuple[tuple[QWidget, str, str], ...] = (
            (self.what, "series", self.tr("Series")),
            (self.gives, "lever", self.tr("What gives")),
            (self.region, "region", self.tr("Region")),
            (self.year, "year", self.tr("Year")),
            (self.value, "value", self.tr("What it shall be")),
            (self.view, "moves", self.tr("What that takes")),
            (self.progress, "progress", self.tr("Progress")),
        )
        for widget, key, name in named:
            widget.setObjectName(f"target.{key}")
            widget.setAccessibleName(name)
        self.year.setToolTip(self.tr("Such as 2031 or 2031.5"))
        self.value.setToolTip(self.tr("A number with any unit of its kind, or a change such as +10 %"))
        self.gives.note = no_costs()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.solve_button.setDefault(True)
        for button in (self.cancel_button, self.apply_button):
            button.setAutoDefault(False)
        view = self.view
        view.setModel(self.model)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(28)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setMinimumSectionSize(92)
        view.horizontalHeader().setHighlightSections(False)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        columns: tuple[tuple[str, QWidget, int], ...] = (
            (self.tr("Series"), self.what, 5),
            (self.tr("Region"), self.region, 2),
            (self.tr("Year"), self.year, 1),
            (self.tr("Shall be"), self.value, 2),
        )
        self._captions = [QLabel(words, self) for words, _, _ in columns]
        for place, ((_, field, stretch), caption) in enumerate(zip(columns, self._captions, strict=True)):
            caption.setBuddy(field)
            grid.addWidget(caption, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, stretch)
        gives, inside = QLabel(self.tr("What gives"), self), QLabel(self.tr("Within"), self)
        self._captions += [gives, inside]
        grid.addWidget(gives, 2, 0)
        grid.addWidget(inside, 2, 1)
        grid.addWidget(self.now, 2, 2, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.gives, 3, 0)
        grid.addWidget(self.within, 3, 1)
        run = QHBoxLayout()
        run.setSpacing(8)
        run.addStretch(1)
        run.addWidget(self.cancel_button)
        run.addWidget(self.solve_button)
        grid.addLayout(run, 3, 2, 1, 2)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self.progress)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.what.picked.connect(self.choose_series)
        self.gives.picked.connect(self.choose_lever)
        self.region.activated.connect(self._retake)
        self.year.editingFinished.connect(self._retake)
        self.solve_button.clicked.connect(self.solve)
        self.cancel_button.clicked.connect(self.cancel)
        self.apply_button.clicked.connect(self.apply)
        self.view.activated.connect(self.apply)
        self.view.selectionModel().currentRowChanged.connect(self._enable)
        self.errand.answered.connect(self._take)
        self.errand.told.connect(self._tell)
        self.errand.failed.connect(self._fail)
        self.errand.busy_changed.connect(self._enable)
        self._desk.on_change(self._note)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.model.dress(theme)
        for caption in self._captions:
            caption.setFont(lettering(11))
            caption.setStyleSheet(f"color: {theme.ink3.name()}")
        for field in (self.year, self.value):
            field.setFont(font(13))
        self.now.setFont(font(12))
        self.told.setFont(font(12))
        for label in (self.now, self.told):
            label.setStyleSheet(f"color: {theme.ink2.name()}")
        self.view.horizontalHeader().setFont(lettering(11, STRONG))
        self.progress.setFixedHeight(4)
        self.progress.setStyleSheet(
            f"QProgressBar {{ background: {theme.pill.name()}; border: none; border-radius: 2px; }}"
            f" QProgressBar::chunk {{ background: {theme.ink.name()}; border-radius: 2px; }}"
        )
        self.what.dress(theme)
        self.gives.dress(theme)
        self.within.set_theme(theme)

    # ----------------------------------------------------------------------------------------- showing

    def show_here(self) -> None:
        """Show the window with what the main one looks at."""
        lists = self._window.reference.catalogue.lists.get("region", ())
        self.region.clear()
        self.region.addItem(self.tr("World"), WORLD)
        for item in lists:
            self.region.addItem(declared(item.label), item.key)
        self.region.setCurrentIndex(max(self.region.findData(self._desk.region), 0))
        present = self._desk.scenario.present
        year = self._desk.year if self._desk.year > present else math.floor(present) + 1.0
        self.year.setText(f"{year:g}")
        if self.series not in self._window.reference.catalogue.series:
            self.series = FIRST
        self.choose_lever(self._levers.last)
        self._retake()
        self._show_answer(None)
        self._say(self.tr("Type what it shall be, such as 120 GW or +10 %, and press Enter."))
        self.show()
        self.raise_()
        self.activateWindow()
        self.value.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.value.selectAll()

    def _offer_series(self) -> tuple[list[Entry], list[Entry], Tell]:
        listed = series_entries(self._window)
        first = [one for one in listed if one.address in self._headlines()]
        return listed, first or listed, self._window.commands.searching.tell

    def _headlines(self) -> set[str]:
        """Name the series that panels and tiles show, and the ceilings."""
        layers = {address for layer in self._window.layers for address in (layer.headline, layer.ceiling)}
        tiles = {tile.outcome.address for tile in self._window.work.tiles.tiles}
        return layers | tiles | {FIRST}

    def choose_series(self, address: str) -> None:
        """Aim at another series."""
        self.series = address
        self._retake()

    def choose_lever(self, address: str) -> None:
        """Let another lever give."""
        self.lever = address
        self.gives.show_entry(self._levers.entry(address))
        self.within.setEnabled(bool(address))

    def _retake(self, *_: object) -> None:
        """Read what the series is, and propose that as the target."""
        declared_series = self._window.reference.catalogue.series[self.series]
        label = declared(declared_series.label)
        self.what.show_entry(entry("series", self.series, label, declared_series.layer))
        year, result = plain_number(self.year.text()), self._desk.result
        reference = self._window.reference
        if result is None or year is None or not reference.start <= year <= reference.end:
            self._grip = None
            self._say(
                self.tr("! the year must be from {start:g} to {end:g}").format(
                    start=reference.start, end=reference.end
                )
            )
            return
        place = self.region.currentData() or WORLD
        value = float(result.at(self.series, year, place))
        scale = fmt.scale(declared_series.unit, value)
        unit = declared_series.unit
        before, self._grip = self._grip, Grip(self.series, place, year, value, label, "", unit, scale)
        self.now.setText(self.tr("now {value}").format(value=self._grip.text(value)))
        if before is None or (before.series, before.region, before.year) != (self.series, place, year):
            self.value.setText(self._grip.text(value))
            self._say("")

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setAccessibleName(words)

    def _show_answer(self, answer: Solution | Proposals | None) -> None:
        self.model.show_answer(answer, self._solved)
        if self.model.moves:
            self.view.selectRow(0)
        self._enable()

    def _enable(self, *_: object) -> None:
        """Offer what can be done now."""
        busy = self.errand.busy
        self.solve_button.setEnabled(not busy)
        self.cancel_button.setVisible(busy)
        self.progress.setVisible(busy)
        self.apply_button.setEnabled(not busy and self.move_chosen is not None and not self.stale)

    @property
    def stale(self) -> bool:
        """Whether the scenario has changed since it was solved for."""
        return self._about is not None and self._about != self._desk.scenario

    @property
    def move_chosen(self) -> Move | None:
        """The move in the chosen row."""
        row = self.view.currentIndex().row()
        return self.model.moves[row] if 0 <= row < len(self.model.moves) else None

    # ----------------------------------------------------------------------------------------- solving

    def solve(self) -> None:
        """Ask."""
        self._retake()
        if self._grip is None:
            return
        try:
            target = self._grip.target(self._grip.read(self.value.text()))
        except UnreadableError as error:
            self._say(f"! {error}")
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._window.live.compiled:
            self._say(self.tr("! the equations are still being made ready; solving needs them compiled"))
            return
        self._solved = self._grip
        self._show_answer(None)
        self._say(self.tr("solving …"))
        self._about, locked = self._desk.scenario, tuple(sorted(self._desk.locked))
        place = None if self._grip.region == WORLD else self._grip.region
        self.progress.setRange(0, 0 if self.lever else 100)
        self.progress.setValue(0)
        if self.lever:
            within = self.within.current()
            self.errand.ask("solve", self._about, target, self.lever, place, within, locked)
        else:
            self.errand.ask("propose", self._about, target, (), place, locked)

    def cancel(self) -> None:
        """Give up what is being solved."""
        self.errand.cancel()
        self._say(self.tr("Cancelled."))
        self._enable()

    def _tell(self, share: Any) -> None:
        self.progress.setValue(round(100.0 * float(share)))

    def _take(self, answer: Any) -> None:
        if not isinstance(answer, Solution | Proposals):
            return
        self._show_answer(answer)
        if not answer.moves:
            self._say(reason_words(answer, self._window))
        elif len(answer.moves) == 1:
            self._say(self.tr("Applied, it holds from the present on."))
        else:
            self._say(self.tr("Each of these alone reaches it, from the present on."))

    def _fail(self, words: str) -> None:
        self._say(f"! {words}")
        self._enable()

    def apply(self, *_: object) -> None:
        """Put the chosen move on the desk as one step."""
        move, grip = self.move_chosen, self._solved
        if move is None or grip is None or not self.apply_button.isEnabled():
            return
        text = step_text(grip, move.reached, self._levers.entry(move.lever).label)
        try:
            made = with_move(self._desk.scenario, move.lever, move.value, move.region, self._desk.locked)
            self._desk.edit(made, text)
        except StackDeskError as error:
            self._say(f"! {error}")
            return
        self._levers.remember(self.lever)
        self._window.say(text)
        self._say(self.tr("Applied: {step}. Undo takes it back.").format(step=text))

    def _note(self, kind: str) -> None:
        """Say when the scenario is no longer the one that was solved for."""
        if kind == "scenario" and self.isVisible():
            self._enable()
            if self.stale and self.model.moves and not self.errand.busy:
                self._say(self.tr("The scenario has changed since; solve again."))
        elif kind == "result" and self.isVisible():
            self._retake()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is being solved, else closes."""
        if event.key() == Qt.Key.Key_Escape and self.errand.busy:
            self.cancel()
            return
        super().keyPressEvent(event)
