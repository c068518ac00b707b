"""The reminders of any day, over ten years, in any time zone, against a reckoning that looks at every single day."""

import calendar
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.reminder import GREETINGS, ReminderKind, ReminderQuery
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.reminding import list_reminders
from shopdesk.services.settings import change_settings
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock
from tests.laws.effort import law

ZONES = (
    "Australia/Melbourne",
    "Pacific/Kiritimati",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "UTC",
    "Pacific/Auckland",
    "America/St_Johns",
    "America/Santiago",  # one day a year has no midnight
)
DATES = (
    "--01-01",
    "1980-12-31",
    "2000-02-29",
    "--02-29",
    "1990-02-28",
    "1975-03-01",
    "--07-04",
    "1999-11-21",
)
LAW = law(15)
Seen = tuple[ReminderKind, str, date, int | None]


@contextmanager
def book(folder: Path) -> Iterator[tuple[Desk, StandingClock, dict[str, dict[ReminderKind, str]]]]:
    """Open a shop whose customers have every mixture of dates, and follow-ups on some days."""
    clock = StandingClock()
    people: dict[str, dict[ReminderKind, str]] = {}
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        for number, first in enumerate(DATES):
            name = f"Person {number}"
            dates = {
                kind: DATES[(number + shift) % len(DATES)]
                for shift, kind in enumerate(GREETINGS)
                if shift <= number
            } | {GREETINGS[0]: first}
            add_customer(
                shop.desk, RecordChange({"first_name": name, **{k.value: v for k, v in dates.items()}})
            )
            people[name] = dates
        for day in (date(2027, 2, 28), date(2028, 2, 29), date(2029, 1, 1)):
            add_follow_up(shop.desk, FollowUpOrder(f"Due {day}", day, CustomerId(1)), str(day))
        yield shop.desk, clock, people


@pytest.fixture(scope="module")
def ten_years(
    shop_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, StandingClock, dict[str, dict[ReminderKind, str]]]]:
    folder = tmp_path_factory.mktemp("years") / "shop"
    shutil.copytree(shop_template, folder)
    with book(folder) as opened:
        yield opened


def is_kept(written: str, day: date) -> bool:
    """Tell whether a date is kept on a day: 29 February on the 28th where there is no 29th."""
    month, of_month = int(written[-5:-3]), int(written[-2:])
    if (month, of_month) == (2, 29) and not calendar.isleap(day.year):
        of_month = 28
    return (day.month, day.day) == (month, of_month)


def reckoned(people: dict[str, dict[ReminderKind, str]], today: date, days: int) -> set[Seen]:
    """Look at every day from a week ago, and at every date of everybody."""
    found: set[Seen] = set()
    for ahead in range(-7, days + 1):
        day = today + timedelta(days=ahead)
        for name, dates in people.items():
            for kind, written in dates.items():
                if is_kept(written, day):
                    years = None if written.startswith("--") else day.year - int(written[:4])
                    found.add((kind, name, day, years))
    return found


@LAW
@example(at=datetime(2027, 2, 27, 23, 30, tzinfo=UTC), zone="UTC", days=7)
@example(at=datetime(2028, 2, 28, 12, 0, tzinfo=UTC), zone="Pacific/Kiritimati", days=0)
@example(at=datetime(2030, 12, 31, 13, 30, tzinfo=UTC), zone="Australia/Melbourne", days=30)
@example(at=datetime(2027, 9, 5, 4, 0, tzinfo=UTC), zone="America/Santiago", days=1)
@example(at=datetime(2028, 1, 1, 3, 29, tzinfo=UTC), zone="America/St_Johns", days=1)
@given(
    at=st.datetimes(datetime(2026, 11, 22), datetime(2036, 11, 21)).map(lambda at: at.replace(tzinfo=UTC)),  # noqa: DTZ001  made aware at once
    zone=st.sampled_from(ZONES),
    days=st.sampled_from((0, 1, 7, 30, 366)),
)
def test_the_reminders_of_any_day_are_those_that_a_look_at_every_day_finds(
    ten_years: tuple[Desk, StandingClock, dict[str, dict[ReminderKind, str]]],
    at: datetime,
    zone: str,
    days: int,
) -> None:
    desk, clock, people = ten_years
    clock.instant = at
    desk.confirm_clock()
    change_settings(desk, {"zone": zone})
    today = at.astimezone(ZoneInfo(zone)).date()
    whole = list_reminders(desk, ReminderQuery(days=days, limit=1000))
    greetings = [each for each in whole.items if each.kind in GREETINGS]
    seen = {(each.kind, each.full_name, each.on, each.years) for each in greetings}
    assert seen == reckoned(people, today, days)
    assert len(seen) == len(greetings)
    work = {each.on for each in whole.items if each.kind is ReminderKind.FOLLOW_UP}
    due = (date(2027, 2, 28), date(2028, 2, 29), date(2029, 1, 1))
    assert work == {day for day in due if day <= today + timedelta(days=days)}
    assert whole.total == len(whole.items)
    ahead = [
        (each.on - today).days for each in list_reminders(desk, ReminderQuery(days=30, limit=1000)).items
    ]
    counts = (
        sum(day < 0 for day in ahead),
        ahead.count(0),
        sum(day <= 7 for day in ahead),
        len(ahead),
        0,
    )
    assert whole.counts == counts
    assert list_reminders(desk, replace(ReminderQuery(days=days, limit=1000), late=False)).items == tuple(
        each for each in whole.items if each.on >= today
    )
