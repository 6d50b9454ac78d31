"""What the relief chart shows: rows of one family, longest first, in an order that holds during a drag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.core.layer import Layer
from stackdesk.core.quantity import declarations
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import declared

if TYPE_CHECKING:
    from stackdesk.engine import Relief, ReliefRow

LIMITS, CEILINGS = "limit", "ceiling"


@dataclass(frozen=True)
class Row:
    """One constraint: its bar's length, or for a limit that stands at zero what one step of it brings."""

    constraint: str
    label: str
    layer: str
    share: float | None
    value: str
    detail: str = ""


def rows(relief: Relief, family: str, layers: Sequence[Layer]) -> list[Row]:
    """Give a family's rows, longest bar first; those told per step come last."""
    found = [_row(row, layers) for row in relief.rows if row.family == family]
    return sorted(found, key=lambda row: (row.share is None, -abs(row.share or 0.0), row.label))


def ordered(found: Sequence[Row], before: Sequence[str]) -> list[Row]:
    """Keep the order rows had before; new ones come after in their own order."""
    place = {constraint: rank for rank, constraint in enumerate(before)}
    return sorted(found, key=lambda row: place.get(row.constraint, len(place)))


def _row(row: ReliefRow, layers: Sequence[Layer]) -> Row:
    """Write one row."""
    label, until = declared(row.label), _until(row)
    if row.per_step is None and row.elasticity is not None:
        return Row(row.constraint, label, row.layer, row.elasticity, fmt.signed(row.elasticity), until)
    template = QCoreApplication.translate("charts", "{value} % per {step}")
    step = template.format(
        value=fmt.signed(100.0 * (row.per_step or 0.0)), step=step_words(layers, row.constraint)
    )
    return Row(row.constraint, label, row.layer, None, step, until)


def _until(row: ReliefRow) -> str:
    """Say how far easing helps."""
    if row.until is None:
        return ""
    template = QCoreApplication.translate("charts", "helps up to {share} more, then something else binds")
    return template.format(share=fmt.percent(max(row.until - 1.0, 0.0)))


def step_words(layers: Sequence[Layer], constraint: str) -> str:
    """Say how large a constraint's step is, in the unit of the parameter that eases it."""
    for layer in layers:
        for declared_one in layer.constraints:
            if declared_one.name == constraint:
                return f"{fmt.short(declared_one.step or 1.0)} {_unit(layer, declared_one.eases)}".rstrip()
    return QCoreApplication.translate("charts", "step")


def _unit(layer: Layer, address: str) -> str:
    """Find a parameter's unit; an address names a list's item where the declaration has a block for each."""
    parts = address.split(".")
    for one in declarations(layer.key, layer.parameters):
        own = list(one.path)
        if parts == own or _same_but_item(parts, own):
            return "" if one.quantity.unit == "1" else fmt.sign(one.quantity.unit)
    return ""


def _same_but_item(parts: list[str], own: list[str]) -> bool:
    """Say whether an address is a declaration's with an item's key put in."""
    return len(parts) == len(own) + 1 and parts[-1] == own[-1] and parts[: len(own) - 1] == own[:-1]
