"""The month a day is picked from: its weeks begin as the locale's do, and moving stays in the calendar."""

from datetime import date

import pytest

from shopdesk.viewmodels.calendar_month import CalendarMonth, calendar_at

TODAY = date(2026, 11, 21)


def at(day: date, locale: str = "en_AU") -> CalendarMonth:
    return CalendarMonth(day, TODAY, locale)


@pytest.mark.parametrize(("locale", "first"), [("en_AU", date(2026, 10, 26)), ("en_US", date(2026, 11, 1))])
def test_the_weeks_begin_as_the_locale_has_it(locale: str, first: date) -> None:
    month = at(TODAY, locale)
    assert (month.days[0], len(month.days)) == (first, 42)
    assert month.weekdays[0] == ("Mon" if locale == "en_AU" else "Sun")


@pytest.mark.parametrize(
    ("start", "days", "months", "end"),
    [
        (TODAY, 7, 0, date(2026, 11, 28)),
        (TODAY, 10, 0, date(2026, 12, 1)),
        (date(2026, 1, 31), 0, 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 0, -12, date(2023, 2, 28)),
        (date(1900, 1, 1), -1, 0, date(1900, 1, 1)),
        (date(2199, 12, 31), 1, 0, date(2199, 12, 31)),
        (date(1900, 3, 5), 0, -12, date(1900, 3, 5)),
    ],
)
def test_moving_lands_on_a_day_there_is(start: date, days: int, months: int, end: date) -> None:
    assert at(start).moved(days=days, months=months).chosen == end


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("17 May 1987", date(1987, 5, 17)),
        ("17 May", date(2026, 5, 17)),
        ("--05-17", date(2026, 5, 17)),
        ("", TODAY),
        ("soon", TODAY),
        ("31 Feb 2026", TODAY),
    ],
)
def test_it_opens_where_the_typed_day_is(typed: str, chosen: date) -> None:
    assert calendar_at(typed, "en_AU", TODAY).chosen == chosen


def test_a_day_is_written_with_or_without_its_year() -> None:
    month = at(date(1987, 5, 17))
    assert (month.written(), month.written(with_year=False)) == ("17 May 1987", "17 May")
