"""Boxes with their arrow drawn in ink; style sheets know arrows only as image files."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QDateEdit, QStyleOptionComboBox, QWidget


class Chooser(QComboBox):
    """Draws a small arrow at its right end; a name too long for the box is whole in its list."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Shorten what the closed box says to the room it has."""
        super().initStyleOption(option)
        room = max(self.width() - 34, 0)
        end = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, end, room)

    def showPopup(self) -> None:
        """Open the list as wide as its longest name."""
        names = [self.itemText(place) for place in range(self.count())]
        wide = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        self.view().setMinimumWidth(wide + 32)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and text, then the arrow."""
        super().paintEvent(event)
        _paint_arrow(self)


class DateBox(QDateEdit):
    """A date with a calendar behind the same arrow; it can be typed whole, as 2031-07-01."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin with the year where all is selected, and pass over a dash that Qt has passed already."""
        line, key = self.lineEdit(), event.text()
        if key == "-" and line.hasSelectedText():  # a part that was filled selects the next
            return
        if key.isdigit() and line.selectedText() == line.text():
            self.setSelectedSection(self.sectionAt(0))
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and text, then the arrow."""
        super().paintEvent(event)
        _paint_arrow(self)


def _paint_arrow(widget: QWidget) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.Text), 1.4))
    x, y = widget.width() - 13.0, widget.height() / 2.0 + 0.5
    painter.drawPolyline(
        QPolygonF([QPointF(x - 3.5, y - 2.0), QPointF(x, y + 1.5), QPointF(x + 3.5, y - 2.0)])
    )
