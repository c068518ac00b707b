"""The item box: words, prices, quantities, barcodes and cards."""

from decimal import Decimal

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.item_box import ItemBox
from shopdesk.viewmodels.shop_text import shop_text
from tests.ports import InlineRunner

TEN = Decimal(10)
CLEANER = SaleLine("Ring cleaner", 1_250, tax_rate=TEN, barcode="9312345678907")


class Counter:
    """A box, with what it gave away."""

    def __init__(self, desk: Desk) -> None:
        self.lines: list[SaleLine] = []
        self.customers: list[CustomerId] = []
        self.box = ItemBox(desk, InlineRunner(), shop_text(desk), self.lines.append, self.customers.append)


@pytest.fixture
def counter(desk: Desk) -> Counter:
    lines = (CLEANER, SaleLine("Bangle 62", 18_000))
    sell(desk, SaleOrder(lines=lines, tenders={Method.CASH: 19_250}), "before")
    return Counter(desk)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Chain repair 45", SaleLine("Chain repair", 4_500)),
        ("Chain repair $45.50", SaleLine("Chain repair", 4_550)),
        ("45", SaleLine("Goods", 4_500)),
        ("Chain repair 45 AUD", SaleLine("Chain repair", 4_500)),
        ("Chain repair 45 $", SaleLine("Chain repair", 4_500)),
        ("Ring 1,234.50", SaleLine("Ring", 123_450)),
        ("2 x Cloth 9.50", SaleLine("Cloth", 950, Decimal(2))),
        ("1.5 × Silver wire 12", SaleLine("Silver wire", 1_200, Decimal("1.5"))),
        ("ring CLEANER", CLEANER),
        ("3*ring cleaner", SaleLine("Ring cleaner", 1_250, Decimal(3), TEN, "9312345678907")),
        ("ring cleaner 11", SaleLine("Ring cleaner", 1_100, tax_rate=TEN)),
        ("9312345678907", CLEANER),
        ("Bangle 62", SaleLine("Bangle 62", 18_000)),
    ],
)
def test_what_is_typed_becomes_a_line(counter: Counter, typed: str, line: SaleLine) -> None:
    counter.box.enter(typed)
    assert (counter.lines, counter.box.error.value, counter.box.given_back.value) == ([line], "", "")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Bague 1 234,50", SaleLine("Bague", 123_450)),
        ("Bague 1\u202f234,50", SaleLine("Bague", 123_450)),
        ("Bague 62 180", SaleLine("Bague 62", 18_000)),
        ("1,5 x Fil 12", SaleLine("Fil", 1_200, Decimal("1.5"))),
        ("Bague 45 €", SaleLine("Bague", 4_500)),
    ],
)
def test_where_thousands_are_parted_by_spaces_the_whole_amount_is_read(
    desk: Desk, typed: str, line: SaleLine
) -> None:
    change_settings(desk, {"locale": "fr_FR", "currency": "EUR"})
    counter = Counter(desk)
    counter.box.enter(typed)
    assert counter.lines == [line]


def test_words_without_a_price_ask_for_it(counter: Counter) -> None:
    counter.box.enter("Chain repair")
    assert (counter.lines, counter.box.error.value) == (
        [],
        "Type its price behind it, like: Chain repair 45.00",
    )
    assert counter.box.given_back.value == "Chain repair"
    counter.box.type("Chain repair 4")
    assert counter.box.error.value == ""


def test_a_new_barcode_waits_for_its_name_and_price(desk: Desk, counter: Counter) -> None:
    counter.box.enter("4006381333931")
    assert counter.box.hint.value == "4006381333931 is new: type what it is and its price."
    counter.box.enter("Polish 8")
    assert counter.lines == [SaleLine("Polish", 800, barcode="4006381333931")]
    assert counter.box.hint.value == ""


def test_a_customers_card_is_known(counter: Counter, marai: CustomerId) -> None:
    counter.box.enter("C-000001")
    assert counter.customers == [marai]
    counter.box.enter("C-000999")
    assert counter.box.error.value == "There is no customer C-000999: check the number and try again."


def test_the_code_of_a_customers_card_is_known_before_that_of_new_goods(
    desk: Desk, counter: Counter, marai: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"card_code": "2900000004211"}))
    counter.box.enter("2900000004211")
    assert (counter.customers, counter.box.hint.value) == ([marai], "")


def test_what_begins_so_is_offered_and_can_be_chosen(counter: Counter) -> None:
    counter.box.type("ring")
    (item,) = counter.box.suggestions.value
    counter.box.choose(item)
    assert (counter.lines, counter.box.suggestions.value) == ([CLEANER], ())
    counter.box.offer_most_sold()
    assert len(counter.box.suggestions.value) == 2
