"""The list "Held open": who takes part, by letter and line; which is in front, and which is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.controls import IconButton
from stackdesk.ui.charts.frame import SIDE, Words
from stackdesk.ui.charts.strokes import text_left, text_right
from stackdesk.ui.compare.held import Comparing, Held
from stackdesk.ui.compare.ink import paint_key, paint_stroke, style_words
from stackdesk.ui.compare.says import clear
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering, px

ROW, MOST = 38, 4
_KEY, _STROKE, _NAME = 25.0, 42.0, 74.0
_RIBBON, _HIGH = 84.0, 8.0
_EYE = 30


class Eye(IconButton):
    """Open while a scenario is drawn, crossed out while it is not."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(_eye, name, "", parent)

    def show_open(self, is_open: bool) -> None:
        """Show which of the two it is."""
        self._icon = _eye if is_open else _shut
        self.update()


class HeldRow(QAbstractButton):
    """One scenario; a press brings it to the front, its menu holds A against it or closes it."""

    asked = Signal(str, str)

    def __init__(self, letter: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.letter = letter
        self._theme: Theme = LIGHT
        self._one: Held | None = None
        self._value = ("", "")
        self._pieces: tuple[tuple[float, float, str], ...] = ()
        self._read: tuple[object, str] | None = None
        self._over = False
        self.setObjectName(f"compare.held.{letter}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.eye = Eye(f"compare.eye.{letter}", self)
        self.eye.clicked.connect(self._tell_eye)
        self.clicked.connect(self._tell_front)

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(300, round(px(ROW)))

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.eye.set_theme(theme)
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right end."""
        super().resizeEvent(event)
        self.eye.move(self.width() - _EYE, (self.height() - self.eye.height()) // 2)

    def show_held(self, one: Held, comparing: Comparing, headline: str) -> None:
        """Show one frame."""
        self._one = one
        view = comparing.view
        series = comparing.series(headline)
        shown = fmt.shown(one.at(headline, view.year, view.region), series.unit if series else "")
        self._value = (shown.number, _brief(shown.unit))
        self._take_pieces(one, view.region)
        self.eye.setVisible(one.place > 0)
        self.eye.show_open(one.shown)
        name = self.tr("Hide {letter}") if one.shown else self.tr("Show {letter}")
        self.eye.setAccessibleName(name.format(letter=one.letter))
        self.eye.setToolTip(self.eye.accessibleName())
        told = self.tr("{letter}, {style} line: {name}, {note}, {value}").format(
            letter=one.letter, style=style_words(one.place), name=one.name, note=one.note, value=shown
        )
        self.setAccessibleName(told)
        hint = (
            self.tr("In front: its levers move") if one.place == 0 else self.tr("Press to bring it in front")
        )
        if one.key is None:
            hint = self.tr("A released reference: nobody changes it")
        self.setToolTip(f"{told}\n{hint}")
        self.update()

    def _take_pieces(self, one: Held, region: str) -> None:
        """Read what binds when, once a run and region."""
        key = (one.result, region)
        if self._read is not None and self._read[0] is key[0] and self._read[1] == region:
            return
        self._read = key
        known = region == "World" or region in one.result.regions
        stretches = one.result.binding(region) if known else ()
        self._pieces = tuple((s.start, s.end, s.layer) for s in stretches)

    def _tell_eye(self) -> None:
        self.asked.emit("eye", self.letter)

    def _tell_front(self) -> None:
        if self._one is not None and self._one.place > 0 and self._one.key is not None:
            self.asked.emit("front", self.letter)

    def menu(self) -> QMenu:
        """Make the menu of what can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = self._one
        if one is None:
            return menu
        own = one.key is not None
        for key, words, able in (
            ("front", self.tr("Bring in Front (A)"), own and one.place > 0),
            ("against", self.tr("Compare A with It (B)"), one.place > 1),
            ("eye", self.tr("Hide") if one.shown else self.tr("Show"), one.place > 0),
            ("close", self.tr("Close"), own),
        ):
            action = menu.addAction(words)
            action.setData(key)
            action.setEnabled(able)
            action.triggered.connect(self._obey)
        return menu

    def _obey(self) -> None:
        action = self.sender()
        self.asked.emit(str(action.data()), self.letter)  # type: ignore[attr-defined]  # a QAction

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet again."""
        self._over = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter brings it in front, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw letter, line, name, what binds, and the headline."""
        one, theme = self._one, self._theme
        if one is None:
            return
        painter, middle = QPainter(self), self.height() / 2.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if one.place == 0 or self._over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.inset)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6.0, 0.0, -2.0, 0.0), 6.0, 6.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_key(painter, QPointF(_KEY, middle), one.letter, one.place, theme)
        paint_stroke(painter, _STROKE, middle, one.place, theme)
        right = self.width() - _EYE - 6.0
        value, unit = self._value
        small = QFontMetricsF(font(11))
        text_right(painter, right, middle, unit, font(11), theme.ink2)
        x = right - small.horizontalAdvance(unit) - 4.0
        text_right(painter, x, middle, value, font(12.5, STRONG), theme.ink)
        end = min(x - px(44.0), right - px(78.0))
        wide = min(px(_RIBBON), 0.16 * self.width())
        self._paint_pieces(painter, QRectF(end - wide, middle - _HIGH / 2.0, wide, _HIGH), one.shown)
        self._paint_name(painter, one, end - wide - 10.0, middle)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.ink, 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(7.0, 1.0, -3.0, -1.0), 6.0, 6.0)

    def _paint_name(self, painter: QPainter, one: Held, right: float, middle: float) -> None:
        theme = self._theme
        bold = lettering(12.5, STRONG) if one.place < 2 else lettering(12.5)
        room = right - _NAME
        ink = theme.ink if one.shown else theme.ink2
        name = f"{one.name} ●" if one.unsaved else one.name
        words = QFontMetricsF(bold).elidedText(name, Qt.TextElideMode.ElideRight, room)
        text_left(painter, _NAME, middle - px(8.0), words, bold, ink)
        note = QFontMetricsF(font(11)).elidedText(one.note, Qt.TextElideMode.ElideRight, room)
        text_left(painter, _NAME, middle + px(8.0), note, font(11), theme.ink2)

    def _paint_pieces(self, painter: QPainter, room: QRectF, shown: bool) -> None:
        """Draw what binds when, in little; the full ribbon stands below the chart."""
        if not self._pieces:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        start, end = self._pieces[0][0], self._pieces[-1][1]
        for first, last, layer in self._pieces:
            left = round(room.left() + (first - start) / (end - start) * room.width())
            right = round(room.left() + (last - start) / (end - start) * room.width())
            colour = self._theme.layer(layer).mark if shown else self._theme.shade(layer, 0.6)
            tall = round(room.height())
            painter.fillRect(left, round(room.top()), max(right - left - 1, 1), tall, colour)


