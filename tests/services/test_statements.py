"""Statements: each opens where the last one closed, and nothing stale is issued."""

from datetime import date, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.statement import Statement
from shopdesk.errors import Forbidden, InvalidDate, NotFound, StaleRecord
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.statements import account_to_state, draft, issue, issue_all
from shopdesk.services.verifying import verify
from shopdesk.storage import customers as rows
from shopdesk.storage.statements import PAPER
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import NOON, StandingClock

DAY = timedelta(days=1)
TODAY = date(2026, 11, 21)


def charge(desk: Desk, customer: CustomerId, amount: int, days_ago: int = 0) -> None:
    at = None if not days_ago else desk.clock.now() - days_ago * DAY
    name = f"{amount} {desk.clock.now()} {days_ago}"
    sell(desk, SaleOrder(customer, amount, on_account=amount, at=at), name)


def pay(desk: Desk, customer: CustomerId, amount: int, days_ago: int = 0) -> None:
    at = None if not days_ago else desk.clock.now() - days_ago * DAY
    take_payment(desk, PaymentOrder(customer, amount, at=at), f"{amount} {desk.clock.now()} {days_ago}")


def figures(statement: Statement) -> tuple[int, int, int, int, int]:
    return statement.opening, statement.late, statement.charges, statement.payments, statement.closing


def test_the_first_statement_begins_with_the_first_entry(desk: Desk, marai: CustomerId) -> None:
    charge(desk, marai, 5_000, days_ago=10)
    pay(desk, marai, 2_000, days_ago=3)
    statement = build_statement(desk, marai)
    assert (statement.from_on, statement.to_on) == (TODAY - 10 * DAY, TODAY)
    assert figures(statement) == (0, 0, 5_000, 2_000, 3_000)
    assert [line.balance for line in statement.lines] == [5_000, 3_000]
    assert statement.ageing.balance == 3_000


