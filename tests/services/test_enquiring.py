"""Requests of customers: who asks for what, how far it is, and what it becomes."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import (
    EnquiryId,
    EnquiryKind,
    EnquiryOrder,
    EnquiryQuery,
    EnquiryStage,
    EnquiryStatus,
)
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import (
    add_enquiry,
    enquiries_of,
    get_enquiry,
    give_enquiry,
    list_enquiries,
    move_enquiry,
    search_enquiries,
    who_asks,
)
from shopdesk.services.erasing import erase
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


def test_what_was_cancelled_is_not_taken_up(desk: Desk) -> None:
    made = move_enquiry(desk, add_enquiry(desk, RING, "one").id, EnquiryStatus.CANCELLED)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        move_enquiry(desk, made.id, EnquiryStatus.CONTACTED)


def test_nothing_unknown_can_be_named(desk: Desk) -> None:
    with pytest.raises(ShopDeskError, match="not_found"):
        move_enquiry(desk, EnquiryId(99), EnquiryStatus.CONTACTED)


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


def test_the_words_of_nobody_go_over_to_the_key_of_whose_they_turn_out_to_be(
    desk: Desk, marai: CustomerId
) -> None:
    made = add_enquiry(desk, RING, "one")
    given = give_enquiry(desk, made.id, marai)
    assert (given.customer, given.text, given.name) == (marai, "Resize a ring", "Lou")
    with desk.book.database.read() as session:
        assert session.exec_driver_sql("SELECT data_key FROM enquiry").scalar_one() is None
    archive_customer(desk, marai)
    erase(desk, marai)
    assert list_enquiries(desk) == enquiries_of(desk, marai) == ()


def test_one_that_was_matched_wrongly_is_given_to_another_while_it_is_open(
    desk: Desk, marai: CustomerId, tomas: CustomerId
) -> None:
    made = add_enquiry(desk, EnquiryOrder("Resize", customer=marai), "one")
    assert give_enquiry(desk, made.id, tomas).customer == tomas
    assert (enquiries_of(desk, marai), enquiries_of(desk, tomas)) == ((), (get_enquiry(desk, made.id),))
    move_enquiry(desk, made.id, EnquiryStatus.COMPLETED)
    with pytest.raises(ShopDeskError, match="invalid_value"):
        give_enquiry(desk, made.id, marai)


def test_the_lists_go_step_by_step_and_count_every_stage(desk: Desk, cashier: Desk) -> None:
    first, second, third, fourth = (add_enquiry(desk, EnquiryOrder(f"{n}"), f"{n}").id for n in range(4))
    move_enquiry(desk, first, EnquiryStatus.BOOKED, DAY)
    move_enquiry(cashier, second, EnquiryStatus.CONTACTED)
    move_enquiry(desk, third, EnquiryStatus.CANCELLED)
    listed = search_enquiries(desk, EnquiryQuery(limit=2))
    assert ([each.text for each in listed.items], listed.total) == (["3", "1"], 3)
    assert list(listed.counts.values()) == [3, 1, 1, 1, 1]
    mine = search_enquiries(desk, EnquiryQuery(mine=cashier.staff.id))
    assert [each.id for each in mine.items] == [second]
    ended = search_enquiries(desk, EnquiryQuery(EnquiryStage.ENDED, EnquiryKind.GENERAL))
    assert ([each.id for each in ended.items], fourth) == ([third], 4)


@pytest.mark.parametrize("words", ["SAPPHIRE", "lou stone", "lou@", "0412 345 678", "+61 412 345", "q-00001"])
def test_every_word_is_searched_for_in_what_was_said_and_by_whom(desk: Desk, words: str) -> None:
    order = EnquiryOrder("A sapphire", EnquiryKind.ORDER, "Lou Stone", "lou@example.com", "0412 345 678")
    made = add_enquiry(desk, order, "one")
    add_enquiry(desk, EnquiryOrder("Another"), "two")
    assert search_enquiries(desk, EnquiryQuery(words=words)).items == (made,)
    move_enquiry(desk, made.id, EnquiryStatus.COMPLETED)
    found = search_enquiries(desk, EnquiryQuery(EnquiryStage.ENDED, words=words))
    assert ([each.id for each in found.items], found.is_whole) == ([made.id], True)


def test_an_erased_customers_requests_are_counted_nowhere(desk: Desk, marai: CustomerId) -> None:
    add_enquiry(desk, EnquiryOrder("Resize", customer=marai), "one")
    archive_customer(desk, marai)
    erase(desk, marai)
    listed = search_enquiries(desk, EnquiryQuery(EnquiryStage.ENDED))
    assert (listed.items, listed.total) == ((), 0)


def test_it_is_said_before_whose_it_would_be(desk: Desk) -> None:
    ada = add_customer(desk, RecordChange({"first_name": "Ada", "email": "ada@example.com"})).id
    assert who_asks(desk, EnquiryOrder("", email="Ada@example.com")) == (ada, "Ada")
    assert who_asks(desk, EnquiryOrder("", email="bo@example.com", phone="0412 345 678")) is None


def test_lines_of_a_letter_stay_lines(desk: Desk) -> None:
    assert add_enquiry(desk, EnquiryOrder(" Hello \r\n\r\nA  ring? \n"), "one").text == "Hello\n\nA ring?"
