"""The cake: five panels and four seams in one outline, all in sight, one of them open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from stackdesk.core.layer import Layer
from stackdesk.ui.density import COMFORTABLE, Density, shared_rows
from stackdesk.ui.hand import Hand
from stackdesk.ui.lever import Lever
from stackdesk.ui.panel import LayerPanel
from stackdesk.ui.reading import binding_layer
from stackdesk.ui.seam import Seam
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.view import View

RADIUS = 10.0


class Stack(QScrollArea):
    """Panels from applications down to energy; it scrolls only where nothing else helps."""

    more_asked = Signal(str)
    help_asked = Signal(str)
    changed_asked = Signal()
    layer_chosen = Signal(str)
    grown = Signal()
    """Rows came in that show nothing yet."""
    wanted = Signal()

    def __init__(self, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._theme: Theme = LIGHT
        self._sizes: Density = COMFORTABLE
        self._focused: str | None = None
        self._binding = ""
        self._held = False
        self._body = QWidget(self)
        self._outline = _Outline(self.viewport())
        self.panels: list[LayerPanel] = []
        self._seams: list[Seam] = []
        self.setObjectName("stack")
        self.setAccessibleName(self.tr("Layers"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._body)
        self._body.setObjectName("cake")

    # ------------------------------------------------------------------------------------- building

    def build(
        self, layers: Sequence[Layer], subjects: Mapping[str, Subject], totals: Mapping[str, int]
    ) -> None:
        """Make the panels from the layers' declarations, the highest layer on top."""
        for old in (*self.panels, *self._seams):
            old.setParent(None)
            old.deleteLater()
        self.panels, self._seams = [], []
        ordered = sorted(layers, key=lambda layer: -layer.number)
        for layer in ordered:
            own = [subjects[address] for address in layer.levers if address in subjects]
            more = [
                one
                for address, one in subjects.items()
                if one.parameter.layer == layer.key and address not in layer.levers
            ]
            panel = LayerPanel(layer, own, more, totals[layer.key], self._hand, self._body)
            panel.opened.connect(self.focus_layer)
            panel.more_asked.connect(self.more_asked)
            panel.help_asked.connect(self.help_asked)
            panel.changed_asked.connect(self.changed_asked)
            self.panels.append(panel)
        self._seams = [Seam(layer, self._body) for layer in ordered[1:]]
        for widget in (*self.panels, *self._seams):
            widget.show()
        self.dress(self._theme, self._sizes)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes; how wide the stack is, the layout decides."""
        self._theme, self._sizes = theme, sizes
        self._outline.dress(theme)
        for panel in self.panels:
            panel.dress(theme, sizes)
        for seam in self._seams:
            seam.dress(theme)
        self.arrange()

    def retake(self, subjects: Mapping[str, Subject]) -> None:
        """Take the parameters as they are in another region."""
        for lever in self.levers():
            lever.take(subjects[lever.address])

    def show_only(self, subjects: Mapping[str, Sequence[Subject]] | None) -> None:
        """Show these parameters on the panels, by layer, or the panels' levers again."""
        for panel in self.panels:
            panel.show_only(None if subjects is None else subjects.get(panel.layer.key, ()))
        self.arrange()

    def levers(self) -> list[Lever]:
        """Give every lever, shown or not."""
        return [lever for panel in self.panels for lever in panel.levers]

    def lever(self, address: str) -> Lever | None:
        """Find a lever by its address."""
        return next((lever for lever in self.levers() if lever.address == address), None)

    # -------------------------------------------------------------------------------------- opening

    @property
    def opened(self) -> str:
        """The layer whose panel is open: the one the user chose, else the one that binds."""
        return self._focused or self._binding

    def focus_layer(self, key: str) -> None:
        """Open a layer's panel; asking again for the open one lets the binding one take over."""
        if self._held:
            return
        again = key == self._focused
        self._focused = None if again and self._binding != key else key
        self.layer_chosen.emit(key)
        self.arrange()

    def go_to(self, key: str) -> None:
        """Open a layer's panel and put the keyboard on its first lever."""
        self.wanted.emit()
        if self._focused != key:
            self.focus_layer(key)
        panel = next(p for p in self.panels if p.layer.key == key)
        shown = panel.visible_levers()
        (shown[0].slider if shown else panel.head).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(panel)

    def hold(self, held: bool) -> None:
        """Keep everything where it is while a lever is held."""
        let_go = self._held and not held
        self._held = held
        if let_go:
            self.arrange()

    # -------------------------------------------------------------------------------------- showing

    def show_result(self, view: View) -> None:
        """Show every panel and seam at the cursor; open the binding one unless a lever is held."""
        for panel in self.panels:
            panel.show_result(view)
        for seam in self._seams:
            seam.show_result(view)
        binding = binding_layer(view)
        if binding != self._binding and not self._held:
            self._binding = binding
            self.arrange()

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Show where levers stand: all of them, or only those that can have moved."""
        for panel in self.panels:
            panel.show_standings(standings)

    # -------------------------------------------------------------------------------------- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Share the height among the panels and place them."""
        if not self.panels:
            return
        keys = [panel.layer.key for panel in self.panels]
        binding = keys.index(self._binding) if self._binding in keys else None
        opened = keys.index(self.opened) if self.opened in keys else 2
        most = self._sizes.most
        levers = tuple(0 if self._sizes.reduced else panel.most(most) for panel in self.panels)
        before = len(self.levers())
        height = self.viewport().height()
        share = shared_rows(height, self._sizes, levers, opened, binding)
        for place, panel in enumerate(self.panels):
            panel.set_rows(share.rows[place], share.row, opened=place == opened, caused=place == binding)
        self._place(share.spare)
        if len(self.levers()) > before:
            self.grown.emit()

    def _place(self, spare: int) -> None:
        """Put panels and seams below each other; pixels left over go below the rows, shared out."""
        width = self.viewport().width()
        top, count = 0, len(self.panels)
        for place, panel in enumerate(self.panels):
            extra = spare // count + (1 if place < spare % count else 0)
            tall = panel.wanted_height() + extra
            panel.setGeometry(0, top, width, tall)
            top += tall
            if place < len(self._seams):
                self._seams[place].setGeometry(0, top, width, self._sizes.seam)
                top += self._sizes.seam
        self._body.resize(width, top)
        self._outline.setGeometry(self.viewport().rect())
        self._outline.raise_()

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep the outline on top of what scrolls."""
        done = super().viewportEvent(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._outline.raise_()
        return done


class _Outline(QWidget):
    """One rounded line around the whole cake; it covers the corners and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover the corners, draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QPainterPath()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        inner.addRoundedRect(frame, RADIUS, RADIUS)
        outer = QPainterPath()
        outer.addRect(QRectF(self.rect()).adjusted(-1, -1, 1, 1))
        painter.fillPath(outer.subtracted(inner), self._theme.window)
        painter.setPen(QPen(self._theme.groove if not self._theme.dark else self._theme.field_border, 1.0))
        painter.drawPath(inner)
