"""Reminders: what is near, late or promised, and how it is seen to."""

from datetime import date, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.reminder import MarkState, Reminder, ReminderKind, ReminderQuery
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, list_follow_ups
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise
from shopdesk.services.reminding import list_reminders, see_to, take_back
from shopdesk.services.selling import sell
from tests.conftest import StandingClock

MONTH = ReminderQuery(days=30)


def add(desk: Desk, name: str, **dates: str) -> CustomerId:
    return add_customer(desk, RecordChange({"first_name": name, **dates})).id


def owing(desk: Desk, name: str, days: int = 0) -> CustomerId:
    customer = add(desk, name)
    sell(
        desk,
        SaleOrder(total=5000, on_account=5000, customer=customer, due_on=desk.today() + timedelta(days)),
        name,
    )
    return customer


def names(desk: Desk, days: int = 30) -> list[tuple[ReminderKind, str, int]]:
    found = list_reminders(desk, ReminderQuery(days=days)).items
    return [(each.kind, each.full_name, (each.on - desk.today()).days) for each in found]


def only(desk: Desk) -> Reminder:
    (found,) = list_reminders(desk, MONTH).items
    return found


def test_the_days_that_are_near_come_by_day_and_missed_ones_stay_a_week(desk: Desk) -> None:
    add(desk, "Ana", birthday="1986-11-21")
    add(desk, "Lou", spouse_name="Lina", spouse_birthday="--11-23")
    add(desk, "Max", anniversary="2011-11-14")
    add(desk, "Zoe", birthday="1990-11-13")
    add(desk, "Far", birthday="1990-12-22")
    assert names(desk) == [
        (ReminderKind.ANNIVERSARY, "Max", -7),
        (ReminderKind.BIRTHDAY, "Ana", 0),
        (ReminderKind.SPOUSE_BIRTHDAY, "Lou", 2),
    ]
    ana, lou = list_reminders(desk).items[1:]
    assert (ana.years, lou.years, lou.words) == (40, None, "Lina")


def test_a_birthday_on_the_leap_day_is_kept_on_the_28th_in_common_years(
    desk: Desk, clock: StandingClock
) -> None:
    add(desk, "Leap", birthday="2000-02-29")
    clock.forward(days=(date(2027, 2, 20) - desk.today()).days)
    assert only(desk).on == date(2027, 2, 28)
    clock.forward(days=365)
    assert only(desk).on == date(2028, 2, 29)


def test_the_turn_of_the_year_is_no_end(desk: Desk, clock: StandingClock) -> None:
    add(desk, "Jan", birthday="--01-02")
    clock.forward(days=(date(2026, 12, 30) - desk.today()).days)
    assert names(desk, 7) == [(ReminderKind.BIRTHDAY, "Jan", 3)]


def test_a_debt_is_reminded_of_when_it_is_overdue_until_it_is_paid(desk: Desk, clock: StandingClock) -> None:
    marai = owing(desk, "Marai")
    assert names(desk) == []
    clock.forward(days=3)
    assert names(desk) == [(ReminderKind.DEBT, "Marai", -3)]
    take_payment(desk, PaymentOrder(marai, 5000), "paid")
    assert names(desk) == []


def test_a_promise_stands_for_the_debt_and_goes_when_it_is_kept(desk: Desk, clock: StandingClock) -> None:
    marai = owing(desk, "Marai")
    clock.forward(days=3)
    add_promise(desk, marai, desk.today() + timedelta(days=7), 2000, "promise")
    assert names(desk) == [(ReminderKind.PROMISE, "Marai", 7)]
    assert list_reminders(desk).counts.overdue == 0
    clock.forward(days=9)
    assert names(desk) == [(ReminderKind.PROMISE, "Marai", -2)]
    take_payment(desk, PaymentOrder(marai, 2000), "too late")
    assert names(desk) == [(ReminderKind.PROMISE, "Marai", -2)], "a broken promise is talked about"
    take_payment(desk, PaymentOrder(marai, 3000), "all")
    assert names(desk) == []


