"""The two-minute tour: eight short steps, each beside what it is about, while everything stays in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from stackdesk.ui.theme import Theme
from stackdesk.ui.tour_card import Ring, TourCard, beside
from stackdesk.ui.tour_words import STEPS

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

MARGIN = 4
LAYER = "infrastructure"


class Tour(QObject):
    """Leads from step to step; nothing is blocked, Esc ends it, and it is offered only until it was seen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._card: TourCard | None = None
        self._ring: Ring | None = None
        self._looked: tuple[float, str] | None = None
        self._place = -1
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.timeout.connect(self._put)

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._place >= 0

    @property
    def step(self) -> str:
        """The step that is shown, by its key; empty where none is."""
        return STEPS[self._place].key if self.running else ""

    def begin(self) -> None:
        """Start at the first step, on the desk."""
        window = self._window
        window.presenting.stop()
        window.start.leave()
        window.settings.tour_seen = True
        if self._card is None:
            self._make()
        window.installEventFilter(self)
        self._go(0)

    def next(self) -> None:
        """Go on; after the last step it ends."""
        if self.running and self._place + 1 < len(STEPS):
            self._go(self._place + 1)
        else:
            self.end()

    def back(self) -> None:
        """Go back one step."""
        if self._place > 0:
            self._go(self._place - 1)

    def end(self) -> None:
        """Put everything of it away."""
        if not self.running:
            return
        self._left()
        self._place = -1
        self._window.removeEventFilter(self)
        for widget in (self._card, self._ring):
            if widget is not None:
                widget.hide()
        self._window.work.setFocus()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        if self._card is not None and self._ring is not None:
            self._card.dress(theme)
            self._ring.dress(theme)
            self._placing.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End with an Esc that nothing in the window had a use for; follow the window's size."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._placing.start(0)
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------------------------------ inside

    def _make(self) -> None:
        self._ring = Ring(self._window)
        self._card = TourCard(self._window)
        self._card.next_asked.connect(self.next)
        self._card.back_asked.connect(self.back)
        self._card.end_asked.connect(self.end)
        self.dress(self._window.theme)

    def _go(self, place: int) -> None:
        """Show a step."""
        self._left()
        self._place = place
        step = STEPS[place]
        self._enter(step.key)
        if self._card is not None:
            title, words = (
                QCoreApplication.translate("tour", str(text)) for text in (step.title, step.words)
            )
            self._card.show_step(title, words, place + 1, len(STEPS))
            self._placing.start(0)

    def _put(self) -> None:
        """Put ring and card where the step's subject is now."""
        if not self.running or self._card is None or self._ring is None:
            return
        target = self.target(self.step)
        corner = target.mapTo(self._window, QPoint(0, 0))
        around = QRect(corner, target.size()).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        room = self._window.rect()
        self._ring.setGeometry(around.intersected(room))
        self._card.setGeometry(beside(around, self._card.wanted(), room))
        for widget in (self._ring, self._card):
            widget.show()
            widget.raise_()
        self._card.take_keyboard()

    # ----------------------------------------------------------------------------------- what is shown

    def target(self, key: str) -> QWidget:
        """Give the part of the window that a step is about."""
        window, work = self._window, self._window.work
        targets: dict[str, QWidget] = {
            "stack": window.stack,
            "lever": self._lever(),
            "ribbon": work.ceilings.ribbon,
            "relief": work.relief,
            "region": window.top.region,
            "inspector": work.inspector,
            "fit": work.fit,
            "save": window.top.document,
        }
        return targets[key]

    def _lever(self) -> QWidget:
        """Give the first lever of the panel that the tour opens."""
        panel = next((one for one in self._window.stack.panels if one.layer.key == LAYER), None)
        shown = panel.visible_levers() if panel is not None else []
        return shown[0] if shown else self._window.stack

    def _enter(self, key: str) -> None:
        """Bring a step's subject into sight."""
        window = self._window
        if key == "lever" and window.stack.opened != LAYER:
            window.stack.focus_layer(LAYER)
        elif key == "relief":
            window.work.show_tab("relief")
        elif key == "inspector":
            window.commands.show_inspector()
        elif key == "fit" and not window.work.fit.isVisible():
            self._looked = (window.desk.year, window.desk.region)
            window.commands.turn_fit()

    def _left(self) -> None:
        """Go back to the ceilings after the fit, and to where the user looked: its table leads elsewhere."""
        if self._looked is not None:
            window = self._window
            window.commands.close_fit()
            window.commands.go_to_year(self._looked[0])
            window.desk.region = self._looked[1]
            self._looked = None
