"""When a message may go, how a debt is asked for, and when mail is tried again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.important_dates import DayOfYear
from shopdesk.domain.message import (
    DebtLevel,
    MessageKind,
    MessageOutcome,
    MessageWay,
    Recipient,
    Wishes,
    level_of,
    next_try,
    quiet_span,
    quiet_until,
    ways_for,
    why_not,
    why_not_in_batch,
)
from shopdesk.domain.settings import Settings

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
SETTINGS = Settings(zone="Australia/Melbourne")
EVERY_WAY = {
    MessageWay.WHATSAPP: "+61412345678",
    MessageWay.SMS: "+61412345678",
    MessageWay.EMAIL: "a@example.com",
}
ADA = Recipient(
    CustomerId(1), "Ada", "Ada Low", "", "", EVERY_WAY, False, Wishes(), 5_000, 5_000, TODAY, (), None, {}
)


@pytest.mark.parametrize(
    ("changed", "kind", "reason"),
    [
        ({}, MessageKind.DEBT, ""),
        ({"wishes": Wishes(no_messages=True)}, MessageKind.FREE, "no_messages"),
        ({"prefers": "none"}, MessageKind.FREE, "no_messages"),
        ({"addresses": {}}, MessageKind.FREE, "no_way"),
        ({"wishes": Wishes(do_not_chase=True)}, MessageKind.DEBT, "not_chased"),
        ({"wishes": Wishes(do_not_chase=True)}, MessageKind.BIRTHDAY, ""),
        ({"asked_for": 0}, MessageKind.DEBT, "nothing_asked"),
        ({"asked_for": 0}, MessageKind.BIRTHDAY, ""),
        ({"last_chased_on": TODAY - timedelta(days=13)}, MessageKind.DEBT, "chased_lately"),
        ({"last_chased_on": TODAY - timedelta(days=14)}, MessageKind.DEBT, ""),
        ({"last_greeted_on": {MessageKind.BIRTHDAY: TODAY}}, MessageKind.BIRTHDAY, "greeted"),
        ({"last_greeted_on": {MessageKind.BIRTHDAY: TODAY}}, MessageKind.ANNIVERSARY, ""),
        ({"last_greeted_on": {MessageKind.BIRTHDAY: date(2025, 11, 22)}}, MessageKind.BIRTHDAY, ""),
    ],
)
def test_whoever_may_not_be_written_to_is_told_why(
    changed: dict[str, object], kind: MessageKind, reason: str
) -> None:
    assert why_not(replace(ADA, **changed), kind, TODAY, SETTINGS) == reason  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("birthday", "reason"),
    [
        (None, "no_birthday"),
        (DayOfYear(11, 21), ""),
        (DayOfYear(12, 22, 1990), ""),
        (DayOfYear(12, 23), "birthday_far"),
        (DayOfYear(10, 21), ""),
        (DayOfYear(10, 20), "birthday_far"),
    ],
)
def test_a_batch_greets_whose_birthday_is_known_and_near(birthday: DayOfYear | None, reason: str) -> None:
    ada = replace(ADA, birthday=birthday)
    assert why_not_in_batch(ada, MessageKind.BIRTHDAY, TODAY, SETTINGS) == reason
    assert why_not_in_batch(ada, MessageKind.FREE, TODAY, SETTINGS) == ""


@pytest.mark.parametrize(("today", "away"), [(date(2026, 12, 31), 60), (date(2027, 1, 1), 59)])
def test_a_birthday_on_29_february_is_near_over_the_turn_of_the_year(today: date, away: int) -> None:
    ada = replace(ADA, birthday=DayOfYear(2, 29))
    for days, reason in ((away - 1, "birthday_far"), (away, "")):
        settings = replace(SETTINGS, greet_days_before=days - 1)
        assert why_not_in_batch(ada, MessageKind.BIRTHDAY, today, settings) == reason


@pytest.mark.parametrize(
    ("prefers", "first"),
    [
        ("", MessageWay.WHATSAPP),
        ("phone", MessageWay.WHATSAPP),
        ("sms", MessageWay.SMS),
        ("email", MessageWay.EMAIL),
        ("whatsapp", MessageWay.WHATSAPP),
    ],
)
def test_the_preferred_way_comes_first_and_none_is_lost(prefers: str, first: MessageWay) -> None:
    ways = ways_for(replace(ADA, prefers=prefers))
    assert ways[0] is first
    assert sorted(ways) == sorted(EVERY_WAY)


def test_mail_by_the_shops_own_server_comes_before_another_program() -> None:
    reached = replace(ADA, prefers="email", addresses=EVERY_WAY | {MessageWay.SMTP: "a@example.com"})
    assert ways_for(reached)[:2] == (MessageWay.SMTP, MessageWay.EMAIL)


@pytest.mark.parametrize(
    ("late", "level"),
    [
        (-5, DebtLevel.FRIENDLY),
        (29, DebtLevel.FRIENDLY),
        (30, DebtLevel.FIRM),
        (59, DebtLevel.FIRM),
        (60, DebtLevel.FINAL),
        (900, DebtLevel.FINAL),
    ],
)
def test_an_older_debt_is_asked_for_more_firmly(late: int, level: DebtLevel) -> None:
    assert level_of(TODAY - timedelta(days=late), TODAY, SETTINGS) is level


@pytest.mark.parametrize(
    ("clock", "hours", "until"),
    [
        ("20:00", "20:00-08:00", "2026-11-22 08:00"),
        ("07:59", "20:00-08:00", "2026-11-21 08:00"),
        ("08:00", "20:00-08:00", None),
        ("19:59", "20:00-08:00", None),
        ("13:00", "12:00-14:00", "2026-11-21 14:00"),
        ("14:00", "12:00-14:00", None),
        ("03:00", "", None),
    ],
)
def test_quiet_hours_are_those_of_the_shop(clock: str, hours: str, until: str | None) -> None:
    settings = replace(SETTINGS, quiet_hours=hours)
    zone = settings.time_zone
    now = datetime.combine(TODAY, time.fromisoformat(clock), zone)
    found = quiet_until(now.astimezone(UTC), settings)
    assert (None if found is None else f"{found.astimezone(zone):%Y-%m-%d %H:%M}") == until


@pytest.mark.parametrize("text", ["", "20:00", "20-8x", "25:00-08:00"])
def test_what_is_no_span_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|hour"):
        quiet_span(text)


def test_mail_is_tried_again_later_and_later_and_not_for_ever() -> None:
    waits = [next_try(tries, NOW) for tries in range(1, 6)]
    assert waits[-1] is None
    later = [each for each in waits if each is not None]
    assert later == sorted(later)
    assert later[0] - NOW == timedelta(minutes=5)
    assert next_try(0, NOW) is None


@pytest.mark.parametrize("outcome", MessageOutcome)
def test_what_reached_nobody_is_over(outcome: MessageOutcome) -> None:
    assert not (outcome.reached_nobody and outcome.is_open)