def test_a_promise_kept_leaves_what_else_is_overdue(desk: Desk, clock: StandingClock) -> None:
    marai = owing(desk, "Marai")
    clock.forward(days=3)
    add_promise(desk, marai, desk.today(), 2000, "promise")
    take_payment(desk, PaymentOrder(marai, 2000), "kept")
    assert names(desk) == [(ReminderKind.DEBT, "Marai", -3)]


def test_money_comes_before_work_and_work_before_greetings(desk: Desk, clock: StandingClock) -> None:
    add(desk, "Ana", birthday="--11-22")
    owing(desk, "Marai")
    clock.forward(days=1)
    add_promise(desk, owing(desk, "Sunita"), desk.today(), 100, "promise")
    add_follow_up(desk, FollowUpOrder("Ring back", desk.today()), "call")
    kinds = [each[0] for each in names(desk)]
    assert kinds == [ReminderKind.DEBT, ReminderKind.PROMISE, ReminderKind.FOLLOW_UP, ReminderKind.BIRTHDAY]


@pytest.mark.parametrize("state", [MarkState.DONE, MarkState.DISMISSED])
def test_what_one_has_seen_to_the_other_still_sees_and_next_year_it_is_back(
    desk: Desk, cashier: Desk, clock: StandingClock, state: MarkState
) -> None:
    add(desk, "Ana", birthday="1986-11-22")
    see_to(desk, only(desk).occurrence, state)
    assert (names(desk), len(names(cashier))) == ([], 1)
    clock.forward(days=365)
    assert names(desk) == [(ReminderKind.BIRTHDAY, "Ana", 1)]


@pytest.mark.parametrize("days", [1, 3, 7, 30])
def test_what_is_snoozed_comes_back_on_its_day(desk: Desk, clock: StandingClock, days: int) -> None:
    owing(desk, "Marai")
    clock.forward(days=1)
    see_to(desk, only(desk).occurrence, MarkState.SNOOZED, desk.today() + timedelta(days=days))
    assert (names(desk), list_reminders(desk).counts.snoozed) == ([], 1)
    clock.forward(days=days - 1)
    assert names(desk) == []
    clock.forward(days=1)
    assert names(desk) == [(ReminderKind.DEBT, "Marai", -1 - days)]
    assert list_reminders(desk).counts.snoozed == 0


def test_work_that_is_done_is_done_for_everybody_and_can_be_taken_back(desk: Desk, cashier: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("Ring back", desk.today()), "call")
    occurrence = only(cashier).occurrence
    see_to(cashier, occurrence, MarkState.DONE)
    assert (names(desk), list_follow_ups(desk)) == ([], ())
    take_back(cashier, occurrence)
    assert len(names(desk)) == 1


def test_mine_leaves_out_what_others_are_to_do(desk: Desk, cashier: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("Hers", desk.today(), who=desk.staff.id), "hers")
    add_follow_up(desk, FollowUpOrder("His", desk.today(), who=cashier.staff.id), "his")
    add_follow_up(desk, FollowUpOrder("Anybody's", desk.today()), "any")
    mine = list_reminders(cashier, ReminderQuery(mine=True)).items
    assert sorted(each.words for each in mine) == ["Anybody's", "His"]


def test_the_counts_hold_what_a_short_list_leaves_out(desk: Desk, clock: StandingClock) -> None:
    for number in range(5):
        owing(desk, f"Late {number}")
        add(desk, f"Born {number}", birthday="--11-24")
    clock.forward(days=1)
    found = list_reminders(desk, ReminderQuery(days=7, limit=3))
    assert (len(found.items), found.total, found.counts) == (3, 10, (5, 0, 10, 10, 0))
    see_to(desk, found.items[0].occurrence, MarkState.DISMISSED)
    assert list_reminders(desk).counts.overdue == 4


def test_archived_customers_are_left_in_peace(desk: Desk) -> None:
    archive_customer(desk, add(desk, "Ana", birthday="--11-21"))
    assert names(desk) == []


def test_a_snooze_ends_on_a_day_to_come(desk: Desk) -> None:
    add(desk, "Ana", birthday="--11-21")
    with pytest.raises(ShopDeskError, match="invalid_date"):
        see_to(desk, only(desk).occurrence, MarkState.SNOOZED, desk.today())
