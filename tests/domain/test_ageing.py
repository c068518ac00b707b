"""How old a debt is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shopdesk.domain.account import Charge, Credit, EventId
from shopdesk.domain.ageing import Ageing, age, bucket_of

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 1, tzinfo=UTC)


def charge(outstanding: int, days_late: int, *, disputed: bool = False) -> Charge:
    due = TODAY - timedelta(days=days_late)
    return Charge(EventId(1), "S-00001", NOON, due, outstanding, outstanding, disputed=disputed)


@pytest.mark.parametrize(
    ("days_late", "bucket"),
    [
        (-5, "not_due"),
        (0, "not_due"),
        (1, "days_1_30"),
        (30, "days_1_30"),
        (31, "days_31_60"),
        (60, "days_31_60"),
        (61, "days_61_90"),
        (90, "days_61_90"),
        (91, "over_90"),
        (9_999, "over_90"),
    ],
)
def test_a_bucket_ends_on_its_last_day(days_late: int, bucket: str) -> None:
    assert bucket_of(TODAY - timedelta(days=days_late), TODAY) == bucket


def test_buckets_and_disputed_less_what_waits_are_the_balance() -> None:
    charges = [charge(1, 0), charge(20, 15), charge(300, 45), charge(4_000, 75), charge(50_000, 120)]
    found = age([*charges, charge(7, 45, disputed=True)], [Credit(EventId(2), NOON, 90, 60)], TODAY)
    assert found == Ageing(1, 20, 300, 4_000, 50_000, 7, 60)
    assert (found.overdue, found.balance) == (54_320, 54_268)


def test_ageings_add_up_field_by_field() -> None:
    one, two = Ageing(1, 2, 3, 4, 5, 6, 7), Ageing(10, 20, 30, 40, 50, 60, 70)
    assert one + two == Ageing(11, 22, 33, 44, 55, 66, 77)
    assert (one + two).as_tuple() == (11, 22, 33, 44, 55, 66, 77)


def test_nothing_open_and_nothing_waiting_is_an_empty_ageing() -> None:
    assert age([], [], TODAY) == Ageing()
