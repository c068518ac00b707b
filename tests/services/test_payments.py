"""Taking payments: what they settle, and what they refuse."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.money import LIMIT
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import (
    CustomerArchived,
    InvalidAmount,
    InvalidValue,
    NotFound,
    ShopDeskError,
)
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.customers import archive_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import plan_payment, take_payment
from shopdesk.services.selling import sell
from tests.conftest import StandingClock


@pytest.fixture
def three_sales(desk: Desk, marai: CustomerId) -> CustomerId:
    """Sell thrice on account: the second sale is due first."""
    for number, (amount, due) in enumerate([(5_000, 20), (3_000, 10), (2_000, 20)]):
        order = SaleOrder(marai, amount, on_account=amount, due_on=date(2026, 12, due))
        sell(desk, order, f"sale {number}")
    return marai


def test_a_payment_settles_the_oldest_due_first(desk: Desk, three_sales: CustomerId) -> None:
    taken = take_payment(desk, PaymentOrder(three_sales, 4_000), "a")
    assert [(s.reference, s.amount, s.left) for s in taken.settlements] == [
        ("S-00002", 3_000, 0),
        ("S-00001", 1_000, 4_000),
    ]
    assert (taken.reference, taken.unallocated, taken.balance) == ("P-00001", 0, 6_000)


def test_a_plan_says_what_taking_it_does_and_writes_nothing(desk: Desk, three_sales: CustomerId) -> None:
    order = PaymentOrder(three_sales, 11_000, directed=(("s-3", 1_500),))
    planned = plan_payment(desk, order)
    assert get_customer(desk, three_sales).debt_balance == 10_000
    taken = take_payment(desk, order, "a")
    assert taken == replace(planned, reference="P-00001", code=taken.code, points_earned=100, points=100)
    assert (planned.unallocated, planned.balance) == (1_000, -1_000)


def test_a_directed_payment_goes_where_it_is_told_and_the_rest_to_the_oldest_due(
    desk: Desk, three_sales: CustomerId
) -> None:
    taken = take_payment(desk, PaymentOrder(three_sales, 2_000, directed=(("S-00003", 500),)), "a")
    assert [(s.reference, s.amount) for s in taken.settlements] == [("S-00003", 500), ("S-00002", 1_500)]


def test_a_charge_is_settled_when_its_last_cent_is_paid(
    desk: Desk, three_sales: CustomerId, clock: StandingClock
) -> None:
    take_payment(desk, PaymentOrder(three_sales, 2_999), "a")
    clock.forward(days=3)
    take_payment(desk, PaymentOrder(three_sales, 1), "b")
    settled = {charge.reference: charge.settled_at for charge in account_state(desk, three_sales).charges}
    assert settled == {"S-00001": None, "S-00002": clock.now(), "S-00003": None}


@pytest.mark.parametrize(
    ("directed", "reason"),
    [
        ((("S-00001", 5_001),), "more_than_open"),
        ((("S-00001", 5_000), ("S-00002", 1_001)), "more_than_paid"),
        ((("S-00001", 1), ("S-1", 1)), "named_twice"),
        ((("S-00001", 0),), "zero"),
        ((("S-00001", -1),), "negative"),
    ],
)
def test_a_direction_that_cannot_be_followed_is_refused(
    desk: Desk, three_sales: CustomerId, directed: tuple[tuple[str, int], ...], reason: str
) -> None:
    order = PaymentOrder(three_sales, 6_000, directed=directed)
    for deed in (plan_payment, partial(take_payment, request_id="a")):
        with pytest.raises(InvalidAmount) as refused:
            deed(desk, order)
        assert (refused.value.field, refused.value.parameters["reason"]) == ("to", reason)


@pytest.mark.parametrize("ref", ["S-00009", "P-00001", "nonsense"])
def test_a_payment_cannot_be_directed_at_what_is_no_charge(
    desk: Desk, three_sales: CustomerId, ref: str
) -> None:
    with pytest.raises(NotFound):
        take_payment(desk, PaymentOrder(three_sales, 500, directed=((ref, 500),)), "a")


def test_a_payment_cannot_be_directed_at_a_strangers_charge(
    desk: Desk, three_sales: CustomerId, tomas: CustomerId
) -> None:
    with pytest.raises(NotFound):
        take_payment(desk, PaymentOrder(tomas, 500, directed=(("S-00001", 500),)), "a")
    assert get_customer(desk, three_sales).debt_balance == 10_000


@pytest.mark.parametrize(
    ("change", "error", "parameters"),
    [
        ({"amount": 0}, InvalidAmount, {"field": "amount", "reason": "zero"}),
        ({"amount": -1}, InvalidAmount, {"field": "amount", "reason": "negative"}),
        ({"amount": LIMIT + 1}, InvalidAmount, {"field": "amount", "reason": "too_large"}),
        ({"amount": 10**30}, InvalidAmount, {"field": "amount", "reason": "too_large"}),
        ({"customer": 999}, NotFound, {"kind": "customer", "reference": "C-000999"}),
        ({"note": "x" * 501}, InvalidValue, {"field": "note", "reason": "too_long"}),
    ],
)
def test_a_bad_payment_is_refused_and_takes_no_number(
    desk: Desk,
    marai: CustomerId,
    change: dict[str, object],
    error: type[ShopDeskError],
    parameters: dict[str, str],
) -> None:
    order = PaymentOrder(marai, 500)
    with pytest.raises(error) as refused:
        take_payment(desk, replace(order, **change), "a")  # type: ignore[arg-type]  # a table of all kinds
    assert refused.value.parameters == parameters
    assert take_payment(desk, order, "b").reference == "P-00001"


def test_a_balance_past_the_limit_is_refused_whole(desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, LIMIT), "a")
    with pytest.raises(InvalidAmount) as refused:
        take_payment(desk, PaymentOrder(marai, 1), "b")
    assert refused.value.parameters["reason"] == "too_large"
    assert get_customer(desk, marai).debt_balance == -LIMIT
    assert len(account_events(desk, marai).payments) == 1


def test_nothing_is_taken_from_an_archived_customer(desk: Desk, marai: CustomerId) -> None:
    archive_customer(desk, marai)
    for deed in (plan_payment, partial(take_payment, request_id="a")):
        with pytest.raises(CustomerArchived):
            deed(desk, PaymentOrder(marai, 500))


@pytest.mark.parametrize("method", Method)
def test_a_payment_keeps_its_method_note_and_who_took_it(
    cashier: Desk, marai: CustomerId, method: Method
) -> None:
    take_payment(cashier, PaymentOrder(marai, 500, method, "for the bracelet"), "a")
    (payment,) = account_events(cashier, marai).payments
    assert (payment.method, payment.note, payment.staff) == (method, "for the bracelet", "Carl")
