"""Transfers: both legs or neither, and undone together."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.transfer import TransferOrder
from shopdesk.errors import AlreadyReversed, Forbidden, ShopDeskError
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import archive_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.transferring import plan_transfer, transfer
from shopdesk.services.verifying import verify


@pytest.fixture
def order(desk: Desk, marai: CustomerId, tomas: CustomerId) -> TransferOrder:
    """Marai owes 50 dollars, 20 of which are Tomas's."""
    sell(desk, SaleOrder(marai, total=5000, on_account=5000), "sale")
    return TransferOrder(marai, tomas, 2000, "it was his")


def balances(desk: Desk, order: TransferOrder) -> tuple[int, int]:
    return account_state(desk, order.source).balance, account_state(desk, order.target).balance


def test_debt_moves_from_one_account_to_the_other(desk: Desk, order: TransferOrder) -> None:
    planned = plan_transfer(desk, order)
    made = transfer(desk, order, "move")
    assert made.references == ("A-00001", "A-00002")
    assert planned == made._replace(references=("", ""))
    assert (made.from_balance, made.to_balance) == balances(desk, order) == (3000, 2000)
    assert verify(desk).ok


@pytest.mark.parametrize("leg", ["A-00001", "A-00002"])
def test_taking_one_leg_back_takes_both(desk: Desk, order: TransferOrder, leg: str) -> None:
    transfer(desk, order, "move")
    reverse(desk, leg, "wrong", "undo")
    assert balances(desk, order) == (5000, 0)
    for either in ("A-00001", "A-00002"):
        with pytest.raises(AlreadyReversed):
            reverse(desk, either, "again", f"undo {either}")
    assert verify(desk).ok


def test_taking_it_back_brings_an_archived_customer_back(desk: Desk, order: TransferOrder) -> None:
    transfer(desk, order, "move")
    take_payment(desk, PaymentOrder(order.source, 3000), "rest")
    archive_customer(desk, order.source)
    reverse(desk, "A-00002", "wrong", "undo")
    assert get_customer(desk, order.source).archived_at is None
    assert balances(desk, order) == (2000, 0)
    assert verify(desk).ok


def test_what_cannot_be_transferred_leaves_no_leg_behind(desk: Desk, order: TransferOrder) -> None:
    archived = order._replace(target=CustomerId(2))
    archive_customer(desk, CustomerId(2))
    for wrong, code in (
        (order._replace(amount=0), "invalid_amount"),
        (order._replace(target=order.source), "invalid_value"),
        (order._replace(reason=" "), "reason_required"),
        (order._replace(target=CustomerId(9)), "not_found"),
        (archived, "customer_archived"),
    ):
        with pytest.raises(ShopDeskError) as refused:
            transfer(desk, wrong, "move")
        assert refused.value.code == code
    assert account_state(desk, order.source).balance == 5000
    assert verify(desk).ok


def test_a_failure_between_the_legs_undoes_the_first(
    desk: Desk, order: TransferOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("shopdesk.storage.transfers.insert_transfer", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            transfer(desk, order, "move")
    assert balances(desk, order) == (5000, 0)
    assert transfer(desk, order, "move").references == ("A-00001", "A-00002")
    assert verify(desk).ok


def test_asked_twice_it_is_done_once(desk: Desk, order: TransferOrder) -> None:
    first, second = (transfer(desk, order, "same") for _ in range(2))
    assert (first, balances(desk, order)) == (second, (3000, 2000))


def test_a_cashier_may_not_transfer(cashier: Desk, order: TransferOrder) -> None:
    with pytest.raises(Forbidden):
        transfer(cashier, order, "move")
