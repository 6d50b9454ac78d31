"""The strip of tabs: one a scenario, there while more than one is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering, px

TALL = 26
WIDEST = 280
_NARROWEST = 84
_KEY = 15
_SHEET = """
QTabBar {{ background: {window}; border: none; }}
QTabBar::tab {{ background: {window}; color: {ink2}; border: 1px solid transparent; border-radius: 6px;
  padding: 1px 8px; margin: 1px 2px 1px 0; }}
QTabBar::tab:hover {{ background: {pill}; }}
QTabBar::tab:selected {{ background: {surface}; color: {ink}; border-color: {field_border};
  font-weight: 600; }}
QTabBar::tab:selected:focus {{ border-color: {ink}; }}
"""


class Tab(NamedTuple):
    """A scenario as its tab tells it; `letter` is A in front and B held against, while one is."""

    key: int
    name: str
    told: str
    unsaved: bool
    letter: str


class Tabs(QTabBar):
    """Tabs that are dragged into order, and closed by a button or the middle button."""

    turned = Signal(int)
    close_asked = Signal(int)
    moved_to = Signal(int, int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._shown: tuple[Tab, ...] = ()
        self._filling = False
        self.setObjectName("tabs")
        self.setAccessibleName(self.tr("Open scenarios"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFixedHeight(TALL)
        self.currentChanged.connect(self._turned)
        self.tabMoved.connect(self._moved)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFont(lettering(12.5))
        self.setIconSize(QSize(_KEY, _KEY))
        names = ("window", "surface", "pill", "field_border", "ink", "ink2")
        self.setStyleSheet(_SHEET.format(**{name: getattr(theme, name).name() for name in names}))
        self._show_all()

    def show_tabs(self, tabs: Sequence[Tab], front: int) -> None:
        """Show the open scenarios, the one in front by its key."""
        wanted = tuple(tabs)
        keys = [one.key for one in wanted]
        if (wanted, front) == (self._shown, self.key(self.currentIndex())):
            return
        self._filling = True
        if keys != [one.key for one in self._shown]:
            while self.count() > len(keys):
                self.removeTab(self.count() - 1)
            while self.count() < len(keys):
                self.addTab("")
                self._add_button(self.count() - 1)
        self._shown = wanted
        self._show_all()
        self.setCurrentIndex(keys.index(front))
        self._filling = False
        self.setVisible(len(keys) > 1)

    def _show_all(self) -> None:
        for place, tab in enumerate(self._shown):
            words = tab.name.replace("&", "&&")
            self.setTabText(place, f"{words} •" if tab.unsaved else words)
            self.setTabToolTip(place, tab.told)
            self.setAccessibleTabName(place, tab.told)
            self.setTabIcon(place, letter_icon(tab.letter, self._theme) if tab.letter else QIcon())
            button = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if button is not None:
                words = self.tr("Close {name}").format(name=tab.name)
                button.setAccessibleName(words)
                button.setToolTip(words)
                button.setProperty("key", tab.key)
        self.update()

    def _add_button(self, place: int) -> None:
        button = QToolButton(self)
        button.setText("×")
        button.setAutoRaise(True)
        button.setFixedSize(18, 18)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("quiet", True)
        button.clicked.connect(self._close_clicked)
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, button)

    def key(self, place: int) -> int:
        """Give the key of a tab's scenario; 0 where there is none."""
        return self._shown[place].key if 0 <= place < len(self._shown) else 0

    def _close_clicked(self) -> None:
        self.close_asked.emit(int(self.sender().property("key")))

    def _turned(self, place: int) -> None:
        if not self._filling and self.key(place):
            self.turned.emit(self.key(place))

    def _moved(self, before: int, after: int) -> None:
        tabs = list(self._shown)
        tabs.insert(after, tabs.pop(before))
        self._shown = tuple(tabs)
        self.moved_to.emit(tabs[after].key, after)

    def _ask_menu(self, where: QPoint) -> None:
        place = self.tabAt(where)
        if place < 0:
            place = self.currentIndex()
        self.menu_asked.emit(self.key(place), self.mapToGlobal(where))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close the tab under the middle button."""
        place = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and place >= 0:
            self.close_asked.emit(self.key(place))
            return
        super().mouseReleaseEvent(event)

    def tabSizeHint(self, index: int) -> QSize:
        """Ask for the whole name as far as it goes; many share what there is."""
        tab = self._shown[index] if index < len(self._shown) else None
        words = QFontMetrics(lettering(12.5, STRONG)).horizontalAdvance(tab.name) if tab else 0
        wanted = words + 78 + (_KEY + 6 if tab and tab.letter else 0)
        holder = self.parentWidget()
        whole = self.width() if self.isVisible() or holder is None else holder.width()
        room = max(whole // max(self.count(), 1), _NARROWEST)
        return QSize(max(_NARROWEST, min(wanted, WIDEST, room)), TALL)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never shrink below what was asked for: beyond that the strip scrolls."""
        return self.tabSizeHint(index)


def letter_icon(letter: str, theme: Theme) -> QIcon:
    """Draw a letter on a key: A on ink, the others in an outline."""
    ratio = 2.0
    pixmap = QPixmap(round(_KEY * ratio), round(_KEY * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    first = letter == "A"
    room = QRectF(0.5, 0.5, _KEY - 1.0, _KEY - 1.0)
    painter.setPen(QPen(theme.ink if first else theme.outline, 1.0))
    painter.setBrush(theme.ink if first else theme.surface)
    painter.drawRoundedRect(room, 3.5, 3.5)
    face = lettering(9, STRONG)
    face.setPixelSize(round(px(9)))
    painter.setFont(face)
    painter.setPen(theme.surface if first else theme.ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return QIcon(pixmap)
