"""The item list learns from what is sold."""

from decimal import Decimal
from uuid import uuid4

from shopdesk.domain.item import Item
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.items import find_barcode, suggest_items
from shopdesk.services.selling import sell

TEN = Decimal(10)


def sold(desk: Desk, *lines: SaleLine) -> None:
    total = sum(line.amount() for line in lines)
    sell(desk, SaleOrder(lines=lines, tenders={Method.CASH: total}), uuid4().hex)


def test_an_item_is_offered_as_it_was_sold_last(desk: Desk) -> None:
    sold(desk, SaleLine("Cleaning cloth", 900, tax_rate=TEN))
    sold(desk, SaleLine("cleaning CLOTH", 950, Decimal(2), TEN))
    assert suggest_items(desk, "clo") == (Item("cleaning CLOTH", None, 950, TEN, 2),)


def test_the_most_sold_comes_first_and_every_word_must_begin_so(desk: Desk) -> None:
    sold(desk, SaleLine("Silver chain", 4_500), SaleLine("Chain repair", 4_500))
    sold(desk, SaleLine("Chain repair", 4_500))
    assert [item.text for item in suggest_items(desk, "chain")] == ["Chain repair", "Silver chain"]
    assert [item.text for item in suggest_items(desk, "cha sil")] == ["Silver chain"]
    assert suggest_items(desk, "hain") == ()


def test_nothing_typed_offers_the_most_sold(desk: Desk) -> None:
    sold(desk, *(SaleLine(f"Bead {number}", 100) for number in range(12)))
    assert len(suggest_items(desk, "")) == 8


def test_a_barcode_finds_the_item_it_was_sold_with_last(desk: Desk) -> None:
    sold(desk, SaleLine("Ring cleaner", 1_250, barcode="9312345678907"))
    sold(desk, SaleLine("Ring cleaner", 1_300))
    assert find_barcode(desk, "9312345678907") == Item("Ring cleaner", "9312345678907", 1_300, Decimal(0), 2)
    sold(desk, SaleLine("Ring polish", 1_500, barcode="9312345678907"))
    found = find_barcode(desk, "9312345678907")
    assert found is not None
    assert found.text == "Ring polish"
    assert find_barcode(desk, "0000") is None
