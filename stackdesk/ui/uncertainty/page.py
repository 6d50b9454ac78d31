"""The inspector's page of uncertainty: how a parameter varies in bands, drawn and edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.varied import variation
from stackdesk.scenario.document import FIXED, SHAPES, Uncertainty
from stackdesk.ui.chooser import Chooser
from stackdesk.ui.subject import Subject, subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.trajectory_pane import PointBox
from stackdesk.ui.typeface import lettering
from stackdesk.ui.uncertainty.density import DensityPlot
from stackdesk.ui.uncertainty.draft import FOLLOWS, UNBOUNDED, Draft, centred, read_draft, shaped, wrong
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.desk import Desk

QUANTILES = ((0.0, 1.0), (0.01, 0.99), (0.05, 0.95), (0.1, 0.9), (0.25, 0.75))


class UncertaintyPage(QWidget):
    """Reads the desk only while it is in sight; every edit is one undo step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._draft: Draft | None = None
        self._pulled: Uncertainty | None = None
        self._wrong = ""
        self._shown: tuple[object, ...] = ()
        self.setObjectName("uncertainty")
        self.setAccessibleName(self.tr("Uncertainty"))
        self.plot = DensityPlot(self)
        self.shape, self.quantiles = Chooser(self), Chooser(self)
        self.low, self.high = PointBox(self), PointBox(self)
        self.centre = QPushButton(self.tr("Centre on the value"), self)
        self.line = QLabel(self)
        self.line.setWordWrap(True)
        self._unit = QLabel(self)
        self._name_parts()
        self._lay_out()
        self._connect()

    def _name_parts(self) -> None:
        for part, name, words in (
            (self.shape, "shape", self.tr("How it varies")),
            (self.quantiles, "quantiles", self.tr("Which quantiles low and high are")),
            (self.low, "low", self.tr("Low")),
            (self.high, "high", self.tr("High")),
            (self.centre, "centre", self.tr("Centre on the value")),
            (self.line, "line", self.tr("What varies")),
        ):
            part.setObjectName(f"uncertainty.{name}")
            part.setAccessibleName(words)
        self.centre.setToolTip(self.tr("Move low and high along, so that the value lies between them"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.low, 0, 0)
        grid.addWidget(self.high, 0, 1)
        grid.addWidget(self._unit, 0, 2)
        grid.addWidget(self.quantiles, 0, 3)
        grid.setColumnStretch(3, 1)
        for box in (self.low, self.high):
            box.setFixedSize(74, 26)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 14, 8)
        column.setSpacing(5)
        column.addWidget(self.shape)
        column.addWidget(self.plot, 1)
        column.addLayout(grid)
        column.addWidget(self.line)
        column.addWidget(self.centre, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.shape.activated.connect(self._choose_shape)
        self.quantiles.activated.connect(self._choose_quantiles)
        self.low.valueChanged.connect(self._type_low)
        self.high.valueChanged.connect(self._type_high)
        for box in (self.low, self.high):
            box.refused.connect(self._say_wrong)
        self.centre.clicked.connect(self._centre)
        self.plot.moved.connect(self._pull)
        self.plot.let_go.connect(self._let_go)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for part in (self.plot, self.low, self.high):
            part.dress(theme)
        for plain in (self.shape, self.quantiles, self._unit, self.line, self.centre):
            plain.setFont(lettering(12))
        self._unit.setStyleSheet(f"color: {theme.ink2.name()}")
        self._shown = ()
        self.refresh()

    def show_subject(self, shown: Subject) -> None:
        """Show another parameter; it varies for the World, whatever region is in view."""
        self._subject = subject(self._desk.scenario.reference, shown.address, WORLD)
        self._pulled, self._wrong = None, ""
        self.plot.drop()
        for box in (self.low, self.high):
            with QSignalBlocker(box):  # other limits may bend what it holds, which is nobody's edit
                box.take(self._subject)
        self._unit.setText(self._subject.shape.unit)
        self._shown = ()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened out of sight."""
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc put a handle back that is in hand."""
        if event.key() == Qt.Key.Key_Escape and self.plot.held is not None:
            self.plot.drop()
            self._pulled, self._shown = None, ()
            self.refresh()
            return
        super().keyPressEvent(event)

    # --------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Follow the desk, where it can be seen."""
        if self._subject is None or not self.isVisible():
            return
        scenario, address = self._desk.scenario, self._subject.address
        if self._pulled is not None:
            scenario = scenario.with_uncertainty(address, self._pulled)
        draft = read_draft(scenario, address)
        if (address, draft, self._wrong) == self._shown:
            return
        self._shown, self._draft = (address, draft, self._wrong), draft
        words = self._words(draft)
        self.plot.show_draft(self._subject, draft, words)
        self._fill_shapes(draft)
        self._fill_quantiles(draft)
        for box, value in ((self.low, draft.low), (self.high, draft.high)):
            with QSignalBlocker(box):
                box.setValue(value)
        self.centre.setVisible(draft.outside)
        self.line.setText(f"! {self._wrong}" if self._wrong else words)
        colour = self._theme.error if self._wrong else self._theme.ink2
        self.line.setStyleSheet(f"color: {colour.name()}")

    def _words(self, draft: Draft) -> str:
        """Say how it varies, or why it does not."""
        assert self._subject is not None
        if draft.distribution is None:
            if draft.shape == FIXED:
                return self.tr("Does not vary: this scenario holds it fixed.")
            if self._subject.parameter.quantity.kind == "policy":
                return self.tr("A choice does not vary, unless you give it a distribution.")
            if self._judged():
                return self.tr(
                    "Its range is judged or fitted, not published: it varies once you choose a shape."
                )
            return self.tr("Nothing is published to vary it by.")
        one = draft.distribution
        span = self._subject.span(float(f"{one.value(0.05):.3g}"), float(f"{one.value(0.95):.3g}"))
        if draft.outside:
            template = self.tr("{span} in 90 % of samples; the value itself lies outside.")
        elif draft.shape == FOLLOWS:
            template = self.tr("{span} in 90 % of samples, from the reference's range around the value.")
        else:
            template = self.tr("{span} in 90 % of samples, as this scenario says.")
        return template.format(span=span)

    def _judged(self) -> bool:
        """Whether there is a range, but none from a publication."""
        assert self._subject is not None
        return variation(self._desk.scenario, self._subject.address, every=True) is not None

    def _fill_shapes(self, draft: Draft) -> None:
        """Offer the shapes, to follow the reference, and to be fixed."""
        names = {
            "uniform": self.tr("Varies evenly"),
            "loguniform": self.tr("Varies evenly in logarithms"),
            "triangular": self.tr("Varies, likeliest at the value"),
            "normal": self.tr("Varies normally"),
            "lognormal": self.tr("Varies lognormally"),
            FIXED: self.tr("Does not vary"),
        }
        follows = self.tr("As in the reference: does not vary")
        assert self._subject is not None
        bare = self._desk.scenario.with_uncertainty(self._subject.address, None)
        if read_draft(bare, self._subject.address).distribution is not None:
            follows = self.tr("As in the reference: its range")
        keys = [FOLLOWS, *(key for key in SHAPES if draft.low > 0.0 or not key.startswith("log"))]
        with QSignalBlocker(self.shape):
            self.shape.clear()
            for key in keys:
                self.shape.addItem(names.get(key, follows), key)
            self.shape.setCurrentIndex(max(self.shape.findData(draft.shape), 0))

    def _fill_quantiles(self, draft: Draft) -> None:
        """Offer pairs of quantiles, the file's own among them."""
        pairs = [pair for pair in QUANTILES if pair != (0.0, 1.0) or draft.shape not in UNBOUNDED]
        with QSignalBlocker(self.quantiles):
            self.quantiles.clear()
            for pair in sorted({*pairs, draft.quantiles}):
                ends = self.tr("are the ends")
                words = self.tr("are {low:g} % and {high:g} %").format(low=pair[0] * 100, high=pair[1] * 100)
                self.quantiles.addItem(ends if pair == (0.0, 1.0) else words, pair)
                if pair == draft.quantiles:
                    self.quantiles.setCurrentIndex(self.quantiles.count() - 1)
        for part in (self.quantiles, self.low, self.high):
            part.setEnabled(draft.shape != FIXED)

    # --------------------------------------------------------------------------------------- editing

    def vary(self) -> None:
        """Give the parameter a distribution of its own, if it has none, and go to its lower end."""
        self.refresh()
        draft = self._draft
        if draft is not None and draft.shape in (FOLLOWS, FIXED):
            self._edit(draft.as_own())
        self.low.setFocus(Qt.FocusReason.TabFocusReason)
        self.low.selectAll()

    def _choose_shape(self, place: int) -> None:
        key = str(self.shape.itemData(place))
        if self._draft is None or key == self._draft.shape:
            return
        if key == FOLLOWS:
            self._edit(None)
        elif key == FIXED:
            self._edit(Uncertainty())
        else:
            shape = next(one for one in SHAPES if one == key)
            self._edit(shaped(self._draft, shape))

    def _choose_quantiles(self, place: int) -> None:
        if self._draft is not None:
            low, high = self.quantiles.itemData(place)
            self._edit(replace(self._draft.as_own(), quantiles=(float(low), float(high))))

    def _type_low(self, value: float) -> None:
        if self._draft is not None:
            self._edit(replace(self._draft.as_own(), low=value))

    def _type_high(self, value: float) -> None:
        if self._draft is not None:
            self._edit(replace(self._draft.as_own(), high=value))

    def _centre(self) -> None:
        if self._draft is not None:
            self._edit(centred(self._draft))

    def _pull(self, end: int, value: float) -> None:
        """Show a handle's new place; nothing is changed until it is let go."""
        if self._draft is None:
            return
        own = self._draft.as_own()
        own = replace(own, high=value) if end else replace(own, low=value)
        if not wrong(own):
            self._pulled = own
            self.refresh()

    def _let_go(self) -> None:
        pulled, self._pulled = self._pulled, None
        self._shown = ()
        if pulled is not None:
            self._edit(pulled)
        self.refresh()

    def _edit(self, own: Uncertainty | None) -> None:
        """Change the scenario as one undo step, or say why not."""
        assert self._subject is not None
        address, self._wrong = self._subject.address, ""
        if own is not None and own.shape != FIXED and wrong(own):
            self._say_wrong(self.tr("low must lie below high, and above zero in logarithms"))
            return
        try:
            scenario = self._desk.scenario.with_uncertainty(address, own)
            self._desk.edit(scenario, self.tr("Uncertainty, {label}").format(label=self._subject.label))
        except StackDeskError as error:
            self._say_wrong(str(error))
        self.refresh()

    def _say_wrong(self, words: str) -> None:
        """Say what is wrong; what held goes on holding."""
        self._wrong, self._shown = words, ()
        self.refresh()
