"""Parking at the counter and taking up again."""

from decimal import Decimal

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.basket import Discount
from shopdesk.domain.sale import SaleLine
from shopdesk.services.desk import Desk
from shopdesk.services.parking import list_parked
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.parked_sales import ParkedSalesViewModel
from tests.ports import InlineRunner

BANGLE = SaleLine("Bangle", 18_000)


class Till:
    """A counter with its parked sales."""

    def __init__(self, desk: Desk) -> None:
        self.counter = CheckoutViewModel(desk, InlineRunner())
        self.parked = ParkedSalesViewModel(desk, InlineRunner(), self.counter)
        desk.feed.subscribe(self.parked.on_changes)
        self.parked.start()


@pytest.fixture
def till(desk: Desk) -> Till:
    return Till(desk)


def test_a_parked_sale_is_listed_and_comes_back(till: Till, marai: CustomerId) -> None:
    till.counter.choose_customer(marai)
    till.counter.add_line(BANGLE)
    till.counter.give_discount(Discount(percent=Decimal(10)))
    till.parked.park()
    assert (till.counter.is_dirty(), till.parked.count.value) == (False, 1)
    till.parked.load()
    (row,) = till.parked.rows.value
    assert (row.whose, row.items, row.total) == ("Marai Haddad", "Bangle", "$162.00")
    till.parked.resume(row.id)
    assert (till.counter.figures.value.to_pay, till.counter.customer.id) == ("$162.00", marai)
    assert till.parked.count.value == 0


def test_resuming_parks_what_lies_on_the_counter(desk: Desk, till: Till) -> None:
    till.counter.add_line(BANGLE)
    till.parked.park()
    till.counter.add_line(SaleLine("Cloth", 950))
    till.parked.resume(list_parked(desk)[0].id)
    assert [line.text for line in till.counter.lines.value] == ["Bangle"]
    (waiting,) = list_parked(desk)
    assert waiting.content.lines[0].text == "Cloth"


def test_what_was_taken_up_elsewhere_is_told(desk: Desk, till: Till) -> None:
    till.counter.add_line(BANGLE)
    till.parked.park()
    (parked,) = list_parked(desk)
    other = Till(desk)
    other.parked.resume(parked.id)
    till.parked.resume(parked.id)
    assert till.counter.notice.value is not None
    assert till.counter.notice.value.role == "danger"
    assert not till.counter.is_dirty()


def test_a_window_that_goes_parks_what_was_left_in_it(desk: Desk, till: Till) -> None:
    till.parked.leave()
    assert list_parked(desk) == ()
    till.counter.add_line(BANGLE)
    till.parked.leave()
    till.parked.leave()
    assert [sale.content.lines for sale in list_parked(desk)] == [(BANGLE,)]


def test_nothing_cannot_be_parked(desk: Desk, till: Till) -> None:
    till.parked.park()
    assert list_parked(desk) == ()
