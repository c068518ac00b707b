"""Adjusting accounts: each kind by its sign, with a reason, refused in words."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.errors import (
    CustomerArchived,
    Forbidden,
    InvalidAmount,
    InvalidValue,
    NotFound,
    ReasonRequired,
    ShopDeskError,
)
from shopdesk.services.accounts import account_events
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from tests.conftest import NOON

Kind = AdjustmentKind


def order(customer: CustomerId, amount: int, kind: Kind = Kind.CORRECTION) -> AdjustmentOrder:
    return AdjustmentOrder(customer, amount, kind, "because")


@pytest.mark.parametrize(
    ("kind", "amount"),
    [
        (Kind.OPENING_BALANCE, 500),
        (Kind.OPENING_BALANCE, -500),
        (Kind.GOODWILL_CREDIT, -500),
        (Kind.REFUND_AS_CREDIT, -500),
        (Kind.VOUCHER_REVERSAL, -500),
        (Kind.WRITE_OFF, -500),
        (Kind.CORRECTION, 500),
        (Kind.CORRECTION, -500),
    ],
)
def test_an_adjustment_moves_the_balance_by_its_sign(
    desk: Desk, marai: CustomerId, kind: Kind, amount: int
) -> None:
    made = adjust(desk, order(marai, amount, kind)._replace(reference="letter 7"), "a")
    assert (made.reference, made.balance) == ("A-00001", amount)
    (found,) = account_events(desk, marai).adjustments
    assert (found.kind, found.amount, found.reason, found.reference) == (kind, amount, "because", "letter 7")


@pytest.mark.parametrize(
    ("change", "error", "parameters"),
    [
        ({"amount": 0}, InvalidAmount, {"field": "amount", "reason": "zero"}),
        ({"method": Method.CASH}, InvalidValue, {"field": "method", "reason": "not_paid_out"}),
        ({"amount": 10**30}, InvalidAmount, {"field": "amount", "reason": "too_large"}),
        ({"kind": Kind.WRITE_OFF}, InvalidAmount, {"field": "amount", "reason": "sign"}),
        ({"reason": " "}, ReasonRequired, {"field": "reason"}),
        ({"reason": "x" * 501}, InvalidValue, {"field": "reason", "reason": "too_long"}),
        ({"reference": "x" * 101}, InvalidValue, {"field": "reference", "reason": "too_long"}),
        ({"customer": 999}, NotFound, {"kind": "customer", "reference": "C-000999"}),
        ({"kind": Kind.REVERSAL}, InvalidValue, {"field": "kind", "reason": "not_a_choice"}),
        ({"kind": Kind.TRANSFER_IN}, InvalidValue, {"field": "kind", "reason": "not_a_choice"}),
        ({"kind": Kind.TRANSFER_OUT}, InvalidValue, {"field": "kind", "reason": "not_a_choice"}),
        ({"kind": Kind.CREDIT_PAID_OUT}, InvalidValue, {"field": "method", "reason": "not_a_choice"}),
    ],
)
def test_a_bad_adjustment_is_refused_and_takes_no_number(
    desk: Desk,
    marai: CustomerId,
    change: dict[str, object],
    error: type[ShopDeskError],
    parameters: dict[str, str],
) -> None:
    with pytest.raises(error) as refused:
        adjust(desk, order(marai, 500)._replace(**change), "a")  # type: ignore[arg-type]  # all kinds
    assert refused.value.parameters == parameters
    assert adjust(desk, order(marai, 500), "b").reference == "A-00001"


def test_credit_is_paid_out_to_the_last_cent_and_no_further(desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, 6_000), "a")
    out = order(marai, 6_001, Kind.CREDIT_PAID_OUT)._replace(method=Method.CASH)
    with pytest.raises(InvalidAmount) as refused:
        adjust(desk, out, "b")
    assert refused.value.parameters == {"field": "amount", "reason": "more_than_credit"}
    assert adjust(desk, out._replace(amount=6_000), "c").balance == 0
    assert archive_customer(desk, marai).archived_at == NOON


@pytest.mark.parametrize("method", [None, Method.CARD, Method.OTHER])
def test_credit_is_paid_out_in_cash_or_by_transfer(
    desk: Desk, marai: CustomerId, method: Method | None
) -> None:
    take_payment(desk, PaymentOrder(marai, 6_000), "a")
    with pytest.raises(InvalidValue):
        adjust(desk, order(marai, 100, Kind.CREDIT_PAID_OUT)._replace(method=method), "b")


def test_a_cashier_adjusts_nothing_and_nobody_an_archived_account(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    with pytest.raises(Forbidden):
        adjust(cashier, order(marai, 500), "a")
    archive_customer(desk, marai)
    with pytest.raises(CustomerArchived):
        adjust(desk, order(marai, 500), "a")


def test_limits_and_holds_do_not_stop_an_adjustment(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"credit_limit": "0"}, on_hold=True))
    assert adjust(desk, order(marai, 500), "a").balance == 500
