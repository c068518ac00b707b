from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.retention import DAYS, MONTHS, WEEKS, gone_by, kept

MELBOURNE = ZoneInfo("Australia/Melbourne")
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
EVERY_DAY = [NOW - timedelta(days=days) for days in range(400)]


def test_everything_of_two_days_is_kept() -> None:
    made = [NOW - timedelta(minutes=30 * each) for each in range(97)]
    assert kept(made, NOW, MELBOURNE) == frozenset(made)


def test_a_year_of_days_becomes_days_weeks_and_months() -> None:
    keep = sorted(kept(EVERY_DAY, NOW, MELBOURNE), reverse=True)
    assert keep[:DAYS] == EVERY_DAY[:DAYS]
    assert keep[-1].astimezone(MELBOURNE).month == 3
    assert DAYS < len(keep) <= DAYS + WEEKS + MONTHS


def test_the_newest_of_a_day_in_the_shop_s_zone_stands_for_it() -> None:
    morning = datetime(2026, 11, 10, 20, tzinfo=UTC)  # 11 November in Melbourne
    evening = datetime(2026, 11, 11, 9, tzinfo=UTC)
    assert kept([morning, evening], NOW, MELBOURNE) == {evening}


def test_thinning_again_removes_nothing_more() -> None:
    keep = kept(EVERY_DAY, NOW, MELBOURNE)
    assert kept(keep, NOW, MELBOURNE) == keep


def test_the_newest_backup_is_never_removed_however_old() -> None:
    old = NOW - timedelta(days=4000)
    assert kept([old], NOW, MELBOURNE) == {old}


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 21), date(2027, 8, 1)),
        (date(2026, 1, 31), date(2026, 10, 1)),
        (date(2026, 3, 1), date(2026, 12, 1)),
    ],
)
def test_a_backup_is_gone_when_nine_newer_months_have_one(today: date, day: date) -> None:
    assert gone_by(today) == day
    first = datetime(today.year, today.month, today.day, tzinfo=UTC)
    end = datetime(day.year, day.month, day.day, tzinfo=UTC)
    daily = [first + timedelta(days=days) for days in range((end - first).days + 1)]
    assert first not in kept(daily, end, ZoneInfo("UTC"))
