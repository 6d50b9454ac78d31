"""What the tour shows: a ring around its subject and a card with words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

WIDE = 340
_AWAY, _EDGE, _BAR = 8, 8, 40


class Ring(QWidget):
    """A line around what a step is about; the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, with a lighter one inside so that it shows on any ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, wide, colour in ((1.5, 3.0, self._theme.ink), (3.5, 1.0, self._theme.surface)):
            painter.setPen(QPen(colour, wide))
            frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(frame, 9.0, 9.0)


class TourCard(QFrame):
    """Title, words, how far it is, and three buttons; Esc ends."""

    next_asked = Signal()
    back_asked = Signal()
    end_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setObjectName("tour")
        self.setAccessibleName(self.tr("Tour"))
        self.title = QLabel(self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.count = QLabel(self)
        self.end = QPushButton(self.tr("&End tour"), self)
        self.back = QPushButton(self.tr("&Back"), self)
        self.next = QPushButton(self)
        self.next.setDefault(True)
        for name, button in (("end", self.end), ("back", self.back), ("next", self.next)):
            button.setObjectName(f"tour.{name}")
            button.setAutoDefault(True)
        self.end.setToolTip(self.tr("End the tour (Esc)"))
        self.end.clicked.connect(self.end_asked)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.end)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addSpacing(2)
        column.addLayout(foot)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for label, face, colour in (
            (self.title, lettering(14, STRONG), theme.ink),
            (self.words, lettering(13), theme.ink2),
            (self.count, font(12), theme.ink3),
        ):
            label.setFont(face)
            label.setStyleSheet(f"color: {colour.name()}")
        self.update()

    def show_step(self, title: str, words: str, place: int, count: int) -> None:
        """Take a step's words."""
        self.title.setText(title)
        self.words.setText(words)
        self.count.setText(self.tr("{place} of {count}").format(place=place, count=count))
        self.next.setText(self.tr("&Done") if place == count else self.tr("&Next"))
        self.back.setEnabled(place > 1)
        for button in (self.end, self.back, self.next):
            button.setAccessibleName(button.text().replace("&", ""))
        self.setAccessibleDescription(f"{title}. {words}")
        self.next.setAccessibleDescription(self.accessibleDescription())

    def wanted(self) -> QSize:
        """Give the size that its words need."""
        layout = self.layout()
        tall = layout.heightForWidth(WIDE) if layout is not None else 0
        return QSize(WIDE, max(tall, 120))

    def take_keyboard(self) -> None:
        """Let Enter go on, unless another of its buttons has the keyboard."""
        if not any(button.hasFocus() for button in (self.end, self.back, self.next)):
            self.next.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.end_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, outlined in ink so that it stands off everything below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.surface)
        painter.setPen(QPen(self._theme.ink, 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8.0, 8.0)


def beside(target: QRect, size: QSize, room: QRect) -> QRect:
    """Give where a card of some size goes beside a target: right, left, below, above; else inside it.

    Below and above come first for what stands in the bar at the top and for what is wide.
    The card always lies within `room`, and covers the target only where it fits nowhere beside it.
    """
    wide, tall = size.width(), size.height()
    middle = target.center()
    places = (
        QRect(target.right() + _AWAY, middle.y() - tall // 2, wide, tall),
        QRect(target.left() - _AWAY - wide, middle.y() - tall // 2, wide, tall),
        QRect(middle.x() - wide // 2, target.bottom() + _AWAY, wide, tall),
        QRect(middle.x() - wide // 2, target.top() - _AWAY - tall, wide, tall),
    )
    if target.top() < _BAR or 2 * target.width() > room.width():
        places = (*places[2:], *places[:2])
    inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    moved = [_inside(place, inner) for place in places]
    free = next((place for place in moved if not place.intersects(target)), None)
    if free is not None:
        return free
    return _inside(QRect(target.right() - wide - 24, target.bottom() - tall - 24, wide, tall), inner)


def _inside(place: QRect, room: QRect) -> QRect:
    """Move a rectangle into a room."""
    left = max(min(place.left(), room.right() - place.width()), room.left())
    top = max(min(place.top(), room.bottom() - place.height()), room.top())
    return QRect(left, top, place.width(), place.height())
