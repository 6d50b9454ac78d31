"""The size of all type: from the View menu or with Ctrl and plus or minus, remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from stackdesk.ui import typeface
from stackdesk.ui.settings import TEXT_SIZES

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow


class TextSize(QObject):
    """Scales type, and bars and rows with it; where room gets short levers fall away, type never shrinks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.percent = window.settings.text_size
        self.menu = QMenu(self.tr("Te&xt Size"), window)
        self.larger = self._add(self.tr("&Larger"), partial(self._step, 1), ("Ctrl++", "Ctrl+="))
        self.smaller = self._add(self.tr("&Smaller"), partial(self._step, -1), ("Ctrl+-",))
        self.menu.addSeparator()
        group = QActionGroup(self)
        self._choices = {}
        for percent in TEXT_SIZES:
            choice = self._add(self.tr("{percent} %").format(percent=percent), partial(self.choose, percent))
            choice.setCheckable(True)
            group.addAction(choice)
            self._choices[percent] = choice
        self._set()

    def _add(self, words: str, does: partial[None], keys: tuple[str, ...] = ()) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(does)
        self.menu.addAction(action)
        return action

    @property
    def scale(self) -> float:
        """How many times as large as designed the type is."""
        return self.percent / 100.0

    def choose(self, percent: int, *_: object) -> None:
        """Take a size in percent and remember it."""
        if percent == self.percent:
            self._choices[percent].setChecked(True)
            return
        self.percent = percent
        self._window.settings.text_size = percent
        self._window.presenting.stop()
        self._set()
        self._window.look.fit_sizes(anew=True)
        self._window.say(self.tr("Text at {percent} %").format(percent=percent))
        self._window.live.request()

    def _step(self, by: int, *_: object) -> None:
        place = TEXT_SIZES.index(self.percent) + by
        if 0 <= place < len(TEXT_SIZES):
            self.choose(TEXT_SIZES[place])

    def _set(self) -> None:
        """Scale the typeface; what has no font of its own follows the application's."""
        typeface.set_scale(self.scale)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(typeface.lettering(13))
        self._choices[self.percent].setChecked(True)
        self.larger.setEnabled(self.percent < TEXT_SIZES[-1])
        self.smaller.setEnabled(self.percent > TEXT_SIZES[0])
