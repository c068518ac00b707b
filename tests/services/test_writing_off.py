"""Dust: small debts written off in one go."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify
from shopdesk.services.writing_off import Dust, plan_writing_off, write_off_below


@pytest.fixture
def debts(desk: Desk) -> list[CustomerId]:
    """Four customers owe 3, 5, 7 and 4 cents; the last one disputes it."""
    found = []
    for number, amount in enumerate((3, 5, 7, 4), start=1):
        found.append(add_customer(desk, RecordChange({"first_name": f"Ann {number}"})).id)
        sell(desk, SaleOrder(found[-1], total=amount, on_account=amount), f"sale {number}")
    open_dispute(desk, "S-00004", "not mine", "dispute")
    return found


def test_every_debt_below_the_amount_goes_and_no_other(desk: Desk, debts: list[CustomerId]) -> None:
    assert plan_writing_off(desk, 7) == Dust(2, 8)
    first, second = (write_off_below(desk, 7, "dust", "same") for _ in range(2))
    assert first == second == Dust(2, 8)
    assert [account_state(desk, customer).balance for customer in debts] == [0, 0, 7, 4]
    assert verify(desk).ok


@pytest.mark.parametrize(
    ("below", "reason", "code"), [(0, "dust", "invalid_amount"), (7, " ", "reason_required")]
)
def test_it_needs_an_amount_and_a_reason(
    desk: Desk, debts: list[CustomerId], below: int, reason: str, code: str
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        write_off_below(desk, below, reason, "request")
    assert refused.value.code == code


def test_a_cashier_may_not(cashier: Desk, debts: list[CustomerId]) -> None:
    with pytest.raises(Forbidden):
        write_off_below(cashier, 7, "dust", "request")
