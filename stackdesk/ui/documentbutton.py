"""The button that names the document: bold name, dot when it is not saved, the reference it stands on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering, px

PAD = 11
WIDEST_NAME = 260
NARROWEST_NAME = 64
ARROW = 18


class DocumentButton(QToolButton):
    """Opens the document's menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._name = self._standing = ""
        self._unsaved = False
        self.setObjectName("document")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFont(lettering(13, STRONG))
        self.updateGeometry()
        self.update()

    def show_document(self, name: str, standing: str, *, unsaved: bool) -> None:
        """Name the document."""
        if (name, standing, unsaved) != (self._name, self._standing, self._unsaved):
            self._name, self._standing, self._unsaved = name, standing, unsaved
            self.setText(f"{name} ●" if unsaved else name)
            self.updateGeometry()
            self.update()

    def _shown_name(self) -> str:
        room = self.width() - self._beside() + 2
        return self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)

    def sizeHint(self) -> QSize:
        """Ask for the words, the dot's place whether it shows or not, and the arrow."""
        name = self.fontMetrics().horizontalAdvance(self._name)
        return QSize(min(name, WIDEST_NAME) + self._beside(), round(px(28)))

    def minimumSizeHint(self) -> QSize:
        """Give up the middle of the name where the bar is full."""
        name = self.fontMetrics().horizontalAdvance(self._name)
        return QSize(min(name, NARROWEST_NAME) + self._beside(), round(px(28)))

    def _beside(self) -> int:
        """Give the width of everything but the name."""
        return PAD + 18 + QFontMetrics(lettering(12)).horizontalAdvance(self._standing) + ARROW + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame as the style does, then words, dot and arrow."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        option.features = QStyleOptionToolButton.ToolButtonFeature(0)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.font())
        painter.setPen(self._theme.ink)
        name = self._shown_name()
        wide = self.fontMetrics().horizontalAdvance(name)
        painter.drawText(QRect(PAD, 0, wide + 2, self.height()), flags, name)
        middle = self.height() / 2.0
        if self._unsaved:
            painter.setBrush(self._theme.ink)
            painter.drawEllipse(QPointF(PAD + wide + 9.0, middle + 0.5), 2.5, 2.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(lettering(12))
        painter.setPen(self._theme.ink2)
        painter.drawText(QRect(PAD + wide + 18, 0, self.width(), self.height()), flags, self._standing)
        painter.setPen(QPen(self._theme.ink, 1.4))
        x = self.width() - 13.0
        corners = [QPointF(x - 3.5, middle - 1.5), QPointF(x, middle + 2.0), QPointF(x + 3.5, middle - 1.5)]
        painter.drawPolyline(QPolygonF(corners))
