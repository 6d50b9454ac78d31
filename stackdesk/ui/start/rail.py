"""The left side of the start page: StackDesk, new, open, files opened lately, the tour."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from stackdesk.ui import icons
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

WIDE, NARROW = 320, 272
_PAD = 12
_HOME = Path.home()


class _Wide(QAbstractButton):
    """A button as wide as the rail that paints itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()


class Entry(_Wide):
    """A wide button: words, and at the right the key that does the same."""

    def __init__(self, name: str, words: str, key: str, parent: QWidget, *, first: bool = False) -> None:
        super().__init__(parent)
        self._key = key
        self._first = first
        self.setObjectName(name)
        self.setText(words)
        self.setAccessibleName(words.replace("&", ""))
        self.setToolTip(f"{words} ({key})" if key else words)

    def sizeHint(self) -> QSize:
        """Ask for one line and air."""
        return QSize(180, max(34, QFontMetrics(lettering(13)).height() + 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words and key."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.ink if self._first else theme.pill if self.isDown() else theme.surface
        ink, quiet = (theme.surface, theme.pill) if self._first else (theme.ink, theme.ink3)
        edge = theme.ink if self.hasFocus() else theme.outline if self.underMouse() else theme.field_border
        painter.setBrush(ground)
        painter.setPen(QPen(theme.ink if self._first else edge, 1.0))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 6.0, 6.0)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1.5))
            painter.drawRoundedRect(frame.adjusted(2.0, 2.0, -2.0, -2.0), 4.5, 4.5)
        inner = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(lettering(13, STRONG if self._first else 400))
        painter.setPen(ink)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(lettering(11))
        painter.setPen(quiet)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key)


