"""What a scanner read: a card, an item that was sold before, or nothing known."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.viewmodels.scanned_code import KnownCode, find_code


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("C-000001", KnownCode("C-000001", CustomerId(1))),
        ("C-000002", None),
        ("loy-42", KnownCode("loy-42", CustomerId(1))),
        ("9312345678907", KnownCode("9312345678907")),
        ("9399999999999", None),
        ("not a code", None),
    ],
)
def test_cards_and_barcodes_of_the_shop_are_known(desk: Desk, code: str, known: KnownCode | None) -> None:
    add_customer(desk, RecordChange({"first_name": "Marai", "card_code": "LOY-42"}))
    line = SaleLine("Ring", 100, barcode="9312345678907")
    sell(desk, SaleOrder(lines=(line,), tenders={Method.CASH: 100}), "sale")
    assert find_code(desk, code) == known
