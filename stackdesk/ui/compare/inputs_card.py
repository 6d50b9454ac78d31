"""The card "Inputs that differ": head with order, the table, and what is the same in both."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.charts.frame import SIDE, Words
from stackdesk.ui.compare.held import Comparing
from stackdesk.ui.compare.inputs import (
    Differences,
    InputRow,
    by_effect,
    by_layer,
    counted,
    differing,
    everything,
)
from stackdesk.ui.compare.inputs_table import InputsTable
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering

EFFECT, LAYER = "effect", "layer"


class InputsCard(QWidget):
    """Follows A and B; the order holds while a value is held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._comparing: Comparing | None = None
        self._parts: dict[str, float] = {}
        self._order: list[str] = []
        self._all = False
        self._known = Differences()
        self.setObjectName("compare.inputs.card")
        self.setAccessibleName(self.tr("Inputs that differ"))
        self.title = Words("ink", 14, STRONG, self)
        self.title.say(self.tr("Inputs that differ"))
        self.count = Words("ink2", 12, parent=self)
        self.order = Segments(
            "compare.order",
            (
                (EFFECT, self.tr("By effect"), self.tr("What contributes most to the gap comes first")),
                (LAYER, self.tr("By layer"), self.tr("As the stack stands")),
            ),
            self,
        )
        self.order.setAccessibleName(self.tr("Order of the inputs"))
        self.table = InputsTable(self)
        self.note = Words("ink2", 12, parent=self)
        self.note.setWordWrap(True)
        self.note.setObjectName("compare.references")
        self.same = Words("ink2", 12, parent=self)
        self.all_button = QPushButton(self)
        self.all_button.setObjectName("compare.inputs.all")
        self.all_button.setFlat(True)
        self._lay_out()
        self.order.chosen.connect(self._reorder)
        self.all_button.clicked.connect(self.turn_all)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE - 4, 4)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.order)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 4, SIDE - 6, 4)
        foot.addWidget(self.same, 1)
        foot.addWidget(self.all_button)
        above = QHBoxLayout()
        above.setContentsMargins(SIDE, 0, SIDE, 4)
        above.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 11, 1, 2)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def dress(self, theme: Theme, *, compact: bool) -> None:
        """Take a theme and how close rows stand."""
        self._theme = theme
        for words in (self.title, self.count, self.note, self.same):
            words.set_theme(theme)
        self.order.set_theme(theme)
        self.table.set_theme(theme, compact=compact)
        self.all_button.setFont(lettering(12))
        self.all_button.setStyleSheet(
            f"QPushButton {{ border: 1px solid transparent; background: transparent; padding: 1px 6px;"
            f" color: {theme.ink.name()}; }} QPushButton:hover {{ background: {theme.pill.name()}; }}"
            f" QPushButton:focus {{ border-color: {theme.ink.name()}; }}"
        )

    # --------------------------------------------------------------------------------------- what is shown

    def show_comparing(self, comparing: Comparing) -> None:
        """Show one frame."""
        self._comparing = comparing
        rows = everything(comparing, self._known) if self._all else differing(comparing, self._known)
        self.table.locked = comparing.a.locked
        parameters = comparing.a.scenario.reference.catalogue.parameters
        self.table.inputs.show_rows(self._ordered(comparing, rows), dict(parameters))
        if not comparing.view.held:
            self.table.fit_columns()
        differ, total = counted(comparing, rows)
        self.count.say(self.tr("{count} of {total}").format(count=differ, total=total))
        self._show_foot(total - differ)
        self._show_note(comparing)

    def wanted_height(self) -> int:
        """Give the height that shows every row."""
        table = self.table
        rows = table.inputs.rowCount() * table.verticalHeader().defaultSectionSize()
        around = self.sizeHint().height() - table.sizeHint().height()
        return rows + table.horizontalHeader().sizeHint().height() + around + 8

    def show_parts(self, parts: dict[str, float]) -> None:
        """Learn what each input does to the gap; the order follows."""
        if parts != self._parts:
            self._parts = parts
            if self._comparing is not None and self.order.current() == EFFECT:
                self.show_comparing(self._comparing)

    def _ordered(self, comparing: Comparing, rows: tuple[InputRow, ...]) -> list[InputRow]:
        """Order the rows; while something is held, as they were."""
        if self.order.current() == EFFECT:
            order = by_effect(rows, self._parts)
            order.sort(key=lambda one: not one.differs)
        else:
            numbers = {layer.key: layer.number for layer in comparing.a.scenario.reference.catalogue.layers}
            order = by_layer(rows, numbers)
        if comparing.view.held and self._order:
            places = {key: place for place, key in enumerate(self._order)}
            order.sort(key=lambda one: places.get(one.key, len(places)))
        self._order = [one.key for one in order]
        return order

    def _show_foot(self, same: int) -> None:
        self.same.say(self.tr("{count} inputs are the same in both").format(count=same))
        self.all_button.setText(self.tr("Differing only") if self._all else self.tr("Show all"))

    def _show_note(self, comparing: Comparing) -> None:
        """Say what two references mean for the comparison."""
        self.note.setVisible(not comparing.same_reference)
        if comparing.same_reference:
            return
        only_a, only_b = comparing.lonely
        words = self.tr(
            "A stands on reference {a}, B on {b}: the switch of references is one of the inputs."
        ).format(a=comparing.a.scenario.reference.version, b=comparing.b.scenario.reference.version)
        for letter, only in (("A", only_a), ("B", only_b)):
            if only:
                told = self.tr("{count} series exist only in {letter} and cannot be compared.")
                words += " " + told.format(count=len(only), letter=letter)
        if not (only_a or only_b):
            words += " " + self.tr("Both have the same series.")
        self.note.say(words)
        self.note.setToolTip("\n".join((*only_a, *only_b)))

    # -------------------------------------------------------------------------------------------- choosing

    def _reorder(self, _: str) -> None:
        self._order = []
        if self._comparing is not None:
            self.show_comparing(self._comparing)

    def turn_all(self) -> None:
        """Show every input, or only those that differ."""
        self._all = not self._all
        if self._comparing is not None:
            self.show_comparing(self._comparing)
