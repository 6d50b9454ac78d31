"""The seam between the stack and the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QTimer

from stackdesk.ui.layout.divider import Divider
from stackdesk.ui.layout.sharing import held_between
from stackdesk.ui.panel import GAUGE
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import px

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

LEAST_SLIDER = 56
LEAST_WORK, LEAST_WORK_COMPACT = 760, 580


class Columns(QObject):
    """Gives the stack the width that the user chose, as far as the window allows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        body = window.work.parentWidget()
        assert body is not None
        self._body = body
        words = self.tr("Width of the layers")
        self.divider = Divider("divider.stack", words, upright=True, parent=self._body)
        self.divider.size_asked.connect(self._ask)
        self.divider.reset_asked.connect(self._reset)
        self.divider.settled.connect(window.work.changed)
        window.stack.installEventFilter(self)

    def dress(self, theme: Theme) -> None:
        """Take a theme, and the stack's width for the sizes that hold now."""
        self.divider.dress(theme)
        self.fit()

    def fit(self) -> None:
        """Give the stack its width and put the seam beside it."""
        window = self._window
        sizes = window.look.sizes
        chosen = window.work.arrangement.of(window.work.density).stack
        wide = sizes.stack
        if chosen is not None and not sizes.reduced:
            wide = held_between(chosen, self._least(), self._most())
        window.stack.setFixedWidth(wide)
        self._place()

    def _least(self) -> int:
        columns = self._window.look.sizes.columns
        fixed = columns.mark + columns.label + columns.value + columns.unit + columns.delta
        return fixed + GAUGE + round(px(LEAST_SLIDER))

    def _most(self) -> int:
        sizes = self._window.look.sizes
        work = LEAST_WORK_COMPACT if sizes.compact else LEAST_WORK
        return max(self._window.width() - 3 * sizes.gap - round(px(work)), sizes.stack)

    def _place(self) -> None:
        stack, sizes = self._window.stack, self._window.look.sizes
        self.divider.setVisible(not sizes.reduced and stack.isVisibleTo(self._body))
        room = stack.geometry()
        seam = QRect(room.right() + 1, room.top(), sizes.gap, room.height())
        self.divider.stand(seam, room.width(), self._least(), self._most())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand beside the stack wherever it goes."""
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        if event.type() in kinds:
            self._place()
        return False

    # ------------------------------------------------------------------------------------------ hand

    def _ask(self, wide: int) -> None:
        self._keep(wide)

    def _reset(self) -> None:
        self._keep(None)
        self._window.work.changed.emit()

    def _keep(self, wide: int | None) -> None:
        work = self._window.work
        work.arrangement.of(work.density).stack = wide
        self.fit()
        QTimer.singleShot(0, self._window.align)
