"""Comparison in the window: turned on and off, fed with every frame, and what its choices do to the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from stackdesk.core.errors import StackDeskError
from stackdesk.ui import icons
from stackdesk.ui.charts.settle import MILLISECONDS as SETTLE_MS
from stackdesk.ui.view import View

if TYPE_CHECKING:
    from stackdesk.desk import Sheet
    from stackdesk.ui.compare.held import Comparing
    from stackdesk.ui.compare.inputs import InputRow
    from stackdesk.ui.compare.page import ComparePage
    from stackdesk.ui.theme import Theme
    from stackdesk.ui.window import MainWindow


class Compare(QObject):
    """Puts the page in the place of stack and workspace; it is made when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: ComparePage | None = None
        self._comparing: Comparing | None = None
        self._hidden: set[int] = set()
        self._theme: Theme = window.theme
        self.action = QAction(self.tr("&Compare"), window)
        self.action.setObjectName("action.compare")
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("Ctrl+D"))
        self.action.setToolTip(self.tr("Compare: scenarios held side by side (Ctrl+D)"))
        self.action.toggled.connect(self._turn)
        window.top.compare.setDefaultAction(self.action)
        window.menus.analyse.insertAction(window.menus.analyse.actions()[0], self.action)
        window.stack.wanted.connect(self.leave)
        window.work.wanted.connect(self.leave)

    # ------------------------------------------------------------------------------------- on and off

    @property
    def shown(self) -> bool:
        """Whether the page stands in the place of stack and workspace."""
        return self.page is not None and not self.page.isHidden()

    def leave(self) -> None:
        """Put stack and workspace back."""
        self.action.setChecked(False)

    def _turn(self, on: bool) -> None:
        """Put the page in the place of stack and workspace, or take it away again."""
        window = self._window
        page = self.page or self._make()
        if on:
            window.start.leave()
            window.board.leave()
            page.set_motion(0 if window.settings.reduced_motion else SETTLE_MS)
            page.dress(self._theme, window.look.sizes)
        if on or window.work.page is page:
            window.work.show_page(page if on else None)
        page.setVisible(on)
        window.stack.setVisible(not on)
        self._want_others()
        (page.inputs.table if on else window.work).setFocus(Qt.FocusReason.OtherFocusReason)
        window.show_now()
        window.live.request()

    def _make(self) -> ComparePage:
        """Make the page and listen to it."""
        from stackdesk.ui.compare.attributing import Attributing  # late: most windows show one scenario
        from stackdesk.ui.compare.page import ComparePage

        window = self._window
        page = ComparePage(Attributing(self), window.work)
        page.hide()
        page.closed.connect(self.leave)
        page.chart.yearChanged.connect(window.commands.go_to_year)
        page.held.offers = self._offers
        page.held.asked.connect(self._obey)
        page.held.opened.connect(self._open)
        table = page.inputs.table
        table.copied.connect(self._copy)
        table.taken.connect(self._take)
        table.moved.connect(self._move)
        table.let_go.connect(self._let_go)
        table.given_up.connect(self._give_up)
        table.inputs.entered.connect(self._enter)
        table.inputs.refused.connect(window.say)
        self.page = page
        return page

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.action.setIcon(icons.compare(theme))
        if self.page is not None and self.shown:
            self.page.dress(theme, self._window.look.sizes)

    def stop(self) -> None:
        """Ask nothing more: the window closes."""
        if self.page is not None:
            self.page.attributing.stop()

    # ------------------------------------------------------------------------------------------ frames

    def took(self, view: View) -> bool:
        """Show one frame on the page, where that is on; what it hides then computes nothing."""
        if self.page is None or not self.shown:
            return False
        from stackdesk.ui.compare.subjects import read_comparing

        self._want_others()
        if view.reference_result is None:
            return True
        self._comparing = read_comparing(self._window.desk, view, self._hidden)
        if self._comparing is not None:
            self.page.show_comparing(self._comparing)
        return True

    def banded(self) -> tuple[tuple[str, str], ...]:
        """Give the series and region that A's band is wanted for, as long as the page is on show."""
        if self.page is None or not self.shown:
            return ()
        region = self._window.desk.region
        known = self._window.reference.catalogue.series
        return ((self.page.chart.address, region),) if self.page.chart.address in known else ()

    def plot_left_right(self) -> tuple[int, int]:
        """Give where years begin and end above the year slider, in global pixels."""
        assert self.page is not None
        return self.page.plot_left_right()

    def _want_others(self) -> None:
        """Have the sheets that are looked at run, as long as they are looked at."""
        desk = self._window.desk
        desk.besides = tuple(one for one in desk.sheets if one is not desk.sheet) if self.shown else ()
        if self._window.live.compiled and desk.wanted is not None:  # a slower run asks for a frame itself
            self._window.live.request()

    # ----------------------------------------------------------------------------------- who takes part

    def _sheet(self, letter: str) -> Sheet | None:
        """Give the sheet behind a letter; None for the bare reference."""
        if self._comparing is None:
            return None
        key = next((one.key for one in self._comparing.held if one.letter == letter), None)
        return next((one for one in self._window.desk.sheets if one.key == key), None)

    def _obey(self, what: str, letter: str) -> None:
        """Do what the list of those held open asks for."""
        desk, sheet = self._window.desk, self._sheet(letter)
        if what == "reference":
            desk.against = None
        elif what == "eye":
            self._hidden ^= {sheet.key if sheet is not None else 0}
            self._window.live.note("view")
        elif sheet is None:
            return
        elif what == "front":
            self.bring_in_front(sheet)
        elif what == "against":
            desk.against = sheet
        elif what == "close":
            self._window.documents.close(sheet)

    def bring_in_front(self, sheet: Sheet) -> None:
        """Make a sheet A; B stays, or where it was B itself, the one that was A becomes B."""
        desk = self._window.desk
        before, against = desk.sheet, desk.against
        self._window.documents.turn_to(sheet)
        desk.against = before if sheet is against else against

    def _offers(self) -> list[tuple[str, Path]]:
        """Give the shipped stories."""
        from stackdesk.ui.start.stories import read_stories

        return [(story.title, story.path) for story in read_stories(self._window.start.folder)]

    def _open(self, path: Path | None) -> None:
        """Hold another open: as B where that was the bare reference, else as a further letter."""
        desk, documents = self._window.desk, self._window.documents
        before, against = desk.sheet, desk.against
        if path is None:
            documents.open()
        elif not documents.open_path(path):
            return
        opened = desk.sheet
        if opened is before or before not in desk.sheets:
            return
        documents.turn_to(before)
        desk.against = against if against is not None else opened

    # ------------------------------------------------------------------------------------------- inputs

    def _copy(self, row: InputRow, to: str) -> None:
        """Copy one input across, as one undo step of the sheet that receives it."""
        from stackdesk.scenario.carrying import carried

        found, sheet = self._comparing, self._sheet(to)
        if found is None or sheet is None:
            return
        giver = found.b if to == "A" else found.a
        words = self.tr("{label} from {name}").format(label=row.label, name=giver.name)
        try:
            made = carried(giver.scenario, sheet.scenario, row.row, sheet.locked)
            self._window.desk.edit(made, words, sheet)
        except StackDeskError as error:
            self._window.say(f"! {error}")
            return
        told = self.tr("{label} copied to {letter}") if to == "A" else self.tr(
            "{label} copied to {letter}; undone there, with {letter} in front"
        )  # fmt: skip
        self._window.say(told.format(label=row.label, letter=to))

    def _enter(self, row: InputRow, value: float) -> None:
        """Take a value that was typed for A."""
        try:
            self._window.desk.set_value(row.address, value, row.row.region or "World")
        except StackDeskError as error:
            self._window.say(f"! {error}")

    def _take(self, row: InputRow) -> None:
        """Take A's value in hand."""
        self._window.hand.begin(row.address, row.row.region or "World")

    def _move(self, row: InputRow, steps: float) -> None:
        """Move A's value so many steps from where it was taken."""
        from stackdesk.ui.subject import subject

        desk = self._window.desk
        if desk.dragging == row.address:
            ruler = subject(desk.scenario.reference, row.address, row.row.region or "World").measure
            self._window.hand.preview(row.address, ruler.stepped(row.number, steps))

    def _let_go(self, row: InputRow) -> None:
        self._window.hand.end(row.address)

    def _give_up(self, row: InputRow) -> None:
        self._window.hand.cancel(row.address)
