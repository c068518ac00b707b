"""Dates worth remembering, whose year may be unknown: ``1979-08-09`` or ``--05-17``."""

import re
from dataclasses import dataclass
from datetime import date

from shopdesk.errors import InvalidDate

OLDEST_YEAR = 1900
"""Nobody in the book was born, married or known before it."""

_ANY_LEAP_YEAR = 2024
_OF_YEAR = re.compile(r"(?:([0-9]{4})|-)-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that comes back every year; ``year`` is None when nobody knows it."""

    month: int
    day: int
    year: int | None = None

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    def in_year(self, year: int) -> date:
        """Return the day it falls on; 29 February falls on the 28th in common years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def next_on(self, today: date) -> date:
        """Return the next occurrence, today included."""
        this_year = self.in_year(today.year)
        return this_year if this_year >= today else self.in_year(today.year + 1)


def parse_day_of_year(text: str, field: str) -> DayOfYear:
    """Read ``YYYY-MM-DD`` or ``--MM-DD``; raises `InvalidDate`."""
    match = _OF_YEAR.fullmatch(text.strip())
    if match is None:
        raise InvalidDate(field=field, reason="not_a_date")
    year = int(match[1]) if match[1] else None
    try:
        date(_ANY_LEAP_YEAR if year is None else year, int(match[2]), int(match[3]))
    except ValueError as error:
        raise InvalidDate(field=field, reason="no_such_day") from error
    return DayOfYear(int(match[2]), int(match[3]), year)


def parse_date(text: str, field: str) -> date:
    """Read ``YYYY-MM-DD``; raises `InvalidDate` for anything else and for days that do not exist."""
    if _WHOLE.fullmatch(text.strip()) is None:
        raise InvalidDate(field=field, reason="not_a_date")
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidDate(field=field, reason="no_such_day") from error
