"""The shop's days, where clocks are put forward and back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.days import (
    end_of_day,
    format_instant_utc,
    local_day,
    noon,
    parse_instant,
    start_of_day,
)
from shopdesk.errors import InvalidDate

SYDNEY = ZoneInfo("Australia/Sydney")
NOW = datetime(2026, 11, 21, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Australia/Sydney", date(2026, 11, 21), 24.0),
        ("Australia/Sydney", date(2026, 10, 4), 23.0),
        ("Australia/Sydney", date(2026, 4, 5), 25.0),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 30), 0.0),
        ("Asia/Beirut", date(2026, 3, 29), 23.0),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: str, day: date, hours: float) -> None:
    place = ZoneInfo(zone)
    assert end_of_day(day, place) - start_of_day(day, place) == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Australia/Lord_Howe", "Asia/Beirut", "America/Havana"])
def test_an_event_counts_on_its_day_up_to_the_last_moment(zone: str) -> None:
    place = ZoneInfo(zone)
    for day in (date(2026, 3, 1) + timedelta(days=number) for number in range(300)):
        assert local_day(end_of_day(day, place) - timedelta(microseconds=1), place) == day
        assert local_day(end_of_day(day, place), place) == day + timedelta(days=1)
        assert local_day(noon(day, place), place) == day


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/Havana"])
def test_the_ends_of_the_calendar_are_days_too(day: date, zone: str) -> None:
    assert start_of_day(day, ZoneInfo(zone)) <= end_of_day(day, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-20T04:05:06Z", "2026-11-20T04:05:06Z"),
        ("2026-11-20T04:05:06.789z", "2026-11-20T04:05:06Z"),
        ("2026-11-20T04:05+02:00", "2026-11-20T02:05:00Z"),
        ("2026-11-20 04:05", "2026-11-19T17:05:00Z"),
        (" 2026-11-20 ", "2026-11-20T01:00:00Z"),
        ("2026-11-21", "2026-11-21T04:05:06Z"),
    ],
)
def test_an_instant_is_read_as_iso_8601(text: str, written: str) -> None:
    assert format_instant_utc(parse_instant(text, SYDNEY, "at", NOW)) == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_date"),
        ("yesterday", "not_a_date"),
        ("2026-W47-6", "not_a_date"),
        ("2026-02-30", "no_such_day"),
        ("2026-02-03T25:00", "not_a_time"),
        ("2026-02-03T10", "not_a_time"),
        ("2026-02-03T10:00+99:00", "not_a_time"),
        ("2026-02-03x10:00", "not_a_time"),
    ],
)
def test_what_is_no_instant_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_instant(text, SYDNEY, "at", NOW)
    assert refusal.value.parameters == {"field": "at", "reason": reason}
