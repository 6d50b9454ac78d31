"""Parts of the inspector: title, badge of the basis, amount, and words on basis and confidence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering, px

CONFIDENCE = {"high": 3, "medium": 2, "low": 1, "memory": 1, "derived": 2}


class Title(QWidget):
    """The layer's glyph and the parameter's name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._layer = ""
        self.setFixedHeight(22)
        self._name = ""

    def show_name(self, name: str, layer: str) -> None:
        """Show a name in front of its layer's glyph."""
        self._name, self._layer = name, layer
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFixedHeight(round(px(22)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        look = self._theme.layer(self._layer)
        paint_glyph(painter, look.glyph, QPointF(6.0, self.height() / 2.0), 11.0, look.mark)
        painter.setFont(lettering(14, STRONG))
        painter.setPen(self._theme.ink)
        room = QRectF(20.0, 0.0, self.width() - 22.0, self.height())
        words = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class Address(QLabel):
    """An address that can be selected and copied; where room is short its middle goes, with a tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspector.address")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def cut(self) -> bool:
        """Whether there is too little room for all of it."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def show_address(self, address: str) -> None:
        """Show an address."""
        self.setText(address)
        self.setToolTip(address)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or what there is room for."""
        if not self.cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class LinkLabel(QLabel):
    """Words with a link that a key can reach; a ring shows the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(self.foregroundRole()), 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0), 3.0, 3.0)


class Badge(QLabel):
    """The basis in a word; what publications give is filled, what is assumed has a dashed outline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._basis = ""
        self.setObjectName("inspector.badge")
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_basis(self, basis: str) -> None:
        """Show how a number was come by."""
        self._basis = basis
        self.setText(QCoreApplication.translate("basis", basis) if basis else fmt.NOTHING)
        self.setToolTip(basis_text(basis, cited=True))
        self._wear()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFont(lettering(11, STRONG))
        self._wear()

    def _wear(self) -> None:
        theme, line = self._theme, "dashed" if self._basis == "assumed" else "solid"
        ground = theme.pill if self._basis in ("measured", "derived") else theme.surface
        edge = theme.ink2 if self._basis in ("measured", "assumed") else theme.field_border
        self.setStyleSheet(
            f"background: {ground.name()}; color: {theme.ink.name()}; padding: 1px 6px;"
            f" border: 1px {line} {edge.name()}; border-radius: 4px;"
        )


class Amount(QWidget):
    """A value with its unit and date, how far it is from the reference, and the reference at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._words = ("", "", "", "")
        self.setObjectName("inspector.value")
        self.setFixedHeight(30)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFixedHeight(round(px(30)))
        self.update()

    def show_amount(self, number: str, unit: str, change: fmt.Change | None, base: str) -> None:
        """Show a value."""
        words = (number, unit, str(change) if change else "", base)
        if words != self._words:
            self._words = words
            self.setAccessibleName(" ".join(word for word in words if word))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number, unit, badge and reference on one line."""
        painter = QPainter(self)
        number, unit, change, base = self._words
        line = round(px(22))
        x = self._write(painter, 0, line, number, 20, self._theme.ink, strong=True) + 6
        x = self._write(painter, x, line, unit, 12, self._theme.ink2) + 10
        if change:
            x = self._badge(painter, x, line, change)
        painter.setFont(font(12))
        wide = painter.fontMetrics().horizontalAdvance(base)
        if x + 8 + wide <= self.width():
            self._write(painter, self.width() - wide - 2, line, base, 12, self._theme.ink2)

    @staticmethod
    def _write(
        painter: QPainter, x: int, line: int, text: str, size: float, colour: QColor, *, strong: bool = False
    ) -> int:
        painter.setFont(font(size, STRONG if strong else 400))
        painter.setPen(colour)
        painter.drawText(x, line, text)
        return x + painter.fontMetrics().horizontalAdvance(text)

    def _badge(self, painter: QPainter, x: int, line: int, change: str) -> int:
        """Draw the change as an inverse badge."""
        painter.setFont(font(11, STRONG))
        wide = painter.fontMetrics().horizontalAdvance(change) + 10
        box = QRectF(x, line - px(13.0), wide, px(16.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.ink)
        painter.drawRoundedRect(box, 4.0, 4.0)
        painter.setPen(self._theme.surface)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, change)
        return x + wide


def basis_text(basis: str, *, cited: bool) -> str:
    """Say in a sentence how a number was come by; an assumption is told to be one."""
    tr = QCoreApplication.translate
    if basis == "assumed" and not cited:
        return tr("basis", "Assumed: no source gives this value, and its range is a judgement.")
    return {
        "measured": tr("basis", "Read off a publication, for the same thing."),
        "derived": tr("basis", "Worked out from publications."),
        "fitted": tr("basis", "Moved within its range until a run agrees with history."),
        "assumed": tr("basis", "Assumed: the sources bear on this value, and none of them gives it."),
    }.get(basis, "")


def confidence_text(confidence: str) -> str:
    """Write a confidence as dots and a word: ●●○ medium; what was not looked up is from memory."""
    if not confidence:
        return fmt.NOTHING
    filled = CONFIDENCE.get(confidence, 0)
    tr = QCoreApplication.translate
    words = {"memory": tr("confidence", "from memory"), "derived": tr("confidence", "worked out")}
    return f"{'●' * filled}{'○' * (3 - filled)} {words.get(confidence) or tr('confidence', confidence)}"


def reading_scroll(body: QWidget, name: str, parent: QWidget) -> QScrollArea:
    """Let a page's body scroll up and down on the ground that it stands on."""
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setProperty("reading", True)
    scroll.setAccessibleName(name)
    scroll.setWidget(body)
    scroll.viewport().setAutoFillBackground(False)
    body.setAutoFillBackground(False)
    return scroll
