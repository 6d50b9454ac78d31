"""The inputs of two scenarios, side by side and in words. Pure functions, no widgets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.scenario.carrying import may_carry
from stackdesk.scenario.comparison import EVENT, PRESENT, REFERENCE, Difference, compare, compare_parameter
from stackdesk.scenario.trajectory import Trajectory, value_at
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import declared
from stackdesk.ui.compare.held import Comparing, Held
from stackdesk.ui.measure import shape

if TYPE_CHECKING:
    from stackdesk.core.quantity import Parameter
    from stackdesk.scenario import Scenario, Value


@dataclass(frozen=True)
class InputRow:
    """One input in one place: what it is called, both values in words, and which way it can be copied.

    `number` is A's value at the cursor in the parameter's unit, nan where it is no number; `plain` says
    that A's value is a number that can be typed and dragged here. `to_a` and `to_b` say why copying is
    not possible; empty where it is.
    """

    key: str
    row: Difference
    label: str
    layer: str
    note: str
    a: str
    b: str
    unit: str
    number: float
    other: float
    plain: bool
    differs: bool
    to_a: str = ""
    to_b: str = ""

    @property
    def address(self) -> str:
        """The parameter's address, or the key of what is no parameter."""
        return self.row.address


class Differences:
    """The inputs that differ, kept from frame to frame: a drag moves one of them, and only that is read."""

    def __init__(self) -> None:
        self._known: tuple[Scenario, Scenario, tuple[Difference, ...]] | None = None

    def between(self, a: Scenario, b: Scenario) -> tuple[Difference, ...]:
        """List the inputs that differ: reference, present, parameters, events."""
        rows = self._moved(a, b)
        if rows is None:
            rows = compare(a, b)
        self._known = (a, b, rows)
        return rows

    def _moved(self, a: Scenario, b: Scenario) -> tuple[Difference, ...] | None:
        """Read anew what moved since the last frame; None where that is more than values of parameters."""
        if self._known is None:
            return None
        before, other, rows = self._known
        whole = ("reference", "present", "events")
        if other is not b or any(getattr(before, name) != getattr(a, name) for name in whole):
            return None
        moved = {key for key in {*before.values, *a.values} if before.values.get(key) != a.values.get(key)}
        places = {*before.regional, *a.regional}
        moved |= {place[1] for place in places if before.regional.get(place) != a.regional.get(place)}
        if not moved:
            return rows
        kept = [row for row in rows if row.address not in moved]
        kept += [row for address in moved for row in compare_parameter(a, b, address)]
        order = {address: at for at, address in enumerate(a.catalogue.parameters)}
        first = (REFERENCE, PRESENT)
        kept.sort(key=lambda row: -1 if row.address in first else order.get(row.address, len(order)))
        return tuple(kept)


def differing(comparing: Comparing, known: Differences | None = None) -> tuple[InputRow, ...]:
    """List the inputs that differ between A and B, in the catalogue's order."""
    rows = (known or Differences()).between(comparing.a.scenario, comparing.b.scenario)
    return tuple(read_input(comparing, row, differs=True) for row in rows)


def everything(comparing: Comparing, known: Differences | None = None) -> tuple[InputRow, ...]:
    """List every parameter that a person can set: those that differ as above, the others once."""
    found = differing(comparing, known)
    told = {one.address for one in found}
    same = [
        read_input(comparing, _same(comparing, parameter.address), differs=False)
        for parameter in comparing.a.scenario.reference.catalogue.parameters.values()
        if parameter.address not in told and not parameter.quantity.hidden
    ]
    return (*found, *same)


def counted(comparing: Comparing, rows: Iterable[InputRow]) -> tuple[int, int]:
    """Count the inputs that differ, and all that a person can set, changed events among them."""
    keys = {one.address for one in rows if one.differs}
    catalogue = comparing.a.scenario.reference.catalogue
    known = {p.address for p in catalogue.parameters.values() if not p.quantity.hidden}
    return len(keys), len(known | keys)


def _same(comparing: Comparing, address: str) -> Difference:
    a, b = (_held(one.scenario, address) for one in (comparing.a, comparing.b))
    return Difference(address, None, a, b)


def _held(scenario: Scenario, address: str) -> Value | None:
    """Give what a scenario says of a parameter for the World; None where its reference has none."""
    if address not in scenario.reference.catalogue.parameters:
        return None
    own = scenario.values.get(address)
    return scenario.reference.value(address) if own is None else own


