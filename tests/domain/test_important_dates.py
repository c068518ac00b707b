"""Dates that come back every year, with and without a year."""

from datetime import date

import pytest

from shopdesk.domain.important_dates import DayOfYear, parse_date, parse_day_of_year
from shopdesk.errors import InvalidDate


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1979-08-09", DayOfYear(8, 9, 1979)),
        ("--05-17", DayOfYear(5, 17)),
        ("--02-29", DayOfYear(2, 29)),
        ("2024-02-29", DayOfYear(2, 29, 2024)),
        (" 1979-08-09 ", DayOfYear(8, 9, 1979)),
    ],
)
def test_a_day_is_read_and_written_the_same(text: str, day: DayOfYear) -> None:
    assert parse_day_of_year(text, "birthday") == day
    assert str(day) == text.strip()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_date"),
        ("9 August", "not_a_date"),
        ("1979-8-9", "not_a_date"),
        ("-05-17", "not_a_date"),
        ("19790809", "not_a_date"),
        ("١٩٧٩-٠٨-٠٩", "not_a_date"),
        ("2026-02-31", "no_such_day"),
        ("--02-30", "no_such_day"),
        ("1900-02-29", "no_such_day"),
        ("--13-01", "no_such_day"),
        ("0000-01-01", "no_such_day"),
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        parse_day_of_year(text, "birthday")
    assert refused.value.parameters == {"field": "birthday", "reason": reason}


@pytest.mark.parametrize(
    ("day", "today", "following"),
    [
        (DayOfYear(11, 21), date(2026, 11, 21), date(2026, 11, 21)),
        (DayOfYear(11, 20), date(2026, 11, 21), date(2027, 11, 20)),
        (DayOfYear(2, 29, 1980), date(2026, 1, 1), date(2026, 2, 28)),
        (DayOfYear(2, 29), date(2028, 2, 28), date(2028, 2, 29)),
        (DayOfYear(2, 29), date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_day_comes_back_and_the_29th_of_february_on_the_28th(
    day: DayOfYear, today: date, following: date
) -> None:
    assert day.next_on(today) == following


@pytest.mark.parametrize(
    ("text", "reason"),
    [("--05-17", "not_a_date"), ("yesterday", "not_a_date"), ("2026-02-31", "no_such_day")],
)
def test_a_date_needs_its_year_and_must_exist(text: str, reason: str) -> None:
    assert parse_date(" 2026-11-21 ", "from") == date(2026, 11, 21)
    with pytest.raises(InvalidDate) as refused:
        parse_date(text, "from")
    assert refused.value.parameters == {"field": "from", "reason": reason}
