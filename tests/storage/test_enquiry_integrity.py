"""The proof of requests and follow-ups finds what was altered behind the program's back."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryOrder
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.customers import archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry
from shopdesk.services.erasing import erase
from shopdesk.services.selling import sell
from shopdesk.services.verifying import Check, verify


@pytest.fixture
def story(desk: Desk, marai: CustomerId) -> Desk:
    """Marai's request became a sale, and one of nobody's a follow-up."""
    hers = add_enquiry(desk, EnquiryOrder("Resize", customer=marai), "hers")
    sell(desk, SaleOrder(marai, 500, tenders={Method.CASH: 500}, enquiry=hers.id), "sale")
    nobodys = add_enquiry(desk, EnquiryOrder("Engrave"), "nobody's")
    convert_to_follow_up(desk, nobodys.id, FollowUpOrder("", desk.today()))
    return desk


def proof(desk: Desk) -> Check:
    return next(check for check in verify(desk).checks if check.name == "requests")


def test_what_is_sound_is_counted(story: Desk) -> None:
    assert proof(story) == Check("requests", ok=True, checked=3, problems=())


def test_what_erasing_leaves_is_sound(story: Desk, marai: CustomerId) -> None:
    archive_customer(story, marai)
    erase(story, marai)
    assert (proof(story).ok, proof(story).checked) == (True, 2)


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        ("UPDATE enquiry SET text_enc = x'00' WHERE id = 1", "Q-00001 does not open"),
        ("UPDATE enquiry SET data_key = x'00' WHERE id = 2", "Q-00002 does not open"),
        ("UPDATE follow_up SET title_enc = x'00'", "follow-up 1 does not open"),
    ],
)
def test_what_was_altered_is_told(story: Desk, harm: str, problem: str) -> None:
    with story.book.database.maintenance() as connection:
        connection.exec_driver_sql(harm)
        connection.commit()
    assert proof(story).problems == (problem,)


def test_what_a_customer_bought_is_not_left_with_nobody(story: Desk) -> None:
    made = add_enquiry(story, EnquiryOrder("For nobody"), "his")
    with story.book.database.maintenance() as connection:
        connection.exec_driver_sql(
            "UPDATE enquiry SET status = 'converted', ended_at = 1, "
            f"sale_id = (SELECT sale_id FROM enquiry WHERE id = 1) WHERE id = {made.id}"
        )
        connection.commit()
    assert proof(story).problems == ("Q-00003 became a customer's and is nobody's",)
