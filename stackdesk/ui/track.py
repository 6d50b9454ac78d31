"""A slider bound to one parameter: it shows where that stands and hands every move of mouse and keys on."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from stackdesk.ui.hand import Hand
from stackdesk.ui.measure import Measure
from stackdesk.ui.slider import LeverSlider
from stackdesk.ui.subject import Standing, Subject


class Track(LeverSlider):
    """The slider of a lever and of a table's row; both behave alike because both are this one."""

    def __init__(self, subject: Subject, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._showing = False
        self._standing: Standing | None = None
        self.subject = subject
        self.reach = subject.measure
        self.pressed.connect(self._begin)
        self.sliderMoved.connect(self._move)
        self.released.connect(self._end)
        self.cancelled.connect(self._cancel)
        self.stepped.connect(self._step)
        self.reset_asked.connect(self._reset)
        self.denied.connect(self._deny)
        self.valueChanged.connect(self._slid)
        self.take(subject)

    @property
    def address(self) -> str:
        """The address of its parameter."""
        return self.subject.address

    def take(self, subject: Subject) -> None:
        """Take a parameter, or the same one as it is in another region."""
        self.subject = subject
        self._standing = None
        self._set_reach(subject.measure)
        self._name()

    def _name(self) -> None:
        """Say which parameter this is, and that it is locked where it is."""
        subject = self.subject
        name = f"{subject.label}, {subject.shape.unit}" if subject.shape.unit else subject.label
        words = QCoreApplication.translate("Track", "{name}, locked")
        self.setAccessibleName(words.format(name=name) if self.locked else name)

    def _set_reach(self, ruler: Measure) -> None:
        """Show a part of the ruler."""
        self.reach = ruler
        self._showing = True
        self.setRange(0, ruler.positions)
        self.setSingleStep(max(ruler.positions // 100, 1) if ruler.log else 10)
        self.setPageStep(max(ruler.positions // 10, 1) if ruler.log else 100)
        self._showing = False

    def show_standing(self, standing: Standing, *, binding: bool) -> None:
        """Show a value; nothing is sent back. The reach stays as it is while the handle is held."""
        self._standing = standing
        if standing.locked != self.locked:
            self.locked = standing.locked
            self._name()
            self.update()
        ends = self._hand.sitting.ends(self.address, self.subject.region)
        if not self.held:
            reach = self.subject.reach(standing, ends)
            if reach != self.reach:
                self._set_reach(reach)
        ruler = self.reach
        self._showing = True
        self.setValue(ruler.position(standing.value))
        self._showing = False
        published, spread = self.subject.published, standing.spread
        self.mark(
            ruler.share(standing.reference),
            None if published is None else (ruler.share(published[0]), ruler.share(published[1])),
            changed=standing.changed,
            binding=binding,
            spread=None if spread is None else (ruler.share(spread[0]), ruler.share(spread[1])),
        )
        words = [self.subject.text(standing.value), self.subject.definition]
        if spread is not None:
            varies = QCoreApplication.translate("Track", "varies, {span}")
            words.insert(1, varies.format(span=self.subject.span(*spread)))
        self.setAccessibleDescription(". ".join(words))

    # ------------------------------------------------------------------------------------- the hand

    def _begin(self) -> None:
        self._hand.begin(self.address, self.subject.region)

    def _move(self, position: int) -> None:
        if self.held:
            self._hand.slide(self.subject, self.reach.value(position))

    def _end(self) -> None:
        self._hand.end(self.address)

    def _cancel(self) -> None:
        self._hand.cancel(self.address)

    def _step(self, steps: float) -> None:
        """Step by the parameter's own step; Home and End lead to ends set by hand, else to the limits."""
        if self._standing is None:
            return
        ends = self._hand.sitting.ends(self.address, self.subject.region)
        if ends is not None and math.isinf(steps):
            self._hand.set(self.subject, ends[int(steps > 0.0)])
            return
        self._hand.set(self.subject, self.subject.measure.stepped(self._standing.value, steps))

    def _reset(self) -> None:
        self._hand.reset(self.address, self.subject.region)

    def _deny(self) -> None:
        self._hand.deny(self.address)

    def _slid(self, position: int) -> None:
        """Follow assistive technology, which sets the native slider's value."""
        if self._showing or self.held:
            return
        if self.locked and self._standing is not None:
            self.show_standing(self._standing, binding=self.binding)
            self._deny()
            return
        self._hand.set(self.subject, self.reach.value(position))
