"""Looking at accounts, on any day."""

from datetime import date, datetime, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import (
    NotFound,
)
from shopdesk.services.accounts import account_and_events, account_events, account_state, ageing_report
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from tests.conftest import NOON, StandingClock

TODAY = date(2026, 11, 21)
Kind = AdjustmentKind


def test_an_account_stands_on_a_past_day_as_it_stood_then(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    sell(desk, SaleOrder(marai, 5_000, on_account=5_000), "a")
    clock.forward(days=40)
    take_payment(desk, PaymentOrder(marai, 6_000), "b")
    then = {day: account_state(desk, marai, TODAY + timedelta(days=day)) for day in (-1, 0, 30, 31, 39, 40)}
    assert {day: state.balance for day, state in then.items()} == {
        -1: 0,
        0: 5_000,
        30: 5_000,
        31: 5_000,
        39: 5_000,
        40: -1_000,
    }
    assert then[30].ageing == Ageing(not_due=5_000)
    assert then[31].ageing == Ageing(days_1_30=5_000)
    assert then[40].ageing == Ageing(unallocated=1_000)
    assert (then[39].charges[0].settled_at, then[40].charges[0].settled_at) == (None, clock.now())
    assert (len(then[39].links), len(then[40].links)) == (0, 1)


def test_a_late_payment_lowers_the_days_after_its_own_and_resplits_nothing(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    sell(desk, SaleOrder(marai, 5_000, on_account=5_000), "a")
    clock.forward(days=10)
    take_payment(desk, PaymentOrder(marai, 2_000), "b")
    before = account_state(desk, marai).links
    late = PaymentOrder(marai, 1_000, at=NOON + timedelta(days=5))
    take_payment(desk, late, "c")
    assert account_state(desk, marai).links[: len(before)] == before
    days = [account_state(desk, marai, TODAY + timedelta(days=day)).balance for day in (4, 5, 9, 10)]
    assert days == [5_000, 4_000, 4_000, 2_000]


def test_credit_that_a_reversal_sets_free_settles_something_else_from_then_on(
    desk: Desk, marai: CustomerId
) -> None:
    def ago(days: int) -> datetime:
        return NOON - timedelta(days=days)

    take_payment(desk, PaymentOrder(marai, 500, at=ago(10)), "a")
    adjust(desk, AdjustmentOrder(marai, 500, Kind.CORRECTION, "because", at=ago(9)), "b")
    sell(desk, SaleOrder(marai, 500, on_account=500, at=ago(8)), "c")
    reverse(desk, "A-1", "typo", "d")
    days = [account_state(desk, marai, TODAY - timedelta(days=day)) for day in (10, 9, 8, 1, 0)]
    assert [state.balance for state in days] == [-500, 0, 500, 500, 0]
    assert [state.ageing.balance for state in days] == [-500, 0, 500, 500, 0]
    (sale,) = days[-1].charges
    assert (sale.reference, sale.outstanding, sale.settled_at) == ("S-00001", 0, NOON)


def test_the_report_names_everybody_with_something_open_or_waiting(
    desk: Desk, marai: CustomerId, tomas: CustomerId, clock: StandingClock
) -> None:
    sell(desk, SaleOrder(tomas, 700, on_account=700), "a")
    take_payment(desk, PaymentOrder(tomas, 700), "b")
    sell(desk, SaleOrder(marai, 500, on_account=500), "c")
    clock.forward(days=31)
    take_payment(desk, PaymentOrder(tomas, 60), "d")
    report = ageing_report(desk)
    assert [(row.number, row.full_name, row.ageing.balance) for row in report.rows] == [
        ("C-000001", "Marai Haddad", 500),
        ("C-000002", "Tomas Berg", -60),
    ]
    assert report.totals == Ageing(days_1_30=500, unallocated=60)
    assert ageing_report(desk, TODAY - timedelta(days=1)).rows == ()


def test_an_unknown_customer_has_no_account(desk: Desk) -> None:
    for look in (account_events, account_state, account_and_events):
        with pytest.raises(NotFound):
            look(desk, CustomerId(999))


def test_what_was_written_off_was_never_spent(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    for number in range(3):
        sell(desk, SaleOrder(marai, 1_000, on_account=1_000), f"{number}")
    clock.forward(days=12)
    take_payment(desk, PaymentOrder(marai, 1_000), "paid")
    adjust(desk, AdjustmentOrder(marai, -1_000, Kind.WRITE_OFF, "because"), "gone")
    state = account_state(desk, marai)
    assert (state.lifetime_spend, state.usual_days_to_pay) == (1_000, 12)
    assert state.last_visit_at == clock.now()
    assert get_customer(desk, marai).debt_balance == 1_000
