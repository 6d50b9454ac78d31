"""The help window: pages and search at the left, text at the right. It blocks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDesktopServices,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui import help_text
from stackdesk.ui.help_math import Equations
from stackdesk.ui.help_pages import FIRST, FOLDER, Pages, slug
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

Index = QModelIndex | QPersistentModelIndex
LIST = 262
MARGIN = 34
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
SEARCH_MS = 120
SETTLE_MS = 60
PAGE = Qt.ItemDataRole.UserRole
HEADING = Qt.ItemDataRole.UserRole + 1
WHERE = Qt.ItemDataRole.UserRole + 2
EXCERPT = Qt.ItemDataRole.UserRole + 3


@dataclass
class Visit:
    """A page that was looked at, where, and how far down."""

    page: str
    anchor: str
    scroll: int = 0


class Text(QTextBrowser):
    """The page; it never loads anything by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help.text")
        self.setAccessibleName(self.tr("Help text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def column(self, zoom: float) -> float:
        """Give the width of the text: what there is, but no wider than reads well."""
        return max(min(self.width() - 2.0 * MARGIN - 12.0, help_text.COLUMN * zoom), 200.0)

    def place(self, zoom: float) -> None:
        """Keep the text's column at the left, with a margin."""
        left = MARGIN
        right = max(round(self.width() - left - self.column(zoom) - 12), 12)
        self.setViewportMargins(left, 0, right, 0)
        self.verticalScrollBar().setFixedWidth(10)


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
                painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), text)
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


