"""Who takes part in the comparison: the sheets of the desk, with letters, names and runs."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.ui.compare.held import Comparing, Held, letter
from stackdesk.ui.view import View, sheet_name

if TYPE_CHECKING:
    from stackdesk.desk import Desk, Sheet
    from stackdesk.engine import Result
    from stackdesk.scenario import Scenario


def order(desk: Desk) -> tuple[Sheet | None, ...]:
    """Give the sheets in the order of their letters: in front, held against (None: the reference), others."""
    first = (desk.sheet, desk.against)
    return (*first, *(one for one in desk.sheets if one not in first))


def read_comparing(desk: Desk, view: View, hidden: Collection[int]) -> Comparing | None:
    """Read one frame off the desk; None while A or B has no run yet."""
    held: list[Held] = []
    for place, sheet in enumerate(order(desk)):
        found = _reference(desk) if sheet is None else _sheet(desk, sheet, view, hidden)
        if found is None and place < 2:
            return None
        if found is not None:
            held.append(_lettered(found, letter(len(held))))
    return Comparing(view, tuple(held))


def _lettered(one: Held, key: str) -> Held:
    return Held(
        key, one.name, one.note, one.scenario, one.result, one.key, one.unsaved, one.shown, one.locked
    )


def _sheet(desk: Desk, sheet: Sheet, view: View, hidden: Collection[int]) -> Held | None:
    """Read one sheet; the one in front is drawn as the view has it."""
    result: Result | None = view.result if sheet is desk.sheet else sheet.result
    if result is None:
        return None
    return Held(
        "",
        sheet_name(sheet),
        changes_words(sheet.scenario),
        sheet.scenario,
        result,
        sheet.key,
        sheet.unsaved,
        sheet.key not in hidden,
        sheet.locked,
    )


def _reference(desk: Desk) -> Held | None:
    """Read the bare reference."""
    result = desk.reference_result
    if result is None:
        return None
    name = QCoreApplication.translate("compare", "Baseline {version}")
    version = desk.scenario.reference.version
    note = QCoreApplication.translate("compare", "reference, nothing changed")
    return Held("", name.format(version=version), note, result.scenario, result)


def changes_words(scenario: Scenario) -> str:
    """Say how many inputs a scenario changes."""
    count = len({address for address, _ in scenario.changes()}) + len(scenario.events)
    say = QCoreApplication.translate
    version = scenario.reference.version
    if not count:
        return say("compare", "nothing changed, on {version}").format(version=version)
    words = say("compare", "1 input changed") if count == 1 else say("compare", "{count} inputs changed")
    return words.format(count=count)
