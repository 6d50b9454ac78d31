"""The card of side effects: small multiples of chosen outcomes, or every outcome that differs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.controls import IconButton, Segments
from stackdesk.ui.charts.frame import SIDE, Words
from stackdesk.ui.compare.beside import CELLS, effect_cells, first_effects
from stackdesk.ui.compare.held import Comparing
from stackdesk.ui.compare.multiples import Multiples
from stackdesk.ui.compare.outcomes import OutcomesTable
from stackdesk.ui.compare.picker import SeriesPicker
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import lettering

EFFECTS, OUTCOMES = "effects", "outcomes"


class EffectsCard(QWidget):
    """Two pages under one head; `chosen` asks for a series in the chart."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._comparing: Comparing | None = None
        self.addresses: tuple[str, ...] = ()
        self.setObjectName("compare.effects.card")
        self.setAccessibleName(self.tr("Side effects"))
        self._add_head()
        self.multiples = Multiples("compare.effects.multiples", self)
        self.multiples.setAccessibleName(self.tr("Side effects, A solid and B dashed"))
        self.table = OutcomesTable(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.multiples)
        self.pages.addWidget(self.table)
        self.picker = SeriesPicker("compare.effects.picker", self, many=True)
        self._lay_out()
        self.pages_choice.chosen.connect(self.turn_to)
        self.choose_button.clicked.connect(self._open_picker)
        self.picker.ticked.connect(self.choose)
        self.search.textChanged.connect(self.table.proxy.search)
        self.multiples.chosen.connect(self.chosen)
        self.table.chosen.connect(self.chosen)
        self.turn_to(EFFECTS)

    def _add_head(self) -> None:
        """Make the head: which page, which outcomes, what is searched for."""
        self.pages_choice = Segments(
            "compare.effects",
            (
                (EFFECTS, self.tr("Side effects"), self.tr("Chosen outcomes: A solid, B dashed")),
                (OUTCOMES, self.tr("Outcomes that differ"), self.tr("Every series at the year cursor")),
            ),
            self,
        )
        self.pages_choice.setAccessibleName(self.tr("What is shown"))
        self.choose_button = IconButton(
            _sliders, "compare.effects.choose", self.tr("Choose which outcomes"), self
        )
        self.search = QLineEdit(self)
        self.search.setObjectName("compare.outcomes.search")
        self.search.setPlaceholderText(self.tr("Search all series"))
        self.search.setAccessibleName(self.tr("Search all series"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(150)
        self.subtitle = Words("ink2", 12, parent=self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE - 4, 0)
        head.setSpacing(8)
        head.addWidget(self.pages_choice)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.choose_button)
        below = QHBoxLayout()
        below.setContentsMargins(SIDE, 2, SIDE, 4)
        below.addWidget(self.subtitle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 11, 1, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.pages, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.pages_choice.set_theme(theme)
        self.choose_button.set_theme(theme)
        self.subtitle.set_theme(theme)
        self.multiples.set_theme(theme)
        self.table.set_theme(theme)
        self.search.setFont(lettering(12))
        self.search.setStyleSheet(
            f"QLineEdit {{ background: {theme.field.name()}; color: {theme.ink.name()};"
            f" border: 1px solid {theme.field_border.name()}; border-radius: 6px; padding: 1px 6px; }}"
            f"QLineEdit:focus {{ border-color: {theme.ink.name()}; }}"
        )

    def turn_to(self, key: str) -> None:
        """Show the one page or the other."""
        self.pages_choice.choose(key)
        self.pages.setCurrentWidget(self.table if key == OUTCOMES else self.multiples)
        self.search.setVisible(key == OUTCOMES)
        self.choose_button.setVisible(key == EFFECTS)
        if self._comparing is not None:
            self.show_comparing(self._comparing)

    def choose(self, addresses: tuple[str, ...]) -> None:
        """Show other outcomes, the last six that were ticked."""
        self.addresses = tuple(addresses)[-CELLS:]
        if self._comparing is not None:
            self.show_comparing(self._comparing)

    def show_comparing(self, comparing: Comparing) -> None:
        """Show one frame on the page in front; the other computes nothing."""
        self._comparing = comparing
        if self.pages.currentWidget() is self.table:
            self.table.show_comparing(comparing)
            words = self.tr("{count} of {all} series differ in {year}; double-click shows one above").format(
                count=sum(one.differs for one in self.table.model_.rows),
                all=len(self.table.model_.rows),
                year=fmt.year(comparing.view.year),
            )
        else:
            if not self.addresses:
                self.addresses = first_effects(comparing)
            cells = effect_cells(comparing, self.addresses)
            self.multiples.show_cells(cells, _columns(len(cells)), comparing.years, comparing.view)
            start, end = comparing.years[0], comparing.years[-1]
            words = self.tr("A solid, B dashed, {start} to {end}").format(start=f"{start:g}", end=f"{end:g}")
            if not comparing.view.held:
                self.multiples.describe()
        self.subtitle.say(words)
        self.subtitle.setToolTip(words)

    def _open_picker(self) -> None:
        if self._comparing is not None:
            offered = self._comparing.common
            self.picker.open_below(self.choose_button, offered, self.addresses, self._theme)


def _columns(count: int) -> int:
    return count if count <= 3 else 3 if count > 4 else 2


def _sliders(path: QPainterPath, centre: QPointF) -> None:
    """Draw three rows with a tick each: choose which."""
    for shift in (-4.0, 0.0, 4.0):
        path.moveTo(centre.x() - 5.5, centre.y() + shift)
        path.lineTo(centre.x() - 3.5, centre.y() + shift)
        path.moveTo(centre.x() - 1.0, centre.y() + shift)
        path.lineTo(centre.x() + 6.0, centre.y() + shift)
