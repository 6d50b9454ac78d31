"""One pull from press to release: what is asked, what is previewed on the desk, what is kept or put back."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.solve import Move, Proposals, Solution, Target
from stackdesk.scenario.shares import with_move
from stackdesk.scenario.trajectory import Trajectory
from stackdesk.ui.errand import Asks, Errand
from stackdesk.ui.solve.grip import Grip, step_text
from stackdesk.ui.solve.levers import SMALLEST, Levers
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.scenario.document import Scenario
    from stackdesk.ui.window import MainWindow

_STILL = 1e-9


def has_path(scenario: Scenario, lever: str, region: str | None) -> bool:
    """Tell whether a scenario gives a lever a path over the years."""
    own = scenario.values.get(lever) if region is None else scenario.regional.get((region, lever))
    return isinstance(own, Trajectory)


class Phase(enum.Enum):
    """Where a pull stands: nothing in hand, in hand, let go but not kept, kept as one step."""

    IDLE = "idle"
    HELD = "held"
    OPEN = "open"
    KEPT = "kept"


class Pulling(QObject):
    """Solves while a result is pulled. The newest target is asked for as soon as the last one is answered.

    `changed` tells whoever shows the pull to look again.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, asks: Asks | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self.levers = Levers(window)
        self.errand = Errand(self, asks)
        self.phase = Phase.IDLE
        self.grip: Grip | None = None
        self.lever = SMALLEST
        self.target = 0.0
        self.answer: Solution | Proposals | None = None
        self.chosen = 0
        self.failure = ""
        self._sheet = window.desk.sheet
        self._place: str | None = None
        self._base: Scenario = window.desk.scenario
        self._shown: Scenario = self._base
        self._kept: Scenario | None = None
        self._asked: tuple[Target, str] | None = None
        self._letting_go = False
        self._own = self._warm = False
        self.errand.answered.connect(self._take)
        self.errand.failed.connect(self._fail)
        window.desk.on_change(self._note)

    # ----------------------------------------------------------------------------------- what is known

    @property
    def solving(self) -> bool:
        """Whether the answer on show is not yet the one to the newest target."""
        return self.grip is not None and self.target != self.grip.value and self.errand.busy

    @property
    def move(self) -> Move | None:
        """The move that is previewed: the chosen one, or the one that comes nearest."""
        answer = self.answer
        if answer is None:
            return None
        if answer.moves:
            return answer.moves[min(self.chosen, len(answer.moves) - 1)]
        return answer.nearest

    @property
    def reached(self) -> bool:
        """Whether the last answer reaches its target."""
        return self.answer is not None and bool(self.answer.moves)

    @property
    def flattens(self) -> bool:
        """Whether the move puts one value in the place of the scenario's own path over the years."""
        move = self.move
        return move is not None and has_path(self._base, move.lever, move.region)

    @property
    def _wanted(self) -> tuple[Target, str] | None:
        return None if self.grip is None else (self.grip.target(self.target), self.lever)

    # ---------------------------------------------------------------------------------------- gestures

    def begin(self, grip: Grip) -> None:
        """Take a result in hand."""
        if self.phase is not Phase.IDLE:
            self.finish()
        self.phase, self.grip, self.target = Phase.HELD, grip, grip.value
        self.lever = self.levers.last
        self._sheet, self._base, self._kept = self._desk.sheet, self._desk.scenario, None
        self._shown = self._base
        self._place = None if self._desk.region == WORLD else self._desk.region
        self.changed.emit()

    def warm_up(self) -> None:
        """Have the other process ready before the first pull; it takes a second to start."""
        if not self._warm:
            self._warm = True
            series, year = next(iter(self._desk.scenario.catalogue.series)), self._desk.scenario.present
            lever = next(iter(self._desk.scenario.catalogue.parameters))
            self.errand.ask("solve", self._desk.scenario, Target(series, year, 0.0), lever)

    def pull(self, value: float) -> None:
        """Say what it shall be."""
        if self.grip is not None and value != self.target:
            self.target = value
            self._ask()
            self.changed.emit()

    def let_go(self) -> None:
        """Keep what solves it, once that is known; a press without a pull leaves the card open."""
        if self.phase is not Phase.HELD or self.grip is None:
            return
        if self._asked is None and self.target == self.grip.value:
            self.phase = Phase.OPEN
        else:
            self._letting_go = True
            self._settle()
        self.changed.emit()

    def cancel(self) -> None:
        """Take the pull back."""
        self._drop_preview()
        self._end()

    def wish(self, value: float) -> None:
        """Take a target that was typed, and keep what solves it."""
        if self.grip is not None:
            self.target, self._letting_go = value, True
            self._ask()
            self.changed.emit()

    def choose_lever(self, address: str) -> None:
        """Let another lever give."""
        if self.grip is None or address == self.lever:
            return
        self.lever = address
        if self._asked is not None or self.target != self.grip.value:
            self._letting_go = self._letting_go or self.phase is not Phase.HELD
            self._ask()
        self.changed.emit()

    def choose_move(self, index: int) -> None:
        """Take another of several solutions or proposals."""
        if self.answer is not None and 0 <= index < len(self.answer.moves):
            self.chosen = index
            if self.phase is Phase.HELD:
                self._preview()
            else:
                self._keep()
            self.changed.emit()

    def put_back(self) -> None:
        """Undo what was kept, and end."""
        self._take_back()
        self._end()

    def finish(self) -> None:
        """End, whatever is kept stays."""
        if self.phase is Phase.HELD:
            self._drop_preview()
        self._end()

    def _end(self) -> None:
        self.errand.cancel()
        self.phase, self.grip, self.answer, self._asked = Phase.IDLE, None, None, None
        self.chosen, self.failure, self._letting_go, self._kept = 0, "", False, None
        self.changed.emit()

    # ----------------------------------------------------------------------------------------- solving

    def _ask(self) -> None:
        """Ask for the newest target, unless an answer is under way: then it is asked after that."""
        wanted = self._wanted
        if wanted is None or self.errand.busy:
            return
        self._asked, self.failure = wanted, ""
        (target, lever), locked = wanted, tuple(sorted(self._desk.locked))
        if lever:
            self.errand.ask("solve", self._base, target, lever, self._place, "allowed", locked)
        else:
            self.errand.ask("propose", self._base, target, (), self._place, locked)

    def _ask_if_pulled(self) -> None:
        if self.grip is not None and (self.target != self.grip.value or self._asked is not None):
            self._ask()

    def _take(self, answer: Any) -> None:
        """Preview an answer, and ask on where the target has moved since."""
        if self.grip is None or not isinstance(answer, Solution | Proposals):
            return
        asked = self._asked
        if asked is not None and asked[1] == self.lever and asked[0] == answer.target:
            self.answer, self.chosen = answer, 0
            if self.phase is Phase.HELD:
                self._preview()
        if asked is None or asked != self._wanted:
            self._ask_if_pulled()
        else:
            self._settle()
        self.changed.emit()

    def _fail(self, words: str) -> None:
        self.failure, self._letting_go = words, False
        if self.phase is Phase.HELD:
            self._drop_preview()
            self.phase = Phase.OPEN
        self.changed.emit()

    def _settle(self) -> None:
        """Keep what was let go, once the newest target is answered."""
        answered = not self.errand.busy and self._asked == self._wanted
        if self._letting_go and answered:
            self._letting_go = False
            self._keep()

    # ------------------------------------------------------------------------------------ on the desk

    def _preview(self) -> None:
        """Show the move on the desk as if its slider were held."""
        move, hand, desk = self.move, self._window.hand, self._desk
        if move is None:
            return
        self._own = True
        if desk.dragging not in (None, move.lever):
            hand.cancel(desk.dragging)
        if desk.dragging is None:
            hand.begin(move.lever, move.region or WORLD)
        if desk.dragging == move.lever:
            hand.preview(move.lever, move.value)
        self._own, self._shown = False, desk.scenario

    def _drop_preview(self) -> None:
        """Put the desk back as it was before the pull."""
        self._own = True
        if self._desk.dragging is not None:
            self._window.hand.cancel(self._desk.dragging)
        self._own, self._shown = False, self._desk.scenario

    def _take_back(self) -> None:
        """Undo the step that was kept, if it is still the last one."""
        self._own = True
        if self._kept is not None and self._desk.scenario == self._kept and self._desk.can_undo:
            self._desk.undo()
        self._kept = None
        self._own, self._shown = False, self._desk.scenario

    def _keep(self) -> None:
        """Make the move one step of the history; what was kept before of this pull is replaced."""
        move, grip = self.move, self.grip
        self._drop_preview()
        self._take_back()
        self.phase = Phase.OPEN
        if move is None or grip is None or abs(move.value - move.now) <= _STILL * max(abs(move.now), 1.0):
            return
        text = step_text(grip, move.reached, self.levers.entry(move.lever).label)
        self._own = True
        try:
            locked = self._desk.locked
            self._desk.edit(with_move(self._base, move.lever, move.value, move.region, locked), text)
        except StackDeskError as error:
            self.failure = str(error)
        else:
            self.phase, self._kept = Phase.KEPT, self._desk.scenario
            self.levers.remember(self.lever)
            self._window.say(text)
        self._own, self._shown = False, self._desk.scenario

    def _note(self, kind: str) -> None:
        """End where something else changes the scenario, or another one comes to the front."""
        if self.phase is Phase.IDLE or self._own or kind not in ("scenario", "sheets"):
            return
        now = self._desk.scenario
        if self._desk.sheet is not self._sheet or (now is not self._shown and now != self._shown):
            self._end()
