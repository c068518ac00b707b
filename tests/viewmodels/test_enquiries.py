"""The Requests page behind its window: what it says, and what a step does."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryKind, EnquiryOrder, EnquiryStage, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.staff import Role
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, list_enquiries, move_enquiry
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.enquiries import EnquiriesViewModel
from shopdesk.viewmodels.enquiry_words import EnquiryLine, known_of
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.undo_list import UndoList
from shopdesk.viewmodels.work_list import AT_ONCE
from tests.conftest import StandingClock
from tests.ports import InlineRunner

LOU = EnquiryOrder("Resize\na ring", EnquiryKind.REPAIR, "Lou van Stone", "lou@example.com", "0412 345 678")


@pytest.fixture
def model(desk: Desk) -> EnquiriesViewModel:
    runner = InlineRunner()
    made = EnquiriesViewModel(desk, runner, UndoList(desk, runner))
    desk.feed.subscribe(made.on_changes)
    made.watch(watched=True)
    return made


def lines(model: EnquiriesViewModel) -> list[EnquiryLine]:
    picture = model.picture.value
    return [line for group in (picture.groups if picture else ()) for line in group.lines]


def test_a_row_says_who_asks_how_they_are_reached_and_since_when(
    model: EnquiriesViewModel, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    add_enquiry(desk, LOU, "lou")
    clock.forward(days=2)
    day = desk.today() + timedelta(days=3)
    add_enquiry(desk, EnquiryOrder("Fitting", EnquiryKind.APPOINTMENT, customer=marai, booked_on=day), "hers")
    assert [(line.mark, line.when, line.title, line.detail) for line in lines(model)] == [
        (
            "REP",
            "2 days ago",
            "Resize a ring",
            "Lou van Stone · not in the book · 0412 345 678 · lou@example.com · Rosa Rossi · Q-00001",
        ),
        ("APP", "Today", "Fitting", "Marai Haddad · wished for 26 Nov · Rosa Rossi · Q-00002"),
    ]


def test_steps_are_groups_with_counts_and_the_badge_counts_what_is_open(
    model: EnquiriesViewModel, desk: Desk
) -> None:
    first, second, third = (add_enquiry(desk, EnquiryOrder(f"{n}"), f"{n}").id for n in range(3))
    move_enquiry(desk, first, EnquiryStatus.BOOKED, desk.today() - timedelta(days=1))
    move_enquiry(desk, second, EnquiryStatus.COMPLETED)
    picture = model.picture.value
    assert picture is not None
    assert [(group.heading, len(group.lines)) for group in picture.groups] == [("New", 1), ("Booked", 1)]
    assert [words for _, words in picture.tabs] == ["Open 2", "New 1", "Contacted 0", "Booked 1", "Ended 1"]
    assert (model.badge.value, picture.foot, lines(model)[0].enquiry.id) == (2, "2 shown", third)
    assert (lines(model)[1].when, lines(model)[1].tone) == ("1 day late", "owed")


def test_a_step_is_taken_with_one_press_and_taken_back(model: EnquiriesViewModel, desk: Desk) -> None:
    add_enquiry(desk, LOU, "lou")
    for step in (EnquiryStatus.CONTACTED, EnquiryStatus.COMPLETED, EnquiryStatus.CANCELLED):
        model.move(lines(model)[0], step)
        assert EnquiryStatus.NEW not in [line.enquiry.status for line in lines(model)]
        model.undo()
        assert [line.enquiry.status for line in lines(model)] == [EnquiryStatus.NEW]
    assert model.notice.value is not None
    assert model.notice.value.text == "Back where it was: Resize a ring."


def test_what_was_converted_is_not_taken_back(model: EnquiriesViewModel, desk: Desk) -> None:
    made = add_enquiry(desk, LOU, "lou")
    model.move(lines(model)[0], EnquiryStatus.CONTACTED)
    convert_to_follow_up(desk, made.id, FollowUpOrder("", desk.today()))
    model.undo()
    assert model.notice.value is not None
    assert (model.notice.value.role, lines(model)) == ("danger", [])


def test_it_is_narrowed_by_step_kind_person_and_words(model: EnquiriesViewModel, desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    add_enquiry(desk, LOU, "lou")
    add_enquiry(cashier, EnquiryOrder("A sapphire", EnquiryKind.ORDER), "sapphire")
    model.narrow(EnquiryKind.ORDER)
    assert [line.title for line in lines(model)] == ["A sapphire"]
    model.show_mine(mine=True)
    picture = model.picture.value
    assert picture is not None
    assert (picture.groups, picture.nothing[:15]) == ((), "No request fits")
    model.show_all_open()
    model.search("van stone")
    assert [line.title for line in lines(model)] == ["Resize a ring"]
    model.show_stage(EnquiryStage.BOOKED)
    assert (lines(model), model.badge.value) == ([], 2)


def test_a_long_list_is_shown_part_by_part(model: EnquiriesViewModel, desk: Desk) -> None:
    for number in range(AT_ONCE + 2):
        add_enquiry(desk, EnquiryOrder(f"{number}"), f"{number}")
    assert (len(lines(model)), model.picture.value and model.picture.value.more) == (AT_ONCE, 2)
    model.show_more()
    assert (len(lines(model)), model.picture.value and model.picture.value.more) == (AT_ONCE + 2, 0)


def test_it_is_given_to_a_customer(model: EnquiriesViewModel, desk: Desk, marai: CustomerId) -> None:
    add_enquiry(desk, LOU, "lou")
    model.give(lines(model)[0], marai)
    assert [each.customer for each in list_enquiries(desk)] == [marai]
    assert model.notice.value is not None
    assert model.notice.value.text == "It is Marai Haddad’s request now: Resize a ring."


@pytest.mark.parametrize(
    ("phone", "field", "shown"),
    [("0412345678", "mobile", "0412 345 678"), ("0391234567", "phone", "(03) 9123 4567")],
)
def test_the_form_of_a_new_customer_begins_with_what_they_said(
    desk: Desk, phone: str, field: str, shown: str
) -> None:
    made = add_enquiry(desk, EnquiryOrder("x", name="Lou van Stone", email="l@example.com", phone=phone), "1")
    known = known_of(made, shop_text(desk))
    assert known == {"first_name": "Lou van", "last_name": "Stone", "email": "l@example.com", field: shown}


def test_nobody_looking_only_the_badge_follows(desk: Desk) -> None:
    runner = InlineRunner()
    model = EnquiriesViewModel(desk, runner, UndoList(desk, runner))
    desk.feed.subscribe(model.on_changes)
    add_enquiry(desk, LOU, "one")
    assert (model.badge.value, model.picture.value) == (1, None)
