"""The thin seam between two layers: what flows up, and what is asked for from above."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stackdesk.core.layer import Layer
from stackdesk.ui import format as fmt
from stackdesk.ui.reading import number_at, wording
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font
from stackdesk.ui.view import View


class Seam(QWidget):
    """Stands on top of a layer's panel."""

    def __init__(self, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self._theme: Theme = LIGHT
        self._up = self._down = ""
        self._stale = False
        self.setObjectName(f"{layer.key}.seam")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_result(self, view: View) -> None:
        """Read both flows at the cursor."""
        up, down = self._words(view, self._layer.supplied), self._words(view, self._layer.asked)
        if (up, down, view.stale) == (self._up, self._down, self._stale):
            return
        self._up, self._down, self._stale = up, down, view.stale
        told = self.tr("{up} flow up, {down}").format(up=up, down=down)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    @staticmethod
    def _words(view: View, flow: tuple[str, str]) -> str:
        address, text = flow
        if not address:
            return ""
        unit = view.series[address].unit
        return f"{fmt.shown(number_at(view, address), unit)} {wording(text, unit)}".rstrip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both, left and right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.seam)
        painter.setFont(font(11))
        painter.setPen(self._theme.ink3 if self._stale else self._theme.ink2)
        room = QRect(20, 0, self.width() - 32, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter
        up = f"{fmt.UP} {self._up}" if self._up else ""
        down = f"{fmt.DOWN} {self._down}" if self._down else ""
        wide = painter.fontMetrics().horizontalAdvance
        if up and wide(f"{up}    {down}") > room.width():  # what flows up alone; the tooltip tells both
            down = ""
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignLeft, up)
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, down)
