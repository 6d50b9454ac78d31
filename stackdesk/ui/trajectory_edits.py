"""What mouse, keys, fields and table do to a path: each becomes a call of the hand, as with a slider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stackdesk.scenario import Trajectory, Value
from stackdesk.ui.hand import Hand
from stackdesk.ui.subject import Subject
from stackdesk.ui.trajectory import (
    MONTH,
    NEAR,
    Path,
    Point,
    added,
    index_of,
    moved,
    read_path,
    removed,
    shifted,
)

if TYPE_CHECKING:
    from stackdesk.desk import Desk


class PathEdits(QObject):
    """Edits the path of one parameter in the region in view; a point is told by its year.

    `chosen` is the year of the point that keys and fields act on, if any.
    """

    refused = Signal(str)
    choice_changed = Signal()

    def __init__(self, desk: Desk, hand: Hand, subject: Subject, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hand = hand
        self.subject = subject
        self.chosen: float | None = None
        hand.refused.connect(self._hear)

    def _hear(self, address: str, words: str) -> None:
        if address == self.subject.address:
            self.refused.emit(words)

    # ---------------------------------------------------------------------------------------- reading

    def take(self, subject: Subject) -> None:
        """Take another parameter, or the same in another region."""
        if (subject.address, subject.region) != (self.subject.address, self.subject.region):
            if self.dragging:
                self._hand.end(self.subject.address)
            self.chosen = None
        self.subject = subject

    def path(self) -> Path:
        """Read the path as it is now, in the middle of a drag too."""
        return read_path(self._desk.scenario, self.subject)

    @property
    def year(self) -> float:
        """The year under the window's cursor."""
        return self._desk.year

    @property
    def index(self) -> int | None:
        """The place of the chosen point among the points."""
        return None if self.chosen is None else index_of(self.path().points, self.chosen)

    @property
    def point(self) -> Point | None:
        """The chosen point."""
        index = self.index
        return None if index is None else self.path().points[index]

    @property
    def changed(self) -> bool:
        """Whether the scenario changes the parameter where it is looked at."""
        return self._desk.scenario.changed(self.subject.address, self.subject.region)

    @property
    def dragging(self) -> bool:
        """Whether this parameter is in hand."""
        return self._desk.dragging == self.subject.address

    # --------------------------------------------------------------------------------------- choosing

    def choose(self, year: float | None) -> None:
        """Choose the point of a year, or none."""
        if year != self.chosen:
            self.chosen = year
            self.choice_changed.emit()

    def choose_next(self, step: int) -> bool:
        """Choose the next or previous point; from none the first or last. False at the end of the row."""
        years = [year for year, _ in self.path().points]
        index = self.index
        place = (0 if step > 0 else len(years) - 1) if index is None else index + step
        if not 0 <= place < len(years):
            return False
        self.choose(years[place])
        return True

    # ----------------------------------------------------------------------------------------- a drag

    def begin(self) -> None:
        """Take the path in hand."""
        self.refused.emit("")
        self._hand.begin(self.subject.address)

    def drag_point(self, start: Path, index: int, year: float, value: float) -> None:
        """Show a point of the path as it was at the start of the drag at another place."""
        self._hand.preview(self.subject.address, Trajectory(moved(start, index, year, value)))
        self.choose(year)

    def drag_line(self, start: Path, grip: float, goal: float) -> None:
        """Show the whole line moved, so that what stood at `grip` stands at `goal`."""
        self._hand.preview(self.subject.address, shifted(start, self.subject.measure, grip, goal))

    def end(self) -> None:
        """Let go: one undo step, or none."""
        if self.dragging:
            self._hand.end(self.subject.address)

    def cancel(self, chosen: float | None) -> None:
        """Put everything back as it was, the choice too."""
        self._hand.cancel(self.subject.address)
        self.choose(chosen)

    # ------------------------------------------------------------------------------------------ edits

    def add(self, year: float, value: float | None = None) -> None:
        """Add a point and choose it; without a value it lies on the line."""
        path = self.path()
        year = min(max(year, path.start), path.end)
        height = path.at(year) if value is None else value
        self._put(Trajectory(added(path, year, self.subject.measure.bounded(height))))
        self.choose(year)

    def remove(self, index: int) -> None:
        """Take a point away and choose a neighbour; without any the reference is followed again."""
        path = self.path()
        left = removed(path, index)
        if left:
            self._put(Trajectory(left))
            self.choose(left[min(index, len(left) - 1)][0])
        else:
            self.follow_reference()

    def follow_reference(self) -> None:
        """Take the path back to the reference where it is looked at; regions keep what is their own."""
        self.choose(None)
        address, region = self.subject.address, self.subject.region
        if region is None:
            self._put(self._desk.scenario.reference.value(address))
        else:
            self._hand.reset(address)

    def flatten(self) -> None:
        """Go back to one value from the present on: what holds in the cursor's year."""
        path = self.path()
        self.choose(None)
        self._put(path.at(max(self._desk.year, path.present)))

    def nudge(self, months: int, steps: float) -> None:
        """Move the chosen point by months and steps; where none is chosen, the whole line by steps."""
        path, index = self.path(), self.index
        ruler, address = self.subject.measure, self.subject.address
        if index is None:
            if steps:
                self._hand.nudge(address, self._stepped(path, steps))
            return
        year, value = path.points[index]
        goal = round(year + months * MONTH, 4) if abs(months) < 3 else _quarter(year, months // 3)
        around = [one for place, (one, _) in enumerate(path.points) if place != index]
        free = all(abs(one - goal) > NEAR for one in around) and path.start <= goal <= path.end
        year = goal if free else year
        value = ruler.stepped(value, steps) if steps else value
        self._hand.nudge(address, Trajectory(moved(path, index, year, value)))
        self.choose(year)

    def _stepped(self, path: Path, steps: float) -> Value:
        """Give the whole line moved by steps; a plain value as a lever's keys move it."""
        ruler = self.subject.measure
        if path.value is not None or not (path.points or path.seed):
            return ruler.stepped(path.later(), steps)
        here = path.at(max(self._desk.year, path.present))
        return shifted(path, ruler, here, ruler.stepped(here, steps))

    def set_point(self, index: int, year: float, value: float) -> bool:
        """Put a point where it was typed; say whether it could go there."""
        path, ruler = self.path(), self.subject.measure
        others = [one for place, (one, _) in enumerate(path.points) if place != index]
        if not path.start <= year <= path.end:
            words = self.tr("years go from {first} to {last}")
            self.refused.emit(words.format(first=f"{path.start:g}", last=f"{path.end:g}"))
        elif any(abs(one - year) <= NEAR for one in others):
            self.refused.emit(self.tr("there is a point in {year} already").format(year=f"{year:g}"))
        elif not ruler.low <= value <= ruler.high:
            allowed = self.subject.span(ruler.low, ruler.high)
            self.refused.emit(self.tr("allowed {range}").format(range=allowed))
        else:
            self._put(Trajectory(moved(path, index, year, value)))
            self.choose(year)
            return True
        return False

    def set_plain(self, value: float) -> bool:
        """Set one value from the present on; say whether it is allowed."""
        ruler = self.subject.measure
        if not ruler.low <= value <= ruler.high:
            allowed = self.subject.span(ruler.low, ruler.high)
            self.refused.emit(self.tr("allowed {range}").format(range=allowed))
            return False
        self._put(value)
        return True

    def _put(self, value: Value) -> None:
        self.refused.emit("")
        self._hand.put(self.subject.address, value)


def _quarter(year: float, quarters: int) -> float:
    """Give the quarter that lies so many quarters on; one in between goes to the next one there."""
    place = year * 4.0
    nearest = round(place)
    if abs(place - nearest) > 1e-6 and (nearest > place) == (quarters > 0):
        quarters -= 1 if quarters > 0 else -1
    return (nearest + quarters) / 4.0
