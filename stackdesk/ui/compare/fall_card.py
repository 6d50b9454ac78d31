"""The card "Where the gap comes from": the waterfall, which outcome it is about, progress and cancel."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from stackdesk.scenario.comparison import EVENT
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.frame import SIDE, ChartFrame, Words
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.words import declared, region_words
from stackdesk.ui.compare.attributing import Attributing, Parts
from stackdesk.ui.compare.fall_bars import FallBars, Shown
from stackdesk.ui.compare.held import HEADLINE, Comparing, signed
from stackdesk.ui.compare.inputs import parameter_of
from stackdesk.ui.compare.picker import SeriesButton, SeriesPicker
from stackdesk.ui.compare.waterfall import Fall, fall, written
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font


class FallCard(ChartFrame):
    """Follows A and B at once; the parts follow when nothing moves any more."""

    outcome_changed = Signal(str)

    def __init__(self, attributing: Attributing, parent: QWidget | None = None) -> None:
        super().__init__("compare.fall", "", parent)
        self.title.say(self.tr("Where the gap comes from"))
        self.setAccessibleName(self.tr("Where the gap comes from"))
        self.subtitle.hide()
        self.outcome = HEADLINE
        self.attributing = attributing
        self._comparing: Comparing | None = None
        self._fall: Fall | None = None
        self._unit = ""
        self.gap = Words("ink", 14, STRONG, self)
        self.gap.setObjectName("compare.gap")
        self.header.insertStretch(1, 1)
        self.header.insertWidget(self.header.indexOf(self.table_button), self.gap)
        self.choice = SeriesButton("compare.outcome", 12.0, self)
        self.picker = SeriesPicker("compare.outcome.picker", self)
        self.bars = FallBars(self.body)
        self._add_foot()
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, SIDE, 2)
        row.addWidget(self.choice)
        row.addStretch(1)
        self.column.insertLayout(1, row)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.bars, 1)
        inner.addWidget(self.foot)
        self.choice.clicked.connect(self._open_picker)
        self.picker.chosen.connect(self.choose)
        attributing.changed.connect(self.refresh)

    def _add_foot(self) -> None:
        """Make the line below: how the parts come about, or how far they are."""
        self.foot = QWidget(self.body)
        self.words = Words("ink2", 11, parent=self.foot)
        self.words.setWordWrap(False)
        self.progress = QProgressBar(self.foot)
        self.progress.setObjectName("compare.fall.progress")
        self.progress.setAccessibleName(self.tr("How far the attribution is"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.progress.setFixedSize(90, 6)
        self.button = QPushButton(self.tr("Cancel"), self.foot)
        self.button.setObjectName("compare.fall.cancel")
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(SIDE, 0, SIDE, 2)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.button)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        super().set_theme(theme)
        self.bars.set_theme(theme)
        self.choice.set_theme(theme)
        self.button.setFont(font(11))
        self.button.setStyleSheet("QPushButton { padding: 0 8px; min-height: 16px; }")
        self.progress.setStyleSheet(
            f"QProgressBar {{ background: {theme.pill.name()}; border: none; border-radius: 3px; }}"
            f"QProgressBar::chunk {{ background: {theme.ink.name()}; border-radius: 3px; }}"
        )

    # ---------------------------------------------------------------------------------------- what is shown

    def choose(self, address: str) -> None:
        """Ask about another outcome."""
        if address != self.outcome:
            self.outcome = address
            if self._comparing is not None:
                self.show_comparing(self._comparing)
            self.outcome_changed.emit(address)

    def show_comparing(self, comparing: Comparing) -> None:
        """Show one frame."""
        self._comparing = comparing
        if comparing.series(self.outcome) is None:
            self.outcome = HEADLINE
        if self.outcome in {one.address for one in comparing.common}:
            self.attributing.follow(comparing, self.outcome)
        self.refresh()

    def refresh(self) -> None:
        """Draw what is known now: the ends of this frame, the parts of the newest answer."""
        comparing = self._comparing
        if comparing is None:
            return
        series = comparing.series(self.outcome)
        a, b = comparing.pair(self.outcome)
        if series is None:
            return
        scale = fmt.common_scale(series.unit, (a, b))
        self._unit = scale.unit
        self._name(comparing, declared(series.label))
        known = math.isfinite(a) and math.isfinite(b)
        self.gap.say(signed((a - b) * scale.factor) if known else fmt.NOTHING)
        self.gap.setToolTip(self.tr("A less B at the year cursor"))
        current = self.attributing.current
        parts = current or self.attributing.newest
        self._fall = self._read(comparing, parts, (a, b), scale.factor)
        note = self._note(comparing, parts, known)
        shown = Shown(self._fall, (comparing.a.name, comparing.b.name), note, current is None)
        self.bars.show_fall(shown, held=comparing.view.held)
        self._show_foot(comparing, current)
        self.changed()

    def _name(self, comparing: Comparing, label: str) -> None:
        words = self.tr("{outcome} in {year}").format(outcome=label, year=fmt.year(comparing.view.year))
        detail = ", ".join(part for part in (self._unit, region_words(comparing.view)) if part)
        self.choice.show_choice(f"{words},", detail, self.tr("Outcome"))

    @staticmethod
    def _read(comparing: Comparing, parts: Parts | None, ends: tuple[float, float], factor: float) -> Fall:
        """Make the steps; those of an older frame still begin at B as it is now."""
        names = {}
        given = {} if parts is None else {key: part * factor for key, part in parts.parts.items()}
        for key in given:
            parameter = parameter_of(comparing, key)
            label = declared(parameter.quantity.label) if parameter is not None else key_words(key)
            names[key] = (label, parameter.layer if parameter is not None else "")
        a, b = (value * factor if math.isfinite(value) else 0.0 for value in ends)
        return fall(b, a, given, names)

    def _note(self, comparing: Comparing, parts: Parts | None, known: bool) -> str:
        """Say what stands in the place of the steps."""
        if not known:
            return self.tr("Only one of the two references has this outcome: there is no gap to explain.")
        if self.attributing.failure:
            return self.attributing.failure
        if parts is None and self.attributing.cancelled:
            return self.tr("Not computed.")
        if parts is None:
            return self.tr("What each input contributes is being computed.")
        return "" if parts.parts else self.tr("No input differs, so there is no gap.")

    def _show_foot(self, comparing: Comparing, current: Parts | None) -> None:
        """Say how the parts come about; while they are computed, how far that is."""
        asking = self.attributing
        held = comparing.view.held or comparing.view.stale
        waiting = current is None and not asking.failure
        self.progress.setVisible(waiting and asking.busy)
        self.progress.setValue(round(100.0 * asking.share))
        self.button.setVisible(waiting and (asking.busy or asking.cancelled) and not held)
        again = asking.cancelled and not asking.busy
        self.button.setText(self.tr("Compute") if again else self.tr("Cancel"))
        if current is None:
            words = self.tr("as before the change; follows when the lever is let go") if held else (
                self.tr("computing, {share}").format(share=fmt.percent(asking.share))
                if asking.busy
                else self.tr("given up")
            )  # fmt: skip
        elif current.sampled:
            words = self.tr("Shapley values, sampled: effects of acting together are shared out evenly")
        else:
            words = self.tr("Shapley values, exact: effects of acting together are shared out evenly")
        self.words.say(words)
        self.words.setToolTip(
            self.tr(
                "The part of an input is its effect averaged over all orders in which the inputs can be "
                "changed, so no order is preferred and the parts add up to the gap. What inputs only do "
                "together is shared among them."
            )
        )

    # -------------------------------------------------------------------------------------------- choosing

    def _press(self) -> None:
        if self.attributing.busy:
            self.attributing.cancel()
        else:
            self.attributing.again()

    def _open_picker(self) -> None:
        if self._comparing is not None:
            offered = self._comparing.common
            self.picker.open_below(self.choice, offered, (self.outcome,), self.theme)

    # ------------------------------------------------------------------------------------ table and words

    def fill_table(self) -> None:
        """Show the steps as rows."""
        whole, comparing = self._fall, self._comparing
        if whole is None or comparing is None:
            return
        labels = [f"B {comparing.b.name}", *(s.label for s in whole.steps), f"A {comparing.a.name}"]
        parts = [math.nan, *(one.part for one in whole.steps), whole.gap]
        levels = [whole.start, *(one.end for one in whole.steps), whole.end]
        self.numbers.show_columns(
            [
                Column(self.tr("Input"), labels),
                Column(self.tr("part of the gap"), parts, self._unit),
                Column(self.tr("reached"), levels, self._unit),
            ]
        )

    def sentence(self) -> str:
        """Say what the waterfall shows."""
        whole, comparing = self._fall, self._comparing
        if whole is None or comparing is None:
            return ""
        parts = ", ".join(f"{one.label} {written(one.part, whole)}" for one in whole.steps)
        template = self.tr("{what}: from {start} in B to {end} in A, {unit}. {parts}.")
        words = template.format(
            what=self.choice.text().rstrip(","),
            start=fmt.number(whole.start),
            end=fmt.number(whole.end),
            unit=self._unit or "1",
            parts=parts or self.words.text(),
        )
        self.bars.setAccessibleDescription(words)
        return words


def key_words(key: str) -> str:
    """Name what is no parameter: an event by its title, the reference, the present."""
    return key.removeprefix(EVENT) if key.startswith(EVENT) else key.capitalize()
