"""Requests of customers: who asks for what, how far it is, and what it becomes."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryId, EnquiryKind, EnquiryOrder, EnquiryStatus
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import (
    add_enquiry,
    convert_to_follow_up,
    convert_to_sale,
    list_enquiries,
    move_enquiry,
)
from shopdesk.services.erasing import erase
from shopdesk.services.following_up import list_follow_ups
from shopdesk.services.kpis import compute_kpis

DAY = date(2026, 11, 25)
RING = EnquiryOrder("Resize a ring", EnquiryKind.REPAIR, "Lou")


def test_a_cashier_writes_one_down_and_asked_twice_it_is_one(cashier: Desk) -> None:
    first, second = (add_enquiry(cashier, RING, "same") for _ in range(2))
    assert (first, list_enquiries(cashier)) == (second, (first,))
    assert (first.text, first.name, first.customer, first.made_by) == ("Resize a ring", "Lou", None, "Carl")
    assert compute_kpis(cashier).open_requests == 1


def test_the_email_tells_who_asks_then_the_phone(desk: Desk) -> None:
    ada = add_customer(desk, RecordChange({"first_name": "Ada", "email": "ada@example.com"})).id
    bo = add_customer(desk, RecordChange({"first_name": "Bo", "mobile": "0412 345 678"})).id
    both = EnquiryOrder("Both", email="ADA@example.com", phone="0412345678")
    assert add_enquiry(desk, both, "1").customer == ada
    assert add_enquiry(desk, EnquiryOrder("x", email="z@example.com", phone="0412345678"), "2").customer == bo
    archive_customer(desk, bo)
    assert add_enquiry(desk, EnquiryOrder("x", phone="0412345678"), "3").customer is None


def test_it_goes_forward_step_by_step_and_then_has_ended(desk: Desk) -> None:
    made = add_enquiry(desk, RING, "one")
    assert move_enquiry(desk, made.id, EnquiryStatus.CONTACTED).status is EnquiryStatus.CONTACTED
    assert move_enquiry(desk, made.id, EnquiryStatus.BOOKED, DAY).booked_on == DAY
    done = move_enquiry(desk, made.id, EnquiryStatus.COMPLETED)
    assert (done.booked_on, done.ended_at, list_enquiries(desk)) == (DAY, desk.clock.now(), ())


@pytest.mark.parametrize("to", [EnquiryStatus.NEW, EnquiryStatus.BOOKED, EnquiryStatus.CONVERTED])
def test_it_does_not_go_back_nor_is_booked_for_no_day_nor_converted_into_nothing(
    desk: Desk, to: EnquiryStatus
) -> None:
    made = move_enquiry(desk, add_enquiry(desk, RING, "one").id, EnquiryStatus.CONTACTED)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        move_enquiry(desk, made.id, to)
    assert list_enquiries(desk) == (made,)


def test_converting_again_opens_the_first(desk: Desk, marai: CustomerId) -> None:
    made = add_enquiry(desk, EnquiryOrder("Resize a ring", customer=marai), "one")
    first, second = (convert_to_follow_up(desk, made.id, DAY) for _ in range(2))
    assert (first, compute_kpis(desk).open_requests) == (second, 0)
    (follow_up,) = list_follow_ups(desk)
    assert (follow_up.id, follow_up.title, follow_up.customer, follow_up.due_on) == (
        first.follow_up,
        "Resize a ring",
        marai,
        DAY,
    )


def test_what_was_cancelled_is_not_taken_up_nor_converted(desk: Desk) -> None:
    made = move_enquiry(desk, add_enquiry(desk, RING, "one").id, EnquiryStatus.CANCELLED)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        move_enquiry(desk, made.id, EnquiryStatus.CONTACTED)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        convert_to_follow_up(desk, made.id, DAY)
    assert list_follow_ups(desk) == ()


def test_nothing_unknown_can_be_named(desk: Desk) -> None:
    made = add_enquiry(desk, RING, "one")
    with pytest.raises(ShopDeskError, match="not_found"):
        move_enquiry(desk, EnquiryId(99), EnquiryStatus.CONTACTED)
    with pytest.raises(ShopDeskError, match="not_found"):
        convert_to_sale(desk, made.id, "S-00099")


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_something_is_asked_for(desk: Desk, text: str) -> None:
    with pytest.raises(ShopDeskError) as refused:
        add_enquiry(desk, EnquiryOrder(text), "one")
    assert (refused.value.code, refused.value.field) == ("invalid_value", "text")


def test_words_and_contact_are_sealed_and_go_with_the_person(desk: Desk, marai: CustomerId) -> None:
    add_enquiry(desk, EnquiryOrder("Sapphire surprise", name="Marai", customer=marai), "hers")
    made = add_enquiry(desk, RING, "nobody's")
    with desk.book.database.read() as session:
        stored = session.exec_driver_sql("SELECT text_enc FROM enquiry").scalars().all()
    assert not any(b"urprise" in each or b"Lou" in each for each in stored)
    archive_customer(desk, marai)
    erase(desk, marai)
    assert (list_enquiries(desk), compute_kpis(desk).open_requests) == ((made,), 1)
