"""How the window looks: the theme, and sizes that fit it. Every part is dressed from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from stackdesk.ui import icons
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.style import sheet
from stackdesk.ui.theme import LIGHT, Theme, palette, wanted_theme

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

SETTLE_MS = 160


class Dressed(Protocol):
    """A part that takes a theme."""

    def dress(self, theme: Theme) -> None:
        """Take a theme."""


class Look(QObject):
    """Chooses theme and sizes, and gives them to every part of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._parts: list[Dressed] = []
        self.theme: Theme = LIGHT
        self.sizes: Density = COMFORTABLE

    def add(self, part: Dressed) -> None:
        """Dress one more part with the others from now on; it is dressed at once."""
        self._parts.append(part)
        part.dress(self.theme)

    def choose_theme(self, name: str) -> None:
        """Choose a theme, or to follow the system, and remember it."""
        self._window.settings.theme = name
        self.apply_theme()

    def reduce_motion(self, reduced: bool) -> None:
        """Let axes settle at once, or in a moment, and remember it."""
        self._window.settings.reduced_motion = reduced
        self.apply_motion()

    def apply_motion(self) -> None:
        """Take the motion that is remembered."""
        self._window.work.set_motion(0 if self._window.settings.reduced_motion else SETTLE_MS)

    def apply_theme(self) -> None:
        """Take the theme that is remembered, or the system's."""
        self.theme = wanted_theme(self._window.settings.theme)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.theme))
        self._window.setStyleSheet(sheet(self.theme))
        self._window.setWindowIcon(icons.cake(self.theme))
        self.dress()

    def dress(self) -> None:
        """Give every part the theme and the sizes that fit the window."""
        window, theme, sizes = self._window, self.theme, self.sizes
        window.top.dress(theme, sizes)
        window.status.dress(theme, sizes)
        window.row.setContentsMargins(sizes.gap, sizes.gap, sizes.gap, sizes.gap)
        window.row.setSpacing(sizes.gap)
        window.stack.dress(theme, sizes)
        window.work.dress(theme, sizes, window.width())
        for part in self._parts:
            part.dress(theme)
        for table in window.commands.tables.values():
            table.dress(theme)
        window.dressed()

    def fit_sizes(self, *, anew: bool = False) -> None:
        """Take the sizes that fit the window; `anew` where type has changed too."""
        window = self._window
        sizes = window.presenting.sizes(window.width(), window.height())
        if anew or sizes is not self.sizes or window.work.narrowed(window.width()):
            self.sizes = sizes
            self.dress()
        if anew:
            window.setStyleSheet(sheet(self.theme))  # what it styles takes the font it finds when it is set
        QTimer.singleShot(0, window.align)
