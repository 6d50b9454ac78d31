"""How an axis moves to a new range: at once, or within 160 ms once the mouse is up."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from stackdesk.ui.charts.scale import Range

MILLISECONDS = 160


def between(start: Range, end: Range, share: float, *, log: bool) -> Range:
    """Give the range a share of the way from one to another, with the grid of where it goes."""
    if share >= 1.0:
        return end

    def mixed(a: float, b: float) -> float:
        if log and a > 0.0 and b > 0.0:
            return math.exp(math.log(a) + share * (math.log(b) - math.log(a)))
        return a + share * (b - a)

    low, high = mixed(start.low, end.low), mixed(start.high, end.high)
    return Range(low, high, tuple(tick for tick in end.ticks if low <= tick <= high * (1.0 + 1e-9)))


class Settling(QObject):
    """Moves a range; a second call starts from where the first has got to."""

    def __init__(self, show: Callable[[Range], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._start = self._end = self._now = Range(0.0, 1.0, (0.0, 1.0))
        self._log = False
        self._known = False
        self.milliseconds = MILLISECONDS
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._step)

    def to(self, wanted: Range, *, log: bool, animated: bool) -> None:
        """Move to a range, at once where nothing was shown before or motion is unwanted."""
        if self._known and wanted == self._end and log == self._log:
            return
        quiet = not self._known or not animated or self.milliseconds <= 0 or log != self._log
        self._start, self._end, self._log, self._known = self._now, wanted, log, True
        self._motion.stop()
        if quiet:
            self._step(1.0)
            return
        self._motion.setDuration(self.milliseconds)
        self._motion.start()

    def forget(self) -> None:
        """Show the next range at once: another chart."""
        self._known = False

    def _step(self, share: float) -> None:
        self._now = between(self._start, self._end, float(share), log=self._log)
        self._show(self._now)
