"""A stretch of days that people ask for by name: the choices of the timeline and of a statement."""

from datetime import date, timedelta
from enum import StrEnum

from shopdesk.wording import Worded


class Period(StrEnum):
    """Which days; both ends count."""

    ALL = "all"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"


PERIOD_WORDS = Worded(
    {
        Period.ALL: "all",
        Period.THIS_MONTH: "this month",
        Period.LAST_MONTH: "last month",
        Period.THIS_YEAR: "this year",
    }
)


def days_of(period: Period, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day; None at an end that is open."""
    first = today.replace(day=1)
    if period is Period.THIS_MONTH:
        return first, today
    if period is Period.LAST_MONTH:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if period is Period.THIS_YEAR:
        return date(today.year, 1, 1), today
    return None, None
