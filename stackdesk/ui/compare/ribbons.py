"""One full ribbon for each scenario below the chart: what binds when, the letters in front."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.ribbon import TALL, Ribbon
from stackdesk.ui.charts.stretches import Pieces, RibbonView, next_note
from stackdesk.ui.charts.strokes import text_right
from stackdesk.ui.compare.held import Comparing, Held
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

MOST = 6


class LetterRibbon(Ribbon):
    """A ribbon that begins with a scenario's letter."""

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letter = letter
        self.known = Pieces()
        self.setObjectName(f"compare.ribbon.{letter}")

    def sizeHint(self) -> QSize:
        """Ask for the ribbon and a little air."""
        return QSize(400, int(px(TALL)) + 3)

    def _paint_captions(self, painter: QPainter) -> None:
        """Write the letter at the left and what follows at the right."""
        shown, plane = self._shown, self._plane
        if shown is None or plane is None:
            return
        middle = px(TALL) / 2.0
        text_right(painter, plane.left - 8.0, middle, self.letter, font(12, STRONG), self._theme.ink)
        self._note(painter, plane.right + 19.0, middle, shown.note, 2)


class Ribbons(QWidget):
    """The ribbons of those on show, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.ribbons")
        self.setAccessibleName(self.tr("What binds when, in each scenario"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme: Theme = LIGHT
        self._comparing: Comparing | None = None
        self.ribbons: list[LetterRibbon] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for ribbon in self.ribbons:
            ribbon.set_theme(theme)

    def show_comparing(self, comparing: Comparing, plane: Plane) -> None:
        """Show what binds in each scenario."""
        self._comparing = comparing
        held = comparing.shown[:MOST]
        letters = [one.letter for one in held]
        if letters != [one.letter for one in self.ribbons]:
            self._rebuild(letters)
        for ribbon, one in zip(self.ribbons, held, strict=True):
            self._show_one(ribbon, one, comparing, plane)

    def _rebuild(self, letters: list[str]) -> None:
        for ribbon in self.ribbons:
            self._column.removeWidget(ribbon)
            ribbon.deleteLater()
        self.ribbons = [LetterRibbon(letter, self) for letter in letters]
        for ribbon in self.ribbons:
            ribbon.set_theme(self._theme)
            self._column.addWidget(ribbon)

    @staticmethod
    def _show_one(ribbon: LetterRibbon, one: Held, comparing: Comparing, plane: Plane) -> None:
        view = comparing.view
        known = bool(one.binds(view.year, view.region)[0])
        pieces = ribbon.known.of(view, one.result) if known else ()
        words = QCoreApplication.translate("compare", "{layer} from {year}")
        shown = RibbonView(pieces, (), (), view.year, next_note(pieces, view.year, words), "")
        ribbon.show_ribbon(shown, plane)
        ribbon.setAccessibleName(
            ribbon.tr("What binds when in {letter}, {name}").format(letter=one.letter, name=one.name)
        )

    def place(self, plane: Plane) -> None:
        """Keep the ribbons under the plot."""
        for ribbon in self.ribbons:
            if ribbon._shown is not None:
                ribbon.show_ribbon(ribbon._shown, plane)

    def describe(self) -> None:
        """Say in words what the ribbons show; now and then, not every frame."""
        for ribbon in self.ribbons:
            ribbon.setAccessibleDescription(ribbon.description())
