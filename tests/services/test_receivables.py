"""Who owes what, as of any day, tied to the balances."""

from datetime import date, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.promise import PromiseState
from shopdesk.domain.receivables import Receivables, month_ends
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden, InvalidDate
from shopdesk.services.accounts import ageing_report
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise
from shopdesk.services.receivables import read_receivables
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from tests.conftest import StandingClock

TODAY = date(2026, 11, 21)


@pytest.fixture
def book(desk: Desk, clock: StandingClock) -> Desk:
    """Return a shop a hundred days on: Ann owes $20 for long and $5 anew, Bob owes $30, Cem has $4 credit."""
    ann, bob, cem = (
        add_customer(desk, RecordChange({"first_name": name})).id for name in ("Ann", "Bob", "Cem")
    )
    sell(desk, SaleOrder(ann, total=2_000, on_account=2_000), "old")
    clock.forward(days=100)
    sell(desk, SaleOrder(ann, total=500, on_account=500), "new")
    sell(desk, SaleOrder(bob, total=3_500, on_account=3_500), "bob")
    take_payment(desk, PaymentOrder(bob, 500), "part")
    take_payment(desk, PaymentOrder(cem, 400), "ahead")
    return desk


def lines(found: Receivables) -> list[tuple[str, int]]:
    return [(debtor.full_name, debtor.balance) for debtor in found.debtors]


def test_who_owes_most_stands_first_and_credit_is_nobodys_debt(book: Desk) -> None:
    found = read_receivables(book)
    assert lines(found) == [("Bob", 3_000), ("Ann", 2_500)]
    assert (found.owed, found.totals.balance, found.totals.unallocated) == (5_500, 5_100, 400)
    assert (found.debtors[1].ageing.days_61_90, found.debtors[1].ageing.not_due) == (2_000, 500)


@pytest.mark.parametrize("back", [0, 1, 30, 99, 100, 101])
def test_every_customer_is_as_old_as_the_ageing_report_says(book: Desk, back: int) -> None:
    day = book.today() - timedelta(days=back)
    found, report = read_receivables(book, day), ageing_report(book, day)
    assert found.totals == report.totals
    assert {each.customer: each.ageing for each in found.debtors} == {
        row.customer: row.ageing for row in report.rows if row.ageing.balance > 0
    }
    assert found.ties


def test_the_year_behind_ends_with_what_is_owed_now(book: Desk) -> None:
    found = read_receivables(book)
    assert [day for day, _ in found.months] == list(month_ends(book.today()))
    assert found.months[-1][1] == found.owed
    assert found.months[0][1] == 0
    assert {owed for day, owed in found.months if TODAY <= day < book.today()} == {2_000}


def test_months_end_on_their_last_days() -> None:
    ends = month_ends(date(2026, 3, 31))
    assert (len(ends), ends[0], ends[-2:]) == (12, date(2025, 4, 30), (date(2026, 2, 28), date(2026, 3, 31)))


def test_days_outstanding_set_what_is_owed_against_ninety_days_of_credit_sales(book: Desk) -> None:
    found = read_receivables(book)
    assert (found.credit_sales, found.days_outstanding) == (4_000, 124)
    assert read_receivables(book, TODAY - timedelta(days=1)).days_outstanding is None


def test_a_promise_stands_beside_the_debt_it_is_about(book: Desk, clock: StandingClock) -> None:
    add_promise(book, CustomerId(2), book.today() + timedelta(days=2), 1_000, "promise")
    promise = read_receivables(book).debtors[0].promise
    assert promise is not None
    assert promise.state(book.today()) is PromiseState.OPEN
    clock.forward(days=3)
    debtor = read_receivables(book).debtors[0]
    assert (debtor.kept, debtor.promised) == (0, 1)


def test_a_balance_that_does_not_follow_from_its_events_does_not_tie(book: Desk) -> None:
    with book.book.database.maintenance() as session:
        session.exec_driver_sql("UPDATE customer SET debt_balance = debt_balance + 1 WHERE id = 1")
        session.commit()
    assert not read_receivables(book).ties


def test_a_day_to_come_is_refused(book: Desk) -> None:
    with pytest.raises(InvalidDate):
        read_receivables(book, book.today() + timedelta(days=1))


def test_only_the_owner_sees_what_everybody_owes(book: Desk) -> None:
    with pytest.raises(Forbidden):
        read_receivables(book.as_staff(add_staff(book, "Kim", Role.CASHIER)))