class HeldList(QWidget):
    """The list and its head; `asked` carries what to do and with which letter."""

    asked = Signal(str, str)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.offers: Callable[[], list[tuple[str, Path]]] = list
        self.rows: list[HeldRow] = []
        self.setObjectName("compare.held")
        self.setAccessibleName(self.tr("Held open"))
        self.title = Words("ink", 14, STRONG, self)
        self.title.say(self.tr("Held open"))
        self.add_button = IconButton(_plus, "compare.add", self.tr("Hold another open"), self)
        self.add_button.clicked.connect(self._open_menu)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, 2, 4)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.add_button)
        self.inner = QWidget(self)
        self._column = QVBoxLayout(self.inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(self.tr("Scenarios held open"))
        self.area.setWidget(self.inner)
        clear(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 9, 6, 7)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.title.set_theme(theme)
        self.add_button.set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)

    def wanted_height(self) -> int:
        """Give the height for the rows, four at most; more are scrolled to."""
        count = min(max(len(self.rows), 2), MOST)
        return round(9 + px(28) + count * (px(ROW) + 2) + 8)

    def show_comparing(self, comparing: Comparing, headline: str) -> bool:
        """Show one frame; say whether the list became longer or shorter."""
        letters = [one.letter for one in comparing.held]
        changed = letters != [row.letter for row in self.rows]
        if changed:
            self._rebuild(letters)
        for row, one in zip(self.rows, comparing.held, strict=True):
            row.show_held(one, comparing, headline)
        return changed

    def _rebuild(self, letters: list[str]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self.rows = [HeldRow(letter, self.inner) for letter in letters]
        for row in self.rows:
            row.set_theme(self._theme)
            row.asked.connect(self.asked)
            self._column.addWidget(row)
        self._column.addStretch(1)

    def menu(self) -> QMenu:
        """Make the menu of what can be held open besides: a file, or one of the shipped stories."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        first = menu.addAction(self.tr("Open a File…"))
        first.triggered.connect(self._ask_file)
        bare = menu.addAction(self.tr("The Bare Reference (as B)"))
        bare.triggered.connect(self._ask_reference)
        menu.addSeparator()
        for title, path in self.offers():
            action = menu.addAction(title.replace("&", "&&"))
            action.setData(path)
            action.setToolTip(str(path.name))
            action.triggered.connect(self._tell_opened)
        return menu

    def _ask_reference(self) -> None:
        self.asked.emit("reference", "B")

    def _ask_file(self) -> None:
        self.opened.emit(None)

    def _tell_opened(self) -> None:
        action = self.sender()
        self.opened.emit(action.data())  # type: ignore[attr-defined]  # a QAction

    def _open_menu(self) -> None:
        self.menu().popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))


def _brief(unit: str) -> str:
    return unit.replace(" tokens/day", "/day").replace(" tokens", " tok")


def _plus(path: QPainterPath, centre: QPointF) -> None:
    """Draw a plus: one more."""
    for start, end in (((-5.0, 0.0), (5.0, 0.0)), ((0.0, -5.0), (0.0, 5.0))):
        path.moveTo(centre.x() + start[0], centre.y() + start[1])
        path.lineTo(centre.x() + end[0], centre.y() + end[1])


def _eye(path: QPainterPath, centre: QPointF) -> None:
    """Draw an eye: drawn or not."""
    x, y = centre.x(), centre.y()
    path.moveTo(x - 6.5, y)
    path.quadTo(x, y - 7.5, x + 6.5, y)
    path.quadTo(x, y + 7.5, x - 6.5, y)
    path.addEllipse(QPointF(x, y), 1.9, 1.9)


def _shut(path: QPainterPath, centre: QPointF) -> None:
    """Draw an eye that is crossed out."""
    _eye(path, centre)
    path.moveTo(centre.x() - 5.5, centre.y() + 5.5)
    path.lineTo(centre.x() + 5.5, centre.y() - 5.5)
