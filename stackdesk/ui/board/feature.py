"""The board in the window: turned on and off, fed with every frame; and what charts remember."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from stackdesk.ui.charts.memory import CEILINGS, Memory
from stackdesk.ui.charts.settle import MILLISECONDS
from stackdesk.ui.speaking import Speaking

if TYPE_CHECKING:
    from stackdesk.ui.board.page import BoardPage
    from stackdesk.ui.theme import Theme
    from stackdesk.ui.window import MainWindow


class Board(QObject):
    """Puts the page in the place of the charts; it is made when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: BoardPage | None = None
        self.memory = Memory(window.settings.charts, self._keep)
        self.action = QAction(self.tr("&Board of Charts"), window)
        self.action.setObjectName("action.board_of_charts")
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+B"))
        self.action.toggled.connect(self._turn)
        self.forget = QAction(self.tr("Forget &Choices of Charts"), window)
        self.forget.setObjectName("action.forget_choices_of_charts")
        self.forget.triggered.connect(self._forget)
        window.addAction(self.action)
        window.work.wanted.connect(self.leave)
        window.live.frame.connect(self._frame)
        self.speaking = Speaking(window)
        self._remember()

    # ---------------------------------------------------------------------------------------- memory

    def _keep(self, text: str) -> None:
        self._window.settings.charts = text
        if self.shown:
            self._window.live.note("view")  # other lines may want bands

    def _remember(self) -> None:
        """Let the charts of the window remember; the ceilings' scale and unit come back."""
        work = self._window.work
        work.layer.memory = self.memory
        for what, choice in (("scale", work.ceilings.scale_choice), ("unit", work.ceilings.unit_choice)):
            kept = self.memory.get(CEILINGS, what)
            if kept in choice.offered():
                choice.choose(kept)
                choice.chosen.emit(kept)
            choice.chosen.connect(lambda key, what=what: self.memory.set(CEILINGS, what, key))

    def _forget(self) -> None:
        """Forget which charts were chosen, how they were read, and what was on the board."""
        self.memory.forget()
        ceilings = self._window.work.ceilings
        for choice, first in ((ceilings.scale_choice, "lin"), (ceilings.unit_choice, "GW")):
            choice.choose(first)
            choice.chosen.emit(first)
        self.memory.forget()
        if self.page is not None:
            self.page.start_again()
        self._window.show_now()
        self._window.say(self.tr("Charts are as they were at the first start"))

    # ------------------------------------------------------------------------------------- on and off

    @property
    def shown(self) -> bool:
        """Whether the board is on."""
        return self.page is not None and self.page.isVisibleTo(self._window)

    def leave(self) -> None:
        """Put the charts back."""
        self.action.setChecked(False)

    def banded(self) -> tuple[tuple[str, str], ...]:
        """List the lines on the board that bands could be drawn around, as series and region."""
        if self.page is None or not self.shown:
            return ()
        return tuple(column for chart in self.page.charts for column in chart.banded())

    def _turn(self, on: bool) -> None:
        """Put the page in the place of the charts, or take it away again."""
        window = self._window
        if on:
            window.start.leave()
            window.comparing.leave()
        page = self.page or self._make()
        if on:
            page.set_motion(0 if window.settings.reduced_motion else MILLISECONDS)
            page.dress(window.theme, window.look.sizes)
            window.work.show_page(page)
            self._frame()
            window.live.note("view")
            page.charts[0].chooser.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if window.work.page is page:
            window.work.show_page(None)
            window.work.setFocus(Qt.FocusReason.OtherFocusReason)
        window.show_now()

    def _make(self) -> BoardPage:
        """Make the page and listen to it."""
        from stackdesk.ui.board.page import BoardPage  # late: most starts do without

        page = BoardPage(self.memory, self._window.work)
        page.hide()
        page.view_now = self._window.view
        page.closed.connect(self.leave)
        page.figureChosen.connect(self._window.commands.show_figure)
        self.page = page
        return page

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        if self.page is not None and self.shown:
            self.page.dress(theme, self._window.look.sizes)

    def _frame(self, *_: object) -> None:
        """Show the newest frame, where the board is on."""
        if self.page is None or not self.shown:
            return
        view = self._window.view()
        if view is not None:
            self.page.show_result(view)
