"""Dates as decimal years and back: 1 July 2027 is 2027 and 181 of 365 days."""

from __future__ import annotations

import calendar
import datetime


def year_of(date: datetime.date) -> float:
    """Give the decimal year at which a day begins."""
    start = datetime.date(date.year, 1, 1)
    return date.year + (date - start).days / _days(date.year)


def date_of(year: float) -> datetime.date | None:
    """Give the day that begins at a decimal year; None when none does."""
    whole = int(year)
    days = round((year - whole) * _days(whole))
    date = datetime.date(whole, 1, 1) + datetime.timedelta(days=days)
    return date if year_of(date) == year else None


def _days(year: int) -> int:
    """Give the length of a year in days."""
    return 366 if calendar.isleap(year) else 365
