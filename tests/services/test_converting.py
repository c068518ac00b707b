"""What a request becomes, once: a sale or a follow-up."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry, EnquiryKind, EnquiryOrder, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder, Origin, Priority
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import ShopDeskError
from shopdesk.services.converting import convert_to_follow_up, convert_to_sale
from shopdesk.services.customers import archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, get_enquiry, give_enquiry, move_enquiry
from shopdesk.services.erasing import erase
from shopdesk.services.following_up import list_follow_ups
from shopdesk.services.kpis import compute_kpis
from shopdesk.services.selling import sell

CALL_BACK = FollowUpOrder("", date(2026, 11, 25))


def asked(desk: Desk, customer: CustomerId | None = None) -> Enquiry:
    return add_enquiry(desk, EnquiryOrder("Resize a ring", EnquiryKind.REPAIR, customer=customer), "asked")


def bought(desk: Desk, customer: CustomerId | None, request: Enquiry | None = None) -> str:
    enquiry = None if request is None else request.id
    order = SaleOrder(customer, 500, tenders={Method.CASH: 500}, enquiry=enquiry)
    return sell(desk, order, f"bought {customer} {enquiry}").reference


def test_converting_again_opens_the_first(desk: Desk, marai: CustomerId) -> None:
    made = asked(desk, marai)
    first, second = (convert_to_follow_up(desk, made.id, CALL_BACK) for _ in range(2))
    assert (first, compute_kpis(desk).open_requests) == (second, 0)
    (follow_up,) = list_follow_ups(desk)
    assert (follow_up.id, follow_up.title, follow_up.customer) == (first.follow_up, "Resize a ring", marai)
    assert (follow_up.origin, follow_up.request) == (Origin.REQUEST, made.id)


def test_the_follow_up_may_say_it_otherwise_and_name_who_does_it(desk: Desk, cashier: Desk) -> None:
    order = FollowUpOrder("Order the stone", CALL_BACK.due_on, priority=Priority.HIGH, who=cashier.staff.id)
    convert_to_follow_up(desk, asked(desk).id, order)
    (follow_up,) = list_follow_ups(desk)
    assert (follow_up.title, follow_up.priority, follow_up.who) == ("Order the stone", Priority.HIGH, "Carl")


def test_what_has_ended_is_not_converted(desk: Desk) -> None:
    made = move_enquiry(desk, asked(desk).id, EnquiryStatus.CANCELLED)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        convert_to_follow_up(desk, made.id, CALL_BACK)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        convert_to_sale(desk, made.id, bought(desk, None))
    assert list_follow_ups(desk) == ()


def test_it_becomes_the_sale_in_which_it_is_sold(desk: Desk, marai: CustomerId) -> None:
    made = asked(desk, marai)
    first, second = bought(desk, marai, made), bought(desk, marai, None)
    done = get_enquiry(desk, made.id)
    assert (done.status, done.sale) == (EnquiryStatus.CONVERTED, first)
    assert convert_to_sale(desk, made.id, second).sale == first


def test_a_sale_is_made_although_its_request_has_ended_or_is_somebody_elses(
    desk: Desk, marai: CustomerId, tomas: CustomerId
) -> None:
    made = asked(desk, marai)
    bought(desk, tomas, made)
    assert get_enquiry(desk, made.id) == made
    move_enquiry(desk, made.id, EnquiryStatus.CANCELLED)
    bought(desk, marai, made)
    assert get_enquiry(desk, made.id).sale is None


def test_a_sale_of_another_customer_is_refused(desk: Desk, marai: CustomerId, tomas: CustomerId) -> None:
    made = asked(desk, marai)
    with pytest.raises(ShopDeskError) as refused:
        convert_to_sale(desk, made.id, bought(desk, tomas))
    assert (refused.value.field, refused.value.parameters["reason"]) == ("sale", "other_customer")
    assert convert_to_sale(desk, made.id, bought(desk, None)).status is EnquiryStatus.CONVERTED


def test_nobodys_request_becomes_the_buyers_and_is_forgotten_with_them(desk: Desk, marai: CustomerId) -> None:
    made = asked(desk)
    assert convert_to_sale(desk, made.id, bought(desk, marai)).customer == marai
    archive_customer(desk, marai)
    erase(desk, marai)
    with pytest.raises(ShopDeskError, match="not_found"):
        get_enquiry(desk, made.id)


def test_the_follow_up_of_nobody_goes_with_its_request(desk: Desk, marai: CustomerId) -> None:
    made = convert_to_follow_up(desk, asked(desk).id, CALL_BACK)
    give_enquiry(desk, made.id, marai)
    (follow_up,) = list_follow_ups(desk)
    assert (follow_up.customer, follow_up.title) == (marai, "Resize a ring")
    archive_customer(desk, marai)
    erase(desk, marai)
    assert list_follow_ups(desk) == ()


def test_no_sale_is_named_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(ShopDeskError, match="not_found"):
        convert_to_sale(desk, asked(desk).id, "S-00099")
