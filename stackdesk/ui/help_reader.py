"""The page that is read: set once, equations arriving as they are drawn, the place kept through it all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from stackdesk.ui import help_text
from stackdesk.ui.help_math import Equations
from stackdesk.ui.help_pages import FOLDER, Page
from stackdesk.ui.theme import LIGHT, Theme

MARGIN = 34
BAR = 12
SETTLE_MS = 60
MOST_MARKED = 500


class Reader(QTextBrowser):
    """Shows one page; it loads nothing by itself."""

    def __init__(self, equations: Equations, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help.text")
        self.setAccessibleName(self.tr("Help text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._equations = equations
        self._objects = help_text.Objects(equations, self)
        self._theme: Theme = LIGHT
        self._page: Page | None = None
        self._words = ""
        self._anchors: dict[str, int] = {}
        self.zoom = 1.0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._settle)
        equations.ready.connect(self._arrived)

    # ----------------------------------------------------------------------------------------- pages

    def show_page(self, page: Page) -> None:
        """Set a page, unless it is shown already."""
        if page is not self._page:
            self._page = page
            self._set(page)

    def _set(self, page: Page) -> None:
        """Set a page in a new document and have its equations drawn, from the top."""
        self._equations.forget()
        look = self._objects.look = self._look()
        document = QTextDocument(self)  # the one before goes with its replacement
        for kind in (help_text.EQUATION, help_text.DRAWING):
            document.documentLayout().registerHandler(kind, self._objects)
        self._anchors = help_text.fill(document, page.text, FOLDER, look)
        self.setDocument(document)
        self._equations.ask([look.wish(tex) for tex in help_text.equations(document)])
        self.mark(self._words)

    def _look(self) -> help_text.Look:
        return help_text.Look(self._theme, self.zoom, self.devicePixelRatioF(), self._column() - 4.0)

    def go_to(self, anchor: str) -> None:
        """Bring a heading to the top, or the beginning where there is none of that name."""
        self._go_to(self._anchors.get(anchor, 0))

    def _go_to(self, position: int) -> None:
        bar = self.verticalScrollBar()
        if position <= 0:
            bar.setValue(0)
            return
        self.document().size()
        bar.setValue(bar.value() + self._top(position) - 8)

    def mark(self, words: str) -> None:
        """Mark the words that were looked for."""
        self._words = words
        marks: list[QTextEdit.ExtraSelection] = []
        style = QTextCharFormat()
        style.setBackground(self._theme.pill)
        style.setFontUnderline(True)
        for word in words.split():
            cursor = self.document().find(word)
            while not cursor.isNull() and len(marks) < MOST_MARKED:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, style
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    # ------------------------------------------------------------------------------------- equations

    def _arrived(self) -> None:
        """An equation is there: lay out anew, with others that come meanwhile."""
        if not self._settling.isActive():
            self._settling.start()

    def _settle(self) -> None:
        """Give drawn equations their room."""
        with self._place_kept():
            help_text.mark_changed(self.document())
        self.viewport().update()

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """Keep the line that is read where it is while the text around it moves."""
        bar = self.verticalScrollBar()
        if bar.value() == 0:
            yield
            return
        position = self.cursorForPosition(QPoint(4, 12)).position()
        before = self._top(position)
        yield
        self.document().size()  # lays the whole page out, so that the bar reaches as far as it must
        bar.setValue(bar.value() + self._top(position) - before)

    def _top(self, position: int) -> int:
        """Give how far a place of the text is below the top of what is in sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        return self.cursorRect(cursor).top()

    # ------------------------------------------------------------------------------------------ look

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.verticalScrollBar().setFixedWidth(10)
        self._set_again()

    def set_zoom(self, zoom: float) -> None:
        """Set the text larger or smaller."""
        self.zoom = zoom
        self._set_again()

    def _set_again(self) -> None:
        """Set the page again, at what was read."""
        with self._place_kept():
            self._place()
            if self._page is not None:
                self._set(self._page)

    def _column(self) -> float:
        """Give the width of the text: what there is, but no wider than reads well."""
        return max(min(self.width() - 2.0 * MARGIN - BAR, help_text.COLUMN * self.zoom), 200.0)

    def _place(self) -> None:
        """Keep the column at the left, with a margin."""
        right = max(round(self.width() - MARGIN - self._column() - BAR), BAR)
        self.setViewportMargins(MARGIN, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column, and let equations that are too wide shrink."""
        before = self._objects.look
        with self._place_kept():
            super().resizeEvent(event)
            self._place()
            self._objects.look = self._look()
        if self._page is not None and before is not None and before.width != self._objects.look.width:
            self._arrived()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew on a screen of another ratio."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._set_again()
