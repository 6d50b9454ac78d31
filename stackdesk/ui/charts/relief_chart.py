"""Relief: by how much an outcome grows when one constraint is eased by one per cent, and what binds next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.charts.frame import SIDE, ChartFrame, Words
from stackdesk.ui.charts.relief import CEILINGS, LIMITS, Row, ordered, rows
from stackdesk.ui.charts.relief_bars import Bars, ReliefBars
from stackdesk.ui.charts.scale import Scale
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.verdict import decimals
from stackdesk.ui.charts.words import cause_words, layer_name
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font
from stackdesk.ui.view import View

if TYPE_CHECKING:
    from stackdesk.engine import Relief


class ReliefChart(ChartFrame):
    """The relief card. Limits and ceilings are two families and never stand in one chart.

    `ladder_asked` says that the ladder shall be opened.
    """

    ladder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("relief.chart", "", parent)
        self.setAccessibleName(self.tr("Relief"))
        self.title.say(self.tr("Relief"))
        self.subtitle.hide()
        self._view: View | None = None
        self._relief: Relief | None = None
        self._note = self._bound = ""
        self._rows: list[Row] = []
        self._read: tuple[Relief, str, list[Row]] | None = None
        self._order: dict[str, list[str]] = {}
        self._scale = Scale()
        self.family_choice = Segments(
            "relief.family",
            (
                (LIMITS, self.tr("Limits"), self.tr("What builds it: rates, lead times, people, money")),
                (CEILINGS, self.tr("Ceilings"), self.tr("What stands: each layer's ceiling as a whole")),
            ),
            self,
        )
        self.header.insertStretch(self.header.indexOf(self.table_button), 1)
        self.add_control(self.family_choice)
        self.menu_button.hide()
        self.family_choice.chosen.connect(self._switch)
        self._add_hint()
        self.column.setContentsMargins(1, 11, 1, 1)
        self.bars = ReliefBars(self.body)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 2, 0, 0)
        inner.addWidget(self.bars)

    def _add_hint(self) -> None:
        """Say what the bars are, and lead to the ladder."""
        self.hint = Words("ink2", 12, parent=self)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.ladder_button = QToolButton(self)
        self.ladder_button.setObjectName("relief.ladder")
        self.ladder_button.setText(self.tr("Ladder…"))
        self.ladder_button.setToolTip(self.tr("What would free what binds here? (Ctrl+Shift+G)"))
        self.ladder_button.setProperty("quiet", True)
        self.ladder_button.clicked.connect(self.ladder_asked)
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, SIDE - 4, 4)
        row.addWidget(self.hint, 1)
        row.addWidget(self.ladder_button)
        self.column.insertLayout(1, row)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self.bars.set_theme(theme)
        self.ladder_button.setFont(font(12, STRONG))

    def show_result(self, view: View) -> None:
        """Take the newest frame; relief itself arrives later, by `show_relief`."""
        self._view = view
        self._say_year(view.year)
        self._draw()

    def _say_year(self, year: float) -> None:
        """Name the year in the title, or below it where "late 2030" would not fit beside the segments."""
        words, plain = fmt.year(year), self.tr("% more tokens for 1 % more of…")
        whole = words.isdigit()
        self.title.say(self.tr("Relief in {year}").format(year=words) if whole else self.tr("Relief"))
        self.hint.say(plain if whole else self.tr("{year}: % tokens for 1 % of…").format(year=words))
        self.hint.setToolTip(plain)
        self.setAccessibleName(self.tr("Relief in {year}").format(year=words))

    @property
    def relief(self) -> Relief | None:
        """What is on show."""
        return self._relief

    def show_relief(self, relief: Relief | None, note: str = "", bound: str = "") -> None:
        """Show relief, or say why there is none; `bound` is the layer that binds."""
        self._relief, self._note, self._bound = relief, note, bound
        self._draw()

    def _switch(self, _: str) -> None:
        self._scale.forget()
        self._draw()

    @property
    def family(self) -> str:
        """The family on show: "limit" or "ceiling"."""
        return self.family_choice.current()

    def _draw(self) -> None:
        """Hand the newest frame to the bars."""
        view = self._view
        if view is None:
            return
        self._rows = self._sorted(view)
        shares = [row.share for row in self._rows if row.share is not None]
        if shares:
            self._scale.fit(min(shares), max([*shares, 0.01]), held=view.held)
        layer, words, level = self._next(view)
        note = self._note_words(view)
        bars = Bars(tuple(self._rows), self._scale.range, layer, words, level, note, view.compact, view.stale)
        self.bars.show_bars(bars)
        self.changed()

    def _note_words(self, view: View) -> str:
        """Say why there are no bars, if there are none."""
        if view.year <= view.present:
            return self.tr("Easing acts from {year} on; before, there is nothing to tell.").format(
                year=fmt.year(view.present)
            )
        if self._relief is not None and not self._rows:
            return self._note or self.tr("Nothing to relieve here.")
        return self._note

    def _sorted(self, view: View) -> list[Row]:
        """Give the rows, longest first; during a drag they stay where they were."""
        if self._relief is None or view.year <= view.present:
            return []
        if self._read is None or self._read[:2] != (self._relief, self.family):
            self._read = (self._relief, self.family, rows(self._relief, self.family, view.layers))
        found = self._read[2]
        if view.held and self.family in self._order:
            found = ordered(found, self._order[self.family])
        self._order[self.family] = [row.constraint for row in found]
        return found

    def _next(self, view: View) -> tuple[str, str, str]:
        """Give layer, words and level of what binds next."""
        following = self._relief.next if self._relief is not None else None
        if following is None or view.year <= view.present:
            return "", "", ""
        words = layer_name(view, following.layer)
        if following.layer == self._bound:
            words = self.tr("{layer} again").format(layer=words)
        cause = cause_words(view, following.layer, following.cause)
        words = f"{words}, {cause}" if cause and cause != words else words
        level = fmt.fixed(following.gw, decimals((following.gw,)))
        return following.layer, words, self.tr("at {level} GW").format(level=level)

    # ------------------------------------------------------------------------------ table and words

    def fill_table(self) -> None:
        """Show the rows of both families as a table."""
        if self._view is None or self._relief is None:
            return
        names = {LIMITS: self.tr("limit"), CEILINGS: self.tr("ceiling")}
        found = [(f, row) for f in (LIMITS, CEILINGS) for row in rows(self._relief, f, self._view.layers)]
        self.numbers.show_columns(
            [
                Column(self.tr("constraint"), [row.label for _, row in found]),
                Column(self.tr("layer"), [layer_name(self._view, row.layer) for _, row in found]),
                Column(self.tr("family"), [names[family] for family, _ in found]),
                Column(self.tr("% for 1 %"), [row.value for _, row in found]),
                Column(self.tr("how far"), [row.detail for _, row in found]),
            ]
        )

    def sentence(self) -> str:
        """Say what relieves most."""
        if self._view is None:
            return self._note
        if not self._rows:
            return self._note_words(self._view)
        first = self._rows[0]
        told = self.tr("{title}: easing {what} brings most, {value} % more tokens for 1 % more.").format(
            title=self.accessibleName(), what=first.label, value=first.value
        )
        _, words, level = self._next(self._view)
        if words:
            next_told = self.tr("Were what binds lifted, next: {what} {level}.")
            told = f"{told} {next_told.format(what=words, level=level)}"
        return told
