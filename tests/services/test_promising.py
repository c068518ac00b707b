"""Promises to pay: kept or broken by the payments that come, or do not."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.promise import PromiseState
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise, list_promises
from shopdesk.services.reversing import reverse
from tests.conftest import StandingClock


def state(desk: Desk) -> PromiseState:
    return list_promises(desk)[0].state(desk.today())


def test_payments_that_come_in_time_keep_it(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    take_payment(desk, PaymentOrder(marai, 9000), "before")
    clock.forward(hours=1)
    add_promise(desk, marai, desk.today() + timedelta(days=7), 5000, "promise")
    clock.forward(days=3)
    take_payment(desk, PaymentOrder(marai, 3000), "first")
    assert (state(desk), list_promises(desk, marai)[0].paid) == (PromiseState.OPEN, 3000)
    take_payment(desk, PaymentOrder(marai, 2000), "second")
    assert state(desk) is PromiseState.KEPT
    reverse(desk, "P-00003", "bounced", "undo")
    assert state(desk) is PromiseState.OPEN


def test_payments_that_come_too_late_break_it(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    add_promise(desk, marai, desk.today(), 5000, "promise")
    assert state(desk) is PromiseState.OPEN
    clock.forward(days=1)
    take_payment(desk, PaymentOrder(marai, 5000), "too late")
    assert state(desk) is PromiseState.BROKEN


def test_a_cashier_may_write_one_down_and_asked_twice_it_is_one(cashier: Desk, marai: CustomerId) -> None:
    first, second = (add_promise(cashier, marai, cashier.today(), 500, "same") for _ in range(2))
    assert (first, len(list_promises(cashier))) == (second, 1)


@pytest.mark.parametrize(("days", "amount", "code"), [(-1, 500, "invalid_date"), (1, 0, "invalid_amount")])
def test_a_promise_needs_a_day_to_come_and_an_amount(
    desk: Desk, marai: CustomerId, days: int, amount: int, code: str
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        add_promise(desk, marai, desk.today() + timedelta(days=days), amount, "promise")
    assert (refused.value.code, list_promises(desk)) == (code, ())


def test_what_one_of_two_records_promised_stands_at_the_one_that_stays(desk: Desk, marai: CustomerId) -> None:
    twin = add_customer(desk, RecordChange({"first_name": "Marai"})).id
    add_promise(desk, twin, desk.today(), 5000, "promise")
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    take_payment(desk, PaymentOrder(marai, 5000), "payment")
    (promise,) = list_promises(desk, marai)
    assert (promise.customer, promise.state(desk.today())) == (marai, PromiseState.KEPT)
