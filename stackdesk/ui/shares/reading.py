"""Shares as the window shows them: each a subject of its own, with its part of the whole. No widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.scenario import Group, lock_key
from stackdesk.scenario.shares import Member
from stackdesk.ui.subject import Standing, Subject, standing, subject
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.scenario import Reference


@dataclass(frozen=True)
class Share:
    """One share: what it is called, where it stands, and its part of the whole (0 to 1)."""

    member: Member
    subject: Subject
    standing: Standing
    part: float

    @property
    def outside(self) -> bool:
        """Whether it has left what is published."""
        around = self.subject.published
        value = self.standing.value
        return around is not None and not around[0] - 1e-6 <= value <= around[1] + 1e-6

    @property
    def words(self) -> str:
        """Say it: Electricians 42 %."""
        return f"{self.subject.label} {percent(self.part)}"


@dataclass(frozen=True)
class Shares:
    """All shares of one whole at the cursor, and the part that no parameter stands for."""

    group: Group
    shares: tuple[Share, ...]
    rest: float

    @property
    def sentence(self) -> str:
        """Say all of them in one sentence."""
        parts = [one.words for one in self.shares if one.part > 0.0]
        parts += [f"{rest_label(self.group)} {percent(self.rest)}"] if self.rest > 0.0 else []
        return f"{whole_label(self.group)}: {', '.join(parts)}"


def percent(part: float) -> str:
    """Write a part of the whole."""
    return f"{part * 100.0:.0f} %" if part >= 0.0995 or part == 0.0 else f"{part * 100.0:.1f} %"


def whole_label(group: Group) -> str:
    """Give what it is that is shared."""
    return QCoreApplication.translate("declarations", group.whole.label)


def rest_label(group: Group) -> str:
    """Give what the rest is."""
    return QCoreApplication.translate("declarations", group.whole.rest)


def group_of(reference: Reference, address: str) -> Group | None:
    """Give the shares that a parameter belongs to, if it is one."""
    return getattr(reference, "shares", {}).get(address)


def members(reference: Reference, group: Group) -> tuple[Subject, ...]:
    """Describe every share by its region or item, whichever region is in view."""
    return tuple(_subject(reference, *member) for member in group.members)


def _subject(reference: Reference, address: str, region: str | None) -> Subject:
    one = subject(reference, address, region or WORLD)
    catalogue = reference.catalogue
    key = region if region is not None else one.parameter.item
    items = (item for items in catalogue.lists.values() for item in items if item.key == key)
    item = next(items, None)
    if item is None:
        return one
    quantity = replace(one.parameter.quantity, label=item.label, short=item.short)
    return replace(one, parameter=replace(one.parameter, quantity=quantity))


def read_shares(desk: Desk, group: Group, subjects: tuple[Subject, ...]) -> Shares:
    """Read where the shares stand at the cursor."""
    stands = []
    for member, one in zip(group.members, subjects, strict=True):
        locked = bool({member[0], lock_key(member)} & desk.locked)
        stands.append(standing(one, desk.scenario, desk.year, locked=locked))
    total = sum(one.value for one in stands)
    rest = max(1.0 - total, 0.0) if group.whole.rest else 0.0
    whole = total + rest or 1.0
    shares = tuple(
        Share(member, one, now, now.value / whole)
        for member, one, now in zip(group.members, subjects, stands, strict=True)
    )
    return Shares(group, shares, rest / whole)
