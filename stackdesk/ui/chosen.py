"""The parameter that the inspector shows, and how any parameter stands in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stackdesk.scenario import lock_key
from stackdesk.ui import format as fmt
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.subject import Standing, Subject, standing
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.desk import Desk


class Chosen(QObject):
    """Keeps the inspector on one parameter while scenario, year and region change."""

    def __init__(self, desk: Desk, inspector: Inspector, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inspector = inspector
        self._subjects: Mapping[str, Subject] = {}
        self.address = ""
        inspector.reason_given.connect(self._give_reason)

    def build(self, subjects: Mapping[str, Subject], first: str | None) -> None:
        """Take the parameters of a reference; keep the chosen one if it is still there."""
        self._subjects = subjects
        if self.address not in subjects:
            self.address = first if first is not None and first in subjects else next(iter(subjects), "")

    def retake(self, subjects: Mapping[str, Subject]) -> None:
        """Take the parameters as they are in another region."""
        self._subjects = subjects
        if self.address:
            self.show(self.address)

    def show(self, address: str) -> None:
        """Choose a parameter."""
        if address not in self._subjects:
            return
        self.address = address
        scenario, subject = self._desk.scenario, self._subjects[address]
        entry = scenario.reference.entry(address)
        self._inspector.show_subject(subject, entry, scenario.reasons.get(address, ""))
        self.refresh()

    def refresh(self) -> None:
        """Show how the chosen parameter stands now."""
        if not self.address:
            return
        year = max(self._desk.year, self._desk.scenario.present)
        when = self.tr("in {year}").format(year=fmt.year(year))
        when = ", ".join(part for part in (when, self._place(self._subjects[self.address])) if part)
        self._inspector.show_standing(self.stand(self._subjects[self.address]), when)
        self._inspector.show_reason(self._desk.scenario.reasons.get(self.address, ""))

    def _place(self, subject: Subject) -> str:
        """Name the region that a parameter is shown for, if it is not the World."""
        if subject.region is None or subject.region == WORLD:
            return ""
        regions = self._desk.scenario.reference.catalogue.lists.get("region", ())
        return next((one.label for one in regions if one.key == subject.region), subject.region)

    @property
    def changed(self) -> bool:
        """Whether the scenario changes the chosen parameter."""
        return bool(self.address) and self.stand(self._subjects[self.address]).changed

    def stand(self, subject: Subject) -> Standing:
        """Say how a parameter stands now."""
        locked = bool({subject.address, lock_key((subject.address, subject.region))} & self._desk.locked)
        return standing(subject, self._desk.scenario, self._desk.year, locked=locked)

    def change_words(self, address: str) -> str:
        """Say how far a parameter is from its reference: Connection lead time 4.00 → 2.60 yr."""
        subject = self._subjects.get(address)
        if subject is None:
            return ""
        now = self.stand(subject)
        label = ", ".join(part for part in (subject.label, self._place(subject)) if part)
        if not now.changed:
            return self.tr("{label} {value}, as in the reference").format(
                label=label, value=subject.text(now.value)
            )
        return f"{label} {subject.number(now.reference)} → {subject.text(now.value)}"

    def _give_reason(self, address: str, text: str) -> None:
        self._desk.set_reason(address, text)
