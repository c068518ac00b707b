"""Posting rows: each posting is few statements, and the indexes carry them however long an account is."""

from contextlib import suppress
from datetime import date

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from shopdesk.domain.account import Charge, CustomerId, EventId, EventKind
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.allocation import Share
from shopdesk.domain.staff import Deed
from shopdesk.errors import Cancelled
from shopdesk.services.adjusting import AdjustmentOrder, post_adjustment
from shopdesk.services.desk import Desk
from shopdesk.storage import account_history, accounts
from shopdesk.storage.counters import last_number, next_number
from tests.conftest import NOON


@pytest.mark.parametrize(
    "query",
    [
        "SELECT event_id FROM charge WHERE customer_id = 1 AND outstanding > 0 ORDER BY due_on, at, event_id",
        "SELECT event_id FROM credit WHERE customer_id = 1 AND unallocated > 0 ORDER BY at, event_id",
        "SELECT min(at) FROM charge WHERE customer_id = 1 AND outstanding > 0",
        "SELECT sum(outstanding) FROM charge WHERE outstanding > 0 AND due_on < '2026-11-21'",
        "SELECT id FROM sale WHERE customer_id = 1 ORDER BY at, id",
        "SELECT id FROM debt_payment WHERE customer_id = 1 ORDER BY at, id",
        "SELECT id FROM account_adjustment WHERE customer_id = 1 ORDER BY at, id",
        "SELECT id FROM allocation WHERE charge_id = 1",
        "SELECT id FROM allocation WHERE credit_id = 1",
        "SELECT event_id FROM charge WHERE customer_id = 1 AND kind = 'sale' AND number = 1",
        "SELECT id FROM customer WHERE archived_at IS NULL ORDER BY debt_balance DESC, id LIMIT 200",
        "SELECT id FROM customer WHERE archived_at IS NULL ORDER BY sort_name, id LIMIT 200",
        "SELECT id FROM customer WHERE archived_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 200",
        "SELECT id FROM customer WHERE archived_at IS NULL ORDER BY updated_at, id LIMIT 200",
        "SELECT id FROM customer WHERE email_folded = 'a@example.com' ",
        "SELECT id FROM customer WHERE mobile = '+61412345678'",
    ],
)
def test_no_question_of_the_till_reads_a_whole_table_or_sorts(desk: Desk, query: str) -> None:
    with desk.read() as session:
        plan = " / ".join(row[3] for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
    assert "USING" in plan
    assert "TEMP B-TREE" not in plan


def test_open_charges_come_in_settling_order(desk: Desk, marai: CustomerId) -> None:
    dues = [date(2026, 12, day) for day in (20, 10, 20)]
    with suppress(Cancelled), desk.work(Deed.SELL) as work:
        for number, due in enumerate(dues, start=1):
            charge = Charge(EventId(number), f"S-{number:05d}", NOON, due, 500, 500)
            accounts.insert_charge(work.session, marai, EventKind.SALE, number, charge)
        assert [charge.event for charge in accounts.open_charges(work.session, marai)] == [2, 1, 3]
        raise Cancelled


def test_shares_lower_both_sides_and_settle_what_is_covered(desk: Desk, marai: CustomerId) -> None:
    with desk.work(Deed.ADJUST, posting=True) as work:
        for amount in (500, -300):
            kind = AdjustmentKind.CORRECTION
            post_adjustment(work, AdjustmentOrder(marai, amount, kind, "typo"))
        session = work.session
        assert [row.charge.outstanding for row in account_history.charges_as_of(session, None, marai)] == [
            200
        ]
        assert account_history.credits_as_of(session, None, marai) == []
        post_adjustment(work, AdjustmentOrder(marai, -200, AdjustmentKind.CORRECTION, "typo"))
        (row,) = account_history.charges_as_of(session, None, marai, settled=True)
        assert (row.charge.outstanding, row.charge.settled_at) == (0, NOON)
        links = account_history.read_links(session, marai)
    assert [(link.credit, link.charge, link.amount) for link in links] == [(2, 1, 300), (3, 1, 200)]


def over_allocate(desk: Desk, customer: CustomerId, charge: int, credit: int) -> None:
    with desk.work(Deed.ADJUST, posting=True) as work:
        for amount in (charge, -credit):
            post_adjustment(work, AdjustmentOrder(customer, amount, AdjustmentKind.CORRECTION, "typo"))
        accounts.write_shares(work.session, [Share(EventId(2), EventId(1), 200)], work.now)


@pytest.mark.parametrize(("charge", "credit"), [(100, 500), (500, 100)])
def test_the_file_itself_refuses_more_allocated_than_either_side_has(
    desk: Desk, marai: CustomerId, charge: int, credit: int
) -> None:
    with pytest.raises(IntegrityError):
        over_allocate(desk, marai, charge, credit)


def test_a_number_given_in_a_refused_unit_of_work_is_given_again(desk: Desk, marai: CustomerId) -> None:
    with pytest.raises(IntegrityError):
        over_allocate(desk, marai, 100, 500)
    with suppress(Cancelled), desk.work(Deed.ADJUST) as work:
        assert last_number(work.session, "adjustment") == 0
        assert (next_number(work.session, "adjustment"), last_number(work.session, "adjustment")) == (1, 1)
        raise Cancelled