class RecentFile(_Wide):
    """A file opened lately: name and day, below them the path, its middle left out where it is long."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self._day = day_words(path)
        self.setObjectName(f"recent.{path.name}")
        self.setText(path.stem)
        self.setAccessibleName(self.tr("Open {name}").format(name=path.name))
        self.setAccessibleDescription(str(path))
        self.setToolTip(str(path))

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        tall = QFontMetrics(lettering(13)).height() + QFontMetrics(lettering(11)).height()
        return QSize(180, tall + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines; a pill under the mouse, a ring with the keyboard."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        painter.setPen(QPen(theme.ink, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.pill if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6.0, 6.0)
        inner = self.rect().adjusted(8, 5, -8, -5)
        half = inner.height() * 13 // 24
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
        small, face = lettering(11), lettering(13)
        painter.setFont(font(11))
        painter.setPen(theme.ink3)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._day)
        room = inner.width() - QFontMetrics(font(11)).horizontalAdvance(self._day) - 10
        middle = Qt.TextElideMode.ElideMiddle
        painter.setFont(face)
        painter.setPen(theme.ink)
        name = QFontMetrics(face).elidedText(self.text(), middle, room)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(small)
        painter.setPen(theme.ink3)
        told = QFontMetrics(small).elidedText(short_path(self.path), middle, inner.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, told)


class Rail(QFrame):
    """Asks for a new scenario, for a file, for one of the files opened lately, or for the tour."""

    asked = Signal(str)
    recent_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setObjectName("start.rail")
        self.setAccessibleName(self.tr("Files"))
        self._mark = _Mark(self)
        self._name = QLabel("StackDesk", self)
        self._line = QLabel(self.tr("Scenarios of the AI build-out"), self)
        native = QKeySequence.SequenceFormat.NativeText
        keys = QKeySequence.StandardKey
        new, opened = (QKeySequence(key).toString(native) for key in (keys.New, keys.Open))
        self.back = Entry("start.back", self.tr("Back to the desk"), self.tr("Esc"), self)
        self.new = Entry("start.new", self.tr("New scenario"), new, self, first=True)
        self.open = Entry("start.open", self.tr("Open…"), opened, self)
        self.tour = Entry("start.tour", self.tr("Two-minute tour"), "", self)
        self._line.setWordWrap(True)
        self.offer = QLabel(self.tr("First time here? Eight short steps show where everything is."), self)
        self.offer.setWordWrap(True)
        self._heading = QLabel(self.tr("Recent"), self)
        self._none = QLabel(self.tr("Files that you open or save are listed here."), self)
        self._none.setWordWrap(True)
        self._foot = QLabel(self)
        self._foot.setWordWrap(True)
        self._files = QVBoxLayout()
        self.recent: list[RecentFile] = []
        choices = {"new": self.new, "open": self.open, "back": self.back, "tour": self.tour}
        for what, button in choices.items():
            button.clicked.connect(_telling(self, what))
        self._lay_out()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._line)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._mark)
        head.addLayout(names, 1)
        self._files.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 22, 20, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addSpacing(12)
        for button in (self.back, self.new, self.open):
            column.addWidget(button)
        column.addSpacing(10)
        column.addWidget(self.offer)
        column.addWidget(self.tour)
        column.addSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._none)
        column.addLayout(self._files)
        column.addStretch(1)
        column.addWidget(self._foot)

    def dress(self, theme: Theme, *, narrow: bool) -> None:
        """Take a theme and a width."""
        self._theme = theme
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._mark.dress(theme)
        for label, face, colour in (
            (self._name, lettering(24, STRONG), theme.ink),
            (self._line, lettering(12), theme.ink2),
            (self.offer, lettering(12), theme.ink2),
            (self._heading, lettering(12, STRONG), theme.ink2),
            (self._none, lettering(12), theme.ink3),
            (self._foot, lettering(12), theme.ink3),
        ):
            label.setFont(face)
            label.setStyleSheet(f"color: {colour.name()}")
        for entry in (self.new, self.open, self.back, self.tour):
            entry.dress(theme)
        for file in self.recent:
            file.dress(theme)
        self.setStyleSheet(
            f"QFrame#start\\.rail {{ background: {theme.bar.name()};"
            f" border: none; border-right: 1px solid {theme.hairline.name()}; }}"
        )

    def show_files(self, paths: Sequence[Path]) -> None:
        """List files opened lately."""
        for button in self.recent:
            button.setParent(None)
            button.deleteLater()
        self.recent = []
        for path in paths:
            button = RecentFile(path, self)
            button.dress(self._theme)
            button.clicked.connect(self._ask_recent)
            self._files.addWidget(button)
            self.recent.append(button)
        self._none.setVisible(not paths)

    def show_desk(self, name: str, *, kept: bool, seen: bool, foot: str) -> None:
        """Offer the way back where there is something to go back to, and the tour where it is new."""
        self.back.setVisible(kept)
        self.back.setToolTip(self.tr("Back to {name} (Esc)").format(name=name))
        self.offer.setVisible(not seen)
        self._foot.setText(foot)

    def _ask_recent(self) -> None:
        button = self.sender()
        if isinstance(button, RecentFile):
            self.recent_asked.emit(button.path)


class _Mark(QWidget):
    """The five strata."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setFixedSize(44, 44)

    def dress(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint_cake(QPainter(self), QRectF(self.rect()), self._theme)


def _telling(rail: Rail, what: str) -> Callable[[], None]:
    """Make a slot that tells what was asked for."""

    def tell() -> None:
        rail.asked.emit(what)

    return tell


def short_path(path: Path) -> str:
    """Write a path with the home folder as a tilde."""
    return f"~/{path.relative_to(_HOME)}" if path.is_relative_to(_HOME) else str(path)


def day_words(path: Path, today: datetime.date | None = None) -> str:
    """Say on which day a file was changed last: 18 Nov, or with the year where it is another."""
    now = today or datetime.date.today()
    try:
        day = datetime.date.fromtimestamp(path.stat().st_mtime)
    except (OSError, OverflowError, ValueError):
        return ""
    if day == now:
        return QCoreApplication.translate("start", "today")
    if now - day == datetime.timedelta(days=1):
        return QCoreApplication.translate("start", "yesterday")
    pattern = "d MMM" if day.year == now.year else "MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
