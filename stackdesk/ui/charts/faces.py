"""The faces of the layer chart: one plot; one a part and the flow of a year, made when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from stackdesk.ui.charts.flow_view import FlowView
from stackdesk.ui.charts.layer_painter import LayerPainter
from stackdesk.ui.charts.panes_view import PanesView
from stackdesk.ui.charts.plot import Plot
from stackdesk.ui.theme import LIGHT, Theme

Face = TypeVar("Face", bound=Plot)


class Faces(QStackedWidget):
    """One of three faces in front."""

    pressed = Signal(QPointF)

    def __init__(self, painter: LayerPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.plot = self._add(Plot(painter, self), self.tr("Plot of the layer"))
        self.plot.pressed.connect(self.pressed)

    @cached_property
    def multiples(self) -> PanesView:
        """One plot a part."""
        made = self._add(PanesView(self), self.tr("Plots of the parts"))
        made.pressed.connect(self.pressed)
        return made

    @cached_property
    def flow(self) -> FlowView:
        """The flow of a year."""
        return self._add(FlowView(self), self.tr("Flow of the year"))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for face in (self.widget(place) for place in range(self.count())):
            if isinstance(face, Plot):
                face.dress(theme)

    def turn_to(self, face: Plot) -> None:
        """Bring a face to the front."""
        if self.currentWidget() is not face:
            self.setCurrentWidget(face)

    def _add(self, face: Face, name: str) -> Face:
        face.setAccessibleName(name)
        face.dress(self._theme)
        self.addWidget(face)
        return face
