"""Events as the window shows and changes them: dates on months, changes in words, what is allowed."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QDate

from stackdesk.scenario.dates import date_of, year_of
from stackdesk.scenario.document import Event
from stackdesk.ui import format as fmt
from stackdesk.ui.subject import Subject, subject
from stackdesk.ui.view import WORLD

if TYPE_CHECKING:
    from stackdesk.scenario import Reference

Action = Literal["add", "multiply", "set"]
ACTIONS: tuple[Action, ...] = ("multiply", "add", "set")


def month_of(year: float) -> int:
    """Give the month whose first day is nearest, counted from the year 0."""
    return round(year * 12.0)


def month_start(month: int) -> float:
    """Give the decimal year at which a month begins."""
    return year_of(datetime.date(month // 12, month % 12 + 1, 1))


def day_of(event: Event) -> datetime.date:
    """Give an event's day, or the nearest one where the file has a decimal year."""
    exact = date_of(event.date)
    if exact is not None:
        return exact
    first = datetime.date(math.floor(event.date), 1, 1)
    return first + datetime.timedelta(days=round((event.date - first.year) * 365.25))


def date_text(event: Event) -> str:
    """Write a date as people do: Jun 2027, 15 Jun 2027."""
    day = day_of(event)
    pattern = "MMM yyyy" if day.day == 1 else "d MMM yyyy"
    return str(fmt.locale().toString(QDate(day.year, day.month, day.day), pattern))


def action_of(event: Event) -> Action:
    """Say what an event does."""
    return next((action for action in ACTIONS if getattr(event, action) is not None), "multiply")


def amount_of(event: Event) -> float:
    """Give by how much, or to what."""
    amount = getattr(event, action_of(event))
    return 1.0 if amount is None else float(amount)


def acting(event: Event, action: Action, amount: float) -> Event:
    """Give an event another change."""
    cleared = replace(event, add=None, multiply=None, set=None)
    return replace(cleared, add=amount) if action == "add" else _other(cleared, action, amount)


def _other(event: Event, action: Action, amount: float) -> Event:
    return replace(event, set=amount) if action == "set" else replace(event, multiply=amount)


def event_subject(reference: Reference, event: Event) -> Subject:
    """Describe the parameter that an event acts on, where it acts."""
    return subject(reference, event.parameter, event.region or WORLD)


def change_text(event: Event, about: Subject) -> str:
    """Write what an event does: × 1.20, + 10.0 %, = 3.00 yr."""
    action, amount = action_of(event), amount_of(event)
    if action == "multiply":
        return f"×{fmt.THIN}{fmt.number(amount)}"
    if action == "set":
        return f"={fmt.THIN}{about.text(amount)}"
    sign = fmt.MINUS if amount < 0.0 else "+"
    return f"{sign}{fmt.THIN}{about.text(abs(amount))}"


def title_text(event: Event, about: Subject) -> str:
    """Give an event's title; one without is called by its parameter."""
    return event.title or about.label


def told(event: Event, about: Subject, place: str) -> str:
    """Tell an event in a sentence, for tooltips and for those who do not see the flag."""
    words = QCoreApplication.translate("events", "{title}, {date}: {parameter} {change}, {place}")
    return words.format(
        title=title_text(event, about),
        date=date_text(event),
        parameter=about.label,
        change=change_text(event, about),
        place=place,
    )


def refusal(event: Event, reference: Reference) -> str:
    """Say why an event cannot be; nothing where it can."""
    tr = QCoreApplication.translate
    if not reference.start <= event.date <= reference.end:
        return tr("events", "dates go from {first} to {last}").format(
            first=f"{reference.start:g}", last=f"{reference.end:g}"
        )
    about = event_subject(reference, event)
    ruler = about.measure
    if event.set is not None and not ruler.low <= event.set <= ruler.high:
        return tr("events", "allowed {range}").format(range=about.span(ruler.low, ruler.high))
    return ""
