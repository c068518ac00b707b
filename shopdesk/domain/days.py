"""The shop's calendar: where its days begin and end, and how an instant is written and read."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shopdesk.errors import InvalidDate

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CLOCK = re.compile(
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII | re.IGNORECASE
)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day of an aware instant where the shop stands."""
    return instant.astimezone(zone).date()


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which a local day begins, also where its midnight is skipped."""
    return instant_at(day, time.min, zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which the next local day begins: what is before it counts on the day."""
    return _LATEST if day == date.max else start_of_day(day + timedelta(days=1), zone)


def noon(day: date, zone: ZoneInfo) -> datetime:
    """Return twelve o'clock of a local day (UTC)."""
    return instant_at(day, time(12), zone)


def format_instant_utc(instant: datetime) -> str:
    """Write an aware instant as ISO 8601 in UTC, to the second: ``2026-11-21T04:05:06Z``."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str, zone: ZoneInfo, field: str, now: datetime) -> datetime:
    """Read ISO 8601 and return the instant in UTC.

    Without an offset the time is the shop's; a bare date means noon there, but the date of ``now`` means
    ``now``. Raises `InvalidDate` with reason ``not_a_date``, ``not_a_time`` or ``no_such_day``.
    """
    bare = text.strip()
    day_text, clock = bare[:10], bare[10:]
    if _DAY.fullmatch(day_text) is None:
        raise InvalidDate(field=field, reason="not_a_date")
    try:
        day = date.fromisoformat(day_text)
    except ValueError as error:
        raise InvalidDate(field=field, reason="no_such_day") from error
    if not clock:
        return now.astimezone(UTC) if day == local_day(now, zone) else noon(day, zone)
    if clock[0] not in "Tt " or _CLOCK.fullmatch(clock[1:]) is None:
        raise InvalidDate(field=field, reason="not_a_time")
    try:
        at = time.fromisoformat(clock[1:].upper())
    except ValueError as error:
        raise InvalidDate(field=field, reason="not_a_time") from error
    return instant_at(day, at, zone)


def instant_at(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) of a local time; the ends of the calendar stand in for what lies beyond them."""
    try:
        return datetime.combine(day, at, at.tzinfo or zone).astimezone(UTC)
    except OverflowError:
        return _EARLIEST if day.year == date.min.year else _LATEST
