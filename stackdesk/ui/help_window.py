"""The help window: pages and search at the left, text at the right. It blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from stackdesk.ui.help_finder import Finder
from stackdesk.ui.help_math import Equations
from stackdesk.ui.help_pages import FIRST, Pages
from stackdesk.ui.help_reader import MARGIN, Reader
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import lettering

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@dataclass
class Visit:
    """A page that was looked at, where, and how far down."""

    page: str
    anchor: str
    scroll: int = 0


class HelpWindow(QDialog):
    """Handbook, parameters, words and keys."""

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Handbook – StackDesk"))
        self.setModal(False)
        self._pages = pages
        self.theme: Theme = LIGHT
        self._visits: list[Visit] = []
        self._at = -1
        self.equations = Equations(self)
        self.text = Reader(self.equations, self)
        self.finder = Finder(pages, self)
        self.buttons: dict[str, QToolButton] = {}
        self._where = QLabel(self)
        self.text.anchorClicked.connect(self._follow)
        self.finder.chosen.connect(self.show_page)
        self.finder.searched.connect(self.text.mark)
        self._lay_out()
        self._add_keys()
        self.setMinimumSize(760, 420)
        self.resize(1120, 780)

    # --------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._make_bar())
        right.addWidget(self.text, 1)
        rule = QFrame(self)
        rule.setObjectName("rule")
        rule.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.finder)
        row.addWidget(rule)
        row.addLayout(right, 1)

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(MARGIN - 6, 10, 14, 6)
        bar.setSpacing(4)
        bar.addWidget(self._button("back", "←", self.tr("Back (Alt+Left)"), self.back))
        bar.addWidget(self._button("forward", "→", self.tr("Forward (Alt+Right)"), self.forward))
        bar.addSpacing(6)
        bar.addWidget(self._where, 1)
        bar.addWidget(self._button("smaller", "−", self.tr("Smaller (Ctrl+−)"), self.smaller))
        bar.addWidget(self._button("usual", "100 %", self.tr("Usual size (Ctrl+0)"), self.usual))
        bar.addWidget(self._button("larger", "+", self.tr("Larger (Ctrl++)"), self.larger))
        return bar

    def _button(self, name: str, sign: str, words: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"help.{name}")
        button.setText(sign)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedHeight(28)
        button.setMinimumWidth(30)
        button.clicked.connect(slot)
        self.buttons[name] = button
        return button

    def _add_keys(self) -> None:
        standard = QKeySequence.StandardKey
        for keys, slot in (
            (standard.Find, self.finder.go_to_search),
            (standard.Back, self.back),
            (standard.Forward, self.forward),
            (standard.ZoomIn, self.larger),
            (standard.ZoomOut, self.smaller),
            ("Ctrl+=", self.larger),
            ("Ctrl+0", self.usual),
            (standard.Close, self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # ------------------------------------------------------------------------------------------ pages

    def show_page(self, key: str = "", anchor: str = "") -> None:
        """Show a page, at a heading where one is named, and remember the way back."""
        here = self._visits[self._at] if self._at >= 0 else None
        page = key if key in self._pages.all else here.page if here else FIRST
        if here is not None:
            here.scroll = self.text.verticalScrollBar().value()
        if here is None or (here.page, here.anchor) != (page, anchor):
            self._visits = [*self._visits[: self._at + 1], Visit(page, anchor)]
            self._at = len(self._visits) - 1
        self._show(page)
        self.text.go_to(anchor)

    def show_layer(self, key: str) -> None:
        """Show the page of a layer's room."""
        self.show_page(self._pages.of_layer(key))

    def back(self) -> None:
        """Go to the page before."""
        self._go(-1)

    def forward(self) -> None:
        """Go to the page after."""
        self._go(1)

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._visits):
            self._visits[self._at].scroll = self.text.verticalScrollBar().value()
            self._at += step
            visit = self._visits[self._at]
            self._show(visit.page)
            self.text.verticalScrollBar().setValue(visit.scroll)

    def _show(self, key: str) -> None:
        """Show a page, and everywhere which one it is."""
        page = self._pages.all[key]
        self.text.show_page(page)
        self._where.setText(f"{page.group}  ·  {page.title}")
        self.finder.mark(key)
        self.buttons["back"].setEnabled(self._at > 0)
        self.buttons["forward"].setEnabled(self._at < len(self._visits) - 1)

    def _follow(self, url: QUrl) -> None:
        """Follow a link: to a page here, or out."""
        where = self._pages.resolved(url.toString(), self._visits[self._at].page)
        if where is not None:
            self.show_page(*where)
        elif url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    # ------------------------------------------------------------------------------------------- look

    def larger(self) -> None:
        """Set the text larger."""
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > self.text.zoom), self.text.zoom))

    def smaller(self) -> None:
        """Set the text smaller."""
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self.text.zoom), self.text.zoom))

    def usual(self) -> None:
        """Set the text as large as usual."""
        self._set_zoom(1.0)

    def _set_zoom(self, zoom: float) -> None:
        self.buttons["usual"].setText(f"{round(zoom * 100)} %")
        self.text.set_zoom(zoom)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme = theme
        self._where.setFont(lettering(12))
        self._where.setStyleSheet(f"color: {theme.ink3.name()}")
        for button in self.buttons.values():
            button.setFont(lettering(13))
        self.setStyleSheet(_sheet(theme))
        self.finder.dress(theme)
        self.text.dress(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave what is not drawn yet."""
        self.equations.forget()
        super().closeEvent(event)


def _sheet(theme: Theme) -> str:
    """Write what the palette cannot say."""
    return f"""
QDialog#help {{ background: {theme.surface.name()}; }}
QWidget#help\\.side {{ background: {theme.bar.name()}; }}
QTextBrowser {{ background: {theme.surface.name()}; color: {theme.ink.name()}; border: none; }}
QListWidget {{ background: transparent; color: {theme.ink.name()}; border: none; outline: none; }}
QListWidget::item {{ padding: 4px 8px; border-radius: 6px; }}
QListWidget::item:hover {{ background: {theme.inset.name()}; }}
QListWidget::item:selected {{ background: {theme.pill.name()}; color: {theme.ink.name()}; }}
QListWidget::item:selected:active:focus {{ border: 1px solid {theme.ink.name()}; }}
QFrame#rule {{ background: {theme.hairline.name()}; border: none; }}
"""