def test_a_statement_opens_with_the_previous_closing(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    charge(desk, marai, 5_000)
    first = issue(desk, build_statement(desk, marai)).statement
    clock.forward(days=10)
    pay(desk, marai, 2_000)
    second = issue(desk, build_statement(desk, marai)).statement
    assert (second.from_on, second.opening) == (first.to_on + DAY, first.closing)
    assert figures(second) == (5_000, 0, 0, 2_000, 3_000)
    assert (first.number, second.number) == ("ST-00001", "ST-00002")


@pytest.mark.parametrize("days_ago", [10, 15])
def test_what_was_entered_late_stands_in_a_block_of_its_own(
    desk: Desk, marai: CustomerId, clock: StandingClock, days_ago: int
) -> None:
    charge(desk, marai, 5_000, days_ago=20)
    first = issue(desk, build_statement(desk, marai)).statement
    clock.forward(days=10)
    pay(desk, marai, 1_000, days_ago=days_ago)
    pay(desk, marai, 500)
    second = build_statement(desk, marai)
    assert second.opening == first.closing == 5_000
    assert figures(second) == (5_000, -1_000, 0, 500, 3_500)
    assert [line.balance for line in (*second.late_lines, *second.lines)] == [4_000, 3_500]
    assert second.closing == second.ageing.balance == get_customer(desk, marai).debt_balance


def test_what_happened_later_on_the_day_of_a_statement_is_late_in_the_next(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    charge(desk, marai, 5_000)
    issue(desk, build_statement(desk, marai))
    clock.forward(hours=2)
    charge(desk, marai, 700)
    clock.forward(days=1)
    assert figures(build_statement(desk, marai)) == (5_000, 700, 0, 0, 5_700)


def test_a_second_statement_on_the_same_day_goes_on_from_the_first(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    charge(desk, marai, 5_000, days_ago=30)
    issue(desk, build_statement(desk, marai))
    clock.forward(hours=2)
    pay(desk, marai, 700)
    second = issue(desk, build_statement(desk, marai)).statement
    assert (second.from_on, second.to_on, figures(second)) == (TODAY, TODAY, (5_000, -700, 0, 0, 4_300))
    clock.forward(days=1)
    charge(desk, marai, 100)
    assert figures(build_statement(desk, marai)) == (4_300, 0, 100, 0, 4_400)


def test_an_old_month_once_more_does_not_change_where_the_next_statement_begins(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    charge(desk, marai, 5_000, days_ago=60)
    charge(desk, marai, 700)
    latest = issue(desk, build_statement(desk, marai)).statement
    issue(desk, build_statement(desk, marai, TODAY - 70 * DAY, TODAY - 50 * DAY))
    clock.forward(days=5)
    following = build_statement(desk, marai)
    assert (following.from_on, following.opening) == (latest.to_on + DAY, latest.closing)


def test_a_late_entry_is_late_once(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    charge(desk, marai, 5_000)
    issue(desk, build_statement(desk, marai))
    clock.forward(days=10)
    pay(desk, marai, 1_000, days_ago=10)
    issue(desk, build_statement(desk, marai))
    clock.forward(days=10)
    assert figures(build_statement(desk, marai)) == (4_000, 0, 0, 0, 4_000)


def test_a_period_of_the_past_closes_with_the_balance_of_its_last_day(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    charge(desk, marai, 5_000)
    clock.forward(days=10)
    pay(desk, marai, 2_000)
    past = build_statement(desk, marai, TODAY - 5 * DAY, TODAY + 5 * DAY)
    assert figures(past) == (0, 0, 5_000, 0, 5_000)
    assert past.ageing.balance == 5_000
    assert figures(build_statement(desk, marai, TODAY + DAY, TODAY + 10 * DAY)) == (5_000, 0, 0, 2_000, 3_000)


@pytest.mark.parametrize(
    ("from_on", "to_on", "field", "reason"),
    [
        (TODAY, TODAY - DAY, "from", "after_end"),
        (TODAY + DAY, None, "from", "after_end"),
        (TODAY, TODAY + DAY, "to", "in_future"),
    ],
)
def test_a_period_runs_forward_and_ends_by_today(
    desk: Desk, marai: CustomerId, from_on: date, to_on: date | None, field: str, reason: str
) -> None:
    with pytest.raises(InvalidDate) as refused:
        build_statement(desk, marai, from_on, to_on)
    assert refused.value.parameters == {"field": field, "reason": reason}


def test_a_stale_draft_is_not_issued(desk: Desk, marai: CustomerId) -> None:
    charge(desk, marai, 5_000)
    stale = build_statement(desk, marai)
    pay(desk, marai, 1_000)
    with pytest.raises(StaleRecord):
        issue(desk, stale)
    assert account_to_state(desk, marai, desk.today()).last is None
    assert issue(desk, build_statement(desk, marai)).statement.number == "ST-00001"


def test_a_draft_takes_no_number(desk: Desk, marai: CustomerId) -> None:
    charge(desk, marai, 5_000)
    assert draft(build_statement(desk, marai)).pages == 1
    assert account_to_state(desk, marai, desk.today()).last is None


def test_a_cashier_issues_one_at_a_time(cashier: Desk, desk: Desk, marai: CustomerId) -> None:
    charge(desk, marai, 5_000)
    with pytest.raises(Forbidden):
        issue_all(cashier, [build_statement(cashier, marai)], lambda _numbered: [])
    assert account_to_state(desk, marai, desk.today()).last is None


def test_what_is_issued_is_kept_sealed_as_it_was_printed(
    cashier: Desk, desk: Desk, marai: CustomerId
) -> None:
    charge(desk, marai, 5_000)
    issued = issue(cashier, build_statement(cashier, marai))
    assert issued.statement.prepared_by == "Carl"
    with desk.read() as session:
        sealed, code = session.exec_driver_sql("SELECT paper_enc, code FROM statement").one()
        key = rows.open_key(session, desk.book.vault, marai)
        mac = session.exec_driver_sql("SELECT max(sequence) FROM journal").scalar_one()
    assert key.unseal(sealed, PAPER) == issued.pdf
    assert code == issued.statement.code
    assert code.startswith(f"{mac}-")
    assert verify(desk).ok


def test_the_days_are_the_shops(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    clock.instant = NOON.replace(hour=12, minute=59)
    charge(desk, marai, 1)
    clock.forward(minutes=2)
    charge(desk, marai, 2)
    assert [line.on for line in build_statement(desk, marai).lines] == [TODAY, TODAY + DAY]


def test_nobody_unknown_gets_a_statement(desk: Desk) -> None:
    with pytest.raises(NotFound):
        build_statement(desk, CustomerId(999))
