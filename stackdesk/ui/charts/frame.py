"""What every chart has: a header with title and controls, and the table twin behind the painted part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui.charts.controls import Held, IconButton, Segments, dots_icon, table_icon
from stackdesk.ui.charts.table import NumbersModel, NumbersTable
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font

SIDE = 16
_TOLD_MS = 400
_LEAST = 48


class Words(QLabel):
    """A line of text in a colour of the theme; setting the same text again costs nothing.

    Where there is no room for all of it, it ends with dots, and a tooltip tells it whole.
    """

    def __init__(self, role: str, size: float, weight: int = 400, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._size, self._weight = role, size, weight
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_theme(self, theme: Theme) -> None:
        """Take colour and font."""
        look = self.palette()
        colour: QColor = getattr(theme, self._role)
        look.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(look)
        self.setFont(font(self._size, self._weight))

    def say(self, words: str) -> None:
        """Show words."""
        if words != self.text():
            self.setText(words)

    def _cut(self) -> bool:
        """Say whether a single line is wider than its room."""
        return not self.wordWrap() and self.fontMetrics().horizontalAdvance(self.text()) > self.width() + 1

    def minimumSizeHint(self) -> QSize:
        """Let the header take room from a long line."""
        least = super().minimumSizeHint()
        return least if self.wordWrap() else QSize(min(least.width(), _LEAST), least.height())

    def event(self, event: QEvent) -> bool:
        """Tell a line that was cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._cut():
            QToolTip.showText(event.globalPos(), self.toolTip() or self.text(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, or as much of it as there is room for."""
        if not self._cut():
            super().paintEvent(event)
            return
        if self.width() < _LEAST:  # two letters and dots say nothing
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), words)


class ChartFrame(QWidget):
    """What fills a chart's card: header above, the painted chart or its table twin below.

    Subclasses put what they paint into `body`, segments into the header, and their numbers into the table.
    """

    menu_opened = Signal(QMenu)
    """The chart's menu is about to show: whoever holds the chart adds what can be done with its card."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._told = ""
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.title = Words("ink", 14, STRONG, self)
        self.title.say(title)
        self.subtitle = Words("ink2", 12, parent=self)
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.table_button = IconButton(table_icon, f"{name}.as_table", self.tr("Show as a table"), self)
        self.table_button.setCheckable(True)
        self.menu_button = IconButton(dots_icon, f"{name}.menu", self.tr("More for this chart"), self)
        self.numbers = NumbersModel(self)
        self.table = NumbersTable(self.numbers, f"{name}.table", self)
        self.table.setAccessibleName(self.tr("{title}, as a table").format(title=title))
        self.body = QWidget(self)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self._teller = QTimer(self)
        self._teller.setSingleShot(True)
        self._teller.setInterval(_TOLD_MS)
        self._teller.timeout.connect(self._describe)
        self.table_button.toggled.connect(self._turn)
        self.menu_button.clicked.connect(self._open_menu)

    def _lay_out(self) -> None:
        self.header = QHBoxLayout()
        self.header.setContentsMargins(SIDE, 0, SIDE - 4, 0)
        self.header.setSpacing(8)
        self.header.addWidget(self.title)
        self.header.addWidget(self.subtitle, 1)
        self.header.addWidget(self.table_button)
        self.header.addWidget(self.menu_button)
        self.pages.addWidget(self.body)
        holder = QWidget(self)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(SIDE, 4, SIDE, 8)
        inner.addWidget(self.table)
        self.pages.addWidget(holder)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 11, 1, 6)
        self.column.setSpacing(0)
        self.column.addLayout(self.header)
        self.column.addWidget(self.pages, 1)

    def add_control(self, control: QWidget) -> None:
        """Put a control into the header, left of the table button."""
        self.header.insertWidget(self.header.indexOf(self.table_button), control)

    def lead_with(self, widget: QWidget) -> None:
        """Put a widget, such as tabs, before the title."""
        self.header.insertWidget(0, widget)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme = theme
        for words in self.findChildren(Words):
            words.set_theme(theme)
        for segments in self.findChildren(Segments):
            segments.set_theme(theme)
        for held in self.findChildren(Held):
            held.set_theme(theme)
        for button in self.findChildren(IconButton):
            button.set_theme(theme)
        look = self.table.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.surface),
            (QPalette.ColorRole.AlternateBase, theme.inset),
            (QPalette.ColorRole.Text, theme.ink),
        ):
            look.setColor(role, colour)
        self.table.setPalette(look)
        self.table.set_theme(theme)
        self.update()

    # --------------------------------------------------------------------------------- table and words

    @property
    def as_table(self) -> bool:
        """Whether the table twin is on show."""
        return self.table_button.isChecked()

    def fill_table(self) -> None:
        """Put the chart's numbers into `numbers`; for subclasses."""

    def sentence(self) -> str:
        """Say in one sentence what the chart shows; for subclasses."""
        return ""

    def changed(self) -> None:
        """Call after each new result: the table follows if it is on show, the description once it rests."""
        if self.as_table:
            self.fill_table()
        self._teller.start()

    def _describe(self) -> None:
        """Update the accessible description; screen readers need it now and then, not every frame."""
        told = self.sentence()
        if told != self._told:
            self._told = told
            self.setAccessibleDescription(told)

    def _turn(self, table: bool) -> None:
        """Switch between the painted chart and the table."""
        if table:
            self.fill_table()
            self.table.resizeColumnsToContents()
        self.pages.setCurrentIndex(int(table))
        self.table_button.setToolTip(self.tr("Show as a chart") if table else self.tr("Show as a table"))

    def _open_menu(self) -> None:
        """Offer what can be taken out of the chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_actions(menu)
        menu.addAction(self.tr("Copy numbers"), self.copy_numbers)
        menu.addAction(self.tr("Copy picture"), self.copy_picture)
        self.menu_opened.emit(menu)
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def add_actions(self, menu: QMenu) -> None:
        """Offer what only this chart has; for subclasses."""

    def copy_numbers(self) -> None:
        """Put the chart's numbers on the clipboard, tab-separated."""
        self.fill_table()
        QGuiApplication.clipboard().setText(self.numbers.everything())

    def copy_picture(self) -> None:
        """Put the chart as it looks on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())
