"""What was sold to a record that was merged since is put right on the account that now holds it."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.payment import Method
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.services.accounts import account_state
from shopdesk.services.correcting import correct_sale
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.promising import add_promise, list_promises
from shopdesk.services.refunding import refund_sale
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify


@pytest.fixture
def merged(desk: Desk, marai: CustomerId, tomas: CustomerId) -> CustomerId:
    """Tomas paid 9 dollars and owes 20; his record was merged into Marai's."""
    sell(desk, SaleOrder(tomas, total=900, tenders={Method.CASH: 900}), "paid")
    sell(desk, SaleOrder(tomas, total=2_000, on_account=2_000), "owed")
    add_promise(desk, tomas, desk.today(), 500, "promise")
    merge(desk, MergeOrder(marai, (tomas,)), "merge")
    return marai


@pytest.mark.parametrize("named", [None, 1])
def test_it_is_corrected_and_refunded_there(desk: Desk, merged: CustomerId, named: int | None) -> None:
    customer = None if named is None else CustomerId(named)
    order = CorrectionOrder("S-00001", SaleMark.DEBT, "not paid", customer)
    assert correct_sale(desk, order, "correct").balance == 2_900
    made = refund_sale(desk, RefundOrder("S-00002", RefundTo.ACCOUNT, "broken"), "refund")
    assert (made.customer, made.balance) == (merged, 900)
    assert account_state(desk, merged).balance == 900
    assert verify(desk).ok


def test_it_is_disputed_there_and_promises_come_along(desk: Desk, merged: CustomerId) -> None:
    open_dispute(desk, "S-00002", "not mine", "dispute")
    assert account_state(desk, merged).ageing.disputed == 2_000
    assert [(promise.customer, promise.amount) for promise in list_promises(desk)] == [(merged, 500)]
    assert verify(desk).ok
