"""Asks where the gap between A and B comes from, beside the window, once nothing moves any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stackdesk.ui.compare.held import Comparing
from stackdesk.ui.errand import Asks, Errand

if TYPE_CHECKING:
    from stackdesk.engine.attribution import Comparison
    from stackdesk.scenario import Scenario

SETTLE_MS = 250
MOST = 24
"""How many answers are kept."""


@dataclass(frozen=True)
class Parts:
    """What each input contributes to A less B, for one outcome at one date, in the series' unit."""

    a: float
    b: float
    parts: Mapping[str, float]
    sampled: bool


@dataclass(frozen=True)
class Question:
    """What is asked: two scenarios, an outcome, a region, a date."""

    a: Scenario
    b: Scenario
    series: str
    region: str
    year: float


class Attributing(QObject):
    """Keeps answers; `changed` says that there is a newer state: an answer, progress, or a failure."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, asks: Asks | None = None) -> None:
        super().__init__(parent)
        self._errand = Errand(self, asks)
        self._kept: list[tuple[Question, Parts]] = []
        self._wanted: Question | None = None
        self._asked: Question | None = None
        self._last: Parts | None = None
        self._given_up: Question | None = None
        self.share = 0.0
        self.failure = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self._errand.answered.connect(self._take)
        self._errand.told.connect(self._tell)
        self._errand.failed.connect(self._fail)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._errand.busy or self._settle.isActive()

    @property
    def cancelled(self) -> bool:
        """Whether the user gave up what is wanted now."""
        return self._wanted is not None and self._same(self._given_up, self._wanted)

    @property
    def current(self) -> Parts | None:
        """The answer to what is wanted now, if it is known."""
        return None if self._wanted is None else self._known(self._wanted)

    @property
    def newest(self) -> Parts | None:
        """The answer to what is wanted now, else the last one, which is out of date."""
        return self.current or self._last

    def follow(self, comparing: Comparing, series: str) -> None:
        """Want the parts of another frame; asked once nothing is held any more."""
        view = comparing.view
        wanted = Question(
            comparing.a.scenario, comparing.b.scenario, series, view.region, round(view.year, 4)
        )
        if self._wanted is not None and wanted.series != self._wanted.series:
            self._last = None  # another outcome, in another unit: nothing to show meanwhile
        new = not self._same(wanted, self._wanted)
        self._wanted = wanted
        if new:
            self.failure = ""
        if self._known(wanted) is not None:
            self._settle.stop()
            if not self._same(self._asked, wanted):
                self._errand.cancel()
        elif view.held or view.stale:
            self._settle.stop()
            self._errand.cancel()
        elif new or not (self.busy or self.failure or self.cancelled):
            self._settle.start()

    def cancel(self) -> None:
        """Give up what is being computed; asked again when something changes, or by `again`."""
        self._settle.stop()
        self._errand.cancel()
        self._given_up = self._wanted
        self.changed.emit()

    def again(self) -> None:
        """Compute after all."""
        self._given_up, self.failure = None, ""
        self._ask()

    def stop(self) -> None:
        """End the thread and the process."""
        self._settle.stop()
        self._errand.stop()

    # -------------------------------------------------------------------------------------------- inside

    @staticmethod
    def _same(one: Question | None, other: Question | None) -> bool:
        """Tell whether two questions have one answer; equal scenarios do."""
        if one is None or other is None:
            return False
        places = ("series", "region", "year")
        alike = all(getattr(one, name) == getattr(other, name) for name in places)
        return alike and all(
            mine is theirs or mine == theirs for mine, theirs in ((one.a, other.a), (one.b, other.b))
        )

    def _known(self, wanted: Question) -> Parts | None:
        return next((parts for asked, parts in self._kept if self._same(asked, wanted)), None)

    def _ask(self) -> None:
        """Ask from B to A, so that the parts add up to A less B."""
        wanted = self._wanted
        if wanted is None or self._known(wanted) is not None:
            return
        self._asked, self.share = wanted, 0.0
        places = ((wanted.series,), (wanted.region,), (wanted.year,))
        self._errand.ask("attribute", wanted.b, wanted.a, *places)
        self.changed.emit()

    def _take(self, found: Comparison | None) -> None:
        asked = self._asked
        if found is None or asked is None or not found.gaps:
            return
        gap = found.gaps[0]
        parts = Parts(gap.b, gap.a, dict(gap.parts), found.sampled)
        self._kept = [(asked, parts), *self._kept[: MOST - 1]]
        self._last = parts
        self.changed.emit()

    def _tell(self, share: float) -> None:
        self.share = float(share)
        self.changed.emit()

    def _fail(self, words: str) -> None:
        self.failure = words
        self.changed.emit()
