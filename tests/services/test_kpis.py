"""The figures on the cards, against the same figures worked out by hand from the records."""

import random
from datetime import date, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.important_dates import parse_day_of_year
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.kpis import compute_kpis
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.storage.moments import to_micros
from tests.conftest import NOON, StandingClock


def populate(desk: Desk, clock: StandingClock) -> list[CustomerId]:
    """Write thirty customers over three months, until 19 February, some in debt, some in credit, some archived."""
    chance = random.Random(7)  # noqa: S311  a story, not a secret
    book: list[CustomerId] = []
    for number in range(30):
        clock.forward(days=3)
        tags = ("VIP",) if chance.random() < 0.3 else ()
        birthday = f"--{chance.choice((1, 2, 3)):02d}-{chance.randint(1, 28):02d}"
        customer = add_customer(
            desk, RecordChange({"first_name": f"N{number}", "birthday": birthday}, tags)
        ).id
        book.append(customer)
        for event in range(chance.randint(0, 3)):
            amount = chance.randint(1, 9_999)
            sell(desk, SaleOrder(customer, amount, on_account=amount), f"sale {number} {event}")
            if chance.random() < 0.6:
                take_payment(
                    desk, PaymentOrder(customer, amount + chance.randint(-50, 50)), f"{number} {event}"
                )
    for customer in book:
        if get_customer(desk, customer).debt_balance == 0 and chance.random() < 0.5:
            archive_customer(desk, customer)
    return book


def test_the_cards_say_what_the_records_say(desk: Desk, clock: StandingClock) -> None:
    book = populate(desk, clock)
    people = [get_customer(desk, customer) for customer in book]
    shown = [person for person in people if person.archived_at is None]
    kpis = compute_kpis(desk)
    assert 0 < len(shown) < len(people), "the story must hold both kinds"
    assert kpis.customers == len(shown)
    assert kpis.owed == sum(person.debt_balance for person in shown if person.debt_balance > 0)
    assert kpis.debtors == sum(person.debt_balance > 0 for person in shown)
    assert kpis.overdue == sum(account_state(desk, person.id).ageing.overdue for person in people) > 0
    assert kpis.vip == sum(person.record.is_vip for person in shown) > 0
    born = [parse_day_of_year(person.record.birthday or "", "birthday") for person in shown]
    assert kpis.birthdays_this_month == sum(day.month == 2 for day in born) > 0
    assert kpis.new_this_month == sum(person.created_at.month == 2 for person in shown) > 0


@pytest.mark.parametrize(
    ("birthday", "today", "this_month", "on_the_day"),
    [
        ("--11-21", date(2026, 11, 21), 1, 1),
        ("1980-11-30", date(2026, 11, 21), 1, 0),
        ("--12-01", date(2026, 11, 30), 0, 0),
        ("--02-29", date(2026, 2, 28), 1, 1),
        ("--02-29", date(2028, 2, 28), 1, 0),
        ("--02-29", date(2028, 2, 29), 1, 1),
    ],
)
def test_a_birthday_counts_in_its_month_and_on_its_day(
    desk: Desk, clock: StandingClock, birthday: str, today: date, this_month: int, on_the_day: int
) -> None:
    add_customer(desk, RecordChange({"first_name": "Ann", "birthday": birthday}))
    clock.instant = NOON.replace(year=today.year, month=today.month, day=today.day)
    kpis = compute_kpis(desk)
    assert (kpis.birthdays_this_month, kpis.birthdays_today) == (this_month, on_the_day)


def test_each_birthday_that_comes_or_goes_is_counted(desk: Desk) -> None:
    counted = [compute_kpis(desk).birthdays_this_month]
    people = []
    for name in ("Ann", "Ben"):
        people.append(add_customer(desk, RecordChange({"first_name": name, "birthday": "--11-30"})).id)
        counted.append(compute_kpis(desk).birthdays_this_month)
    for person in people:
        archive_customer(desk, person)
        counted.append(compute_kpis(desk).birthdays_this_month)
    assert counted == [0, 1, 2, 1, 0]


def test_a_month_begins_at_the_shops_midnight(desk: Desk, clock: StandingClock) -> None:
    clock.instant = NOON.replace(month=11, day=30, hour=12, minute=59)
    add_customer(desk, RecordChange({"first_name": "November"}))
    clock.forward(minutes=2)
    assert (clock.now().month, compute_kpis(desk).new_this_month) == (11, 0)
    add_customer(desk, RecordChange({"first_name": "December"}))
    assert compute_kpis(desk).new_this_month == 1


def test_follow_ups_due_and_open_requests_are_counted(desk: Desk, marai: CustomerId) -> None:
    today = date(2026, 11, 21)
    follow_ups = [(today - timedelta(days=1), "to_do"), (today, "in_progress"), (today, "done")]
    follow_ups += [(today + timedelta(days=1), "to_do"), (today, "cancelled")]
    with desk.book.database.maintenance() as connection:
        for due, status in follow_ups:
            connection.exec_driver_sql(
                "INSERT INTO follow_up (uuid, customer_id, title_enc, due_on, priority, status, origin, staff_id, "
                "created_at, ended_at) VALUES (hex(randomblob(16)), 1, x'00', ?1, 'normal', ?2, 'desk', 1, 0, "
                "CASE WHEN ?2 IN ('done', 'cancelled') THEN 1 END)",
                (str(due), status),
            )
        for status, at in (("new", to_micros(NOON)), ("booked", 0), ("converted", 0), ("completed", 0)):
            connection.exec_driver_sql(
                "INSERT INTO enquiry (uuid, customer_id, kind, status, text_enc, staff_id, created_at, booked_on, "
                "ended_at, follow_up_id) VALUES (hex(randomblob(16)), 1, 'repair', ?1, x'00', 1, ?2, '2026-11-22', "
                "CASE WHEN ?1 IN ('converted', 'completed') THEN 1 END, CASE ?1 WHEN 'converted' THEN 1 END)",
                (status, at),
            )
        connection.commit()
    kpis = compute_kpis(desk)
    assert (kpis.follow_ups_due, kpis.follow_ups_overdue) == (2, 1)
    assert (kpis.open_requests, kpis.requests_today) == (2, 1)
