"""Forgetting somebody who asked for something and never was a customer."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry, EnquiryOrder, EnquiryQuery, EnquiryStage
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden, InvalidValue, NotFound
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, get_enquiry, list_enquiries, search_enquiries
from shopdesk.services.following_up import list_follow_ups
from shopdesk.services.forgetting import forget_enquiry
from shopdesk.services.staff import add_staff
from shopdesk.services.verifying import verify

LOU = EnquiryOrder("Resize a ring", name="Lou van Stone", email="lou@example.com")


@pytest.fixture
def asked(desk: Desk) -> Enquiry:
    return add_enquiry(desk, LOU, "lou")


def sealed_of(desk: Desk, enquiry: Enquiry) -> tuple[bytes, bytes]:
    with desk.read() as session:
        row = session.exec_driver_sql(
            "SELECT data_key, text_enc FROM enquiry WHERE id = ?", (enquiry.id,)
        ).one()
    return row[0], row[1]


def test_its_words_and_its_key_are_gone_and_nothing_else_is(desk: Desk, asked: Enquiry) -> None:
    before = sealed_of(desk, asked)
    other = add_enquiry(desk, EnquiryOrder("Do you engrave?"), "other")
    forget_enquiry(desk, asked.id)
    key, text = sealed_of(desk, asked)
    assert (text, key == before[0]) == (b"", False)
    assert [each.id for each in list_enquiries(desk)] == [other.id]
    assert search_enquiries(desk, EnquiryQuery(EnquiryStage.ENDED)).items == ()
    with pytest.raises(NotFound):
        get_enquiry(desk, asked.id)
    assert verify(desk).ok


def test_the_follow_up_it_became_is_forgotten_with_it(desk: Desk, asked: Enquiry) -> None:
    convert_to_follow_up(desk, asked.id, FollowUpOrder("", desk.today()))
    forget_enquiry(desk, asked.id)
    assert list_follow_ups(desk) == ()
    assert verify(desk).ok


def test_a_customers_request_goes_with_the_customer(desk: Desk, marai: CustomerId) -> None:
    hers = add_enquiry(desk, EnquiryOrder("Polish a ring", customer=marai), "hers")
    with pytest.raises(InvalidValue) as told:
        forget_enquiry(desk, hers.id)
    assert told.value.parameters["reason"] == "customers_own"
    assert get_enquiry(desk, hers.id).text == "Polish a ring"


def test_only_an_owner_forgets(desk: Desk, asked: Enquiry) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    with pytest.raises(Forbidden):
        forget_enquiry(cashier, asked.id)