class HelpWindow(QDialog):
    """Handbook, parameters, words and keys."""

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Handbook – StackDesk"))
        self.setModal(False)
        self._pages = pages
        self.theme: Theme = LIGHT
        self._zoom = 1.0
        self._visits: list[Visit] = []
        self._at = -1
        self._anchors: dict[str, int] = {}
        self._marked = ""
        self.equations = Equations(self)
        self.text = Text(self)
        self._objects = help_text.Objects(self.equations, self)
        self.search = QLineEdit(self)
        self.list = QListWidget(self)
        self.found = QListWidget(self)
        self._hits = HitDelegate(self)
        self._count = QLabel(self)
        self._side = QStackedWidget(self)
        self._bar: dict[str, QToolButton] = {}
        self._where = QLabel(self)
        self._waiting = _timer(self, SEARCH_MS, self._find)
        self._settling = _timer(self, SETTLE_MS, self._settle)
        self._changed: set[str] = set()
        self._set_up()
        self._lay_out()
        self._add_keys()
        self.resize(1120, 780)

    # --------------------------------------------------------------------------------------- building

    def _set_up(self) -> None:
        self.search.setObjectName("help.search")
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._waiting.start)
        self.search.returnPressed.connect(self._go_to_first)
        for widget, name, title in (
            (self.list, "help.pages", self.tr("Pages")),
            (self.found, "help.found", self.tr("What was found")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(title)
            widget.setFrameShape(QFrame.Shape.NoFrame)
            widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            widget.setWordWrap(True)
            widget.setUniformItemSizes(False)
            self._side.addWidget(widget)
        self.found.setItemDelegate(self._hits)
        self._count.setObjectName("help.count")
        self._count.setWordWrap(True)
        self._count.hide()
        self.list.currentItemChanged.connect(self._chosen)
        self.found.currentItemChanged.connect(self._chosen)
        self.text.anchorClicked.connect(self._follow)
        self.equations.ready.connect(self._drawn)
        self._list_pages()

    def _list_pages(self) -> None:
        """List the pages below the names of their groups, which cannot be chosen."""
        group = ""
        for page in self._pages.all.values():
            if page.group != group:
                group = page.group
                head = QListWidgetItem(group.upper(), self.list)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(page.title, self.list)
            item.setData(PAGE, page.key)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(14, 12, 8, 12)
        side.setSpacing(8)
        side.addWidget(self.search)
        side.addWidget(self._count)
        side.addWidget(self._side, 1)
        left = QWidget(self)
        left.setObjectName("help.side")
        left.setFixedWidth(LIST)
        left.setLayout(side)
        bar = QHBoxLayout()
        bar.setContentsMargins(MARGIN - 6, 10, 14, 6)
        bar.setSpacing(4)
        for name, sign, words, slot in (
            ("back", "←", self.tr("Back (Alt+Left)"), self.back),
            ("forward", "→", self.tr("Forward (Alt+Right)"), self.forward),
        ):
            bar.addWidget(self._button(name, sign, words, slot))
        bar.addSpacing(6)
        bar.addWidget(self._where, 1)
        for name, sign, words, slot in (
            ("smaller", "−", self.tr("Smaller (Ctrl+−)"), self.smaller),
            ("usual", "100 %", self.tr("Usual size (Ctrl+0)"), self.usual),
            ("larger", "+", self.tr("Larger (Ctrl++)"), self.larger),
        ):
            bar.addWidget(self._button(name, sign, words, slot))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(bar)
        right.addWidget(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        rule = QFrame(self)
        rule.setObjectName("rule")
        rule.setFixedWidth(1)
        row.addWidget(rule)
        row.addLayout(right, 1)

    def _button(self, name: str, sign: str, words: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"help.{name}")
        button.setText(sign)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedHeight(28)
        button.setMinimumWidth(30)
        button.clicked.connect(slot)
        self._bar[name] = button
        return button

    def _add_keys(self) -> None:
        standard = QKeySequence.StandardKey
        for keys, slot in (
            (standard.Find, self._go_to_search),
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
        page = key if key in self._pages.all else self._page or FIRST
        if self._at >= 0:
            self._visits[self._at].scroll = self.text.verticalScrollBar().value()
        here = self._visits[self._at] if self._at >= 0 else None
        if here is None or (here.page, here.anchor) != (page, anchor):
            self._visits = [*self._visits[: self._at + 1], Visit(page, anchor)]
            self._at = len(self._visits) - 1
        self._show(self._visits[self._at])

    @property
    def _page(self) -> str:
        return self._visits[self._at].page if self._at >= 0 else ""

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
            self._show(visit, visit.scroll)

    def _show(self, visit: Visit, scroll: int | None = None) -> None:
        """Set the page, unless it is set already, and go to the place."""
        if self._anchors.get("", None) is None or self._shown != visit.page:
            self._set_page(visit.page)
        page = self._pages.all[visit.page]
        self._where.setText(f"{page.group}  ·  {page.title}")
        self._mark_page(visit.page)
        self._bar["back"].setEnabled(self._at > 0)
        self._bar["forward"].setEnabled(self._at < len(self._visits) - 1)
        if scroll is not None:
            self.text.verticalScrollBar().setValue(scroll)
        else:
            self._go_to(self._anchors.get(visit.anchor, 0))

    _shown = ""

    def _set_page(self, key: str) -> None:
        """Set a page in a new document and have its equations drawn, from the top."""
        self.equations.forget()
        self._objects.look = self._look()
        document = QTextDocument(self.text)  # which drops the one before
        for kind in (help_text.EQUATION, help_text.DRAWING):
            document.documentLayout().registerHandler(kind, self._objects)
        self._anchors = help_text.fill(document, self._pages.all[key].text, FOLDER, self._objects.look)
        self._anchors[""] = 0
        self.text.setDocument(document)
        self._shown = key
        self.equations.ask([self._objects.look.wish(tex) for tex in help_text.equations(document)])
        self._mark_words()

    def _look(self) -> help_text.Look:
        return help_text.Look(
            self.theme, self._zoom, self.devicePixelRatioF(), self.text.column(self._zoom) - 4.0
        )

    def _go_to(self, position: int) -> None:
        """Bring a place of the text to the top."""
        bar = self.text.verticalScrollBar()
        if position <= 0:
            bar.setValue(0)
            return
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(position)
        self.text.document().size()  # lays the whole page out, so that the bar reaches as far as it must
        bar.setValue(bar.value() + self.text.cursorRect(cursor).top() - 8)

    def _follow(self, url: QUrl) -> None:
        """Follow a link: to a page here, or out."""
        where = self._pages.resolved(url.toString(), self._page)
        if where is not None:
            self.show_page(*where)
        elif url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    def _mark_page(self, key: str) -> None:
        """Mark the page in the list without choosing it anew."""
        for row in range(self.list.count()):
            if self.list.item(row).data(PAGE) == key:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(PAGE):
            self.show_page(str(item.data(PAGE)), slug(str(item.data(HEADING) or "")))

    # ----------------------------------------------------------------------------------------- search

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _find(self) -> None:
        """List what has the words, or the pages where there are none."""
        words = self.search.text().strip()
        self.found.blockSignals(True)
        self.found.clear()
        found = self._pages.find(words) if len(words) > 1 else []
        for one in found:
            title = self._pages.all[one.page].title
            group = self._pages.all[one.page].group
            item = QListWidgetItem(one.heading, self.found)
            item.setData(PAGE, one.page)
            item.setData(HEADING, one.heading)
            item.setData(WHERE, f"{group}  ·  {title}")
            item.setData(EXCERPT, one.excerpt)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{one.heading}, {group}, {title}: {one.excerpt}"
            )
        self.found.blockSignals(False)
        self._marked = words if found else ""
        searching = len(words) > 1
        self._side.setCurrentWidget(self.found if searching else self.list)
        self._count.setVisible(searching)
        self._count.setText(self._counted(len(found)))
        self._mark_words()

    def _counted(self, count: int) -> str:
        if not count:
            return self.tr("Nothing found. Try fewer or shorter words.")
        return self.tr("1 place") if count == 1 else self.tr("{count} places").format(count=count)

    def _go_to_first(self) -> None:
        """Go to the first that was found."""
        self._waiting.stop()
        self._find()
        if self.found.count():
            self.found.setCurrentRow(0)
            self.found.setFocus()

    def _mark_words(self) -> None:
        """Mark the words that are looked for."""
        marks: list[QTextEdit.ExtraSelection] = []
        style = QTextCharFormat()
        style.setBackground(self.theme.pill)
        style.setFontUnderline(True)
        for word in self._marked.split():
            cursor = self.text.document().find(word)
            while not cursor.isNull() and len(marks) < 500:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, style
                marks.append(mark)
                cursor = self.text.document().find(word, cursor)
        self.text.setExtraSelections(marks)

    # -------------------------------------------------------------------------------------- equations

    def _drawn(self) -> None:
        """An equation is there: lay out anew with others that come meanwhile."""
        if not self._settling.isActive():
            self._settling.start()

    def _settle(self) -> None:
        """Give drawn equations their room and keep what is read where it is."""
        bar = self.text.verticalScrollBar()
        top = self.text.cursorForPosition(QPoint(4, 4))
        before = self.text.cursorRect(top).top()
        help_text.mark_changed(self.text.document(), lambda _: True)
        if bar.value() > 0:
            bar.setValue(bar.value() + self.text.cursorRect(top).top() - before)
        self.text.viewport().update()

    # ------------------------------------------------------------------------------------------- look

    def larger(self) -> None:
        """Set the text larger."""
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom), self._zoom))

    def smaller(self) -> None:
        """Set the text smaller."""
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom), self._zoom))

    def usual(self) -> None:
        """Set the text as large as usual."""
        self._set_zoom(1.0)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._bar["usual"].setText(f"{round(zoom * 100)} %")
        self._reset()

    def _reset(self) -> None:
        """Set the page again, at the heading that was read."""
        self.text.place(self._zoom)
        if not self._shown:
            return
        top = self.text.cursorForPosition(QPoint(4, 4)).position()
        self._set_page(self._shown)
        self._go_to(top if self.text.verticalScrollBar().value() or top > 2 else 0)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme = theme
        self.search.setFont(font(13))
        self.list.setFont(lettering(13))
        self._hits.theme = theme
        self._count.setFont(lettering(12))
        self._where.setFont(lettering(12))
        for button in self._bar.values():
            button.setFont(lettering(13))
        for label in (self._where, self._count):
            label.setStyleSheet(f"color: {theme.ink3.name()}")
        self.setStyleSheet(_sheet(theme))
        chosen = self.text.palette()
        chosen.setColor(QPalette.ColorRole.Base, theme.surface)
        self.text.setPalette(chosen)
        for row in range(self.list.count()):
            item = self.list.item(row)
            if not item.data(PAGE):
                item.setFont(lettering(11, STRONG, spaced=True))
                item.setForeground(theme.ink3)
                item.setSizeHint(QSize(0, 32 if row else 22))
            else:
                item.setSizeHint(QSize(0, 27))
        self._reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column, and let equations that are too wide shrink."""
        super().resizeEvent(event)
        before = self._objects.look.width if self._objects.look else 0.0
        self.text.place(self._zoom)
        self._objects.look = self._look()
        if self._shown and self._objects.look.width != before:
            self._drawn()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew on a screen of another ratio."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._reset()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave what is not drawn yet."""
        self.equations.forget()
        super().closeEvent(event)


def _timer(parent: QDialog, wait: int, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(slot)
    return timer


def _sheet(theme: Theme) -> str:
    """Write what the palette cannot say."""
    return f"""
QDialog#help {{ background: {theme.surface.name()}; }}
QWidget#help\\.side {{ background: {theme.bar.name()}; }}
QListWidget {{ background: transparent; color: {theme.ink.name()}; border: none; outline: none; }}
QListWidget::item {{ padding: 4px 8px; border-radius: 6px; }}
QListWidget::item:hover {{ background: {theme.inset.name()}; }}
QListWidget::item:selected {{ background: {theme.pill.name()}; color: {theme.ink.name()}; }}
QListWidget::item:selected:active:focus {{ border: 1px solid {theme.ink.name()}; }}
QFrame#rule {{ background: {theme.hairline.name()}; border: none; }}
"""
