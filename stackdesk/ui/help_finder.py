"""The left side of the help window: the list of pages, and what a search found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui.help_pages import Pages, slug
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

Index = QModelIndex | QPersistentModelIndex
WIDE = 262
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
SEARCH_MS = 120
PAGE = Qt.ItemDataRole.UserRole
HEADING = Qt.ItemDataRole.UserRole + 1
WHERE = Qt.ItemDataRole.UserRole + 2
EXCERPT = Qt.ItemDataRole.UserRole + 3


class HitDelegate(QStyledItemDelegate):
    """Draws what was found: the heading, where it stands, and some of the text."""

    theme: Theme = LIGHT
    PAD = 8

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place; the frame of what is chosen is the style's."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
        room = option.rect.adjusted(self.PAD, 6, -self.PAD, -4)
        for text, type_, colour, lines in self._lines(index):
            painter.setFont(type_)
            painter.setPen(colour)
            tall = painter.fontMetrics().height() * lines
            box = QRect(room.left(), room.top(), room.width(), tall)
            if lines == 1:
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), shown)
            else:
                painter.drawText(box, WRAPPED, _fitting(text, painter.fontMetrics(), box))
            room.setTop(room.top() + tall + 1)

    def _lines(self, index: Index) -> tuple[tuple[str, QFont, QColor, int], ...]:
        return (
            (str(index.data() or ""), lettering(13, STRONG), self.theme.ink, 1),
            (str(index.data(WHERE) or ""), lettering(11), self.theme.ink3, 1),
            (str(index.data(EXCERPT) or ""), lettering(12), self.theme.ink2, 2),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for all lines."""
        tall = sum(QFontMetrics(type_).height() * lines + 1 for _, type_, _, lines in self._lines(index))
        return QSize(100, tall + 12)


def _fitting(text: str, metrics: QFontMetrics, box: QRect) -> str:
    """Take words off a text until it fits, and say that there is more."""
    words, shown = text.split(), text
    while words and metrics.boundingRect(box, WRAPPED, shown).height() > box.height() + 1:
        words.pop()
        shown = " ".join(words).rstrip("…., ") + " …"
    return shown


class Finder(QWidget):
    """Search above, pages or places below; choosing one says where to go."""

    chosen = Signal(str, str)
    searched = Signal(str)

    def __init__(self, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help.side")
        self.setFixedWidth(WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = pages
        self.search = QLineEdit(self)
        self.list = QListWidget(self)
        self.found = QListWidget(self)
        self.count = QLabel(self)
        self.sides = QStackedWidget(self)
        self._hits = HitDelegate(self)
        self._waiting = QTimer(self)
        self._set_up_search()
        self._set_up_lists()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.count)
        column.addWidget(self.sides, 1)

    def _set_up_search(self) -> None:
        self.search.setObjectName("help.search")
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(SEARCH_MS)
        self._waiting.timeout.connect(self.look_up)
        self.search.textChanged.connect(self._waiting.start)
        self.search.returnPressed.connect(self.go_to_first)
        self.count.setObjectName("help.count")
        self.count.setWordWrap(True)
        self.count.hide()

    def _set_up_lists(self) -> None:
        for widget, name, title in (
            (self.list, "help.pages", self.tr("Pages")),
            (self.found, "help.found", self.tr("What was found")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(title)
            widget.setFrameShape(QFrame.Shape.NoFrame)
            widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            widget.currentItemChanged.connect(self._choose)
            self.sides.addWidget(widget)
        self.found.setItemDelegate(self._hits)
        group = ""
        for page in self._pages.all.values():
            if page.group != group:
                group = page.group
                head = QListWidgetItem(group.upper(), self.list)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(page.title, self.list)
            item.setData(PAGE, page.key)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(PAGE):
            self.chosen.emit(str(item.data(PAGE)), slug(str(item.data(HEADING) or "")))

    def mark(self, key: str) -> None:
        """Mark the page that is shown, without choosing it anew."""
        for row in range(self.list.count()):
            if self.list.item(row).data(PAGE) == key:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)

    def go_to_search(self) -> None:
        """Put the keyboard on the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def look_up(self) -> None:
        """List what has the words, or the pages where there are none."""
        words = self.search.text().strip()
        searching = len(words) > 1
        found = self._pages.find(words) if searching else []
        self.found.blockSignals(True)
        self.found.clear()
        for one in found:
            page = self._pages.all[one.page]
            item = QListWidgetItem(one.heading, self.found)
            item.setData(PAGE, one.page)
            item.setData(HEADING, one.heading)
            item.setData(WHERE, f"{page.group}  ·  {page.title}")
            item.setData(EXCERPT, one.excerpt)
            said = f"{one.heading}, {page.group}, {page.title}: {one.excerpt}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(one.excerpt)
        self.found.blockSignals(False)
        self.sides.setCurrentWidget(self.found if searching else self.list)
        self.count.setVisible(searching)
        self.count.setText(self._counted(len(found)))
        self.searched.emit(words if found else "")

    def _counted(self, count: int) -> str:
        if not count:
            return self.tr("Nothing found. Try fewer or shorter words.")
        return self.tr("1 place") if count == 1 else self.tr("{count} places").format(count=count)

    def go_to_first(self) -> None:
        """Go to the first that was found."""
        self._waiting.stop()
        self.look_up()
        if self.found.count():
            self.found.setCurrentRow(0)
            self.found.setFocus()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.search.setFont(font(13))
        self.list.setFont(lettering(13))
        self._hits.theme = theme
        self.count.setFont(lettering(12))
        self.count.setStyleSheet(f"color: {theme.ink3.name()}")
        for row in range(self.list.count()):
            item = self.list.item(row)
            head = not item.data(PAGE)
            item.setSizeHint(QSize(0, (32 if row else 22) if head else 27))
            if head:
                item.setFont(lettering(11, STRONG, spaced=True))
                item.setForeground(theme.ink3)
