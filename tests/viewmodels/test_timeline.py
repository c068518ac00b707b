"""What a row of the timeline says became of a sale."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.payment import Method
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.services.accounts import account_workings
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute, settle_dispute
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.refunding import refund_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.viewmodels.customer_document import customer_document
from shopdesk.viewmodels.timeline import load_timeline


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    """Sell for $100, $40 of it in cash."""
    sell(desk, SaleOrder(marai, total=10_000, tenders={Method.CASH: 4_000}, on_account=6_000), "sale")
    return marai


def remark(desk: Desk, customer: CustomerId) -> str:
    return load_timeline(desk, customer).entries[0].remark


def refund(desk: Desk, amount: int | None) -> None:
    order = RefundOrder("S-00001", RefundTo.ACCOUNT, "broken", amount=amount)
    refund_sale(desk, order, "refund")


def test_most_sales_have_nothing_to_tell(desk: Desk, owing: CustomerId) -> None:
    entry = load_timeline(desk, owing).entries[0]
    assert entry.remark == entry.detail


def test_a_sale_names_what_points_paid_of_it(desk: Desk, marai: CustomerId) -> None:
    adjust_points(desk, PointsOrder(marai, 500, "welcome"), "points")
    sell(
        desk, SaleOrder(marai, total=1_000, tenders={Method.CASH: 200}, on_account=300, redeemed=500), "sale"
    )
    text = load_timeline(desk, marai).entries[0].text
    assert text == "Sale S-00001: $10.00, $2.00 cash, $5.00 with points paid"


@pytest.mark.parametrize(("amount", "told"), [(4_500, "Refunded $45.00"), (None, "Refunded")])
def test_a_refund_is_told(desk: Desk, owing: CustomerId, amount: int | None, told: str) -> None:
    refund(desk, amount)
    assert remark(desk, owing).split(" · ")[0] == told


def test_a_correction_is_told_until_it_is_taken_back(desk: Desk, owing: CustomerId) -> None:
    order = CorrectionOrder("S-00001", SaleMark.PAID, "by card", method=Method.CARD)
    made = correct_sale(desk, order, "correction")
    assert remark(desk, owing).startswith("Corrected to paid · ")
    reverse(desk, made.reference, "it was not", "undo")
    assert "Corrected" not in remark(desk, owing)


def test_a_dispute_is_told_also_when_it_is_closed(desk: Desk, owing: CustomerId) -> None:
    open_dispute(desk, "S-00001", "too dear", "dispute")
    assert remark(desk, owing).startswith("Disputed · ")
    settle_dispute(desk, SettlementOrder("S-00001", DisputeOutcome.STANDS, "it was agreed"), "settled")
    assert remark(desk, owing).startswith("Dispute closed · ")


def test_it_is_told_of_those_merged_into_one_too(desk: Desk, owing: CustomerId) -> None:
    refund(desk, 4_500)
    other = add_customer(desk, RecordChange({"first_name": "Maria", "last_name": "Haddad"})).id
    merge(desk, MergeOrder(other, (owing,)), "merge")
    assert remark(desk, other).startswith("Refunded $45.00 · ")
    assert account_workings(desk, other).put_right == account_workings(desk, owing).put_right


def test_programs_read_what_they_read_before(desk: Desk, owing: CustomerId) -> None:
    before = customer_document(desk, owing)["timeline"][0]
    refund(desk, 4_500)
    assert customer_document(desk, owing)["timeline"][0] == before
