"""A sale for a request: it comes to the counter with whoever asked, and is converted when it is finished."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry, EnquiryOrder, EnquiryStatus
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.sale import SaleLine
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, get_enquiry, move_enquiry
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.parked_sales import ParkedSalesViewModel
from shopdesk.viewmodels.tenders import Way
from tests.ports import InlineRunner


@pytest.fixture
def asked(desk: Desk, marai: CustomerId) -> Enquiry:
    return add_enquiry(desk, EnquiryOrder("Resize a ring", customer=marai), "asked")


@pytest.fixture
def counter(desk: Desk, asked: Enquiry) -> CheckoutViewModel:
    made = CheckoutViewModel(desk, InlineRunner())
    made.take_content(ParkedContent((), asked.customer, enquiry=asked.id))
    return made


def sold(counter: CheckoutViewModel) -> str:
    counter.add_line(SaleLine("Resize", 4_500))
    counter.pay_by(Way.CARD)
    counter.finish()
    done = counter.done.value
    assert done is not None
    return done.reference


def test_the_finished_sale_is_what_the_request_became(
    desk: Desk, asked: Enquiry, counter: CheckoutViewModel, marai: CustomerId
) -> None:
    assert (counter.request.shown.value, counter.customer.id) == (asked, marai)
    reference = sold(counter)
    assert get_enquiry(desk, asked.id).sale == reference
    assert counter.request.shown.value is None
    assert sold(counter) != reference
    assert get_enquiry(desk, asked.id).sale == reference


def test_a_sale_that_is_not_for_it_leaves_it_open(
    desk: Desk, asked: Enquiry, counter: CheckoutViewModel
) -> None:
    counter.request.take(None)
    sold(counter)
    assert get_enquiry(desk, asked.id) == asked


def test_it_is_let_go_when_somebody_else_buys(desk: Desk, asked: Enquiry, counter: CheckoutViewModel) -> None:
    other = add_customer(desk, RecordChange({"first_name": "Tomas"})).id
    counter.choose_customer(None)
    assert counter.request.id == asked.id
    counter.choose_customer(other)
    sold(counter)
    assert get_enquiry(desk, asked.id) == asked


def test_it_is_parked_cleared_and_put_back_with_the_sale(
    desk: Desk, asked: Enquiry, counter: CheckoutViewModel
) -> None:
    parked = ParkedSalesViewModel(desk, InlineRunner(), counter)
    parked.start()
    counter.add_line(SaleLine("Resize", 4_500))
    counter.clear()
    assert counter.request.id is None
    counter.put_back()
    parked.park()
    assert counter.request.id is None
    parked.load()
    parked.resume(parked.rows.value[0].id)
    assert counter.request.shown.value == asked


def test_one_that_has_ended_meanwhile_is_not_shown(desk: Desk, asked: Enquiry) -> None:
    move_enquiry(desk, asked.id, EnquiryStatus.CANCELLED)
    counter = CheckoutViewModel(desk, InlineRunner())
    counter.take_content(ParkedContent((), asked.customer, enquiry=asked.id))
    assert (counter.request.id, counter.request.shown.value) == (None, None)
