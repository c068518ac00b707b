"""A month to pick a day from, laid out in the weeks of the locale."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shopdesk.domain.important_dates import OLDEST_YEAR
from shopdesk.errors import InvalidDate
from shopdesk.formatting import (
    first_weekday,
    format_date,
    format_month_year,
    format_short_date,
    weekday_names,
)
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import language_of_days

_WEEKS = 6
_WEEK = 7
_YEAR = 12
_FIRST = date(OLDEST_YEAR, 1, 1)
_LAST = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """The month round the day that is chosen."""

    chosen: date
    today: date
    locale: str

    @property
    def title(self) -> str:
        """Return the month's name: ``Nov 2026``."""
        return format_month_year(self.chosen, self.locale, language_of_days())

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Return the short names of the days as the week begins here."""
        return weekday_names(self.locale, language_of_days())

    @property
    def days(self) -> tuple[date, ...]:
        """Return six weeks of days, those of the neighbouring months included."""
        first = self.chosen.replace(day=1)
        start = first.toordinal() - (first.weekday() - first_weekday(self.locale)) % _WEEK
        return tuple(date.fromordinal(start + place) for place in range(_WEEKS * _WEEK))

    def moved(self, *, days: int = 0, months: int = 0) -> "CalendarMonth":
        """Choose a day so much earlier or later; a month that is too short ends on its last day."""
        count = self.chosen.year * _YEAR + self.chosen.month - 1 + months
        year, month = min(max(count // _YEAR, _FIRST.year), _LAST.year), count % _YEAR + 1
        day = min(self.chosen.day, calendar.monthrange(year, month)[1])
        moved = date(year, month, day) + timedelta(days=days)
        return self.at(min(max(moved, _FIRST), _LAST))

    def at(self, day: date) -> "CalendarMonth":
        """Choose a day."""
        return replace(self, chosen=day)

    def written(self, *, with_year: bool = True) -> str:
        """Return the chosen day as it is typed into a field."""
        if with_year:
            return format_date(self.chosen, self.locale, language_of_days())
        return format_short_date(self.chosen, self.locale, self.chosen, language_of_days())


def calendar_at(typed: str, locale: str, today: date) -> CalendarMonth:
    """Return the month of a typed day; today's where nothing or no day is typed."""
    chosen = today
    try:
        read = typed_date(typed, locale, "day", today)
        chosen = date.fromisoformat(read.replace("--", f"{today.year}-", 1)) if read else today
    except (InvalidDate, ValueError):
        chosen = today
    return CalendarMonth(min(max(chosen, _FIRST), _LAST), today, locale)
