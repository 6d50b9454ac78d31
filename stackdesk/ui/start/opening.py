"""When the start page stands in the window, and what its choices do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from stackdesk.ui.dropping import Dropping
from stackdesk.ui.theme import Theme

if TYPE_CHECKING:
    from stackdesk.ui.start.page import StartPage
    from stackdesk.ui.start.previewing import Makes, Previewing
    from stackdesk.ui.start.previews import Preview
    from stackdesk.ui.window import MainWindow


FOLDER = Path(__file__).resolve().parents[3] / "scenarios"


class Start(QObject):
    """Keeps the page from when it is first asked for; a window that opens a file never makes it."""

    def __init__(self, window: MainWindow, makes: Callable[[], Makes] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.folder = FOLDER
        self._makes = makes
        self.pages = QStackedWidget(window)
        self.page: StartPage | None = None
        self.previewing: Previewing | None = None
        window.documents.changed.connect(self.leave)
        self.dropping = Dropping(window)

    def hold(self, desk: QWidget) -> QWidget:
        """Take the desk as the other page; give what holds both."""
        self.pages.addWidget(desk)
        return self.pages

    @property
    def shown(self) -> bool:
        """Whether the page is in front."""
        return self.page is not None and self.pages.currentWidget() is self.page

    def show(self) -> None:
        """Put the page in front, with the files as they are now."""
        from stackdesk.ui.start.stories import read_stories

        window = self._window
        page = self.page or self._make()
        stories = read_stories(self.folder)
        page.show_stories(stories, window.layers)
        page.rail.show_files(window.settings.recent())
        words = self.tr(
            "Reference {version}: {count} parameters, each with its source or called an assumption."
        )
        count = len(window.reference.catalogue.parameters)
        foot = words.format(version=window.reference.version, count=count)
        kept = len(window.desk.sheets) > 1 or not window.desk.sheet.untouched
        page.rail.show_desk(window.documents.name(), kept=kept, seen=window.settings.tour_seen, foot=foot)
        self.pages.setCurrentWidget(page)
        window.top.show_tools(False)
        if self.previewing is None:
            from stackdesk.ui.start.previewing import Previewing

            makes = self._makes() if self._makes is not None else None
            self.previewing = Previewing(window.live, makes, self)
            self.previewing.found.connect(self._show_preview)
        self.previewing.begin([story.path for story in stories])

    def leave(self) -> None:
        """Put the desk in front."""
        if not self.shown:
            return
        if self.previewing is not None:
            self.previewing.pause()
        self.pages.setCurrentIndex(0)
        self._window.top.show_tools(True)
        self._window.work.setFocus()
        self._window.show_now()

    def forget_files(self) -> None:
        """Empty the list of files opened lately."""
        self._window.settings.forget()
        if self.page is not None:
            self.page.rail.show_files(())

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        if self.page is not None:
            self.page.dress(theme)

    def stop(self) -> None:
        """End the thread."""
        if self.previewing is not None:
            self.previewing.stop()

    def _make(self) -> StartPage:
        from stackdesk.ui.start.page import StartPage  # late: a window that opens a file does without

        page = StartPage(self._window)
        self.page = page
        page.dress(self._window.theme)
        page.chosen.connect(self._window.documents.open_recent)
        page.left.connect(self.leave)
        page.rail.recent_asked.connect(self._window.documents.open_recent)
        page.rail.asked.connect(self._obey)
        self.pages.addWidget(page)
        return page

    def _obey(self, what: str) -> None:
        """Do what a button of the left side stands for."""
        documents = self._window.documents
        if what == "new":
            documents.new()
        elif what == "open":
            documents.open()
        elif what == "tour":
            self._window.tour.begin()
        else:
            self.leave()

    def _show_preview(self, path: Path, preview: Preview | None) -> None:
        if self.page is not None:
            self.page.show_preview(path, preview)