def read_input(comparing: Comparing, row: Difference, *, differs: bool) -> InputRow:
    """Put one input into words."""
    parameter = parameter_of(comparing, row.address)
    to_a, to_b = (_why_not(comparing, row, to) for to in (comparing.a, comparing.b))
    if parameter is None:
        return _bare_row(row, to_a, to_b)
    year = max(comparing.view.year, comparing.view.present)
    read = shape(parameter)
    a, b = (_number(value, year) for value in (row.a, row.b))
    path = isinstance(row.a, Trajectory) or isinstance(row.b, Trajectory)
    label = declared(parameter.quantity.label)
    if row.region is not None:
        label += f", {comparing.view.region_label(row.region)}"
    if path:
        label = QCoreApplication.translate("compare", "{label} in {year}").format(
            label=label, year=fmt.year(year)
        )
    return InputRow(
        key=f"{row.address} {row.region or ''}",
        row=row,
        label=label,
        layer=parameter.layer,
        note=_note(comparing, parameter),
        a=fmt.number(a * read.factor),
        b=fmt.number(b * read.factor),
        unit=read.unit,
        number=a,
        other=b,
        plain=not isinstance(row.a, Trajectory) and math.isfinite(a),
        differs=differs,
        to_a=to_a,
        to_b=to_b,
    )


def parameter_of(comparing: Comparing, address: str) -> Parameter | None:
    """Give a parameter's declaration from whichever reference has it."""
    for one in (comparing.a, comparing.b):
        found = one.scenario.reference.catalogue.parameters.get(address)
        if found is not None:
            return found
    return None


def _number(value: Value | str | None, year: float) -> float:
    return math.nan if value is None or isinstance(value, str) else value_at(value, year)


def _note(comparing: Comparing, parameter: Parameter) -> str:
    """Say why it was changed, A's reason first; else whether it is a policy or an assumption."""
    for one in (comparing.a, comparing.b):
        reason = one.scenario.reasons.get(parameter.address, "")
        if reason:
            return reason
    return QCoreApplication.translate("compare", "{kind}, no reason given").format(
        kind=declared(parameter.quantity.kind).capitalize()
    )


def _bare_row(row: Difference, to_a: str, to_b: str) -> InputRow:
    """Put the reference, the present or an event into words."""
    names = {
        REFERENCE: QCoreApplication.translate("compare", "Reference"),
        PRESENT: QCoreApplication.translate("compare", "Present"),
    }
    label = names.get(row.address, row.address.removeprefix(EVENT))
    notes = {
        REFERENCE: QCoreApplication.translate("compare", "The defaults that each stands on"),
        PRESENT: QCoreApplication.translate("compare", "Where history ends"),
    }
    note = notes.get(row.address, QCoreApplication.translate("compare", "Event"))
    a, b = (_text(value) for value in (row.a, row.b))
    return InputRow(
        key=row.address,
        row=row,
        label=label,
        layer="",
        note=note,
        a=a,
        b=b,
        unit="",
        number=math.nan,
        other=math.nan,
        plain=False,
        differs=True,
        to_a=to_a,
        to_b=to_b,
    )


def _text(value: Value | str | None) -> str:
    if value is None:
        return QCoreApplication.translate("compare", "none")
    return value if isinstance(value, str) else fmt.fixed(value_at(value, 0.0), 2)


def _why_not(comparing: Comparing, row: Difference, receiver: Held) -> str:
    """Say why an input cannot be copied to one side; empty where it can."""
    say = QCoreApplication.translate
    if row.address in (REFERENCE, PRESENT):
        return say("compare", "belongs to the scenario as a whole and is not copied")
    if receiver.key is None:
        return say("compare", "{name} is a released reference, which nobody changes").format(
            name=receiver.name
        )
    if not may_carry(row, receiver.scenario):
        return say("compare", "{name} has no such input").format(name=receiver.name)
    if row.address in receiver.locked:
        return say("compare", "locked in {letter}; unlock it first").format(letter=receiver.letter)
    return ""


def by_effect(rows: Iterable[InputRow], parts: Mapping[str, float]) -> list[InputRow]:
    """Order inputs by what they do to the gap, largest first; unknown effects by their change."""

    def rank(one: InputRow) -> tuple[float, float]:
        return -abs(parts.get(one.address, 0.0)), -_moved(one)

    return sorted(rows, key=rank)


def by_layer(rows: Iterable[InputRow], order: Mapping[str, int]) -> list[InputRow]:
    """Order inputs by layer, the highest first, as the stack stands; what has no layer comes first."""
    return sorted(rows, key=lambda one: -order.get(one.layer, 99))


def _moved(one: InputRow) -> float:
    """Say by what share of itself an input differs."""
    if not (math.isfinite(one.number) and math.isfinite(one.other)):
        return 1.0
    size = max(abs(one.number), abs(one.other))
    return abs(one.number - one.other) / size if size > 0.0 else 0.0
